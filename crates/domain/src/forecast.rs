//! Is a day's plan more than the account's own normal? (Product words, section 'Linter': the
//! calendar's week forecast, each day against the account's own last 28 days; a surge is a day above
//! twice the median.)

/// So many days are looked at.
pub const DAYS: u64 = 28;

/// Under so many days of history nothing is normal yet.
pub const FEWEST_DAYS: usize = 7;

/// The normal of these days: their median; `None` where they are too few.
pub fn normal(posts_a_day: &[u32]) -> Option<f64> {
    if posts_a_day.len() < FEWEST_DAYS {
        return None;
    }
    let mut sorted = posts_a_day.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    let upper = f64::from(sorted[middle]);
    let is_even = sorted.len().is_multiple_of(2);
    Some(if is_even { f64::midpoint(upper, f64::from(sorted[middle - 1])) } else { upper })
}

/// Whether so many posts on a day are a surge: above twice the normal, and more than one post above
/// it, so that the second post of a quiet account's day is none.
pub fn is_surge(planned: u32, normal: Option<f64>) -> bool {
    let planned = f64::from(planned);
    normal.is_some_and(|normal| planned > 2.0 * normal && planned > normal + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_normal_is_the_median_and_needs_a_week() {
        assert_eq!(normal(&[3; 6]), None);
        assert_eq!(normal(&[1, 9, 2, 3, 3, 4, 50]), Some(3.0));
        assert_eq!(normal(&[1, 2, 3, 4, 5, 6, 7, 100]), Some(4.5));
    }

    #[test]
    fn a_surge_is_above_twice_the_normal_and_more_than_one_post() {
        assert!(!is_surge(6, Some(3.0)));
        assert!(is_surge(7, Some(3.0)));
        assert!(!is_surge(1, Some(0.0)));
        assert!(is_surge(2, Some(0.0)));
        assert!(!is_surge(99, None));
    }
}
