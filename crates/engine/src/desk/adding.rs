//! How does an account come in? On Practice by its handle alone; on X by the four strings, after the
//! network said whose they are. Secrets are in the vault before any row says that they are, and out
//! of it again when the row can't be written.

use crate::access::pack_pair;
use crate::desk::Desk;
use crate::desk::names::{app_named, base_of, handle_of, is_loopback, zone_of};
use crate::error::EngineError;
use crate::networks::{PracticeError, PracticeKeys, X_API};
use roost_domain::account::{App, NetworkKind, Rules};
use roost_domain::ids::{AccountId, AppId, IncidentId};
use roost_domain::ports::{Identity, VaultKey};
use roost_domain::secret::{AccountKeys, AppKeys, Keys, Secret};
use roost_store::Tx;
use roost_store::tables::accounts::{NewAccount, PracticeTokens};
use roost_store::tables::apps::NewApp;
use roost_store::tables::meta;

/// The four strings.
#[derive(Debug, Clone)]
pub struct FourKeys {
    /// The app's pair.
    pub app: AppKeys,
    /// The account's pair.
    pub account: AccountKeys,
}

/// An account that was added or renewed.
#[derive(Debug, Clone)]
pub struct Added {
    /// Its id.
    pub id: AccountId,
    /// Its handle.
    pub handle: String,
    /// Its network.
    pub network: NetworkKind,
    /// Incidents that the new tokens closed.
    pub closed: Vec<IncidentId>,
    /// How many held deliveries go on because of it.
    pub released: usize,
}

/// Where a new X account goes: an app that is here, or one to be made.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) api_base: String,
    pub(crate) known: Option<App>,
}

impl Desk {
    /// Adds a Practice account. A simulator named by its URL is asked at once; where it doesn't
    /// run, its tokens come with the first request.
    pub async fn account_add_practice(
        &self,
        handle: String,
        simulator: Option<String>,
        zone: Option<String>,
    ) -> Result<Added, EngineError> {
        let handle = handle_of(&handle)?;
        let base = simulator.as_deref().map(base_of).transpose()?;
        let rules = self.rules_in(zone.as_deref())?;
        let free = handle.clone();
        self.read(move |tx| handle_is_free(tx, NetworkKind::Practice, &free)).await?;
        let said = match &base {
            Some(base) => match self.parts.practice.open_account(Some(base), &handle).await {
                Ok(said) => Some(said),
                Err(PracticeError::Unreachable { .. }) => None,
                Err(error @ PracticeError::Refused { .. }) => return Err(error.into()),
            },
            None => None,
        };
        let now = self.now();
        self.write(move |tx| {
            handle_is_free(tx, NetworkKind::Practice, &handle)?;
            let app = practice_app(tx, base.as_deref(), now)?;
            let id = tx.reserve_account()?;
            let new = NewAccount {
                id,
                network: NetworkKind::Practice,
                app,
                user_id: None,
                handle: handle.clone(),
                rules,
            };
            tx.add_account(&new, now)?;
            if let Some(said) = said {
                write_keys(tx, id, app, &said)?;
            }
            let (closed, released) = (Vec::new(), 0);
            Ok(Added { id, handle, network: NetworkKind::Practice, closed, released })
        })
        .await
    }

    /// Adds an account on X by the four strings.
    pub async fn account_add_x(
        &self,
        app: String,
        api_base: Option<String>,
        keys: FourKeys,
        zone: Option<String>,
    ) -> Result<Added, EngineError> {
        let rules = self.rules_in(zone.as_deref())?;
        let target = self.x_target(app, api_base, Some(&keys.app.consumer_key)).await?;
        let signing = Keys { app: keys.app.clone(), account: keys.account.clone() };
        let identity = self.ask_identity(&target, &signing).await?;
        self.write_x_account(target, keys, identity, rules).await
    }

    /// The rules of a new account: defaults, in the zone said or the machine's.
    pub(crate) fn rules_in(&self, zone: Option<&str>) -> Result<Rules, EngineError> {
        let zone = zone.map(zone_of).transpose()?.unwrap_or(self.parts.zone);
        Ok(Rules { zone, ..Rules::default() })
    }

    /// Finds the app of a new X account, or where it is to be made; refuses one of the same name
    /// with another key or at another address.
    pub(crate) async fn x_target(
        &self,
        name: String,
        api_base: Option<String>,
        consumer_key: Option<&str>,
    ) -> Result<Target, EngineError> {
        let asked_base = api_base.as_deref().map(base_of).transpose()?;
        let consumer_key = consumer_key.map(str::to_owned);
        self.read(move |tx| {
            let known = tx
                .all_apps()?
                .into_iter()
                .find(|app| app.network == NetworkKind::X && app.name == name);
            let known_base = known.as_ref().and_then(|app| app.api_base.clone());
            let api_base = match (known_base, asked_base) {
                (Some(known), Some(asked)) if known != asked => {
                    return Err(EngineError::AppBaseDiffers { name, api_base: known });
                }
                (Some(known), _) => known,
                (None, Some(asked)) => asked,
                (None, None) => X_API.to_owned(),
            };
            if let (Some(app), Some(key)) = (&known, &consumer_key)
                && app.consumer_key != *key
            {
                return Err(EngineError::AppKeyDiffers { name });
            }
            if meta::lapse(tx)?.is_some() && !is_loopback(&api_base) {
                return Err(EngineError::LapsedFolder);
            }
            Ok(Target { name, api_base, known })
        })
        .await
    }

