//! Does only that go which has had its time?

use crate::kit::{at, open, planned, side_door};
use chrono::{DateTime, TimeDelta, Utc};
use roost_store::{Folder, Opened, Role, Swept};
use std::fs;

fn now() -> DateTime<Utc> {
    at("22T10:00")
}

fn days_ago(days: i64) -> i64 {
    (now() - TimeDelta::days(days)).timestamp_millis()
}

fn attempt(folder: &Folder, outcome: &str, began_at: i64) -> i64 {
    let db = side_door(folder);
    db.execute(
        "INSERT INTO attempts (account_id, purpose, outcome, began_at, ended_at, headers, body)
         VALUES (1, 'post', ?1, ?2, ?2, 'date: today', '{}')",
        (outcome, began_at),
    )
    .unwrap();
    db.last_insert_rowid()
}

fn with_body(folder: &Folder) -> Vec<i64> {
    let db = side_door(folder);
    let mut query = db.prepare("SELECT id FROM attempts WHERE body IS NOT NULL").unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn opened() -> (tempfile::TempDir, Opened) {
    let place = tempfile::tempdir().unwrap();
    let opened = open(place.path(), Role::Owner, now()).unwrap();
    // With it come the app and the account.
    planned(&opened.store, "draft", now());
    (place, opened)
}

#[tokio::test]
async fn the_bodies_of_old_successes_go_and_all_others_stay() {
    let (_place, opened) = opened();
    let folder = &opened.folder;
    attempt(folder, "done", days_ago(91));
    let refused = attempt(folder, "refused", days_ago(91));
    let young = attempt(folder, "done", days_ago(89));
    assert_eq!(opened.store.sweep(now()).await.unwrap(), Swept { bodies: 1, media: vec![] });
    assert_eq!(with_body(folder), [refused, young]);
    let later = now() + TimeDelta::days(2);
    assert_eq!(opened.store.sweep(later).await.unwrap().bodies, 1, "the young one has aged");
    assert_eq!(with_body(folder), [refused]);
}

#[tokio::test]
async fn one_sweep_takes_all_of_a_long_history() {
    let (_place, opened) = opened();
    side_door(&opened.folder)
        .execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
             INSERT INTO attempts (account_id, purpose, outcome, began_at, body)
             SELECT 1, 'post', 'done', ?1 + i, '{}' FROM n",
            [days_ago(100)],
        )
        .unwrap();
    assert_eq!(opened.store.sweep(now()).await.unwrap().bodies, 2500);
    assert_eq!(opened.store.sweep(now()).await.unwrap().bodies, 0);
}

/// A media file of a delivery that ended; its hash.
fn media(opened: &Opened, name: &str, state: &str, ended_at: Option<i64>) -> String {
    let hash = name.repeat(64);
    let delivery = planned(&opened.store, state, now());
    let db = side_door(&opened.folder);
    db.execute("UPDATE deliveries SET ended_at = ?2 WHERE id = ?1", (delivery, ended_at)).unwrap();
    db.execute(
        "INSERT OR IGNORE INTO media (sha256, mime, bytes, created_at) VALUES (?1, 'image/png', 1, 1)",
        [&hash],
    )
    .unwrap();
    for sql in [
        "INSERT INTO segments (post_id, position, text)
         SELECT post_id, 0, '' FROM deliveries WHERE id = ?1 AND ?2 <> ''",
        "INSERT INTO segment_media (post_id, position, place, media_id)
         SELECT post_id, 0, 0, (SELECT id FROM media WHERE sha256 = ?2)
         FROM deliveries WHERE id = ?1",
    ] {
        db.execute(sql, (delivery, &hash)).unwrap();
    }
    fs::write(opened.folder.media().join(&hash), "picture").unwrap();
    hash
}

#[tokio::test]
async fn media_go_thirty_days_after_the_last_delivery_that_needs_them() {
    let (_place, opened) = opened();
    let old = media(&opened, "a", "published", Some(days_ago(31)));
    let young = media(&opened, "b", "published", Some(days_ago(29)));
    let draft = media(&opened, "c", "draft", None);
    let shared = media(&opened, "d", "published", Some(days_ago(31)));
    media(&opened, "d", "scheduled", None);

    let swept = opened.store.sweep(now()).await.unwrap();
    assert_eq!(swept.media, std::slice::from_ref(&old));
    let is_there = |hash: &str| opened.folder.media().join(hash).exists();
    assert!(!is_there(&old));
    assert!(is_there(&young) && is_there(&draft) && is_there(&shared));
    assert_eq!(opened.store.sweep(now()).await.unwrap().media, [] as [&str; 0], "once");
}

#[tokio::test]
async fn a_file_that_is_gone_already_is_no_error() {
    let (_place, opened) = opened();
    let old = media(&opened, "a", "cancelled", Some(days_ago(31)));
    fs::remove_file(opened.folder.media().join(&old)).unwrap();
    assert_eq!(opened.store.sweep(now()).await.unwrap().media, [old]);
}

#[tokio::test]
async fn one_sweep_lets_go_of_all_media_that_nothing_needs() {
    let (_place, opened) = opened();
    for letter in ('a'..='z').chain('A'..='Z') {
        media(&opened, &letter.to_string(), "published", Some(days_ago(31)));
    }
    assert_eq!(opened.store.sweep(now()).await.unwrap().media.len(), 52);
}

#[tokio::test]
async fn what_is_left_of_a_copy_that_was_cut_off_goes_with_the_next_one() {
    let (_place, opened) = opened();
    let copies = opened.folder.copies();
    for name in ["daily-20261101T000000Z.part", "daily-20261101T000000Z.part-journal", "mine.part"]
    {
        fs::write(copies.join(name), "half").unwrap();
    }
    let made = opened.store.copy_daily(now()).await.unwrap().unwrap();
    let mut left: Vec<_> =
        fs::read_dir(&copies).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, [made.file_name().unwrap(), "mine.part".as_ref()]);
}
