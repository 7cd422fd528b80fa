//! Every change of the plan can be taken back and made again, as long as nothing else touched it.

use crate::kit::{Room, at, code, nothing, seen};
use roost_api::ErrorCode;
use roost_api::requests::{
    AccountSlots, DeliveryMove, DeliverySeen, Pin, PostCancelMany, PostEdit, PostMove,
    PostMoveMany, PostShift, QueueReorder, QueueShow, SegmentText, When,
};
use roost_api::views::DeliveryView;

async fn one(room: &Room, id: &str) -> DeliveryView {
    room.show(id).await.delivery
}

fn to(id: &str, when: When) -> PostMove {
    PostMove { id: id.to_owned(), revision: None, account: None, when, pin: Pin::Loose }
}

fn due(view: &DeliveryView) -> String {
    view.due.map(|due| due.format("%d %H:%M").to_string()).unwrap_or_default()
}

fn words(text: &str) -> SegmentText {
    SegmentText { text: text.to_owned(), ..SegmentText::default() }
}

#[tokio::test]
async fn a_move_is_taken_back_and_made_again() {
    let room = Room::with_accounts(&["news"]).await;
    let id = room.add("news", at("2026-12-02 09:00"), "one").await.deliveries.remove(0);
    room.door.post_move(to(&id, at("2026-12-03 10:00"))).await.unwrap();
    let history = room.door.history_show(nothing()).await.unwrap();
    let undo = history.undo.unwrap();
    assert_eq!((undo.code, undo.count, history.redo.is_none()), ("moved", 1, true));
    let done = room.door.history_undo(nothing()).await.unwrap();
    assert_eq!((done.done.code, done.deliveries.as_slice()), ("moved", [id.clone()].as_slice()));
    assert_eq!(due(&one(&room, &id).await), "02 09:00");
    room.door.history_redo(nothing()).await.unwrap();
    assert_eq!(due(&one(&room, &id).await), "03 10:00");
    room.door.history_undo(nothing()).await.unwrap();
    // A new change ends what could be made again.
    room.door.post_move(to(&id, When::Draft)).await.unwrap();
    assert_eq!(code(room.door.history_redo(nothing()).await), ErrorCode::NothingToRedo);
    assert_eq!(room.door.history_show(nothing()).await.unwrap().undo.unwrap().code, "drafted");
}

#[tokio::test]
async fn what_was_added_is_taken_back_to_cancelled_and_comes_again() {
    let room = Room::with_accounts(&["news", "sport"]).await;
    let added = room.try_add(&["news", "sport"], at("2026-12-02 09:00"), "both").await.unwrap();
    let done = room.door.history_undo(nothing()).await.unwrap();
    assert_eq!((done.done.code, done.done.count), ("added", 2));
    for id in &added.deliveries {
        assert_eq!(one(&room, id).await.state, "cancelled");
    }
    assert_eq!(code(room.door.history_undo(nothing()).await), ErrorCode::NothingToUndo);
    room.door.history_redo(nothing()).await.unwrap();
    for id in &added.deliveries {
        assert_eq!(one(&room, id).await.state, "scheduled");
    }
}

#[tokio::test]
async fn a_cancelled_delivery_comes_back_with_its_time_by_undo() {
    let room = Room::with_accounts(&["news"]).await;
    let id = room.add("news", at("2026-12-02 09:00"), "one").await.deliveries.remove(0);
    let revision = one(&room, &id).await.revision;
    room.door.post_cancel(seen(&id, revision)).await.unwrap();
    room.door.history_undo(nothing()).await.unwrap();
    let back = one(&room, &id).await;
    assert_eq!((back.state, due(&back)), ("scheduled", "02 09:00".to_owned()));
}

