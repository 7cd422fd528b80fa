//! When is which account asked? The posting loop: it wakes at the next due time, after a change, or
//! to stop, always asks the clock, and starts a lane for each account that may have something to do.
//! There are no timers per post.

use crate::clockwatch::ClockWatch;
use crate::lane::{Lane, LaneEnd};
use crate::reminders::Reminding;
use crate::supervisor::{Ended, Lanes};
use crate::upkeep::Upkeep;
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::ids::AccountId;
use roost_store::StoreError;
use roost_store::tables::{loop_account, loop_wake};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::watch;

/// The loop looks at least this often, whatever it knows.
const LONGEST_REST: TimeDelta = TimeDelta::seconds(30);

/// Where changes are told and no machine sleeps unseen (a simulation), it need not look so often.
const LONGEST_REST_WHEN_TOLD: TimeDelta = TimeDelta::minutes(10);

/// Another process's commit is noticed within this.
const FOREIGN_POLL: TimeDelta = TimeDelta::seconds(1);

/// After trouble with the store an account is asked again.
const STORE_REST: TimeDelta = TimeDelta::seconds(5);

/// When the loop ends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// When it is told to stop.
    Stopped,
    /// When nothing is under way and nothing sendable is due within so long.
    Idle {
        /// How long.
        within: TimeDelta,
    },
    /// At an instant of its own clock.
    At(Timestamp),
}

/// Tells the loop to stop claiming, let what runs finish, and end. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Stop {
    flag: Arc<AtomicBool>,
    sender: watch::Sender<()>,
}

impl Default for Stop {
    fn default() -> Self {
        Self { flag: Arc::default(), sender: watch::Sender::new(()) }
    }
}

impl Stop {
    /// Stops.
    pub fn stop(&self) {
        self.flag.store(true, Ordering::Release);
        self.sender.send_replace(());
    }

    /// Whether it was stopped.
    pub fn is_stopped(&self) -> bool {
        self.flag.load(Ordering::Acquire)
    }
}

/// The posting loop.
pub(crate) struct Poster {
    lane: Lane,
    stop: Stop,
    lanes: Lanes<LaneEnd>,
    /// When each resting account is to be asked again.
    wakes: BTreeSet<(Timestamp, AccountId)>,
    wake_of: HashMap<AccountId, Timestamp>,
    /// Accounts to be asked once their lane ends: something changed meanwhile.
    again: HashSet<AccountId>,
    watch: ClockWatch,
    reminding: Reminding,
    upkeep: Upkeep,
}

impl Poster {
    pub(crate) fn new(lane: Lane, stop: Stop) -> Self {
        let watch = ClockWatch::new();
        let upkeep = Upkeep::new(lane.store.clone(), lane.clock.factor());
        Self {
            lane,
            stop,
            lanes: Lanes::new(),
            wakes: BTreeSet::new(),
            wake_of: HashMap::new(),
            again: HashSet::new(),
            watch,
            reminding: Reminding::default(),
            upkeep,
        }
    }

    /// Runs until it is told to stop, or until there is nothing left of what `until` names.
    pub(crate) async fn run(mut self, until: Until) -> Result<(), StoreError> {
        let clock = Arc::clone(&self.lane.clock);
        let mut stopped = self.stop.sender.subscribe();
        let mut nudged = self.lane.store.nudged();
        let mut foreign_at = clock.now();
        self.ask_all().await?;
        loop {
            let now = clock.now();
            // Where the clock was set back, what was counted by it is nearer than it seems.
            foreign_at = foreign_at.min(now + self.real(FOREIGN_POLL));
            let looked = self.watch.look(&self.lane, now).await;
            if let Err(error) = &looked {
                tracing::error!(%error, "whether the clock is right could not be written down");
            }
            if self.stop.is_stopped() || matches!(until, Until::At(end) if end <= now) {
                self.stop.stop();
                return self.drain().await;
            }
            if looked.is_ok() {
                // Nothing begins before it is known whether the clock is to be believed.
                self.start_due(now);
            }
            if let Err(error) = self.reminding.look(&self.lane, now).await {
                tracing::error!(%error, "reminders could not be looked at");
            }
            self.upkeep.look(now, self.lull(now))?;
            if let Until::Idle { within } = until
                && self.lanes.is_empty()
                && self.is_idle(now, within).await?
            {
                return self.end_idle(now, stopped).await;
            }
            let wake = match looked {
                Ok(()) => self.next_wake(now, foreign_at, until),
                Err(_) => now + self.real(STORE_REST),
            };
            tokio::select! {
                biased;
                _ = nudged.changed() => self.ask_all().await?,
                ended = self.lanes.next_end(), if !self.lanes.is_empty() => {
                    if let Some((account, ended)) = ended {
                        self.lane_ended(account, &ended, clock.now());
                    }
                }
                _ = stopped.changed() => {}
                () = self.lane.store.foreign_change() => foreign_at = clock.now(),
                () = clock.sleep_until(wake) => {}
            }
            let now = clock.now();
            if foreign_at <= now {
                foreign_at = now + self.real(FOREIGN_POLL);
                if self.changed_elsewhere().await? {
                    self.ask_all().await?;
                }
            }
        }
    }

