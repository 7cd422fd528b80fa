//! What goes by itself, and when? Raw bodies of successes after 90 days, and the copies of media 30
//! days after the last delivery that needs them ended (docs/words.md, data folder). In small
//! batches, so that no write of the loop waits for long.

use crate::pace::Pace;
use crate::tables::meta;
use crate::time::ms;
use crate::{Folder, Result, Store, StoreError, Tx};
use chrono::{DateTime, TimeDelta, Utc};
use std::path::{Path, PathBuf};

/// How long the raw body of a success is kept.
const BODIES: TimeDelta = TimeDelta::days(90);
/// How long media are kept after the last delivery that needs them ended.
const MEDIA: TimeDelta = TimeDelta::days(30);
/// How many attempts one batch looks at.
const ATTEMPTS: i64 = 1000;
/// How many media one batch lets go.
const FILES: i64 = 50;

/// What a housekeeping has removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Swept {
    /// Raw bodies of successes.
    pub bodies: usize,
    /// Copies of media: their hashes.
    pub media: Vec<String>,
}

impl Store {
    /// Removes what has had its time, batch by batch, each a write of its own.
    pub async fn sweep(&self, now: DateTime<Utc>) -> Result<Swept> {
        let mut swept = Swept::default();
        loop {
            match self.write(move |tx| forget_bodies(tx, now)).await? {
                Batch::More(n) => swept.bodies += n,
                Batch::Last(n) => {
                    swept.bodies += n;
                    break;
                }
            }
        }
        loop {
            let gone = self.write(move |tx| let_media_go(tx, now)).await?;
            if let Some(folder) = self.folder() {
                let (media, hashes) = (folder.media(), gone.clone());
                self.write(move |tx| unlink(tx, &media, &hashes)).await?;
            }
            let is_last = gone.len() < FILES as usize;
            swept.media.extend(gone);
            if is_last {
                break;
            }
        }
        Ok(swept)
    }

    /// Today's copy of the database, unless there is one: its path. Seven are kept. Runs on a
    /// thread of its own, at a pace that leaves room for the loop, and ends early where the future
    /// is dropped. The copy is checked whole. Without a folder there is nothing to copy.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] where the database is broken; the next opening mends it.
    pub async fn copy_daily(&self, now: DateTime<Utc>) -> Result<Option<PathBuf>> {
        let Some(folder) = self.folder().cloned() else { return Ok(None) };
        let (reply, copied) = tokio::sync::oneshot::channel();
        let place = folder.copies();
        let (wanted, pace) = Pace::beside();
        std::thread::Builder::new()
            .name("roost-copy".to_owned())
            .spawn(move || {
                // Where nobody waits any more there is nobody to tell.
                let _ = reply.send(crate::copies::daily(&folder, now, &pace));
            })
            .map_err(StoreError::io(place))?;
        let copied = copied.await.unwrap_or(Err(StoreError::Closed));
        drop(wanted);
        self.suspect_where(copied)
    }

    /// The data folder; `None` for a database in memory.
    pub fn folder(&self) -> Option<&Folder> {
        self.place.as_deref()
    }
}

/// How far a batch came, with the number of rows it changed.
enum Batch {
    More(usize),
    Last(usize),
}

/// Attempts lie in the order in which they began, so a mark says how far the last batch came and
/// no index is needed.
fn forget_bodies(tx: &Tx<'_>, now: DateTime<Utc>) -> Result<Batch> {
    let from = meta::swept_attempt(tx)?;
    let to: Option<i64> = tx
        .db()
        .prepare_cached(
            "SELECT max(id) FROM
                (SELECT id, began_at FROM attempts WHERE id > ?1 ORDER BY id LIMIT ?3)
             WHERE began_at < ?2",
        )?
        .query_row((from, ms(now - BODIES), ATTEMPTS), |row| row.get(0))?;
    let Some(to) = to else { return Ok(Batch::Last(0)) };
    let forgotten = tx
        .db()
        .prepare_cached(
            "UPDATE attempts SET body = NULL
             WHERE id > ?1 AND id <= ?2 AND outcome = 'done' AND body IS NOT NULL",
        )?
        .execute((from, to))?;
    meta::set_swept_attempt(tx, to)?;
    Ok(Batch::More(forgotten))
}

/// Marks media that no delivery needs any more, and says which.
fn let_media_go(tx: &Tx<'_>, now: DateTime<Utc>) -> Result<Vec<String>> {
    let mut statement = tx.db().prepare_cached(
        "UPDATE media SET gone_at = ?1 WHERE id IN (
            SELECT m.id FROM media m
            WHERE m.gone_at IS NULL AND m.created_at < ?2 AND NOT EXISTS (
                SELECT 1 FROM segment_media s JOIN deliveries d ON d.post_id = s.post_id
                WHERE s.media_id = m.id AND NOT (
                    d.state IN ('published', 'failed', 'cancelled') AND d.ended_at < ?2))
              AND NOT EXISTS (SELECT 1 FROM composition_media c WHERE c.sha256 = m.sha256)
            LIMIT ?3)
         RETURNING sha256",
    )?;
    let rows = statement.query_map((ms(now), ms(now - MEDIA), FILES), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Unlinks the copies, after the commit that marked them. Inside a write, and only where the mark
/// still stands: the owner may have added the same content again in between.
fn unlink(tx: &Tx<'_>, media: &Path, hashes: &[String]) -> Result<()> {
    let mut is_gone = tx
        .db()
        .prepare_cached("SELECT count(*) FROM media WHERE sha256 = ?1 AND gone_at IS NOT NULL")?;
    for hash in hashes {
        if is_gone.query_row([hash], |row| row.get::<_, i64>(0))? == 0 {
            continue;
        }
        let path = media.join(hash);
        match std::fs::remove_file(&path) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::Io { path, source });
            }
            Ok(()) | Err(_) => (),
        }
    }
    Ok(())
}
