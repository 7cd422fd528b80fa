//! What differs before incidents? One incident: each figure beside the usual one. Several: the exact
//! two-sided sign test on the paired differences, and their median.
//!
//! The sign test (Dixon and Mood 1946; Conover, Practical Nonparametric Statistics, 3.4): of `n`
//! cases in which the figure was not the same before and usually, `k` went the rarer way; were both
//! ways alike, so few or fewer would go it with `p = min(1, 2 · Σ C(n, i) / 2^n for i = 0..k)`. It
//! needs neither a normal distribution nor equal spreads, and one wild case has one voice. With
//! under six cases `p` can't fall below 0.05 whatever happens, which is why so few are warned of; and
//! of sixteen features tried one in twenty differs by chance alone.

use super::Feature;

/// Fewer cases than these prove nothing: the sign test of five that all agree gives 0.0625.
pub const ENOUGH_CASES: usize = 6;

/// More cases than these are not looked at; the newest count.
pub const MOST_CASES: usize = 200;

/// Which way a figure differs from the usual one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Above it.
    Higher,
    /// Below it.
    Lower,
    /// By next to nothing.
    Same,
    /// One of both is not known.
    Unknown,
}

impl Direction {
    /// By a fifth of the usual figure, and by the feature's own least difference, it is another.
    pub fn of(feature: Feature, before: Option<f64>, usual: Option<f64>) -> Self {
        let (Some(before), Some(usual)) = (before, usual) else { return Self::Unknown };
        let least = feature.floor().max(0.2 * usual.abs());
        match before - usual {
            more if more >= least => Self::Higher,
            less if -less >= least => Self::Lower,
            _ => Self::Same,
        }
    }

    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Same => "same",
            Self::Unknown => "unknown",
        }
    }
}

/// What several cases say of one feature.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Signs {
    /// Cases in which both figures are known.
    pub cases: usize,
    /// Those with the higher figure before the incident.
    pub higher: usize,
    /// Those with the lower one.
    pub lower: usize,
    /// The median of the differences, in the feature's unit.
    pub median_difference: f64,
    /// The sign test's two-sided p.
    pub p: f64,
}

impl Signs {
    /// The sign test of differences (before the incident less the usual); none of no case.
    pub fn of(differences: &[f64]) -> Option<Self> {
        let newest = &differences[..differences.len().min(MOST_CASES)];
        let median_difference = median(newest)?;
        let higher = newest.iter().filter(|difference| **difference > 0.0).count();
        let lower = newest.iter().filter(|difference| **difference < 0.0).count();
        let p = sign_test(higher, lower);
        Some(Self { cases: newest.len(), higher, lower, median_difference, p })
    }
}

/// The exact two-sided sign test.
pub fn sign_test(higher: usize, lower: usize) -> f64 {
    let (n, k) = (higher + lower, higher.min(lower));
    // C(n, 0) / 2^n; at the most cases that are looked at far from the smallest float.
    let mut term = 0.5_f64.powi(i32::try_from(n).unwrap_or(i32::MAX));
    let mut tail = 0.0;
    for i in 0..=k {
        tail += term;
        term *= (n - i) as f64 / (i + 1) as f64;
    }
    (2.0 * tail).min(1.0)
}

/// The middle value, or the mean of the two in the middle; none of none.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(sorted[middle - 1], upper))
}

/// The features that differ most come first: by p, then by how many cases agree, then in the order
/// in which they are shown.
pub fn rank(found: &mut [(Feature, Option<Signs>)]) {
    found.sort_by(|(a, one), (b, other)| match (one, other) {
        (Some(one), Some(other)) => one
            .p
            .total_cmp(&other.p)
            .then(other.higher.abs_diff(other.lower).cmp(&one.higher.abs_diff(one.lower)))
            .then(a.cmp(b)),
        (Some(_), None) => std::cmp::Ordering::Less,
        (None, Some(_)) => std::cmp::Ordering::Greater,
        (None, None) => a.cmp(b),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    // Values of the binomial distribution, as any table of the sign test has them.
    #[rstest]
    #[case::nothing(0, 0, 1.0)]
    #[case::one(1, 0, 1.0)]
    #[case::five_of_five(5, 0, 0.0625)]
    #[case::six_of_six(0, 6, 0.03125)]
    #[case::seven_of_eight(7, 1, 0.070_312_5)]
    #[case::nine_of_ten(1, 9, 0.021_484_375)]
    #[case::even(4, 4, 1.0)]
    #[case::fifteen_of_twenty(15, 5, 0.041_389_465_332_031_25)]
    fn the_sign_test_is_exact(#[case] higher: usize, #[case] lower: usize, #[case] p: f64) {
        assert!((sign_test(higher, lower) - p).abs() < 1e-12, "{}", sign_test(higher, lower));
    }

    #[test]
    fn fewer_than_enough_cases_can_never_be_below_a_twentieth() {
        assert!(sign_test(ENOUGH_CASES - 1, 0) > 0.05);
        assert!(sign_test(ENOUGH_CASES, 0) < 0.05);
    }

    #[test]
    fn cases_without_a_difference_count_as_cases_and_not_as_signs() {
        let signs = Signs::of(&[2.0, 0.0, 4.0, -1.0]).unwrap();
        assert_eq!((signs.cases, signs.higher, signs.lower), (4, 2, 1));
        assert!((signs.median_difference - 1.0).abs() < 1e-12);
        assert!(Signs::of(&[]).is_none());
    }

    #[rstest]
    #[case::more(Some(30.0), Some(12.0), Direction::Higher)]
    #[case::less(Some(2.0), Some(12.0), Direction::Lower)]
    #[case::a_little_more(Some(13.0), Some(12.0), Direction::Same)]
    #[case::without_a_normal(Some(13.0), None, Direction::Unknown)]
    #[case::from_nothing(Some(3.0), Some(0.0), Direction::Higher)]
    #[case::a_trifle_from_nothing(Some(0.4), Some(0.0), Direction::Same)]
    fn a_difference_is_one_from_a_fifth_on(
        #[case] before: Option<f64>,
        #[case] usual: Option<f64>,
        #[case] direction: Direction,
    ) {
        assert_eq!(Direction::of(Feature::PostsADay, before, usual), direction);
    }

    #[test]
    fn the_clearest_feature_comes_first_and_the_unknown_last() {
        let clear = Signs::of(&[1.0; 8]);
        let mixed = Signs::of(&[1.0, -1.0, 1.0]);
        let mut found =
            [(Feature::Mentions, None), (Feature::Links, mixed), (Feature::GapVariation, clear)];
        rank(&mut found);
        let order = found.map(|(feature, _)| feature);
        assert_eq!(order, [Feature::GapVariation, Feature::Links, Feature::Mentions]);
    }
}
