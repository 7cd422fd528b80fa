//! A clock that can't be believed: nothing is sent until an HTTP Date header agrees, and X's own word
//! that the clock is wrong holds everything.

use crate::kit::{
    self, ME, POST, count, hours, minutes, on_post, plan, since, states, unlocked, why,
};
use roost_domain::decide::why::Why;
use roost_domain::refusal::RefusalKind;
use roost_engine::desk::WhyReason;
use roost_store::tables::incidents::IncidentScope;
use roost_tests::world::World;
use serde_json::json;

#[tokio::test]
async fn after_an_unexplained_jump_nothing_is_sent_until_a_date_header_agrees() {
    let world = World::with_accounts(&["news"]).await;
    let post = world.post_in("news", hours(2), "on time").await;
    world.jump(hours(3)).await;
    world.pass(minutes(20)).await;
    assert_eq!(world.texts_of("news").await, Vec::<String>::new());
    assert_eq!(why(&world, post).await, WhyReason::Rests(Why::ClockDoubt));
    world.clock.set_right();
    world.pass(minutes(5)).await;
    assert_eq!(
        why(&world, post).await,
        WhyReason::Rests(Why::NotDue { due: roost_tests::world::beginning() + hours(2) })
    );
    world.pass(hours(2)).await;
    assert_eq!(world.texts_of("news").await, ["on time"]);
}

#[tokio::test]
async fn a_doubt_about_the_clock_survives_a_restart() {
    let mut world = World::with_accounts(&["news"]).await;
    let post = world.post_in("news", hours(2), "on time").await;
    world.jump(hours(3)).await;
    world.pass(minutes(2)).await;
    world.kill().await;
    world.start().await;
    world.pass(minutes(5)).await;
    assert_eq!(world.texts_of("news").await, Vec::<String>::new());
    assert_eq!(why(&world, post).await, WhyReason::Rests(Why::ClockDoubt));
}

#[tokio::test]
async fn a_machine_that_slept_is_believed_at_once() {
    let world = World::with_accounts(&["news"]).await;
    world.post_in("news", hours(8), "after the sleep").await;
    world.sleep(hours(7)).await;
    world.pass(hours(2)).await;
    assert_eq!(world.texts_of("news").await, ["after the sleep"]);
}

#[tokio::test]
async fn when_x_says_that_the_clock_is_wrong_every_account_is_held() {
    let world = World::with_accounts(&["news", "shop"]).await;
    let news = plan(&world, "news", 2, minutes(30)).await;
    let shop = plan(&world, "shop", 2, minutes(31)).await;
    let mut rule = on_post("news", 0, "answer");
    rule["status"] = json!(401);
    rule["body"] = json!({ "errors": [{ "code": 135, "message": "Timestamp out of bounds." }] });
    world.faults(rule).await;
    world.pass(minutes(40)).await;
    let incident = kit::incident(&world).await;
    assert_eq!((incident.kind, incident.scope), (RefusalKind::Clock, IncidentScope::Machine));
    assert_eq!(states(&world, &[news.clone(), shop.clone()].concat()).await, ["held"; 4]);
    let before = count(&world, "shop").await;
    world.pass(hours(1)).await;
    assert_eq!(since(&world, "shop", before).await, Vec::<String>::new());
    let before = count(&world, "news").await;
    unlocked(&world, incident.id).await;
    world.pass(minutes(1)).await;
    assert_eq!(since(&world, "news", before).await[..2], [ME, POST]);
    world.pass(hours(1)).await;
    assert_eq!(states(&world, &[news, shop].concat()).await, ["published"; 4]);
}
