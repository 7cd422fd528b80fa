//! Which shares of its normal does a ramp climb, and how long does each stage last? The two ladders of
//! the product, and stages that the owner chose.
//!
//! Rules (product words, section 'The way back'): stages of 7 days, 25, 50, 75 and 100 %; after a
//! repeat 12.5 %, then 12.5 points more a week; adjustable. A repeat after stages that the owner chose
//! is lower and longer than both those and the product's own repeat.

use super::HALF;
use chrono::TimeDelta;

/// How long a stage of the product's own ladders lasts, in days.
const STAGE_DAYS: u8 = 7;

/// More stages than these nobody chooses; a ramp of 12 stages of a month takes a year.
const MOST_CHOSEN: usize = 12;
const MOST_DAYS: u8 = 28;

/// So many stages a repeat may come to: eight weeks of days, or every chosen stage halved.
const MOST: usize = 56;

/// A part of the baseline, in thousandths: 125 is 12.5 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(pub u16);

/// All of the baseline.
const WHOLE: Share = Share(1000);

/// The shares of the stages, in order, and how long each lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ladder {
    /// 25, 50, 75, 100 %, 7 days each.
    Standard,
    /// After a lock within 30 days of the last: 12.5 %, then 12.5 points more a week.
    Repeat,
    /// As the owner chose.
    Adjusted(Stages),
    /// After a repeat, lower and longer than what the owner chose.
    AdjustedRepeat(Stages),
}

/// Stages of one's own: at least one, never falling, the last of them all of the baseline.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Stages {
    shares: [Share; MOST],
    count: u8,
    days: u8,
}

/// Stages that make no ramp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadStages {
    /// None, or too many.
    #[error("a ramp has 1 to 12 stages, not {found}")]
    Count {
        /// So many.
        found: usize,
    },
    /// Not more than 0 and at most 100 %.
    #[error("a stage is more than 0 and at most 100 percent")]
    Share,
    /// A later stage is lower than the one before it.
    #[error("a stage is not lower than the one before it")]
    Falls,
    /// The last stage is not 100 %.
    #[error("the last stage is 100 percent")]
    NotWhole,
    /// A stage lasts 1 to 28 days.
    #[error("a stage lasts 1 to 28 days, not {found}")]
    Days {
        /// So many.
        found: u32,
    },
}

impl Stages {
    /// The stages that an owner chose, in percent; without a word on it each lasts 7 days. Percents
    /// are kept to a tenth.
    pub fn chosen(percents: &[f64], days: Option<u32>) -> Result<Self, BadStages> {
        if percents.is_empty() || percents.len() > MOST_CHOSEN {
            return Err(BadStages::Count { found: percents.len() });
        }
        let share = |percent: &f64| {
            let tenths = (percent * 10.0).round();
            let fits = (1.0..=1000.0).contains(&tenths);
            fits.then_some(Share(tenths as u16)).ok_or(BadStages::Share)
        };
        let shares = percents.iter().map(share).collect::<Result<Vec<_>, _>>()?;
        Self::from_shares(&shares, days.unwrap_or(u32::from(STAGE_DAYS)))
    }

    /// Stages as the database keeps them.
    pub fn from_shares(shares: &[Share], days: u32) -> Result<Self, BadStages> {
        if shares.is_empty() || shares.len() > MOST {
            return Err(BadStages::Count { found: shares.len() });
        }
        if shares.iter().any(|share| !(1..=1000).contains(&share.0)) {
            return Err(BadStages::Share);
        }
        if !shares.is_sorted() {
            return Err(BadStages::Falls);
        }
        if shares.last() != Some(&WHOLE) {
            return Err(BadStages::NotWhole);
        }
        let fits = u8::try_from(days).ok().filter(|days| (1..=MOST_DAYS).contains(days));
        let days = fits.ok_or(BadStages::Days { found: days })?;
        Ok(Self::filled(shares.iter().copied(), days))
    }

    fn filled(shares: impl Iterator<Item = Share>, days: u8) -> Self {
        let mut stages = Self { shares: [WHOLE; MOST], count: 0, days };
        for (place, share) in stages.shares.iter_mut().zip(shares) {
            *place = share;
            stages.count += 1;
        }
        stages
    }

    /// The shares, in order.
    pub fn shares(&self) -> &[Share] {
        &self.shares[..usize::from(self.count)]
    }

