//! A laptop that slept for a week, an app that was closed: the catch-up policy decides, and what is
//! older than the late limit waits for the owner. Summer time moves slots, never due times.

use crate::kit::{days, due, hours, minutes, plan, record, states, why};
use chrono::{TimeDelta, TimeZone, Utc};
use roost_domain::ids::DeliveryId;
use roost_engine::desk::{Draft, DraftSegment, Pinning, RuleChanges, When, WhyReason};
use roost_tests::world::{World, beginning};

/// One post a day for a week, at eight; then the machine sleeps until eight and an hour on the
/// seventh day.
async fn slept_for_a_week(policy: &str) -> (World, Vec<DeliveryId>) {
    let world = World::with_accounts(&["news"]).await;
    let changes = RuleChanges { catch_up: Some(policy.to_owned()), ..RuleChanges::default() };
    world.desk.account_set("news".to_owned(), changes).await.unwrap();
    let mut posts = plan(&world, "news", 7, days(1)).await;
    for (n, span) in [(8, minutes(20)), (9, minutes(40))] {
        posts.push(world.post_in("news", days(7) + span, &format!("news {n}")).await);
    }
    world.sleep(days(7) + hours(1)).await;
    world.pass(minutes(1)).await;
    (world, posts)
}

#[tokio::test]
async fn after_a_week_of_sleep_what_is_older_than_a_day_is_missed_and_the_rest_is_spread() {
    let (world, posts) = slept_for_a_week("spread").await;
    assert_eq!(states(&world, &posts[..6]).await, ["missed"; 6]);
    assert_eq!(why(&world, posts[0]).await, WhyReason::Missed);
    world.pass(hours(2)).await;
    assert_eq!(world.texts_of("news").await, ["news 7", "news 8", "news 9"]);
    let mut out = Vec::new();
    for id in &posts[6..] {
        out.push(record(&world, *id).await.published_at.unwrap());
    }
    let apart: Vec<TimeDelta> = out.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(apart.iter().all(|apart| *apart >= minutes(14)), "{apart:?}");
}

#[tokio::test]
async fn the_policy_of_today_sends_only_what_was_due_today() {
    let world = World::with_accounts(&["news"]).await;
    let changes = RuleChanges { catch_up: Some("today".to_owned()), ..RuleChanges::default() };
    world.desk.account_set("news".to_owned(), changes).await.unwrap();
    let yesterday = world.post_in("news", hours(15), "yesterday's").await;
    let today = world.post_in("news", hours(17), "today's").await;
    world.sleep(hours(20)).await;
    world.pass(hours(1)).await;
    assert_eq!(states(&world, &[yesterday, today]).await, ["missed", "published"]);
}

#[tokio::test]
async fn the_policy_to_ask_sends_nothing_that_is_late() {
    let (world, posts) = slept_for_a_week("ask").await;
    world.pass(hours(3)).await;
    assert_eq!(states(&world, &posts).await, ["missed"; 9]);
    assert_eq!(world.texts_of("news").await, Vec::<String>::new());
}

#[tokio::test]
async fn up_to_ten_minutes_late_simply_goes_out_in_order() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 2, minutes(3)).await;
    world.sleep(minutes(9)).await;
    world.pass(minutes(11)).await;
    assert_eq!(states(&world, &posts).await, ["published"; 2]);
    assert_eq!(world.texts_of("news").await, ["news 1", "news 2"]);
}

#[tokio::test]
async fn held_time_does_not_count_as_late() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 2, minutes(30)).await;
    world.faults(crate::kit::on_post("news", 0, "credits")).await;
    world.pass(minutes(70)).await;
    let incident = crate::kit::incident(&world).await.id;
    world.sleep(days(6)).await;
    crate::kit::unlocked(&world, incident).await;
    world.pass(minutes(30)).await;
    assert_eq!(states(&world, &posts).await, ["published"; 2]);
}

fn draft(text: &str) -> Draft {
    Draft { segments: vec![DraftSegment { text: text.to_owned(), ..DraftSegment::default() }] }
}

#[tokio::test]
async fn a_slot_that_summer_time_swallows_moves_forward_and_a_chosen_time_there_is_refused() {
    let world = World::with_accounts(&["news"]).await;
    let changes = RuleChanges {
        zone: Some("Europe/Berlin".to_owned()),
        jitter: Some("0s".to_owned()),
        ..RuleChanges::default()
    };
    world.desk.account_set("news".to_owned(), changes).await.unwrap();
    // On Saturday; in the night to Sunday, 28 March 2027, two o'clock becomes three.
    world.sleep(Utc.with_ymd_and_hms(2027, 3, 27, 20, 0, 0).unwrap() - beginning()).await;
    let slots = Some(vec!["sun 02:30".to_owned()]);
    world.desk.account_slots("news".to_owned(), slots).await.unwrap();
    let news = || vec!["news".to_owned()];
    let gone = When::At("2027-03-28 02:30".to_owned());
    assert!(world.desk.post_add(news(), gone, Pinning::Loose, draft("no")).await.is_err());
    let added = world.desk.post_add(news(), When::Next, Pinning::Loose, draft("slot")).await;
    let slot = added.unwrap().deliveries[0].0;
    let at = When::At("2027-03-28 09:00".to_owned());
    let added = world.desk.post_add(news(), at, Pinning::Loose, draft("chosen")).await;
    let chosen = added.unwrap().deliveries[0].0;
    let one_o_clock = Utc.with_ymd_and_hms(2027, 3, 28, 1, 0, 0).unwrap();
    let slot_due = due(&world, slot).await.unwrap();
    assert!(slot_due >= one_o_clock && slot_due <= one_o_clock + minutes(30), "{slot_due}");
    assert_eq!(due(&world, chosen).await, Some(one_o_clock + hours(6)));
    world.pass(hours(12)).await;
    assert_eq!(world.texts_of("news").await, ["slot", "chosen"]);
}

#[tokio::test]
async fn a_slot_that_winter_time_brings_twice_fires_once() {
    let world = World::with_accounts(&["news"]).await;
    let changes = RuleChanges {
        zone: Some("Europe/Berlin".to_owned()),
        jitter: Some("0s".to_owned()),
        ..RuleChanges::default()
    };
    world.desk.account_set("news".to_owned(), changes).await.unwrap();
    // On Saturday; in the night to Sunday, 31 October 2027, three o'clock becomes two.
    world.sleep(Utc.with_ymd_and_hms(2027, 10, 30, 20, 0, 0).unwrap() - beginning()).await;
    let slots = Some(vec!["sun 02:30".to_owned()]);
    world.desk.account_slots("news".to_owned(), slots).await.unwrap();
    let mut dues = Vec::new();
    for text in ["first", "second"] {
        let news = vec!["news".to_owned()];
        let added = world.desk.post_add(news, When::Next, Pinning::Loose, draft(text)).await;
        dues.push(due(&world, added.unwrap().deliveries[0].0).await.unwrap());
    }
    let summer = Utc.with_ymd_and_hms(2027, 10, 31, 0, 30, 0).unwrap();
    let next_week = Utc.with_ymd_and_hms(2027, 11, 7, 1, 30, 0).unwrap();
    assert_eq!(dues, [summer, next_week]);
    world.pass(hours(7)).await;
    assert_eq!(world.texts_of("news").await, ["first"]);
}
