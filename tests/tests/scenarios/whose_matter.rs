//! Whose matter is it? One account's, the app's, or one that looks like another's; and incidents of
//! what is no longer there.

use crate::kit::{self, count, hours, minutes, on_post, plan, since, states};
use roost_domain::incident::IncidentState;
use roost_domain::refusal::RefusalKind;
use roost_engine::error::EngineError;
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
async fn an_incident_of_the_app_names_the_accounts_that_were_refused_alike_and_keeps_their_evidence()
 {
    let world = two_on_one_app().await;
    plan(&world, "news", 2, minutes(30)).await;
    plan(&world, "shop", 2, minutes(31)).await;
    let faults = json!([on_post("news", 0, "revoke_token"), on_post("shop", 0, "revoke_token")]);
    world.faults(faults).await;
    world.pass(minutes(40)).await;
    let incident = kit::incident(&world).await;
    assert!(matches!(incident.scope, IncidentScope::App(_)), "{:?}", incident.scope);
    let case = world.desk.incident_show(incident.id).await.unwrap().case;
    let alike = case.alike.unwrap();
    assert!(alike.starts_with("@news 2026-12-01 08:30 UTC (401"), "{alike}");
    assert!(alike.contains("; @shop 2026-12-01 08:31 UTC (401"), "{alike}");
    let accounts: Vec<_> = case.evidence.iter().map(|one| one.account.as_str()).collect();
    assert_eq!(accounts, ["news", "shop"]);
}

#[tokio::test]
async fn locks_of_one_app_stay_apart_and_know_of_each_other() {
    let world = two_on_one_app().await;
    plan(&world, "news", 1, minutes(30)).await;
    plan(&world, "shop", 1, minutes(31)).await;
    world.faults(json!([on_post("news", 0, "lock"), on_post("shop", 0, "lock")])).await;
    world.pass(minutes(40)).await;
    let open = kit::open_incidents(&world).await;
    assert_eq!(open.len(), 2);
    let case = world.desk.incident_show(open[0].id).await.unwrap().case;
    assert_eq!((case.siblings, case.alike), (vec![open[1].id], None));
}

#[tokio::test]
async fn keys_that_are_refused_after_a_lock_are_known_for_a_changed_password() {
    let world = World::with_accounts(&["news"]).await;
    plan(&world, "news", 3, minutes(30)).await;
    world.faults(on_post("news", 0, "lock")).await;
    world.pass(minutes(31)).await;
    let lock = kit::account_incident(&world, RefusalKind::Locked).await.id;
    world.unlock("news").await;
    world
        .faults(
            json!({ "on": "GET /2/users/me", "account": "news", "times": 1, "do": "revoke_token" }),
        )
        .await;
    world.desk.incident_unlocked(lock).await.unwrap();
    let open = kit::open_incidents(&world).await;
    let keys = open.iter().find(|one| one.kind == RefusalKind::Credentials).unwrap().id;
    let shown = world.desk.incident_show(keys).await.unwrap();
    assert_eq!(shown.case.after_lock, Some(lock));
    // New tokens end that; the lock goes its own way.
    let tokens = world.keys_of("news").await;
    world.desk.account_renew("news".to_owned(), tokens).await.unwrap();
    let record = kit::incident(&world).await;
    assert_eq!((record.id, record.held), (lock, 3));
}

#[tokio::test]
async fn an_incident_whose_accounts_were_removed_is_shown_and_closed_by_its_owner() {
    let mut world = World::new().await;
    world.x_account("main", "news").await;
    world.start().await;
    let posts = plan(&world, "news", 2, minutes(30)).await;
    world.faults(on_post("news", 0, "write_block")).await;
    world.pass(minutes(31)).await;
    let id = kit::incident(&world).await.id;
    let refused = world.desk.incident_close(id).await;
    assert!(matches!(refused, Err(EngineError::AccountStillThere { .. })), "{refused:?}");
    world.desk.account_remove("news".to_owned()).await.unwrap();
    world.desk.app_remove("main".to_owned()).await.unwrap();
    let shown = world.desk.incident_show(id).await.unwrap();
    assert_eq!((shown.card.record.state, shown.case.counts.lost), (IncidentState::Open, 0));
    let found = world.desk.incident_unlocked(id).await;
    assert!(found.is_err(), "nobody is left who could ask: {found:?}");
    world.desk.incident_list().await.unwrap();
    let closed = world.desk.incident_close(id).await.unwrap();
    assert_eq!(closed.card.record.state, IncidentState::Closed);
    assert_eq!(states(&world, &posts).await, ["draft"; 2]);
    let again = world.desk.incident_close(id).await;
    assert!(matches!(again, Err(EngineError::IncidentIs { .. })), "{again:?}");
}

#[tokio::test]
async fn a_restored_copy_with_an_open_incident_stays_held_and_silent() {
    let mut world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 3, minutes(30)).await;
    world.faults(on_post("news", 0, "lock")).await;
    world.pass(minutes(31)).await;
    let id = kit::incident(&world).await.id;
    world.desk.incident_ticket_add(id, "support@x.com".into(), String::new(), None).await.unwrap();
    let before = count(&world, "news").await;
    world.restore_newest_copy().await;
    world.pass(hours(3)).await;
    world.desk.folder_confirm().await.unwrap();
    world.pass(hours(3)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
    // The one that was due by then may be out since the copy: it is looked for after the unlock.
    assert_eq!(states(&world, &posts).await, ["unconfirmed", "held", "held"]);
    let shown = world.desk.incident_show(id).await.unwrap();
    assert_eq!(shown.card.record.state, IncidentState::Waiting);
    assert_eq!((shown.case.tickets.len(), shown.case.counts.lost), (1, 0));
}
