//! Commands about accounts.

use crate::commands::Door;
use crate::error::ApiError;
use crate::render::account::{account_view, detail_view, slot_view};
use crate::requests as ask;
use crate::views::{
    AccountAdded, AccountDetail, AccountRemoved, AccountView, SignInBegun, SlotsView,
};
use roost_domain::secret::{AccountKeys, AppKeys};
use roost_engine::desk::{Added, CapChange, FourKeys, RuleChanges, SignInFor};

pub(crate) async fn add_practice(
    door: &Door,
    request: ask::AccountAddPractice,
) -> Result<AccountAdded, ApiError> {
    let ask::AccountAddPractice { handle, simulator, zone } = request;
    Ok(added(door.desk.account_add_practice(handle, simulator, zone).await?))
}

pub(crate) async fn add_x(
    door: &Door,
    request: ask::AccountAddX,
) -> Result<AccountAdded, ApiError> {
    let ask::AccountAddX { app, api_base, keys, zone } = request;
    Ok(added(door.desk.account_add_x(app, api_base, four(keys), zone).await?))
}

pub(crate) async fn sign_in_begin(
    door: &Door,
    request: ask::SignInBegin,
) -> Result<SignInBegun, ApiError> {
    let purpose = match request.purpose {
        ask::SignInPurpose::Add { app, api_base, zone } => SignInFor::Add { app, api_base, zone },
        ask::SignInPurpose::Renew { account } => SignInFor::Renew { account },
    };
    let keys = request.keys.map(|keys| AppKeys {
        consumer_key: keys.consumer_key,
        consumer_secret: keys.consumer_secret.0,
    });
    let begun = door.desk.account_sign_in_begin(purpose, keys).await?;
    Ok(SignInBegun { sign_in: begun.sign_in, url: begun.url })
}

pub(crate) async fn sign_in_finish(
    door: &Door,
    request: ask::SignInFinish,
) -> Result<AccountAdded, ApiError> {
    Ok(added(door.desk.account_sign_in_finish(request.sign_in, request.pin).await?))
}

pub(crate) async fn renew(
    door: &Door,
    request: ask::AccountRenew,
) -> Result<AccountAdded, ApiError> {
    Ok(added(door.desk.account_renew(request.account, four(request.keys)).await?))
}

pub(crate) async fn list(door: &Door, _: ask::Nothing) -> Result<Vec<AccountView>, ApiError> {
    Ok(door.desk.account_list().await?.into_iter().map(account_view).collect())
}

pub(crate) async fn show(
    door: &Door,
    request: ask::AccountNamed,
) -> Result<AccountDetail, ApiError> {
    Ok(detail_view(&door.words(), door.desk.account_show(request.account).await?))
}

pub(crate) async fn set(door: &Door, request: ask::AccountSet) -> Result<AccountDetail, ApiError> {
    let changes = RuleChanges {
        gap: request.gap,
        jitter: request.jitter,
        cap: request.cap.map(|text| match text.trim() {
            "none" => CapChange::None,
            _ => CapChange::Most(text),
        }),
        catch_up: request.catch_up,
        late_limit: request.late_limit,
        zone: request.zone,
    };
    Ok(detail_view(&door.words(), door.desk.account_set(request.account, changes).await?))
}

pub(crate) async fn slots(door: &Door, request: ask::AccountSlots) -> Result<SlotsView, ApiError> {
    let now = door.desk.account_slots(request.account, request.set).await?;
    Ok(SlotsView {
        account: now.account,
        zone: now.zone.name().to_owned(),
        slots: now.slots.into_iter().map(slot_view).collect(),
        placed: now.placed.iter().map(ToString::to_string).collect(),
    })
}

pub(crate) async fn pause(
    door: &Door,
    request: ask::AccountPause,
) -> Result<AccountDetail, ApiError> {
    Ok(detail_view(&door.words(), door.desk.account_pause(request.account, request.until).await?))
}

pub(crate) async fn resume(
    door: &Door,
    request: ask::AccountNamed,
) -> Result<AccountDetail, ApiError> {
    Ok(detail_view(&door.words(), door.desk.account_resume(request.account).await?))
}

pub(crate) async fn remove(
    door: &Door,
    request: ask::AccountNamed,
) -> Result<AccountRemoved, ApiError> {
    let removed = door.desk.account_remove(request.account).await?;
    // The desk gives an error where the vault still shows them.
    Ok(AccountRemoved { id: removed.id.to_string(), drafts: removed.drafts, erased: true })
}

fn four(keys: ask::FourStrings) -> FourKeys {
    FourKeys {
        app: AppKeys { consumer_key: keys.consumer_key, consumer_secret: keys.consumer_secret.0 },
        account: AccountKeys { token: keys.token.0, token_secret: keys.token_secret.0 },
    }
}

fn added(added: Added) -> AccountAdded {
    AccountAdded {
        id: added.id.to_string(),
        handle: added.handle,
        network: added.network.word(),
        closed: added.closed.iter().map(ToString::to_string).collect(),
        released: added.released,
    }
}
