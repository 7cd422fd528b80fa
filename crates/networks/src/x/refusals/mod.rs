//! What did X mean when it did not publish? [`classify`] is a pure function from an answer to a
//! `Refusal`; [`Rules`] are data (`data/x-refusals.toml`), first match wins. `roost explain` asks
//! the same function.

mod echo;
mod rules;
mod wait;
mod words;

pub use rules::{Missing, Rules};

use crate::AdapterError;
use crate::http::{Response, TransportError};
use crate::x::limits;
use roost_domain::Timestamp;
use roost_domain::refusal::{Refusal, RefusalAction, RefusalKind, Scope};
use rules::{Rule, Until};
use words::Words;

/// Classifies an answer. `now` stands in for a missing `Date` header, e.g. to find the month's end.
pub fn classify(rules: &Rules, answer: &Response, now: Timestamp) -> Refusal {
    classify_echo(rules, answer, "", now)
}

/// The same, where the text that was sent is known: it is cut out of X's words, so that a post
/// about locks never looks like one.
pub fn classify_echo(rules: &Rules, answer: &Response, sent: &str, now: Timestamp) -> Refusal {
    let words = Words::of(answer, sent);
    match rules.first(answer, &words) {
        Some(rule) => refusal(rule, answer, words, now),
        None => unheard(words),
    }
}

/// A 2xx whose value could not be found: never 'nothing happened', whatever its shape.
pub(crate) fn classify_without_value(
    rules: &Rules,
    answer: &Response,
    sent: &str,
    now: Timestamp,
) -> Refusal {
    let mut words = Words::of(answer, sent);
    words.forget_data();
    match rules.first(answer, &words) {
        Some(rule) => refusal(rule, answer, words, now),
        None => unheard(words),
    }
}

/// A lock sign in a 2xx that carries errors beside its value; it still opens the incident.
pub fn lock_sign(rules: &Rules, answer: &Response, sent: &str, now: Timestamp) -> Option<Refusal> {
    // Nearly all successes carry no errors; they are not parsed a second time.
    if !answer.is_success() || !answer.body.windows(5).any(|five| five == b"error") {
        return None;
    }
    let words = Words::of(answer, sent);
    let rule = rules.first(answer, &words)?;
    (rule.kind == RefusalKind::Locked).then(|| refusal(rule, answer, words, now))
}

/// Classifies a call without an answer.
pub fn classify_missing(rules: &Rules, error: &TransportError) -> Refusal {
    let missing = match error {
        TransportError::NotSent { .. } => Missing::NotSent,
        TransportError::Lost { .. } => Missing::Lost,
    };
    let words = Words { message: error.to_string(), ..Words::default() };
    match rules.missing(missing) {
        Some(rule) => refusal(rule, &Response::default(), words, Timestamp::UNIX_EPOCH),
        None => unheard(words),
    }
}

/// For a saved answer: header names may come in any case.
pub fn explain(
    status: u16,
    headers: &[(String, String)],
    body: &[u8],
    now: Timestamp,
) -> Result<Refusal, AdapterError> {
    let headers = headers
        .iter()
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()));
    let answer = Response { status, headers: headers.collect(), body: body.to_vec() };
    Ok(classify(&Rules::shipped()?, &answer, now))
}

fn refusal(rule: &Rule, answer: &Response, words: Words, now: Timestamp) -> Refusal {
    let now = limits::date(answer).unwrap_or(now);
    let until = match rule.until {
        Until::Open => None,
        Until::Headers => limits::read(answer, now).wait_until(),
        Until::ResetDate => wait::reset_date(&words),
        Until::PeriodEnd => wait::period_end(&words, now),
    };
    Refusal {
        scope: rule.scope,
        kind: rule.kind,
        action: rule.action,
        rule: rule.id.clone(),
        codes: words.codes,
        message: words.message,
        until,
    }
}

/// No rule at all: outside of HTTP's statuses. The outcome is unknown.
fn unheard(words: Words) -> Refusal {
    Refusal {
        scope: Scope::Network,
        kind: RefusalKind::ServerError,
        action: RefusalAction::Reconcile,
        rule: "no_rule".to_owned(),
        codes: words.codes,
        message: words.message,
        until: None,
    }
}
