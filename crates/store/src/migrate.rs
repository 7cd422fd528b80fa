//! How does an older database become one of this build? By the numbered files in `migrations/`,
//! in order. `rusqlite_migration` 2.6 runs all pending steps and the `user_version` that counts
//! them in one transaction, so a crash in between leaves the older database whole.

use crate::{Result, StoreError};
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

/// Every step since the first release. Append only.
const STEPS: &[M<'static>] = &[M::up(include_str!("../migrations/0001_start.sql"))];

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
    let found: u32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let found = found as usize;
    match found {
        0 => Ok(Standing::Empty),
        found if found == SCHEMA => Ok(Standing::Current),
        found if found < SCHEMA => Ok(Standing::Older(found)),
        found => Err(StoreError::NewerSchema { found, known: SCHEMA }),
    }
}

/// Runs the missing steps.
pub(crate) fn run(db: &mut Connection) -> Result<()> {
    standing(db)?;
    Migrations::from_slice(STEPS).to_latest(db).map_err(StoreError::Migration)
}
