//! Incidents as views: the headline with its evidence, the checklist, what to do next.

use crate::guide::{Asked, Whom, checklist};
use crate::render::before::cascade_view;
use crate::render::casefile::{
    countdown_view, counts_view, evidence_view, losses, reasoning, reminder_view, ticket_view,
};
use crate::render::delivery::delivery_view;
use crate::render::mail::mail_view;
use crate::render::wall;
use crate::views::{IncidentDetail, IncidentView, LogView};
use crate::words::{Blanks, Words, fill};
use roost_domain::account::NetworkKind;
use roost_domain::incident::IncidentState;
use roost_engine::desk::records::{IncidentRecord, IncidentScope};
use roost_engine::desk::{CaseFile, IncidentCard, IncidentDetails};

pub(crate) fn incident_view(card: IncidentCard) -> IncidentView {
    let record = card.record;
    IncidentView {
        id: record.id.to_string(),
        kind: record.kind.word(),
        scope: match record.scope {
            IncidentScope::Account(_) => "account",
            IncidentScope::App(_) => "app",
            IncidentScope::Machine => "machine",
        },
        account: card.account,
        app: card.app,
        state: record.state.word(),
        opened_at: record.opened_at,
        closed_at: record.closed_at,
        held: record.held,
        http_status: record.http_status,
        codes: record.codes,
        relock_of: record.relock_of.map(|id| id.to_string()),
    }
}

pub(crate) fn incident_detail(words: &Words, details: IncidentDetails) -> IncidentDetail {
    let blanks = blanks(words, &details);
    let (case, record) = (&details.case, &details.card.record);
    let said = words.file().incidents.get(record.kind.word());
    let headline = match said {
        Some(said) => fill(&said.headline, &blanks),
        None => words.refusal(record.kind),
    };
    // What is over has no steps left but those that were done.
    let is_over = record.state == IncidentState::Closed;
    let whom = Whom {
        incident: &record.id.to_string(),
        account: details.card.account.as_deref(),
        app: details.card.app.as_deref(),
    };
    let screen = case.row.screen.as_deref();
    let asked = Asked { kind: record.kind, screen, whom, is_over, marks: &case.marks };
    let guided = checklist(words.guide(), &asked);
    IncidentDetail {
        headline,
        next_step: Words::fill(&words.file().next_steps, next_step(record, case), &blanks),
        screen: guided.screen,
        screens: guided.screens,
        checklist: guided.steps,
        checklist_dated: guided.dated,
        checklist_source: guided.source,
        evidence_left_off: case.evidence_left_off,
        reasoning: reasoning(words, &details.card, case),
        siblings: case.siblings.iter().map(ToString::to_string).collect(),
        countdown: countdown_view(&case.row),
        look_daily: case.row.look_daily,
        counts: counts_view(case.counts),
        evidence: details.case.evidence.into_iter().map(evidence_view).collect(),
        tickets: details.case.tickets.into_iter().map(ticket_view).collect(),
        reminders: details.case.reminders.iter().map(reminder_view).collect(),
        cascade: details.cascade.as_ref().map(|cascade| cascade_view(words, cascade)),
        mails: details.mails.into_iter().map(|mail| mail_view(words, mail)).collect(),
        message: record.message.clone(),
        body: details.attempt.and_then(|attempt| attempt.body),
        probe_at: record.probe_at,
        quiet: record.quiet.map(|id| id.to_string()),
        log: details
            .diary
            .into_iter()
            .map(|line| LogView { at: line.at, event: line.event, note: line.note })
            .collect(),
        deliveries: details.deliveries.into_iter().map(delivery_view).collect(),
        incident: incident_view(details.card),
    }
}

/// The key of what the owner does next.
fn next_step(record: &IncidentRecord, case: &CaseFile) -> &'static str {
    if record.unread.is_some() && record.state.holds() {
        return "not_understood";
    }
    if case.after_lock.is_some() && record.state == IncidentState::Open {
        return "after_lock";
    }
    match (record.state, record.probe_at, record.quiet) {
        (IncidentState::Open | IncidentState::Waiting, Some(_), _) => "by_itself",
        (IncidentState::Open, None, _) => "open",
        (IncidentState::Waiting, None, _) => "waiting",
        (IncidentState::Verifying, _, Some(_)) => "quiet",
        (IncidentState::Verifying, _, None) => "verifying",
        (IncidentState::Recovering, _, _) => "recovering",
        (IncidentState::Closed, _, _) => "closed",
    }
}

fn blanks(words: &Words, details: &IncidentDetails) -> Blanks {
    let (card, case) = (&details.card, &details.case);
    let record = &card.record;
    let codes: Vec<String> = record.codes.iter().map(ToString::to_string).collect();
    let answer = match (record.http_status, codes.is_empty()) {
        (Some(status), false) => format!("{status} / {}", codes.join(", ")),
        (Some(status), true) => status.to_string(),
        (None, _) => words.file().terms.get("nothing").cloned().unwrap_or_default(),
    };
    let network = card.network.unwrap_or(NetworkKind::X).word();
    let network = words.file().networks.get(network).cloned().unwrap_or_default();
    Blanks::from([
        ("id", record.id.to_string()),
        ("account", card.account.clone().unwrap_or_default()),
        ("app", card.app.clone().unwrap_or_default()),
        ("network", network),
        ("since", wall(record.opened_at, card.zone)),
        ("answer", answer),
        ("held", record.held.to_string()),
        ("losses", losses(words, case.counts)),
        ("after_lock", case.after_lock.map(|id| id.to_string()).unwrap_or_default()),
        ("quiet", record.quiet.map(|id| id.to_string()).unwrap_or_default()),
        ("unread", record.unread.clone().unwrap_or_default()),
        ("probe_at", record.probe_at.map(|at| wall(at, card.zone)).unwrap_or_default()),
    ])
}

#[cfg(test)]
mod tests {
    use crate::words::{Words, blanks_of};
    use roost_domain::checklist::HOLDING;

    /// What `blanks` fills in.
    const FILLED: [&str; 12] = [
        "id",
        "account",
        "app",
        "network",
        "since",
        "answer",
        "held",
        "losses",
        "after_lock",
        "quiet",
        "probe_at",
        "unread",
    ];

    #[test]
    fn every_kind_that_holds_has_a_headline() {
        let words = Words::english();
        for kind in HOLDING {
            for blank in blanks_of(&words.file().incidents[kind.word()].headline) {
                assert!(FILLED.contains(&blank), "{}: {{{blank}}}", kind.word());
            }
        }
        assert_eq!(words.file().incidents.len(), HOLDING.len(), "words without a kind");
    }

    #[test]
    fn every_next_step_fills_its_blanks() {
        let words = Words::english();
        for key in words.file().next_steps.keys() {
            for blank in blanks_of(&words.file().next_steps[key]) {
                assert!(FILLED.contains(&blank), "{key}: {{{blank}}}");
            }
        }
    }
}
