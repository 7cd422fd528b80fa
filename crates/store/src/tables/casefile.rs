//! What lies in an incident's case file? What the owner sees and did, which looks are asked for, the
//! attempts that belong to it, and what became of all that it ever held.

use crate::tables::columns::{codes, find_instant, get_instant, unknown};
use crate::time::ms;
use crate::{Result, StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::casefile::{Looks, StepMark};
use roost_domain::ids::{AccountId, AttemptId, DeliveryId, IncidentId};
use roost_domain::refusal::RefusalKind;
use rusqlite::{OptionalExtension, Row, named_params};

/// What stands in the incident's own row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseRow {
    /// What the owner sees on the network's page.
    pub screen: Option<String>,
    /// When the countdown ends, and when it was entered.
    pub countdown: Option<(Timestamp, Timestamp)>,
    /// Whether the look at its end was promised already.
    pub countdown_is_over: bool,
    /// Whether Roost looks once a day.
    pub look_daily: bool,
    /// The last read that asked about it.
    pub looked_at: Option<Timestamp>,
    /// The look that its kind sets.
    pub own_look_at: Option<Timestamp>,
}

impl CaseRow {
    /// What lets Roost look by itself. Before the first look a day counts from now.
    pub fn looks(&self, now: Timestamp) -> Looks {
        let runs = self.countdown.filter(|_| !self.countdown_is_over);
        Looks {
            own: self.own_look_at,
            countdown: runs.map(|(ends, _)| ends),
            daily: self.look_daily.then(|| self.looked_at.unwrap_or(now)),
        }
    }
}

/// A mark on a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRow {
    /// The step's id.
    pub step: String,
    /// What it was called when it was marked.
    pub title: String,
    /// What the owner said.
    pub mark: StepMark,
    /// What they wrote beside it.
    pub note: String,
    /// When.
    pub at: Timestamp,
}

/// An attempt that belongs to an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceRow {
    /// Its id.
    pub attempt: AttemptId,
    /// For whom.
    pub account: AccountId,
    /// What it sent.
    pub delivery: Option<DeliveryId>,
    /// What it was for.
    pub purpose: String,
    /// What came of it.
    pub outcome: String,
    /// When it began.
    pub began_at: Timestamp,
    /// HTTP status.
    pub http_status: Option<u16>,
    /// The kind of refusal, as its word.
    pub kind: Option<String>,
    /// By which rule it was told.
    pub rule: Option<String>,
    /// Legacy codes.
    pub codes: Vec<u32>,
    /// The network's own words.
    pub message: String,
    /// `name: value` lines.
    pub headers: Option<String>,
    /// The raw answer, without secrets.
    pub body: Option<String>,
}

/// What became of the deliveries that an incident ever held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HeldCounts {
    /// Held by it now.
    pub kept: u64,
    /// Out.
    pub published: u64,
    /// No row any more.
    pub lost: u64,
    /// Waiting for a word of the owner.
    pub waiting_decision: u64,
}

fn step(row: &Row<'_>) -> rusqlite::Result<StepRow> {
    let mark: String = row.get("mark")?;
    Ok(StepRow {
        step: row.get("step")?,
        title: row.get("title")?,
        mark: StepMark::from_word(&mark).ok_or_else(|| unknown("a step's mark", mark))?,
        note: row.get("note")?,
        at: get_instant(row, "at")?,
    })
}

fn evidence(row: &Row<'_>) -> rusqlite::Result<EvidenceRow> {
    let joined: String = row.get("codes")?;
    Ok(EvidenceRow {
        attempt: AttemptId(row.get("id")?),
        account: AccountId(row.get("account_id")?),
        delivery: row.get::<_, Option<i64>>("delivery_id")?.map(DeliveryId),
        purpose: row.get("purpose")?,
        outcome: row.get("outcome")?,
        began_at: get_instant(row, "began_at")?,
        http_status: row.get("http_status")?,
        kind: row.get("kind")?,
        rule: row.get("rule")?,
        codes: codes(&joined),
        message: row.get("message")?,
        headers: row.get("headers")?,
        body: row.get("body")?,
    })
}

