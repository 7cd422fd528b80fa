//! What do the rate-limit headers say? Three groups and `retry-after`; any may be missing or odd,
//! and an odd one counts as missing (X docs, rate limits, August 2026).

use crate::http::Response;
use chrono::{DateTime, TimeDelta, Utc};
use roost_domain::Timestamp;
use roost_domain::limits::{Limits, Window};

/// Reads the groups. `now` is where `retry-after` counts from.
pub(crate) fn read(answer: &Response, now: Timestamp) -> Limits {
    Limits {
        window: window(answer, "x-rate-limit"),
        user_day: window(answer, "x-user-limit-24hour"),
        app_day: window(answer, "x-app-limit-24hour"),
        retry_after: answer.header("retry-after").and_then(|text| retry_after(text, now)),
    }
}

/// The `Date` header (RFC 9110, 6.6.1).
pub(crate) fn date(answer: &Response) -> Option<Timestamp> {
    http_date(answer.header("date")?)
}

fn window(answer: &Response, group: &str) -> Option<Window> {
    let number = |part| answer.header(&format!("{group}-{part}"))?.trim().parse::<i64>().ok();
    let remaining = u32::try_from(number("remaining")?.max(0)).unwrap_or(u32::MAX);
    // A reset at or before the epoch means nothing.
    let reset = number("reset").filter(|seconds| *seconds > 0)?;
    Some(Window { remaining, reset: DateTime::from_timestamp(reset, 0)? })
}

/// Seconds or an HTTP date (RFC 9110, 10.2.3).
fn retry_after(text: &str, now: Timestamp) -> Option<Timestamp> {
    match text.trim().parse::<u32>() {
        Ok(seconds) => now.checked_add_signed(TimeDelta::seconds(i64::from(seconds))),
        Err(_) => http_date(text),
    }
}

fn http_date(text: &str) -> Option<Timestamp> {
    DateTime::parse_from_rfc2822(text.trim()).ok().map(|date| date.with_timezone(&Utc))
}
