//! What is planned on an account as a whole? Read when times are laid out anew: after a long
//! lateness, and along a ramp.

use crate::tables::columns::find_instant;
use crate::tables::days::{DAYS, SENT};
use crate::tables::loop_deliveries::read_waiting;
use crate::tables::standing::{OPEN, UNSETTLED, WAITING};
use crate::time::{instant, ms};
use crate::{Result, Tx};
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::decide::snapshot::Waiting;
use roost_domain::ids::{AccountId, DeliveryId, IncidentId};
use roost_domain::wayback;
use rusqlite::Row;

/// By how much an owner moves a delivery forward at most, as far as [`original_dues`] cares.
const MOVED_FORWARD: TimeDelta = TimeDelta::days(28);

/// A waiting delivery with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRow {
    /// What the loop decides by.
    pub waiting: Waiting,
    /// All its text.
    pub text: String,
    /// Since when a half-sent thread has been standing still.
    pub half_sent_since: Option<Timestamp>,
}

impl PlannedRow {
    /// As the way back sees it.
    pub fn on_the_way_back<'a>(&self, text: &'a str) -> wayback::Waiting<'a> {
        wayback::Waiting {
            id: self.waiting.delivery,
            due: Some(self.waiting.due),
            timing: self.waiting.timing,
            text,
            segments: self.waiting.segments_left.max(1),
            begun: match self.half_sent_since {
                Some(since) => wayback::Begun::HalfSent { since },
                None => wayback::Begun::NotYet,
            },
            endurance: wayback::Endurance::Timely,
        }
    }
}

// Begins with what [`read_waiting`] reads.
const PLANNED: &str = "SELECT d.id, d.due, d.timing, d.not_before, d.excused_ms,
        (SELECT count(*) FROM segments s WHERE s.post_id = d.post_id) - d.segments_out,
        (SELECT group_concat(text, char(10)) FROM
            (SELECT text FROM segments s WHERE s.post_id = d.post_id ORDER BY position)),
        (SELECT max(published_at) FROM delivery_segments o WHERE o.delivery_id = d.id)
     FROM deliveries d";

/// Every waiting delivery of an account that has a time, by due time, then id.
pub fn planned(tx: &Tx<'_>, account: AccountId) -> Result<Vec<PlannedRow>> {
    let sql = format!(
        "{PLANNED} WHERE d.account_id = ?1 AND d.state IN ('queued', 'scheduled')
            AND d.due IS NOT NULL ORDER BY d.due, d.id"
    );
    let mut query = tx.db().prepare_cached(&sql)?;
    Ok(query.query_map([account.0], read)?.collect::<rusqlite::Result<_>>()?)
}

/// Everything that an incident holds of an account, by due time, then id.
pub fn held_by(tx: &Tx<'_>, account: AccountId, incident: IncidentId) -> Result<Vec<PlannedRow>> {
    let sql = format!(
        "{PLANNED} WHERE d.account_id = ?1 AND d.incident_id = ?2 AND d.state = 'held'
            AND d.due IS NOT NULL ORDER BY d.due, d.id"
    );
    let mut query = tx.db().prepare_cached(&sql)?;
    Ok(query.query_map((account.0, incident.0), read)?.collect::<rusqlite::Result<_>>()?)
}

/// When deliveries of an account were first meant to go out, from an instant on, in order; drafts
/// and what was taken back do not count.
pub fn original_dues(tx: &Tx<'_>, account: AccountId, since: Timestamp) -> Result<Vec<Timestamp>> {
    let sql = format!(
        "{DAYS} SELECT original_due FROM deliveries WHERE original_due >= ?3 AND id IN (
            SELECT id FROM deliveries WHERE account_id = ?1 AND {WAITING}
            UNION ALL SELECT id FROM deliveries WHERE account_id = ?1 AND {OPEN} AND state <> 'draft'
            UNION ALL SELECT id FROM deliveries WHERE account_id = ?1 AND {UNSETTLED}
            UNION ALL SELECT o.delivery_id FROM days {SENT})
         AND state <> 'cancelled' ORDER BY original_due"
    );
    let mut query = tx.db().prepare_cached(&sql)?;
    // What the owner moved forward may have gone out before it was first meant to.
    let sent_since = ms(since - MOVED_FORWARD);
    let rows = query.query_map((account.0, sent_since, ms(since)), |row| row.get::<_, i64>(0))?;
    rows.map(|row| instant(row?)).collect()
}

/// A held delivery's new time on the way back; it stays held until the quiet post is out.
pub fn plan_held(tx: &Tx<'_>, id: DeliveryId, due: Timestamp) -> Result<()> {
    tx.db()
        .prepare_cached(
            "UPDATE deliveries SET due = ?2, excused_ms = 0, not_before = NULL, reason = NULL,
                timing = CASE timing WHEN 'pinned' THEN 'pinned' ELSE 'slot' END,
                revision = revision + 1 WHERE id = ?1 AND state = 'held'",
        )?
        .execute((id.0, ms(due)))?;
    Ok(())
}

/// A held delivery waits for the owner's decision; it stays held.
pub fn pick_out(tx: &Tx<'_>, id: DeliveryId, reason: &str) -> Result<()> {
    tx.db()
        .prepare_cached(
            "UPDATE deliveries SET reason = ?2, revision = revision + 1
             WHERE id = ?1 AND state = 'held'",
        )?
        .execute((id.0, reason))?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<PlannedRow> {
    Ok(PlannedRow {
        waiting: read_waiting(row)?,
        text: row.get::<_, Option<String>>(6)?.unwrap_or_default(),
        half_sent_since: find_instant(row, 7)?,
    })
}

/// What went out since an instant, by time: a thread once, at its first segment.
pub fn out(tx: &Tx<'_>, account: AccountId, since: Timestamp) -> Result<Vec<wayback::Out>> {
    let sql = format!(
        "{DAYS} SELECT min(o.published_at) AS at, count(*) FROM days {SENT}
         GROUP BY o.delivery_id ORDER BY at"
    );
    let mut query = tx.db().prepare_cached(&sql)?;
    let rows =
        query.query_map((account.0, ms(since)), |row| Ok((row.get(0)?, row.get::<_, u32>(1)?)))?;
    rows.map(|row| {
        let (at, segments) = row?;
        Ok(wayback::Out { at: instant(at)?, segments })
    })
    .collect()
}
