//! What is done once a day beside posting? A copy of the database, which is checked whole, and letting
//! go of what has had its time. Neither holds up a post: they wait for a lull, at most an hour, and
//! run beside the loop. Trouble with them is told and tried again the next hour, but for a broken
//! database: on that the loop does not go on.

use chrono::{NaiveDate, TimeDelta};
use roost_domain::Timestamp;
use roost_store::{Store, StoreError};
use tokio::task::JoinSet;

/// After trouble (a full disk) it is tried again so much later.
const TRY_AGAIN: TimeDelta = TimeDelta::hours(1);

/// Nothing being due for so long is a lull.
const LULL: TimeDelta = TimeDelta::seconds(30);

/// An account that posts all day has no lulls: after so long the chores begin all the same.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(1);

/// The day's chores.
pub(crate) struct Upkeep {
    store: Store,
    done_for: Option<NaiveDate>,
    /// Since when chores wait for a lull.
    waiting_since: Option<Timestamp>,
    not_before: Option<Timestamp>,
    running: JoinSet<bool>,
    /// In time-lapse days pass in seconds: then the chores are done at the start only.
    daily: bool,
}

impl Upkeep {
    pub(crate) fn new(store: Store, factor: f64) -> Self {
        Self {
            store,
            done_for: None,
            waiting_since: None,
            not_before: None,
            running: JoinSet::new(),
            daily: factor <= 1.0,
        }
    }

    /// Starts the day's chores if they are not done yet and nothing is due for some time.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] where the database was found to be broken, by a chore or by the loop.
    pub(crate) fn look(&mut self, now: Timestamp, lull: TimeDelta) -> Result<(), StoreError> {
        while let Some(ended) = self.running.try_join_next() {
            self.note(now, matches!(ended, Ok(true)));
        }
        self.store.is_whole_so_far()?;
        if self.is_due(now) {
            let since = *self.waiting_since.get_or_insert(now);
            if lull >= LULL || now - since >= LONGEST_WAIT {
                self.start(now);
            }
        }
        Ok(())
    }

    /// Does what is left of the day's chores and waits for it: nothing else is to be done.
    ///
    /// # Errors
    /// As [`Upkeep::look`].
    pub(crate) async fn finish(&mut self, now: Timestamp) -> Result<(), StoreError> {
        if self.is_due(now) {
            self.start(now);
        }
        while let Some(ended) = self.running.join_next().await {
            self.note(now, matches!(ended, Ok(true)));
        }
        self.store.is_whole_so_far()
    }

    fn note(&mut self, now: Timestamp, went_well: bool) {
        if !went_well {
            self.done_for = None;
            self.not_before = Some(now + TRY_AGAIN);
        }
    }

    fn is_due(&self, now: Timestamp) -> bool {
        self.running.is_empty()
            && match self.done_for {
                Some(day) => self.daily && day != now.date_naive(),
                None => self.not_before.is_none_or(|at| at <= now),
            }
    }

    fn start(&mut self, now: Timestamp) {
        self.done_for = Some(now.date_naive());
        self.waiting_since = None;
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

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn at(seconds: i64) -> Timestamp {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    fn upkeep() -> Upkeep {
        Upkeep::new(Store::in_memory().unwrap(), 1.0)
    }

    #[tokio::test]
    async fn the_chores_wait_for_a_lull() {
        let mut upkeep = upkeep();
        upkeep.look(at(0), TimeDelta::zero()).unwrap();
        upkeep.look(at(60), TimeDelta::seconds(29)).unwrap();
        assert!(upkeep.running.is_empty());
        upkeep.look(at(61), TimeDelta::seconds(30)).unwrap();
        assert!(!upkeep.running.is_empty());
        upkeep.finish(at(62)).await.unwrap();
        upkeep.look(at(3600), TimeDelta::MAX).unwrap();
        assert!(upkeep.running.is_empty(), "once a day");
        upkeep.look(at(90_000), TimeDelta::MAX).unwrap();
        assert!(!upkeep.running.is_empty());
    }

    #[tokio::test]
    async fn without_a_lull_they_begin_after_an_hour() {
        let mut upkeep = upkeep();
        upkeep.look(at(0), TimeDelta::zero()).unwrap();
        upkeep.look(at(3599), TimeDelta::zero()).unwrap();
        assert!(upkeep.running.is_empty());
        upkeep.look(at(3600), TimeDelta::zero()).unwrap();
        assert!(!upkeep.running.is_empty());
    }

    #[tokio::test]
    async fn a_run_that_ends_by_itself_does_them_first() {
        let mut upkeep = upkeep();
        upkeep.finish(at(0)).await.unwrap();
        assert_eq!(upkeep.done_for, Some(at(0).date_naive()));
    }
}
