//! An incident whose kind or state no word of this Roost is, as a newer one may have written it: it is
//! read beside all others, holds, and stays in the file as it was written until the owner speaks.

use crate::kit::{a_lock, at, open, planned, side_door};
use roost_domain::decide::snapshot::Hold;
use roost_domain::ids::{AccountId, AppId, DeliveryId, IncidentId};
use roost_domain::incident::IncidentState;
use roost_domain::refusal::RefusalKind;
use roost_store::tables::loop_incidents::{self, Opening};
use roost_store::tables::{loop_account, loop_wake};
use roost_store::{Opened, Role, Store, Tx};
use rstest::rstest;
use tempfile::TempDir;

/// A store with a lock that is verifying: probe and quiet post are set.
async fn with_lock() -> (TempDir, Opened, IncidentId) {
    let place = tempfile::tempdir().unwrap();
    let opened = open(place.path(), Role::Owner, at("22T10:00")).unwrap();
    let delivery = planned(&opened.store, "held", at("22T12:00"));
    let opening = Opening { probe_at: Some(at("22T11:00")), ..a_lock() };
    let write = move |tx: &Tx<'_>| {
        let id = loop_incidents::open_incident(tx, &opening, at("22T10:00"))?;
        loop_incidents::set_quiet(tx, id, Some(DeliveryId(delivery)))?;
        let to = IncidentState::Verifying;
        loop_incidents::move_incident(tx, id, to, ("usable", ""), at("22T10:30"))?;
        Ok(id)
    };
    let id = opened.store.write(write).await.unwrap();
    (place, opened, id)
}

/// Writes as no Roost of this version does.
fn overwrite(opened: &Opened, sets: &str) {
    let db = side_door(&opened.folder);
    db.pragma_update(None, "ignore_check_constraints", true).unwrap();
    assert_eq!(db.execute(&format!("UPDATE incidents SET {sets} WHERE id = 1"), []).unwrap(), 1);
}

async fn holds(store: &Store) -> Vec<Hold> {
    store.read(|tx| loop_account::holds(tx, AccountId(1), AppId(1))).await.unwrap()
}

fn words(opened: &Opened) -> (String, String) {
    let sql = "SELECT kind, state FROM incidents WHERE id = 1";
    side_door(&opened.folder).query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

#[rstest]
#[case("kind = 'shadowed'", "shadowed", RefusalKind::Doubtful)]
#[case("state = 'melting'", "melting", RefusalKind::Locked)]
#[case("kind = 'shadowed', state = 'melting'", "shadowed, melting", RefusalKind::Doubtful)]
#[case("kind = CAST(x'ff6c' AS TEXT)", "\u{fffd}l", RefusalKind::Doubtful)]
#[tokio::test]
async fn it_is_read_beside_the_others_and_holds_without_probe_and_quiet_post(
    #[case] sets: &str,
    #[case] unread: &str,
    #[case] kind: RefusalKind,
) {
    let (_place, opened, id) = with_lock().await;
    overwrite(&opened, sets);
    let held = Hold { incident: id, kind, state: IncidentState::Open, probe_at: None };
    assert_eq!(holds(&opened.store).await, [held]);
    let read = |tx: &Tx<'_>| Ok((tx.all_incidents()?, tx.incidents_on(AccountId(1))?));
    let (all, on_account) = opened.store.read(read).await.unwrap();
    assert_eq!(all, on_account);
    let record = &all[0];
    assert_eq!((record.kind, record.state), (kind, IncidentState::Open));
    assert_eq!((record.probe_at, record.quiet), (None, None));
    assert_eq!(record.unread.as_deref(), Some(unread));
    let diary = opened.store.read(move |tx| tx.incident_diary(id)).await.unwrap();
    let events: Vec<_> = diary.iter().map(|line| line.event.as_str()).collect();
    assert_eq!(events, ["opened", "usable", "not_understood"]);
    assert_eq!(diary[2].note, unread);
}

#[tokio::test]
async fn a_quiet_post_that_a_newer_roost_sent_ends_nothing_here() {
    let (_place, opened, id) = with_lock().await;
    let quiet = DeliveryId(1);
    let verifying = move |tx: &Tx<'_>| loop_incidents::verifying_by(tx, quiet);
    assert_eq!(opened.store.read(verifying).await.unwrap(), [id]);
    let idle = |tx: &Tx<'_>| loop_wake::nothing_until(tx, at("22T11:00"));
    assert!(!opened.store.read(idle).await.unwrap(), "the quiet post is to be sent");
    overwrite(&opened, "kind = 'shadowed'");
    assert_eq!(opened.store.read(verifying).await.unwrap(), []);
    assert!(opened.store.read(idle).await.unwrap(), "nobody waits for a post that is held");
}

#[tokio::test]
async fn one_that_recovers_or_is_closed_goes_on_as_it_was() {
    let (_place, opened, id) = with_lock().await;
    for (state, is) in
        [("recovering", IncidentState::Recovering), ("closed", IncidentState::Closed)]
    {
        overwrite(&opened, &format!("kind = 'shadowed', state = '{state}'"));
        let record = opened.store.read(move |tx| tx.find_incident_record(id)).await.unwrap();
        assert_eq!(record.unwrap().state, is);
        assert_eq!(holds(&opened.store).await, []);
    }
}

#[tokio::test]
async fn reading_leaves_the_row_as_it_was_and_the_owners_word_makes_it_doubtful() {
    let (_place, opened, id) = with_lock().await;
    overwrite(&opened, "kind = 'shadowed', state = 'melting'");
    holds(&opened.store).await;
    opened.store.read(move |tx| tx.find_incident_record(id)).await.unwrap();
    assert_eq!(words(&opened), ("shadowed".to_owned(), "melting".to_owned()));
    let take = move |tx: &Tx<'_>| loop_incidents::take_as_doubtful(tx, id, at("22T12:00"));
    opened.store.write(take).await.unwrap();
    assert_eq!(words(&opened), ("doubtful".to_owned(), "open".to_owned()));
    let known = opened.store.read(move |tx| loop_incidents::loop_incident(tx, id)).await.unwrap();
    assert_eq!((known.unread, known.quiet), (None, None));
    let diary = opened.store.read(move |tx| tx.incident_diary(id)).await.unwrap();
    let last = diary.last().unwrap();
    assert_eq!((&*last.event, &*last.note), ("taken_as_doubtful", "shadowed, melting"));
}

#[tokio::test]
async fn one_that_can_be_read_stays_what_it_is_when_the_owner_speaks() {
    let (_place, opened, id) = with_lock().await;
    let take = move |tx: &Tx<'_>| loop_incidents::take_as_doubtful(tx, id, at("22T12:00"));
    opened.store.write(take).await.unwrap();
    assert_eq!(words(&opened), ("locked".to_owned(), "verifying".to_owned()));
}
