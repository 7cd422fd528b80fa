//! How do many writes share one commit? All that wait are run in one transaction, each in its own
//! savepoint; the disk is synced once, then every caller is answered. Reads that waited with them
//! run after that commit, so what they see is durable and a full disk does not fail them.

use crate::changes::Counter;
use crate::error::again;
use crate::job::{Answer, Job, Outcome};
use crate::{Result, StoreError, Tx};
use rusqlite::{Connection, TransactionState};
use std::collections::VecDeque;

/// Runs the writes in as few commits as possible, counts each commit that changed something, then
/// answers: a caller that has its answer finds the commit counted.
pub(crate) fn write(db: &Connection, mut jobs: VecDeque<Job>, changes: &Counter) {
    // One round, unless SQLite rolls a whole transaction back (a full disk in the middle of it):
    // then the jobs behind the culprit get a new one.
    while !jobs.is_empty() {
        commit_some(db, &mut jobs, changes);
    }
}

/// Runs the reads on one view of the database and answers each. What a read changes is taken back,
/// and it hears that it may not. (`PRAGMA query_only` would refuse it earlier, but makes SQLite
/// compile every statement anew each time it is set.)
pub(crate) fn read(db: &Connection, jobs: VecDeque<Job>) {
    for job in jobs {
        if let Err(error) = begin_read(db) {
            job.refuse(error);
            continue;
        }
        let (Outcome::Keep(answer) | Outcome::Drop(answer, _)) = job.run(&Tx::new(db));
        answer(nothing_written(db));
    }
    roll_back(db);
}

/// Begins a view for reading, unless there is one.
pub(crate) fn begin_read(db: &Connection) -> Result<()> {
    if db.is_autocommit() {
        statement(db, "BEGIN DEFERRED")?;
    }
    Ok(())
}

/// Ends the view of a read that wrote, with everything that it wrote.
pub(crate) fn nothing_written(db: &Connection) -> Result<()> {
    match db.transaction_state(None::<&str>)? {
        TransactionState::Write => {
            roll_back(db);
            let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_READONLY);
            let words = Some("a read tried to write".to_owned());
            Err(StoreError::ReadOnly(rusqlite::Error::SqliteFailure(code, words)))
        }
        _ => Ok(()),
    }
}

fn commit_some(db: &Connection, jobs: &mut VecDeque<Job>, changes: &Counter) {
    if let Err(error) = statement(db, "BEGIN IMMEDIATE") {
        for job in jobs.drain(..) {
            job.refuse(again(&error).into());
        }
        return;
    }
    let mut changed = false;
    let mut kept: Vec<Answer> = Vec::with_capacity(jobs.len());
    while let Some(job) = jobs.pop_front() {
        // Counted per write: SQLite's count also holds what was rolled back.
        let before = db.total_changes();
        match in_savepoint(db, job) {
            Outcome::Keep(answer) => {
                changed |= db.total_changes() > before;
                kept.push(answer);
            }
            Outcome::Drop(answer, cause) => {
                answer(Ok(()));
                // A full disk in the middle of a statement makes SQLite roll back everything.
                if db.is_autocommit() {
                    refuse_all(kept, cause.as_ref());
                    return;
                }
            }
        }
    }
    let committed = statement(db, "COMMIT");
    match &committed {
        Ok(()) if changed => {
            changes.count_one();
            changes.heard().committed();
        }
        Ok(()) => (),
        Err(_) => {
            changes.heard().dropped();
            roll_back(db);
        }
    }
    for answer in kept {
        answer(match &committed {
            Ok(()) => Ok(()),
            Err(error) => Err(again(error).into()),
        });
    }
}

/// Tells those whose work went with another's. They may try again: nothing of theirs is written.
fn refuse_all(answers: Vec<Answer>, cause: Option<&rusqlite::Error>) {
    for answer in answers {
        answer(Err(match cause {
            Some(cause) => again(cause).into(),
            None => StoreError::RolledBack,
        }));
    }
}

fn in_savepoint(db: &Connection, job: Job) -> Outcome {
    if let Err(error) = statement(db, "SAVEPOINT one_write") {
        job.refuse(error.into());
        return Outcome::Drop(Box::new(|_| ()), None);
    }
    match job.run(&Tx::new(db)) {
        Outcome::Keep(answer) => match statement(db, "RELEASE one_write") {
            Ok(()) => Outcome::Keep(answer),
            Err(error) => {
                undo(db);
                let cause = again(&error);
                Outcome::Drop(Box::new(move |_| answer(Err(error.into()))), Some(cause))
            }
        },
        Outcome::Drop(answer, cause) => {
            undo(db);
            Outcome::Drop(answer, cause)
        }
    }
}

/// Takes one write back. Where that fails the whole transaction must go: better that every caller
/// of the group hears of an error than that half of a write stays.
fn undo(db: &Connection) {
    if db.is_autocommit() {
        return;
    }
    let undone =
        statement(db, "ROLLBACK TO one_write").and_then(|()| statement(db, "RELEASE one_write"));
    if undone.is_err() {
        roll_back(db);
    }
}

/// Ends the transaction without keeping anything, if there is one.
pub(crate) fn roll_back(db: &Connection) {
    if db.is_autocommit() {
        return;
    }
    if let Err(error) = statement(db, "ROLLBACK") {
        tracing::error!(%error, "a transaction could not be rolled back");
    }
}

/// Runs a statement without parameters and rows, compiled once.
pub(crate) fn statement(db: &Connection, sql: &str) -> rusqlite::Result<()> {
    db.prepare_cached(sql)?.execute([]).map(|_| ())
}

/// One write alone, on the caller's thread; `keep` decides at the end whether it stays.
pub(crate) fn solo<T>(
    db: &Connection,
    work: impl FnOnce(&Tx<'_>) -> Result<T>,
    keep: impl FnOnce() -> Result<()>,
) -> Result<T> {
    statement(db, "BEGIN IMMEDIATE")?;
    let gave = crate::job::guarded(|| work(&Tx::new(db)))
        .and_then(|value| keep().map(|()| value))
        .and_then(|value| {
            statement(db, "COMMIT")?;
            Ok(value)
        });
    if gave.is_err() {
        roll_back(db);
    }
    gave
}
