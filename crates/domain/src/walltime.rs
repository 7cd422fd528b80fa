//! Which instant does a wall time mean in a zone, and which wall time an instant? Days, gaps and
//! overlaps of summer time, and the words for times and durations on the command line.
//!
//! Rules (product words, section 'Command line'): a time typed by the owner that falls in a gap is
//! refused with the nearest times on both sides; a slot in a gap moves forward; of a time that
//! comes twice the first is taken.

use crate::Timestamp;
use chrono::{
    DateTime, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone,
};
use chrono_tz::Tz;
use std::fmt;

/// What to do with a wall time that the clocks jump over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InGap {
    /// Refuse it and name the neighbours: for times that the owner types.
    Refuse,
    /// Read it with the offset before the gap, as RFC 5545 section 3.3.5 does: 02:30 becomes 03:30
    /// where an hour is left out. For slots and recurrences.
    MoveForward,
}

/// A wall time that does not exist, and the nearest whole minutes that do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "{} does not exist in {zone}: the clocks are put forward then; the nearest times are {} and {}",
    minute(.wall), minute(.before), minute(.after)
)]
pub struct GapError {
    /// The wall time asked for.
    pub wall: NaiveDateTime,
    /// In which zone.
    pub zone: Tz,
    /// The last whole minute before the gap.
    pub before: NaiveDateTime,
    /// The first minute after it.
    pub after: NaiveDateTime,
}

/// A text for `--at` that can't be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AtError {
    /// It is in none of the two forms, or names no real date.
    #[error(
        "'{text}' is not a time: write 2026-03-01 09:30 (in the account's zone) or \
         2026-03-01T09:30:00+01:00"
    )]
    Unreadable {
        /// What was typed.
        text: String,
    },
    /// The clocks jump over it.
    #[error(transparent)]
    InGap(#[from] GapError),
    /// It has passed.
    #[error("{} ({}) has passed, {} ago; choose a later time", minute(&wall_time(*.zone, *.at)), .zone.name(), rough(*.ago))]
    Past {
        /// The instant meant.
        at: Timestamp,
        /// The account's zone, in which its owner thinks.
        zone: Tz,
        /// How long ago that was.
        ago: TimeDelta,
    },
}

/// A text that is not a duration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DurationError {
    /// Not a whole number with one unit.
    #[error("'{text}' is not a duration: write a whole number and one unit, as in 90s 15m 2h 3d")]
    Unreadable {
        /// What was typed.
        text: String,
    },
    /// Over [`LONGEST_DURATION`].
    #[error("'{text}' is too long: the longest duration is 36500d")]
    TooLong {
        /// What was typed.
        text: String,
    },
}

/// How pages and programs write a wall time (ISO 8601, to the minute).
const WALL: &str = "%Y-%m-%dT%H:%M";

/// The longest duration that is read: 100 years, so that adding it to any time we meet stays
/// within what the calendar can hold.
pub const LONGEST_DURATION: TimeDelta = TimeDelta::days(36_500);

/// The instant that a wall time means; of one that comes twice the first.
pub fn resolve(zone: Tz, wall: NaiveDateTime, in_gap: InGap) -> Result<Timestamp, GapError> {
    if let Some(at) = existing(zone, wall) {
        return Ok(at);
    }
    let end = gap_end(zone, wall);
    let last_second = end - TimeDelta::seconds(1);
    match in_gap {
        InGap::MoveForward => {
            let offset = wall_time(zone, last_second) - last_second.naive_utc();
            Ok((wall - offset).and_utc())
        }
        InGap::Refuse => {
            let before = wall_time(zone, last_second);
            Err(GapError { wall, zone, before: whole_minute(before), after: wall_time(zone, end) })
        }
    }
}

/// The instant of a slot's or recurrence's wall time: [`resolve`] with [`InGap::MoveForward`].
pub fn resolve_forward(zone: Tz, wall: NaiveDateTime) -> Timestamp {
    match resolve(zone, wall, InGap::MoveForward) {
        Ok(at) => at,
        // Moving forward refuses nothing; were it to, the wall time read as UTC stays in order.
        Err(gap) => gap.wall.and_utc(),
    }
}

/// An instant that lies so many days and minutes elsewhere. Days keep the time on the wall, which
/// moves forward where summer time leaves it out; minutes are counted on top.
pub fn shifted(zone: Tz, at: Timestamp, days: i32, minutes: i32) -> Timestamp {
    let wall = wall_time(zone, at) + TimeDelta::days(i64::from(days));
    // Zero days are no reason to choose the other of two equal wall times.
    let moved = if days == 0 { at } else { resolve_forward(zone, wall) };
    moved + TimeDelta::minutes(i64::from(minutes))
}

/// What the clock on the wall shows at an instant.
pub fn wall_time(zone: Tz, at: Timestamp) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

/// The day that an instant belongs to.
pub fn day_of(zone: Tz, at: Timestamp) -> NaiveDate {
    wall_time(zone, at).date()
}

/// The first instant of a day: midnight, or the end of the gap where midnight is left out.
pub fn day_start(zone: Tz, day: NaiveDate) -> Timestamp {
    let midnight = day.and_time(NaiveTime::MIN);
    existing(zone, midnight).unwrap_or_else(|| gap_end(zone, midnight))
}

