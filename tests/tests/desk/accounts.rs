//! Accounts: coming in, being named, being paused and removed.

use crate::kit::{Room, account, at, code, nothing};
use roost_api::ErrorCode;
use roost_api::requests::{
    AccountAddPractice, AccountPause, AccountSet, AccountSlots, Pin, PostMove, When,
};

fn practice(handle: &str, simulator: Option<&str>) -> AccountAddPractice {
    let simulator = simulator.map(str::to_owned);
    AccountAddPractice { handle: handle.to_owned(), simulator, zone: None }
}

#[tokio::test]
async fn a_practice_account_can_be_added_and_planned_for_while_no_loop_hosts_its_simulator() {
    let room = Room::new().await;
    let added = room.door.account_add_practice(practice("@news", None)).await.unwrap();
    assert_eq!(added.handle, "news");
    let shown = room.door.account_show(account("news")).await.unwrap();
    assert_eq!(shown.user_id, None);
    assert_eq!(room.add("news", at("2026-12-02 09:00"), "later").await.deliveries.len(), 1);
}

#[tokio::test]
async fn a_practice_account_of_a_running_simulator_knows_its_user_id_at_once() {
    let room = Room::with_accounts(&["news"]).await;
    let shown = room.door.account_show(account("news")).await.unwrap();
    assert!(shown.user_id.is_some());
    assert_eq!(shown.account.state, "active");
}

#[tokio::test]
async fn a_handle_is_taken_once_per_network_and_told_apart_where_two_networks_share_it() {
    let room = Room::with_accounts(&["news"]).await;
    let again = room.door.account_add_practice(practice("NEWS", None)).await;
    assert_eq!(code(again), ErrorCode::AccountExists);
    room.world.x_account("main", "news").await;
    let list = room.door.account_list(nothing()).await.unwrap();
    let names: Vec<&str> = list.iter().map(|one| one.account.as_str()).collect();
    assert_eq!(names, ["practice:news", "x:news"]);
    assert_eq!(code(room.door.account_show(account("news")).await), ErrorCode::TwoAccounts);
    let shown = room.door.account_show(account("x:news")).await.unwrap();
    assert_eq!(shown.account.network, "x");
}

#[tokio::test]
async fn a_bad_handle_zone_or_address_is_refused_and_nothing_is_there() {
    let room = Room::new().await;
    let door = &room.door;
    assert_eq!(
        code(door.account_add_practice(practice("two words", None)).await),
        ErrorCode::BadHandle
    );
    let far = door.account_add_practice(practice("news", Some("http://x.com"))).await;
    assert_eq!(code(far), ErrorCode::BadBase);
    let zone =
        AccountAddPractice { zone: Some("Mars/Olympus".to_owned()), ..practice("news", None) };
    assert_eq!(code(door.account_add_practice(zone).await), ErrorCode::BadZone);
    assert!(door.account_list(nothing()).await.unwrap().is_empty());
    assert!(door.app_list(nothing()).await.unwrap().is_empty());
}

#[tokio::test]
async fn rules_change_one_by_one_and_a_wrong_one_changes_none() {
    let room = Room::with_accounts(&["news"]).await;
    let change = AccountSet {
        account: "news".to_owned(),
        gap: Some("15m".to_owned()),
        cap: Some("none".to_owned()),
        zone: Some("Europe/Berlin".to_owned()),
        ..AccountSet::default()
    };
    let shown = room.door.account_set(change).await.unwrap();
    assert_eq!((shown.gap.as_str(), shown.account.cap, shown.jitter.as_str()), ("15m", None, "3m"));
    let wrong = AccountSet {
        account: "news".to_owned(),
        gap: Some("20m".to_owned()),
        catch_up: Some("never".to_owned()),
        ..AccountSet::default()
    };
    assert_eq!(code(room.door.account_set(wrong).await), ErrorCode::BadCatchUp);
    assert_eq!(room.door.account_show(account("news")).await.unwrap().gap, "15m");
}

