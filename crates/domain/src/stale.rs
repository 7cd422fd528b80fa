//! Does a text still make sense on another day? Finds 'today' and its kin, and dates that lie
//! between the day a post was meant for and the day it would go out; English and German.
//!
//! Rule (product words, section 'The way back'): held posts whose text no longer makes sense are
//! picked out for a decision. A date that had passed before the post was even due was meant so, and
//! a post that stays on its day may say 'today'.

use crate::text::without_links;
use chrono::{Datelike, NaiveDate};

/// What no longer makes sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stale {
    /// A word that means a day by the day it is read on.
    RelativeDay {
        /// The word as written.
        word: String,
    },
    /// A date that will have passed.
    PassedDate {
        /// The date meant.
        date: NaiveDate,
    },
}

/// The first thing in a text, meant for the day `meant`, that no longer makes sense on `day`.
pub fn find_stale(text: &str, meant: NaiveDate, day: NaiveDate) -> Option<Stale> {
    if day == meant {
        return None;
    }
    let text = without_links(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    (0..words.len()).find_map(|index| {
        if is_relative(&words, index) {
            return Some(Stale::RelativeDay { word: bare(words[index]).to_owned() });
        }
        let date =
            written_date(words[index], meant).or_else(|| month_date(&words, index, meant))?;
        (meant <= date && date < day).then_some(Stale::PassedDate { date })
    })
}

const RELATIVE: [&str; 8] =
    ["today", "tonight", "tomorrow", "yesterday", "heute", "morgen", "übermorgen", "gestern"];

/// Before these 'Morgen' is the morning, not tomorrow.
const BEFORE_MORNING: [&str; 9] =
    ["guten", "am", "jeden", "diesen", "der", "den", "vom", "schönen", "zum"];

/// Month names and their short forms, English and German, January first.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner"],
    &["february", "feb", "februar"],
    &["march", "mar", "märz", "mrz"],
    &["april", "apr"],
    &["may", "mai"],
    &["june", "jun", "juni"],
    &["july", "jul", "juli"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["october", "oct", "oktober", "okt"],
    &["november", "nov"],
    &["december", "dec", "dezember", "dez"],
];

/// A word without what stands around it; of `Today's` only `Today`. A mention is no word.
fn bare(word: &str) -> &str {
    if word.starts_with('@') {
        return "";
    }
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.split(['\'', '’']).next().unwrap_or(word)
}

fn is_relative(words: &[&str], index: usize) -> bool {
    let word = bare(words[index]).to_lowercase();
    let before = index.checked_sub(1).map(|before| bare(words[before]).to_lowercase());
    let is_morning =
        word == "morgen" && before.is_some_and(|before| BEFORE_MORNING.contains(&before.as_str()));
    RELATIVE.contains(&word.as_str()) && !is_morning
}

/// `2026-03-01`, with or without a time behind it; `1.3.`, `01.03.26`, `1.3.2026`.
fn written_date(word: &str, meant: NaiveDate) -> Option<NaiveDate> {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    if let Some(iso) = word.get(..10)
        && let Ok(date) = NaiveDate::parse_from_str(iso, "%Y-%m-%d")
        && !word[10..].starts_with(|c: char| c.is_ascii_digit())
    {
        return Some(date);
    }
    // Without a year the last dot tells a date from a number: '1.3.' from '1.3'.
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let mut parts = word.splitn(3, '.');
    let (day, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let (day, month) = (number(day)?, number(month)?);
    match rest.trim_end_matches('.') {
        "" => nearest_year(month, day, meant),
        year => date_in(number(year)?, month, day),
    }
}

/// `March 3`, `3 March`, `3rd of March 2026`, `3. März`, seen from the month's name.
fn month_date(words: &[&str], index: usize, meant: NaiveDate) -> Option<NaiveDate> {
    let name = bare(words[index]).to_lowercase();
    let month = 1 + MONTHS.iter().position(|names| names.contains(&name.as_str()))? as u32;
    let year_at = |index: usize| {
        words.get(index).and_then(|word| number(bare(word))).filter(|year| *year >= 1000)
    };
    let of = index.checked_sub(1).is_some_and(|before| bare(words[before]) == "of");
    let before = index.checked_sub(if of { 2 } else { 1 });
    if let Some(day) = before.and_then(|before| day_number(words[before])) {
        return match year_at(index + 1) {
            Some(year) => date_in(year, month, day),
            None => nearest_year(month, day, meant),
        };
    }
    let day = day_number(words.get(index + 1)?)?;
    match year_at(index + 2) {
        Some(year) => date_in(year, month, day),
        None => nearest_year(month, day, meant),
    }
}

/// `3`, `3rd`, `3.`, and the last day of `3-5`.
fn day_number(word: &str) -> Option<u32> {
    let last = bare(word).rsplit(['-', '–']).next()?;
    let digits = last.trim_end_matches(|c: char| c.is_alphabetic());
    if !["", "st", "nd", "rd", "th"].contains(&&last[digits.len()..]) {
        return None;
    }
    number(digits).filter(|day| (1..=31).contains(day))
}

/// One to four digits and nothing else.
fn number(text: &str) -> Option<u32> {
    if text.len() > 4 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

fn date_in(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = if year < 100 { 2000 + year } else { year };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// A date without a year means the one nearest to the day the post was meant for.
fn nearest_year(month: u32, day: u32, meant: NaiveDate) -> Option<NaiveDate> {
    (meant.year() - 1..=meant.year() + 1)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .min_by_key(|date| (*date - meant).abs())
}
