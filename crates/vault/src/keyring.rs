//! How are secrets kept in the OS keyring? One entry per key under the service "roost", its user
//! `<folder id>/app/3`. Calls go to a thread of their own: a keyring may ask its owner and wait.

use crate::name_of;
use keyring::{Entry, Error};
use roost_domain::ports::{BoxFuture, Vault, VaultError, VaultKey};
use roost_domain::secret::Secret;
use std::time::Duration;
use tokio::sync::oneshot;
use zeroize::Zeroizing;

/// The service name of all entries.
const SERVICE: &str = "roost";

/// Erasing is checked by reading back.
const NOT_ERASED: &str = "it still gives out an entry that was to be erased";

/// How long a keyring may take: its owner may have to type a password first.
const PATIENCE: Duration = Duration::from_mins(2);

/// The OS keyring: Secret Service, Keychain or Credential Manager.
#[derive(Debug, Clone)]
pub struct KeyringVault {
    folder_id: String,
}

impl KeyringVault {
    /// The entries of one data folder.
    pub fn new(folder_id: impl Into<String>) -> Self {
        Self { folder_id: folder_id.into() }
    }

    fn user(&self, key: VaultKey) -> String {
        format!("{}/{}", self.folder_id, name_of(key))
    }
}

/// Whether a keyring answers and takes entries, or why not: one without a default collection answers,
/// and takes none. Makes an entry and takes it away again.
pub async fn probe_keyring() -> Result<(), VaultError> {
    on_its_own_thread(|| {
        let probe = entry("probe")?;
        probe.set_secret(b"probe").map_err(refused)?;
        probe.delete_credential().map_err(refused)
    })
    .await
}

impl Vault for KeyringVault {
    fn get(&self, key: VaultKey) -> BoxFuture<'_, Result<Option<Secret>, VaultError>> {
        let user = self.user(key);
        Box::pin(on_its_own_thread(move || read(&user)))
    }

    fn set(&self, key: VaultKey, secret: Secret) -> BoxFuture<'_, Result<(), VaultError>> {
        let user = self.user(key);
        Box::pin(on_its_own_thread(move || {
            entry(&user)?.set_secret(secret.expose().as_bytes()).map_err(refused)
        }))
    }

    fn erase(&self, key: VaultKey) -> BoxFuture<'_, Result<(), VaultError>> {
        let user = self.user(key);
        Box::pin(on_its_own_thread(move || {
            match entry(&user)?.delete_credential() {
                Ok(()) | Err(Error::NoEntry) => {}
                Err(error) => return Err(refused(error)),
            }
            match read(&user)? {
                None => Ok(()),
                Some(_) => Err(VaultError::Unreachable { reason: NOT_ERASED.to_owned() }),
            }
        }))
    }
}

fn entry(user: &str) -> Result<Entry, VaultError> {
    if let Err(error) = Entry::store_status() {
        return Err(VaultError::Unreachable { reason: error.to_string() });
    }
    Entry::new(SERVICE, user).map_err(refused)
}

fn read(user: &str) -> Result<Option<Secret>, VaultError> {
    let bytes = match entry(user)?.get_secret() {
        Ok(bytes) => Zeroizing::new(bytes),
        Err(Error::NoEntry) => return Ok(None),
        Err(error) => return Err(refused(error)),
    };
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(Some(Secret::new(text))),
        Err(_) => Err(VaultError::Unreachable { reason: "its entry is not text".to_owned() }),
    }
}

/// The words of errors that carry an entry's bytes are Roost's own.
fn refused(error: Error) -> VaultError {
    match error {
        Error::NoStorageAccess(cause) => VaultError::Locked { reason: cause.to_string() },
        Error::PlatformFailure(cause) => VaultError::Unreachable { reason: cause.to_string() },
        Error::NoDefaultStore => {
            VaultError::Unreachable { reason: "no keyring service answers".to_owned() }
        }
        Error::BadEncoding(_) | Error::BadDataFormat(_, _) => {
            VaultError::Unreachable { reason: "its entry is not text".to_owned() }
        }
        Error::Ambiguous(entries) => VaultError::Unreachable {
            reason: format!("it holds {} entries of one name", entries.len()),
        },
        other => VaultError::Unreachable { reason: other.to_string() },
    }
}

/// Not on the runtime's blocking pool: a keyring that waits for its owner would keep the runtime
/// from ending.
async fn on_its_own_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, VaultError> + Send + 'static,
) -> Result<T, VaultError> {
    let (done, answer) = oneshot::channel();
    let spawned = std::thread::Builder::new().name("keyring".to_owned()).spawn(move || {
        // Nobody listens any more when patience has run out.
        let _ = done.send(work());
    });
    if let Err(error) = spawned {
        return Err(VaultError::Unreachable { reason: error.to_string() });
    }
    match tokio::time::timeout(PATIENCE, answer).await {
        Ok(Ok(result)) => result,
        Ok(Err(_)) => Err(VaultError::Unreachable { reason: "its client gave up".to_owned() }),
        Err(_) => Err(VaultError::Locked {
            reason: format!("it did not answer within {} s", PATIENCE.as_secs()),
        }),
    }
}
