//! How long to wait after a failure? Twice as long each time, from 10 s up to 15 minutes, and up to half
//! of it less by chance, so that many watchers don't come back at once.

use std::time::Duration;

const FIRST: Duration = Duration::from_secs(10);
const LONGEST: Duration = Duration::from_mins(15);

/// The pause after so many failures in a row, the first being 1; `dice` is uniform over all of `u64`.
pub fn pause_after(failures: u32, dice: u64) -> Duration {
    let doubled = 2_u32.saturating_pow(failures.saturating_sub(1).min(16));
    let whole = FIRST.saturating_mul(doubled).min(LONGEST);
    whole.mul_f64(1.0 - 0.5 * (dice as f64 / u64::MAX as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_quarter_of_an_hour_and_never_beyond() {
        assert_eq!(pause_after(1, 0), FIRST);
        assert_eq!(pause_after(2, 0), FIRST * 2);
        for failures in [8, 100, u32::MAX] {
            assert_eq!(pause_after(failures, 0), LONGEST);
            assert_eq!(pause_after(failures, u64::MAX), LONGEST / 2);
        }
        assert_eq!(pause_after(0, u64::MAX), FIRST / 2);
    }
}
