//! No second send after an uncertain outcome: lost answers, server errors, duplicates.

use crate::kit::{POST, count, hours, minutes, on_post, plan, record, seconds, since, states, why};
use roost_domain::decide::why::Why;
use roost_engine::desk::WhyReason;
use roost_tests::world::World;
use serde_json::json;

/// How often the account asked to publish.
async fn sends(world: &World) -> usize {
    world.requests_of("news").await.iter().filter(|line| *line == POST).count()
}

#[tokio::test]
async fn an_answer_lost_after_acceptance_is_found_and_published_once() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 2, minutes(30)).await;
    world.faults(on_post("news", 0, "accept_then_drop")).await;
    world.pass(minutes(35)).await;
    assert_eq!(states(&world, &posts).await, ["published", "scheduled"]);
    assert_eq!(world.texts_of("news").await, ["news 1"]);
    assert_eq!(sends(&world).await, 1);
    assert!(record(&world, posts[0]).await.remote_id.is_some());
}

#[tokio::test]
async fn an_answer_lost_before_acceptance_is_sent_again_once_after_two_looks() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 1, minutes(30)).await;
    world.faults(on_post("news", 0, "reset_before")).await;
    let before = count(&world, "news").await;
    world.pass(minutes(40)).await;
    assert_eq!(states(&world, &posts).await, ["published"]);
    assert_eq!(world.texts_of("news").await, ["news 1"]);
    let reads = since(&world, "news", before).await;
    let reads = reads.iter().filter(|line| line.ends_with("/tweets") && line.starts_with("GET"));
    assert_eq!(reads.count(), 2);
}

#[tokio::test]
async fn while_roost_looks_for_a_post_the_later_ones_wait_and_say_so() {
    let mut world = World::new().await;
    world.x_account("main", "news").await;
    world.start().await;
    let first = world.post_in("news", minutes(5), "one").await;
    let second = world.post_in("news", minutes(5), "two").await;
    world.faults(on_post("news", 0, "reset_before")).await;
    world.pass(minutes(5) + seconds(10)).await;
    assert_eq!(why(&world, first).await, WhyReason::Reading);
    let WhyReason::Rests(Why::Reconciling { delivery, .. }) = why(&world, second).await else {
        panic!("{:?}", why(&world, second).await);
    };
    assert_eq!(delivery, first);
    world.pass(minutes(20)).await;
    assert_eq!(world.texts_of("news").await, ["one", "two"]);
}

#[tokio::test]
async fn a_server_error_after_acceptance_is_found_and_published_once() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 1, minutes(30)).await;
    world.faults(on_post("news", 0, "accept_then_500")).await;
    world.pass(minutes(35)).await;
    assert_eq!(states(&world, &posts).await, ["published"]);
    assert_eq!((world.texts_of("news").await.len(), sends(&world).await), (1, 1));
}

#[tokio::test]
async fn an_overloaded_network_is_asked_again_and_the_post_goes_out_once() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 1, minutes(30)).await;
    world.faults(json!({ "on": POST, "account": "news", "times": 3, "do": "over_capacity" })).await;
    world.pass(minutes(50)).await;
    assert_eq!(states(&world, &posts).await, ["published"]);
    assert_eq!((world.texts_of("news").await.len(), sends(&world).await), (1, 4));
}

#[tokio::test]
async fn a_duplicate_that_is_the_echo_of_a_lost_answer_is_published() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 1, minutes(30)).await;
    // The timeline hides the post until both looks are over; the second send then meets it.
    world
        .faults(json!([
            { "account": "news", "do": "timeline_lag", "ms": 10_000 },
            on_post("news", 0, "accept_then_drop"),
        ]))
        .await;
    world.pass(minutes(29)).await;
    world.pass(minutes(4)).await;
    assert_eq!(states(&world, &posts).await, ["published"]);
    assert_eq!(world.texts_of("news").await, ["news 1"]);
    assert_eq!(sends(&world).await, 2);
}

#[tokio::test]
async fn a_real_duplicate_fails_and_the_account_goes_on() {
    let world = World::with_accounts(&["news"]).await;
    world.post_in("news", minutes(30), "the same words").await;
    let again = world.post_in("news", minutes(60), "the same words").await;
    let other = world.post_in("news", minutes(90), "other words").await;
    world.pass(hours(2)).await;
    assert_eq!(states(&world, &[again, other]).await, ["failed", "published"]);
    let WhyReason::Failed { kind, .. } = why(&world, again).await else { panic!("it failed") };
    assert_eq!(kind, "duplicate");
    assert_eq!(world.texts_of("news").await, ["the same words", "other words"]);
}

#[tokio::test]
async fn network_trouble_never_fails_a_post() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 2, minutes(30)).await;
    world.faults(json!({ "on": POST, "account": "news", "times": 8, "do": "reset_before" })).await;
    world.pass(minutes(45)).await;
    assert!(world.texts_of("news").await.is_empty());
    let state = world.state_of(posts[0]).await;
    assert!(["scheduled", "queued", "unconfirmed"].contains(&state), "{state}");
    world.pass(hours(6)).await;
    assert_eq!(states(&world, &posts).await, ["published"; 2]);
    assert_eq!(world.texts_of("news").await.len(), 2);
}
