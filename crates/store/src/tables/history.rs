//! Which changes of the plan can be undone, and which made again? The newest changes with what each
//! found and left; those that were undone come last, and a new change ends them.

use crate::journal::{self, DeliveryThen, PostThen};
use crate::tables::columns::get_instant;
use crate::tables::slots::SlotRow;
use crate::{StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::ids::{AccountId, DeliveryId, PostId};
use rusqlite::{OptionalExtension, Row};

/// So many changes are kept.
const KEPT: i64 = 200;

/// Whether a change holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Done,
    /// It was taken back.
    Undone,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// Its id.
    pub id: i64,
    /// What was done: a word.
    pub code: String,
    /// When.
    pub at: Timestamp,
    /// To how many deliveries.
    pub count: u32,
}

/// What a change did to one delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryChange {
    /// Which.
    pub id: DeliveryId,
    /// As it was; `None` where the change made it.
    pub before: Option<DeliveryThen>,
    /// As it became.
    pub after: DeliveryThen,
    /// The revision that it has while nothing else has changed it.
    pub revision: i64,
}

/// What a change did to one post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostChange {
    /// Which.
    pub id: PostId,
    /// As it was.
    pub before: PostThen,
    /// As it became.
    pub after: PostThen,
    /// The revision that it has while nothing else has changed it.
    pub revision: i64,
}

/// What a change did to an account's slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotsChange {
    /// Whose.
    pub account: AccountId,
    /// As they were.
    pub before: Vec<SlotRow>,
    /// As they became.
    pub after: Vec<SlotRow>,
}

const CHANGE: &str = "SELECT c.id, c.code, c.at, (SELECT count(*) FROM plan_change_rows r
        WHERE r.change_id = c.id AND r.kind = 'delivery') AS count FROM plan_changes c";

fn change(row: &Row<'_>) -> rusqlite::Result<ChangeRow> {
    Ok(ChangeRow {
        id: row.get("id")?,
        code: row.get("code")?,
        at: get_instant(row, "at")?,
        count: row.get("count")?,
    })
}

