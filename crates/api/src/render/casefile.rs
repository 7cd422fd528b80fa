//! An incident's case file as views: evidence, tickets, reminders, counts.

use crate::views::{CountdownView, CountsView, EvidenceView, ReminderView, TicketView};
use crate::words::{Blanks, Words, fill};
use roost_domain::refusal::RefusalKind;
use roost_engine::desk::records::{CaseRow, HeldCounts, IncidentScope};
use roost_engine::desk::records::{ReminderRow, TicketRow};
use roost_engine::desk::{CaseFile, EvidenceCard, IncidentCard};

pub(crate) fn evidence_view(card: EvidenceCard) -> EvidenceView {
    let row = card.row;
    EvidenceView {
        attempt: row.attempt.to_string(),
        at: row.began_at,
        account: card.account,
        purpose: row.purpose,
        delivery: row.delivery.map(|id| id.to_string()),
        outcome: row.outcome,
        http_status: row.http_status,
        codes: row.codes,
        kind: row.kind.as_deref().and_then(RefusalKind::from_word).map(RefusalKind::word),
        rule: row.rule,
        message: row.message,
        headers: row.headers.iter().flat_map(|lines| lines.lines()).map(str::to_owned).collect(),
        body: row.body,
    }
}

pub(crate) fn ticket_view(row: TicketRow) -> TicketView {
    TicketView {
        id: row.id.to_string(),
        place: row.place,
        number: row.number,
        sent_at: row.sent_at,
        answer: row.answer,
        answered_at: row.answered_at,
        closed_at: row.closed_at,
    }
}

pub(crate) fn reminder_view(row: &ReminderRow) -> ReminderView {
    ReminderView {
        id: row.id.to_string(),
        due: row.due,
        about: row.about.word(),
        ticket: row.ticket.map(|id| id.to_string()),
        told_at: row.told_at,
    }
}

pub(crate) fn counts_view(counts: HeldCounts) -> CountsView {
    CountsView {
        kept: counts.kept,
        published_since: counts.published,
        lost: counts.lost,
        waiting_decision: counts.waiting_decision,
    }
}

pub(crate) fn countdown_view(row: &CaseRow) -> Option<CountdownView> {
    row.countdown.map(|(ends_at, entered_at)| CountdownView { ends_at, entered_at })
}

/// Why it is the app's matter: what X said is about the app itself, or all of its accounts that were
/// tried were refused alike. Of refused keys: after which lock they came.
pub(crate) fn reasoning(words: &Words, card: &IncidentCard, case: &CaseFile) -> Option<String> {
    let mut blanks = Blanks::from([("app", card.app.clone().unwrap_or_default())]);
    let key = match (card.record.scope, &case.alike, case.after_lock) {
        (IncidentScope::App(_), Some(tried), _) => {
            blanks.insert("tried", tried.clone());
            "app_alike"
        }
        (IncidentScope::App(_), None, _) => "app_said",
        (_, _, Some(lock)) => {
            blanks.insert("after_lock", lock.to_string());
            "after_lock"
        }
        (_, _, None) => return None,
    };
    words.file().terms.get(key).map(|sentence| fill(sentence, &blanks))
}

/// 'None is lost', counted.
pub(crate) fn losses(words: &Words, counts: HeldCounts) -> String {
    let key = if counts.lost == 0 { "none_lost" } else { "some_lost" };
    let blanks = Blanks::from([("lost", counts.lost.to_string())]);
    words.file().terms.get(key).map(|sentence| fill(sentence, &blanks)).unwrap_or_default()
}
