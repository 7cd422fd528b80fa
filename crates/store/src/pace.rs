//! How does long work beside the loop leave room for posts? It works for a moment, rests for as long
//! as it worked, and ends early where nobody waits for it any more.

use std::convert::Infallible;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long it works before it rests: less than one commit and its answer take.
const SPELL: Duration = Duration::from_millis(10);
/// How long it rests at most.
const REST: Duration = Duration::from_millis(500);

/// The pace of one piece of work. Cheap to clone; clones share it.
#[derive(Clone)]
pub(crate) struct Pace(Option<Arc<Mutex<Steps>>>);

struct Steps {
    wanted: Receiver<Infallible>,
    since: Instant,
}

/// Held by the one who waits for the work.
pub(crate) struct Wanted(
    #[expect(dead_code, reason = "dropped to end the work")] Sender<Infallible>,
);

impl Pace {
    /// Work beside the loop, and what keeps it going.
    pub(crate) fn beside() -> (Wanted, Self) {
        let (sender, wanted) = mpsc::channel();
        let steps = Steps { wanted, since: Instant::now() };
        (Wanted(sender), Self(Some(Arc::new(Mutex::new(steps)))))
    }

    /// Work that everything else waits for.
    pub(crate) fn at_once() -> Self {
        Self(None)
    }

    /// Between two steps: rests where it is time to. `false`: nobody waits any more.
    pub(crate) fn goes_on(&self) -> bool {
        let Some(steps) = &self.0 else { return true };
        let mut steps = steps.lock().unwrap_or_else(PoisonError::into_inner);
        let worked = steps.since.elapsed();
        let rest = if worked < SPELL { Duration::ZERO } else { worked.min(REST) };
        let is_wanted = matches!(steps.wanted.recv_timeout(rest), Err(RecvTimeoutError::Timeout));
        if !rest.is_zero() {
            steps.since = Instant::now();
        }
        is_wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_goes_on_while_it_is_wanted_and_ends_when_it_is_not() {
        let (wanted, pace) = Pace::beside();
        assert!(pace.goes_on());
        drop(wanted);
        assert!(!pace.goes_on());
        assert!(Pace::at_once().goes_on());
    }

    #[test]
    fn it_rests_as_long_as_it_worked() {
        let (_wanted, pace) = Pace::beside();
        let began = Instant::now();
        while began.elapsed() < SPELL * 2 {}
        let rested = Instant::now();
        assert!(pace.goes_on());
        assert!(rested.elapsed() >= SPELL * 2);
    }
}
