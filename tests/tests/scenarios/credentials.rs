//! Refused keys: of one account, or, when every account of the app is refused, of the app.

use crate::kit::{self, ME, POST, count, hours, minutes, on_post, plan, since, states};
use roost_domain::refusal::RefusalKind;
use roost_engine::lockwatch::Unlocked;
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
async fn refused_keys_hold_that_account_and_the_other_goes_on() {
    let world = two_on_one_app().await;
    let news = plan(&world, "news", 2, minutes(30)).await;
    let shop = plan(&world, "shop", 2, minutes(31)).await;
    world.faults(on_post("news", 0, "revoke_token")).await;
    world.pass(minutes(70)).await;
    kit::account_incident(&world, RefusalKind::Credentials).await;
    assert_eq!(states(&world, &news).await, ["held"; 2]);
    assert_eq!(states(&world, &shop).await, ["published"; 2]);
    let before = count(&world, "news").await;
    world.pass(hours(30)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
}

#[tokio::test]
async fn when_every_account_of_the_app_is_refused_it_is_one_incident_of_the_app() {
    let world = two_on_one_app().await;
    let news = plan(&world, "news", 2, minutes(30)).await;
    let shop = plan(&world, "shop", 2, minutes(31)).await;
    world
        .faults(json!([on_post("news", 0, "revoke_token"), on_post("shop", 0, "revoke_token")]))
        .await;
    world.pass(minutes(70)).await;
    let incident = kit::incident(&world).await;
    assert_eq!(incident.kind, RefusalKind::Credentials);
    assert!(matches!(incident.scope, IncidentScope::App(_)), "{:?}", incident.scope);
    assert_eq!(incident.held, 4);
    assert_eq!(states(&world, &[news, shop].concat()).await, ["held"; 4]);
}

#[tokio::test]
async fn new_tokens_bring_the_queue_back_at_its_times_without_a_ramp() {
    let world = two_on_one_app().await;
    let posts = plan(&world, "news", 2, hours(2)).await;
    let planned = kit::dues(&world, &posts).await;
    world.faults(on_post("news", 0, "revoke_token")).await;
    world.pass(minutes(125)).await;
    kit::account_incident(&world, RefusalKind::Credentials).await;
    let keys = world.keys_of("news").await;
    let before = count(&world, "news").await;
    world.desk.account_renew("news".to_owned(), keys).await.unwrap();
    world.pass(minutes(5)).await;
    assert!(kit::open_incidents(&world).await.is_empty());
    assert_eq!(since(&world, "news", before).await, [ME, POST]);
    assert_eq!(states(&world, &posts).await, ["published", "scheduled"]);
    assert_eq!(kit::dues(&world, &posts[1..]).await, planned[1..]);
    assert!(world.desk.account_show("news".to_owned()).await.unwrap().ramp.is_none());
}

#[tokio::test]
async fn asking_again_does_not_end_an_apps_refused_keys_but_new_tokens_of_each_account_do() {
    let world = two_on_one_app().await;
    let news = plan(&world, "news", 2, minutes(30)).await;
    let shop = plan(&world, "shop", 2, minutes(31)).await;
    world
        .faults(json!([on_post("news", 0, "revoke_token"), on_post("shop", 0, "revoke_token")]))
        .await;
    world.pass(minutes(40)).await;
    let incident = kit::incident(&world).await;
    assert!(matches!(incident.scope, IncidentScope::App(_)), "{:?}", incident.scope);
    let found = world.desk.incident_unlocked(incident.id).await.unwrap().found;
    assert!(matches!(found, Unlocked::StillHeld { .. }), "{found:?}");
    for handle in ["news", "shop"] {
        let keys = world.keys_of(handle).await;
        world.desk.account_renew(handle.to_owned(), keys).await.unwrap();
    }
    world.pass(minutes(60)).await;
    assert!(kit::open_incidents(&world).await.is_empty());
    assert_eq!(states(&world, &[news, shop].concat()).await, ["published"; 4]);
}
