//! The process can be gone at any instant: what was promised is kept, and nothing goes out twice.

use crate::kit::{POST, minutes, on_post, plan, seconds, states};
use roost_tests::world::World;
use serde_json::json;

async fn sends(world: &World) -> usize {
    world.requests_of("news").await.iter().filter(|line| *line == POST).count()
}

#[tokio::test]
async fn a_post_that_was_accepted_before_the_power_went_is_found_and_not_sent_again() {
    let mut world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 2, minutes(5)).await;
    let mut rule = on_post("news", 0, "delay");
    rule["ms"] = json!(60_000);
    world.faults(rule).await;
    world.cut_power_at(minutes(5), "news", 1).await;
    assert_eq!(states(&world, &posts).await, ["sending", "scheduled"]);
    world.start().await;
    world.pass(seconds(10)).await;
    assert_eq!(states(&world, &posts).await, ["published", "scheduled"]);
    assert_eq!((world.texts_of("news").await.len(), sends(&world).await), (1, 1));
}

#[tokio::test]
async fn a_post_that_never_arrived_before_the_power_went_is_sent_within_five_seconds_of_the_start()
{
    let mut world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 1, minutes(5)).await;
    // Held back longer than this test lasts: as if it were still in the cable.
    let mut rule = on_post("news", 0, "delay_before");
    rule["ms"] = json!(60_000);
    world.faults(rule).await;
    world.cut_power_at(minutes(5), "news", 1).await;
    assert_eq!(states(&world, &posts).await, ["sending"]);
    world.start().await;
    world.pass(seconds(5)).await;
    assert_eq!(states(&world, &posts).await, ["published"]);
    assert_eq!(world.texts_of("news").await, ["news 1"]);
}

#[tokio::test]
async fn a_held_account_stays_silent_through_a_power_cut() {
    let mut world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 3, minutes(5)).await;
    world.faults(on_post("news", 0, "lock")).await;
    world.pass(minutes(6)).await;
    let before = world.requests_of("news").await.len();
    world.kill().await;
    world.start().await;
    world.pass(minutes(50)).await;
    assert_eq!(world.requests_of("news").await.len(), before);
    assert_eq!(states(&world, &posts).await, ["held"; 3]);
}