impl Tx<'_> {
    /// Closes the journal and keeps what is in it as one change; nothing where nothing changed. What
    /// was undone can't be made again from now on.
    pub fn keep_change(&self, code: &str, now: Timestamp) -> Result<(), StoreError> {
        let entries = self.close_journal()?;
        // A post shows only in its deliveries.
        if entries.iter().all(|entry| entry.kind == "post") {
            return Ok(());
        }
        let db = self.db();
        db.prepare_cached("DELETE FROM plan_changes WHERE undone = 1")?.execute([])?;
        db.prepare_cached("INSERT INTO plan_changes (code, at) VALUES (?1, ?2)")?
            .execute((code, now.timestamp_millis()))?;
        let id = db.last_insert_rowid();
        let mut insert = db.prepare_cached(
            "INSERT INTO plan_change_rows (change_id, kind, row_id, before_json, after_json, revision)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for entry in entries {
            insert.execute((
                id,
                entry.kind,
                entry.row,
                entry.before,
                entry.after,
                entry.revision,
            ))?;
        }
        db.prepare_cached(
            "DELETE FROM plan_changes WHERE id <=
                (SELECT id FROM plan_changes ORDER BY id DESC LIMIT 1 OFFSET ?1)",
        )?
        .execute([KEPT])?;
        Ok(())
    }

    /// The change that undo takes back.
    pub fn change_to_undo(&self) -> Result<Option<ChangeRow>, StoreError> {
        let sql = format!("{CHANGE} WHERE c.undone = 0 ORDER BY c.id DESC LIMIT 1");
        Ok(self.db().prepare_cached(&sql)?.query_row([], change).optional()?)
    }

    /// The change that redo makes again.
    pub fn change_to_redo(&self) -> Result<Option<ChangeRow>, StoreError> {
        let sql = format!("{CHANGE} WHERE c.undone = 1 ORDER BY c.id LIMIT 1");
        Ok(self.db().prepare_cached(&sql)?.query_row([], change).optional()?)
    }

    /// What a change did to deliveries.
    pub fn deliveries_of_change(&self, change: i64) -> Result<Vec<DeliveryChange>, StoreError> {
        let found = self.rows_of_change(change, "delivery")?;
        found
            .into_iter()
            .map(|(row, before, after, revision)| {
                Ok(DeliveryChange {
                    id: DeliveryId(row),
                    before: before.as_deref().map(journal::delivery_then).transpose()?,
                    after: journal::delivery_then(&after)?,
                    revision,
                })
            })
            .collect()
    }

    /// What a change did to posts.
    pub fn posts_of_change(&self, change: i64) -> Result<Vec<PostChange>, StoreError> {
        let found = self.rows_of_change(change, "post")?;
        found
            .into_iter()
            .map(|(row, before, after, revision)| {
                Ok(PostChange {
                    id: PostId(row),
                    before: journal::post_then(before.as_deref().unwrap_or_default())?,
                    after: journal::post_then(&after)?,
                    revision,
                })
            })
            .collect()
    }

    /// What a change did to slots.
    pub fn slots_of_change(&self, change: i64) -> Result<Vec<SlotsChange>, StoreError> {
        let found = self.rows_of_change(change, "slots")?;
        found
            .into_iter()
            .map(|(row, before, after, _)| {
                Ok(SlotsChange {
                    account: AccountId(row),
                    before: journal::slots_then(before.as_deref().unwrap_or_default())?,
                    after: journal::slots_then(&after)?,
                })
            })
            .collect()
    }

    #[expect(clippy::type_complexity, reason = "a row on its way to being parsed, seen by three")]
    fn rows_of_change(
        &self,
        change: i64,
        kind: &str,
    ) -> Result<Vec<(i64, Option<String>, String, i64)>, StoreError> {
        let mut rows = self.db().prepare_cached(
            "SELECT row_id, before_json, after_json, revision FROM plan_change_rows
             WHERE change_id = ?1 AND kind = ?2 ORDER BY row_id",
        )?;
        let found = rows
            .query_map((change, kind), |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// Marks a change as undone, or as made again, and takes note of the revisions that its rows
    /// have now.
    pub fn mark_change(&self, change: i64, standing: Standing) -> Result<(), StoreError> {
        let db = self.db();
        db.prepare_cached("UPDATE plan_changes SET undone = ?2 WHERE id = ?1")?
            .execute((change, standing == Standing::Undone))?;
        db.prepare_cached(
            "UPDATE plan_change_rows SET revision = CASE kind
                WHEN 'delivery' THEN (SELECT revision FROM deliveries d WHERE d.id = row_id)
                WHEN 'post' THEN (SELECT revision FROM posts p WHERE p.id = row_id)
                ELSE 0 END
             WHERE change_id = ?1",
        )?
        .execute([change])?;
        Ok(())
    }

    /// Puts a delivery back to where it was, by undo alone.
    pub fn restore_delivery(&self, id: DeliveryId, then: &DeliveryThen) -> Result<(), StoreError> {
        self.place_delivery(id, &then.placed)?;
        self.db()
            .prepare_cached(
                "UPDATE deliveries SET post_id = ?2, reason_note = ?3,
                   account_id = coalesce(?4, account_id) WHERE id = ?1",
            )?
            .execute((id.0, then.post.0, &then.note, then.account.map(|id| id.0)))?;
        Ok(())
    }

    /// Lets a post say again what it said.
    pub fn restore_post(&self, id: PostId, then: &PostThen) -> Result<(), StoreError> {
        self.rewrite_post(id, &then.segments)?;
        self.set_labels(id, &then.labels)?;
        self.set_category(id, then.category.as_deref())
    }

    /// Whether the copies of all these media are still kept.
    pub fn media_are_kept(&self, then: &PostThen) -> Result<bool, StoreError> {
        let mut kept =
            self.db().prepare_cached("SELECT gone_at IS NULL FROM media WHERE id = ?1")?;
        for media in then.segments.iter().flat_map(|segment| &segment.media) {
            let is_kept: Option<bool> =
                kept.query_row([media.id.0], |row| row.get(0)).optional()?;
            if is_kept != Some(true) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A post's revision.
    pub fn post_revision(&self, id: PostId) -> Result<Option<i64>, StoreError> {
        Ok(self
            .db()
            .prepare_cached("SELECT revision FROM posts WHERE id = ?1")?
            .query_row([id.0], |row| row.get(0))
            .optional()?)
    }
}
