//! The database holds an incident that this Roost can't read: written by a newer one, or damaged. Its
//! account stays held in silence, all others go on, nothing is lost, and the owner's word leads it out.

use crate::kit::{
    self, ME, POST, count, days, hours, minutes, on_post, plan, seconds, since, states, texts,
    unlocked,
};
use roost_domain::account::AccountState;
use roost_domain::decide::why::Why;
use roost_domain::ids::{DeliveryId, IncidentId};
use roost_domain::incident::IncidentState;
use roost_domain::ports::Clock;
use roost_domain::refusal::RefusalKind;
use roost_engine::desk::WhyReason;
use roost_engine::error::EngineError;
use roost_tests::world::World;

/// Writes into the database as no Roost of this version does. The running loop notices, as it notices
/// every other process. At a start the check of the file finds a state that is none, and mends that.
fn overwrite(world: &World, sql: &str) {
    let db = rusqlite::Connection::open(world.folder.database()).unwrap();
    db.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
    db.pragma_update(None, "ignore_check_constraints", true).unwrap();
    assert_eq!(db.execute(sql, []).unwrap(), 1, "{sql}");
}

/// Of two accounts @news is locked with its first of three posts.
async fn locked() -> (World, IncidentId, Vec<DeliveryId>) {
    let world = World::with_accounts(&["news", "shop"]).await;
    let news = plan(&world, "news", 3, minutes(30)).await;
    plan(&world, "shop", 3, minutes(30)).await;
    world.faults(on_post("news", 0, "lock")).await;
    world.pass(minutes(31)).await;
    let id = kit::incident(&world).await.id;
    (world, id, news)
}

#[tokio::test]
async fn an_unknown_kind_or_state_holds_its_account_in_silence_and_nobody_else() {
    for sets in ["kind = 'shadowed'", "state = 'melting'"] {
        let (world, id, news) = locked().await;
        let soon = (world.clock.now() + hours(1)).timestamp_millis();
        overwrite(&world, &format!("UPDATE incidents SET {sets}, probe_at = {soon}"));
        // One that was not held yet.
        world.post_in("news", hours(2), "news 4").await;
        world.unlock("news").await;
        let before = count(&world, "news").await;
        world.pass(days(3)).await;
        assert_eq!(since(&world, "news", before).await, Vec::<String>::new(), "{sets}");
        assert_eq!(states(&world, &news).await, ["held"; 3]);
        assert_eq!(world.texts_of("shop").await, texts("shop", 1..=3));
        let record = kit::incident(&world).await;
        assert_eq!((record.id, record.state, record.held), (id, IncidentState::Open, 4));
        let shown = world.desk.incident_show(id).await.unwrap();
        assert_eq!((shown.case.counts.kept, shown.case.counts.lost), (4, 0));
        let status = world.desk.status_show().await.unwrap();
        let held = AccountState::Held { incidents: vec![id] };
        let standing: Vec<_> = status.accounts.iter().map(|one| one.state.clone()).collect();
        assert_eq!(standing, [held, AccountState::Active]);
        let reason = kit::why(&world, news[0]).await;
        assert!(
            matches!(reason, WhyReason::Rests(Why::Held { incident, .. }) if incident == id),
            "{reason:?}"
        );
    }
}

#[tokio::test]
async fn a_way_back_that_a_newer_roost_began_is_not_gone_on_with() {
    let (mut world, id, news) = locked().await;
    world.stop().await;
    world.unlock("news").await;
    unlocked(&world, id).await;
    world.desk.incident_resume_apply(id, None).await.unwrap();
    overwrite(&world, "UPDATE incidents SET kind = 'shadowed'");
    let before = count(&world, "news").await;
    world.start().await;
    world.pass(days(2)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
    assert_eq!(states(&world, &news).await, ["held"; 3]);
    let refused = world.desk.incident_resume_apply(id, None).await.unwrap_err();
    assert!(matches!(refused, EngineError::IncidentIs { found: IncidentState::Open, .. }));
}

#[tokio::test]
async fn the_owners_word_leads_it_out_as_a_doubtful_one() {
    let (world, id, news) = locked().await;
    overwrite(&world, "UPDATE incidents SET kind = 'shadowed', state = 'melting'");
    world.unlock("news").await;
    world.pass(minutes(5)).await;
    let before = count(&world, "news").await;
    unlocked(&world, id).await;
    let known = kit::incident(&world).await;
    assert_eq!((known.kind, known.state), (RefusalKind::Doubtful, IncidentState::Verifying));
    assert_eq!(known.unread, None);
    world.desk.incident_resume_apply(id, None).await.unwrap();
    world.pass(seconds(5)).await;
    assert_eq!(since(&world, "news", before).await, [ME, POST]);
    world.pass(days(14)).await;
    assert_eq!(states(&world, &news).await, ["published"; 3]);
    assert_eq!(world.texts_of("news").await, texts("news", 1..=3));
    let diary = world.desk.incident_show(id).await.unwrap().diary;
    let taken = diary.iter().find(|line| line.event == "taken_as_doubtful").unwrap();
    assert_eq!(taken.note, "shadowed, melting");
}

#[tokio::test]
async fn where_it_is_still_locked_the_lock_takes_over_and_nothing_is_let_go() {
    let (mut world, id, news) = locked().await;
    world.stop().await;
    overwrite(&world, "UPDATE incidents SET kind = 'shadowed'");
    world.start().await;
    world.pass(minutes(5)).await;
    world.desk.incident_unlocked(id).await.unwrap();
    let known = kit::account_incident(&world, RefusalKind::Locked).await;
    assert_ne!(known.id, id);
    assert_eq!(known.held, 3);
    world.pass(days(1)).await;
    assert_eq!(states(&world, &news).await, ["held"; 3]);
}
