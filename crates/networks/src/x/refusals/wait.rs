//! When is a known wait over? For the waits that stand in the body instead of the headers.

use super::words::Words;
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use roost_domain::Timestamp;

/// A spending limit's `reset_date`: a day (its first moment, UTC) or an instant.
pub(super) fn reset_date(words: &Words) -> Option<Timestamp> {
    let text = words.reset_date.as_deref()?;
    if let Ok(day) = text.parse::<NaiveDate>() {
        return midnight(day);
    }
    DateTime::parse_from_rfc3339(text).ok().map(|instant| instant.with_timezone(&Utc))
}

/// The end of a usage cap's `period`, seen from `now`: the next UTC day or the first of the next
/// month. X bills by its own month, which it does not tell; the first is when Roost looks again.
pub(super) fn period_end(words: &Words, now: Timestamp) -> Option<Timestamp> {
    let today = now.date_naive();
    match words.period.as_deref()? {
        "daily" => midnight(today.checked_add_signed(TimeDelta::days(1))?),
        "monthly" => {
            let (year, month) = if today.month() == 12 {
                (today.year() + 1, 1)
            } else {
                (today.year(), today.month() + 1)
            };
            midnight(NaiveDate::from_ymd_opt(year, month, 1)?)
        }
        _ => None,
    }
}

fn midnight(day: NaiveDate) -> Option<Timestamp> {
    Some(day.and_hms_opt(0, 0, 0)?.and_utc())
}
