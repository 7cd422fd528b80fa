//! What was asked of a network, and what came back? Rows of `attempts` as the owner looks at them;
//! the loop writes its own in `loop_*.rs`.

use crate::tables::columns::{codes, find_instant, get_instant};
use crate::{StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::ids::{AccountId, AttemptId, DeliveryId};
use rusqlite::{OptionalExtension, Row, named_params};

/// One attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptRecord {
    /// Its id.
    pub id: AttemptId,
    /// What it was for.
    pub purpose: String,
    /// What came of it.
    pub outcome: String,
    /// When it began.
    pub began_at: Timestamp,
    /// When the answer was in.
    pub ended_at: Option<Timestamp>,
    /// HTTP status.
    pub http_status: Option<u16>,
    /// The kind of refusal, as its word.
    pub kind: Option<String>,
    /// Legacy codes.
    pub codes: Vec<u32>,
    /// The network's own words.
    pub message: String,
    /// The raw answer, without secrets.
    pub body: Option<String>,
}

/// A segment of a delivery that is out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentOut {
    /// Which segment.
    pub position: u32,
    /// Its id on the network.
    pub remote_id: String,
    /// Where it can be looked at.
    pub url: String,
    /// When it went out.
    pub published_at: Timestamp,
}

/// What came of a request that the owner asked for (a deletion).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptEnd {
    /// `done`, `refused`, `lost` or `not_sent`.
    pub outcome: &'static str,
    /// HTTP status.
    pub http_status: Option<u16>,
    /// The kind of refusal, as its word.
    pub kind: Option<&'static str>,
    /// The network's own words.
    pub message: String,
    /// The raw answer, without secrets.
    pub body: Option<String>,
}

const COLUMNS: &str = "id, purpose, outcome, began_at, ended_at, http_status, kind, codes, \
                       message, body";

fn attempt(row: &Row<'_>) -> rusqlite::Result<AttemptRecord> {
    let joined: String = row.get("codes")?;
    Ok(AttemptRecord {
        id: AttemptId(row.get("id")?),
        purpose: row.get("purpose")?,
        outcome: row.get("outcome")?,
        began_at: get_instant(row, "began_at")?,
        ended_at: find_instant(row, "ended_at")?,
        http_status: row.get("http_status")?,
        kind: row.get("kind")?,
        codes: codes(&joined),
        message: row.get("message")?,
        body: row.get("body")?,
    })
}

impl Tx<'_> {
    /// A delivery's attempts, in order.
    pub fn attempts_of(&self, delivery: DeliveryId) -> Result<Vec<AttemptRecord>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM attempts WHERE delivery_id = ?1 ORDER BY id");
        let mut rows = self.db().prepare_cached(&sql)?;
        let attempts = rows.query_map([delivery.0], attempt)?.collect::<Result<_, _>>()?;
        Ok(attempts)
    }

    /// One attempt.
    pub fn find_attempt(&self, id: AttemptId) -> Result<Option<AttemptRecord>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM attempts WHERE id = ?1");
        Ok(self.db().prepare_cached(&sql)?.query_row([id.0], attempt).optional()?)
    }

    /// A delivery's segments that are out, in order.
    pub fn segments_out_of(&self, delivery: DeliveryId) -> Result<Vec<SegmentOut>, StoreError> {
        let mut rows = self.db().prepare_cached(
            "SELECT position, remote_id, url, published_at FROM delivery_segments
             WHERE delivery_id = ?1 ORDER BY position",
        )?;
        let segments = rows
            .query_map([delivery.0], |row| {
                Ok(SegmentOut {
                    position: row.get("position")?,
                    remote_id: row.get("remote_id")?,
                    url: row.get("url")?,
                    published_at: get_instant(row, "published_at")?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(segments)
    }

    /// Writes down that a deletion is about to be asked for.
    pub fn begin_deletion(
        &self,
        account: AccountId,
        delivery: DeliveryId,
        now: Timestamp,
    ) -> Result<AttemptId, StoreError> {
        self.db()
            .prepare_cached(
                "INSERT INTO attempts (account_id, delivery_id, purpose, outcome, began_at)
                 VALUES (?1, ?2, 'delete', 'open', ?3)",
            )?
            .execute((account.0, delivery.0, now.timestamp_millis()))?;
        Ok(AttemptId(self.db().last_insert_rowid()))
    }

    /// Writes down what came of it.
    pub fn end_deletion(
        &self,
        id: AttemptId,
        end: &AttemptEnd,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE attempts SET outcome = :outcome, ended_at = :now, http_status = :status,
                   kind = :kind, message = :message, body = :body WHERE id = :id",
            )?
            .execute(named_params! {
                ":id": id.0, ":outcome": end.outcome, ":now": now.timestamp_millis(),
                ":status": end.http_status, ":kind": end.kind, ":message": end.message,
                ":body": end.body,
            })?;
        Ok(())
    }
}
