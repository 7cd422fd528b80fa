//! How is a request of an account signed? [`Access`] finds an account's network and its keys: from
//! the vault, or, for Practice, from the database, and from the simulator when they first meet.

use crate::error::EngineError;
use crate::networks::{Networks, PracticeHost, PracticeKeys};
use roost_domain::Timestamp;
use roost_domain::account::{Account, App, NetworkKind};
use roost_domain::ids::{AccountId, AppId};
use roost_domain::ports::{Network, Vault, VaultKey};
use roost_domain::secret::{AccountKeys, AppKeys, Keys, Secret};
use roost_store::tables::accounts::PracticeTokens;
use roost_store::{Store, StoreError};
use std::sync::Arc;

/// The way to networks and keys. Cheap to clone.
#[derive(Clone)]
pub struct Access {
    /// Where accounts and apps are written down.
    pub store: Store,
    /// Where secrets lie. Opened by the first question that needs one.
    pub vault: Arc<dyn Vault>,
    /// The networks by address.
    pub networks: Arc<dyn Networks>,
    /// Opens Practice accounts.
    pub practice: Arc<dyn PracticeHost>,
}

/// An account's network and the keys to sign with.
pub struct Signed {
    /// The network.
    pub network: Arc<dyn Network>,
    /// All four strings.
    pub keys: Keys,
    /// The account, as it is after a first meeting with its simulator.
    pub account: Account,
}

impl Access {
    /// An account's network and keys. A Practice account that never met its simulator meets it
    /// now, and what the simulator says is written down.
    pub async fn signed(&self, id: AccountId, now: Timestamp) -> Result<Signed, EngineError> {
        let (account, app) = self.account_and_app(id).await?;
        let keys = match account.network {
            NetworkKind::X => self.vault_keys(&account, &app).await?,
            NetworkKind::Practice => self.practice_keys(&account, &app, now).await?,
        };
        let network = self.network(&account, &app)?;
        let account = match account.user_id {
            Some(_) => account,
            None => self.account_and_app(id).await?.0,
        };
        Ok(Signed { network, keys, account })
    }

    /// The network of an account.
    pub fn network(&self, account: &Account, app: &App) -> Result<Arc<dyn Network>, EngineError> {
        self.networks
            .at(account.network, app.api_base.as_deref())
            .ok_or_else(|| EngineError::NoNetwork { handle: account.handle.clone() })
    }

    /// An app's pair.
    pub async fn app_keys(&self, app: &App) -> Result<Option<AppKeys>, EngineError> {
        let secret = self.vault.get(VaultKey::App(app.id)).await?;
        Ok(secret.map(|consumer_secret| AppKeys {
            consumer_key: app.consumer_key.clone(),
            consumer_secret,
        }))
    }

    /// Writes down what a simulator said of an account.
    pub async fn meet(
        &self,
        account: AccountId,
        app: AppId,
        said: PracticeKeys,
    ) -> Result<(), EngineError> {
        self.store.write(move |tx| write_meeting(tx, account, app, &said)).await?;
        Ok(())
    }

    async fn account_and_app(&self, id: AccountId) -> Result<(Account, App), EngineError> {
        let found = self
            .store
            .read(move |tx| {
                let missing = || StoreError::NotFound { what: "account", id: id.to_string() };
                let account = tx.find_account(id)?.ok_or_else(missing)?;
                let app = tx.find_app(account.app)?.ok_or_else(missing)?;
                Ok((account, app))
            })
            .await?;
        Ok(found)
    }

    async fn vault_keys(&self, account: &Account, app: &App) -> Result<Keys, EngineError> {
        let missing = || EngineError::NoKeys { handle: account.handle.clone() };
        let app = self.app_keys(app).await?.ok_or_else(missing)?;
        let pair = self.vault.get(VaultKey::Account(account.id)).await?.ok_or_else(missing)?;
        let account = unpack_pair(&pair).ok_or_else(missing)?;
        Ok(Keys { app, account })
    }

    async fn practice_keys(
        &self,
        account: &Account,
        app: &App,
        now: Timestamp,
    ) -> Result<Keys, EngineError> {
        if let Some(keys) = self.stored_practice_keys(account, app).await? {
            return Ok(keys);
        }
        let said = self.practice.open_account(app.api_base.as_deref(), &account.handle).await?;
        tracing::debug!(account = %account.id, at = %now, "a practice account met its simulator");
        let keys = practice_pair(&said);
        self.meet(account.id, app.id, said).await?;
        Ok(keys)
    }

    async fn stored_practice_keys(
        &self,
        account: &Account,
        app: &App,
    ) -> Result<Option<Keys>, EngineError> {
        let (account, app_id) = (account.id, app.id);
        let found = self
            .store
            .read(move |tx| {
                Ok((tx.find_practice_tokens(account)?, tx.find_practice_secret(app_id)?))
            })
            .await?;
        let (Some(tokens), Some(secret)) = found else { return Ok(None) };
        Ok(Some(Keys {
            app: AppKeys {
                consumer_key: app.consumer_key.clone(),
                consumer_secret: Secret::new(secret),
            },
            account: AccountKeys {
                token: Secret::new(tokens.token),
                token_secret: Secret::new(tokens.token_secret),
            },
        }))
    }
}

fn write_meeting(
    tx: &roost_store::Tx<'_>,
    account: AccountId,
    app: AppId,
    said: &PracticeKeys,
) -> Result<(), StoreError> {
    tx.set_practice_app_keys(app, &said.consumer_key, &said.consumer_secret)?;
    tx.set_account_identity(account, &said.user_id, &said.handle)?;
    let tokens =
        PracticeTokens { token: said.token.clone(), token_secret: said.token_secret.clone() };
    tx.set_practice_tokens(account, &tokens)
}

fn practice_pair(said: &PracticeKeys) -> Keys {
    Keys {
        app: AppKeys {
            consumer_key: said.consumer_key.clone(),
            consumer_secret: Secret::new(&*said.consumer_secret),
        },
        account: AccountKeys {
            token: Secret::new(&*said.token),
            token_secret: Secret::new(&*said.token_secret),
        },
    }
}

/// An account's pair as one secret text: token, line feed, token secret. Neither holds a line feed
/// (OAuth tokens are printable ASCII, RFC 5849 section 3.6 encodes the rest).
pub fn pack_pair(keys: &AccountKeys) -> Secret {
    Secret::new(format!("{}\n{}", keys.token.expose(), keys.token_secret.expose()))
}

/// The pair behind [`pack_pair`]'s text.
pub fn unpack_pair(packed: &Secret) -> Option<AccountKeys> {
    let (token, token_secret) = packed.expose().split_once('\n')?;
    Some(AccountKeys { token: Secret::new(token), token_secret: Secret::new(token_secret) })
}
