//! Where is a post on its way to an account? Rows of `deliveries` as the owner adds, moves and
//! looks at them. What the loop does to them is in `loop_*.rs`.

use crate::tables::columns::{
    find_instant, get_network, get_state, get_timing, millis, timing_word,
};
use crate::tables::standing::{OPEN, UNSETTLED, WAITING, only};
use crate::{StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::account::NetworkKind;
use roost_domain::delivery::{Delivery, DeliveryState, Timing};
use roost_domain::ids::{AccountId, DeliveryId, IncidentId, PostId};
use rusqlite::{OptionalExtension, Row, named_params};

/// Where a delivery stands, as far as the owner's commands decide it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its state.
    pub state: DeliveryState,
    /// How its time came about.
    pub timing: Timing,
    /// When it goes out.
    pub due: Option<Timestamp>,
    /// When it was first meant to.
    pub original_due: Option<Timestamp>,
    /// The slot occurrence it took, before jitter.
    pub slot_at: Option<Timestamp>,
    /// The incident that holds it.
    pub incident: Option<IncidentId>,
    /// Since when it is held.
    pub held_at: Option<Timestamp>,
    /// A word: why it is where it is.
    pub reason: Option<String>,
    /// When it ended: published, failed or cancelled.
    pub ended_at: Option<Timestamp>,
}

/// A delivery with what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryRecord {
    /// The delivery.
    pub delivery: Delivery,
    /// The slot occurrence it took, before jitter.
    pub slot_at: Option<Timestamp>,
    /// Since when it is held, or being reconciled.
    pub held_at: Option<Timestamp>,
    /// Its id on the network.
    pub remote_id: Option<String>,
    /// Where it can be looked at.
    pub url: Option<String>,
    /// When it went out.
    pub published_at: Option<Timestamp>,
    /// A word: why it is where it is.
    pub reason: Option<String>,
    /// The network's own words.
    pub reason_note: Option<String>,
    /// When the attempt in doubt began.
    pub began_at: Option<Timestamp>,
    /// When the next read of a doubtful one is due.
    pub read_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// A delivery as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryLine {
    /// The delivery with what came of it.
    pub record: DeliveryRecord,
    /// Its account's network.
    pub network: NetworkKind,
    /// Its account's handle.
    pub handle: String,
    /// All segments' texts as one.
    pub text: String,
}

/// Which deliveries a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeliveryFilter {
    /// Only those in this state.
    pub state: Option<DeliveryState>,
    /// Only those of this account.
    pub account: Option<AccountId>,
    /// Only those of this incident.
    pub incident: Option<IncidentId>,
}

impl DeliveryRecord {
    /// What the owner's commands decide, as it stands.
    pub fn placed(&self) -> Placed {
        Placed {
            state: self.delivery.state,
            timing: self.delivery.timing,
            due: self.delivery.due,
            original_due: self.delivery.original_due,
            slot_at: self.slot_at,
            incident: self.delivery.incident,
            held_at: self.held_at,
            reason: self.reason.clone(),
            ended_at: self.ended_at,
        }
    }
}

pub(crate) const COLUMNS: &str = "d.id, d.post_id, d.account_id, d.state, d.timing, d.due, d.original_due, \
     d.slot_at, d.not_before, d.incident_id, d.held_at, d.attempts, d.segments_out, d.remote_id, \
     d.url, d.published_at, d.reason, d.reason_note, d.began_at, d.read_at, d.ended_at, d.revision";

pub(crate) const LINE: &str = "a.network, a.handle,
     (SELECT group_concat(s.text, char(10) || '---' || char(10) ORDER BY s.position)
      FROM segments s WHERE s.post_id = d.post_id) AS text";

fn record(row: &Row<'_>) -> rusqlite::Result<DeliveryRecord> {
    Ok(DeliveryRecord {
        delivery: Delivery {
            id: DeliveryId(row.get("id")?),
            post: PostId(row.get("post_id")?),
            account: AccountId(row.get("account_id")?),
            state: get_state(row, "state")?,
            due: find_instant(row, "due")?,
            original_due: find_instant(row, "original_due")?,
            timing: get_timing(row, "timing")?,
            not_before: find_instant(row, "not_before")?,
            incident: row.get::<_, Option<i64>>("incident_id")?.map(IncidentId),
            attempts: row.get("attempts")?,
            segments_out: row.get("segments_out")?,
            revision: row.get("revision")?,
        },
        slot_at: find_instant(row, "slot_at")?,
        held_at: find_instant(row, "held_at")?,
        remote_id: row.get("remote_id")?,
        url: row.get("url")?,
        published_at: find_instant(row, "published_at")?,
        reason: row.get("reason")?,
        reason_note: row.get("reason_note")?,
        began_at: find_instant(row, "began_at")?,
        read_at: find_instant(row, "read_at")?,
        ended_at: find_instant(row, "ended_at")?,
    })
}

