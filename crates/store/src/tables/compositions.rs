//! What is being written? Compositions as the composer last said them; SQL doesn't look inside.

use crate::tables::columns::get_instant;
use crate::{StoreError, Tx};
use roost_domain::Timestamp;
use rusqlite::{OptionalExtension, Row};

/// One composition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompositionRow {
    /// Its id.
    pub id: i64,
    /// All of it, as JSON.
    pub content: String,
    /// When it was kept last.
    pub saved_at: Timestamp,
    /// Counts its changes, from 1.
    pub revision: i64,
}

fn composition(row: &Row<'_>) -> rusqlite::Result<CompositionRow> {
    Ok(CompositionRow {
        id: row.get("id")?,
        content: row.get("content")?,
        saved_at: get_instant(row, "saved_at")?,
        revision: row.get("revision")?,
    })
}

impl Tx<'_> {
    /// One composition.
    pub fn find_composition(&self, id: i64) -> Result<Option<CompositionRow>, StoreError> {
        Ok(self
            .db()
            .prepare_cached("SELECT * FROM compositions WHERE id = ?1")?
            .query_row([id], composition)
            .optional()?)
    }

    /// Every composition, the newest first.
    pub fn all_compositions(&self) -> Result<Vec<CompositionRow>, StoreError> {
        let mut rows = self
            .db()
            .prepare_cached("SELECT * FROM compositions ORDER BY saved_at DESC, id DESC")?;
        let all = rows.query_map([], composition)?.collect::<Result<_, _>>()?;
        Ok(all)
    }

    /// Keeps a new composition, or a newer content of one; `media` are the files that it needs.
    pub fn keep_composition(
        &self,
        id: Option<i64>,
        content: &str,
        media: &[String],
        now: Timestamp,
    ) -> Result<CompositionRow, StoreError> {
        let at = now.timestamp_millis();
        let kept = match id {
            None => self
                .db()
                .prepare_cached(
                    "INSERT INTO compositions (content, created_at, saved_at) VALUES (?1, ?2, ?2)
                     RETURNING *",
                )?
                .query_row((content, at), composition)?,
            Some(id) => self
                .db()
                .prepare_cached(
                    "UPDATE compositions SET content = ?2, saved_at = ?3, revision = revision + 1
                     WHERE id = ?1 RETURNING *",
                )?
                .query_row((id, content, at), composition)?,
        };
        self.db()
            .prepare_cached("DELETE FROM composition_media WHERE composition_id = ?1")?
            .execute([kept.id])?;
        let mut insert = self.db().prepare_cached(
            "INSERT OR IGNORE INTO composition_media (composition_id, sha256) VALUES (?1, ?2)",
        )?;
        for sha256 in media {
            insert.execute((kept.id, sha256))?;
        }
        Ok(kept)
    }

    /// Lets go of a composition: whether there was one.
    pub fn discard_composition(&self, id: i64) -> Result<bool, StoreError> {
        let gone =
            self.db().prepare_cached("DELETE FROM compositions WHERE id = ?1")?.execute([id])?;
        Ok(gone > 0)
    }
}