    async fn ask_identity(&self, target: &Target, keys: &Keys) -> Result<Identity, EngineError> {
        let network = self.parts.networks.at(NetworkKind::X, Some(&target.api_base));
        let bad = || EngineError::BadBase { url: target.api_base.clone() };
        Ok(network.ok_or_else(bad)?.whoami(keys).await?.value)
    }

    /// Puts the secrets into the vault, then writes the rows; takes the secrets back where the
    /// rows can't be written.
    pub(crate) async fn write_x_account(
        &self,
        target: Target,
        keys: FourKeys,
        identity: Identity,
        rules: Rules,
    ) -> Result<Added, EngineError> {
        let asked = (target.clone(), identity.clone());
        let is_new_app = target.known.is_none();
        let (id, app) = self
            .write(move |tx| {
                may_add(tx, &asked.0, &asked.1)?;
                let app = match &asked.0.known {
                    Some(app) => app.id,
                    None => tx.reserve_app()?,
                };
                Ok((tx.reserve_account()?, app))
            })
            .await?;
        let mut put = vec![(VaultKey::Account(id), pack_pair(&keys.account))];
        if is_new_app {
            put.push((VaultKey::App(app), keys.app.consumer_secret.clone()));
        }
        let places: Vec<VaultKey> = put.iter().map(|(key, _)| *key).collect();
        let written = match self.put_all(put).await {
            Ok(()) => {
                self.write_x_rows(target, keys.app.consumer_key, identity, rules, (id, app)).await
            }
            Err(error) => Err(error),
        };
        if written.is_err() {
            for key in places {
                // The refusal that led here is what the owner must hear; an entry that stays is
                // under an id that is never given again.
                drop(self.parts.vault.erase(key).await);
            }
        }
        written
    }

    async fn put_all(&self, put: Vec<(VaultKey, Secret)>) -> Result<(), EngineError> {
        for (key, secret) in put {
            self.parts.vault.set(key, secret).await?;
        }
        Ok(())
    }

    async fn write_x_rows(
        &self,
        target: Target,
        consumer_key: String,
        identity: Identity,
        rules: Rules,
        (id, app): (AccountId, AppId),
    ) -> Result<Added, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            may_add(tx, &target, &identity)?;
            if target.known.is_none() {
                let new = NewApp {
                    id: app,
                    network: NetworkKind::X,
                    name: target.name.clone(),
                    api_base: Some(target.api_base.clone()),
                    consumer_key,
                    practice_secret: None,
                };
                tx.add_app(&new, now)?;
            }
            let new = NewAccount {
                id,
                network: NetworkKind::X,
                app,
                user_id: Some(identity.user_id.0),
                handle: identity.handle.clone(),
                rules,
            };
            tx.add_account(&new, now)?;
            tx.set_account_renewed(id, now)?;
            let handle = identity.handle;
            let (closed, released) = (Vec::new(), 0);
            Ok(Added { id, handle, network: NetworkKind::X, closed, released })
        })
        .await
    }
}

/// Refuses a user who is here already at the same address, and a handle that is taken.
fn may_add(tx: &Tx<'_>, target: &Target, identity: &Identity) -> Result<(), EngineError> {
    if let Some(app) = &target.known {
        app_named(tx, &format!("x:{}", app.name))?;
    }
    for account in tx.all_accounts()? {
        let is_same_user = account.user_id.as_deref() == Some(identity.user_id.0.as_str());
        if account.network != NetworkKind::X || !is_same_user {
            continue;
        }
        let base = tx.find_app(account.app)?.and_then(|app| app.api_base);
        if base.as_deref() == Some(target.api_base.as_str()) {
            let user_id = identity.user_id.0.clone();
            return Err(EngineError::SameUser { handle: account.handle, user_id });
        }
    }
    handle_is_free(tx, NetworkKind::X, &identity.handle)
}

fn handle_is_free(tx: &Tx<'_>, network: NetworkKind, handle: &str) -> Result<(), EngineError> {
    let is_taken = tx
        .all_accounts()?
        .iter()
        .any(|account| account.network == network && account.handle.eq_ignore_ascii_case(handle));
    if is_taken {
        Err(EngineError::AccountExists { handle: handle.to_owned(), network })
    } else {
        Ok(())
    }
}

/// The Practice app at an address: one for each simulator.
fn practice_app(
    tx: &Tx<'_>,
    base: Option<&str>,
    now: roost_domain::Timestamp,
) -> Result<AppId, EngineError> {
    let known = tx
        .all_apps()?
        .into_iter()
        .find(|app| app.network == NetworkKind::Practice && app.api_base.as_deref() == base);
    if let Some(app) = known {
        return Ok(app.id);
    }
    let name = match base.and_then(|base| base.split_once("://")) {
        Some((_, host)) => format!("practice@{host}"),
        None => "practice".to_owned(),
    };
    let id = tx.reserve_app()?;
    let new = NewApp {
        id,
        network: NetworkKind::Practice,
        name,
        api_base: base.map(str::to_owned),
        consumer_key: String::new(),
        practice_secret: None,
    };
    tx.add_app(&new, now)?;
    Ok(id)
}

/// Writes down what a simulator said of a new account.
fn write_keys(
    tx: &Tx<'_>,
    id: AccountId,
    app: AppId,
    said: &PracticeKeys,
) -> Result<(), EngineError> {
    tx.set_practice_app_keys(app, &said.consumer_key, &said.consumer_secret)?;
    tx.set_account_identity(id, &said.user_id, &said.handle)?;
    let tokens =
        PracticeTokens { token: said.token.clone(), token_secret: said.token_secret.clone() };
    tx.set_practice_tokens(id, &tokens)?;
    Ok(())
}
