//! What did the owner send about an incident, and when are they reminded? Rows of
//! `incident_tickets` and `incident_reminders`.

use crate::tables::columns::{find_instant, get_instant, unknown};
use crate::time::{maybe_instant, ms};
use crate::{Result, StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::casefile::ReminderAbout;
use roost_domain::ids::{IncidentId, ReminderId, TicketId};
use rusqlite::{OptionalExtension, Row};

/// A form or mail that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketRow {
    /// Its id.
    pub id: TicketId,
    /// Where it was sent.
    pub place: String,
    /// The number that came back, if one did.
    pub number: String,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// What was answered.
    pub answer: String,
    /// When that was written down.
    pub answered_at: Option<Timestamp>,
    /// When nothing more was waited for.
    pub closed_at: Option<Timestamp>,
}

/// A reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderRow {
    /// Its id.
    pub id: ReminderId,
    /// Of which incident.
    pub incident: IncidentId,
    /// Of what.
    pub about: ReminderAbout,
    /// Of which ticket.
    pub ticket: Option<TicketId>,
    /// When the owner is reminded.
    pub due: Timestamp,
    /// When they were.
    pub told_at: Option<Timestamp>,
}

const TICKET: &str = "id, place, number, sent_at, answer, answered_at, closed_at";
const REMINDER: &str = "r.id, r.incident_id, r.about, r.ticket_id, r.due, r.told_at";

/// Untold reminders of incidents that still hold: nobody is reminded of what is over.
const UNTOLD: &str = "FROM incident_reminders r JOIN incidents i ON i.id = r.incident_id
     WHERE r.told_at IS NULL AND i.state IN ('open', 'waiting', 'verifying')";

fn ticket(row: &Row<'_>) -> rusqlite::Result<TicketRow> {
    Ok(TicketRow {
        id: TicketId(row.get("id")?),
        place: row.get("place")?,
        number: row.get("number")?,
        sent_at: get_instant(row, "sent_at")?,
        answer: row.get("answer")?,
        answered_at: find_instant(row, "answered_at")?,
        closed_at: find_instant(row, "closed_at")?,
    })
}

fn reminder(row: &Row<'_>) -> rusqlite::Result<ReminderRow> {
    let about: String = row.get("about")?;
    Ok(ReminderRow {
        id: ReminderId(row.get("id")?),
        incident: IncidentId(row.get("incident_id")?),
        about: ReminderAbout::from_word(&about).ok_or_else(|| unknown("a reminder", about))?,
        ticket: row.get::<_, Option<i64>>("ticket_id")?.map(TicketId),
        due: get_instant(row, "due")?,
        told_at: find_instant(row, "told_at")?,
    })
}

