//! A lock while sending, from the first sign to the last day of the ramp: the main job.

use crate::kit::{
    self, ME, POST, account_incident, count, days, dues, hours, minutes, on_post, plan, seconds,
    since, states, texts, unlocked, why,
};
use roost_domain::decide::why::Why;
use roost_domain::ids::DeliveryId;
use roost_domain::incident::IncidentState;
use roost_domain::refusal::RefusalKind;
use roost_engine::desk::WhyReason;
use roost_engine::lockwatch::Unlocked;
use roost_tests::world::World;

/// Two accounts with six posts each, half an hour apart; one of them is locked at its third.
async fn locked_at_the_third() -> (World, Vec<DeliveryId>) {
    let world = World::with_accounts(&["news", "shop"]).await;
    let posts = plan(&world, "news", 6, minutes(30)).await;
    plan(&world, "shop", 6, minutes(30)).await;
    world.faults(on_post("news", 2, "lock")).await;
    world.pass(minutes(95)).await;
    (world, posts)
}

#[tokio::test]
async fn a_locked_account_keeps_its_queue_with_its_times_and_loses_nothing() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 6, minutes(30)).await;
    let planned = dues(&world, &posts).await;
    world.faults(on_post("news", 2, "lock")).await;
    world.pass(minutes(95)).await;
    let held = ["published", "published", "held", "held", "held", "held"];
    assert_eq!(states(&world, &posts).await, held);
    assert_eq!(dues(&world, &posts).await, planned);
    let incident = account_incident(&world, RefusalKind::Locked).await;
    assert_eq!((incident.http_status, incident.codes, incident.held), (Some(403), vec![326], 4));
}

#[tokio::test]
async fn a_locked_account_is_silent_and_the_others_go_on() {
    let (world, posts) = locked_at_the_third().await;
    let before = count(&world, "news").await;
    world.pass(hours(30)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
    assert_eq!(world.texts_of("news").await, texts("news", 1..=2));
    assert_eq!(world.texts_of("shop").await, texts("shop", 1..=6));
    let incident = account_incident(&world, RefusalKind::Locked).await.id;
    let kind = RefusalKind::Locked;
    let held = WhyReason::Rests(Why::Held { incident, kind, probe_at: None });
    assert_eq!(why(&world, posts[3]).await, held);
}

#[tokio::test]
async fn saying_unlocked_while_it_is_still_locked_sends_one_read_and_keeps_the_hold() {
    let (world, posts) = locked_at_the_third().await;
    let (incident, before) = (kit::incident(&world).await.id, count(&world, "news").await);
    let found = world.desk.incident_unlocked(incident).await.unwrap();
    assert!(matches!(found.found, Unlocked::StillHeld { .. }), "{found:?}");
    world.pass(hours(2)).await;
    assert_eq!(since(&world, "news", before).await, [ME]);
    assert_eq!(kit::incident(&world).await.state, IncidentState::Open);
    assert_eq!(world.state_of(posts[2]).await, "held");
}

#[tokio::test]
async fn after_the_unlock_one_read_is_sent_and_nothing_goes_out_until_the_owner_resumes() {
    let (world, posts) = locked_at_the_third().await;
    let (incident, before) = (kit::incident(&world).await.id, count(&world, "news").await);
    world.unlock("news").await;
    unlocked(&world, incident).await;
    world.pass(hours(2)).await;
    assert_eq!(since(&world, "news", before).await, [ME]);
    let waits = WhyReason::Rests(Why::WaitsForResume { incident });
    assert_eq!(why(&world, posts[2]).await, waits);
}

#[tokio::test]
async fn one_quiet_post_goes_out_first_and_the_rest_follows_the_ramp_in_order() {
    let (world, posts) = locked_at_the_third().await;
    let incident = kit::incident(&world).await.id;
    world.unlock("news").await;
    unlocked(&world, incident).await;
    let plan = world.desk.incident_resume_preview(incident, None).await.unwrap();
    assert_eq!((plan.ramps.len(), plan.ramps[0].shape), (1, "standard"));
    world.desk.incident_resume_apply(incident, None).await.unwrap();
    world.pass(seconds(5)).await;
    assert_eq!(world.texts_of("news").await, texts("news", 1..=3));
    assert_eq!(kit::incident(&world).await.state, IncidentState::Recovering);
    // A quarter of six a day, rounded up, is two; this day has had its share before the lock.
    let midnight = roost_tests::world::beginning() + hours(16);
    for (day, out) in [(0, 3), (1, 5), (2, 6)] {
        world.pass_until(midnight + days(day)).await;
        assert_eq!(world.texts_of("news").await.len(), out, "by the end of day {day}");
    }
    assert_eq!(world.texts_of("news").await, texts("news", 1..=6));
    assert_eq!(states(&world, &posts).await, ["published"; 6]);
    let ramp = world.desk.account_show("news".to_owned()).await.unwrap().ramp.unwrap();
    assert_eq!((ramp.stage, ramp.allowance), (1, 2));
}

#[tokio::test]
async fn the_rest_waits_while_the_quiet_post_is_not_confirmed() {
    let (world, posts) = locked_at_the_third().await;
    let incident = kit::incident(&world).await.id;
    world.faults(on_post("news", 0, "reset_before")).await;
    kit::bring_back(&world, "news", incident).await;
    world.pass(seconds(3)).await;
    assert_eq!(world.state_of(posts[2]).await, "unconfirmed");
    assert_eq!(why(&world, posts[3]).await, WhyReason::QuietFirst(incident));
    world.pass(minutes(2)).await;
    assert_eq!(world.texts_of("news").await, texts("news", 1..=3));
    assert_eq!(kit::incident(&world).await.state, IncidentState::Recovering);
}

#[tokio::test]
async fn four_weeks_after_the_quiet_post_the_account_is_back_to_normal() {
    let (world, _) = locked_at_the_third().await;
    let incident = kit::incident(&world).await.id;
    kit::bring_back(&world, "news", incident).await;
    world.pass(days(3)).await;
    // Nothing is due any more: the weeks pass in one step.
    world.sleep(days(26)).await;
    world.post_in("news", minutes(5), "as before").await;
    world.pass(minutes(6)).await;
    assert_eq!(world.texts_of("news").await.last().map(String::as_str), Some("as before"));
    assert!(kit::open_incidents(&world).await.is_empty());
    let sent = world.requests_of("news").await;
    assert_eq!(sent.iter().filter(|line| *line == POST).count(), 8);
}

#[tokio::test]
async fn a_ramp_ends_with_its_last_day_even_where_nothing_is_left_to_send() {
    let (world, _) = locked_at_the_third().await;
    let incident = kit::incident(&world).await.id;
    kit::bring_back(&world, "news", incident).await;
    world.pass(days(30)).await;
    assert!(kit::open_incidents(&world).await.is_empty());
}
