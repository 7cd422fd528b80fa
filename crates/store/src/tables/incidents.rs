//! What holds accounts and apps, as the owner looks at it? Rows of `incidents` and `incident_log`.
//! Incidents are opened and led on by the loop, in `loop_*.rs`.

use crate::tables::columns::{codes, find_instant, get_instant, unknown};
use crate::tables::unread::understood;
use crate::{StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::ids::{AccountId, AppId, AttemptId, DeliveryId, IncidentId};
use roost_domain::incident::IncidentState;
use roost_domain::refusal::RefusalKind;
use rusqlite::{OptionalExtension, Row};

/// What an incident holds, as its row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IncidentScope {
    /// One account.
    Account(AccountId),
    /// An app and every account on it.
    App(AppId),
    /// Everything on this machine.
    Machine,
}

/// An incident as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentRecord {
    /// Its id.
    pub id: IncidentId,
    /// What it is.
    pub kind: RefusalKind,
    /// What it holds.
    pub scope: IncidentScope,
    /// How far the way out is.
    pub state: IncidentState,
    /// What stands for its kind or state and is no word of this Roost. Such an incident is taken for
    /// a doubtful one, and holds.
    pub unread: Option<String>,
    /// When the first sign came.
    pub opened_at: Timestamp,
    /// When it was over.
    pub closed_at: Option<Timestamp>,
    /// The status of the first sign.
    pub http_status: Option<u16>,
    /// The codes of the first sign.
    pub codes: Vec<u32>,
    /// The network's own words.
    pub message: String,
    /// The attempt that brought the first sign.
    pub attempt: Option<AttemptId>,
    /// The one before it within 30 days.
    pub relock_of: Option<IncidentId>,
    /// When Roost may look by itself.
    pub probe_at: Option<Timestamp>,
    /// When the owner said last that it is unlocked.
    pub unlocked_at: Option<Timestamp>,
    /// The quiet post, once picked.
    pub quiet: Option<DeliveryId>,
    /// How many deliveries it holds.
    pub held: u64,
}

/// One line of an incident's diary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// When.
    pub at: Timestamp,
    /// A word.
    pub event: String,
    /// More, as plain text.
    pub note: String,
}

const COLUMNS: &str = "i.id, i.kind, i.scope, i.account_id, i.app_id, i.state, i.opened_at, \
     i.closed_at, i.http_status, i.codes, i.message, i.attempt_id, i.relock_of, i.probe_at, \
     i.unlocked_at, i.quiet_delivery_id, \
     (SELECT count(*) FROM deliveries d WHERE d.incident_id = i.id AND d.state = 'held') AS held";

fn incident(row: &Row<'_>) -> rusqlite::Result<IncidentRecord> {
    let account: Option<i64> = row.get("account_id")?;
    let app: Option<i64> = row.get("app_id")?;
    let word: String = row.get("scope")?;
    let scope = match (word.as_str(), account, app) {
        ("account", Some(id), _) => IncidentScope::Account(AccountId(id)),
        ("app", _, Some(id)) => IncidentScope::App(AppId(id)),
        ("machine", _, _) => IncidentScope::Machine,
        _ => return Err(unknown("an incident's scope", word)),
    };
    let joined: String = row.get("codes")?;
    let said = understood(row, "kind", "state")?;
    let quiet: Option<i64> = row.get("quiet_delivery_id")?;
    Ok(IncidentRecord {
        id: IncidentId(row.get("id")?),
        kind: said.kind,
        scope,
        state: said.state,
        opened_at: get_instant(row, "opened_at")?,
        closed_at: find_instant(row, "closed_at")?,
        http_status: row.get("http_status")?,
        codes: codes(&joined),
        message: row.get("message")?,
        attempt: row.get::<_, Option<i64>>("attempt_id")?.map(AttemptId),
        relock_of: row.get::<_, Option<i64>>("relock_of")?.map(IncidentId),
        probe_at: said.trusted(find_instant(row, "probe_at")?),
        unlocked_at: find_instant(row, "unlocked_at")?,
        quiet: said.trusted(quiet.map(DeliveryId)),
        held: row.get::<_, i64>("held")? as u64,
        unread: said.unread,
    })
}

