//! How is a connection set up? One place for every pragma, with its reason.

use crate::Result;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// How long a connection waits for another process that is writing.
const BUSY: Duration = Duration::from_secs(5);
/// More than the number of different statements in this crate, so that none is compiled twice.
const STATEMENTS: usize = 256;

/// Whether a commit must outlive a power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// Every commit is synced to the disk.
    PowerCut,
    /// Nothing is synced: for simulations, whose crashes never lose a file's content.
    Process,
}

/// Opens (or creates) the database file.
pub(crate) fn open(path: &Path, durability: Durability) -> Result<Connection> {
    // No URI file names: a data folder may hold any character in its name.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    set_up(&db, durability)?;
    Ok(db)
}

/// A database that lives in memory and goes with its connection.
pub(crate) fn memory() -> Result<Connection> {
    let db = Connection::open_in_memory()?;
    set_up(&db, Durability::Process)?;
    Ok(db)
}

fn set_up(db: &Connection, durability: Durability) -> Result<()> {
    db.busy_timeout(BUSY)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    // Readers of other processes and the one writer don't wait for each other. In memory this
    // stays "memory".
    db.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0))?;
    let sync = match durability {
        Durability::PowerCut => "FULL",
        Durability::Process => "OFF",
    };
    // FULL: in WAL mode the log is synced at every commit, so an intent outlives a power cut.
    // 8 MiB of cache and no mmap keep the engine small; a checkpoint every 1,000 pages is SQLite's
    // own default, and the log is cut back to 4 MiB after a burst.
    db.execute_batch(&format!(
        "PRAGMA synchronous = {sync};
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -8192;
         PRAGMA mmap_size = 0;
         PRAGMA wal_autocheckpoint = 1000;
         PRAGMA journal_size_limit = 4194304;
         PRAGMA trusted_schema = OFF;"
    ))?;
    Ok(())
}
