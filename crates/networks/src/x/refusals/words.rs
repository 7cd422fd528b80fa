//! What does X itself say in an answer? Codes, types and texts from whichever envelope came (legacy,
//! problem, spec error, GraphQL, a list, a single text), without what it merely echoes. A body that
//! is not JSON counts whole.

use super::echo;
use crate::http::Response;
use serde_json::{Map, Value};

/// X's own words. Everything that rules compare is lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// Legacy codes in order.
    pub(super) codes: Vec<u32>,
    /// Last part of each problem type.
    pub(super) types: Vec<String>,
    pub(super) titles: Vec<String>,
    pub(super) reasons: Vec<String>,
    pub(super) details: Vec<String>,
    /// All texts, echoes cut out, one a line.
    pub(super) said: String,
    pub(super) reset_date: Option<String>,
    pub(super) period: Option<String>,
    pub(super) body: Body,
    /// For people: as X wrote it, plain, at most 500 characters.
    pub(super) message: String,
}

/// What shape a body has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Body {
    /// Not JSON, or nothing.
    #[default]
    Unreadable,
    /// JSON without data.
    Json,
    /// With data.
    Data,
    /// With `data.id`: a created thing.
    DataWithId,
}

/// How much of X's words is kept for people.
const MESSAGE_LIMIT: usize = 500;

/// How much of a body that nobody could read: a page of HTML says what it is in its first words. The
/// whole of it stays with the attempt.
const UNREADABLE_LIMIT: usize = 200;

impl Words {
    pub(super) fn of(answer: &Response, sent: &str) -> Self {
        let text = String::from_utf8_lossy(&answer.body);
        let text = text.trim_start_matches('\u{feff}').trim();
        match serde_json::from_str::<Value>(text) {
            Ok(Value::Object(object)) => Self::of_object(&object, sent),
            Ok(Value::Array(entries)) => {
                let mut gathered = Gathered::new(sent);
                for entry in &entries {
                    gathered.entry(entry);
                }
                gathered.finish(Body::Json)
            }
            Ok(_) | Err(_) => Self::of_unreadable(text, answer, sent),
        }
    }

    /// Data that did not hold what was asked for is no data.
    pub(super) fn forget_data(&mut self) {
        if matches!(self.body, Body::Data | Body::DataWithId) {
            self.body = Body::Json;
        }
    }

    fn of_object(object: &Map<String, Value>, sent: &str) -> Self {
        let mut gathered = Gathered::new(sent);
        match object.get("errors") {
            Some(Value::Array(entries)) => entries.iter().for_each(|entry| gathered.entry(entry)),
            Some(other) => gathered.entry(other),
            None => {}
        }
        if let Some(error) = object.get("error") {
            gathered.entry(error);
        }
        gathered.fields(object);
        gathered.finish(body_of(object))
    }

    fn of_unreadable(text: &str, answer: &Response, sent: &str) -> Self {
        let plain = echo::without_tags(text);
        let message = cut(&for_people(&plain), UNREADABLE_LIMIT);
        let mut words = Self { message, ..Self::default() };
        // A success that broke off after its data began is a post whose own text may say anything.
        if answer.is_success() && text.starts_with('{') && text.contains("\"data\"") {
            return words;
        }
        words.codes = echo::loose_codes(text);
        let raw = text.replace("\\/", "/").to_lowercase();
        let said = format!("{raw}\n{}", plain.to_lowercase());
        words.said = echo::without_sent(&said, sent);
        words
    }
}

fn body_of(object: &Map<String, Value>) -> Body {
    match object.get("data") {
        None | Some(Value::Null) => Body::Json,
        Some(Value::Object(data)) if data.get("id").is_some_and(is_id) => Body::DataWithId,
        Some(_) => Body::Data,
    }
}

fn is_id(value: &Value) -> bool {
    value.as_str().is_some_and(|id| !id.is_empty()) || value.is_u64()
}

/// Words on their way out of an envelope.
struct Gathered<'a> {
    sent: &'a str,
    words: Words,
    /// Texts for people by rank: an entry's message, then the whole's detail, then titles.
    ranked: [Option<String>; 3],
}

impl<'a> Gathered<'a> {
    fn new(sent: &'a str) -> Self {
        Self { sent, words: Words::default(), ranked: [None, None, None] }
    }

    /// One entry of `errors`, in whatever form.
    fn entry(&mut self, entry: &Value) {
        match entry {
            Value::Object(object) => {
                self.fields(object);
                if let Some(Value::Object(extensions)) = object.get("extensions") {
                    self.fields(extensions);
                }
            }
            Value::String(text) => self.say(text, None, 0),
            Value::Array(entries) => entries.iter().for_each(|entry| {
                if let Value::Object(object) = entry {
                    self.fields(object);
                }
            }),
            Value::Number(_) => self.code(entry),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn fields(&mut self, object: &Map<String, Value>) {
        if let Some(code) = object.get("code") {
            self.code(code);
        }
        let parameters = object.get("parameters").or_else(|| object.get("value"));
        let text = |name: &str| object.get(name).and_then(Value::as_str);
        if let Some(message) = text("message") {
            self.say(message, parameters, 0);
        }
        if let Some(detail) = text("detail") {
            self.words.details.push(detail.trim().to_lowercase());
            self.say(detail, parameters, 1);
        }
        if let Some(title) = text("title") {
            self.words.titles.push(title.trim().to_lowercase());
            self.say(title, parameters, 2);
        }
        if let Some(kind) = text("type") {
            let suffix = kind.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            self.words.types.push(suffix.to_lowercase());
        }
        if let Some(reason) = text("reason") {
            self.words.reasons.push(reason.to_lowercase());
        }
        if let Some(bounce) = object.get("bounce") {
            self.bounce(bounce);
        }
        if let Some(location) = text("bounce_location") {
            self.push_said(location);
        }
        if let Some(date) = text("reset_date") {
            self.words.reset_date = Some(date.trim().to_owned());
        }
        if let Some(period) = text("period") {
            self.words.period = Some(period.trim().to_lowercase());
        }
    }

    fn code(&mut self, code: &Value) {
        let number = match code {
            Value::Number(number) => number.as_u64().or_else(|| number.as_f64().map(|n| n as u64)),
            Value::String(text) => text.trim().parse().ok(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        };
        if let Some(number) = number.and_then(|number| u32::try_from(number).ok()) {
            self.words.codes.push(number);
        }
    }

    fn bounce(&mut self, bounce: &Value) {
        match bounce {
            Value::String(text) => self.push_said(text),
            Value::Object(object) => {
                for value in object.values().filter_map(Value::as_str) {
                    self.push_said(value);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
        }
    }

    fn say(&mut self, text: &str, parameters: Option<&Value>, rank: usize) {
        if text.trim().is_empty() {
            return;
        }
        let own = echo::without_echo(text, parameters, self.sent);
        self.push_said(&own);
        self.ranked[rank].get_or_insert_with(|| text.to_owned());
    }

    fn push_said(&mut self, text: &str) {
        self.words.said.push_str(&text.to_lowercase());
        self.words.said.push('\n');
    }

    fn finish(mut self, body: Body) -> Words {
        self.words.body = body;
        let best = self.ranked.into_iter().flatten().next().unwrap_or_default();
        self.words.message = for_people(&best);
        self.words
    }
}

/// Plain, on one line, short.
/// The first characters of a line, with a mark where there were more.
fn cut(line: &str, most: usize) -> String {
    if line.chars().count() <= most {
        return line.to_owned();
    }
    let kept: String = line.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

fn for_people(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(MESSAGE_LIMIT).collect()
}
