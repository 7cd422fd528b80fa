//! What does a letter to X say? Its words with what is known of the incident; what only the owner
//! knows stands in it as a gap, and in a list. Never a secret: none is asked for, and what looks
//! like one is taken out of foreign text.

use super::mailto;
use super::plain::{line, lines};
use super::texts::{LetterFile, LetterTexts};
use crate::words::{Blanks, blanks_of, fill};
use chrono_tz::Tz;
use roost_domain::Timestamp;
use roost_domain::checklist::{LetterId, Letters, Screen};
use roost_domain::refusal::RefusalKind;

/// At most so many refusals are listed; of more, the first and the last ones.
const MOST_REFUSALS: usize = 10;

/// The most characters of what the owner writes, and of X's words.
const LONGEST_TEXT: usize = 4_000;
const LONGEST_MESSAGE: usize = 600;
const LONGEST_NAME: usize = 100;

/// Which letter, about what.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// Which letter.
    pub(crate) letter: LetterId,
    /// The incident's kind.
    pub(crate) kind: RefusalKind,
    /// What the owner sees.
    pub(crate) screen: Option<Screen>,
}

/// What is known of the incident.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// The handle of the account.
    pub(crate) account: Option<String>,
    /// Its lasting id on the network.
    pub(crate) user_id: Option<String>,
    /// The app's name.
    pub(crate) app: Option<String>,
    /// Its public key.
    pub(crate) consumer_key: Option<String>,
    /// The accounts on the app.
    pub(crate) accounts: Vec<String>,
    /// When the first sign came.
    pub(crate) since: Timestamp,
    /// The zone in which times are told.
    pub(crate) zone: Tz,
    /// X's own words.
    pub(crate) message: String,
    /// What came back, oldest first.
    pub(crate) refusals: Vec<Refused>,
    /// What the owner changed, in their words.
    pub(crate) changed: Option<String>,
    /// What the account or app is for, in their words.
    pub(crate) purpose: Option<String>,
}

/// One refusal.
#[derive(Debug, Clone)]
pub(crate) struct Refused {
    /// When it began.
    pub(crate) at: Timestamp,
    /// For whom.
    pub(crate) account: Option<String>,
    /// The status.
    pub(crate) http_status: Option<u16>,
    /// The network's codes.
    pub(crate) codes: Vec<u32>,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    /// The form's address.
    pub(crate) place: String,
    /// The mail address, where there is one.
    pub(crate) to: Option<String>,
    /// Its subject.
    pub(crate) subject: String,
    /// Its text, with gaps.
    pub(crate) body: String,
    /// A link that opens the owner's mail program with it.
    pub(crate) mailto: Option<String>,
    /// What the owner still has to fill in.
    pub(crate) missing: Vec<String>,
}

/// Drafts a letter.
pub(crate) fn draft(texts: LetterTexts, wanted: Wanted, known: &Known) -> Draft {
    let place = Letters::shipped().place(wanted.letter);
    let Some(file) = texts.letter(wanted.letter) else {
        return Draft {
            place: place.page.to_string(),
            to: place.mail.clone(),
            subject: String::new(),
            body: String::new(),
            mailto: None,
            missing: Vec::new(),
        };
    };
    let blanks = blanks(texts, wanted, known);
    let mut missing = Vec::new();
    let subject = say(texts, pick(&file.subjects, wanted), &blanks, &mut missing);
    let body = body(texts, file, wanted, blanks, &mut missing);
    let mailto =
        place.mail.as_ref().map(|to| mailto::link(to, &subject, &body, &texts.common.paste));
    Draft { place: place.page.to_string(), to: place.mail.clone(), subject, body, mailto, missing }
}

fn body(
    texts: LetterTexts,
    file: &LetterFile,
    wanted: Wanted,
    mut blanks: Blanks,
    missing: &mut Vec<String>,
) -> String {
    let opening = say(texts, pick(&file.openings, wanted), &blanks, missing);
    blanks.insert("opening", opening);
    let is_known = |part: &&String| {
        let needed = blanks_of(part);
        needed.iter().all(|name| blanks.contains_key(name) || texts.common.ask.contains_key(*name))
    };
    let parts: Vec<String> =
        file.parts.iter().filter(is_known).map(|part| say(texts, part, &blanks, missing)).collect();
    parts.join("\n\n")
}

/// Fills a text; what only the owner knows becomes a gap, and is told once.
fn say(texts: LetterTexts, text: &str, blanks: &Blanks, missing: &mut Vec<String>) -> String {
    let mut blanks = blanks.clone();
    for (name, what) in &texts.common.ask {
        if blanks.contains_key(name.as_str()) || !blanks_of(text).contains(&name.as_str()) {
            continue;
        }
        if !missing.contains(what) {
            missing.push(what.clone());
        }
        let gap = fill(&texts.common.fill_in, &Blanks::from([("what", what.clone())]));
        if let Some(name) = ASKED.iter().find(|asked| *asked == name) {
            blanks.insert(*name, gap);
        }
    }
    fill(text, &blanks)
}

