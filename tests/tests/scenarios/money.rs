//! Credits and spending caps: the app's accounts are held until the known date, or until the owner
//! says that it is topped up.

use crate::kit::{
    self, ME, POST, count, days, hours, minutes, on_post, plan, since, states, unlocked, why,
};
use chrono::{TimeZone, Utc};
use roost_domain::decide::why::Why;
use roost_domain::refusal::RefusalKind;
use roost_engine::desk::WhyReason;
use roost_tests::world::World;
use serde_json::json;

#[tokio::test]
async fn without_credits_the_app_is_held_until_the_owner_says_that_it_is_topped_up() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 2, minutes(30)).await;
    world.faults(on_post("news", 0, "credits")).await;
    world.pass(minutes(40)).await;
    let incident = kit::incident(&world).await;
    assert_eq!((incident.kind, incident.probe_at), (RefusalKind::Money, None));
    let before = count(&world, "news").await;
    world.pass(hours(3)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
    assert_eq!(states(&world, &posts).await, ["held"; 2]);
    unlocked(&world, incident.id).await;
    world.pass(minutes(30)).await;
    assert_eq!(states(&world, &posts).await, ["published"; 2]);
    assert_eq!(since(&world, "news", before).await, [ME, POST, POST]);
    assert!(kit::open_incidents(&world).await.is_empty());
}

#[tokio::test]
async fn a_spend_cap_waits_silently_for_its_date_and_then_looks_once_by_itself() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 1, minutes(30)).await;
    let mut rule = on_post("news", 0, "spend_cap");
    rule["reset_date"] = json!("2026-12-04");
    world.faults(rule).await;
    world.pass(minutes(40)).await;
    let incident = kit::incident(&world).await;
    let date = Utc.with_ymd_and_hms(2026, 12, 4, 0, 0, 0).unwrap();
    assert_eq!((incident.kind, incident.probe_at), (RefusalKind::Money, Some(date)));
    let kind = RefusalKind::Money;
    let held = Why::Held { incident: incident.id, kind, probe_at: Some(date) };
    assert_eq!(why(&world, posts[0]).await, WhyReason::Rests(held));
    let before = count(&world, "news").await;
    world.pass_until(date - minutes(10)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
    world.pass(minutes(12)).await;
    assert_eq!(since(&world, "news", before).await[0], ME);
    assert!(kit::open_incidents(&world).await.is_empty());
    world.pass(days(1)).await;
    assert_eq!(states(&world, &posts).await, ["published"]);
}
