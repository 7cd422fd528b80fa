//! What only the owner can settle: a delivery that may be out, and taking back one that is.

use crate::kit::{Room, account, code, delivery, nothing};
use chrono::TimeDelta;
use roost_api::ErrorCode;
use roost_api::requests::{DeliverySeen, Pin, PostConfirm, PostMove, PostRetry, Seen, When};
use roost_store::tables::meta;
use serde_json::json;

fn confirm(id: &str, seen: Seen) -> PostConfirm {
    PostConfirm { id: id.to_owned(), revision: None, seen }
}

/// A room with one delivery whose answer was lost and whose account can't be read.
async fn in_doubt() -> (Room, String) {
    let mut room = Room::with_accounts(&["news"]).await;
    room.world.start().await;
    room.world
        .faults(json!([
            { "on": "POST /2/tweets", "account": "news", "times": 1, "do": "accept_then_drop" },
            { "on": "GET /2/users/:id/tweets", "account": "news", "do": "over_capacity" },
        ]))
        .await;
    let id = room.world.post_in("news", TimeDelta::minutes(5), "once").await.to_string();
    room.world.pass(TimeDelta::minutes(6)).await;
    (room, id)
}

#[tokio::test]
async fn a_delivery_that_may_be_out_is_never_sent_again_by_a_move_or_a_retry() {
    let (room, id) = in_doubt().await;
    assert_eq!(room.show(&id).await.delivery.state, "unconfirmed");
    let step = PostMove {
        id: id.clone(),
        revision: None,
        account: None,
        when: When::At("2026-12-02 09:00".to_owned()),
        pin: Pin::Loose,
    };
    assert_eq!(code(room.door.post_move(step).await), ErrorCode::IllegalMove);
    let retry = PostRetry { id: id.clone(), revision: None, at: None };
    assert_eq!(code(room.door.post_retry(retry).await), ErrorCode::IllegalMove);
    assert_eq!(room.show(&id).await.delivery.state, "unconfirmed");
}

#[tokio::test]
async fn what_the_owner_saw_on_the_network_is_published_with_the_id_they_read_off() {
    let (room, id) = in_doubt().await;
    let wrong = confirm(&id, Seen::There { remote_id: Some("over there".to_owned()) });
    assert_eq!(code(room.door.post_confirm(wrong).await), ErrorCode::BadRemoteId);
    let link = "https://x.com/news/status/1990000000000000001";
    let there = confirm(&id, Seen::There { remote_id: Some(link.to_owned()) });
    let shown = room.door.post_confirm(there).await.unwrap();
    assert_eq!(shown.delivery.state, "published");
    assert_eq!(shown.delivery.remote_id.as_deref(), Some("1990000000000000001"));
    let again = confirm(&id, Seen::NotThere);
    assert_eq!(code(room.door.post_confirm(again).await), ErrorCode::IllegalMove);
}

#[tokio::test]
async fn what_is_there_without_an_id_is_published_without_one() {
    let (room, id) = in_doubt().await;
    let there = confirm(&id, Seen::There { remote_id: None });
    let shown = room.door.post_confirm(there).await.unwrap();
    assert_eq!((shown.delivery.state, shown.delivery.remote_id), ("published", None));
    assert_eq!(shown.delivery.url, None);
}

#[tokio::test]
async fn what_is_not_there_goes_out_again() {
    let (room, id) = in_doubt().await;
    room.world.no_more_faults().await;
    room.world
        .faults(json!({ "on": "POST /2/tweets", "account": null, "do": "accept_duplicates" }))
        .await;
    let shown = room.door.post_confirm(confirm(&id, Seen::NotThere)).await.unwrap();
    assert_eq!(shown.delivery.state, "scheduled");
    room.world.pass(TimeDelta::minutes(15)).await;
    assert_eq!(room.show(&id).await.delivery.state, "published");
}

#[tokio::test]
async fn a_published_delivery_is_deleted_on_the_network_once() {
    let mut room = Room::with_accounts(&["news"]).await;
    room.world.start().await;
    let thread = room.world.thread_in("news", TimeDelta::minutes(5), &["one", "two"]).await;
    let id = thread.to_string();
    let seen = || DeliverySeen { id: id.clone(), revision: None };
    assert_eq!(code(room.door.post_delete(seen()).await), ErrorCode::NotDeletable);
    room.world.pass(TimeDelta::minutes(6)).await;
    let shown = room.door.post_delete(seen()).await.unwrap();
    assert_eq!(shown.delivery.reason.as_deref(), Some("deleted"));
    let asked = room.world.requests_of("news").await;
    assert_eq!(asked.iter().filter(|line| line.starts_with("DELETE")).count(), 2);
    assert_eq!(code(room.door.post_delete(seen()).await), ErrorCode::NotDeletable);
}

#[tokio::test]
async fn a_lock_that_a_deletion_meets_holds_the_account() {
    let mut room = Room::with_accounts(&["news"]).await;
    room.world.start().await;
    let first = room.world.post_in("news", TimeDelta::minutes(5), "one").await.to_string();
    let later = room.world.post_in("news", TimeDelta::hours(5), "two").await.to_string();
    room.world.pass(TimeDelta::minutes(6)).await;
    room.world
        .faults(json!({ "on": "DELETE /2/tweets/:id", "account": "news", "do": "lock" }))
        .await;
    let seen = DeliverySeen { id: first, revision: None };
    assert!(room.door.post_delete(seen).await.is_err());
    assert_eq!(room.door.account_show(account("news")).await.unwrap().account.state, "held");
    assert_eq!(room.show(&later).await.delivery.state, "held");
}

#[tokio::test]
async fn a_folder_that_was_copied_sends_nothing_until_the_owner_confirms_it() {
    let room = Room::with_accounts(&["news"]).await;
    let now = room.world.clock.true_now();
    room.world.store.write(move |tx| meta::set_confirm_since_at(tx, Some(now))).await.unwrap();
    let id = room.world.post_in("news", TimeDelta::minutes(5), "wait").await.to_string();
    let why = room.door.post_why(delivery(&id)).await.unwrap();
    assert_eq!(why.reason, "unconfirmed_folder");
    assert!(room.door.status_show(nothing()).await.unwrap().confirm_since.is_some());
    assert!(room.door.folder_confirm(nothing()).await.unwrap().was_waiting);
    assert!(!room.door.folder_confirm(nothing()).await.unwrap().was_waiting);
    assert_eq!(room.door.post_why(delivery(&id)).await.unwrap().reason, "not_due");
}

#[tokio::test]
async fn the_doctor_asks_for_every_account_but_held_ones() {
    let mut room = Room::with_accounts(&["news", "sport"]).await;
    room.world.start().await;
    room.world.faults(json!({ "on": "POST /2/tweets", "account": "news", "do": "lock" })).await;
    room.world.post_in("news", TimeDelta::minutes(5), "one").await;
    room.world.pass(TimeDelta::minutes(6)).await;
    assert_eq!(room.door.account_show(account("news")).await.unwrap().account.state, "held");
    let before = room.world.requests_of("news").await.len();
    let found = room.door.doctor_check(nothing()).await.unwrap();
    let keys: Vec<_> = found
        .checks
        .iter()
        .filter(|check| check.check == "keys")
        .map(|check| (check.about.clone().unwrap(), check.verdict))
        .collect();
    assert_eq!(keys, [("news".to_owned(), "skipped"), ("sport".to_owned(), "good")]);
    assert_eq!(room.world.requests_of("news").await.len(), before);
}