#[tokio::test]
async fn words_and_labels_come_back_with_an_edit_that_is_taken_back() {
    let room = Room::with_accounts(&["news"]).await;
    let id = room.add("news", at("2026-12-02 09:00"), "first").await.deliveries.remove(0);
    let labels = Some(vec![" tips ".to_owned(), "tips".to_owned(), "news".to_owned()]);
    let edit =
        PostEdit { labels, ..PostEdit::of(id.clone(), vec![words("second"), words("more")]) };
    let edited = room.door.post_edit(edit).await.unwrap();
    assert_eq!(edited.labels, ["tips", "news"]);
    assert_eq!(room.door.label_list(nothing()).await.unwrap(), ["news", "tips"]);
    room.door.history_undo(nothing()).await.unwrap();
    let back = room.show(&id).await;
    assert_eq!((back.delivery.text.as_str(), back.labels.len()), ("first", 0));
    room.door.history_redo(nothing()).await.unwrap();
    let again = room.show(&id).await;
    assert_eq!(again.delivery.text, "second\n---\nmore");
    assert_eq!(again.labels, ["tips", "news"]);
}

#[tokio::test]
async fn what_something_else_has_changed_since_is_not_taken_back() {
    let room = Room::with_accounts(&["news", "sport"]).await;
    let first = room.add("news", at("2026-12-02 09:00"), "one").await.deliveries.remove(0);
    let second = room.add("news", at("2026-12-02 10:00"), "two").await.deliveries.remove(0);
    let moves = [&first, &second].map(|id| DeliveryMove {
        id: id.clone(),
        revision: None,
        when: at("2026-12-05 09:00"),
        pin: None,
    });
    room.door.post_move_many(PostMoveMany { moves: moves.into() }).await.unwrap();
    // The loop, or another process: a change that no history holds.
    room.world
        .store
        .write({
            let id = second.parse().unwrap();
            move |tx| tx.touch_delivery(id)
        })
        .await
        .unwrap();
    let refused = room.door.history_undo(nothing()).await.unwrap_err();
    assert_eq!(
        (refused.code, refused.params["id"].as_str()),
        (ErrorCode::UndoStale, second.as_str())
    );
    assert_eq!(due(&one(&room, &first).await), "05 09:00", "nothing of it was taken back");
}

#[tokio::test]
async fn a_time_that_has_passed_does_not_come_back() {
    let room = Room::with_accounts(&["news"]).await;
    let id = room.add("news", at("2026-12-01 09:00"), "one").await.deliveries.remove(0);
    room.door.post_move(to(&id, at("2026-12-03 10:00"))).await.unwrap();
    room.world.clock.advance(chrono::TimeDelta::hours(3));
    assert_eq!(code(room.door.history_undo(nothing()).await), ErrorCode::TimePast);
    assert_eq!(due(&one(&room, &id).await), "03 10:00");
}

#[tokio::test]
async fn several_move_together_or_not_at_all() {
    let room = Room::with_accounts(&["news"]).await;
    let first = room.add("news", at("2026-12-02 09:00"), "one").await.deliveries.remove(0);
    let second = room.add("news", at("2026-12-02 10:00"), "two").await.deliveries.remove(0);
    let step = |id: &str, when| DeliveryMove { id: id.to_owned(), revision: None, when, pin: None };
    let bad = vec![step(&first, at("2026-12-05 09:00")), step(&second, at("2026-11-01 09:00"))];
    let refused = room.door.post_move_many(PostMoveMany { moves: bad }).await;
    assert_eq!(code(refused), ErrorCode::TimePast);
    assert_eq!(due(&one(&room, &first).await), "02 09:00");
    // They change places: neither stands in the other's way.
    let wall = |time: &str| When::Wall { time: time.to_owned(), zone: "Europe/Berlin".to_owned() };
    let swap =
        vec![step(&first, wall("2026-12-02T11:00")), step(&second, wall("2026-12-02T10:00"))];
    let moved = room.door.post_move_many(PostMoveMany { moves: swap }).await.unwrap();
    let dues: Vec<String> = moved.deliveries.iter().map(due).collect();
    assert_eq!(
        (dues.as_slice(), moved.findings.len()),
        (["02 10:00".to_owned(), "02 09:00".to_owned()].as_slice(), 0)
    );
    room.door.history_undo(nothing()).await.unwrap();
    assert_eq!(due(&one(&room, &first).await), "02 09:00");
}