/// The first instant after a day: 23, 24 or 25 h after its start, none at all for a day that the
/// zone left out (Pacific/Apia, 2011-12-30).
pub fn day_end(zone: Tz, day: NaiveDate) -> Timestamp {
    day_start(zone, day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX))
}

/// Reads `--at`: RFC 3339, or `YYYY-MM-DD HH:MM` in the account's zone. Kept to the millisecond.
pub fn parse_at(text: &str, zone: Tz, now: Timestamp) -> Result<Timestamp, AtError> {
    let text = text.trim();
    let at = match DateTime::parse_from_rfc3339(text) {
        Ok(at) => DateTime::from_timestamp_millis(at.timestamp_millis()),
        Err(_) => match parse_wall(text) {
            Some(wall) => Some(resolve(zone, wall, InGap::Refuse)?),
            None => None,
        },
    };
    let Some(at) = at else {
        return Err(AtError::Unreadable { text: text.to_owned() });
    };
    if at < now {
        return Err(AtError::Past { at, zone, ago: now - at });
    }
    Ok(at)
}

/// Reads a wall time as pages and programs write it, `YYYY-MM-DDTHH:MM`, in a zone of its own: what
/// the owner points at in a calendar.
pub fn parse_wall_at(text: &str, zone: Tz, now: Timestamp) -> Result<Timestamp, AtError> {
    let wall = NaiveDateTime::parse_from_str(text.trim(), WALL)
        .map_err(|_| AtError::Unreadable { text: text.to_owned() })?;
    let at = resolve(zone, wall, InGap::Refuse)?;
    if at < now { Err(AtError::Past { at, zone, ago: now - at }) } else { Ok(at) }
}

/// Writes an instant the way [`parse_wall_at`] reads it.
pub fn format_wall(zone: Tz, at: Timestamp) -> String {
    wall_time(zone, at).format(WALL).to_string()
}

/// Reads a duration: a whole number and one unit, `90s 15m 2h 3d`.
pub fn parse_duration(text: &str) -> Result<TimeDelta, DurationError> {
    let text = text.trim();
    let unreadable = || DurationError::Unreadable { text: text.to_owned() };
    let too_long = || DurationError::TooLong { text: text.to_owned() };
    let unit = text.chars().last().ok_or_else(unreadable)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return Err(unreadable()),
    };
    let number = text.strip_suffix(unit).unwrap_or_default();
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(unreadable());
    }
    // Digits only, so the one way to fail is being too many.
    let number: i64 = number.parse().map_err(|_| too_long())?;
    number
        .checked_mul(seconds)
        .and_then(TimeDelta::try_seconds)
        .filter(|duration| *duration <= LONGEST_DURATION)
        .ok_or_else(too_long)
}

/// Writes a duration the way [`parse_duration`] reads it, in the largest unit that fits exactly.
/// Parts of a second are left out; a negative duration has a minus before it.
pub fn format_duration(duration: TimeDelta) -> String {
    let sign = if duration.num_seconds() < 0 { "-" } else { "" };
    let seconds = duration.num_seconds().unsigned_abs();
    let (number, unit) = match seconds {
        0 => (0, 's'),
        n if n % 86_400 == 0 => (n / 86_400, 'd'),
        n if n % 3_600 == 0 => (n / 3_600, 'h'),
        n if n % 60 == 0 => (n / 60, 'm'),
        n => (n, 's'),
    };
    format!("{sign}{number}{unit}")
}

/// The instant of a wall time that exists; the first of two.
fn existing(zone: Tz, wall: NaiveDateTime) -> Option<Timestamp> {
    match zone.from_local_datetime(&wall) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at.to_utc()),
        LocalResult::None => None,
    }
}

/// The first instant after the gap that holds a wall time. Found by halving: no offset is further
/// than 16 h from UTC (tzdata's widest are local mean times of 15 h 56 min west and 15 h 14 min
/// east), changes fall on whole seconds, and the wall time grows across the gap.
fn gap_end(zone: Tz, wall: NaiveDateTime) -> Timestamp {
    let middle = wall.and_utc();
    let mut not_yet = -16 * 3_600;
    let mut passed = 16 * 3_600;
    while passed - not_yet > 1 {
        let seconds = i64::midpoint(not_yet, passed);
        if wall_time(zone, middle + TimeDelta::seconds(seconds)) >= wall {
            passed = seconds;
        } else {
            not_yet = seconds;
        }
    }
    middle + TimeDelta::seconds(passed)
}

/// `YYYY-MM-DD HH:MM` and nothing looser: a one-digit hour could be a slip.
fn parse_wall(text: &str) -> Option<NaiveDateTime> {
    if text.len() != "2026-03-01 09:30".len() {
        return None;
    }
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").ok()
}

fn whole_minute(wall: NaiveDateTime) -> NaiveDateTime {
    wall - TimeDelta::seconds(wall.and_utc().timestamp().rem_euclid(60))
}

fn minute(wall: &NaiveDateTime) -> impl fmt::Display {
    wall.format("%Y-%m-%d %H:%M")
}

/// For sentences: the largest unit, rounded down.
fn rough(duration: TimeDelta) -> String {
    let whole = if duration.num_days() > 0 {
        TimeDelta::days(duration.num_days())
    } else if duration.num_hours() > 0 {
        TimeDelta::hours(duration.num_hours())
    } else if duration.num_minutes() > 0 {
        TimeDelta::minutes(duration.num_minutes())
    } else {
        duration
    };
    format_duration(whole)
}
