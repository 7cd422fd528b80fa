//! What is a simulated week? Everything in one process and on one thread: the real engine, the real
//! adapter, the real store without its thread, and the simulator without its socket. Time jumps to
//! the next wake whenever nothing can be done. A seed decides everything, so a seed gives one history.
//!
//! [`play`] plays one; `laws` says what must hold.

mod bugs;
mod cast;
mod driver;
mod fate;
mod house;
mod laws;
mod ledger;
mod line;
mod owner;
mod reckoning;
mod trouble;

pub use bugs::Bug;
pub use ledger::{Broken, Counts};

use crate::clock::ManualClock;
use std::sync::Arc;
use tokio::runtime::Builder;

/// What is played.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Decides everything.
    pub seed: u64,
    /// How many days are full of trouble; the drain after them comes on top.
    pub days: u32,
    /// A bug that is planted, to show that it is found.
    pub bug: Option<Bug>,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// The first law that was broken.
    pub broken: Option<Broken>,
    /// A fingerprint of everything that happened.
    pub fingerprint: u64,
    /// The last things that happened.
    pub last: Vec<String>,
    /// How much of what there was.
    pub counts: Counts,
}

/// Plays one seed.
#[expect(clippy::disallowed_methods, reason = "the play itself is a task among the engine's")]
pub fn play(plan: Plan) -> std::io::Result<Outcome> {
    let clock = ManualClock::at(crate::world::beginning());
    let moved = clock.clone();
    let runtime = Builder::new_current_thread()
        .on_thread_park(move || {
            // Nothing can be done at this time: on to the next. The driver always sleeps or works.
            moved.advance_to_next_wake();
        })
        .build()?;
    let ledger = ledger::Ledger::new(clock.clone());
    let kept = Arc::clone(&ledger);
    let driven = async move { driver::Driver::new(plan, clock, kept).await?.play().await };
    // The driver is a task like the others: the runtime's own future is looked at in other turns.
    let played = runtime.block_on(async move { tokio::task::spawn(driven).await });
    match played {
        Ok(Ok(())) => {}
        Ok(Err(error)) => ledger.broke("the play itself goes on", &error.to_string()),
        Err(error) => ledger.broke("nothing panics", &error.to_string()),
    }
    Ok(ledger.outcome())
}
