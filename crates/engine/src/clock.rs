//! What time is it, and when is it later? The two clocks that real runs use: the machine's own, and
//! a lapsed one that reads faster, for Practice and drills. The only place that asks the machine
//! for the time. A clock that is moved by hand is with the tests.

use chrono::{DateTime, TimeDelta, Utc};
use roost_domain::Timestamp;
use roost_domain::ports::{BoxFuture, Clock};
use std::time::Duration;
use tokio::sync::watch;

/// The longest sleep in one piece. Timers do not count a machine's sleep and know nothing of a wall
/// clock that is set, so the clock is asked again at least this often.
const LONGEST_NAP: Duration = Duration::from_secs(5);

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        wall_clock()
    }

    fn sleep_until(&self, until: Timestamp) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let mut before = self.now();
            while let Ok(left) = (until - before).to_std()
                && !left.is_zero()
            {
                tokio::time::sleep(left.min(LONGEST_NAP)).await;
                let now = self.now();
                if now < before {
                    return;
                }
                before = now;
            }
        })
    }

    fn factor(&self) -> f64 {
        1.0
    }

    fn uptime(&self) -> Option<Duration> {
        Some(time_since_boot())
    }
}

/// How a folder's lapsed time relates to the machine's: it read `start` when the machine read
/// `anchor`, and `factor` of its seconds pass in one. Kept in the folder, so that every process
/// there reads the same time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lapse {
    /// The lapsed time at the anchor.
    pub start: Timestamp,
    /// Lapsed seconds in a real one.
    pub factor: f64,
    /// The machine's time at the anchor.
    pub anchor: Timestamp,
}

/// The folder's record of its lapsed time can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the folder's time-lapse is not readable: {text}")]
pub struct BrokenLapse {
    /// What is written there.
    pub text: String,
}

impl Lapse {
    /// A lapse that reads `start` now.
    pub fn begin(start: Timestamp, factor: f64) -> Self {
        Self { start, factor, anchor: wall_clock() }
    }

    /// What the lapsed clock reads when the machine's reads `real`.
    pub fn reading(&self, real: Timestamp) -> Timestamp {
        let passed = (real - self.anchor).num_microseconds().unwrap_or(0) as f64 * self.factor;
        // Past the year 200,000 chrono ends, and so does the lapse.
        self.start
            .checked_add_signed(TimeDelta::microseconds(passed as i64))
            .unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// As it is kept in the folder: one line of JSON.
    pub fn to_text(&self) -> String {
        serde_json::json!({
            "start": self.start.to_rfc3339(),
            "factor": self.factor,
            "anchor": self.anchor.to_rfc3339(),
        })
        .to_string()
    }

    /// Reads [`Self::to_text`].
    pub fn from_text(text: &str) -> Result<Self, BrokenLapse> {
        let broken = || BrokenLapse { text: text.to_owned() };
        let value: serde_json::Value = serde_json::from_str(text).map_err(|_| broken())?;
        let instant = |name: &str| {
            let time = DateTime::parse_from_rfc3339(value.get(name)?.as_str()?).ok()?;
            Some(time.to_utc())
        };
        let factor = value.get("factor").and_then(serde_json::Value::as_f64);
        match (instant("start"), factor, instant("anchor")) {
            (Some(start), Some(factor), Some(anchor)) if factor > 0.0 => {
                Ok(Self { start, factor, anchor })
            }
            _ => Err(broken()),
        }
    }
}

/// A clock that reads by a [`Lapse`]. Clones are the same clock: a change of its pace is one for all,
/// and who sleeps by it goes on by the new one.
#[derive(Debug, Clone)]
pub struct LapsedClock {
    lapse: watch::Sender<Lapse>,
}

impl LapsedClock {
    /// The clock of a folder with this lapse.
    pub fn new(lapse: Lapse) -> Self {
        Self { lapse: watch::Sender::new(lapse) }
    }

    /// Its lapse now.
    pub fn lapse(&self) -> Lapse {
        *self.lapse.borrow()
    }

    /// From where it stands it goes on by another factor; gives the new lapse.
    pub fn change_pace(&self, factor: f64) -> Lapse {
        let lapse = Lapse::begin(self.now(), factor);
        self.lapse.send_replace(lapse);
        lapse
    }
}

impl Clock for LapsedClock {
    fn now(&self) -> Timestamp {
        self.lapse().reading(wall_clock())
    }

