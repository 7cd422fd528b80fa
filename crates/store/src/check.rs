//! Is a database file whole? Looked at without changing it: no pragma that writes, no checkpoint
//! when the look is over.

use crate::pace::Pace;
use crate::{Result, StoreError};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};
use std::path::Path;
use std::time::Duration;

/// So many of SQLite's steps take less than a millisecond.
const STEPS: i32 = 1000;

/// Opens a database to look at it or to copy from it.
pub(crate) fn look(path: &Path) -> Result<Connection> {
    // Read-write, because the log of a database that crashed can only be read by one who may
    // write its index; nothing is written to the database itself.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(Duration::from_secs(5))?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(db)
}

/// Reads the header and the schema, as any statement would.
pub(crate) fn header(db: &Connection) -> Result<()> {
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

/// Checks every page, by `PRAGMA quick_check`.
///
/// # Errors
/// [`StoreError::Corrupt`] with SQLite's first finding.
pub(crate) fn whole(db: &Connection) -> Result<()> {
    let found: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" {
        return Ok(());
    }
    Err(broken(Some(found)))
}

/// The database is broken, with what was found.
pub(crate) fn broken(found: Option<String>) -> StoreError {
    let code = ffi::Error { code: ErrorCode::DatabaseCorrupt, extended_code: ffi::SQLITE_CORRUPT };
    StoreError::Corrupt(rusqlite::Error::SqliteFailure(code, found))
}

/// As [`whole`], at a pace. Where it ends early that is an error.
pub(crate) fn whole_at(db: &Connection, pace: &Pace) -> Result<()> {
    let pace = pace.clone();
    db.progress_handler(STEPS, Some(move || !pace.goes_on()))?;
    let found = whole(db);
    db.progress_handler(0, None::<fn() -> bool>)?;
    found
}

/// Another connection keeps the file locked.
pub(crate) fn busy() -> StoreError {
    rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_BUSY), None).into()
}
