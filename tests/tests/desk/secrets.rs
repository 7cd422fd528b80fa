//! Secrets: in the vault before any row says so, out of it when a row can't be written or goes, and
//! never anybody else's.

use crate::kit::{Room, account, code, nothing};
use chrono::TimeDelta;
use roost_api::ErrorCode;
use roost_api::requests::{
    AccountAddX, AccountRenew, AppNamed, FourStrings, IncidentNamed, SecretText,
};
use roost_domain::ids::{AccountId, AppId};
use roost_domain::ports::{Vault, VaultKey};
use roost_engine::desk::FourKeys;
use serde_json::json;

fn strings(keys: &FourKeys) -> FourStrings {
    FourStrings {
        consumer_key: keys.app.consumer_key.clone(),
        consumer_secret: SecretText(keys.app.consumer_secret.clone()),
        token: SecretText(keys.account.token.clone()),
        token_secret: SecretText(keys.account.token_secret.clone()),
    }
}

fn add_x(room: &Room, app: &str, keys: &FourKeys) -> AccountAddX {
    let api_base = Some(room.world.base_url().to_owned());
    AccountAddX { app: app.to_owned(), api_base, keys: strings(keys), zone: None }
}

async fn is_kept(room: &Room, key: VaultKey) -> bool {
    room.world.vault.get(key).await.unwrap().is_some()
}

#[tokio::test]
async fn an_x_account_is_who_the_network_says_and_its_secrets_lie_in_the_vault() {
    let room = Room::new().await;
    let keys = room.world.keys_of("news").await;
    let added = room.door.account_add_x(add_x(&room, "main", &keys)).await.unwrap();
    assert_eq!(added.handle, "news");
    assert!(is_kept(&room, VaultKey::Account(AccountId(1))).await);
    assert!(is_kept(&room, VaultKey::App(AppId(1))).await);
    let app = room.door.app_show(AppNamed { app: "main".to_owned() }).await.unwrap();
    assert_eq!(app.accounts, ["news"]);
}

#[tokio::test]
async fn keys_that_the_network_refuses_leave_nothing_behind() {
    let room = Room::new().await;
    let mut keys = room.world.keys_of("news").await;
    keys.account.token_secret = roost_domain::secret::Secret::new("one-wrong-byte");
    let refused = room.door.account_add_x(add_x(&room, "main", &keys)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Refused);
    assert!(!format!("{refused:?}").contains("one-wrong-byte"));
    assert!(room.door.account_list(nothing()).await.unwrap().is_empty());
    assert!(room.door.app_list(nothing()).await.unwrap().is_empty());
    assert!(!is_kept(&room, VaultKey::Account(AccountId(1))).await);
}

#[tokio::test]
async fn a_user_who_is_here_already_is_refused_under_any_app() {
    let room = Room::new().await;
    let keys = room.world.keys_of("news").await;
    room.door.account_add_x(add_x(&room, "main", &keys)).await.unwrap();
    let again = room.door.account_add_x(add_x(&room, "other", &keys)).await;
    assert_eq!(code(again), ErrorCode::SameUser);
    assert_eq!(room.door.app_list(nothing()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn tokens_of_another_user_do_not_renew_an_account() {
    let room = Room::new().await;
    let keys = room.world.keys_of("news").await;
    room.door.account_add_x(add_x(&room, "main", &keys)).await.unwrap();
    let before = room.world.vault.get(VaultKey::Account(AccountId(1))).await.unwrap();
    let other = room.world.keys_of("sport").await;
    let renew = AccountRenew { account: "news".to_owned(), keys: strings(&other) };
    let refused = room.door.account_renew(renew).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::OtherUser);
    let after = room.world.vault.get(VaultKey::Account(AccountId(1))).await.unwrap();
    assert_eq!(before, after);
}

#[tokio::test]
async fn a_removed_account_s_tokens_are_gone_and_then_its_app_can_go_too() {
    let room = Room::new().await;
    let keys = room.world.keys_of("news").await;
    room.door.account_add_x(add_x(&room, "main", &keys)).await.unwrap();
    let app = || AppNamed { app: "main".to_owned() };
    assert_eq!(code(room.door.app_remove(app()).await), ErrorCode::AppInUse);
    assert!(room.door.account_remove(account("news")).await.unwrap().erased);
    assert!(!is_kept(&room, VaultKey::Account(AccountId(1))).await);
    room.door.app_remove(app()).await.unwrap();
    assert!(!is_kept(&room, VaultKey::App(AppId(1))).await);
}

#[tokio::test]
async fn new_tokens_end_an_incident_over_the_keys_and_posting_goes_on_without_a_ramp() {
    let mut room = Room::with_accounts(&["news"]).await;
    room.world.start().await;
    let fault = json!({ "on": "POST /2/tweets", "account": "news", "do": "revoke_token" });
    room.world.faults(fault).await;
    let id = room.world.post_in("news", TimeDelta::minutes(5), "one").await;
    room.world.pass(TimeDelta::minutes(6)).await;
    assert_eq!(room.world.state_of(id).await, "held");
    let incidents = room.door.incident_list(nothing()).await.unwrap();
    assert_eq!((incidents[0].kind, incidents[0].state), ("credentials", "open"));
    room.world.no_more_faults().await;
    let keys = room.world.keys_of("news").await;
    let renew = AccountRenew { account: "news".to_owned(), keys: strings(&keys) };
    let renewed = room.door.account_renew(renew).await.unwrap();
    assert_eq!((renewed.closed.len(), renewed.released), (1, 1));
    room.world.pass(TimeDelta::minutes(12)).await;
    assert_eq!(room.world.state_of(id).await, "published");
    let named = IncidentNamed { id: incidents[0].id.clone() };
    assert_eq!(room.door.incident_show(named).await.unwrap().incident.state, "closed");
}
