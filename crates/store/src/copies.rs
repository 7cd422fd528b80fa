//! Where do copies of the database come from, and which is the newest good one? SQLite's own backup
//! call makes them, into a `.part` file that gets its name only when it is whole, checked and
//! synced.

use crate::folder::{Folder, private_file, sync_folder};
use crate::pace::Pace;
use crate::{Result, StoreError, check, migrate};
use chrono::{DateTime, NaiveDateTime, Utc};
use rusqlite::{Connection, backup};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// How many daily copies are kept.
const DAILY_KEPT: usize = 7;
/// How many copies by the owner's wish are kept.
const OWNER_KEPT: usize = 20;
/// How many copies from before a change of the schema are kept.
const BEFORE_KEPT: usize = 3;
/// How many pages of 4 KiB are copied at a time.
const SLICE: i32 = 256;
/// The time in a copy's name: sortable, and legal in file names everywhere.
const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// A copy in the copies folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Copy {
    pub(crate) path: PathBuf,
    pub(crate) made_at: DateTime<Utc>,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Daily,
    Before,
    Owner,
}

/// Makes today's copy, unless there is one, and lets go of the oldest. Opens a connection of its
/// own and reads one moment of the database; writers are not held up.
///
/// # Errors
/// [`StoreError::Corrupt`] where the database is broken: the copy is checked whole, and where that
/// finds something, so is the database.
pub(crate) fn daily(folder: &Folder, now: DateTime<Utc>, pace: &Pace) -> Result<Option<PathBuf>> {
    let today = now.date_naive();
    let kept = list(folder)?;
    if kept.iter().any(|copy| copy.kind == Kind::Daily && copy.made_at.date_naive() == today) {
        return Ok(None);
    }
    sweep_parts(folder)?;
    let path = folder.copies().join(format!("daily-{}.db", stamp(now)));
    let db = check::look(&folder.database())?;
    match copy(&db, &path, pace) {
        Err(StoreError::Corrupt(found)) => {
            check::whole_at(&db, pace)?;
            return Err(StoreError::Io { path, source: std::io::Error::other(found) });
        }
        copied => copied?,
    }
    let_go(folder, Kind::Daily, DAILY_KEPT)?;
    Ok(Some(path))
}

/// Makes a copy by the owner's wish, whether there is one of today or not.
pub(crate) fn by_owner(folder: &Folder, now: DateTime<Utc>, pace: &Pace) -> Result<Copy> {
    let path = folder.copies().join(format!("owner-{}.db", stamp(now)));
    copy(&check::look(&folder.database())?, &path, pace)?;
    let_go(folder, Kind::Owner, OWNER_KEPT)?;
    Ok(Copy { path, made_at: now, kind: Kind::Owner })
}

/// Makes the copy from before a change of the schema.
pub(crate) fn before_migration(
    folder: &Folder,
    db: &Connection,
    schema: usize,
    now: DateTime<Utc>,
) -> Result<PathBuf> {
    let path = folder.copies().join(format!("before-{schema}-{}.db", stamp(now)));
    copy(db, &path, &Pace::at_once())?;
    let_go(folder, Kind::Before, BEFORE_KEPT)?;
    Ok(path)
}

/// The newest copy that is whole and that this build can read.
pub(crate) fn newest_good(folder: &Folder) -> Result<Option<Copy>> {
    Ok(list(folder)?.into_iter().find(|copy| is_good(&copy.path)))
}

/// The time as it stands in file names.
pub(crate) fn stamp(at: DateTime<Utc>) -> String {
    at.format(STAMP).to_string()
}

/// Removes what is left of daily copies that were cut off. Only the holder of the lease makes any.
fn sweep_parts(folder: &Folder) -> Result<()> {
    let place = folder.copies();
    for entry in fs::read_dir(&place).map_err(StoreError::io(&place))? {
        let path = entry.map_err(StoreError::io(&place))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        // Beside the half copy may lie its journal.
        if name.starts_with("daily-") && name.contains(".part") {
            fs::remove_file(&path).map_err(StoreError::io(&path))?;
        }
    }
    Ok(())
}

fn copy(db: &Connection, path: &Path, pace: &Pace) -> Result<()> {
    let part = path.with_extension("part");
    // What a power cut left of an earlier try would be taken for the beginning of this one.
    match fs::remove_file(&part) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(StoreError::Io { path: part, source: error });
        }
        Ok(()) | Err(_) => (),
    }
    let file = private_file(&part).map_err(StoreError::io(&part))?;
    let made = back_up(db, &part, &file, pace)
        .and_then(|()| file.sync_all().map_err(StoreError::io(&part)));
    if let Err(error) = made {
        // The half copy is worth nothing; that it stays is worth no second error.
        let _ = fs::remove_file(&part);
        return Err(error);
    }
    fs::rename(&part, path).map_err(StoreError::io(path))?;
    sync_folder(path)
}

fn back_up(db: &Connection, part: &Path, file: &File, pace: &Pace) -> Result<()> {
    let mut target = Connection::open(part)?;
    // One view for all slices: without it the backup begins anew after each commit of the loop.
    db.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema;")?;
    let copied = in_slices(&backup::Backup::new(db, &mut target)?, part, file, pace);
    db.execute_batch("ROLLBACK")?;
    copied?;
    // The copied header says WAL; a copy must be one file.
    target.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0))?;
    check::whole_at(&target, pace)?;
    target.close().map_err(|(_, error)| error.into())
}

/// Each slice is synced by itself, so that no commit of the loop waits behind all of the copy.
fn in_slices(backup: &backup::Backup<'_, '_>, part: &Path, file: &File, pace: &Pace) -> Result<()> {
    loop {
        match backup.step(SLICE)? {
            backup::StepResult::Done => return Ok(()),
            backup::StepResult::More => file.sync_data().map_err(StoreError::io(part))?,
            _ => return Err(check::busy()),
        }
        if !pace.goes_on() {
            return Err(StoreError::Closed);
        }
    }
}

/// The copies, newest first. Files with other names are not ours.
pub(crate) fn list(folder: &Folder) -> Result<Vec<Copy>> {
    let place = folder.copies();
    let mut copies = Vec::new();
    for entry in fs::read_dir(&place).map_err(StoreError::io(&place))? {
        let path = entry.map_err(StoreError::io(&place))?.path();
        copies.extend(parse(path));
    }
    copies.sort_by(|a, b| (b.made_at, &b.path).cmp(&(a.made_at, &a.path)));
    Ok(copies)
}

fn parse(path: PathBuf) -> Option<Copy> {
    let name = path.file_name()?.to_str()?.strip_suffix(".db")?;
    let (kind, time) = if let Some(time) = name.strip_prefix("daily-") {
        (Kind::Daily, time)
    } else if let Some(time) = name.strip_prefix("owner-") {
        (Kind::Owner, time)
    } else {
        (Kind::Before, name.strip_prefix("before-")?.split_once('-')?.1)
    };
    let made_at = NaiveDateTime::parse_from_str(time, STAMP).ok()?.and_utc();
    Some(Copy { path, made_at, kind })
}

fn is_good(path: &Path) -> bool {
    let looked = check::look(path).and_then(|db| {
        check::whole(&db)?;
        migrate::standing(&db)
    });
    matches!(looked, Ok(migrate::Standing::Current | migrate::Standing::Older(_)))
}

fn let_go(folder: &Folder, kind: Kind, kept: usize) -> Result<()> {
    for old in list(folder)?.into_iter().filter(|copy| copy.kind == kind).skip(kept) {
        fs::remove_file(&old.path).map_err(StoreError::io(&old.path))?;
    }
    Ok(())
}
