//! What has the simulation found? Each law that a seed once broke, played again as a scenario.

use chrono::TimeDelta;
use roost_tests::world::World;
use serde_json::json;

#[tokio::test]
async fn a_doubted_clock_is_asked_about_again_after_a_restart() {
    let mut world = World::with_accounts(&["news"]).await;
    let post = world.post_in("news", TimeDelta::hours(4), "hello").await;
    world.jump(TimeDelta::hours(2)).await;
    world.pass(TimeDelta::minutes(2)).await;
    world.kill().await;
    world.start().await;
    world.clock.set_right();
    world.pass(TimeDelta::hours(5)).await;
    assert_eq!(world.state_of(post).await, "published");
}

#[tokio::test]
async fn one_quiet_post_may_be_the_way_out_of_two_incidents() {
    let world = World::with_accounts(&["news"]).await;
    let first = world.post_in("news", TimeDelta::minutes(5), "one").await;
    let second = world.post_in("news", TimeDelta::minutes(30), "two").await;
    let publish = "POST /2/tweets";
    world.faults(json!({ "on": publish, "do": "lock", "times": 1 })).await;
    world.pass(TimeDelta::hours(1)).await;
    world.unlock("news").await;
    let lock = world.desk.incident_list().await.unwrap()[0].record.id;
    world.desk.incident_unlocked(lock).await.unwrap();
    world.faults(json!({ "on": publish, "do": "automated", "times": 1 })).await;
    world.desk.incident_resume_apply(lock, None).await.unwrap();
    // The quiet post meets the warning; after its six hours Roost looks and goes on by itself.
    world.pass(TimeDelta::minutes(5)).await;
    assert_eq!(world.state_of(first).await, "held");
    world.unlock("news").await;
    world.pass(TimeDelta::hours(7)).await;
    assert_eq!(world.state_of(first).await, "published");
    world.pass(TimeDelta::days(2)).await;
    assert_eq!(world.state_of(second).await, "published");
}

#[tokio::test]
async fn a_clock_doubted_while_everything_was_held_does_not_hold_back_the_quiet_post() {
    let world = World::with_accounts(&["news"]).await;
    let post = world.post_in("news", TimeDelta::minutes(5), "one").await;
    world.faults(json!({ "on": "POST /2/tweets", "do": "lock", "times": 1 })).await;
    world.pass(TimeDelta::hours(1)).await;
    world.jump(TimeDelta::hours(2)).await;
    world.pass(TimeDelta::minutes(2)).await;
    world.clock.set_right();
    world.pass(TimeDelta::hours(3)).await;
    world.unlock("news").await;
    let lock = world.desk.incident_list().await.unwrap()[0].record.id;
    world.desk.incident_unlocked(lock).await.unwrap();
    world.desk.incident_resume_apply(lock, None).await.unwrap();
    world.pass(TimeDelta::minutes(5)).await;
    assert_eq!(world.state_of(post).await, "published");
}