    /// How many days each lasts.
    pub fn days(&self) -> u8 {
        self.days
    }

    /// Twice as many stages, each second one halfway between two of these; as the product's own
    /// repeat lies between its standard stages. Nowhere above that one, and no shorter.
    fn repeated(&self) -> Self {
        let mut between = Vec::new();
        let mut before = 0;
        for share in self.shares() {
            between.extend([Share(u16::midpoint(before, share.0).max(1)), *share]);
            before = share.0;
        }
        let own = Ladder::Repeat;
        let days = usize::from(self.days);
        let of_own = |stage: usize| own.shares().get(stage * days / usize::from(STAGE_DAYS));
        // As long as the product's own, and to a stage that begins where that one is whole.
        let (all, but_last) = (own.shares().len(), own.shares().len() - 1);
        let long_enough = |stages: usize| (stages * usize::from(STAGE_DAYS)).div_ceil(days);
        let count = between.len().max(long_enough(all)).max(long_enough(but_last) + 1);
        let lower = (0..count).map(|stage| {
            let chosen = between.get(stage).copied().unwrap_or(WHOLE);
            chosen.min(of_own(stage).copied().unwrap_or(WHOLE))
        });
        Self::filled(lower, self.days)
    }
}

impl std::fmt::Debug for Stages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stages")
            .field("shares", &self.shares())
            .field("days", &self.days)
            .finish_non_exhaustive()
    }
}

impl Ladder {
    /// The shares of its stages.
    pub fn shares(&self) -> &[Share] {
        match self {
            Self::Standard => &[Share(250), Share(500), Share(750), WHOLE],
            Self::Repeat => &[
                Share(125),
                Share(250),
                Share(375),
                Share(500),
                Share(625),
                Share(750),
                Share(875),
                WHOLE,
            ],
            Self::Adjusted(stages) | Self::AdjustedRepeat(stages) => stages.shares(),
        }
    }

    /// The shares of its stages in percent, for showing.
    pub fn percents(&self) -> Vec<f64> {
        self.shares().iter().map(|share| f64::from(share.0) / 10.0).collect()
    }

    /// How many days each of its stages lasts.
    pub fn stage_days(&self) -> u8 {
        match self {
            Self::Standard | Self::Repeat => STAGE_DAYS,
            Self::Adjusted(stages) | Self::AdjustedRepeat(stages) => stages.days(),
        }
    }

    /// How long each of its stages lasts.
    pub fn stage_length(&self) -> TimeDelta {
        TimeDelta::days(i64::from(self.stage_days()))
    }

    /// The ladder after a lock again: longer and lower than this one. A ladder that is a repeat
    /// already stays as it is.
    #[must_use = "the ladder itself stays as it is"]
    pub fn repeated(self) -> Self {
        match self {
            Self::Standard | Self::Repeat => Self::Repeat,
            Self::Adjusted(stages) => Self::AdjustedRepeat(stages.repeated()),
            Self::AdjustedRepeat(stages) => Self::AdjustedRepeat(stages),
        }
    }

    /// What it is, or was adjusted from: a word of the database.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Standard | Self::Adjusted(_) => "standard",
            Self::Repeat | Self::AdjustedRepeat(_) => "repeat",
        }
    }

    /// Stages that are not the product's own.
    pub fn adjusted(&self) -> Option<&Stages> {
        match self {
            Self::Standard | Self::Repeat => None,
            Self::Adjusted(stages) | Self::AdjustedRepeat(stages) => Some(stages),
        }
    }

    /// The ladder of a word, and of stages that are not the product's own.
    pub fn from_word(word: &str, adjusted: Option<Stages>) -> Option<Self> {
        match (word, adjusted) {
            ("standard", None) => Some(Self::Standard),
            ("standard", Some(stages)) => Some(Self::Adjusted(stages)),
            ("repeat", None) => Some(Self::Repeat),
            ("repeat", Some(stages)) => Some(Self::AdjustedRepeat(stages)),
            (_, _) => None,
        }
    }

    /// Its last stage of at most half the baseline; the first where none is so low. The product's
    /// own ladders have a stage of exactly half.
    pub(super) fn half(&self) -> usize {
        self.shares().partition_point(|share| *share <= HALF).saturating_sub(1)
    }
}