impl Tx<'_> {
    /// What stands in the incident's own row.
    pub fn case_row(&self, id: IncidentId) -> Result<CaseRow, StoreError> {
        let row = self
            .db()
            .prepare_cached(
                "SELECT screen, countdown_at, countdown_entered_at, countdown_over_at, look_daily,
                    looked_at, own_look_at FROM incidents WHERE id = ?1",
            )?
            .query_row([id.0], |row| {
                let ends = find_instant(row, "countdown_at")?;
                let entered = find_instant(row, "countdown_entered_at")?;
                Ok(CaseRow {
                    screen: row.get("screen")?,
                    countdown: ends.zip(entered),
                    countdown_is_over: row.get::<_, Option<i64>>("countdown_over_at")?.is_some(),
                    look_daily: row.get("look_daily")?,
                    looked_at: find_instant(row, "looked_at")?,
                    own_look_at: find_instant(row, "own_look_at")?,
                })
            })
            .optional()?;
        row.ok_or_else(|| StoreError::NotFound { what: "incident", id: id.to_string() })
    }

    /// Writes down what the owner sees on the network's page.
    pub fn set_screen(&self, id: IncidentId, screen: Option<&str>) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE incidents SET screen = ?2, revision = revision + 1 WHERE id = ?1",
            )?
            .execute((id.0, screen))?;
        Ok(())
    }

    /// Writes down the countdown that the owner saw, entered at `now`, or takes it back.
    pub fn set_countdown(
        &self,
        id: IncidentId,
        ends_at: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE incidents SET countdown_at = ?2, countdown_entered_at = ?3,
                   countdown_over_at = NULL, revision = revision + 1 WHERE id = ?1",
            )?
            .execute((id.0, ends_at.map(ms), ends_at.map(|_| ms(now))))?;
        Ok(())
    }

    /// Switches 'look once a day' on or off.
    pub fn set_look_daily(&self, id: IncidentId, on: bool) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE incidents SET look_daily = ?2, revision = revision + 1 WHERE id = ?1",
            )?
            .execute((id.0, on))?;
        Ok(())
    }

    /// Says that the case file was written into, so that whoever shows it looks again.
    pub fn touch_incident(&self, id: IncidentId) -> Result<(), StoreError> {
        self.db()
            .prepare_cached("UPDATE incidents SET revision = revision + 1 WHERE id = ?1")?
            .execute([id.0])?;
        Ok(())
    }

    /// Every mark on an incident's steps, oldest first.
    pub fn step_marks(&self, id: IncidentId) -> Result<Vec<StepRow>, StoreError> {
        let mut rows = self.db().prepare_cached(
            "SELECT step, title, mark, note, at FROM incident_steps
             WHERE incident_id = ?1 ORDER BY at, step",
        )?;
        let marks = rows.query_map([id.0], step)?.collect::<Result<_, _>>()?;
        Ok(marks)
    }

    /// Marks a step; what was said of it before is replaced.
    pub fn mark_step(&self, id: IncidentId, row: &StepRow) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "INSERT INTO incident_steps (incident_id, step, title, mark, note, at)
                 VALUES (:id, :step, :title, :mark, :note, :at)
                 ON CONFLICT (incident_id, step) DO UPDATE SET
                   title = :title, mark = :mark, note = :note, at = :at",
            )?
            .execute(named_params! {
                ":id": id.0, ":step": row.step, ":title": row.title, ":mark": row.mark.word(),
                ":note": row.note, ":at": ms(row.at),
            })?;
        Ok(())
    }

    /// The newest `most` attempts that belong to an incident, oldest first.
    pub fn evidence_of(&self, id: IncidentId, most: u32) -> Result<Vec<EvidenceRow>, StoreError> {
        let mut rows = self.db().prepare_cached(
            "SELECT * FROM (
                SELECT a.id, a.account_id, a.delivery_id, a.purpose, a.outcome, a.began_at,
                   a.http_status, a.kind, a.rule, a.codes, a.message, a.headers, a.body
                FROM incident_evidence e JOIN attempts a ON a.id = e.attempt_id
                WHERE e.incident_id = ?1 ORDER BY e.attempt_id DESC LIMIT ?2
             ) ORDER BY id",
        )?;
        let found = rows.query_map((id.0, most), evidence)?.collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// How many attempts belong to an incident.
    pub fn count_evidence(&self, id: IncidentId) -> Result<u64, StoreError> {
        let count: i64 = self
            .db()
            .prepare_cached("SELECT count(*) FROM incident_evidence WHERE incident_id = ?1")?
            .query_row([id.0], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// What became of all that an incident ever held.
    pub fn held_counts(&self, id: IncidentId) -> Result<HeldCounts, StoreError> {
        let mut query = self.db().prepare_cached(
            "SELECT
                count(*) FILTER (WHERE d.state = 'held' AND d.incident_id = ?1),
                count(*) FILTER (WHERE d.state = 'published'),
                count(*) FILTER (WHERE d.id IS NULL),
                count(*) FILTER (WHERE d.state = 'missed'
                   OR (d.state = 'unconfirmed' AND d.read_at IS NULL)
                   OR (d.state = 'held' AND d.incident_id = ?1
                       AND d.reason IN ('stale', 'half_sent', 'over_cap', 'no_time')))
             FROM incident_held h LEFT JOIN deliveries d ON d.id = h.delivery_id
             WHERE h.incident_id = ?1",
        )?;
        let counts = query.query_row([id.0], |row| {
            Ok(HeldCounts {
                kept: row.get::<_, i64>(0)?.unsigned_abs(),
                published: row.get::<_, i64>(1)?.unsigned_abs(),
                lost: row.get::<_, i64>(2)?.unsigned_abs(),
                waiting_decision: row.get::<_, i64>(3)?.unsigned_abs(),
            })
        })?;
        Ok(counts)
    }

    /// Other incidents of the same kind, on accounts of the same app, that are not closed and opened
    /// at most `within_ms` before or after. An app's or the machine's own has none.
    pub fn siblings_of(
        &self,
        id: IncidentId,
        within: chrono::TimeDelta,
    ) -> Result<Vec<IncidentId>, StoreError> {
        let mut rows = self.db().prepare_cached(
            "SELECT o.id FROM incidents i
             JOIN accounts a ON a.id = i.account_id
             JOIN incidents o ON o.kind = i.kind AND o.id <> i.id AND o.state <> 'closed'
             JOIN accounts b ON b.id = o.account_id AND b.app_id = a.app_id
             WHERE i.id = ?1 AND abs(o.opened_at - i.opened_at) <= ?2 ORDER BY o.id",
        )?;
        let found = rows
            .query_map((id.0, within.num_milliseconds()), |row| row.get(0).map(IncidentId))?
            .collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// Whether the account, or every account of the app, that an incident holds was removed.
    pub fn holds_nobody(&self, id: IncidentId) -> Result<bool, StoreError> {
        let is_anybody: bool = self
            .db()
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM incidents i JOIN accounts a
                    ON a.id = i.account_id OR a.app_id = i.app_id OR i.scope = 'machine'
                 WHERE i.id = ?1 AND a.removed_at IS NULL)",
            )?
            .query_row([id.0], |row| row.get(0))?;
        Ok(!is_anybody)
    }
}

