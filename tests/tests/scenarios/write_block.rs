//! A refusal of the app is one matter for all its accounts.

use crate::kit::{
    self, ME, count, hours, minutes, on_post, plan, seconds, since, states, unlocked,
};
use roost_domain::incident::IncidentState;
use roost_domain::refusal::RefusalKind;
use roost_store::tables::incidents::IncidentScope;
use roost_tests::world::World;
use serde_json::json;

async fn two_on_one_app() -> World {
    let mut world = World::new().await;
    world.x_account("main", "news").await;
    world.x_account("main", "shop").await;
    world.start().await;
    world
}

#[tokio::test]
async fn a_write_block_holds_every_account_of_the_app_as_one_incident() {
    let world = two_on_one_app().await;
    let news = plan(&world, "news", 2, minutes(30)).await;
    let shop = plan(&world, "shop", 2, minutes(31)).await;
    world.faults(on_post("news", 0, "write_block")).await;
    world.pass(minutes(30)).await;
    let incident = kit::incident(&world).await;
    assert_eq!(incident.kind, RefusalKind::WriteBlocked);
    assert!(matches!(incident.scope, IncidentScope::App(_)));
    assert_eq!(incident.held, 4);
    let before = (count(&world, "news").await, count(&world, "shop").await);
    world.pass(hours(30)).await;
    assert_eq!(since(&world, "news", before.0).await, Vec::<String>::new());
    assert_eq!(since(&world, "shop", before.1).await, Vec::<String>::new());
    assert_eq!(states(&world, &[news, shop].concat()).await, ["held"; 4]);
}

#[tokio::test]
async fn after_a_write_block_one_quiet_post_proves_the_app_and_every_account_gets_its_ramp() {
    let world = two_on_one_app().await;
    plan(&world, "news", 2, minutes(30)).await;
    plan(&world, "shop", 2, minutes(31)).await;
    world.faults(on_post("news", 0, "write_block")).await;
    world.pass(minutes(35)).await;
    let incident = kit::incident(&world).await.id;
    world.unblock().await;
    unlocked(&world, incident).await;
    let plan = world.desk.incident_resume_apply(incident, None).await.unwrap();
    assert_eq!(plan.ramps.len(), 2);
    world.pass(seconds(3)).await;
    let out = [world.texts_of("news").await, world.texts_of("shop").await].concat();
    assert_eq!(out, ["news 1"], "the quiet post is one for the whole app");
    assert_eq!(kit::incident(&world).await.state, IncidentState::Recovering);
    world.pass(hours(72)).await;
    assert_eq!(world.texts_of("news").await, ["news 1", "news 2"]);
    assert_eq!(world.texts_of("shop").await, ["shop 1", "shop 2"]);
}

#[tokio::test]
async fn a_setting_in_the_console_holds_the_app_until_a_read_finds_it_right() {
    let world = two_on_one_app().await;
    let news = plan(&world, "news", 1, minutes(30)).await;
    let shop = plan(&world, "shop", 1, minutes(40)).await;
    world.faults(json!({ "on": kit::POST, "account": "news", "times": 1, "do": "setup" })).await;
    world.pass(minutes(45)).await;
    let incident = kit::incident(&world).await;
    assert_eq!(incident.kind, RefusalKind::Setup);
    assert_eq!(states(&world, &[news[0], shop[0]]).await, ["held"; 2]);
    world.unblock().await;
    let before = count(&world, "news").await;
    unlocked(&world, incident.id).await;
    world.pass(minutes(1)).await;
    assert_eq!(since(&world, "news", before).await, [ME, kit::POST]);
    assert_eq!(states(&world, &[news[0], shop[0]]).await, ["published"; 2]);
}
