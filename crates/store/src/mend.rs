//! What happens to a broken database? It is moved aside, with its log, and the newest good copy
//! takes its place. The copy is prepared under another name (schema, restore rule) and moved in
//! whole, so that a crash at any point leaves either no database, which mends again, or a mended
//! one. Nothing is ever deleted.

use crate::copies::{self, stamp};
use crate::folder::{Folder, private_file, sync_folder};
use crate::open::Note;
use crate::tables::doubt::doubt_what_was_due;
use crate::{Result, StoreError, connection, group, migrate};
use chrono::{DateTime, Utc};
use std::fs;
use std::path::{Path, PathBuf};

/// Replaces a broken (or lost) database.
///
/// # Errors
/// [`StoreError::NoGoodCopy`] where no copy is good; then everything lies where it was.
pub(crate) fn mend(folder: &Folder, now: DateTime<Utc>) -> Result<Note> {
    let database = folder.database();
    let Some(copy) = copies::newest_good(folder)? else {
        return Err(StoreError::NoGoodCopy { path: database });
    };
    let part = folder.root().join("roost.db.part");
    let in_doubt = prepare(&copy.path, &part, now)?;
    let aside = move_aside(&database, now)?;
    fs::rename(&part, &database).map_err(StoreError::io(&database))?;
    sync_folder(&database)?;
    tracing::warn!(in_doubt, "the database was broken and was replaced by a copy");
    Ok(Note::Mended { aside, copy: copy.path, copied_at: copy.made_at, in_doubt })
}

/// Whether there is a copy to mend from.
pub(crate) fn can_mend(folder: &Folder) -> Result<bool> {
    Ok(copies::newest_good(folder)?.is_some())
}

fn prepare(copy: &Path, part: &Path, now: DateTime<Utc>) -> Result<usize> {
    for left_over in with_log(part) {
        remove_if_there(&left_over)?;
    }
    let bytes = fs::read(copy).map_err(StoreError::io(copy))?;
    let file = private_file(part).map_err(StoreError::io(part))?;
    fs::write(part, bytes).map_err(StoreError::io(part))?;
    let mut db = connection::open(part, connection::Durability::PowerCut)?;
    migrate::run(&mut db)?;
    let in_doubt = group::solo(&db, |tx| doubt_what_was_due(tx, now), || Ok(()))?;
    // Back to one file, so that moving it moves everything.
    db.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0))?;
    db.close().map_err(|(_, error)| StoreError::from(error))?;
    file.sync_all().map_err(StoreError::io(part))?;
    Ok(in_doubt)
}

fn move_aside(database: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>> {
    let is_there = fs::metadata(database).is_ok_and(|file| file.len() > 0);
    let aside = free_name(database, now);
    let mut moved = None;
    for (from, to) in with_log(database).into_iter().zip(with_log(&aside)) {
        match fs::rename(&from, &to) {
            Ok(()) => moved = Some(aside.clone()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => (),
            Err(source) => return Err(StoreError::Io { path: from, source }),
        }
    }
    Ok(moved.filter(|_| is_there))
}

/// The name for a broken database; one that broke in the same second keeps its own.
fn free_name(database: &Path, now: DateTime<Utc>) -> PathBuf {
    let mut name = format!("roost.db.broken-{}", stamp(now));
    while database.with_file_name(&name).exists() {
        name.push_str("-again");
    }
    database.with_file_name(name)
}

/// A database file and the files of its log.
fn with_log(database: &Path) -> [PathBuf; 3] {
    ["", "-wal", "-shm"].map(|suffix| {
        let mut name = database.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    })
}

fn remove_if_there(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::Io { path: path.to_owned(), source })
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Whether the file is empty although its log is not: the database was cut off. SQLite would throw
/// the log away when opening it.
pub(crate) fn was_cut_off(database: &Path) -> bool {
    let [database, log, _] = with_log(database);
    let length = |path: &Path| fs::metadata(path).map_or(0, |file| file.len());
    length(&database) == 0 && length(&log) > 0
}
