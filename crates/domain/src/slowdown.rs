//! How much may an account post that its owner slowed? When one account locks, the owner may slow the
//! accounts with similar content for 48 hours: the gap doubles, and a day has half of what is normal.
//!
//! Product words, section 'Lock detection' (48 h; never silently); gap and half are Roost's choice,
//! kept here: dated 2026-11-22.

use crate::Timestamp;
use crate::account::Rules;
use crate::ids::IncidentId;
use crate::ramp::{Baseline, Ladder, Ramp, Share, Stages};
use chrono::TimeDelta;
use chrono_tz::Tz;

/// So long it lasts, unless the owner ends it earlier.
pub const LASTS: TimeDelta = TimeDelta::hours(48);

/// By this the least time between two posts grows.
const GAP_TIMES: i32 = 2;

/// This part of its normal a day has.
const HALF: Share = Share(500);

/// An account that its owner slowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slowdown {
    /// The incident on another account that it was offered for.
    pub incident: IncidentId,
    /// When the owner slowed it.
    pub began: Timestamp,
    /// When it ends by itself.
    pub until: Timestamp,
    /// What the account posts a day usually.
    pub normal: Baseline,
}

impl Slowdown {
    /// Begins now.
    pub fn start(incident: IncidentId, normal: Baseline, now: Timestamp) -> Self {
        Self { incident, began: now, until: now + LASTS, normal }
    }

    /// Whether it still holds.
    pub fn holds_at(&self, now: Timestamp) -> bool {
        now < self.until
    }

    /// Posts on a day: half of the normal, rounded up, at least 1. A thread is one, as in the
    /// normal.
    pub fn most_a_day(&self) -> u32 {
        self.normal.allowance(HALF)
    }

    /// The account's rules while it is slowed.
    #[must_use = "the rules themselves stay as they are"]
    pub fn rules(&self, own: &Rules) -> Rules {
        let gap = own.gap.checked_mul(GAP_TIMES).unwrap_or(own.gap);
        Rules { gap, ..own.clone() }
    }

    /// As a ramp of one stage, so that what is above the day's allowance is laid out by the same
    /// rules as on the way back: in order, pinned first, nothing dropped. The whole normal follows.
    pub fn as_ramp(&self, zone: Tz) -> Ramp {
        let days = u32::try_from(LASTS.num_days()).unwrap_or(2);
        let ladder = match Stages::from_shares(&[HALF, Share(1000)], days) {
            Ok(stages) => Ladder::Adjusted(stages),
            // Not reached: the two stages above are sound.
            Err(_) => Ladder::Standard,
        };
        Ramp { baseline: self.normal, ladder, stage: 0, stage_began: self.began, zone }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn began() -> Timestamp {
        "2026-11-22T13:00:00Z".parse().unwrap()
    }

    fn slowed(thousandths: u64) -> Slowdown {
        Slowdown::start(IncidentId(1), Baseline { thousandths }, began())
    }

    #[rstest]
    #[case::nothing(0, 1)]
    #[case::one(1_000, 1)]
    #[case::odd(5_000, 3)]
    #[case::even(8_000, 4)]
    #[case::half_a_post(500, 1)]
    fn a_day_has_half_of_the_normal_rounded_up(#[case] normal: u64, #[case] most: u32) {
        assert_eq!(slowed(normal).most_a_day(), most);
    }

    #[test]
    fn it_ends_by_itself_after_two_days() {
        let slowed = slowed(8_000);
        assert!(slowed.holds_at(began() + TimeDelta::hours(47)));
        assert!(!slowed.holds_at(began() + TimeDelta::hours(48)));
    }

    #[test]
    fn the_gap_doubles_and_no_other_rule_changes() {
        let own = Rules::default();
        let while_slowed = slowed(8_000).rules(&own);
        assert_eq!(while_slowed.gap, own.gap * 2);
        assert_eq!(Rules { gap: own.gap, ..while_slowed }, own);
    }

    #[test]
    fn every_day_that_it_touches_has_the_half_while_it_lasts() {
        let ramp = slowed(8_000).as_ramp(chrono_tz::UTC);
        for hours in [0, 10, 11, 24, 47] {
            let at = began() + TimeDelta::hours(hours);
            assert_eq!(ramp.allowance_at(at), Some(4), "after {hours} h");
        }
    }
}
