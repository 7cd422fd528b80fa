//! Does the kit itself hold what it says? A world in which a post goes out at its time, and not
//! before, shows that time, settling and ground truth work.

use chrono::TimeDelta;
use roost_tests::world::World;

#[tokio::test]
async fn in_a_world_a_post_goes_out_at_its_time_and_not_before() {
    let world = World::with_accounts(&["news"]).await;
    let post = world.post_in("news", TimeDelta::hours(3), "hello").await;
    world.pass(TimeDelta::minutes(179)).await;
    assert_eq!(world.texts_of("news").await, Vec::<String>::new());
    assert_eq!(world.state_of(post).await, "scheduled");
    world.pass(TimeDelta::minutes(1)).await;
    assert_eq!(world.texts_of("news").await, ["hello"]);
    assert_eq!(world.state_of(post).await, "published");
}

#[tokio::test]
async fn a_killed_loop_goes_on_when_it_is_started_again() {
    let mut world = World::with_accounts(&["news"]).await;
    world.post_in("news", TimeDelta::minutes(5), "hello").await;
    world.kill().await;
    world.start().await;
    world.pass(TimeDelta::minutes(6)).await;
    assert_eq!(world.texts_of("news").await, ["hello"]);
    world.stop().await;
}