    /// A span of real time on this clock.
    fn real(&self, span: TimeDelta) -> TimeDelta {
        let factor = self.lane.clock.factor().max(1.0);
        TimeDelta::milliseconds((span.num_milliseconds() as f64 * factor) as i64)
    }

    fn next_wake(&self, now: Timestamp, foreign_at: Timestamp, until: Until) -> Timestamp {
        let mut wake = if self.lane.store.tells_of_foreign_changes() {
            now + LONGEST_REST_WHEN_TOLD
        } else {
            (now + self.real(LONGEST_REST)).min(foreign_at)
        };
        if let Some((at, _)) = self.wakes.first() {
            wake = wake.min(*at);
        }
        if let Some(at) = self.watch.ask_at() {
            wake = wake.min(at);
        }
        if let Some(at) = self.reminding.wake_at() {
            wake = wake.min(at);
        }
        if let Until::At(end) = until {
            wake = wake.min(end);
        }
        wake
    }

    /// Asks every account, now or when its lane ends.
    async fn ask_all(&mut self) -> Result<(), StoreError> {
        self.reminding.forget();
        let accounts = self.lane.store.read(loop_account::account_ids).await?;
        let now = self.lane.clock.now();
        for account in accounts {
            if self.lanes.has(account) {
                self.again.insert(account);
            } else {
                self.wake_at(account, now);
            }
        }
        Ok(())
    }

    async fn changed_elsewhere(&self) -> Result<bool, StoreError> {
        self.lane.store.poll_foreign_change().await
    }

    fn wake_at(&mut self, account: AccountId, at: Timestamp) {
        if let Some(before) = self.wake_of.insert(account, at) {
            self.wakes.remove(&(before, account));
        }
        self.wakes.insert((at, account));
    }

    fn start_due(&mut self, now: Timestamp) {
        while let Some(&(at, account)) = self.wakes.first()
            && at <= now
        {
            self.wakes.pop_first();
            self.wake_of.remove(&account);
            let (lane, stop) = (self.lane.clone(), self.stop.clone());
            self.lanes
                .start(account, async move { lane.run(account, move || stop.is_stopped()).await });
        }
    }

    fn lane_ended(&mut self, account: AccountId, ended: &Ended<LaneEnd>, now: Timestamp) {
        if self.again.remove(&account) {
            self.wake_at(account, now);
            return;
        }
        match ended {
            Ended::With(LaneEnd::Rests { until: Some(until), .. }) => self.wake_at(account, *until),
            Ended::With(LaneEnd::StoreTrouble) | Ended::Panicked => {
                self.wake_at(account, now + self.real(STORE_REST));
            }
            Ended::With(LaneEnd::Rests { until: None, .. } | LaneEnd::Gone | LaneEnd::Stopped) => {}
        }
    }

    /// How long nothing is to be done that is known of.
    fn lull(&self, now: Timestamp) -> TimeDelta {
        match self.wakes.first() {
            _ if !self.lanes.is_empty() => TimeDelta::zero(),
            Some((at, _)) => *at - now,
            None => TimeDelta::MAX,
        }
    }

    /// A run that ends by itself sees to the day's chores first, unless it is told to stop.
    async fn end_idle(
        &mut self,
        now: Timestamp,
        mut stopped: watch::Receiver<()>,
    ) -> Result<(), StoreError> {
        tokio::select! {
            biased;
            _ = stopped.changed() => Ok(()),
            done = self.upkeep.finish(now) => done,
        }
    }

    /// Nothing under way, nothing being reconciled or retried, and nothing sendable due soon.
    async fn is_idle(&self, now: Timestamp, within: TimeDelta) -> Result<bool, StoreError> {
        let soon = now + within;
        if self.wakes.first().is_some_and(|(at, _)| *at <= now) {
            return Ok(false);
        }
        self.lane.store.read(move |tx| loop_wake::nothing_until(tx, soon)).await
    }

    /// Stops claiming and lets what runs finish. A lane that does not is left to the next start,
    /// which finds its delivery standing as sending and looks before it sends.
    async fn drain(mut self) -> Result<(), StoreError> {
        let end = self.lane.clock.now() + self.real(TimeDelta::seconds(10));
        let clock = Arc::clone(&self.lane.clock);
        while !self.lanes.is_empty() {
            tokio::select! {
                biased;
                _ = self.lanes.next_end() => {}
                () = clock.sleep_until(end) => {
                    tracing::warn!("a send did not finish in time; it will be reconciled");
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}
