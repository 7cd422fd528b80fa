//! What is known of the owner's mailbox and of the mails found there? Rows of `mail_watch` (one at most)
//! and `mail_found`.

use crate::tables::columns::{find_instant, get_instant, millis, unknown};
use crate::{StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::ids::{IncidentId, MailId};
use roost_domain::incident::IncidentState;
use roost_domain::mail::{
    FoundMail, Judged, MailFailure, MailReason, MailTrouble, MailWatchState, Mailbox, Provider,
};
use rusqlite::{OptionalExtension, Row};

/// The mail watch as it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailWatchRecord {
    /// Whether the owner switched it on.
    pub is_on: bool,
    /// Where the mails lie.
    pub mailbox: Mailbox,
    /// Whether the vault was given a password for it.
    pub has_password: bool,
    /// Under which name the provider writes its results.
    pub provider: Option<Provider>,
    /// Whether that name was learned, not set.
    pub is_learned: bool,
    /// What the watch did last.
    pub state: MailWatchState,
    /// What is wrong.
    pub failure: Option<MailFailure>,
    /// Since when the state is so.
    pub state_at: Timestamp,
    /// When it tries again.
    pub retry_at: Option<Timestamp>,
    /// The last look that went well.
    pub looked_at: Option<Timestamp>,
    /// Counts the owner's changes.
    pub revision: u64,
}

/// A mail that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRecord {
    /// Its id.
    pub id: MailId,
    /// The mail.
    pub mail: FoundMail,
    /// When a look found it; all that one look found share this.
    pub found_at: Timestamp,
}

/// An incident that mails are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WatchedIncident {
    /// Which.
    pub id: IncidentId,
    /// When it may have begun on the network's side: after its last success before the first sign.
    pub began: Timestamp,
}

/// How long before the first sign an incident may have begun, at most, in milliseconds.
const LONGEST_UNSEEN_MS: i64 = 3 * 24 * 60 * 60 * 1000;

fn watch(row: &Row<'_>) -> rusqlite::Result<MailWatchRecord> {
    let state: String = row.get("state")?;
    let trouble: Option<String> = row.get("trouble")?;
    let provider: Option<String> = row.get("provider")?;
    let detail = row.get("detail")?;
    let failure = match trouble {
        Some(word) => {
            let trouble = MailTrouble::from_word(&word);
            let trouble = trouble.ok_or_else(|| unknown("a trouble of the mail watch", word))?;
            Some(MailFailure { trouble, detail })
        }
        None => None,
    };
    Ok(MailWatchRecord {
        is_on: row.get("is_on")?,
        mailbox: Mailbox { host: row.get("host")?, port: row.get("port")?, user: row.get("user")? },
        has_password: row.get("has_password")?,
        provider: provider.and_then(|id| Provider::new(&id).ok()),
        is_learned: row.get("is_learned")?,
        state: MailWatchState::from_word(&state)
            .ok_or_else(|| unknown("a state of the mail watch", state))?,
        failure,
        state_at: get_instant(row, "state_at")?,
        retry_at: find_instant(row, "retry_at")?,
        looked_at: find_instant(row, "looked_at")?,
        revision: row.get::<_, i64>("revision")? as u64,
    })
}

fn found(row: &Row<'_>) -> rusqlite::Result<FoundRecord> {
    let reason: String = row.get("reason")?;
    Ok(FoundRecord {
        id: MailId(row.get("id")?),
        found_at: get_instant(row, "found_at")?,
        mail: FoundMail {
            uid: row.get("uid")?,
            from: row.get("sender")?,
            subject: row.get("subject")?,
            received: get_instant(row, "received_at")?,
            judged: Judged {
                // A reason that a newer Roost knows proves nothing to this one.
                reason: MailReason::from_word(&reason).unwrap_or(MailReason::Unreadable),
                domain: row.get("domain")?,
                provider: row.get("provider")?,
            },
        },
    })
}

