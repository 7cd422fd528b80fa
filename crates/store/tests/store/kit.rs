//! What the store's tests share: times, a machine, and rows put in from the side.

use chrono::{DateTime, Utc};
use roost_domain::ids::AccountId;
use roost_domain::refusal::RefusalKind;
use roost_store::tables::loop_incidents::{Holding, Opening};
use roost_store::{Folder, Machine, Opened, Role, Store, StoreError};
use rusqlite::Connection;
use std::path::Path;

/// A moment of November 2026: `22T10:00`.
pub(crate) fn at(time: &str) -> DateTime<Utc> {
    format!("2026-11-{time}:00Z").parse().unwrap()
}

/// The machine on which the tests run.
pub(crate) fn machine() -> Machine {
    Machine::of("0123456789abcdef0123456789abcdef")
}

/// Opens a folder on that machine.
pub(crate) fn open(place: &Path, role: Role, now: DateTime<Utc>) -> Result<Opened, StoreError> {
    Store::open_on(place, role, Some(&machine()), now)
}

/// A lock of the account that [`planned`] plans for.
pub(crate) fn a_lock() -> Opening {
    Opening {
        kind: RefusalKind::Locked,
        holding: Holding::Account(AccountId(1)),
        http_status: Some(403),
        codes: vec![326],
        message: String::new(),
        attempt: None,
        relock_of: None,
        probe_at: None,
    }
}

/// Puts a delivery in, from the side, with its own post; its id.
pub(crate) fn planned(store: &Store, state: &str, due: DateTime<Utc>) -> i64 {
    planned_in(store.folder().unwrap(), state, due)
}

/// As [`planned`].
pub(crate) fn planned_in(folder: &Folder, state: &str, due: DateTime<Utc>) -> i64 {
    let db = side_door(folder);
    db.execute_batch(
        "INSERT OR IGNORE INTO apps (id, network, name, consumer_key, created_at)
            VALUES (1, 'practice', 'practice', 'k', 1);
         INSERT OR IGNORE INTO accounts (id, network, app_id, handle, zone, gap_ms, jitter_ms,
            catch_up, late_limit_ms, created_at)
            VALUES (1, 'practice', 1, 'news', 'UTC', 600000, 0, 'spread', 86400000, 1);",
    )
    .unwrap();
    db.execute("INSERT INTO posts (created_at) VALUES (1)", []).unwrap();
    let post = db.last_insert_rowid();
    db.execute(
        "INSERT INTO deliveries (post_id, account_id, state, timing, due, original_due, created_at)
         VALUES (?1, 1, ?2, 'chosen', ?3, ?3, 1)",
        (post, state, due.timestamp_millis()),
    )
    .unwrap();
    db.last_insert_rowid()
}

/// Each delivery's state and reason, in the order of their ids.
pub(crate) fn states(folder: &Folder) -> Vec<String> {
    let db = side_door(folder);
    let mut query = db
        .prepare("SELECT state || ' ' || ifnull(reason, '-') FROM deliveries ORDER BY id")
        .unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// A connection of the test's own.
pub(crate) fn side_door(folder: &Folder) -> Connection {
    let db = Connection::open(folder.database()).unwrap();
    db.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
    db
}
