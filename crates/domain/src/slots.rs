//! At which weekly times may an account post? Slots, how they are written, and the instants at
//! which they occur in a zone, across summer time: a slot in a gap moves forward, one in an overlap
//! fires once, at the first (product words, section 'Command line').

use crate::Timestamp;
use crate::walltime::{day_of, resolve_forward};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use chrono_tz::Tz;
use std::collections::BTreeMap;
use std::fmt;

/// A weekly time in the account's zone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Slot {
    /// Its day of the week.
    pub weekday: Weekday,
    /// Its wall time.
    pub time: NaiveTime,
    /// Only for posts of this category; `None` for any.
    pub category: Option<String>,
}

/// One time a slot comes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// Which of the slots, by its place in the list.
    pub slot: usize,
    /// The wall time that the slot names on this day; in a gap it does not exist.
    pub wall: NaiveDateTime,
    /// The instant.
    pub at: Timestamp,
}

/// A slot text that can't be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SlotError {
    /// Not days, then times.
    #[error("'{spec}' is not a slot: write days and times, as in \"mon,wed 09:00\"")]
    Shape {
        /// What was typed.
        spec: String,
    },
    /// A day that is none.
    #[error(
        "'{word}' in '{spec}' is not a day: write mon tue wed thu fri sat sun, a range such as \
         mon-fri, or daily, weekdays, weekend"
    )]
    Day {
        /// What was typed.
        spec: String,
        /// The part that is no day.
        word: String,
    },
    /// A time that is none.
    #[error("'{word}' in '{spec}' is not a time of day: write hours and minutes, as in 09:00")]
    Time {
        /// What was typed.
        spec: String,
        /// The part that is no time.
        word: String,
    },
}

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// Reads one `--set` text: days, times and, if wanted, a category, as in `mon,wed 09:00`,
/// `mon-fri 09:00,17:30` or `weekend 10:00 #tips`. One slot for each day and time, by day and then
/// time, none twice.
pub fn parse_slots(spec: &str) -> Result<Vec<Slot>, SlotError> {
    let shape = || SlotError::Shape { spec: spec.to_owned() };
    let mut words = spec.split_whitespace();
    let (Some(days), Some(times)) = (words.next(), words.next()) else { return Err(shape()) };
    let category = match words.next() {
        None => None,
        Some(word) => match word.strip_prefix('#') {
            Some(name) if !name.is_empty() => Some(name.to_owned()),
            Some(_) | None => return Err(shape()),
        },
    };
    if words.next().is_some() {
        return Err(shape());
    }
    let mut weekdays = Vec::new();
    for word in days.split(',') {
        let some = parse_days(word)
            .ok_or_else(|| SlotError::Day { spec: spec.to_owned(), word: word.to_owned() })?;
        weekdays.extend(some);
    }
    let mut slots = Vec::new();
    for word in times.split(',') {
        let time = parse_time(word)
            .ok_or_else(|| SlotError::Time { spec: spec.to_owned(), word: word.to_owned() })?;
        slots.extend(weekdays.iter().map(|&weekday| Slot {
            weekday,
            time,
            category: category.clone(),
        }));
    }
    slots.sort_by_key(|slot| (slot.weekday.num_days_from_monday(), slot.time));
    slots.dedup();
    Ok(slots)
}

impl fmt::Display for Slot {
    /// The way [`parse_slots`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.weekday.to_string().to_lowercase();
        write!(f, "{day} {}", self.time.format("%H:%M"))?;
        match &self.category {
            Some(category) => write!(f, " #{category}"),
            None => Ok(()),
        }
    }
}

/// All occurrences after an instant, soonest first, without end. Times are strictly increasing: of
/// two slots that a gap moves onto one instant only the first in the list fires.
pub fn occurrences(slots: &[Slot], zone: Tz, after: Timestamp) -> Occurrences<'_> {
    // A gap can move a slot of yesterday past `after`; the longest gap of tzdata is a day.
    let day = day_of(zone, after);
    let next_day = day.checked_sub_days(Days::new(2)).unwrap_or(day);
    Occurrences { slots, zone, after, next_day: Some(next_day), pending: BTreeMap::new() }
}

/// See [`occurrences`].
#[derive(Debug, Clone)]
pub struct Occurrences<'a> {
    slots: &'a [Slot],
    zone: Tz,
    after: Timestamp,
    next_day: Option<NaiveDate>,
    pending: BTreeMap<(Timestamp, usize), NaiveDateTime>,
}

impl Iterator for Occurrences<'_> {
    type Item = Occurrence;

    fn next(&mut self) -> Option<Occurrence> {
        if self.slots.is_empty() {
            return None;
        }
        loop {
            // The soonest pending one is final once every day up to its own has been looked at:
            // later days begin after it.
            if let Some((&(at, slot), &wall)) = self.pending.first_key_value()
                && self.next_day.is_none_or(|day| day > day_of(self.zone, at))
            {
                self.pending.remove(&(at, slot));
                if at > self.after {
                    self.after = at;
                    return Some(Occurrence { slot, wall, at });
                }
                continue;
            }
            self.load_day()?;
        }
    }
}

impl Occurrences<'_> {
    /// Adds the slots of the next day; `None` where the calendar ends.
    fn load_day(&mut self) -> Option<()> {
        let day = self.next_day?;
        for (index, slot) in self.slots.iter().enumerate() {
            if slot.weekday == day.weekday() {
                let wall = day.and_time(slot.time);
                self.pending.insert((resolve_forward(self.zone, wall), index), wall);
            }
        }
        // A year short of the end, so that no offset leads beyond it.
        self.next_day =
            day.checked_add_days(Days::new(1)).filter(|next| next.year() < NaiveDate::MAX.year());
        Some(())
    }
}

fn parse_days(word: &str) -> Option<Vec<Weekday>> {
    match word.to_lowercase().as_str() {
        "daily" => return Some(WEEK.to_vec()),
        "weekdays" => return Some(WEEK[..5].to_vec()),
        "weekend" => return Some(WEEK[5..].to_vec()),
        _ => {}
    }
    let Some((from, to)) = word.split_once('-') else {
        return Some(vec![word.parse().ok()?]);
    };
    let (mut day, last): (Weekday, Weekday) = (from.parse().ok()?, to.parse().ok()?);
    let mut days = vec![day];
    while day != last {
        day = day.succ();
        days.push(day);
    }
    Some(days)
}

fn parse_time(word: &str) -> Option<NaiveTime> {
    let (hours, minutes) = word.split_once(':')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=2).contains(&hours.len()) || minutes.len() != 2 || !digits(hours) || !digits(minutes) {
        return None;
    }
    NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0)
}
