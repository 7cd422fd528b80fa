//! What has the simulation found? Each law that a seed once broke, played again as a scenario.

use chrono::TimeDelta;
use roost_tests::world::World;

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
