//! Locks that look different: reads that stay open, a second lock soon after, a suspension, a lock
//! sign beside a success.

use crate::kit::{
    self, account_incident, bring_back, count, hours, minutes, on_post, plan, seconds, since,
    states, texts, unlocked,
};
use roost_domain::incident::IncidentState;
use roost_domain::refusal::RefusalKind;
use roost_tests::world::World;
use serde_json::json;

#[tokio::test]
async fn where_reads_stay_open_the_quiet_post_finds_that_it_is_still_locked() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 4, minutes(30)).await;
    let mut rule = on_post("news", 1, "lock");
    rule["reads"] = json!("open");
    world.faults(rule).await;
    world.pass(minutes(65)).await;
    let incident = kit::incident(&world).await.id;
    // The read says usable, and only the quiet post can tell.
    unlocked(&world, incident).await;
    world.desk.incident_resume_apply(incident, None).await.unwrap();
    world.pass(minutes(1)).await;
    let still = account_incident(&world, RefusalKind::Locked).await;
    assert_eq!((still.id, still.state, still.quiet), (incident, IncidentState::Open, None));
    assert_eq!(states(&world, &posts).await, ["published", "held", "held", "held"]);
    let before = count(&world, "news").await;
    world.pass(hours(5)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
    bring_back(&world, "news", incident).await;
    world.pass(seconds(5)).await;
    assert_eq!(world.texts_of("news").await, texts("news", 1..=2));
}

#[tokio::test]
async fn a_second_lock_within_thirty_days_names_the_first_and_gets_the_longer_ramp() {
    let world = World::with_accounts(&["news"]).await;
    plan(&world, "news", 8, minutes(30)).await;
    world.faults(on_post("news", 1, "lock")).await;
    world.pass(minutes(65)).await;
    let first = kit::incident(&world).await.id;
    bring_back(&world, "news", first).await;
    world.pass(seconds(5)).await;
    world.faults(on_post("news", 0, "lock")).await;
    world.pass(hours(36)).await;
    let second = account_incident(&world, RefusalKind::Locked).await;
    assert_eq!(second.relock_of, Some(first));
    world.unlock("news").await;
    unlocked(&world, second.id).await;
    let plan = world.desk.incident_resume_preview(second.id, None).await.unwrap();
    assert_eq!(plan.ramps[0].shape, "repeat");
}

#[tokio::test]
async fn a_second_lock_after_weeks_of_hold_keeps_what_the_account_posted_before_the_first() {
    let world = World::with_accounts(&["news"]).await;
    // Three a day for nine days, and a long queue behind.
    plan(&world, "news", 60, hours(8)).await;
    world.faults(on_post("news", 27, "lock")).await;
    world.pass(hours(9 * 24 + 9)).await;
    let first = kit::incident(&world).await.id;
    // The owner is away: the history of the last four weeks is silence.
    world.sleep(hours(20 * 24)).await;
    world.unlock("news").await;
    unlocked(&world, first).await;
    let shown = world.desk.incident_resume_apply(first, None).await.unwrap();
    assert_eq!(shown.ramps[0].baseline.to_string(), "3");
    world.pass(seconds(5)).await;
    world.faults(on_post("news", 2, "lock")).await;
    world.pass(hours(5 * 24)).await;
    let second = account_incident(&world, RefusalKind::Locked).await;
    assert_eq!(second.relock_of, Some(first));
    world.unlock("news").await;
    unlocked(&world, second.id).await;
    let again = world.desk.incident_resume_preview(second.id, None).await.unwrap();
    let (before, after) = (&shown.ramps[0], &again.ramps[0]);
    assert_eq!((after.shape, after.baseline.to_string()), ("repeat", "3".to_owned()));
    let last = |curve: &[(chrono::NaiveDate, u32)]| curve.last().map(|(_, allowed)| *allowed);
    assert_eq!(last(&after.curve), last(&before.curve));
    assert!(after.curve.len() > before.curve.len());
}

#[tokio::test]
async fn a_suspended_account_is_held_and_silent() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 3, minutes(30)).await;
    world.faults(on_post("news", 1, "suspend")).await;
    world.pass(minutes(65)).await;
    account_incident(&world, RefusalKind::Suspended).await;
    let before = count(&world, "news").await;
    world.pass(hours(26)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
    assert_eq!(states(&world, &posts).await, ["published", "held", "held"]);
}

#[tokio::test]
async fn a_lock_sign_beside_a_success_keeps_the_post_published_and_holds_the_rest() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 2, minutes(30)).await;
    let body = json!({
        "data": { "id": "1790000000000000001", "text": "news 1" },
        "errors": [{ "code": 326, "message": "this account is temporarily locked" }],
    });
    let mut rule = on_post("news", 0, "answer");
    rule["status"] = json!(201);
    rule["body"] = body;
    world.faults(rule).await;
    world.pass(minutes(31)).await;
    assert_eq!(states(&world, &posts).await, ["published", "held"]);
    account_incident(&world, RefusalKind::Locked).await;
}
