//! What has the simulation found? Each law that a seed once broke, played again as a scenario.

#![expect(clippy::unwrap_used, reason = "what fails here fails the scenario")]

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

#[tokio::test]
async fn refused_keys_on_the_way_back_do_not_end_the_ramp() {
    let world = World::with_accounts(&["news"]).await;
    world.post_in("news", TimeDelta::minutes(5), "one").await;
    lock_and_resume(&world).await;
    world.faults(json!({ "on": "POST /2/tweets", "do": "revoke_token", "times": 1 })).await;
    world.post_in("news", TimeDelta::days(1), "two").await;
    world.pass(TimeDelta::hours(25)).await;
    assert_eq!(world.desk.account_show("news".to_owned()).await.unwrap().card.state.word(), "held");
    let keys = world.keys_of("news").await;
    world.desk.account_renew("news".to_owned(), keys).await.unwrap();
    let shown = world.desk.account_show("news".to_owned()).await.unwrap();
    assert_eq!(shown.card.state.word(), "recovering");
    assert!(shown.ramp.is_some());
}

#[tokio::test]
async fn a_lock_of_one_account_does_not_end_the_ramp_of_another_on_the_same_app() {
    let world = World::with_accounts(&["news", "shop"]).await;
    let block = json!({ "on": "POST /2/tweets", "do": "write_block", "times": 1 });
    world.faults(block).await;
    world.post_in("news", TimeDelta::minutes(5), "one").await;
    world.post_in("shop", TimeDelta::minutes(50), "two").await;
    world.pass(TimeDelta::hours(1)).await;
    world.unblock().await;
    resume_newest(&world).await;
    world.pass(TimeDelta::days(3)).await;
    assert_eq!(world.texts_of("shop").await, ["two"]);
    let lock = json!({ "on": "POST /2/tweets", "account": "news", "do": "lock", "times": 1 });
    world.faults(lock).await;
    world.post_in("news", TimeDelta::minutes(5), "three").await;
    let first = world.post_in("shop", TimeDelta::hours(1), "four").await;
    let second = world.post_in("shop", TimeDelta::hours(2), "five").await;
    world.pass(TimeDelta::hours(4)).await;
    // A quarter of what was planned: one a day.
    assert_eq!(world.state_of(first).await, "published");
    assert_ne!(world.state_of(second).await, "published");
}

/// The next post meets a lock; the owner unlocks and takes the way back, and the quiet post is out.
async fn lock_and_resume(world: &World) {
    world.faults(json!({ "on": "POST /2/tweets", "do": "lock", "times": 1 })).await;
    world.pass(TimeDelta::hours(1)).await;
    world.unlock("news").await;
    resume_newest(world).await;
    world.pass(TimeDelta::minutes(5)).await;
}

async fn resume_newest(world: &World) {
    let incident = world.desk.incident_list().await.unwrap()[0].record.id;
    world.desk.incident_unlocked(incident).await.unwrap();
    world.desk.incident_resume_apply(incident, None).await.unwrap();
}
