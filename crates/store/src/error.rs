//! What can go wrong in the store? One closed enum; a caller decides by variant, never by text.

use crate::tables::columns::UnknownWord;
use std::io;
use std::path::{Path, PathBuf};

/// What the store's functions give back.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Why the store did not do what it was asked. Unless a variant says otherwise nothing was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Another process kept the database locked for longer than the busy time-out.
    #[error("another process is writing to the database and did not let go")]
    Busy(#[source] rusqlite::Error),
    /// The disk, or the quota, is full. A later write works again once there is room.
    #[error("the disk is full")]
    Full(#[source] rusqlite::Error),
    /// The database or its folder can't be written to.
    #[error("the database can't be written to")]
    ReadOnly(#[source] rusqlite::Error),
    /// The file is not a database, or its pages contradict each other.
    #[error("the database is broken")]
    Corrupt(#[source] rusqlite::Error),
    /// The disk refused a read or a write for another reason than being full.
    #[error("the disk refused to read or write the database")]
    Disk(#[source] rusqlite::Error),
    /// The database was written by a newer Roost. The file is untouched.
    #[error("the database has schema {found}, this Roost knows {known}: a newer Roost is needed")]
    NewerSchema {
        /// The schema number in the file.
        found: usize,
        /// The newest schema number of this build.
        known: usize,
    },
    /// Another process holds the lease of the data folder.
    #[error("the data folder is in use by {}", match pid { Some(pid) => format!("process {pid}"), None => "another process".to_owned() })]
    InUse {
        /// The holder's process id, where it could be read.
        pid: Option<u32>,
    },
    /// The row has changed since the caller looked at it.
    #[error("{what} {id} has changed meanwhile")]
    Conflict {
        /// The kind of thing, in the words of docs/words.md.
        what: &'static str,
        /// Which one.
        id: String,
    },
    /// There is no such row.
    #[error("there is no {what} {id}")]
    NotFound {
        /// The kind of thing, in the words of docs/words.md.
        what: &'static str,
        /// Which one, as it was asked for.
        id: String,
    },
    /// A row holds a value that this build can't read.
    #[error("a row holds {value:?} where {what} belongs")]
    BadRow {
        /// What the column should hold.
        what: &'static str,
        /// What it holds.
        value: String,
    },
    /// The database is broken and none of the copies is good. Nothing was deleted.
    #[error("the database {path} is broken and there is no good copy of it; nothing was deleted")]
    NoGoodCopy {
        /// Where the broken database lies.
        path: PathBuf,
    },
    /// A file or folder beside the database could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// Bringing the schema up to date failed; the database is as it was before.
    #[error("the database could not be brought up to date")]
    Migration(#[source] rusqlite_migration::Error),
    /// A statement failed for another reason: a constraint, or a mistake in this crate.
    #[error("a statement failed")]
    Sql(#[source] rusqlite::Error),
    /// The closure panicked; what it had done was rolled back.
    #[error("the work in the database panicked: {0}")]
    Panicked(String),
    /// Another write of the same commit failed in a way that made SQLite roll all of it back.
    #[error("a write of the same commit failed and took this one with it")]
    RolledBack,
    /// The store's thread has ended.
    #[error("the store is closed")]
    Closed,
    /// The simulation made this write fail. It may have been committed all the same.
    #[error("a simulated fault")]
    Faulted,
}

impl StoreError {
    /// A file error with its path.
    pub(crate) fn io(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        let path = path.as_ref().to_owned();
        move |source| Self::Io { path, source }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        if let rusqlite::Error::FromSqlConversionFailure(_, _, cause) = &error
            && let Some(UnknownWord { what, found }) = cause.downcast_ref()
        {
            return Self::BadRow { what, value: found.clone() };
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(error),
            Some(ErrorCode::DiskFull) => Self::Full(error),
            Some(ErrorCode::ReadOnly) => Self::ReadOnly(error),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Corrupt(error),
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => Self::Disk(error),
            Some(_) | None => Self::Sql(error),
        }
    }
}

/// The same error once more, for every write of a commit that failed as a whole.
pub(crate) fn again(error: &rusqlite::Error) -> rusqlite::Error {
    match error {
        rusqlite::Error::SqliteFailure(code, text) => {
            rusqlite::Error::SqliteFailure(*code, text.clone())
        }
        other => rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ERROR),
            Some(other.to_string()),
        ),
    }
}
