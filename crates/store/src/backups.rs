//! Which copies of the database are there, and how does the owner make one? The same kind of copy as
//! the daily one, and kept beside it: the mending of a broken database takes the newest good one.

use crate::copies::{self, Kind};
use crate::pace::Pace;
use crate::{Folder, Result, Store, StoreError};
use chrono::{DateTime, Utc};
use std::path::PathBuf;

/// A copy of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyRow {
    /// Where it lies.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// `owner`, `daily`, or `before`: from before a change of the schema.
    pub kind: &'static str,
}

impl Store {
    /// Makes a copy by the owner's wish; `None` without a folder. Runs on a thread of its own, at a
    /// pace that leaves room for the loop.
    pub async fn copy_now(&self, now: DateTime<Utc>) -> Result<Option<CopyRow>> {
        let Some(folder) = self.folder().cloned() else { return Ok(None) };
        let (reply, copied) = tokio::sync::oneshot::channel();
        let place = folder.copies();
        let (wanted, pace) = Pace::beside();
        std::thread::Builder::new()
            .name("roost-copy".to_owned())
            .spawn(move || {
                // Where nobody waits any more there is nobody to tell.
                let _ = reply.send(copies::by_owner(&folder, now, &pace).and_then(row));
            })
            .map_err(StoreError::io(place))?;
        let copied = copied.await.unwrap_or(Err(StoreError::Closed));
        drop(wanted);
        copied.map(Some)
    }

    /// Every copy, the newest first; none without a folder.
    pub fn copies(&self) -> Result<Vec<CopyRow>> {
        let Some(folder) = self.folder() else { return Ok(Vec::new()) };
        rows(folder)
    }
}

fn rows(folder: &Folder) -> Result<Vec<CopyRow>> {
    copies::list(folder)?.into_iter().map(row).collect()
}

fn row(copy: copies::Copy) -> Result<CopyRow> {
    let bytes = std::fs::metadata(&copy.path).map_err(StoreError::io(&copy.path))?.len();
    let kind = match copy.kind {
        Kind::Daily => "daily",
        Kind::Before => "before",
        Kind::Owner => "owner",
    };
    Ok(CopyRow { path: copy.path, bytes, made_at: copy.made_at, kind })
}
