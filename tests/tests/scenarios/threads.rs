//! A thread is one unit: it goes on after its last confirmed segment, and never from the start.

use crate::kit::{self, POST, bring_back, hours, minutes, on_post, why};
use roost_domain::wayback::Decision;
use roost_engine::desk::WhyReason;
use roost_networks::http::Method;
use roost_tests::world::World;
use serde_json::{Value, json};

const THREAD: [&str; 3] = ["part one", "part two", "part three"];

/// Every post answers the one before it.
async fn is_chained(world: &World) -> bool {
    let posts: Value = world.control.ask(Method::Get, "posts", None).await.unwrap();
    let posts = posts.as_array().unwrap().clone();
    posts.windows(2).all(|pair| pair[1]["in_reply_to"] == pair[0]["id"])
        && posts[0]["in_reply_to"].is_null()
}

#[tokio::test]
async fn a_thread_whose_second_answer_is_lost_goes_on_after_it() {
    let world = World::with_accounts(&["news"]).await;
    let thread = world.thread_in("news", minutes(5), &THREAD).await;
    world.faults(on_post("news", 1, "accept_then_drop")).await;
    world.pass(minutes(10)).await;
    assert_eq!(world.texts_of("news").await, THREAD);
    assert!(is_chained(&world).await);
    assert_eq!(world.state_of(thread).await, "published");
}

#[tokio::test]
async fn a_thread_whose_second_segment_never_arrived_goes_on_with_it() {
    let world = World::with_accounts(&["news"]).await;
    let thread = world.thread_in("news", minutes(5), &THREAD).await;
    world.faults(on_post("news", 1, "reset_before")).await;
    world.pass(minutes(15)).await;
    assert_eq!(world.texts_of("news").await, THREAD);
    assert!(is_chained(&world).await);
    assert_eq!(world.state_of(thread).await, "published");
}

#[tokio::test]
async fn a_thread_cut_by_a_power_cut_goes_on_after_the_last_confirmed_segment() {
    let mut world = World::with_accounts(&["news"]).await;
    let thread = world.thread_in("news", minutes(5), &THREAD).await;
    let mut rule = on_post("news", 1, "delay");
    rule["ms"] = json!(60_000);
    world.faults(rule).await;
    world.cut_power_at(minutes(5), "news", 2).await;
    world.start().await;
    world.pass(minutes(2)).await;
    assert_eq!(world.texts_of("news").await, THREAD);
    assert!(is_chained(&world).await);
    assert_eq!(world.state_of(thread).await, "published");
}

#[tokio::test]
async fn a_thread_stops_where_another_account_of_the_app_meets_a_write_block() {
    let mut world = World::new().await;
    world.x_account("main", "news").await;
    world.x_account("main", "shop").await;
    world.start().await;
    let thread = world.thread_in("news", minutes(5), &THREAD).await;
    world.post_in("shop", minutes(6), "meets the block").await;
    let mut slow = on_post("news", 0, "delay");
    slow["ms"] = json!(2_000);
    world.faults(json!([slow, on_post("shop", 0, "write_block")])).await;
    world.pass_to_post(minutes(5), "news", 1).await;
    world.pass_to_post(minutes(1), "shop", 1).await;
    world.pass(minutes(10)).await;
    let asked = world.requests_of("news").await;
    assert_eq!(asked.iter().filter(|line| *line == POST).count(), 1, "{asked:?}");
    assert_eq!(world.texts_of("news").await, ["part one"]);
    assert_eq!(world.state_of(thread).await, "held");
}

#[tokio::test]
async fn a_half_sent_thread_that_was_held_for_more_than_a_day_waits_for_the_owner() {
    let world = World::with_accounts(&["news"]).await;
    let thread = world.thread_in("news", minutes(5), &THREAD).await;
    let later = world.post_in("news", hours(40), "later").await;
    world.faults(on_post("news", 1, "lock")).await;
    world.pass(minutes(10)).await;
    let incident = kit::incident(&world).await.id;
    world.sleep(hours(25)).await;
    world.unlock("news").await;
    kit::unlocked(&world, incident).await;
    let plan = world.desk.incident_resume_apply(incident, None).await.unwrap();
    let line = plan.lines.iter().find(|one| one.line.id == thread).unwrap();
    assert!(matches!(line.line.decision, Decision::PickedOut(_)), "{:?}", line.line);
    assert_eq!(line.picked_out, Some("half_sent"));
    world.pass(hours(48)).await;
    assert_eq!(world.texts_of("news").await, ["part one", "later"]);
    assert_eq!(kit::states(&world, &[thread, later]).await, ["held", "published"]);
    assert_eq!(why(&world, thread).await, WhyReason::PickedOut("half_sent".to_owned()));
}

#[tokio::test]
async fn a_thread_cut_by_a_lock_goes_on_as_the_quiet_post() {
    let world = World::with_accounts(&["news"]).await;
    let thread = world.thread_in("news", minutes(5), &THREAD).await;
    world.faults(on_post("news", 1, "lock")).await;
    world.pass(minutes(10)).await;
    assert_eq!(world.state_of(thread).await, "held");
    let incident = kit::incident(&world).await.id;
    bring_back(&world, "news", incident).await;
    // The quiet post keeps the gap to the first part.
    world.pass(minutes(6)).await;
    assert_eq!(world.texts_of("news").await, THREAD);
    assert!(is_chained(&world).await);
    let sent = world.requests_of("news").await;
    assert_eq!(sent.iter().filter(|line| *line == POST).count(), 4);
}
