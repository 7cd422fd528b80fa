//! What becomes of a broken database? It is moved aside and the newest good copy takes its place,
//! nothing is sent until the owner confirms, and nothing is ever deleted.

use crate::kit::{self, at, open, planned};
use roost_domain::ids::AttemptId;
use roost_store::tables::meta;
use roost_store::{Folder, Note, Role, StoreError};
use rstest::rstest;
use std::fs;
use std::path::Path;

/// A folder with a copy of the 22nd, in which one delivery was due at noon and one is due later.
async fn with_copy(place: &Path) -> Folder {
    let opened = open(place, Role::Owner, at("22T10:00")).unwrap();
    planned(&opened.store, "scheduled", at("22T12:00"));
    planned(&opened.store, "scheduled", at("25T12:00"));
    opened.store.write(|tx| meta::set_vault(tx, "copied")).await.unwrap();
    assert!(opened.store.copy_daily(at("22T11:00")).await.unwrap().is_some());
    opened.store.write(|tx| meta::set_vault(tx, "lost")).await.unwrap();
    opened.folder
}

fn header_destroyed(database: &Path) {
    let mut bytes = fs::read(database).unwrap();
    bytes[..100].fill(0xAA);
    fs::write(database, bytes).unwrap();
}

fn pages_of_garbage(database: &Path) {
    let mut bytes = fs::read(database).unwrap();
    bytes[4096..].fill(0x5A);
    fs::write(database, bytes).unwrap();
}

fn cut_in_half(database: &Path) {
    let bytes = fs::read(database).unwrap();
    fs::write(database, &bytes[..bytes.len() / 2]).unwrap();
}

fn zeroed(database: &Path) {
    let length = fs::metadata(database).unwrap().len() as usize;
    fs::write(database, vec![0; length]).unwrap();
}

fn another_file(database: &Path) {
    fs::write(database, "this is no database at all, not even nearly one\n".repeat(100)).unwrap();
}

#[rstest]
#[case::header(header_destroyed)]
#[case::pages(pages_of_garbage)]
#[case::half(cut_in_half)]
#[case::zeroed(zeroed)]
#[case::text(another_file)]
#[tokio::test]
async fn a_broken_database_is_moved_aside_and_replaced_by_the_copy(#[case] break_it: fn(&Path)) {
    let place = tempfile::tempdir().unwrap();
    let folder = with_copy(place.path()).await;
    break_it(&folder.database());
    let broken = fs::read(folder.database()).unwrap();

    let opened = open(place.path(), Role::Owner, at("23T09:00")).unwrap();
    let [Note::Mended { aside: Some(aside), copy, copied_at, in_doubt: 1 }] = &opened.notes[..]
    else {
        panic!("{:?}", opened.notes)
    };
    assert_eq!(*aside, place.path().join("roost.db.broken-20261123T090000Z"));
    assert_eq!(fs::read(aside).unwrap(), broken, "it lies there as it was");
    assert!(copy.exists());
    assert_eq!(*copied_at, at("22T11:00"));
    let (vault, confirm) =
        opened.store.read(|tx| Ok((meta::vault(tx)?, meta::confirm_since_at(tx)?))).await.unwrap();
    assert_eq!(vault, Some("copied".to_owned()));
    assert_eq!(confirm, Some(at("23T09:00")));
    assert_eq!(kit::states(&opened.folder), ["unconfirmed copied_folder", "scheduled -"]);
}

#[tokio::test]
async fn a_mended_database_is_not_mended_again() {
    let place = tempfile::tempdir().unwrap();
    let folder = with_copy(place.path()).await;
    header_destroyed(&folder.database());
    drop(open(place.path(), Role::Owner, at("23T09:00")).unwrap());
    let opened = open(place.path(), Role::Owner, at("23T09:01")).unwrap();
    assert_eq!(opened.notes, []);
    assert_eq!(
        opened.store.read(meta::confirm_since_at).await.unwrap(),
        Some(at("23T09:00")),
        "the confirmation is still wanted"
    );
}

#[rstest]
#[case::gone(|path: &Path| fs::remove_file(path).unwrap())]
#[case::empty(|path: &Path| fs::write(path, "").unwrap())]
#[tokio::test]
async fn a_database_that_vanished_is_no_first_start(#[case] lose: fn(&Path)) {
    let place = tempfile::tempdir().unwrap();
    let folder = with_copy(place.path()).await;
    lose(&folder.database());
    let opened = open(place.path(), Role::Owner, at("23T09:00")).unwrap();
    assert!(
        matches!(&opened.notes[..], [Note::Mended { aside: None, in_doubt: 1, .. }]),
        "{:?}",
        opened.notes
    );
    assert_eq!(opened.store.read(meta::vault).await.unwrap(), Some("copied".to_owned()));
}

#[tokio::test]
async fn a_broken_copy_is_passed_over_for_an_older_good_one() {
    let place = tempfile::tempdir().unwrap();
    let folder = with_copy(place.path()).await;
    let opened = open(place.path(), Role::Owner, at("23T09:00")).unwrap();
    let newest = opened.store.copy_daily(at("23T09:00")).await.unwrap().unwrap();
    drop(opened);
    pages_of_garbage(&newest);
    header_destroyed(&folder.database());
    let opened = open(place.path(), Role::Owner, at("23T10:00")).unwrap();
    assert!(
        matches!(&opened.notes[..], [Note::Mended { copied_at, .. }] if *copied_at == at("22T11:00")),
        "{:?}",
        opened.notes
    );
    assert_eq!(opened.store.read(meta::vault).await.unwrap(), Some("copied".to_owned()));
    assert!(newest.exists(), "the broken copy is not deleted");
}