#[tokio::test]
async fn a_shift_keeps_the_wall_time_over_a_change_of_the_clocks() {
    let room = Room::with_accounts(&["news"]).await;
    let zone = roost_api::requests::AccountSet {
        account: "news".to_owned(),
        zone: Some("Europe/Berlin".to_owned()),
        ..Default::default()
    };
    room.door.account_set(zone).await.unwrap();
    let id = room.add("news", at("2027-03-27 09:00"), "one").await.deliveries.remove(0);
    let draft = room.add("news", When::Draft, "draft").await.deliveries.remove(0);
    let shift = |id: &str, days, minutes| PostShift {
        ids: vec![DeliverySeen { id: id.to_owned(), revision: None }],
        days,
        minutes,
    };
    room.door.post_shift(shift(&id, 1, 30)).await.unwrap();
    assert_eq!(room.show(&id).await.wall.unwrap(), "2027-03-28T09:30");
    assert_eq!(code(room.door.post_shift(shift(&draft, 1, 0)).await), ErrorCode::NoTime);
    assert_eq!(code(room.door.post_shift(shift(&id, -365, 0)).await), ErrorCode::TimePast);
    assert_eq!(room.door.history_show(nothing()).await.unwrap().undo.unwrap().code, "shifted");
}

#[tokio::test]
async fn a_delivery_put_elsewhere_in_its_queue_takes_the_time_there() {
    let room = Room::with_accounts(&["news"]).await;
    let mut ids = Vec::new();
    for hour in 9..12 {
        let when = at(&format!("2026-12-02 {hour:02}:00"));
        ids.push(room.add("news", when, &format!("{hour}")).await.deliveries.remove(0));
    }
    let put = |id: &str, before: Option<&String>| QueueReorder {
        account: "news".to_owned(),
        id: id.to_owned(),
        revision: None,
        before: before.cloned(),
    };
    room.door.queue_reorder(put(&ids[2], Some(&ids[0]))).await.unwrap();
    let queue = room.door.queue_show(QueueShow::default()).await.unwrap();
    let order: Vec<(&str, &str)> = queue[0]
        .deliveries
        .iter()
        .map(|one| (one.delivery.text.as_str(), one.wall.as_deref().unwrap_or_default()))
        .collect();
    let expected =
        [("11", "2026-12-02T09:00"), ("9", "2026-12-02T10:00"), ("10", "2026-12-02T11:00")];
    assert_eq!(order, expected);
    assert!(queue[0].deliveries.iter().all(|one| one.why.is_none()), "their time has not come");
    let gone = room.door.queue_reorder(put(&ids[0], Some(&"99".to_owned()))).await;
    assert_eq!(code(gone), ErrorCode::NotInQueue);
    room.door.history_undo(nothing()).await.unwrap();
    assert_eq!(due(&one(&room, &ids[2]).await), "02 11:00");
}

async fn slots(room: &Room, account: &str) -> Vec<String> {
    let asked = AccountSlots { account: account.to_owned(), set: None };
    let now = room.door.account_slots(asked).await.unwrap();
    now.slots.iter().map(|slot| format!("{} {}", slot.day, slot.time)).collect()
}

async fn set_slots(room: &Room, account: &str, specs: &[&str]) {
    let set = specs.iter().map(|&spec| spec.to_owned()).collect();
    let asked = AccountSlots { account: account.to_owned(), set: Some(set) };
    room.door.account_slots(asked).await.unwrap();
}

