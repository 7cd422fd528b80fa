//! Posts: coming onto the plan, in order, and being changed there.

use crate::kit::{Room, account, at, code, delivery, nothing, seen};
use roost_api::ErrorCode;
use roost_api::requests::{
    AccountSet, PlanDays, PostEdit, PostList, PostMove, PostRetry, SegmentText, When,
};

#[tokio::test]
async fn one_post_to_several_accounts_is_one_post_with_several_deliveries() {
    let room = Room::with_accounts(&["news", "sport"]).await;
    let asked = ["news", "sport", "@news"];
    let added = room.try_add(&asked, at("2026-12-02 09:00"), "both").await.unwrap();
    assert_eq!(added.deliveries.len(), 2, "an account named twice posts once");
    let all = room.all().await;
    assert!(all.iter().all(|one| one.post == added.post && one.text == "both"));
}

#[tokio::test]
async fn posts_are_listed_by_due_time_then_id_and_those_without_a_time_come_last() {
    let room = Room::with_accounts(&["news", "sport"]).await;
    room.add("news", When::Draft, "draft").await;
    room.add("news", at("2026-12-02 10:00"), "second").await;
    room.add("sport", at("2026-12-02 10:00"), "third").await;
    room.add("news", at("2026-12-02 09:00"), "first").await;
    let texts = |list: Vec<roost_api::views::DeliveryView>| {
        list.into_iter().map(|one| one.text).collect::<Vec<_>>()
    };
    assert_eq!(texts(room.all().await), ["first", "second", "third", "draft"]);
    let filter =
        PostList { state: Some("scheduled".to_owned()), account: Some("@news".to_owned()) };
    let some = room.door.post_list(filter).await.unwrap();
    assert_eq!(texts(some), ["first", "second"]);
    let wrong = PostList { state: Some("lost".to_owned()), account: None };
    assert_eq!(code(room.door.post_list(wrong).await), ErrorCode::BadState);
}

#[tokio::test]
async fn a_time_in_the_past_or_in_a_gap_is_refused_with_a_way_out_and_nothing_is_added() {
    let room = Room::with_accounts(&["news"]).await;
    let zone = AccountSet {
        account: "news".to_owned(),
        zone: Some("Europe/Berlin".to_owned()),
        ..AccountSet::default()
    };
    room.door.account_set(zone).await.unwrap();
    let past = room.try_add(&["news"], at("2026-11-30 09:00"), "late").await.unwrap_err();
    assert_eq!(past.code, ErrorCode::TimePast);
    let gap = room.try_add(&["news"], at("2027-03-28 02:30"), "never").await.unwrap_err();
    let said = room.door.words().error(&gap);
    assert_eq!(
        said,
        "2027-03-28 02:30 doesn't exist in Europe/Berlin: the clocks are put forward then. \
         The nearest times are 2027-03-28 01:59 and 2027-03-28 03:00."
    );
    assert!(room.all().await.is_empty());
}

#[tokio::test]
async fn a_chosen_time_too_near_to_another_is_kept_and_the_nearest_free_one_is_named() {
    let room = Room::with_accounts(&["news"]).await;
    room.add("news", at("2026-12-02 09:00"), "one").await;
    let added = room.add("news", at("2026-12-02 09:04"), "two").await;
    assert_eq!(added.findings.len(), 1);
    let free = added.findings[0].free.unwrap();
    assert_eq!(free.to_rfc3339(), "2026-12-02T09:10:00+00:00");
    let due = room.all().await[1].due.unwrap();
    assert_eq!(due.to_rfc3339(), "2026-12-02T09:04:00+00:00");
}

#[tokio::test]
async fn a_change_of_what_has_changed_meanwhile_is_a_conflict() {
    let room = Room::with_accounts(&["news"]).await;
    let id = room.add("news", at("2026-12-02 09:00"), "one").await.deliveries.remove(0);
    let revision = room.show(&id).await.delivery.revision;
    let step = PostMove {
        id: id.clone(),
        revision: Some(revision),
        account: None,
        when: at("2026-12-02 10:00"),
        pin: roost_api::requests::Pin::Pinned,
    };
    let moved = room.door.post_move(step).await.unwrap();
    assert_eq!((moved.delivery.timing, moved.delivery.revision > revision), ("pinned", true));
    assert_eq!(code(room.door.post_cancel(seen(&id, revision)).await), ErrorCode::Conflict);
    let cancelled = room.door.post_cancel(seen(&id, moved.delivery.revision)).await.unwrap();
    assert_eq!(cancelled.delivery.state, "cancelled");
    let again = PostRetry { id, revision: None, at: None };
    assert_eq!(code(room.door.post_retry(again).await), ErrorCode::IllegalMove);
}