#[rstest]
#[case::owner(Role::Owner)]
#[case::guest(Role::Guest)]
#[tokio::test]
async fn without_a_good_copy_there_is_an_error_and_nothing_is_touched(#[case] role: Role) {
    let place = tempfile::tempdir().unwrap();
    let opened = open(place.path(), Role::Owner, at("22T10:00")).unwrap();
    let folder = opened.folder;
    drop(opened.store);
    header_destroyed(&folder.database());
    let broken = fs::read(folder.database()).unwrap();
    for _ in 0..2 {
        let error = open(place.path(), role, at("23T09:00")).err().unwrap();
        assert!(matches!(error, StoreError::NoGoodCopy { .. }), "{error:?}");
        assert_eq!(fs::read(folder.database()).unwrap(), broken);
    }
}

#[tokio::test]
async fn a_log_beside_an_empty_database_is_kept() {
    let place = tempfile::tempdir().unwrap();
    let folder = with_copy(place.path()).await;
    let log = place.path().join("roost.db-wal");
    fs::write(folder.database(), "").unwrap();
    fs::write(&log, "the last hours").unwrap();
    let opened = open(place.path(), Role::Owner, at("23T09:00")).unwrap();
    assert!(matches!(&opened.notes[..], [Note::Mended { .. }]), "{:?}", opened.notes);
    let aside = place.path().join("roost.db.broken-20261123T090000Z-wal");
    assert_eq!(fs::read_to_string(aside).unwrap(), "the last hours");
}

#[tokio::test]
async fn a_guest_does_not_take_the_file_from_a_running_loop() {
    let place = tempfile::tempdir().unwrap();
    let folder = with_copy(place.path()).await;
    let owner = open(place.path(), Role::Owner, at("22T12:00")).unwrap();
    // The owner's own pages are in its log and its cache; a guest sees the broken file.
    header_destroyed(&folder.database());
    let error = open(place.path(), Role::Guest, at("22T12:01")).err().unwrap();
    assert!(matches!(error, StoreError::Corrupt(_)), "{error:?}");
    assert!(folder.database().exists());
    drop(owner);
}

/// Twenty megabytes in one value, so that the file is one of a long past, and a hole in the middle.
async fn long_and_broken(place: &Path, value: &str) {
    let folder = with_copy(place).await;
    let db = kit::side_door(&folder);
    db.execute_batch(value).unwrap();
    drop(db);
    let mut bytes = fs::read(folder.database()).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0x5A);
    fs::write(folder.database(), bytes).unwrap();
}

/// Where only who asks for it meets it.
const IN_A_BODY: &str = "INSERT INTO attempts (account_id, purpose, outcome, began_at, body)
    VALUES (1, 'post', 'done', 1, printf('%.*c', 20971520, 'x'))";

/// Where the opening itself meets it.
const IN_META: &str =
    "INSERT INTO meta (key, value) VALUES ('lapse', printf('%.*c', 20971520, 'x'))";

#[tokio::test]
async fn a_long_past_is_checked_with_the_copy_of_the_day_and_mended_at_the_next_start() {
    let place = tempfile::tempdir().unwrap();
    long_and_broken(place.path(), IN_A_BODY).await;
    let opened = open(place.path(), Role::Owner, at("23T09:00")).unwrap();
    assert_eq!(opened.notes, [], "the first post does not wait for it");
    opened.store.is_whole_so_far().unwrap();
    let error = opened.store.copy_daily(at("23T09:00")).await.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt(_)), "{error:?}");
    assert!(opened.store.is_whole_so_far().is_err(), "the loop hears of it");
    drop(opened);

    let opened = open(place.path(), Role::Owner, at("23T09:01")).unwrap();
    assert!(matches!(&opened.notes[..], [Note::Mended { .. }]), "{:?}", opened.notes);
    assert_eq!(opened.store.read(meta::vault).await.unwrap(), Some("copied".to_owned()));
    drop(opened);
    let opened = open(place.path(), Role::Owner, at("23T09:02")).unwrap();
    assert_eq!(opened.notes, [], "nothing is suspected any more");
}

#[tokio::test]
async fn a_broken_page_that_a_question_meets_is_looked_into_at_the_next_start() {
    let place = tempfile::tempdir().unwrap();
    long_and_broken(place.path(), IN_A_BODY).await;
    let opened = open(place.path(), Role::Owner, at("23T09:00")).unwrap();
    let ask = |tx: &roost_store::Tx<'_>| tx.find_attempt(AttemptId(1));
    let error = opened.store.read(ask).await.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt(_)), "{error:?}");
    assert!(opened.store.is_whole_so_far().is_err());
    drop(opened);
    let opened = open(place.path(), Role::Owner, at("23T09:01")).unwrap();
    assert!(matches!(&opened.notes[..], [Note::Mended { .. }]), "{:?}", opened.notes);
}

#[tokio::test]
async fn a_broken_page_that_the_opening_meets_is_mended_at_once() {
    let place = tempfile::tempdir().unwrap();
    long_and_broken(place.path(), IN_META).await;
    let opened = open(place.path(), Role::Owner, at("23T09:00")).unwrap();
    assert!(matches!(&opened.notes[..], [Note::Mended { .. }]), "{:?}", opened.notes);
}
