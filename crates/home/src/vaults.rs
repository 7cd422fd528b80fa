//! Where do this folder's secrets lie, and how is that place opened? The first secret chooses: the
//! keyring where one can be reached, else the encrypted file. The choice is recorded and never
//! silently switched. Nothing is opened before a secret is really needed.

use roost_domain::ports::{BoxFuture, Vault, VaultError, VaultKey};
use roost_domain::secret::Secret;
use roost_engine::desk::{VaultPlace, Vaults};
use roost_store::tables::meta;
use roost_store::{Folder, Store};
use roost_vault::{FileVault, KeyringVault, probe_keyring};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::OnceCell;

/// How the owner is asked for the passphrase of the file at a path; a file that is not there yet gets
/// a new one. `None`: nobody can be asked, or no answer came.
pub type AskPassphrase = Arc<dyn Fn(&Path) -> Option<Secret> + Send + Sync>;

/// Whether a passphrase opens the vault file at a path, tried once and then forgotten.
pub async fn try_passphrase(path: &Path, passphrase: Secret) -> Result<(), VaultError> {
    FileVault::new(path, move || Some(passphrase.clone())).unlock().await
}

/// The secrets of one data folder.
pub struct FolderVaults {
    store: Store,
    path: PathBuf,
    keyring: KeyringVault,
    file: FileVault,
    /// The place in use by this process, once it is known. A move by another process is seen by the
    /// next command; the loop is told by the vault that it has nothing.
    chosen: OnceCell<VaultPlace>,
}

impl FolderVaults {
    /// The places of a folder; `folder_id` keeps its entries in the keyring apart from others'.
    pub fn new(store: Store, folder: &Folder, folder_id: String, ask: AskPassphrase) -> Self {
        let path = folder.root().join("vault.age");
        let opened_by = {
            let path = path.clone();
            move || passphrase(&path, &ask)
        };
        Self {
            store,
            file: FileVault::new(path.clone(), opened_by),
            path,
            keyring: KeyringVault::new(folder_id),
            chosen: OnceCell::new(),
        }
    }

    /// Opens the recorded place now and looks whether it answers; `Ok` where nothing is recorded.
    pub async fn open_now(&self) -> Result<(), VaultError> {
        match self.recorded().await? {
            Some(VaultPlace::Keyring) => probe_keyring().await,
            Some(VaultPlace::File) => self.file.unlock().await,
            None => Ok(()),
        }
    }

    /// The recorded place, once there is a secret.
    pub async fn recorded(&self) -> Result<Option<VaultPlace>, VaultError> {
        if let Some(place) = self.chosen.get() {
            return Ok(Some(*place));
        }
        let word = self.store.read(meta::vault).await.map_err(|error| self.unreadable(&error))?;
        let Some(word) = word else { return Ok(None) };
        let place = VaultPlace::from_word(&word).map_err(|error| self.unreadable(&error))?;
        Ok(Some(*self.chosen.get_or_init(|| async { place }).await))
    }

    /// The recorded place, or the one that this first secret chooses.
    async fn place_for_first(&self) -> Result<VaultPlace, VaultError> {
        if let Some(place) = self.recorded().await? {
            return Ok(place);
        }
        let place = match probe_keyring().await {
            Ok(()) => VaultPlace::Keyring,
            Err(_) => VaultPlace::File,
        };
        let recorded = self.store.write(move |tx| meta::set_vault(tx, place.word())).await;
        recorded.map_err(|error| self.unreadable(&error))?;
        Ok(*self.chosen.get_or_init(|| async { place }).await)
    }

    fn vault(&self, place: VaultPlace) -> &dyn Vault {
        match place {
            VaultPlace::Keyring => &self.keyring,
            VaultPlace::File => &self.file,
        }
    }

    fn unreadable(&self, error: &dyn std::error::Error) -> VaultError {
        VaultError::File { path: self.path.clone(), reason: error.to_string() }
    }
}

impl Vaults for FolderVaults {
    fn at(&self, place: VaultPlace) -> Arc<dyn Vault> {
        match place {
            VaultPlace::Keyring => Arc::new(self.keyring.clone()),
            VaultPlace::File => Arc::new(self.file.clone()),
        }
    }
}

impl Vault for FolderVaults {
    fn get(&self, key: VaultKey) -> BoxFuture<'_, Result<Option<Secret>, VaultError>> {
        Box::pin(async move {
            match self.recorded().await? {
                Some(place) => self.vault(place).get(key).await,
                None => Ok(None),
            }
        })
    }

    fn set(&self, key: VaultKey, secret: Secret) -> BoxFuture<'_, Result<(), VaultError>> {
        Box::pin(async move {
            let place = self.place_for_first().await?;
            self.vault(place).set(key, secret).await
        })
    }

    fn erase(&self, key: VaultKey) -> BoxFuture<'_, Result<(), VaultError>> {
        Box::pin(async move {
            match self.recorded().await? {
                Some(place) => self.vault(place).erase(key).await,
                None => Ok(()),
            }
        })
    }
}

/// The passphrase of the vault file: from the file that `ROOST_VAULT_PASSPHRASE_FILE` names, from
/// `ROOST_VAULT_PASSPHRASE`, or from the owner.
fn passphrase(path: &Path, ask: &AskPassphrase) -> Option<Secret> {
    if let Some(file) = std::env::var_os("ROOST_VAULT_PASSPHRASE_FILE") {
        // A file that can't be read gives no passphrase, and that is said where one is missed.
        let text = std::fs::read_to_string(file).ok()?;
        return Some(Secret::new(text.trim_end_matches(['\n', '\r'])));
    }
    if let Ok(text) = std::env::var("ROOST_VAULT_PASSPHRASE") {
        return Some(Secret::new(text));
    }
    ask(path)
}