impl Tx<'_> {
    /// An incident's tickets, in the order in which they were written down.
    pub fn tickets_of(&self, id: IncidentId) -> Result<Vec<TicketRow>, StoreError> {
        let sql =
            format!("SELECT {TICKET} FROM incident_tickets WHERE incident_id = ?1 ORDER BY id");
        let mut rows = self.db().prepare_cached(&sql)?;
        let tickets = rows.query_map([id.0], ticket)?.collect::<Result<_, _>>()?;
        Ok(tickets)
    }

    /// One ticket of an incident.
    pub fn find_ticket(
        &self,
        id: IncidentId,
        ticket_id: TicketId,
    ) -> Result<Option<TicketRow>, StoreError> {
        let sql =
            format!("SELECT {TICKET} FROM incident_tickets WHERE incident_id = ?1 AND id = ?2");
        let mut row = self.db().prepare_cached(&sql)?;
        Ok(row.query_row((id.0, ticket_id.0), ticket).optional()?)
    }

    /// Writes a ticket down.
    pub fn add_ticket(
        &self,
        id: IncidentId,
        (place, number): (&str, &str),
        sent_at: Timestamp,
    ) -> Result<TicketId, StoreError> {
        self.db()
            .prepare_cached(
                "INSERT INTO incident_tickets (incident_id, place, number, sent_at)
                 VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute((id.0, place, number, ms(sent_at)))?;
        Ok(TicketId(self.db().last_insert_rowid()))
    }

    /// Writes down what was answered, and whether nothing more is waited for.
    pub fn answer_ticket(
        &self,
        ticket: TicketId,
        answer: (&str, Option<Timestamp>),
        closed_at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE incident_tickets SET answer = ?2, answered_at = ?3, closed_at = ?4
                 WHERE id = ?1",
            )?
            .execute((ticket.0, answer.0, answer.1.map(ms), closed_at.map(ms)))?;
        Ok(())
    }

    /// An incident's reminders, by due time.
    pub fn reminders_of(&self, id: IncidentId) -> Result<Vec<ReminderRow>, StoreError> {
        let sql = format!(
            "SELECT {REMINDER} FROM incident_reminders r WHERE r.incident_id = ?1
             ORDER BY r.due, r.id"
        );
        let mut rows = self.db().prepare_cached(&sql)?;
        let reminders = rows.query_map([id.0], reminder)?.collect::<Result<_, _>>()?;
        Ok(reminders)
    }

    /// One reminder.
    pub fn find_reminder(&self, id: ReminderId) -> Result<Option<ReminderRow>, StoreError> {
        let sql = format!("SELECT {REMINDER} FROM incident_reminders r WHERE r.id = ?1");
        Ok(self.db().prepare_cached(&sql)?.query_row([id.0], reminder).optional()?)
    }

    /// Reminds the owner of a ticket, or of the countdown's end, at an instant.
    pub fn add_reminder(
        &self,
        id: IncidentId,
        ticket: Option<TicketId>,
        due: Timestamp,
    ) -> Result<(), StoreError> {
        let about = ticket.map_or(ReminderAbout::Countdown, |_| ReminderAbout::Ticket);
        self.db()
            .prepare_cached(
                "INSERT INTO incident_reminders (incident_id, about, ticket_id, due)
                 VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute((id.0, about.word(), ticket.map(|ticket| ticket.0), ms(due)))?;
        Ok(())
    }

    /// Drops the reminders that were not told yet, of a ticket or of the countdown.
    pub fn drop_reminders(
        &self,
        id: IncidentId,
        ticket: Option<TicketId>,
    ) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "DELETE FROM incident_reminders
                 WHERE incident_id = ?1 AND ticket_id IS ?2 AND told_at IS NULL",
            )?
            .execute((id.0, ticket.map(|ticket| ticket.0)))?;
        Ok(())
    }
}

/// When the next reminder is due that the owner was not told of.
pub fn next_reminder(tx: &Tx<'_>) -> Result<Option<Timestamp>> {
    let sql = format!("SELECT min(r.due) {UNTOLD}");
    maybe_instant(tx.db().prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
}

/// Takes the reminders whose time has come: their rows say that the owner was told, before they are.
/// Of several about the same thing the newest is given, and all are told by it.
pub fn take_due_reminders(tx: &Tx<'_>, now: Timestamp) -> Result<Vec<ReminderRow>> {
    let sql = format!("SELECT {REMINDER} {UNTOLD} AND r.due <= ?1 ORDER BY r.due, r.id");
    let mut rows = tx.db().prepare_cached(&sql)?;
    let due: Vec<ReminderRow> =
        rows.query_map([ms(now)], reminder)?.collect::<rusqlite::Result<_>>()?;
    let mut told: Vec<ReminderRow> = Vec::new();
    for mut one in due {
        tx.db()
            .prepare_cached("UPDATE incident_reminders SET told_at = ?2 WHERE id = ?1")?
            .execute((one.id.0, ms(now)))?;
        tx.touch_incident(one.incident)?;
        one.told_at = Some(now);
        told.retain(|other| (other.incident, other.ticket) != (one.incident, one.ticket));
        told.push(one);
    }
    Ok(told)
}
