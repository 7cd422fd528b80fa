//! What time is it in a test? [`ManualClock`] stands still until a test moves it. Whoever sleeps on
//! it is woken when it gets there, so nothing waits in real time.

use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::ports::{BoxFuture, Clock};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// A clock that is moved by hand. Clones are the same clock.
#[derive(Clone)]
pub struct ManualClock(Arc<Mutex<Hands>>);

struct Hands {
    /// When the clock was made; true time is this plus the uptime.
    made_at: Timestamp,
    uptime: Duration,
    /// How far the wall clock is off true time.
    off: TimeDelta,
    /// How often it was set back.
    setbacks: u64,
    factor: f64,
    sleepers: BTreeMap<(Timestamp, u64), Waker>,
    numbers: u64,
}

impl Hands {
    fn true_now(&self) -> Timestamp {
        self.made_at + TimeDelta::from_std(self.uptime).unwrap_or_default()
    }

    fn now(&self) -> Timestamp {
        self.true_now() + self.off
    }

    /// Takes out everyone whose time has come, in the order of their times and of their coming.
    fn rested(&mut self) -> Vec<Waker> {
        let now = self.now();
        let mut woken = Vec::new();
        while let Some(entry) = self.sleepers.first_entry()
            && entry.key().0 <= now
        {
            woken.push(entry.remove());
        }
        woken
    }
}

impl ManualClock {
    /// A clock that reads `start` and stands still.
    pub fn at(start: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(Hands {
            made_at: start,
            uptime: Duration::ZERO,
            off: TimeDelta::zero(),
            setbacks: 0,
            factor: 1.0,
            sleepers: BTreeMap::new(),
            numbers: 0,
        })))
    }

    /// Time passes; it counts as uptime, whether the machine was awake or asleep.
    pub fn advance(&self, span: TimeDelta) {
        self.change(|hands| hands.uptime += span.to_std().unwrap_or_default());
    }

    /// Time passes until the clock reads `at`; nothing happens if it reads later already.
    pub fn advance_to(&self, at: Timestamp) {
        self.advance(at - self.now());
    }

    /// The wall clock is set forward or back without time having passed.
    pub fn jump(&self, span: TimeDelta) {
        self.change(|hands| hands.off += span);
    }

    /// The wall clock is set right.
    pub fn set_right(&self) {
        self.change(|hands| hands.off = TimeDelta::zero());
    }

    /// What a clock that was never set wrong reads: the network's time.
    pub fn true_now(&self) -> Timestamp {
        self.hands().true_now()
    }

    /// When the next sleeper wants to be woken.
    pub fn next_wake(&self) -> Option<Timestamp> {
        self.hands().sleepers.first_key_value().map(|((at, _), _)| *at)
    }

    /// Time passes until the next sleeper wants to be woken; false if nobody sleeps.
    pub fn advance_to_next_wake(&self) -> bool {
        let next = self.next_wake();
        if let Some(at) = next {
            self.advance_to(at);
        }
        next.is_some()
    }

    fn change(&self, change: impl FnOnce(&mut Hands)) {
        let woken: Vec<Waker> = {
            let mut hands = self.hands();
            let before = hands.now();
            change(&mut hands);
            if hands.now() < before {
                hands.setbacks += 1;
                std::mem::take(&mut hands.sleepers).into_values().collect()
            } else {
                hands.rested()
            }
        };
        woken.into_iter().for_each(Waker::wake);
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        // The hands are whole after any panic between calls.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        self.hands().now()
    }

    fn sleep_until(&self, until: Timestamp) -> BoxFuture<'_, ()> {
        let setbacks = self.hands().setbacks;
        Box::pin(Sleep { clock: self.clone(), until, setbacks, number: None })
    }

    fn factor(&self) -> f64 {
        self.hands().factor
    }

    fn uptime(&self) -> Option<Duration> {
        Some(self.hands().uptime)
    }
}

/// One sleep. Dropped, it is forgotten by the clock.
struct Sleep {
    clock: ManualClock,
    until: Timestamp,
    setbacks: u64,
    number: Option<u64>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let clock = self.clock.clone();
        let mut hands = clock.hands();
        if hands.now() >= self.until || hands.setbacks > self.setbacks {
            return Poll::Ready(());
        }
        let number = self.number.unwrap_or_else(|| {
            hands.numbers += 1;
            hands.numbers
        });
        self.number = Some(number);
        hands.sleepers.insert((self.until, number), context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            self.clock.hands().sleepers.remove(&(self.until, number));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn clock() -> ManualClock {
        ManualClock::at(chrono::Utc.with_ymd_and_hms(2026, 12, 1, 8, 0, 0).unwrap())
    }

    #[test]
    fn a_jump_moves_the_wall_clock_and_not_the_uptime() {
        let clock = clock();
        clock.advance(TimeDelta::hours(1));
        clock.jump(TimeDelta::hours(2));
        assert_eq!(clock.uptime(), Some(Duration::from_hours(1)));
        assert_eq!(clock.now() - clock.true_now(), TimeDelta::hours(2));
        clock.set_right();
        assert_eq!(clock.now(), clock.true_now());
    }

    #[tokio::test]
    async fn a_sleeper_wakes_when_the_clock_gets_there_and_is_forgotten_when_dropped() {
        let clock = clock();
        let until = clock.now() + TimeDelta::minutes(5);
        let mut sleep = clock.sleep_until(until);
        assert!(futures_poll(&mut sleep).is_pending());
        assert_eq!(clock.next_wake(), Some(until));
        clock.advance_to(until);
        assert!(futures_poll(&mut sleep).is_ready());
        let mut other = clock.sleep_until(until + TimeDelta::minutes(5));
        assert!(futures_poll(&mut other).is_pending());
        drop(other);
        assert_eq!(clock.next_wake(), None);
    }

    fn futures_poll(sleep: &mut BoxFuture<'_, ()>) -> Poll<()> {
        sleep.as_mut().poll(&mut Context::from_waker(Waker::noop()))
    }
}
