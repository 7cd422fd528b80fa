//! Which developer apps are there, and what holds them?

use crate::desk::Desk;
use crate::desk::names::{Names, app_named};
use crate::error::EngineError;
use roost_domain::account::{App, NetworkKind};
use roost_domain::ids::{AppId, IncidentId};
use roost_domain::ports::VaultKey;
use roost_store::Tx;
use roost_store::tables::incidents::IncidentScope;

/// One app as lists show it.
#[derive(Debug, Clone)]
pub struct AppCard {
    /// The app.
    pub app: App,
    /// What its accounts are called.
    pub accounts: Vec<String>,
    /// The incidents that hold it.
    pub incidents: Vec<IncidentId>,
}

impl Desk {
    /// Every app, by id.
    pub async fn app_list(&self) -> Result<Vec<AppCard>, EngineError> {
        self.read(|tx| {
            let names = Names::read(tx)?;
            tx.all_apps()?.into_iter().map(|app| card(tx, &names, app)).collect()
        })
        .await
    }

    /// One app.
    pub async fn app_show(&self, name: String) -> Result<AppCard, EngineError> {
        self.read(move |tx| card(tx, &Names::read(tx)?, app_named(tx, &name)?)).await
    }

    /// Removes an app that no account uses; its secret is erased, and it is looked whether it is.
    pub async fn app_remove(&self, name: String) -> Result<(AppId, String), EngineError> {
        let now = self.now();
        let app = self
            .write(move |tx| {
                let app = app_named(tx, &name)?;
                let count =
                    tx.all_accounts()?.iter().filter(|account| account.app == app.id).count();
                if count > 0 {
                    return Err(EngineError::AppInUse { name: app.name, count });
                }
                tx.remove_app(app.id, now)?;
                Ok(app)
            })
            .await?;
        if app.network == NetworkKind::X {
            self.erase_checked(VaultKey::App(app.id), &app.name).await?;
        }
        Ok((app.id, app.name))
    }
}

fn card(tx: &Tx<'_>, names: &Names, app: App) -> Result<AppCard, EngineError> {
    let accounts = tx.all_accounts()?;
    let incidents = tx
        .open_incidents()?
        .into_iter()
        .filter(|incident| incident.scope == IncidentScope::App(app.id) && incident.state.holds())
        .map(|incident| incident.id)
        .collect();
    let accounts =
        accounts.iter().filter(|a| a.app == app.id).map(|a| names.of_account(a)).collect();
    Ok(AppCard { app, accounts, incidents })
}
