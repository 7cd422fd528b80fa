//! What stands around the window in a journey? [`Session`] is a display, a bus, a panel and a
//! notification server; [`Desk`] is the app in it, with a driver in its page; [`Drilled`] walks
//! through a drill there.

mod bell;
mod browser;
mod desk;
mod drilled;
mod figures;
mod hands;
mod panel;
mod session;

pub(crate) use bell::Told;
pub(crate) use desk::Desk;
pub(crate) use drilled::{Drilled, Plan, WAITING, WEEKS};
pub(crate) use figures::Ramp;
pub(crate) use panel::Form;
pub(crate) use session::Session;

use std::time::{Duration, Instant};

/// The longest wait for anything. Software rendering on a busy machine is slow; a hang is for ever.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// Waits until `look` finds something, and fails with what was waited for.
pub(crate) async fn until<T, F: Future<Output = Option<T>>>(
    what: &str,
    mut look: impl FnMut() -> F,
) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(Instant::now() < end, "waited {PATIENCE:?} in vain: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Whether the journeys are to be made here.
#[expect(clippy::print_stderr, reason = "a journey that isn't made says so")]
pub(crate) fn has_display() -> bool {
    let is_set = std::env::var_os("ROOST_TEST_DISPLAY").is_some_and(|set| set == "1");
    if !is_set {
        eprintln!("looked away: ROOST_TEST_DISPLAY is not 1; ./dev test makes this journey");
    }
    is_set
}

/// A journey: its own session, which goes with it.
macro_rules! journey {
    ($name:ident, |$session:ident| $body:expr) => {
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            if !crate::kit::has_display() {
                return;
            }
            let $session = crate::kit::Session::begin().await;
            $body
        }
    };
}
pub(crate) use journey;