    fn sleep_until(&self, until: Timestamp) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let mut changed = self.lapse.subscribe();
            loop {
                let lapse = *changed.borrow_and_update();
                let left = (until - lapse.reading(wall_clock())).to_std().unwrap_or_default();
                if left.is_zero() {
                    return;
                }
                let real = Duration::try_from_secs_f64(left.as_secs_f64() / lapse.factor);
                // At least a millisecond, so that a rounding never makes it spin.
                let nap = real.unwrap_or(LONGEST_NAP).clamp(Duration::from_millis(1), LONGEST_NAP);
                // Over, or the pace has changed: both times what is left is reckoned anew.
                let _ = tokio::time::timeout(nap, changed.changed()).await;
            }
        })
    }

    fn factor(&self) -> f64 {
        self.lapse().factor
    }

    /// None: in time-lapse the check for jumps is off.
    fn uptime(&self) -> Option<Duration> {
        None
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the clock that all others are told to use")]
fn wall_clock() -> Timestamp {
    Utc::now()
}

/// Time since boot, the machine's sleep included.
#[cfg(target_os = "linux")]
fn time_since_boot() -> Duration {
    since_boot_by(rustix::time::ClockId::Boottime)
}

/// Time since boot, the machine's sleep included: Apple's monotonic clock counts it.
#[cfg(target_vendor = "apple")]
fn time_since_boot() -> Duration {
    since_boot_by(rustix::time::ClockId::Monotonic)
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn since_boot_by(clock: rustix::time::ClockId) -> Duration {
    let time = rustix::time::clock_gettime(clock);
    Duration::new(time.tv_sec.max(0) as u64, time.tv_nsec.clamp(0, 999_999_999) as u32)
}

/// Time since the first call: elsewhere (Windows) the standard clock counts sleep.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn time_since_boot() -> Duration {
    static FIRST: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    FIRST.elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn lapse(factor: f64) -> Lapse {
        Lapse {
            start: Utc.with_ymd_and_hms(2026, 12, 1, 8, 0, 0).unwrap(),
            factor,
            anchor: Utc.with_ymd_and_hms(2026, 11, 22, 10, 0, 0).unwrap(),
        }
    }

    #[test]
    fn a_lapsed_clock_reads_its_start_at_the_anchor_and_runs_at_its_factor() {
        let lapse = lapse(3_600.0);
        assert_eq!(lapse.reading(lapse.anchor), lapse.start);
        let later = lapse.anchor + TimeDelta::seconds(24);
        assert_eq!(lapse.reading(later), lapse.start + TimeDelta::days(1));
    }

    #[test]
    fn a_lapse_is_read_back_as_it_was_written() {
        let lapse = lapse(40_320.5);
        assert_eq!(Lapse::from_text(&lapse.to_text()), Ok(lapse));
        for broken in ["", "{}", r#"{"start":"x","factor":1,"anchor":"y"}"#] {
            assert!(Lapse::from_text(broken).is_err(), "{broken}");
        }
    }

    #[tokio::test]
    async fn a_lapsed_day_is_over_within_its_share_of_real_time() {
        let clock = LapsedClock::new(Lapse::begin(lapse(1.0).start, 864_000.0));
        let began = wall_clock();
        let until = clock.now() + TimeDelta::days(1);
        clock.sleep_until(until).await;
        assert!(clock.now() >= until);
        // A tenth of a second by the factor; a minute is far beyond any slow machine.
        assert!(wall_clock() - began < TimeDelta::minutes(1));
    }

    #[tokio::test]
    async fn who_sleeps_by_a_clock_wakes_by_its_new_pace() {
        let clock = LapsedClock::new(Lapse::begin(lapse(1.0).start, 1.0));
        let until = clock.now() + TimeDelta::days(1);
        let began = wall_clock();
        let (sleeper, faster) = (clock.clone(), clock.clone());
        let ((), changed) = tokio::join!(sleeper.sleep_until(until), async {
            tokio::task::yield_now().await;
            faster.change_pace(864_000.0)
        });
        assert!(clock.now() >= until);
        assert_eq!(clock.lapse(), changed);
        assert!(changed.start < until);
        assert!(wall_clock() - began < TimeDelta::minutes(1));
    }

    #[tokio::test]
    async fn a_time_that_has_passed_is_not_waited_for() {
        SystemClock.sleep_until(SystemClock.now() - TimeDelta::hours(1)).await;
    }

    #[test]
    fn uptime_moves_forward_with_the_machine() {
        let first = SystemClock.uptime().unwrap();
        assert!(SystemClock.uptime().unwrap() >= first);
        assert!(first > Duration::ZERO || cfg!(windows));
    }
}