#[tokio::test]
async fn a_post_that_waited_for_a_slot_gets_one_when_slots_are_set() {
    let room = Room::with_accounts(&["news"]).await;
    let added = room.add("news", roost_api::requests::When::Next, "when there is room").await;
    assert_eq!(added.due, [None]);
    assert_eq!(room.all().await[0].reason.as_deref(), Some("no_slot"));
    let set =
        AccountSlots { account: "news".to_owned(), set: Some(vec!["mon-fri 12:00".to_owned()]) };
    let slots = room.door.account_slots(set).await.unwrap();
    assert_eq!(slots.placed, added.deliveries);
    let placed = &room.all().await[0];
    assert_eq!((placed.state, placed.reason.as_deref()), ("queued", None));
    let due = placed.due.unwrap().format("%Y-%m-%d %H").to_string();
    assert_eq!(due, "2026-12-01 12", "the slot, and at most three minutes of jitter");
}

#[tokio::test]
async fn a_pause_ends_by_itself_at_its_time() {
    let room = Room::with_accounts(&["news"]).await;
    let pause =
        AccountPause { account: "news".to_owned(), until: Some("2026-12-01 09:00".to_owned()) };
    let paused = room.door.account_pause(pause).await.unwrap();
    assert_eq!((paused.account.state, paused.account.reason.as_deref()), ("paused", Some("owner")));
    room.world.clock.advance(chrono::TimeDelta::hours(1));
    assert_eq!(room.door.account_show(account("news")).await.unwrap().account.state, "active");
}

#[tokio::test]
async fn a_removed_account_leaves_its_posts_as_drafts_and_its_handle_is_free_again() {
    let room = Room::with_accounts(&["news"]).await;
    room.add("news", at("2026-12-02 09:00"), "one").await;
    room.add("news", roost_api::requests::When::Draft, "two").await;
    let removed = room.door.account_remove(account("news")).await.unwrap();
    assert_eq!(removed.drafts, 1);
    let all = room.all().await;
    assert!(all.iter().all(|one| one.state == "draft" && one.account == "news"), "{all:?}");
    assert!(room.door.account_list(nothing()).await.unwrap().is_empty());
    room.world.practice("news").await;
}

fn to_account(id: &str, account: &str, when: When) -> PostMove {
    let account = Some(account.to_owned());
    PostMove { id: id.to_owned(), revision: None, account, when, pin: Pin::Loose }
}

#[tokio::test]
async fn a_draft_of_a_removed_account_goes_to_another_one_and_back_by_undo() {
    let room = Room::with_accounts(&["news", "shop"]).await;
    let id = room.add("news", at("2026-12-02 09:00"), "one").await.deliveries.remove(0);
    room.door.account_remove(account("news")).await.unwrap();
    let moved = room.door.post_move(to_account(&id, "shop", at("2026-12-03 10:00"))).await.unwrap();
    let now = &moved.delivery;
    assert_eq!((now.account.as_str(), now.state), ("shop", "scheduled"));
    assert_eq!(now.due.unwrap().to_rfc3339(), "2026-12-03T10:00:00+00:00");
    room.door.history_undo(nothing()).await.unwrap();
    let back = room.show(&id).await.delivery;
    assert_eq!((back.account.as_str(), back.state, back.due), ("news", "draft", None));
    room.door.history_redo(nothing()).await.unwrap();
    let again = room.show(&id).await.delivery;
    assert_eq!((again.account.as_str(), again.state), ("shop", "scheduled"));
}

#[tokio::test]
async fn what_is_planned_or_said_there_already_stays_with_its_account() {
    let room = Room::with_accounts(&["news", "shop"]).await;
    let planned = room.add("news", at("2026-12-02 09:00"), "one").await.deliveries.remove(0);
    let refused = room.door.post_move(to_account(&planned, "shop", When::Next)).await;
    assert_eq!(code(refused), ErrorCode::NotADraft);
    let twice = room.try_add(&["news", "shop"], When::Draft, "two").await.unwrap();
    let refused = room.door.post_move(to_account(&twice.deliveries[0], "shop", When::Next)).await;
    assert_eq!(code(refused), ErrorCode::SaidThere);
    assert_eq!(room.show(&twice.deliveries[0]).await.delivery.account, "news");
}