#[tokio::test]
async fn slots_and_the_times_that_they_gave_are_taken_back_and_come_again() {
    let room = Room::with_accounts(&["news"]).await;
    set_slots(&room, "news", &["mon 09:00 #tips"]).await;
    let id = room.add("news", When::Next, "waits for a slot").await.deliveries.remove(0);
    assert_eq!(due(&one(&room, &id).await), "", "the only slot is kept for tips");
    set_slots(&room, "news", &["wed 12:00", "fri 18:00"]).await;
    let placed = one(&room, &id).await.due;
    assert_eq!(placed.unwrap().format("%d %H").to_string(), "02 12");
    let undo = room.door.history_show(nothing()).await.unwrap().undo.unwrap();
    assert_eq!((undo.code, undo.count), ("slotted", 1));

    let back = room.door.history_undo(nothing()).await.unwrap();
    assert_eq!((back.done.code, back.deliveries), ("slotted", vec![id.clone()]));
    assert_eq!(slots(&room, "news").await, ["mon 09:00"]);
    let waits = one(&room, &id).await;
    assert_eq!(
        (waits.state, waits.due, waits.reason.as_deref()),
        ("queued", None, Some("no_slot"))
    );

    room.door.history_redo(nothing()).await.unwrap();
    assert_eq!(slots(&room, "news").await, ["wed 12:00", "fri 18:00"]);
    assert_eq!(one(&room, &id).await.due, placed);
}

#[tokio::test]
async fn a_change_of_slots_that_moves_nothing_is_a_change_too_and_no_change_is_none() {
    let room = Room::with_accounts(&["news", "shop"]).await;
    set_slots(&room, "news", &["mon 09:00"]).await;
    set_slots(&room, "shop", &["tue 10:00"]).await;
    set_slots(&room, "shop", &["tue 10:00"]).await;
    room.door.history_undo(nothing()).await.unwrap();
    assert_eq!((slots(&room, "shop").await.len(), slots(&room, "news").await.len()), (0, 1));
    let left = room.door.history_undo(nothing()).await.unwrap();
    assert_eq!((left.done.code, left.done.count, left.deliveries.len()), ("slotted", 0, 0));
    assert!(slots(&room, "news").await.is_empty());
    assert_eq!(code(room.door.history_undo(nothing()).await), ErrorCode::NothingToUndo);
}

#[tokio::test]
async fn the_slots_of_a_removed_account_do_not_come_back() {
    let room = Room::with_accounts(&["news"]).await;
    set_slots(&room, "news", &["mon 09:00"]).await;
    room.door.account_remove(crate::kit::account("news")).await.unwrap();
    let refused = room.door.history_undo(nothing()).await.unwrap_err();
    assert_eq!(
        (refused.code, refused.params["account"].as_str()),
        (ErrorCode::UndoStaleSlots, "news")
    );
}

#[tokio::test]
async fn several_are_cancelled_by_one_change_or_none_is() {
    let room = Room::with_accounts(&["news"]).await;
    let first = room.add("news", at("2026-12-02 09:00"), "one").await.deliveries.remove(0);
    let second = room.add("news", at("2026-12-02 10:00"), "two").await.deliveries.remove(0);
    let ids = |seen: Option<i64>| PostCancelMany {
        ids: vec![
            DeliverySeen { id: first.clone(), revision: None },
            DeliverySeen { id: second.clone(), revision: seen },
        ],
    };
    assert_eq!(code(room.door.post_cancel_many(ids(Some(99))).await), ErrorCode::Conflict);
    assert_eq!(one(&room, &first).await.state, "scheduled");
    let gone = room.door.post_cancel_many(ids(None)).await.unwrap();
    assert!(gone.deliveries.iter().all(|one| one.state == "cancelled"));
    let undone = room.door.history_undo(nothing()).await.unwrap();
    assert_eq!((undone.done.code, undone.done.count), ("cancelled", 2));
    assert_eq!((due(&one(&room, &first).await), due(&one(&room, &second).await)), {
        ("02 09:00".to_owned(), "02 10:00".to_owned())
    });
}
