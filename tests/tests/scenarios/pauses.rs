//! The owner's own stops: everything, one account, an account that is taken away.

use crate::kit::{hours, minutes, on_post, plan, states, why};
use roost_domain::decide::why::Why;
use roost_engine::desk::WhyReason;
use roost_tests::world::World;
use serde_json::json;

#[tokio::test]
async fn pause_all_works_while_another_process_sends_and_survives_a_restart() {
    let mut world = World::with_accounts(&["news", "shop"]).await;
    let posts = plan(&world, "news", 2, minutes(30)).await;
    plan(&world, "shop", 2, minutes(30)).await;
    world.pass(minutes(31)).await;
    world.desk.pause_all().await.unwrap();
    world.pass(minutes(30)).await;
    assert_eq!(states(&world, &posts).await, ["published", "scheduled"]);
    assert_eq!(why(&world, posts[1]).await, WhyReason::Rests(Why::PausedAll));
    world.stop().await;
    world.start().await;
    world.pass(minutes(5)).await;
    assert_eq!(world.texts_of("shop").await, ["shop 1"]);
    world.desk.resume_all().await.unwrap();
    world.pass(minutes(1)).await;
    assert_eq!(world.texts_of("shop").await, ["shop 1", "shop 2"]);
    assert_eq!(states(&world, &posts).await, ["published"; 2]);
}

#[tokio::test]
async fn a_pause_while_a_post_is_on_its_way_lets_that_one_end_and_nothing_else_begin() {
    let world = World::with_accounts(&["news"]).await;
    let first = world.post_in("news", minutes(5), "one").await;
    let second = world.post_in("news", minutes(5), "two").await;
    let mut rule = on_post("news", 0, "delay");
    rule["ms"] = json!(300);
    world.faults(rule).await;
    world.pass(minutes(4)).await;
    world.pass_to_post(minutes(1), "news", 1).await;
    world.desk.pause_all().await.unwrap();
    world.pass(minutes(30)).await;
    assert_eq!(states(&world, &[first, second]).await, ["published", "scheduled"]);
    assert_eq!(world.texts_of("news").await, ["one"]);
}

#[tokio::test]
async fn a_paused_account_waits_and_the_others_go_on() {
    let world = World::with_accounts(&["news", "shop"]).await;
    let posts = plan(&world, "news", 1, minutes(30)).await;
    plan(&world, "shop", 1, minutes(30)).await;
    world.desk.account_pause("news".to_owned(), None).await.unwrap();
    world.pass(minutes(35)).await;
    assert_eq!(why(&world, posts[0]).await, WhyReason::Rests(Why::Paused { until: None }));
    assert_eq!(world.texts_of("shop").await, ["shop 1"]);
    world.desk.account_resume("news".to_owned()).await.unwrap();
    world.pass(minutes(1)).await;
    assert_eq!(states(&world, &posts).await, ["published"]);
}

#[tokio::test]
async fn what_waits_on_a_removed_account_becomes_drafts_and_nothing_is_sent() {
    let mut world = World::new().await;
    world.x_account("main", "news").await;
    world.start().await;
    let posts = plan(&world, "news", 2, minutes(30)).await;
    let removed = world.desk.account_remove("news".to_owned()).await.unwrap();
    assert_eq!(removed.drafts, 2);
    let before = world.requests_of("news").await.len();
    world.pass(hours(3)).await;
    assert_eq!(world.requests_of("news").await.len(), before);
    assert_eq!(world.texts_of("news").await, Vec::<String>::new());
    assert_eq!(states(&world, &posts).await, ["draft"; 2]);
}
