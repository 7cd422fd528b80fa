//! How is a rescue played through? On the Practice network only: the simulator is told to lock an
//! account, and to let it go again. X is never asked anything here.

use super::types::{Done, DrillBegin, DrillKind, DrillUnlock, Nothing, PracticePage};
use crate::shell::{Opening, Shell};
use roost_api::requests::{AccountNamed, AppNamed};
use roost_api::{ApiError, ErrorCode};
use roost_engine::error::EngineError;
use roost_networks::http::Method;
use serde_json::json;
use std::sync::Arc;
use tauri::{AppHandle, Manager};

/// Where the timeline can be looked at.
pub(super) async fn page(app: &AppHandle, _: Nothing) -> Result<PracticePage, ApiError> {
    let shell = app.state::<Opening>().shell().await?;
    let url = shell.home.simulators.hosted().map(|base| format!("{base}/"));
    Ok(PracticePage { url })
}

/// Lets something happen to an account at its next post.
pub(super) async fn begin(app: &AppHandle, asked: DrillBegin) -> Result<Done, ApiError> {
    let (shell, handle, base) = find(app, asked.account).await?;
    let does = match asked.kind {
        DrillKind::Locked => "lock",
        DrillKind::Suspended => "suspend",
        DrillKind::Automated => "automated",
    };
    let rule = json!([{ "on": "POST /2/tweets", "account": handle, "times": 1, "do": does }]);
    control(&shell, &base, "/_control/faults", &rule).await
}

/// Unlocks an account on the network's side; Roost still has to be told.
pub(super) async fn unlock(app: &AppHandle, asked: DrillUnlock) -> Result<Done, ApiError> {
    let (shell, handle, base) = find(app, asked.account).await?;
    control(&shell, &base, &format!("/_control/accounts/{handle}/unlock"), &json!({})).await
}

/// The Practice account of a name: its handle and the simulator that it lives on.
async fn find(app: &AppHandle, account: String) -> Result<(Arc<Shell>, String, String), ApiError> {
    let shell = app.state::<Opening>().shell().await?;
    let door = &shell.home.door;
    let found = door.account_show(AccountNamed { account: account.clone() }).await?.account;
    if found.network != "practice" {
        return Err(ApiError::new(ErrorCode::NoAccount, &[("name", account)]));
    }
    let named = AppNamed { app: format!("practice:{}", found.app) };
    let base = match door.app_show(named).await?.api_base {
        Some(base) => base,
        None => shell.home.simulators.hosted().ok_or_else(|| {
            ApiError::new(ErrorCode::NoNetwork, &[("handle", found.handle.clone())])
        })?,
    };
    Ok((shell, found.handle, base))
}

async fn control(
    shell: &Shell,
    base: &str,
    path: &str,
    body: &serde_json::Value,
) -> Result<Done, ApiError> {
    let asked = shell.home.simulators.control(base, Method::Post, path, Some(body)).await;
    asked.map_err(EngineError::from)?;
    Ok(Done {})
}
