//! How are secrets kept where there is no keyring? In `vault.age`, opened by a passphrase that is
//! asked for when it is first needed, and kept open in memory until another process changes the file.

use crate::name_of;
use crate::sealed::{self, Entries};
use roost_domain::ports::{BoxFuture, Vault, VaultError, VaultKey};
use roost_domain::secret::Secret;
use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// 2^17, about 128 MiB and a fraction of a second (OWASP's advice for scrypt, 2024).
const WORK: u8 = 17;

/// An encrypted file with all secrets of a data folder.
#[derive(Clone)]
pub struct FileVault {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    ask: Box<dyn Fn() -> Option<Secret> + Send + Sync>,
    work: u8,
    opened: Mutex<Option<Opened>>,
}

/// The file as it was last read or written here.
struct Opened {
    passphrase: Secret,
    entries: Entries,
    sealed: Vec<u8>,
}

impl FileVault {
    /// The vault file at `path`, which need not exist yet. `ask` gives the passphrase; it is called
    /// on a thread where it may wait, and again only if what it gave did not open the file.
    pub fn new(
        path: impl Into<PathBuf>,
        ask: impl Fn() -> Option<Secret> + Send + Sync + 'static,
    ) -> Self {
        Self::with_work_factor(path, ask, WORK)
    }

    /// The same with another scrypt cost, 2^`work`. Less than [`FileVault::new`] takes is for tests.
    pub fn with_work_factor(
        path: impl Into<PathBuf>,
        ask: impl Fn() -> Option<Secret> + Send + Sync + 'static,
        work: u8,
    ) -> Self {
        let inner = Inner { path: path.into(), ask: Box::new(ask), work, opened: Mutex::new(None) };
        Self { inner: Arc::new(inner) }
    }

    /// Opens the file now, to learn at a start whether the passphrase is right. A missing file is fine.
    pub async fn unlock(&self) -> Result<(), VaultError> {
        self.blocking(|inner| inner.read(|_| ())).await
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let inner = Arc::clone(&self.inner);
        match tokio::task::spawn_blocking(move || work(&inner)).await {
            Ok(result) => result,
            Err(_) => Err(VaultError::File {
                path: self.inner.path.clone(),
                reason: "its reader stopped".to_owned(),
            }),
        }
    }
}

impl std::fmt::Debug for FileVault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FileVault({})", self.inner.path.display())
    }
}

impl Vault for FileVault {
    fn get(&self, key: VaultKey) -> BoxFuture<'_, Result<Option<Secret>, VaultError>> {
        Box::pin(
            self.blocking(move |inner| inner.read(|entries| entries.get(&name_of(key)).cloned())),
        )
    }

    fn set(&self, key: VaultKey, secret: Secret) -> BoxFuture<'_, Result<(), VaultError>> {
        Box::pin(self.blocking(move |inner| {
            inner.change(|entries| {
                entries.insert(name_of(key), secret);
            })
        }))
    }

    fn erase(&self, key: VaultKey) -> BoxFuture<'_, Result<(), VaultError>> {
        Box::pin(self.blocking(move |inner| {
            let name = name_of(key);
            if !inner.read(|entries| entries.contains_key(&name))? {
                return Ok(());
            }
            inner.change(|entries| {
                entries.remove(&name);
            })?;
            inner.close_entries();
            if inner.read(|entries| entries.contains_key(&name))? {
                return Err(inner.still_there());
            }
            Ok(())
        }))
    }
}

impl Inner {
    fn read<T>(&self, look: impl FnOnce(&Entries) -> T) -> Result<T, VaultError> {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(bytes) = self.bytes()? else { return Ok(look(&Entries::new())) };
        self.open(&mut opened, bytes).map(|opened| look(&opened.entries))
    }

    fn change(&self, change: impl FnOnce(&mut Entries)) -> Result<(), VaultError> {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        // Between reading and replacing no other process may change the file.
        let _lock = self.lock()?;
        let (mut entries, passphrase) = match self.bytes()? {
            Some(bytes) => {
                let opened = self.open(&mut opened, bytes)?;
                (opened.entries.clone(), opened.passphrase.clone())
            }
            None => (Entries::new(), self.passphrase(opened.as_ref())?),
        };
        change(&mut entries);
        sealed::write(&self.path, &entries, &passphrase, self.work)?;
        let sealed = self.bytes()?.unwrap_or_default();
        *opened = Some(Opened { passphrase, entries, sealed });
        Ok(())
    }

    /// Forgets the entries, so that the next look decrypts the file again.
    fn close_entries(&self) {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(opened) = opened.as_mut() {
            opened.entries.clear();
            opened.sealed.clear();
        }
    }

    /// The entries of the file's bytes: those in memory if the file is the same, else decrypted.
    fn open<'a>(
        &self,
        opened: &'a mut Option<Opened>,
        bytes: Vec<u8>,
    ) -> Result<&'a Opened, VaultError> {
        let is_same = opened.as_ref().is_some_and(|opened| opened.sealed == bytes);
        if !is_same {
            let passphrase = self.passphrase(opened.as_ref())?;
            let entries = match sealed::open(&self.path, &bytes, &passphrase) {
                Ok(entries) => entries,
                Err(error) => {
                    // A passphrase that failed is not kept: the next call asks again.
                    *opened = None;
                    return Err(error);
                }
            };
            *opened = Some(Opened { passphrase, entries, sealed: bytes });
        }
        opened.as_ref().ok_or_else(|| self.no_passphrase())
    }

    fn passphrase(&self, opened: Option<&Opened>) -> Result<Secret, VaultError> {
        if let Some(opened) = opened {
            return Ok(opened.passphrase.clone());
        }
        (self.ask)().filter(|given| !given.expose().is_empty()).ok_or_else(|| self.no_passphrase())
    }

    fn still_there(&self) -> VaultError {
        let reason = "it still holds a secret that was to be erased".to_owned();
        VaultError::File { path: self.path.clone(), reason }
    }

    fn no_passphrase(&self) -> VaultError {
        VaultError::NoPassphrase { path: self.path.clone() }
    }

    fn bytes(&self) -> Result<Option<Vec<u8>>, VaultError> {
        match std::fs::read(&self.path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(sealed::at(&self.path, &error)),
        }
    }

    /// An advisory lock beside the file; gone with the process that holds it.
    fn lock(&self) -> Result<File, VaultError> {
        let path = lock_path(&self.path);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|error| sealed::at(&self.path, &error))?;
        file.lock().map_err(|error| sealed::at(&self.path, &error))?;
        Ok(file)
    }
}

fn lock_path(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".lock");
    path.with_file_name(name)
}
