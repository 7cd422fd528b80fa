//! How much may an account post on a day while it recovers? The baseline it had, the share of it
//! that each stage allows, and the steps back.
//!
//! Rules (product words, section 'The way back'): stages of 7 days from the quiet post, 25, 50, 75
//! and 100 % of the baseline; after a repeat 12.5 %, then 12.5 points more a week; the allowance of
//! a day is share × baseline rounded up, at least 1; the owner may choose other stages. All in whole
//! numbers, so that a quarter of 4 is 1 and not a little more.

mod baseline;
mod ladder;

pub use baseline::{Baseline, Day, Earlier, Follows};
pub use ladder::{BadStages, Ladder, Share, Stages};

use crate::Timestamp;
use crate::walltime::{day_of, day_start};
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

/// After an `automated` warning an account goes on from here (product words, section 'Lock
/// detection').
const HALF: Share = Share(500);

/// Where an account stands on its way back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ramp {
    /// What it posted a day before.
    pub baseline: Baseline,
    /// Which shares it climbs.
    pub ladder: Ladder,
    /// The stage, from 0, that began at `stage_began`; later ones follow by themselves.
    pub stage: usize,
    /// When that stage began: the quiet post, or the last step back.
    pub stage_began: Timestamp,
    /// The account's zone, whose days are counted.
    pub zone: Tz,
}

/// One day of a ramp's curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurveDay {
    /// The day in the account's zone.
    pub day: NaiveDate,
    /// Posts allowed on it; `None` once the ramp is over.
    pub allowance: Option<u32>,
}

impl Ramp {
    /// A ramp from its first stage on.
    pub fn start(ladder: Ladder, baseline: Baseline, zone: Tz, quiet_post: Timestamp) -> Self {
        Self { baseline, ladder, stage: 0, stage_began: quiet_post, zone }
    }

    /// The ramp after an `automated` warning without one before it: from 50 %.
    pub fn start_from_half(baseline: Baseline, zone: Tz, now: Timestamp) -> Self {
        let ladder = Ladder::Standard;
        Self { baseline, ladder, stage: ladder.half(), stage_began: now, zone }
    }

    /// The ramp after an `automated` warning that came during this one: from 50 %, or from one
    /// stage below where it stood when the warning came if that is lower. It stays on its ladder,
    /// so that an account locked twice goes on climbing in the smaller steps.
    #[must_use = "the ramp itself stays as it is"]
    pub fn restart_after_warning(&self, warned: Timestamp, now: Timestamp) -> Self {
        let below = self.stage_at(warned).saturating_sub(1);
        if self.ladder.shares().first().is_some_and(|first| *first > HALF) {
            // Stages that the owner chose and that begin above half: 50 % is below them all.
            return Self::start_from_half(self.baseline, self.zone, now);
        }
        Self { stage: below.min(self.ladder.half()), stage_began: now, ..*self }
    }

    /// One stage back, beginning anew now; the first stage begins anew. After any warning sign.
    #[must_use = "the ramp itself stays as it is"]
    pub fn step_back(&self, now: Timestamp) -> Self {
        Self { stage: self.stage_at(now).saturating_sub(1), stage_began: now, ..*self }
    }

    /// The stage at an instant, from 0; the last one also after the end.
    pub fn stage_at(&self, at: Timestamp) -> usize {
        let length = self.ladder.stage_length().num_seconds();
        let passed = ((at - self.stage_began).num_seconds() / length).max(0);
        (self.stage + passed.unsigned_abs() as usize).min(self.ladder.shares().len() - 1)
    }

    /// The share at an instant; `None` once the ramp is over.
    pub fn share_at(&self, at: Timestamp) -> Option<Share> {
        if at >= self.ends_at() {
            return None;
        }
        self.ladder.shares().get(self.stage_at(at)).copied()
    }

    /// When the ramp is over: after the last day of its 100 % stage. The product counts 100 % among
    /// the stages and a whole ramp as four weeks (section 'Practice network and drill'), so a
    /// warning during the fourth week still steps back.
    pub fn ends_at(&self) -> Timestamp {
        let stages_left = self.ladder.shares().len().saturating_sub(self.stage);
        self.stage_began
            + self.ladder.stage_length() * i32::try_from(stages_left).unwrap_or(i32::MAX)
    }

    /// Posts allowed on a day of the account's zone, those already out that day included; `None`
    /// once the ramp is over. A thread is one post here, as it is in the baseline; its segments
    /// count under the cap.
    ///
    /// A day has one allowance, by the share at its first instant: a stage that begins at noon
    /// raises the next day's, so no hour ever gets more than its stage allows. A step back, whose
    /// stage has no earlier one in this value, lowers today's.
    pub fn allowance(&self, day: NaiveDate) -> Option<u32> {
        self.share_at(day_start(self.zone, day)).map(|share| self.baseline.allowance(share))
    }

    /// Posts allowed on the day of an instant.
    pub fn allowance_at(&self, at: Timestamp) -> Option<u32> {
        self.allowance(day_of(self.zone, at))
    }

    /// The allowances of `days` days from `first` on.
    pub fn curve(&self, first: NaiveDate, days: u64) -> Vec<CurveDay> {
        (0..days)
            .filter_map(|n| first.checked_add_days(Days::new(n)))
            .map(|day| CurveDay { day, allowance: self.allowance(day) })
            .collect()
    }
}
