//! Is the data folder closed to others, does it have one owner at a time, and is it left alone
//! where it can't be read?

use crate::kit::{at, open, planned, side_door};
use roost_store::tables::meta;
use roost_store::{Role, SCHEMA, StoreError};
use rstest::rstest;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

fn modes_below(place: &Path, found: &mut Vec<(String, u32)>) {
    for entry in fs::read_dir(place).unwrap().map(Result::unwrap) {
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        found.push((entry.file_name().into_string().unwrap(), mode));
        if entry.file_type().unwrap().is_dir() {
            modes_below(&entry.path(), found);
        }
    }
}

#[tokio::test]
async fn nobody_else_can_look_into_the_folder() {
    let outer = tempfile::tempdir().unwrap();
    let place = outer.path().join("deep/roost");
    let opened = open(&place, Role::Owner, at("22T10:00")).unwrap();
    opened.store.write(|tx| meta::set_vault(tx, "keyring")).await.unwrap();
    opened.store.copy_daily(at("22T10:00")).await.unwrap().unwrap();
    let mode = fs::metadata(&place).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o700);
    let mut found = Vec::new();
    modes_below(&place, &mut found);
    for (name, mode) in &found {
        let is_folder = ["media", "copies", "logs"].contains(&name.as_str());
        assert_eq!(*mode, if is_folder { 0o700 } else { 0o600 }, "{name}");
    }
    for name in ["roost.db", "roost.db-wal", "lease", "media", "copies", "logs"] {
        assert!(found.iter().any(|(there, _)| there == name), "{name} in {found:?}");
    }
}

#[test]
fn a_folder_that_was_open_to_others_is_closed() {
    let place = tempfile::tempdir().unwrap();
    drop(open(place.path(), Role::Owner, at("22T10:00")).unwrap());
    for (path, mode) in [(place.path().to_owned(), 0o755), (place.path().join("roost.db"), 0o644)] {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    drop(open(place.path(), Role::Guest, at("22T10:00")).unwrap());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(place.path()), 0o700);
    assert_eq!(mode(&place.path().join("roost.db")), 0o600);
}

#[test]
fn a_folder_has_one_owner_at_a_time() {
    let place = tempfile::tempdir().unwrap();
    let first = open(place.path(), Role::Owner, at("22T10:00")).unwrap();
    let clone = first.store.clone();
    let refused = open(place.path(), Role::Owner, at("22T10:00")).err().unwrap();
    let me = std::process::id();
    assert!(matches!(refused, StoreError::InUse { pid: Some(pid) } if pid == me), "{refused:?}");
    drop(first);
    let refused = open(place.path(), Role::Owner, at("22T10:00")).err().unwrap();
    assert!(matches!(refused, StoreError::InUse { .. }), "a clone still works: {refused:?}");
    drop(clone);
    open(place.path(), Role::Owner, at("22T10:00")).unwrap();
}

#[tokio::test]
async fn a_change_by_another_is_noticed_once_and_ones_own_never() {
    let place = tempfile::tempdir().unwrap();
    let owner = open(place.path(), Role::Owner, at("22T10:00")).unwrap().store;
    let guest = open(place.path(), Role::Guest, at("22T10:00")).unwrap().store;
    assert!(!owner.poll_foreign_change().await.unwrap());
    owner.write(|tx| meta::set_vault(tx, "own")).await.unwrap();
    assert!(!owner.poll_foreign_change().await.unwrap());
    let mut changed = owner.changed();
    guest.write(|tx| meta::set_paused_all_at(tx, Some(at("22T10:01")))).await.unwrap();
    assert!(owner.poll_foreign_change().await.unwrap());
    changed.changed().await.unwrap();
    assert!(!owner.poll_foreign_change().await.unwrap());
    assert_eq!(owner.read(meta::paused_all_at).await.unwrap(), Some(at("22T10:01")));
}

#[rstest]
#[case::owner(Role::Owner)]
#[case::guest(Role::Guest)]
fn a_newer_schema_is_refused_and_left_as_it_is(#[case] role: Role) {
    let place = tempfile::tempdir().unwrap();
    let folder = open(place.path(), Role::Owner, at("22T10:00")).unwrap().folder;
    side_door(&folder).pragma_update(None, "user_version", SCHEMA as i64 + 1).unwrap();
    let before = fs::read(folder.database()).unwrap();
    let refused = open(place.path(), role, at("22T10:00")).err().unwrap();
    let (found, known) = (SCHEMA + 1, SCHEMA);
    assert!(
        matches!(refused, StoreError::NewerSchema { found: f, known: k } if (f, k) == (found, known)),
        "{refused:?}"
    );
    assert_eq!(fs::read(folder.database()).unwrap(), before);
}

#[tokio::test]
async fn seven_daily_copies_are_kept_one_a_day() {
    let place = tempfile::tempdir().unwrap();
    let opened = open(place.path(), Role::Owner, at("10T10:00")).unwrap();
    planned(&opened.store, "scheduled", at("22T12:00"));
    for day in 10..20 {
        let morning = opened.store.copy_daily(at(&format!("{day}T08:00"))).await.unwrap();
        assert!(morning.is_some());
        let evening = opened.store.copy_daily(at(&format!("{day}T20:00"))).await.unwrap();
        assert_eq!(evening, None, "one a day");
    }
    let mut names: Vec<_> = fs::read_dir(opened.folder.copies())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let wanted: Vec<_> = (13..20).map(|day| format!("daily-202611{day}T080000Z.db")).collect();
    assert_eq!(names, wanted);
    let copy = rusqlite::Connection::open(opened.folder.copies().join(&names[6])).unwrap();
    let count: i64 =
        copy.query_row("SELECT count(*) FROM deliveries", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 1);
}

#[test]
fn a_folder_keeps_its_own_name() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let name = |place: &Path| {
        let store = open(place, Role::Owner, at("22T10:00")).unwrap().store;
        store.read_blocking(meta::folder_id).unwrap()
    };
    let first = name(one.path());
    assert_eq!(first.len(), 32);
    assert_eq!(name(one.path()), first);
    assert_ne!(name(two.path()), first);
}

#[tokio::test]
async fn a_whole_database_passes_the_check_and_a_broken_one_does_not() {
    let place = tempfile::tempdir().unwrap();
    let opened = open(place.path(), Role::Owner, at("22T10:00")).unwrap();
    opened.store.check().await.unwrap();
    let folder = opened.folder;
    drop(opened.store);
    let guest = open(place.path(), Role::Guest, at("22T10:00")).unwrap().store;
    let mut bytes = fs::read(folder.database()).unwrap();
    bytes[4 * 4096..].fill(0x5A);
    fs::write(folder.database(), bytes).unwrap();
    let found = guest.check().await.unwrap_err();
    assert!(matches!(found, StoreError::Corrupt(_)), "{found:?}");
}
