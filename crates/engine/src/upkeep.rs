//! What is done once a day beside posting? A copy of the database, and letting go of what has had
//! its time. Neither holds up a post: the work runs beside the loop, and trouble with it is told and
//! tried again the next hour.

use chrono::{NaiveDate, TimeDelta};
use roost_domain::Timestamp;
use roost_store::Store;
use tokio::task::JoinSet;

/// After trouble (a full disk) it is tried again so much later.
const TRY_AGAIN: TimeDelta = TimeDelta::hours(1);

/// The day's chores.
pub(crate) struct Upkeep {
    store: Store,
    done_for: Option<NaiveDate>,
    not_before: Option<Timestamp>,
    running: JoinSet<bool>,
    /// In time-lapse days pass in seconds: then the chores are done at the start only.
    daily: bool,
}

impl Upkeep {
    pub(crate) fn new(store: Store, factor: f64) -> Self {
        let running = JoinSet::new();
        Self { store, done_for: None, not_before: None, running, daily: factor <= 1.0 }
    }

    /// Starts the day's chores if they are not done yet.
    pub(crate) fn look(&mut self, now: Timestamp) {
        while let Some(ended) = self.running.try_join_next() {
            if !matches!(ended, Ok(true)) {
                self.done_for = None;
                self.not_before = Some(now + TRY_AGAIN);
            }
        }
        let today = now.date_naive();
        let due = match self.done_for {
            Some(day) => self.daily && day != today,
            None => self.not_before.is_none_or(|at| at <= now),
        };
        if !due || !self.running.is_empty() {
            return;
        }
        self.done_for = Some(today);
        let store = self.store.clone();
        self.running.spawn(async move { chores(&store, now).await });
    }
}

/// Whether all of it went well.
async fn chores(store: &Store, now: Timestamp) -> bool {
    let copied = store.copy_daily(now).await;
    if let Err(error) = &copied {
        tracing::error!(%error, "today's copy of the database could not be made");
    }
    let swept = store.sweep(now).await;
    if let Err(error) = &swept {
        tracing::error!(%error, "old bodies and media could not be removed");
    }
    copied.is_ok() && swept.is_ok()
}
