//! How does a run in time-lapse begin and end? Only where no real account is, never before something
//! that is stored, and written into the folder, so that other commands there read the same time.

use crate::compose::Home;
use crate::failure::Failure;
use chrono::SecondsFormat;
use roost_domain::account::NetworkKind;
use roost_engine::clock::Lapse;
use roost_engine::desk::is_loopback;
use roost_store::tables::meta;
use roost_store::{StoreError, Tx};

/// Checks that the folder may be lapsed from where its clock stands now, and writes that down.
pub(super) async fn begin(home: &Home) -> Result<(), Failure> {
    let Some(lapse) = home.lapse() else { return Ok(()) };
    if let Some(account) = home.store.read(real_account).await? {
        return Err(Failure::LapseWithReal { account });
    }
    let newest = home.store.read(meta::last_event_at).await?;
    if let Some(newest) = newest.filter(|newest| lapse.start < *newest) {
        let newest = newest.to_rfc3339_opts(SecondsFormat::Millis, true);
        return Err(Failure::StartTooEarly { newest });
    }
    write(home, lapse).await?;
    Ok(())
}

/// After the run the folder's clock goes on from where it stands, at the pace of the machine's, so
/// that the owner's next commands do not find that months have passed meanwhile.
pub(super) async fn slow_down(home: &Home) {
    if home.lapse().is_none_or(|lapse| (lapse.factor - 1.0).abs() < f64::EPSILON) {
        return;
    }
    if let Err(error) = home.change_pace(1.0).await {
        tracing::warn!(%error, "the lapsed clock could not be slowed down");
    }
}

async fn write(home: &Home, lapse: Lapse) -> Result<(), StoreError> {
    let text = lapse.to_text();
    home.store.write(move |tx| meta::set_lapse(tx, &text)).await
}

/// A real account, by its handle: one on X whose base URL is not on this machine.
fn real_account(tx: &Tx<'_>) -> Result<Option<String>, StoreError> {
    for account in tx.all_accounts()? {
        let app = tx.find_app(account.app)?;
        let base = app.and_then(|app| app.api_base);
        let is_real = match (account.network, base) {
            (NetworkKind::Practice, None) => false,
            (NetworkKind::X, None) => true,
            (NetworkKind::X | NetworkKind::Practice, Some(base)) => !is_loopback(&base),
        };
        if is_real {
            return Ok(Some(account.handle));
        }
    }
    Ok(None)
}
