//! Does a folder that came from another machine wait for its owner, and doubt what may have gone
//! out there?

use crate::kit::{at, machine, open, planned, side_door, states};
use roost_store::tables::meta;
use roost_store::{Machine, Note, Role, Store};
use std::fs;
use std::path::Path;

fn another_machine() -> Machine {
    Machine::of("ffffffffffffffffffffffffffffffff")
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir(&target).unwrap();
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[tokio::test]
async fn everything_that_was_due_is_in_doubt_and_nothing_else() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let opened = open(first.path(), Role::Owner, at("22T08:00")).unwrap();
    for state in ["scheduled", "queued", "held", "sending", "missed", "failed", "published"] {
        planned(&opened.store, state, at("22T09:00"));
    }
    planned(&opened.store, "scheduled", at("24T09:00"));
    planned(&opened.store, "held", at("24T09:00"));
    drop(opened);
    copy_folder(first.path(), second.path());

    let there = another_machine();
    let opened = Store::open_on(second.path(), Role::Owner, Some(&there), at("23T10:00")).unwrap();
    assert_eq!(opened.notes, [Note::CopiedFolder { in_doubt: 4 }]);
    assert_eq!(
        states(&opened.folder),
        [
            "unconfirmed copied_folder",
            "unconfirmed copied_folder",
            "unconfirmed copied_folder",
            "unconfirmed copied_folder",
            "missed -",
            "failed -",
            "published -",
            "scheduled -",
            "held -",
        ]
    );
    let confirm = opened.store.read(meta::confirm_since_at).await.unwrap();
    assert_eq!(confirm, Some(at("23T10:00")));
    drop(opened);

    let again = Store::open_on(second.path(), Role::Owner, Some(&there), at("23T11:00")).unwrap();
    assert_eq!(again.notes, [], "it is at home now");
    let original = open(first.path(), Role::Owner, at("23T11:00")).unwrap();
    assert_eq!(original.notes, []);
    assert_eq!(original.store.read(meta::confirm_since_at).await.unwrap(), None);
}

#[test]
fn a_doubtful_delivery_is_looked_for_since_the_newest_event_that_is_known() {
    let place = tempfile::tempdir().unwrap();
    let opened = open(place.path(), Role::Owner, at("22T08:00")).unwrap();
    planned(&opened.store, "scheduled", at("22T12:00"));
    let db = side_door(&opened.folder);
    db.execute(
        "INSERT INTO attempts (account_id, purpose, outcome, began_at, ended_at)
         VALUES (1, 'post', 'done', ?1, ?2)",
        (at("22T08:10").timestamp_millis(), at("22T08:11").timestamp_millis()),
    )
    .unwrap();
    assert_eq!(opened.store.read_blocking(meta::last_event_at).unwrap(), Some(at("22T08:11")));
    drop(opened);
    drop(Store::open_on(place.path(), Role::Owner, Some(&another_machine()), at("23T10:00")));
    let (began, read): (i64, i64) = db
        .query_row("SELECT began_at, read_at FROM deliveries", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(began, at("22T08:11").timestamp_millis());
    assert_eq!(read, at("23T10:00").timestamp_millis());
}

#[test]
fn a_guest_notices_too_unless_the_loop_runs() {
    let place = tempfile::tempdir().unwrap();
    let there = another_machine();
    let owner = open(place.path(), Role::Owner, at("22T08:00")).unwrap();
    planned(&owner.store, "scheduled", at("22T09:00"));
    let guest = Store::open_on(place.path(), Role::Guest, Some(&there), at("22T10:00")).unwrap();
    assert_eq!(guest.notes, [], "a network drive: the loop knows better");
    drop((owner, guest));
    let guest = Store::open_on(place.path(), Role::Guest, Some(&there), at("22T10:00")).unwrap();
    assert_eq!(guest.notes, [Note::CopiedFolder { in_doubt: 1 }]);
    let owner = Store::open_on(place.path(), Role::Owner, Some(&there), at("22T10:00")).unwrap();
    assert_eq!(owner.notes, [], "the guest let go of the lease");
}

#[test]
fn a_machine_without_a_name_is_told_of() {
    let place = tempfile::tempdir().unwrap();
    let opened = Store::open_on(place.path(), Role::Owner, None, at("22T08:00")).unwrap();
    assert_eq!(opened.notes, [Note::MachineUnknown]);
    drop(opened);
    let opened = open(place.path(), Role::Owner, at("22T08:00")).unwrap();
    assert_eq!(opened.notes, [], "the first machine that has a name gets the folder");
    let named = opened.store.read_blocking(meta::machine_id).unwrap();
    assert_eq!(named, Some(machine().as_str().to_owned()));
}
