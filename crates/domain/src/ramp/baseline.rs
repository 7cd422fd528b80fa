//! How many posts a day are an account's own normal? The median before a lock and the surge that
//! led to it, and what stands in where the history can't tell.
//!
//! Rules (product words, section 'The way back'). What they leave open: on days that were held or on
//! a ramp an account posted what it could, not what is normal for it. Such days are no history, and
//! where too little else is left since an earlier ramp, that ramp's baseline goes on.

use super::Share;

/// A median is taken over so many days before the surge (the same section).
const BASELINE_DAYS: usize = 28;
/// A surge starts within so many last days (the same section).
const SURGE_DAYS: usize = 14;
/// With less history than this the plan stands in (the same section).
const LEAST_HISTORY: usize = 7;

/// Posts a day, in thousandths of a post: medians have halves, plans have any fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Baseline {
    /// Thousandths of a post a day.
    pub thousandths: u64,
}

/// One day of an account's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// It posted as its owner liked: so many posts.
    Free(u32),
    /// An incident held it, or a ramp kept it low: its count says nothing of what is normal.
    Bound,
}

/// The ramp that an account had before the lock in question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    /// What it climbed to.
    pub baseline: Baseline,
    /// Free days since it ended; 0 if it ran when the lock came.
    pub free_days_since: usize,
    /// How the lock relates to the incident of that ramp.
    pub follows: Follows,
}

/// How a lock relates to what came before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follows {
    /// It is a lock again, within 30 days: it names its predecessor.
    AsRepeat,
    /// It is a matter of its own.
    ByItself,
}

impl Baseline {
    /// So many posts over so many days: what the plan holds stands in for a history that is too
    /// short. Rounded down to a thousandth, which no allowance over up to 100 days can notice.
    pub fn planned(posts: u64, days: u64) -> Self {
        Self { thousandths: posts.saturating_mul(1000) / days.max(1) }
    }

    /// Posts a day, for showing.
    pub fn per_day(self) -> f64 {
        self.thousandths as f64 / 1000.0
    }

    /// Share × baseline rounded up, at least 1.
    pub fn allowance(self, share: Share) -> u32 {
        let posts = self.thousandths.saturating_mul(u64::from(share.0)).div_ceil(1_000_000);
        u32::try_from(posts).unwrap_or(u32::MAX).max(1)
    }

    /// An account's normal at a lock. `days` are the days of its zone, oldest first, from the first
    /// with any history to the day of the lock, which is never part of the median.
    ///
    /// The earlier ramp's baseline goes on while fewer than 7 free days have passed since that ramp,
    /// and a repeat never lowers it: a second lock makes the way longer, not its end lower.
    pub fn at_lock(days: &[Day], planned: Self, earlier: Option<Earlier>) -> Self {
        let last = days.len().saturating_sub(1);
        let counts: Vec<u32> = days
            .iter()
            .enumerate()
            .filter_map(|(index, day)| match day {
                Day::Free(posts) => Some(*posts),
                Day::Bound => (index == last).then_some(0),
            })
            .collect();
        let measured = Self::before_lock(&counts, planned);
        match earlier {
            Some(earlier) if earlier.free_days_since < LEAST_HISTORY => earlier.baseline,
            Some(Earlier { baseline, follows: Follows::AsRepeat, .. }) => baseline.max(measured),
            Some(Earlier { follows: Follows::ByItself, .. }) | None => measured,
        }
    }

    /// The median posts a day over the 28 days before the surge that preceded a lock.
    ///
    /// `days` are posts published on each day of the account's zone, oldest first, from the first
    /// day with any history to the day of the lock. The surge starts on the first of the last 14 of
    /// them above twice the median of the (up to 28) days before that day; a day with fewer than 7
    /// days before it has no median to be measured by. Without a surge the 28 days before the
    /// lock's own day count, which the lock cut short. With under 7 days of history `planned`
    /// stands in.
    pub fn before_lock(days: &[u32], planned: Self) -> Self {
        let lock_day = days.len().saturating_sub(1);
        if lock_day < LEAST_HISTORY {
            return planned;
        }
        let first = days.len().saturating_sub(SURGE_DAYS).max(LEAST_HISTORY);
        let surge = (first..days.len())
            .find(|&day| u64::from(days[day]) * 1000 > 2 * median_thousandths(before(days, day)));
        let end = surge.unwrap_or(lock_day);
        Self { thousandths: median_thousandths(before(days, end)) }
    }
}

/// The up to 28 days before a day.
fn before(days: &[u32], day: usize) -> &[u32] {
    &days[day.saturating_sub(BASELINE_DAYS)..day]
}

/// The median in thousandths; 0 of nothing.
fn median_thousandths(counts: &[u32]) -> u64 {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    match sorted.get(middle) {
        None => 0,
        Some(&upper) if sorted.len() % 2 == 1 => u64::from(upper) * 1000,
        Some(&upper) => (u64::from(sorted[middle - 1]) + u64::from(upper)) * 500,
    }
}
