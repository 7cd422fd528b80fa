//! How long do the rate-limit headers say to wait? X sends up to three groups; any may be missing
//! or meaningless, so each is honoured by itself (X docs, rate limits, August 2026).

use crate::Timestamp;

/// One header group: how many calls are left and when the window starts anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Calls left in the window.
    pub remaining: u32,
    /// When it starts anew.
    pub reset: Timestamp,
}

/// The groups that an answer carried.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// `x-rate-limit-*`: the short window of this endpoint.
    pub window: Option<Window>,
    /// `x-user-limit-24hour-*`: the account's day.
    pub user_day: Option<Window>,
    /// `x-app-limit-24hour-*`: the app's day.
    pub app_day: Option<Window>,
    /// `retry-after`, made an instant by the adapter.
    pub retry_after: Option<Timestamp>,
}

impl Limits {
    /// The latest reset among groups with nothing left, and `retry-after`; `None` when nothing
    /// asks for a wait.
    pub fn wait_until(&self) -> Option<Timestamp> {
        [self.window, self.user_day, self.app_day]
            .into_iter()
            .flatten()
            .filter(|window| window.remaining == 0)
            .map(|window| window.reset)
            .chain(self.retry_after)
            .max()
    }

    /// Whether a 24-hour group has nothing left: a warning sign during a ramp.
    pub fn day_is_spent(&self) -> bool {
        [self.user_day, self.app_day].into_iter().flatten().any(|window| window.remaining == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn at(seconds: i64) -> Timestamp {
        chrono::Utc.timestamp_opt(seconds, 0).unwrap()
    }

    #[test]
    fn the_latest_reset_among_spent_groups_wins() {
        let limits = Limits {
            window: Some(Window { remaining: 0, reset: at(900) }),
            user_day: Some(Window { remaining: 0, reset: at(86_400) }),
            app_day: Some(Window { remaining: 7, reset: at(99_999) }),
            retry_after: None,
        };
        assert_eq!(limits.wait_until(), Some(at(86_400)));
        assert!(limits.day_is_spent());
    }

    #[test]
    fn a_group_with_calls_left_asks_for_no_wait() {
        let limits = Limits {
            window: Some(Window { remaining: 40_000, reset: at(900) }),
            ..Limits::default()
        };
        assert_eq!(limits.wait_until(), None);
        assert!(!limits.day_is_spent());
    }
}
