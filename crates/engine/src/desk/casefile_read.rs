//! What lies in an incident's case file? Marks, evidence, tickets, reminders, counts, and what else
//! looks like the same matter.

use crate::desk::names::Names;
use crate::error::EngineError;
use chrono::TimeDelta;
use roost_domain::ids::IncidentId;
use roost_domain::refusal::RefusalKind;
use roost_store::Tx;
use roost_store::tables::casefile::{self, CaseRow, EvidenceRow, HeldCounts, StepRow};
use roost_store::tables::incidents::{IncidentRecord, IncidentScope, LogLine};
use roost_store::tables::tickets::{ReminderRow, TicketRow};

/// So many attempts are shown as evidence.
const MOST_EVIDENCE: u32 = 50;

/// Incidents that opened so near each other are shown as one matter.
const SIBLINGS_WITHIN: TimeDelta = TimeDelta::hours(24);

/// Refused keys so soon after a lock are taken for a changed password: X asks for a new one on the
/// way out of many locks, and takes the tokens away with it.
const PASSWORD_WITHIN: TimeDelta = TimeDelta::days(30);

/// What lies in an incident's case file.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// What the owner sees, the countdown, 'look once a day'.
    pub row: CaseRow,
    /// What the owner said of steps, oldest first.
    pub marks: Vec<StepRow>,
    /// The newest attempts that belong to it, oldest first.
    pub evidence: Vec<EvidenceCard>,
    /// How many older ones there are.
    pub evidence_left_off: u64,
    /// Forms and mails that were sent.
    pub tickets: Vec<TicketRow>,
    /// Reminders, by due time.
    pub reminders: Vec<ReminderRow>,
    /// What became of all that it ever held.
    pub counts: HeldCounts,
    /// Other incidents that look like the same matter.
    pub siblings: Vec<IncidentId>,
    /// The accounts that were refused alike, where that made it the app's matter.
    pub alike: Option<String>,
    /// The lock after which these keys were refused: the password may have been changed.
    pub after_lock: Option<IncidentId>,
}

/// One attempt that belongs to an incident.
#[derive(Debug, Clone)]
pub struct EvidenceCard {
    /// What the account is called.
    pub account: String,
    /// The attempt.
    pub row: EvidenceRow,
}

pub(super) fn case_file(
    tx: &Tx<'_>,
    names: &Names,
    record: &IncidentRecord,
    diary: &[LogLine],
) -> Result<CaseFile, EngineError> {
    let id = record.id;
    let mut evidence = Vec::new();
    for row in tx.evidence_of(id, MOST_EVIDENCE)? {
        let account = tx.find_account(row.account)?;
        let account = account.map(|account| names.of_account(&account)).unwrap_or_default();
        evidence.push(EvidenceCard { account, row });
    }
    let shown = evidence.len() as u64;
    let alike = diary.iter().rev().find(|line| line.event == "app_wide");
    Ok(CaseFile {
        row: tx.case_row(id)?,
        marks: tx.step_marks(id)?,
        evidence_left_off: tx.count_evidence(id)?.saturating_sub(shown),
        evidence,
        tickets: tx.tickets_of(id)?,
        reminders: tx.reminders_of(id)?,
        counts: tx.held_counts(id)?,
        siblings: tx.siblings_of(id, SIBLINGS_WITHIN)?,
        alike: alike.map(|line| line.note.clone()),
        after_lock: after_lock(tx, record)?,
    })
}

fn after_lock(tx: &Tx<'_>, record: &IncidentRecord) -> Result<Option<IncidentId>, EngineError> {
    let (RefusalKind::Credentials, IncidentScope::Account(account)) = (record.kind, record.scope)
    else {
        return Ok(None);
    };
    let span = (record.opened_at - PASSWORD_WITHIN, record.id);
    Ok(casefile::newest_before(tx, account, &[RefusalKind::Locked], span)?)
}
