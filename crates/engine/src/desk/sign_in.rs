//! How does a sign-in by PIN go? It begins with a page to open, and ends with the PIN read off it.
//! The temporary pair waits here, in memory, so that no secret passes the door.

use crate::desk::Desk;
use crate::desk::adding::{Added, FourKeys, Target};
use crate::error::EngineError;
use roost_domain::account::{Account, App, NetworkKind, Rules};
use roost_domain::ports::SignInRequest;
use roost_domain::secret::{AppKeys, Secret};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::Mutex;

/// Whom a sign-in is for.
#[derive(Debug, Clone)]
pub enum SignInFor {
    /// A new account through this app.
    Add {
        /// The owner's name for the app.
        app: String,
        /// Where the API is.
        api_base: Option<String>,
        /// The account's zone.
        zone: Option<String>,
    },
    /// New tokens for an account that is here already.
    Renew {
        /// Which account.
        account: String,
    },
}

/// A sign-in that has begun.
#[derive(Debug, Clone)]
pub struct Begun {
    /// Names it to `finish`.
    pub sign_in: String,
    /// The page to open.
    pub url: String,
}

/// Sign-ins that wait for their PIN.
pub(crate) type Pending = Arc<Mutex<Waiting>>;

/// See [`Pending`].
#[derive(Default)]
pub(crate) struct Waiting {
    count: u64,
    open: HashMap<String, OpenSignIn>,
}

#[derive(Clone)]
struct OpenSignIn {
    request: SignInRequest,
    app_keys: AppKeys,
    purpose: Purpose,
}

#[derive(Clone)]
enum Purpose {
    Add { target: Target, rules: Rules },
    Renew { account: Box<Account>, app: App },
}

impl Purpose {
    fn place(&self) -> (NetworkKind, Option<&str>) {
        match self {
            Self::Add { target, .. } => (NetworkKind::X, Some(&target.api_base)),
            Self::Renew { account, app } => (account.network, app.api_base.as_deref()),
        }
    }
}

impl Desk {
    /// Begins a sign-in. `keys` are the app's two strings, where Roost doesn't know the app yet.
    pub async fn account_sign_in_begin(
        &self,
        purpose: SignInFor,
        keys: Option<AppKeys>,
    ) -> Result<Begun, EngineError> {
        let purpose = match purpose {
            SignInFor::Add { app, api_base, zone } => {
                let key = keys.as_ref().map(|keys| keys.consumer_key.as_str());
                let target = self.x_target(app, api_base, key).await?;
                Purpose::Add { target, rules: self.rules_in(zone.as_deref())? }
            }
            SignInFor::Renew { account } => {
                let (account, app) = self.account_and_app(account).await?;
                Purpose::Renew { account: Box::new(account), app }
            }
        };
        let app_keys = match keys {
            Some(keys) => keys,
            None => self.known_app_keys(&purpose).await?,
        };
        let (kind, base) = purpose.place();
        let network = self.network_at(kind, base)?;
        let request = network.begin_sign_in(&app_keys).await?.value;
        let mut waiting = self.sign_ins.lock().await;
        waiting.count += 1;
        let sign_in = waiting.count.to_string();
        let url = request.url.clone();
        waiting.open.insert(sign_in.clone(), OpenSignIn { request, app_keys, purpose });
        Ok(Begun { sign_in, url })
    }

    /// Finishes a sign-in. A PIN that is refused leaves it open, so that a slip can be mended.
    pub async fn account_sign_in_finish(
        &self,
        sign_in: String,
        pin: String,
    ) -> Result<Added, EngineError> {
        let open = self.sign_ins.lock().await.open.get(&sign_in).cloned();
        let Some(open) = open else { return Err(EngineError::NoSignIn { id: sign_in }) };
        let (kind, base) = open.purpose.place();
        let network = self.network_at(kind, base)?;
        let signed = network.finish_sign_in(&open.app_keys, &open.request, pin.trim()).await?.value;
        self.sign_ins.lock().await.open.remove(&sign_in);
        let keys = FourKeys { app: open.app_keys, account: signed.keys };
        match open.purpose {
            Purpose::Add { target, rules } => {
                self.write_x_account(target, keys, signed.identity, rules).await
            }
            Purpose::Renew { account, app } => {
                self.write_renewed(*account, app, keys, signed.identity).await
            }
        }
    }

    fn network_at(
        &self,
        kind: NetworkKind,
        base: Option<&str>,
    ) -> Result<Arc<dyn roost_domain::ports::Network>, EngineError> {
        let bad = || EngineError::BadBase { url: base.unwrap_or_default().to_owned() };
        self.parts.networks.at(kind, base).ok_or_else(bad)
    }

    async fn known_app_keys(&self, purpose: &Purpose) -> Result<AppKeys, EngineError> {
        let app = match purpose {
            Purpose::Add { target, .. } => match &target.known {
                Some(app) => app.clone(),
                None => return Err(EngineError::AppKeysMissing { name: target.name.clone() }),
            },
            Purpose::Renew { app, .. } => app.clone(),
        };
        let missing = EngineError::AppKeysMissing { name: app.name.clone() };
        match app.network {
            NetworkKind::X => self.access.app_keys(&app).await?.ok_or(missing),
            NetworkKind::Practice => {
                let id = app.id;
                let secret = self.read(move |tx| Ok(tx.find_practice_secret(id)?)).await?;
                let secret = secret.ok_or(missing)?;
                let consumer_secret = Secret::new(secret);
                Ok(AppKeys { consumer_key: app.consumer_key, consumer_secret })
            }
        }
    }
}