impl Tx<'_> {
    /// Every incident, newest first.
    pub fn all_incidents(&self) -> Result<Vec<IncidentRecord>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM incidents i ORDER BY i.opened_at DESC, i.id DESC");
        let mut rows = self.db().prepare_cached(&sql)?;
        let incidents = rows.query_map([], incident)?.collect::<Result<_, _>>()?;
        Ok(incidents)
    }

    /// Every incident that is not closed, oldest first.
    pub fn open_incidents(&self) -> Result<Vec<IncidentRecord>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM incidents i WHERE i.state <> 'closed'
             ORDER BY i.opened_at, i.id"
        );
        let mut rows = self.db().prepare_cached(&sql)?;
        let incidents = rows.query_map([], incident)?.collect::<Result<_, _>>()?;
        Ok(incidents)
    }

    /// Incidents that are not closed and hold this account, itself or with its app or the machine;
    /// also the one it recovers from. Oldest first.
    pub fn incidents_on(&self, account: AccountId) -> Result<Vec<IncidentRecord>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM incidents i
             WHERE i.state <> 'closed' AND (i.account_id = ?1 OR i.scope = 'machine'
               OR i.app_id = (SELECT app_id FROM accounts WHERE id = ?1))
             ORDER BY i.opened_at, i.id"
        );
        let mut rows = self.db().prepare_cached(&sql)?;
        let incidents = rows.query_map([account.0], incident)?.collect::<Result<_, _>>()?;
        Ok(incidents)
    }

    /// One incident.
    pub fn find_incident_record(
        &self,
        id: IncidentId,
    ) -> Result<Option<IncidentRecord>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM incidents i WHERE i.id = ?1");
        Ok(self.db().prepare_cached(&sql)?.query_row([id.0], incident).optional()?)
    }

    /// An incident's diary, in order. Where its kind or state can't be read, the last line says so:
    /// `not_understood`, and the words.
    pub fn incident_diary(&self, id: IncidentId) -> Result<Vec<LogLine>, StoreError> {
        let mut lines = self.written_diary(id)?;
        let unread = self.find_incident_record(id)?.filter(|known| known.state.holds());
        if let Some(note) = unread.and_then(|known| known.unread)
            && let Some(at) = lines.last().map(|line| line.at)
        {
            lines.push(LogLine { at, event: "not_understood".to_owned(), note });
        }
        Ok(lines)
    }

    fn written_diary(&self, id: IncidentId) -> Result<Vec<LogLine>, StoreError> {
        let mut rows = self.db().prepare_cached(
            "SELECT at, event, note FROM incident_log WHERE incident_id = ?1 ORDER BY id",
        )?;
        let lines = rows
            .query_map([id.0], |row| {
                Ok(LogLine {
                    at: get_instant(row, "at")?,
                    event: row.get("event")?,
                    note: row.get("note")?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(lines)
    }

    /// Writes a line into an incident's diary.
    pub fn note_incident(
        &self,
        id: IncidentId,
        event: &str,
        note: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "INSERT INTO incident_log (incident_id, at, event, note) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute((id.0, now.timestamp_millis(), event, note))?;
        Ok(())
    }

    /// Closes an incident.
    pub fn close_incident_record(&self, id: IncidentId, now: Timestamp) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE incidents SET state = 'closed', closed_at = ?2, probe_at = NULL,
                   revision = revision + 1 WHERE id = ?1",
            )?
            .execute((id.0, now.timestamp_millis()))?;
        Ok(())
    }

    /// Picks the quiet post of an incident that is being verified.
    pub fn pick_quiet(&self, id: IncidentId, quiet: DeliveryId) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE incidents SET quiet_delivery_id = ?2, revision = revision + 1
                 WHERE id = ?1",
            )?
            .execute((id.0, quiet.0))?;
        Ok(())
    }
}
