//! The quiet key check: an hour ahead, at most once a day, and never while an account is held.

use crate::kit::{ME, POST, count, days, hours, minutes, on_post, plan, since};
use roost_tests::world::World;

#[tokio::test]
async fn the_keys_are_checked_an_hour_ahead_and_once() {
    let world = World::with_accounts(&["news"]).await;
    world.post_in("news", hours(5), "hello").await;
    world.pass(minutes(4 * 60 - 2)).await;
    assert_eq!(world.requests_of("news").await, Vec::<String>::new());
    world.pass(minutes(30)).await;
    assert_eq!(world.requests_of("news").await, [ME]);
    world.pass(hours(1)).await;
    assert_eq!(world.requests_of("news").await, [ME, POST]);
}

#[tokio::test]
async fn the_keys_are_checked_at_most_once_in_a_day_and_not_after_a_signed_request() {
    let world = World::with_accounts(&["news"]).await;
    plan(&world, "news", 4, hours(5)).await;
    world.pass(hours(21)).await;
    assert_eq!(world.requests_of("news").await, [ME, POST, POST, POST, POST]);
}

#[tokio::test]
async fn a_key_check_of_the_day_is_remembered_over_a_restart() {
    let mut world = World::with_accounts(&["news"]).await;
    world.post_in("news", minutes(50), "hello").await;
    world.pass(minutes(5)).await;
    assert_eq!(world.requests_of("news").await, [ME]);
    world.kill().await;
    world.start().await;
    world.pass(minutes(30)).await;
    assert_eq!(world.requests_of("news").await, [ME]);
}

#[tokio::test]
async fn a_held_account_is_not_checked() {
    let world = World::with_accounts(&["news"]).await;
    plan(&world, "news", 2, minutes(10)).await;
    world.faults(on_post("news", 0, "lock")).await;
    world.pass(minutes(11)).await;
    world.post_in("news", days(3), "later").await;
    let before = count(&world, "news").await;
    world.pass(days(3)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
}
