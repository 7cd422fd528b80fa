//! How does an older database become one of this build? By the numbered files in `migrations/`,
//! in order. `rusqlite_migration` 2.6 runs all pending steps and the `user_version` that counts
//! them in one transaction, so a crash in between leaves the older database whole.

use crate::folder::Folder;
use crate::open::Note;
use crate::tables::meta;
use crate::{Result, StoreError, copies, group};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

/// Every step since the first release. Append only.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("../migrations/0001_start.sql")),
    M::up(include_str!("../migrations/0002_days.sql")),
    M::up(include_str!("../migrations/0003_window.sql")),
    M::up(include_str!("../migrations/0004_stages.sql")),
    M::up(include_str!("../migrations/0005_recovery.sql")),
    M::up(include_str!("../migrations/0006_mail.sql")),
    M::up(include_str!("../migrations/0007_slowdowns.sql")),
    M::up(include_str!("../migrations/0008_slot_changes.sql")),
];

/// The schema number of this build.
pub const SCHEMA: usize = STEPS.len();

/// Where a database stands against this build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// There are no tables yet.
    Empty,
    /// It is of this build.
    Current,
    /// Some steps are missing; the number is its schema.
    Older(usize),
}

/// Where the database stands.
///
/// # Errors
/// [`StoreError::NewerSchema`] where it is of a newer build; the file is only read.
pub(crate) fn standing(db: &Connection) -> Result<Standing> {
    standing_among(STEPS, db)
}

/// Runs the missing steps, and names a new folder.
pub(crate) fn run(db: &mut Connection) -> Result<()> {
    run_steps(STEPS, db)
}

/// As [`run`], in a data folder: an older database is copied into `copies/` before the first step.
pub(crate) fn run_in(
    folder: &Folder,
    db: &mut Connection,
    now: DateTime<Utc>,
) -> Result<Option<Note>> {
    run_steps_in(STEPS, folder, db, now)
}

fn standing_among(steps: &[M<'_>], db: &Connection) -> Result<Standing> {
    let found: u32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match found as usize {
        0 => Ok(Standing::Empty),
        found if found == steps.len() => Ok(Standing::Current),
        found if found < steps.len() => Ok(Standing::Older(found)),
        found => Err(StoreError::NewerSchema { found, known: steps.len() }),
    }
}

fn run_steps_in(
    steps: &[M<'_>],
    folder: &Folder,
    db: &mut Connection,
    now: DateTime<Utc>,
) -> Result<Option<Note>> {
    match standing_among(steps, db)? {
        Standing::Current => Ok(None),
        Standing::Empty => run_steps(steps, db).map(|()| None),
        Standing::Older(from) => {
            let copy = copies::before_migration(folder, db, from, now)?;
            run_steps(steps, db)?;
            Ok(Some(Note::Migrated { from, copy }))
        }
    }
}

fn run_steps(steps: &[M<'_>], db: &mut Connection) -> Result<()> {
    standing_among(steps, db)?;
    Migrations::from_slice(steps).to_latest(db).map_err(StoreError::Migration)?;
    group::solo(db, meta::ensure_folder_id, || Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::{self, Durability};
    use rstest::rstest;

    const NEXT: &str = "ALTER TABLE posts ADD COLUMN mood TEXT; UPDATE posts SET mood = 'calm';";
    const BROKEN: &str = "ALTER TABLE posts ADD COLUMN mood TEXT; UPDATE nothing SET mood = 1;";

    fn at() -> DateTime<Utc> {
        "2026-11-22T10:00:00Z".parse().unwrap()
    }

    /// A folder whose database is of the first schema and holds a post.
    fn first_release() -> (tempfile::TempDir, Folder, Connection) {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::create(place.path()).unwrap();
        let mut db = connection::open(&folder.database(), Durability::PowerCut).unwrap();
        run_steps(&STEPS[..1], &mut db).unwrap();
        db.execute("INSERT INTO posts (created_at) VALUES (1)", []).unwrap();
        (place, folder, db)
    }

    #[test]
    fn the_steps_are_sound() {
        Migrations::from_slice(STEPS).validate().unwrap();
    }

    #[test]
    fn changes_of_the_plan_stay_when_changes_of_slots_come_to_them() {
        let mut db = Connection::open_in_memory().unwrap();
        db.pragma_update(None, "foreign_keys", true).unwrap();
        run_steps(&STEPS[..7], &mut db).unwrap();
        db.execute_batch(
            "INSERT INTO plan_changes (id, code, at, undone) VALUES (3, 'moved', 1, 0), (4, 'added', 2, 1);
             INSERT INTO plan_change_rows VALUES (3, 'delivery', 9, '{}', '{}', 5), (4, 'post', 9, NULL, '{}', 1);",
        )
        .unwrap();
        run_steps(&STEPS[..8], &mut db).unwrap();
        let count = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        let kept = "SELECT count(*) FROM plan_change_rows r JOIN plan_changes c ON c.id = r.change_id
                    WHERE (c.id, c.code, c.undone, r.revision) IN ((3, 'moved', 0, 5), (4, 'added', 1, 1))";
        assert_eq!(count(kept), 2);
        db.execute_batch(
            "INSERT INTO plan_changes (code, at) VALUES ('slotted', 3);
             INSERT INTO plan_change_rows VALUES (5, 'slots', 1, '[]', '[]', 0);
             DELETE FROM plan_changes WHERE id = 3;",
        )
        .unwrap();
        assert_eq!(count("SELECT count(*) FROM plan_change_rows"), 2, "rows go with their change");
    }

    #[test]
    fn an_older_database_is_copied_before_the_first_step() {
        let (_place, folder, mut db) = first_release();
        let steps = [STEPS[0].clone(), M::up(NEXT)];
        let note = run_steps_in(&steps, &folder, &mut db, at()).unwrap();
        let Some(Note::Migrated { from: 1, copy }) = note else { panic!("{note:?}") };
        assert_eq!(copy, folder.copies().join("before-1-20261122T100000Z.db"));
        let mood = |db: &Connection| {
            db.query_row("SELECT mood FROM posts", [], |row| row.get::<_, String>(0))
        };
        assert_eq!(mood(&db).unwrap(), "calm");
        let before = Connection::open(copy).unwrap();
        assert!(mood(&before).is_err(), "the copy is of before");
        let posts: i64 =
            before.query_row("SELECT count(*) FROM posts", [], |row| row.get(0)).unwrap();
        assert_eq!(posts, 1);
    }

    #[rstest]
    #[case::the_only_step(vec![M::up(BROKEN)])]
    #[case::the_second_of_two(vec![M::up(NEXT), M::up("UPDATE nothing SET mood = 1;")])]
    fn a_step_that_fails_leaves_the_older_database_whole(#[case] later: Vec<M<'static>>) {
        let (_place, folder, mut db) = first_release();
        let steps: Vec<_> = STEPS[..1].iter().cloned().chain(later).collect();
        let error = run_steps_in(&steps, &folder, &mut db, at()).unwrap_err();
        assert!(matches!(error, StoreError::Migration(_)), "{error:?}");
        assert_eq!(standing_among(&STEPS[..1], &db).unwrap(), Standing::Current);
        let columns: i64 = db
            .query_row(
                "SELECT count(*) FROM pragma_table_info('posts') WHERE name = 'mood'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(columns, 0);
    }
}
