//! What was asked of a network, and what came back? One row per signed request, written before the
//! first byte leaves and closed by its answer.

use crate::time::{instant, ms};
use crate::{Result, Tx};
use roost_domain::Timestamp;
use roost_domain::ids::{AccountId, AttemptId, DeliveryId};
use roost_domain::ports::{Evidence, NetworkError};
use rusqlite::OptionalExtension;

/// What a signed request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Publishing a segment.
    Post,
    /// Looking whether a delivery is out.
    Reconcile,
    /// Asking whether a held account is usable again.
    Probe,
    /// The quiet check of the keys.
    KeyCheck,
    /// A rung of the diagnose ladder.
    Diagnose,
    /// Asking for a Date header.
    Clock,
    /// Deleting a post.
    Delete,
}

impl Purpose {
    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Reconcile => "reconcile",
            Self::Probe => "probe",
            Self::KeyCheck => "key_check",
            Self::Diagnose => "diagnose",
            Self::Clock => "clock",
            Self::Delete => "delete",
        }
    }
}

/// A promise: what will be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// For whom.
    pub account: AccountId,
    /// For which delivery, if for one.
    pub delivery: Option<DeliveryId>,
    /// Which segment.
    pub position: u32,
    /// What for.
    pub purpose: Purpose,
    /// SHA-256 of what is asked, where it says something.
    pub digest: Option<String>,
}

/// Writes the promise down.
pub fn begin(tx: &Tx<'_>, intent: &Intent, now: Timestamp) -> Result<AttemptId> {
    tx.db()
        .prepare_cached(
            "INSERT INTO attempts (account_id, delivery_id, purpose, position, digest, outcome,
                began_at) VALUES (?1, ?2, ?3, ?4, ?5, 'open', ?6)",
        )?
        .execute((
            intent.account.0,
            intent.delivery.map(|id| id.0),
            intent.purpose.word(),
            intent.position,
            &intent.digest,
            ms(now),
        ))?;
    Ok(AttemptId(tx.db().last_insert_rowid()))
}

/// Whether the attempt still waits for its answer. One that is settled is never settled again,
/// even when the word that it was got lost on its way.
pub fn is_open(tx: &Tx<'_>, id: AttemptId) -> Result<bool> {
    Ok(tx
        .db()
        .prepare_cached("SELECT outcome = 'open' FROM attempts WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?
        .unwrap_or(false))
}

/// When an attempt began.
pub fn began_at(tx: &Tx<'_>, id: AttemptId) -> Result<Timestamp> {
    let began: i64 = tx
        .db()
        .prepare_cached("SELECT began_at FROM attempts WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))?;
    instant(began)
}

/// It succeeded.
pub fn done(tx: &Tx<'_>, id: AttemptId, evidence: &Evidence, now: Timestamp) -> Result<()> {
    close(tx, id, "done", evidence, now)
}

/// It did not succeed.
pub fn not_done(tx: &Tx<'_>, id: AttemptId, error: &NetworkError, now: Timestamp) -> Result<()> {
    let nothing = Evidence::default();
    match error {
        NetworkError::Refused { refusal, evidence, .. } => {
            close(tx, id, "refused", evidence, now)?;
            tx.db()
                .prepare_cached(
                    "UPDATE attempts SET kind = ?2, scope = ?3, action = ?4, rule = ?5,
                        codes = ?6, message = ?7 WHERE id = ?1",
                )?
                .execute((
                    id.0,
                    refusal.kind.word(),
                    refusal.scope.word(),
                    refusal.action.word(),
                    &refusal.rule,
                    codes_text(&refusal.codes),
                    &refusal.message,
                ))?;
            Ok(())
        }
        NetworkError::Lost { reason } => {
            close(tx, id, "lost", &nothing, now)?;
            say(tx, id, reason)
        }
        NetworkError::NotSent { reason } | NetworkError::Media { reason, .. } => {
            close(tx, id, "not_sent", &nothing, now)?;
            say(tx, id, reason)
        }
    }
}

/// Nobody will ever hear its answer: the process that asked has ended. Gives back how many.
pub fn abandon(tx: &Tx<'_>, delivery: DeliveryId, now: Timestamp) -> Result<usize> {
    Ok(tx
        .db()
        .prepare_cached(
            "UPDATE attempts SET outcome = 'abandoned', ended_at = ?2
             WHERE delivery_id = ?1 AND outcome = 'open'",
        )?
        .execute((delivery.0, ms(now)))?)
}

/// Legacy codes as one column.
pub(crate) fn codes_text(codes: &[u32]) -> String {
    let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
    codes.join(",")
}

fn say(tx: &Tx<'_>, id: AttemptId, message: &str) -> Result<()> {
    tx.db()
        .prepare_cached("UPDATE attempts SET message = ?2 WHERE id = ?1")?
        .execute((id.0, message))?;
    Ok(())
}

fn close(
    tx: &Tx<'_>,
    id: AttemptId,
    outcome: &str,
    evidence: &Evidence,
    now: Timestamp,
) -> Result<()> {
    let headers: Option<String> = (!evidence.headers.is_empty()).then(|| {
        let lines: Vec<String> =
            evidence.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        lines.join("\n")
    });
    let body = (!evidence.body.is_empty()).then_some(&evidence.body);
    tx.db()
        .prepare_cached(
            "UPDATE attempts SET outcome = ?2, ended_at = ?3, http_status = ?4, headers = ?5,
                body = ?6 WHERE id = ?1",
        )?
        .execute((id.0, outcome, ms(now), evidence.status, headers, body))?;
    Ok(())
}
