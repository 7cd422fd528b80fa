//! Which days are compared? The 14 days of the account's zone up to the lock, whose own day is cut
//! short by it, and up to 28 days before those.
//!
//! On days that another incident held or that a ramp kept low an account posted what it could: they
//! are no normal, and are left out of the earlier days, as they are out of the baseline.

use crate::Timestamp;
use crate::walltime::{day_end, day_of, day_start};
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

/// So many days before an incident are looked at (product words, section 'What came before').
pub const BEFORE_DAYS: u64 = 14;

/// So many days before those are the account's own normal, where there are so many.
pub const NORMAL_DAYS: u64 = 28;

/// The days that are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Windows {
    zone: Tz,
    until: Timestamp,
    before: Vec<NaiveDate>,
    normal: Vec<NaiveDate>,
}

impl Windows {
    /// The windows of an account whose incident began at `until`. `known_since` is when its history
    /// begins; `bound` says when other incidents held it, those that last without an end.
    pub fn new(
        zone: Tz,
        until: Timestamp,
        known_since: Timestamp,
        bound: &[(Timestamp, Option<Timestamp>)],
    ) -> Self {
        let lock_day = day_of(zone, until);
        let first_known = day_of(zone, known_since.min(until));
        let back = |days: u64| lock_day.checked_sub_days(Days::new(days));
        let known = |day: &NaiveDate| *day >= first_known;
        let before: Vec<NaiveDate> =
            (0..BEFORE_DAYS).rev().filter_map(back).filter(|day| known(day)).collect();
        let is_free = |day: &NaiveDate| {
            let (start, end) = (day_start(zone, *day), day_end(zone, *day));
            !bound.iter().any(|(opened, closed)| {
                *opened < end && closed.is_none_or(|closed| closed >= start)
            })
        };
        let normal = (BEFORE_DAYS..BEFORE_DAYS + NORMAL_DAYS)
            .rev()
            .filter_map(back)
            .filter(|day| known(day) && is_free(day))
            .collect();
        Self { zone, until, before, normal }
    }

    /// The zone whose days these are.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The days before the incident, oldest first; the last is its own.
    pub fn before(&self) -> &[NaiveDate] {
        &self.before
    }

    /// The earlier days, oldest first.
    pub fn normal(&self) -> &[NaiveDate] {
        &self.normal
    }

    /// From when to when posts are needed.
    pub fn span(&self) -> (Timestamp, Timestamp) {
        let first = self.normal.first().or(self.before.first());
        let from = first.map_or(self.until, |day| day_start(self.zone, *day));
        (from, self.until)
    }

    /// When the 14 days begin.
    pub fn before_from(&self) -> Timestamp {
        self.before.first().map_or(self.until, |day| day_start(self.zone, *day))
    }

    /// Whether an instant lies in the days before the incident.
    pub fn is_before(&self, at: Timestamp) -> bool {
        at >= self.before_from() && at < self.until
    }

    /// Whether an instant lies in the earlier days.
    pub fn is_normal(&self, at: Timestamp) -> bool {
        at < self.before_from() && self.normal.binary_search(&day_of(self.zone, at)).is_ok()
    }

    /// How long the days before the incident were, in days; the last is cut short by it.
    pub fn before_length(&self) -> f64 {
        (self.until - self.before_from()).num_seconds() as f64 / 86_400.0
    }

    /// How long the earlier days were, in days.
    pub fn normal_length(&self) -> f64 {
        self.normal.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    const BERLIN: Tz = chrono_tz::Europe::Berlin;

    #[test]
    fn fourteen_days_up_to_the_lock_and_twenty_eight_before_them() {
        let until = at("2026-11-22T13:00:00Z");
        let windows = Windows::new(BERLIN, until, at("2026-01-01T00:00:00Z"), &[]);
        assert_eq!((windows.before().len(), windows.normal().len()), (14, 28));
        assert_eq!(windows.before_from(), at("2026-11-08T23:00:00Z"));
        // Thirteen whole days and fourteen hours of the last.
        assert!((windows.before_length() - (13.0 + 14.0 / 24.0)).abs() < 1e-9);
        assert!(windows.is_before(until - TimeDelta::seconds(1)) && !windows.is_before(until));
        let last_normal = windows.before_from() - TimeDelta::seconds(1);
        assert!(windows.is_normal(last_normal) && !windows.is_before(last_normal));
    }

    #[test]
    fn days_before_the_first_known_and_days_that_were_held_are_no_normal() {
        let until = at("2026-11-22T13:00:00Z");
        let held = (at("2026-11-01T12:00:00Z"), Some(at("2026-11-03T12:00:00Z")));
        let windows = Windows::new(BERLIN, until, at("2026-10-30T12:00:00Z"), &[held]);
        // From 30 October to 8 November are ten days, three of them held.
        assert_eq!(windows.normal().len(), 7);
        assert!(!windows.is_normal(at("2026-11-02T12:00:00Z")));
    }

    #[test]
    fn an_account_of_yesterday_has_two_days_and_no_normal() {
        let until = at("2026-11-22T13:00:00Z");
        let windows = Windows::new(BERLIN, until, at("2026-11-21T10:00:00Z"), &[]);
        assert_eq!((windows.before().len(), windows.normal().len()), (2, 0));
    }

    #[test]
    fn a_history_that_begins_after_the_lock_has_only_its_day() {
        let until = at("2026-11-22T13:00:00Z");
        let windows = Windows::new(BERLIN, until, at("2027-01-01T00:00:00Z"), &[]);
        assert_eq!((windows.before().len(), windows.normal().len()), (1, 0));
    }
}
