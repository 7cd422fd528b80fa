//! How does an account get new tokens? The network is asked whose they are; those of another user
//! are refused. That answer is also the probe: an incident over the keys alone ends, and what it
//! held goes on without a ramp (product rule, section 'Checklists', 'sign in again').

use crate::access::pack_pair;
use crate::desk::Desk;
use crate::desk::adding::{Added, FourKeys};
use crate::desk::names::{account_named, app_of};
use crate::error::EngineError;
use roost_domain::Timestamp;
use roost_domain::account::{Account, App, NetworkKind};
use roost_domain::ids::IncidentId;
use roost_domain::ports::{Identity, VaultKey};
use roost_domain::refusal::RefusalKind;
use roost_domain::secret::Keys;
use roost_store::Tx;
use roost_store::tables::accounts::PracticeTokens;
use roost_store::tables::incidents::IncidentRecord;
use roost_store::tables::loop_deliveries;

impl Desk {
    /// Gives an account new tokens by the four strings.
    pub async fn account_renew(&self, name: String, keys: FourKeys) -> Result<Added, EngineError> {
        let (account, app) = self.account_and_app(name).await?;
        let new_key = keys.app.consumer_key.clone();
        let of_account = account.clone();
        let of_app = app.clone();
        self.read(move |tx| key_may_change(tx, &of_account, &of_app, &new_key)).await?;
        let network = self.access.network(&account, &app)?;
        let signing = Keys { app: keys.app.clone(), account: keys.account.clone() };
        let identity = network.whoami(&signing).await?.value;
        self.write_renewed(account, app, keys, identity).await
    }

    pub(crate) async fn account_and_app(
        &self,
        name: String,
    ) -> Result<(Account, App), EngineError> {
        self.read(move |tx| {
            let account = account_named(tx, &name)?;
            let app = app_of(tx, account.app)?;
            Ok((account, app))
        })
        .await
    }

    /// Keeps new tokens of an account that the network has recognised.
    pub(crate) async fn write_renewed(
        &self,
        account: Account,
        app: App,
        keys: FourKeys,
        identity: Identity,
    ) -> Result<Added, EngineError> {
        let is_same = account.user_id.as_ref().is_none_or(|known| *known == identity.user_id.0);
        if !is_same {
            let (handle, found) = (account.handle, identity.handle);
            return Err(EngineError::OtherUser { handle, found });
        }
        if account.network == NetworkKind::X {
            let secret = keys.app.consumer_secret.clone();
            self.parts.vault.set(VaultKey::App(app.id), secret).await?;
            let pair = pack_pair(&keys.account);
            self.parts.vault.set(VaultKey::Account(account.id), pair).await?;
        }
        let now = self.now();
        self.write(move |tx| {
            match account.network {
                NetworkKind::X => tx.set_consumer_key(app.id, &keys.app.consumer_key)?,
                NetworkKind::Practice => {
                    let secret = keys.app.consumer_secret.expose();
                    tx.set_practice_app_keys(app.id, &keys.app.consumer_key, secret)?;
                    let tokens = PracticeTokens {
                        token: keys.account.token.expose().to_owned(),
                        token_secret: keys.account.token_secret.expose().to_owned(),
                    };
                    tx.set_practice_tokens(account.id, &tokens)?;
                }
            }
            tx.set_account_identity(account.id, &identity.user_id.0, &identity.handle)?;
            tx.set_account_renewed(account.id, now)?;
            let (closed, released) = close_over_keys(tx, &account, now)?;
            let (id, network, handle) = (account.id, account.network, identity.handle);
            Ok(Added { id, handle, network, closed, released })
        })
        .await
    }
}

/// A new consumer key changes the app of every account on it, so it is taken only where no other
/// account still works with the old one.
fn key_may_change(
    tx: &Tx<'_>,
    account: &Account,
    app: &App,
    new_key: &str,
) -> Result<(), EngineError> {
    if app.consumer_key == new_key {
        return Ok(());
    }
    for other in tx.all_accounts()? {
        let shares_app = other.app == app.id && other.id != account.id;
        if shares_app && !tx.incidents_on(other.id)?.iter().any(is_over_keys) {
            return Err(EngineError::AppKeyDiffers { name: app.name.clone() });
        }
    }
    Ok(())
}

fn is_over_keys(incident: &IncidentRecord) -> bool {
    incident.kind == RefusalKind::Credentials && incident.state.holds()
}

/// Ends the incidents over the keys of an account; where nothing else holds it, what they held goes
/// on at once.
fn close_over_keys(
    tx: &Tx<'_>,
    account: &Account,
    now: Timestamp,
) -> Result<(Vec<IncidentId>, usize), EngineError> {
    let (over_keys, others): (Vec<_>, Vec<_>) =
        tx.incidents_on(account.id)?.into_iter().partition(is_over_keys);
    let still_held = others.iter().find(|incident| incident.state.holds());
    let mut released = 0;
    let mut closed = Vec::new();
    for incident in over_keys {
        tx.close_incident_record(incident.id, now)?;
        tx.note_incident(incident.id, "renewed", &account.handle, now)?;
        match still_held {
            Some(holder) => loop_deliveries::hand_over(tx, incident.id, holder.id)?,
            None => released += loop_deliveries::release(tx, incident.id, now)?,
        }
        closed.push(incident.id);
    }
    Ok((closed, released))
}
