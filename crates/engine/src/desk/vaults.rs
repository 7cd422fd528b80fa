//! Where do the secrets lie? In one place per folder, recorded and never silently switched; the owner
//! may move them all to another.

use crate::desk::Desk;
use crate::error::EngineError;
use roost_domain::account::NetworkKind;
use roost_domain::ids::AppId;
use roost_domain::ports::{Vault, VaultKey};
use roost_store::Tx;
use roost_store::tables::meta;
use std::sync::Arc;

/// A place for secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VaultPlace {
    /// The keyring of the operating system.
    Keyring,
    /// The encrypted file in the data folder.
    File,
}

/// Every place where secrets could lie.
pub trait Vaults: Send + Sync {
    /// The vault at a place; opened by the first question that it is asked.
    fn at(&self, place: VaultPlace) -> Arc<dyn Vault>;
}

/// Where the secrets lie, and whose they are.
#[derive(Debug, Clone)]
pub struct VaultContents {
    /// The place recorded; `None` until the first secret.
    pub place: Option<String>,
    /// The secrets that should be there, with what they belong to.
    pub keys: Vec<(VaultKey, String)>,
}

impl VaultPlace {
    /// Every place.
    pub const ALL: [Self; 2] = [Self::Keyring, Self::File];

    /// The word in the database and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Keyring => "keyring",
            Self::File => "file",
        }
    }

    /// The place of a word.
    pub fn from_word(word: &str) -> Result<Self, EngineError> {
        Self::ALL
            .into_iter()
            .find(|place| place.word() == word)
            .ok_or_else(|| EngineError::BadVaultPlace { place: word.to_owned() })
    }
}

/// The id of no app: a question under it asks a vault only whether it answers.
const NO_APP: AppId = AppId(0);

impl Desk {
    /// Where the secrets lie. Opens no vault.
    pub async fn vault_status(&self) -> Result<VaultContents, EngineError> {
        self.read(contents).await
    }

    /// Moves all secrets to another place: put there, read back, recorded, then erased where they
    /// were. Gives back how many.
    pub async fn vault_move(&self, to: VaultPlace) -> Result<usize, EngineError> {
        let contents = self.vault_status().await?;
        if contents.place.as_deref() == Some(to.word()) {
            return Err(EngineError::VaultIsThere { place: to.word() });
        }
        let target = self.parts.vaults.at(to);
        // A folder without secrets moves nothing, yet its next secret goes there: does it answer?
        target.get(VaultKey::App(NO_APP)).await?;
        let mut moved = Vec::new();
        for (key, what) in contents.keys {
            let Some(secret) = self.parts.vault.get(key).await? else { continue };
            target.set(key, secret.clone()).await?;
            if target.get(key).await? != Some(secret) {
                return Err(EngineError::NotMoved { what });
            }
            moved.push((key, what));
        }
        self.write(move |tx| Ok(meta::set_vault(tx, to.word())?)).await?;
        for (key, what) in &moved {
            self.erase_checked(*key, what).await?;
        }
        Ok(moved.len())
    }
}

fn contents(tx: &Tx<'_>) -> Result<VaultContents, EngineError> {
    let mut keys = Vec::new();
    for app in tx.all_apps()? {
        if app.network == NetworkKind::X {
            keys.push((VaultKey::App(app.id), app.name));
        }
    }
    for account in tx.all_accounts()? {
        if account.network == NetworkKind::X {
            keys.push((VaultKey::Account(account.id), account.handle));
        }
    }
    if let Some(watch) = tx.mail_watch()?.filter(|watch| watch.has_password) {
        keys.push((VaultKey::Mail, watch.mailbox.user));
    }
    Ok(VaultContents { place: meta::vault(tx)?, keys })
}
