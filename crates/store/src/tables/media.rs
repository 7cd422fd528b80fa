//! Which files does Roost keep? Rows of `media`, one per content: the copy in the media folder is
//! named by its SHA-256.

use crate::{StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::ids::MediaId;
use rusqlite::OptionalExtension;

impl Tx<'_> {
    /// The row of a content, made if there is none; one whose copy had been removed is back.
    pub fn keep_media(
        &self,
        sha256: &str,
        mime: &str,
        bytes: u64,
        now: Timestamp,
    ) -> Result<MediaId, StoreError> {
        let id = self
            .db()
            .prepare_cached(
                "INSERT INTO media (sha256, mime, bytes, created_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (sha256) DO UPDATE SET gone_at = NULL RETURNING id",
            )?
            .query_row((sha256, mime, bytes as i64, now.timestamp_millis()), |row| row.get(0))?;
        Ok(MediaId(id))
    }

    /// Whether a content is kept.
    pub fn media_is_kept(&self, sha256: &str) -> Result<bool, StoreError> {
        let kept = self
            .db()
            .prepare_cached("SELECT gone_at IS NULL FROM media WHERE sha256 = ?1")?
            .query_row([sha256], |row| row.get(0))
            .optional()?;
        Ok(kept.unwrap_or(false))
    }
}
