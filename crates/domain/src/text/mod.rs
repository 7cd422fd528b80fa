//! Text as X counts it: weights, links, names and tags.
//!
//! The rules are those of twitter-text v3 (X's docs, "Counting characters", read 2026-11-22): the text
//! in NFC, light characters weigh 1 and all others 2, an emoji sequence 2, a link 23. Why this is
//! Roost's own reading of the rules and not a crate: `docs/decisions/0002-text-counting.md`.
//! Deliberately absent: display ranges, autolinking, and the hosts of mail addresses.

mod classes;
mod emoji;
mod foreign;
mod host;
mod link;
mod tags;
mod tld;
mod weight;

use std::ops::Range;

use serde::Serialize;

pub use foreign::{unescape_html, without_links};

/// How long a post may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest weight that X takes, in weighted characters.
    pub max: u32,
}

impl Limits {
    /// Every account: 280 (twitter-text `config/v3.json`).
    pub const STANDARD: Self = Self { max: 280 };
    /// Accounts with Premium: 25,000 (X's API changelog, 2024-08-20).
    pub const PREMIUM: Self = Self { max: 25_000 };
}

impl Default for Limits {
    fn default() -> Self {
        Self::STANDARD
    }
}

/// A text, counted. Serialises to the shape of `roost count --json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Weight in weighted characters.
    pub weighted: u32,
    /// The limit it was held against.
    pub max: u32,
    /// Whether X takes it as a text: not empty, not over the limit, no refused character.
    pub valid: bool,
    /// Links, with and without protocol.
    pub urls: Vec<Span>,
    /// Accounts named, with their sign; lists of accounts are not among them.
    pub mentions: Vec<Span>,
    /// Hashtags, with their sign.
    pub hashtags: Vec<Span>,
    /// Cashtags, with their sign.
    pub cashtags: Vec<Span>,
}

/// A part of a text as it was given, before any normalisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// Where it begins, in UTF-16 units from the start of the text.
    pub start: usize,
    /// Where it ends, in UTF-16 units from the start of the text; not part of it.
    pub end: usize,
    /// What stands there, sign included.
    pub text: String,
}

/// Counts `text` against `limits` and finds what X makes of it. Where finds overlap, as a name in a
/// link does, the one that begins first stands, as in X's own entities.
pub fn count(text: &str, limits: Limits) -> Count {
    let links = link::find(text);
    let (weighted, is_clean) = weigh(text, &links);
    let mut found: Vec<(Kind, Range<usize>)> = Vec::new();
    found.extend(links.into_iter().map(|span| (Kind::Url, span)));
    found.extend(tags::handles(text).into_iter().map(|handle| (Kind::of(&handle), handle.span)));
    found.extend(tags::hashtags(text).into_iter().map(|span| (Kind::Hashtag, span)));
    found.extend(tags::cashtags(text).into_iter().map(|span| (Kind::Cashtag, span)));
    found.sort_by_key(|(_, span)| span.start);
    drop_overlapping(&mut found);

    let mut counted = Count {
        weighted,
        max: limits.max,
        valid: is_clean && weighted > 0 && weighted <= limits.max,
        urls: Vec::new(),
        mentions: Vec::new(),
        hashtags: Vec::new(),
        cashtags: Vec::new(),
    };
    let mut place = Place { text, byte: 0, unit: 0 };
    for (kind, bytes) in found {
        let span = place.span(bytes);
        match kind {
            Kind::Url => counted.urls.push(span),
            Kind::Mention => counted.mentions.push(span),
            Kind::Hashtag => counted.hashtags.push(span),
            Kind::Cashtag => counted.cashtags.push(span),
            Kind::List => {}
        }
    }
    counted
}

/// The weight of `text` in weighted characters.
pub fn weighted_len(text: &str) -> u32 {
    weigh(text, &link::find(text)).0
}

/// The links of `text`.
pub fn links(text: &str) -> Vec<Span> {
    spans(text, link::find(text))
}

/// The accounts named in `text`, those inside links included; lists of accounts are not.
pub fn mentions(text: &str) -> Vec<Span> {
    let names = tags::handles(text).into_iter().filter(|handle| !handle.is_list);
    spans(text, names.map(|handle| handle.span))
}

/// The lists of accounts named in `text` (`@account/list`).
pub fn lists(text: &str) -> Vec<Span> {
    let lists = tags::handles(text).into_iter().filter(|handle| handle.is_list);
    spans(text, lists.map(|handle| handle.span))
}

/// The hashtags of `text`, those inside links left out.
pub fn hashtags(text: &str) -> Vec<Span> {
    let mut found: Vec<(Kind, Range<usize>)> = Vec::new();
    found.extend(link::find(text).into_iter().map(|span| (Kind::Url, span)));
    found.extend(tags::hashtags(text).into_iter().map(|span| (Kind::Hashtag, span)));
    found.sort_by_key(|(_, span)| span.start);
    drop_overlapping(&mut found);
    let tags = found.into_iter().filter(|(kind, _)| *kind == Kind::Hashtag);
    spans(text, tags.map(|(_, span)| span))
}

/// The cashtags of `text`.
pub fn cashtags(text: &str) -> Vec<Span> {
    spans(text, tags::cashtags(text))
}

/// The account whose name opens `text`, without its sign: X takes such a post as an answer to it.
pub fn reply_to(text: &str) -> Option<&str> {
    tags::reply(text)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Url,
    Mention,
    List,
    Hashtag,
    Cashtag,
}

impl Kind {
    fn of(handle: &tags::Handle) -> Self {
        if handle.is_list { Self::List } else { Self::Mention }
    }
}

/// The weight of `text`, whose links are at `links`, and whether it is free of refused characters.
fn weigh(text: &str, links: &[Range<usize>]) -> (u32, bool) {
    let normal = weight::normalised(text);
    let weighted = if normal == text {
        weight::weigh(text, links)
    } else {
        weight::weigh(&normal, &link::find(&normal))
    };
    (weighted, !weight::has_invalid(text))
}

/// Keeps of finds ordered by their start those that begin after the end of the last one kept.
fn drop_overlapping(found: &mut Vec<(Kind, Range<usize>)>) {
    let mut end = 0;
    found.retain(|(_, span)| {
        let is_apart = span.start >= end;
        end = if is_apart { span.end } else { end };
        is_apart
    });
}

fn spans(text: &str, found: impl IntoIterator<Item = Range<usize>>) -> Vec<Span> {
    let mut place = Place { text, byte: 0, unit: 0 };
    found.into_iter().map(|bytes| place.span(bytes)).collect()
}

/// A place in a text that moves forward, known in bytes and in UTF-16 units.
struct Place<'a> {
    text: &'a str,
    byte: usize,
    unit: usize,
}

impl Place<'_> {
    fn span(&mut self, bytes: Range<usize>) -> Span {
        let text = &self.text[bytes.clone()];
        let (start, end) = (self.unit_at(bytes.start), self.unit_at(bytes.end));
        Span { start, end, text: text.to_owned() }
    }

    fn unit_at(&mut self, byte: usize) -> usize {
        self.unit += self.text[self.byte..byte].encode_utf16().count();
        self.byte = byte;
        self.unit
    }
}
