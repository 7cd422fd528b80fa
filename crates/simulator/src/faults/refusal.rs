//! The refusals that a rule can give to one request, without lasting consequence.

use chrono::{DateTime, Datelike, Months, TimeDelta, Utc};

use crate::exchange::Answer;
use crate::refusals;

/// How one request is refused.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Refusal {
    /// 403 with code 185. With a wait, the user's 24-hour headers say when the window opens.
    Allowance { wait_s: Option<u64> },
    /// 429; the window's headers say when it opens, after 15 minutes unless another wait is given.
    RateLimit { wait_s: Option<u64> },
    /// 402, the balance is empty.
    Credits,
    /// 403, the spending limit is reached until the date, else until the next month begins.
    SpendCap { reset_date: Option<String> },
    /// 503.
    OverCapacity,
}

/// Seconds of X's short window.
const WINDOW_S: u64 = 900;

impl Refusal {
    pub(crate) fn answer(self, now: DateTime<Utc>) -> Answer {
        match self {
            Self::Allowance { wait_s: None } => refusals::over_allowance(),
            Self::Allowance { wait_s: Some(wait_s) } => {
                spent(refusals::over_allowance(), "x-user-limit-24hour", 50, now, wait_s)
            }
            Self::RateLimit { wait_s } => {
                let wait_s = wait_s.unwrap_or(WINDOW_S);
                spent(refusals::rate_limited(), "x-rate-limit", 100, now, wait_s)
            }
            Self::Credits => refusals::credits_depleted(),
            Self::SpendCap { reset_date } => {
                refusals::spend_cap_reached(&reset_date.unwrap_or_else(|| next_month(now)))
            }
            Self::OverCapacity => refusals::over_capacity(),
        }
    }
}

/// Headers of a group with nothing left.
fn spent(answer: Answer, prefix: &str, limit: u32, now: DateTime<Utc>, wait_s: u64) -> Answer {
    let reset = now + TimeDelta::seconds(wait_s as i64);
    answer
        .with(&format!("{prefix}-limit"), limit)
        .with(&format!("{prefix}-remaining"), 0)
        .with(&format!("{prefix}-reset"), reset.timestamp())
}

fn next_month(now: DateTime<Utc>) -> String {
    let first = now.date_naive().with_day(1);
    let next = first.and_then(|day| day.checked_add_months(Months::new(1)));
    next.unwrap_or_else(|| now.date_naive()).to_string()
}
