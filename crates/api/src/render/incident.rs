//! Incidents as views: the headline with its evidence, the checklist, what to do next.

use crate::render::delivery::delivery_view;
use crate::render::wall;
use crate::views::{CountsView, IncidentDetail, IncidentView, LogView, StepView};
use crate::words::{Blanks, StepWords, Words, fill};
use roost_domain::account::NetworkKind;
use roost_domain::incident::IncidentState;
use roost_engine::desk::records::{IncidentRecord, IncidentScope};
use roost_engine::desk::{IncidentCard, IncidentDetails};

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
    let blanks = blanks(words, &details.card);
    let record = &details.card.record;
    let said = words.file().incidents.get(record.kind.word());
    let headline = match said {
        Some(said) => fill(&said.headline, &blanks),
        None => words.refusal(record.kind),
    };
    // What is over has no steps left.
    let is_over = record.state == IncidentState::Closed;
    let steps = said.filter(|_| !is_over).map(|said| said.steps.as_slice()).unwrap_or_default();
    let checklist = steps
        .iter()
        .enumerate()
        .map(|(number, step)| present_step(number, step, &blanks))
        .collect();
    let kept = record.held;
    IncidentDetail {
        headline,
        next_step: Words::fill(&words.file().next_steps, next_step(record), &blanks),
        screen: None,
        screens: Vec::new(),
        checklist,
        checklist_dated: "2026-11-22".to_owned(),
        checklist_source: String::new(),
        evidence: Vec::new(),
        evidence_left_off: 0,
        reasoning: None,
        siblings: Vec::new(),
        countdown: None,
        look_daily: false,
        tickets: Vec::new(),
        reminders: Vec::new(),
        counts: CountsView { kept, published_since: 0, lost: 0, waiting_decision: 0 },
        cascade: None,
        mails: Vec::new(),
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

/// A step as the message file has it.
fn present_step(number: usize, step: &StepWords, blanks: &Blanks) -> StepView {
    StepView {
        id: format!("step_{}", number + 1),
        title: String::new(),
        text: fill(&step.text, blanks),
        why: String::new(),
        avoid: None,
        link: step.link.clone(),
        link_label: None,
        action: "none",
        state: "todo",
        at: None,
        note: String::new(),
        letter: None,
        gone: false,
    }
}

/// The key of what the owner does next.
fn next_step(record: &IncidentRecord) -> &'static str {
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

fn blanks(words: &Words, card: &IncidentCard) -> Blanks {
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
        ("quiet", record.quiet.map(|id| id.to_string()).unwrap_or_default()),
        ("probe_at", record.probe_at.map(|at| wall(at, card.zone)).unwrap_or_default()),
    ])
}

#[cfg(test)]
mod tests {
    use crate::render::HOLDING;
    use crate::words::{Words, blanks_of};

    /// What `blanks` fills in.
    const FILLED: [&str; 9] =
        ["id", "account", "app", "network", "since", "answer", "held", "quiet", "probe_at"];

    #[test]
    fn every_kind_that_holds_has_a_headline_and_steps() {
        let words = Words::english();
        for kind in HOLDING {
            let said = &words.file().incidents[kind.word()];
            assert!(!said.steps.is_empty(), "{}", kind.word());
            let steps = said.steps.iter().map(|step| step.text.as_str());
            for text in steps.chain([said.headline.as_str()]) {
                for blank in blanks_of(text) {
                    assert!(FILLED.contains(&blank), "{}: {{{blank}}}", kind.word());
                }
            }
        }
        assert_eq!(words.file().incidents.len(), HOLDING.len(), "words without a kind");
    }

    #[test]
    fn every_next_step_fills_its_blanks() {
        let words = Words::english();
        for key in ["open", "waiting", "verifying", "quiet", "recovering", "closed", "by_itself"] {
            for blank in blanks_of(&words.file().next_steps[key]) {
                assert!(FILLED.contains(&blank), "{key}: {{{blank}}}");
            }
        }
    }
}