/// What only the owner knows, unless it is known already.
pub(super) const ASKED: [&str; 12] = [
    "account",
    "mail",
    "app",
    "app_id",
    "consumer_key",
    "registrant",
    "app_url",
    "how_to_try",
    "purpose",
    "changed",
    "tried",
    "payment",
];

/// The text of what is seen, of the kind, or of all others.
fn pick(table: &super::texts::Table, wanted: Wanted) -> &str {
    let seen = wanted.screen.map_or("", Screen::word);
    let keys = [seen, wanted.kind.word(), "other"];
    keys.iter().find_map(|key| table.get(*key)).map_or("", String::as_str)
}

fn blanks(texts: LetterTexts, wanted: Wanted, known: &Known) -> Blanks {
    let is_public = wanted.letter.is_public();
    let name = |text: &Option<String>| {
        let text = text.as_deref().map(|text| line(text, LONGEST_NAME)).unwrap_or_default();
        (!text.is_empty()).then_some(text)
    };
    let owners = |text: &Option<String>| {
        let text = text.as_deref().map(|text| lines(text, LONGEST_TEXT)).unwrap_or_default();
        (!text.is_empty()).then_some(text)
    };
    let answer = match known.refusals.first() {
        Some(first) => answer(texts, first),
        None => texts.common.no_answer.clone(),
    };
    let mut blanks = Blanks::from([("since", moment(known.since, known.zone)), ("answer", answer)]);
    let mut put = |key: &'static str, value: Option<String>| {
        if let Some(value) = value {
            blanks.insert(key, value);
        }
    };
    put("changed", owners(&known.changed));
    put("purpose", owners(&known.purpose));
    put("attempts", Some(attempts(texts, known, is_public)).filter(|told| !told.is_empty()));
    put("message", name_of_message(&known.message));
    if !is_public {
        put("account", name(&known.account));
        put("user_id", name(&known.user_id));
        put("app", name(&known.app));
        put("consumer_key", name(&known.consumer_key));
        put("accounts", accounts(&known.accounts));
    }
    blanks
}

fn name_of_message(message: &str) -> Option<String> {
    let message = line(message, LONGEST_MESSAGE);
    (!message.is_empty()).then_some(message)
}

/// At most twenty handles.
fn accounts(handles: &[String]) -> Option<String> {
    let shown: Vec<String> =
        handles.iter().take(20).map(|one| format!("@{}", line(one, LONGEST_NAME))).collect();
    let more = handles.len().saturating_sub(shown.len());
    let all = shown.join(", ");
    match (shown.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(all),
        (false, more) => Some(format!("{all} (+{more})")),
    }
}

fn attempts(texts: LetterTexts, known: &Known, is_public: bool) -> String {
    let count = known.refusals.len();
    let left_out = count.saturating_sub(MOST_REFUSALS);
    let mut told = Vec::new();
    for (index, one) in known.refusals.iter().enumerate() {
        // Of many, the first says since when, and the last ones how it stands.
        if index == 1 && left_out > 0 {
            let blanks = Blanks::from([("count", left_out.to_string())]);
            told.push(fill(&texts.common.attempts_left_out, &blanks));
        }
        if index >= 1 && index <= left_out {
            continue;
        }
        let mut blanks =
            Blanks::from([("at", moment(one.at, known.zone)), ("answer", answer(texts, one))]);
        let whose = one.account.as_deref().filter(|_| !is_public);
        let template = match whose {
            Some(handle) => {
                blanks.insert("account", line(handle, LONGEST_NAME));
                &texts.common.attempt_of
            }
            None => &texts.common.attempt,
        };
        told.push(fill(template, &blanks));
    }
    told.join("\n")
}

fn answer(texts: LetterTexts, one: &Refused) -> String {
    let status = match one.http_status {
        Some(status) => status.to_string(),
        None => texts.common.no_answer.clone(),
    };
    if one.codes.is_empty() {
        return status;
    }
    let codes: Vec<String> = one.codes.iter().take(10).map(ToString::to_string).collect();
    format!("{status}, {} {}", texts.common.code, codes.join(", "))
}

/// An instant as support can't mistake it: `2026-11-22 14:02:11 +01:00 (Europe/Berlin)`.
fn moment(at: Timestamp, zone: Tz) -> String {
    format!("{} ({})", at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S %:z"), zone.name())
}