pub(crate) fn line(row: &Row<'_>) -> rusqlite::Result<DeliveryLine> {
    Ok(DeliveryLine {
        record: record(row)?,
        network: get_network(row, "network")?,
        handle: row.get("handle")?,
        text: row.get::<_, Option<String>>("text")?.unwrap_or_default(),
    })
}

impl Tx<'_> {
    /// Adds a delivery.
    pub fn add_delivery(
        &self,
        post: PostId,
        account: AccountId,
        placed: &Placed,
        now: Timestamp,
    ) -> Result<DeliveryId, StoreError> {
        self.db()
            .prepare_cached(
                "INSERT INTO deliveries (post_id, account_id, state, timing, due, original_due,
                   slot_at, incident_id, held_at, reason, ended_at, created_at)
                 VALUES (:post, :account, :state, :timing, :due, :original, :slot, :incident,
                   :held, :reason, :ended, :now)",
            )?
            .execute(named_params! {
                ":post": post.0, ":account": account.0, ":state": placed.state.word(),
                ":timing": timing_word(placed.timing), ":due": millis(placed.due),
                ":original": millis(placed.original_due), ":slot": millis(placed.slot_at),
                ":incident": placed.incident.map(|id| id.0), ":held": millis(placed.held_at),
                ":reason": placed.reason, ":ended": millis(placed.ended_at),
                ":now": now.timestamp_millis(),
            })?;
        let id = DeliveryId(self.db().last_insert_rowid());
        self.journal_new_delivery(id);
        Ok(id)
    }

    /// Puts a delivery somewhere else by the owner's word: waits and doubts of before are over.
    pub fn place_delivery(&self, id: DeliveryId, placed: &Placed) -> Result<(), StoreError> {
        self.journal_delivery(id)?;
        self.db()
            .prepare_cached(
                "UPDATE deliveries SET state = :state, timing = :timing, due = :due,
                   original_due = :original, slot_at = :slot, incident_id = :incident,
                   held_at = :held, reason = :reason, reason_note = NULL, ended_at = :ended,
                   not_before = NULL, excused_ms = 0, troubles = 0, read_at = NULL,
                   began_at = NULL, reads = 0, revision = revision + 1
                 WHERE id = :id",
            )?
            .execute(named_params! {
                ":id": id.0, ":state": placed.state.word(),
                ":timing": timing_word(placed.timing), ":due": millis(placed.due),
                ":original": millis(placed.original_due), ":slot": millis(placed.slot_at),
                ":incident": placed.incident.map(|id| id.0), ":held": millis(placed.held_at),
                ":reason": placed.reason, ":ended": millis(placed.ended_at),
            })?;
        Ok(())
    }

    /// Lets a delivery say another post.
    pub fn repoint_delivery(&self, id: DeliveryId, post: PostId) -> Result<(), StoreError> {
        self.journal_delivery(id)?;
        self.db()
            .prepare_cached(
                "UPDATE deliveries SET post_id = ?2, revision = revision + 1 WHERE id = ?1",
            )?
            .execute((id.0, post.0))?;
        Ok(())
    }

    /// Lets a delivery go to another account.
    pub fn reassign_delivery(&self, id: DeliveryId, account: AccountId) -> Result<(), StoreError> {
        self.journal_delivery(id)?;
        self.db()
            .prepare_cached(
                "UPDATE deliveries SET account_id = ?2, revision = revision + 1 WHERE id = ?1",
            )?
            .execute((id.0, account.0))?;
        Ok(())
    }

    /// Counts a change of a delivery that lies in its post.
    pub fn touch_delivery(&self, id: DeliveryId) -> Result<(), StoreError> {
        self.journal_delivery(id)?;
        self.db()
            .prepare_cached("UPDATE deliveries SET revision = revision + 1 WHERE id = ?1")?
            .execute([id.0])?;
        Ok(())
    }

    /// Takes note that a published delivery was deleted on the network.
    pub fn mark_deleted(&self, id: DeliveryId) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE deliveries SET reason = 'deleted', revision = revision + 1
                 WHERE id = ?1 AND state = 'published'",
            )?
            .execute([id.0])?;
        Ok(())
    }

    /// The owner saw it on the network and did not read off its id, or it has no lasting address:
    /// what is not known is not there.
    pub fn drop_empty_remote(&self, id: DeliveryId) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE deliveries SET remote_id = nullif(remote_id, ''), url = nullif(url, '')
                 WHERE id = ?1",
            )?
            .execute([id.0])?;
        Ok(())
    }

    /// One delivery as lists show it.
    pub fn find_delivery_line(&self, id: DeliveryId) -> Result<Option<DeliveryLine>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS}, {LINE} FROM deliveries d JOIN accounts a ON a.id = d.account_id
             WHERE d.id = ?1"
        );
        Ok(self.db().prepare_cached(&sql)?.query_row([id.0], line).optional()?)
    }

    /// All deliveries of a post, by id.
    pub fn deliveries_of_post(&self, post: PostId) -> Result<Vec<DeliveryRecord>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM deliveries d WHERE d.post_id = ?1 ORDER BY d.id");
        let mut rows = self.db().prepare_cached(&sql)?;
        let records = rows.query_map([post.0], record)?.collect::<Result<_, _>>()?;
        Ok(records)
    }

    /// Deliveries by due time (those without one last), then id.
    pub fn list_deliveries(
        &self,
        filter: &DeliveryFilter,
    ) -> Result<Vec<DeliveryLine>, StoreError> {
        // One text for each set of conditions, so that the planner sees an index's column bare.
        // Every parameter stands in every text, so that one set of values fits all of them.
        let condition = |is_asked: bool, bare: &'static str, unasked: &'static str| {
            if is_asked { bare } else { unasked }
        };
        let state = match filter.state {
            Some(state) => format!("d.id IN (SELECT id FROM {})", only(state)),
            None => "true".to_owned(),
        };
        let sql = format!(
            "SELECT {COLUMNS}, {LINE} FROM deliveries d JOIN accounts a ON a.id = d.account_id
             WHERE {state} AND {} AND {} ORDER BY d.due IS NULL, d.due, d.id",
            condition(filter.account.is_some(), "d.account_id = :account", ":account IS NULL"),
            condition(filter.incident.is_some(), "d.incident_id = :incident", ":incident IS NULL"),
        );
        let mut rows = self.db().prepare_cached(&sql)?;
        let lines = rows
            .query_map(
                named_params! {
                    ":account": filter.account.map(|id| id.0),
                    ":incident": filter.incident.map(|id| id.0),
                },
                line,
            )?
            .collect::<Result<_, _>>()?;
        Ok(lines)
    }

    /// Waiting deliveries of all accounts that are due before an instant, in order.
    pub fn list_planned(&self, before: Timestamp) -> Result<Vec<DeliveryLine>, StoreError> {
        let held = only(DeliveryState::Held);
        let sql = format!(
            "SELECT {COLUMNS}, {LINE} FROM deliveries d JOIN accounts a ON a.id = d.account_id
             WHERE d.id IN (
                 SELECT id FROM deliveries INDEXED BY deliveries_due WHERE {WAITING} AND due < ?1
                 UNION ALL SELECT id FROM {held} AND due < ?1)
             ORDER BY d.due, d.id"
        );
        let mut rows = self.db().prepare_cached(&sql)?;
        let lines = rows.query_map([before.timestamp_millis()], line)?.collect::<Result<_, _>>()?;
        Ok(lines)
    }

    /// Every delivery of an account that has a time and may still go out by itself, in order:
    /// waiting, held, sending and doubtful ones.
    pub fn planned_deliveries(
        &self,
        account: AccountId,
    ) -> Result<Vec<DeliveryRecord>, StoreError> {
        let held = only(DeliveryState::Held);
        let sql = format!(
            "SELECT {COLUMNS} FROM deliveries d WHERE d.due IS NOT NULL AND d.id IN (
                SELECT id FROM deliveries WHERE account_id = ?1 AND {WAITING}
                UNION ALL SELECT id FROM {held} AND account_id = ?1
                UNION ALL SELECT id FROM deliveries WHERE account_id = ?1 AND {UNSETTLED})
             ORDER BY d.due, d.id"
        );
        let mut rows = self.db().prepare_cached(&sql)?;
        let records = rows.query_map([account.0], record)?.collect::<Result<_, _>>()?;
        Ok(records)
    }

    /// An account's deliveries that wait for a slot to come into being, by id.
    pub fn slotless_deliveries(
        &self,
        account: AccountId,
    ) -> Result<Vec<DeliveryRecord>, StoreError> {
        let queued = only(DeliveryState::Queued);
        let sql = format!(
            "SELECT {COLUMNS} FROM deliveries d
             WHERE d.id IN (SELECT id FROM {queued} AND account_id = ?1 AND due IS NULL)
             ORDER BY d.id"
        );
        let mut rows = self.db().prepare_cached(&sql)?;
        let records = rows.query_map([account.0], record)?.collect::<Result<_, _>>()?;
        Ok(records)
    }

    /// An account's deliveries that have not ended: drafts, waiting, held and missed ones.
    pub fn open_deliveries(&self, account: AccountId) -> Result<Vec<DeliveryRecord>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM deliveries d WHERE d.id IN (
                SELECT id FROM deliveries WHERE account_id = ?1 AND {WAITING}
                UNION ALL SELECT id FROM deliveries
                    WHERE account_id = ?1 AND {OPEN} AND state <> 'failed')
             ORDER BY d.due IS NULL, d.due, d.id"
        );
        let mut rows = self.db().prepare_cached(&sql)?;
        let records = rows.query_map([account.0], record)?.collect::<Result<_, _>>()?;
        Ok(records)
    }
}