/// An attempt belongs to an incident.
pub fn add_evidence(tx: &Tx<'_>, incident: IncidentId, attempt: AttemptId) -> Result<()> {
    tx.db()
        .prepare_cached(
            "INSERT OR IGNORE INTO incident_evidence (incident_id, attempt_id)
             SELECT ?1, id FROM attempts WHERE id = ?2",
        )?
        .execute((incident.0, attempt.0))?;
    Ok(())
}

/// What belongs to one incident belongs to another too: it takes over.
pub fn share_evidence(tx: &Tx<'_>, from: IncidentId, to: IncidentId) -> Result<()> {
    tx.db()
        .prepare_cached(
            "INSERT OR IGNORE INTO incident_evidence (incident_id, attempt_id)
             SELECT ?2, attempt_id FROM incident_evidence WHERE incident_id = ?1",
        )?
        .execute((from.0, to.0))?;
    Ok(())
}

/// A read asks about an incident: what made it look is used up, also where the clock is set back
/// later.
pub fn looking(tx: &Tx<'_>, id: IncidentId, now: Timestamp) -> Result<()> {
    tx.db()
        .prepare_cached(
            "UPDATE incidents SET looked_at = ?2,
               own_look_at = CASE WHEN own_look_at <= ?2 THEN NULL ELSE own_look_at END,
               countdown_over_at = CASE WHEN countdown_at <= ?2
                   THEN ifnull(countdown_over_at, ?2) ELSE countdown_over_at END
             WHERE id = ?1",
        )?
        .execute((id.0, ms(now)))?;
    Ok(())
}

/// The look that the kind of an incident sets: the wait of a warning, the date of a billing stop.
pub fn set_own_look(tx: &Tx<'_>, id: IncidentId, at: Option<Timestamp>) -> Result<()> {
    tx.db()
        .prepare_cached("UPDATE incidents SET own_look_at = ?2 WHERE id = ?1")?
        .execute((id.0, at.map(ms)))?;
    Ok(())
}

/// The newest incident of an account before another, of one of some kinds, that opened since an
/// instant.
pub fn newest_before(
    tx: &Tx<'_>,
    account: AccountId,
    kinds: &[RefusalKind],
    (since, before): (Timestamp, IncidentId),
) -> Result<Option<IncidentId>> {
    let mut query = tx.db().prepare_cached(
        "SELECT id, kind FROM incidents
         WHERE account_id = ?1 AND opened_at >= ?2 AND id < ?3 ORDER BY id DESC",
    )?;
    let mut rows = query.query((account.0, ms(since), before.0))?;
    while let Some(row) = rows.next()? {
        let kind: String = row.get(1)?;
        if kinds.iter().any(|wanted| wanted.word() == kind) {
            return Ok(Some(IncidentId(row.get(0)?)));
        }
    }
    Ok(None)
}