#[tokio::test]
async fn what_was_never_tried_is_not_tried_again() {
    let room = Room::with_accounts(&["news"]).await;
    for when in [When::Draft, When::Next, at("2026-12-02 09:00")] {
        let id = room.add("news", when, "not yet").await.deliveries.remove(0);
        let before = room.show(&id).await;
        let retry = PostRetry { id: id.clone(), revision: None, at: None };
        assert_eq!(code(room.door.post_retry(retry).await), ErrorCode::NotRetryable);
        let after = room.show(&id).await.delivery;
        assert_eq!((after.state, after.due), (before.delivery.state, before.delivery.due));
    }
}

#[tokio::test]
async fn a_move_back_to_the_drafts_gives_the_time_away() {
    let room = Room::with_accounts(&["news"]).await;
    let id = room.add("news", at("2026-12-02 09:00"), "one").await.deliveries.remove(0);
    let step = PostMove {
        id,
        revision: None,
        account: None,
        when: When::Draft,
        pin: roost_api::requests::Pin::Loose,
    };
    let moved = room.door.post_move(step).await.unwrap();
    assert_eq!((moved.delivery.state, moved.delivery.due), ("draft", None));
}

#[tokio::test]
async fn an_edit_changes_every_delivery_that_has_not_begun() {
    let room = Room::with_accounts(&["news", "sport"]).await;
    let asked = ["news", "sport"];
    let added = room.try_add(&asked, at("2026-12-02 09:00"), "teh").await.unwrap();
    let request = |text: &str| {
        let segment = SegmentText { text: text.to_owned(), ..SegmentText::default() };
        PostEdit::of(added.deliveries[0].clone(), vec![segment])
    };
    let other: Vec<String> =
        room.show(&added.deliveries[0]).await.siblings.into_iter().map(|one| one.account).collect();
    assert_eq!(other, ["sport"], "whose words change too is said before");
    room.door.post_edit(request("the")).await.unwrap();
    assert!(room.all().await.iter().all(|one| one.text == "the"));
    assert_eq!(code(room.door.post_edit(request("  ")).await), ErrorCode::EmptySegment);
    assert!(room.all().await.iter().all(|one| one.text == "the"));
}

#[tokio::test]
async fn the_plan_shows_each_day_and_what_is_above_the_cap() {
    let room = Room::with_accounts(&["news"]).await;
    let cap = AccountSet {
        account: "news".to_owned(),
        cap: Some("2".to_owned()),
        ..AccountSet::default()
    };
    room.door.account_set(cap).await.unwrap();
    for hour in 9..12 {
        room.add("news", at(&format!("2026-12-02 {hour:02}:00")), "hourly").await;
    }
    room.add("news", at("2026-12-20 09:00"), "far").await;
    let plan = room.door.plan_show(PlanDays { days: 7 }).await.unwrap();
    assert_eq!(plan.len(), 1);
    assert_eq!((plan[0].date.as_str(), plan[0].deliveries.len()), ("2026-12-02", 3));
    let rules: Vec<&str> = plan[0].findings.iter().map(|one| one.rule).collect();
    assert_eq!(rules, ["above_cap"]);
}

#[tokio::test]
async fn every_delivery_that_is_not_out_has_an_answer_to_why() {
    let room = Room::with_accounts(&["news"]).await;
    let id = room.add("news", at("2026-12-01 09:00"), "one").await.deliveries.remove(0);
    let why = room.door.post_why(delivery(&id)).await.unwrap();
    assert_eq!(why.reason, "not_due");
    assert!(why.sentence.contains("2026-12-01 09:00 UTC"), "{}", why.sentence);
    room.world.clock.advance(chrono::TimeDelta::minutes(61));
    let why = room.door.post_why(delivery(&id)).await.unwrap();
    assert_eq!(why.reason, "not_running");
    room.door.pause_all(nothing()).await.unwrap();
    assert_eq!(room.door.post_why(delivery(&id)).await.unwrap().reason, "paused_all");
    room.door.resume_all(nothing()).await.unwrap();
    let pause = roost_api::requests::AccountPause { account: "news".to_owned(), until: None };
    room.door.account_pause(pause).await.unwrap();
    assert_eq!(room.door.post_why(delivery(&id)).await.unwrap().reason, "paused");
    room.door.account_resume(account("news")).await.unwrap();
    assert_eq!(code(room.door.post_why(delivery("99")).await), ErrorCode::NoDelivery);
    assert_eq!(code(room.door.post_why(delivery("x")).await), ErrorCode::BadId);
}
