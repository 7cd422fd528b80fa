//! Which rule fits an answer? The dated data file, parsed once into conditions that are ready to
//! compare. Order is meaning: the first rule whose conditions are all met decides.

use super::words::{Body, Words};
use crate::AdapterError;
use crate::http::Response;
use crate::x::limits;
use roost_domain::Timestamp;
use roost_domain::refusal::{RefusalAction, RefusalKind, Scope};
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::RangeInclusive;

/// The classifier's rules in their order.
#[derive(Debug, Clone)]
pub struct Rules {
    version: String,
    rules: Vec<Rule>,
}

/// How an answer can be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Nothing left this machine.
    NotSent,
    /// The request left.
    Lost,
}

#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) id: String,
    pub(super) kind: RefusalKind,
    pub(super) scope: Scope,
    pub(super) action: RefusalAction,
    pub(super) until: Until,
    when: When,
}

/// Where the end of a wait is read from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Until {
    /// There is none that is known.
    #[default]
    Open,
    /// The rate-limit headers.
    Headers,
    /// The body's `reset_date`.
    ResetDate,
    /// The body's `period`.
    PeriodEnd,
}

#[derive(Debug, Clone)]
struct When {
    statuses: Option<RangeInclusive<u16>>,
    codes: Vec<u32>,
    types: Vec<String>,
    type_contains: Vec<String>,
    titles: Vec<String>,
    reasons: Vec<String>,
    details: Vec<String>,
    says: Vec<String>,
    body: Option<BodyWord>,
    day: Option<DayWord>,
    transport: Option<Missing>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileText {
    version: String,
    #[serde(rename = "source")]
    _source: String,
    rule: Vec<RuleText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    id: String,
    when: WhenText,
    kind: RefusalKind,
    scope: Scope,
    action: RefusalAction,
    #[serde(default)]
    until: Until,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct WhenText {
    status: Option<String>,
    codes: Vec<u32>,
    types: Vec<String>,
    type_contains: Vec<String>,
    titles: Vec<String>,
    reasons: Vec<String>,
    details: Vec<String>,
    says: Vec<String>,
    body: Option<BodyWord>,
    day: Option<DayWord>,
    transport: Option<Missing>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum BodyWord {
    Json,
    Data,
    DataWithId,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DayWord {
    Spent,
}

impl Rules {
    /// The rules that come with this version of Roost.
    pub fn shipped() -> Result<Self, AdapterError> {
        Self::parse(include_str!("../../../data/x-refusals.toml"))
    }

    /// Reads a rules file.
    pub fn parse(text: &str) -> Result<Self, AdapterError> {
        let file: FileText = toml::from_str(text).map_err(AdapterError::Rules)?;
        let rules = file.rule.into_iter().map(Rule::new).collect::<Result<Vec<_>, _>>()?;
        let mut ids = HashSet::new();
        if let Some(twice) = rules.iter().find(|rule| !ids.insert(rule.id.as_str())) {
            return Err(AdapterError::BadRule {
                rule: twice.id.clone(),
                reason: "its id stands twice",
            });
        }
        Ok(Self { version: file.version, rules })
    }

    /// The date of the file.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// How many rules there are.
    pub fn count(&self) -> usize {
        self.rules.len()
    }

    /// Their ids in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| rule.id.as_str())
    }

    pub(super) fn first(&self, answer: &Response, words: &Words) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.when.fits(answer, words))
    }

    pub(super) fn missing(&self, missing: Missing) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.when.transport == Some(missing))
    }
}

impl Rule {
    fn new(text: RuleText) -> Result<Self, AdapterError> {
        let when = When::new(text.when)
            .map_err(|reason| AdapterError::BadRule { rule: text.id.clone(), reason })?;
        Ok(Self {
            id: text.id,
            kind: text.kind,
            scope: text.scope,
            action: text.action,
            until: text.until,
            when,
        })
    }
}

impl When {
    fn new(text: WhenText) -> Result<Self, &'static str> {
        let statuses = match &text.status {
            None => None,
            Some(range) => {
                Some(parse_range(range).ok_or("its status is no range such as 500-599")?)
            }
        };
        let when = Self {
            statuses,
            codes: text.codes,
            types: lower(text.types),
            type_contains: lower(text.type_contains),
            titles: lower(text.titles),
            reasons: lower(text.reasons),
            details: lower(text.details),
            says: lower(text.says),
            body: text.body,
            day: text.day,
            transport: text.transport,
        };
        if when.is_empty() {
            Err("it has no condition and would swallow all below it")
        } else {
            Ok(when)
        }
    }

    fn is_empty(&self) -> bool {
        let lists = [
            &self.types,
            &self.type_contains,
            &self.titles,
            &self.reasons,
            &self.details,
            &self.says,
        ];
        lists.iter().all(|list| list.is_empty())
            && self.codes.is_empty()
            && self.statuses.is_none()
            && self.body.is_none()
            && self.day.is_none()
            && self.transport.is_none()
    }

    fn fits(&self, answer: &Response, words: &Words) -> bool {
        self.transport.is_none()
            && self.statuses.as_ref().is_none_or(|range| range.contains(&answer.status))
            && any(&self.codes, |code| words.codes.contains(code))
            && any(&self.types, |kind| words.types.contains(kind))
            && any(&self.type_contains, |part| words.types.iter().any(|kind| kind.contains(part)))
            && any(&self.titles, |title| words.titles.contains(title))
            && any(&self.reasons, |reason| words.reasons.contains(reason))
            && any(&self.details, |detail| words.details.contains(detail))
            && any(&self.says, |phrase| words.said.contains(phrase.as_str()))
            && self.body.is_none_or(|body| body.fits(words.body))
            && self.day.is_none_or(|day| day.fits(answer))
    }
}

impl BodyWord {
    fn fits(self, body: Body) -> bool {
        match self {
            Self::Json => body != Body::Unreadable,
            Self::Data => matches!(body, Body::Data | Body::DataWithId),
            Self::DataWithId => body == Body::DataWithId,
        }
    }
}

impl DayWord {
    fn fits(self, answer: &Response) -> bool {
        match self {
            // Only what is left counts here, not when: any moment will do for retry-after.
            Self::Spent => limits::read(answer, Timestamp::UNIX_EPOCH).day_is_spent(),
        }
    }
}

/// No conditions of this sort, or one that is met.
fn any<T>(wanted: &[T], met: impl Fn(&T) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(met)
}

fn lower(texts: Vec<String>) -> Vec<String> {
    texts.into_iter().map(|text| text.to_lowercase()).collect()
}

fn parse_range(text: &str) -> Option<RangeInclusive<u16>> {
    let (from, to) = text.split_once('-')?;
    let range = from.parse().ok()?..=to.parse().ok()?;
    (!range.is_empty()).then_some(range)
}