impl Tx<'_> {
    /// The mail watch, once it was set up.
    pub fn mail_watch(&self) -> Result<Option<MailWatchRecord>, StoreError> {
        let mut statement = self.db().prepare_cached("SELECT * FROM mail_watch WHERE id = 1")?;
        Ok(statement.query_row([], watch).optional()?)
    }

    /// Writes the mail watch down as the owner wants it, and counts the change.
    pub fn set_mail_watch(&self, record: &MailWatchRecord) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "INSERT INTO mail_watch (id, is_on, host, port, user, has_password, provider,
                   is_learned, state, state_at)
                 VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT (id) DO UPDATE SET is_on = excluded.is_on, host = excluded.host,
                   port = excluded.port, user = excluded.user,
                   has_password = excluded.has_password, provider = excluded.provider,
                   is_learned = excluded.is_learned, state = excluded.state,
                   state_at = excluded.state_at, trouble = NULL, detail = '', retry_at = NULL,
                   revision = revision + 1",
            )?
            .execute((
                record.is_on,
                &record.mailbox.host,
                record.mailbox.port,
                &record.mailbox.user,
                record.has_password,
                record.provider.as_ref().map(Provider::as_str),
                record.is_learned,
                record.state.word(),
                record.state_at.timestamp_millis(),
            ))?;
        Ok(())
    }

    /// Forgets the mailbox. What was found stays with its incidents.
    pub fn forget_mail_watch(&self) -> Result<(), StoreError> {
        self.db().prepare_cached("DELETE FROM mail_watch")?.execute([])?;
        Ok(())
    }

    /// Says what the watch does.
    pub fn tell_mail_state(
        &self,
        state: MailWatchState,
        failure: Option<&MailFailure>,
        now: Timestamp,
        retry_at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let looked = matches!(state, MailWatchState::Idle | MailWatchState::Polling);
        self.db()
            .prepare_cached(
                "UPDATE mail_watch SET state = ?1, trouble = ?2, detail = ?3,
                   state_at = CASE WHEN state = ?1 THEN state_at ELSE ?4 END, retry_at = ?5,
                   looked_at = CASE WHEN ?6 THEN ?4 ELSE looked_at END WHERE id = 1",
            )?
            .execute((
                state.word(),
                failure.map(|failure| failure.trouble.word()),
                failure.map_or("", |failure| failure.detail.as_str()),
                now.timestamp_millis(),
                millis(retry_at),
                looked,
            ))?;
        Ok(())
    }

    /// Says when mails were looked at last.
    pub fn set_mail_looked(&self, now: Timestamp) -> Result<(), StoreError> {
        self.db()
            .prepare_cached("UPDATE mail_watch SET looked_at = ?1 WHERE id = 1")?
            .execute([now.timestamp_millis()])?;
        Ok(())
    }

    /// Keeps the provider's name that was learned, unless the owner has set one.
    pub fn learn_mail_provider(&self, provider: &Provider) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE mail_watch SET provider = ?1, is_learned = 1 WHERE provider IS NULL",
            )?
            .execute([provider.as_str()])?;
        Ok(())
    }

    /// The incidents that mails are looked for: those that hold. X may have locked before it said so:
    /// a mail belongs to the incident if it came after the last request that X granted (at most three
    /// days before the first sign). To the second, as mail servers count.
    pub fn watched_incidents(&self) -> Result<Vec<WatchedIncident>, StoreError> {
        let held = [IncidentState::Open, IncidentState::Waiting, IncidentState::Verifying];
        let held = held.map(IncidentState::word);
        let mut statement = self.db().prepare_cached(
            "SELECT i.id, i.opened_at, max(ifnull((
                 SELECT max(t.began_at) FROM attempts t JOIN accounts a ON a.id = t.account_id
                 WHERE t.outcome = 'done' AND t.began_at <= i.opened_at
                   AND (a.id = i.account_id OR a.app_id = i.app_id)
               ), i.opened_at), i.opened_at - ?4) / 1000 * 1000 AS began
             FROM incidents i WHERE i.state IN (?1, ?2, ?3) ORDER BY i.id",
        )?;
        let rows = statement.query_map((held[0], held[1], held[2], LONGEST_UNSEEN_MS), |row| {
            Ok(WatchedIncident {
                id: IncidentId(row.get("id")?),
                began: get_instant(row, "began")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Keeps a mail for an incident; `Some` where it is new there. One that is there already gets the
    /// newer verdict.
    pub fn keep_mail(
        &self,
        incident: IncidentId,
        uid_validity: u32,
        mail: &FoundMail,
        now: Timestamp,
    ) -> Result<Option<MailId>, StoreError> {
        let judged = &mail.judged;
        let verdict = judged.reason.verdict().word();
        let received = mail.received.timestamp_millis();
        // Where the mailbox was numbered anew, the same mail comes under another number.
        let known = self
            .db()
            .prepare_cached(
                "UPDATE mail_found SET uid_validity = ?2, uid = ?3, verdict = ?7, reason = ?8,
                   domain = ?9, provider = ?10
                 WHERE incident_id = ?1 AND (uid_validity = ?2 AND uid = ?3
                   OR uid_validity <> ?2 AND received_at = ?4 AND sender = ?5 AND subject = ?6)",
            )?
            .execute((
                incident.0,
                uid_validity,
                mail.uid,
                received,
                &mail.from,
                &mail.subject,
                verdict,
                judged.reason.word(),
                &judged.domain,
                &judged.provider,
            ))?;
        if known > 0 {
            return Ok(None);
        }
        self.db()
            .prepare_cached(
                "INSERT INTO mail_found (incident_id, uid_validity, uid, received_at, sender,
                   subject, verdict, reason, domain, provider, found_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute((
                incident.0,
                uid_validity,
                mail.uid,
                received,
                &mail.from,
                &mail.subject,
                verdict,
                judged.reason.word(),
                &judged.domain,
                &judged.provider,
                now.timestamp_millis(),
            ))?;
        Ok(Some(MailId(self.db().last_insert_rowid())))
    }

    /// The mails of an incident, as they came.
    pub fn mails_of(&self, incident: IncidentId) -> Result<Vec<FoundRecord>, StoreError> {
        let mut rows = self.db().prepare_cached(
            "SELECT * FROM mail_found WHERE incident_id = ?1 ORDER BY received_at, id",
        )?;
        Ok(rows.query_map([incident.0], found)?.collect::<Result<_, _>>()?)
    }

    /// One mail that was found.
    pub fn find_mail(&self, id: MailId) -> Result<Option<FoundRecord>, StoreError> {
        let mut rows = self.db().prepare_cached("SELECT * FROM mail_found WHERE id = ?1")?;
        Ok(rows.query_row([id.0], found).optional()?)
    }
}
