//! A 403 that can mean several things: Roost finds out before it sends more, and never burns the
//! queue.

use crate::kit::{
    self, ME, POST, account_incident, count, hours, minutes, on_post, plan, seconds, since, states,
    unlocked,
};
use roost_domain::incident::IncidentState;
use roost_domain::refusal::RefusalKind;
use roost_tests::world::World;
use serde_json::{Value, json};

fn not_permitted(account: &str, after: u64) -> Value {
    let mut rule = on_post(account, after, "answer");
    rule["status"] = json!(403);
    rule["body"] = json!({
        "title": "Forbidden",
        "detail": "You are not permitted to perform this action.",
        "type": "about:blank",
        "status": 403,
    });
    rule
}

#[tokio::test]
async fn a_doubtful_refusal_asks_once_and_then_waits_for_the_owner_in_silence() {
    let world = World::with_accounts(&["news", "shop"]).await;
    let news = plan(&world, "news", 3, minutes(30)).await;
    plan(&world, "shop", 3, minutes(30)).await;
    world.faults(not_permitted("news", 1)).await;
    let before = count(&world, "news").await;
    world.pass(hours(26)).await;
    let sent = since(&world, "news", before).await;
    assert_eq!(sent[sent.len() - 3..], [POST, POST, ME]);
    let incident = account_incident(&world, RefusalKind::Doubtful).await;
    assert_eq!((incident.state, incident.probe_at), (IncidentState::Open, None));
    assert_eq!(states(&world, &news).await, ["published", "held", "held"]);
    assert_eq!(world.texts_of("shop").await.len(), 3);
}

#[tokio::test]
async fn the_owners_word_brings_a_doubtful_account_back_with_a_quiet_post() {
    let world = World::with_accounts(&["news"]).await;
    let news = plan(&world, "news", 2, minutes(30)).await;
    world.faults(not_permitted("news", 0)).await;
    world.pass(hours(2)).await;
    let incident = kit::incident(&world).await.id;
    unlocked(&world, incident).await;
    world.desk.incident_resume_apply(incident, None).await.unwrap();
    world.pass(seconds(5)).await;
    assert_eq!(world.texts_of("news").await, ["news 1"]);
    world.pass(hours(48)).await;
    assert_eq!(states(&world, &news).await, ["published"; 2]);
}

#[tokio::test]
async fn where_the_probe_finds_a_lock_the_lock_takes_over() {
    let world = World::with_accounts(&["news"]).await;
    let news = plan(&world, "news", 2, minutes(30)).await;
    let lock = json!({ "on": ME, "account": "news", "after": 1, "do": "lock" });
    world.faults(json!([not_permitted("news", 0), lock])).await;
    world.pass(minutes(35)).await;
    let incident = account_incident(&world, RefusalKind::Locked).await;
    assert_eq!(incident.held, 2);
    let before = count(&world, "news").await;
    world.pass(hours(5)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
    assert_eq!(states(&world, &news).await, ["held"; 2]);
}
