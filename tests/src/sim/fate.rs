//! What befalls the machine? [`Fate`] decides at each await point whether the process dies there, at
//! each write whether the disk takes part, and at each request whether there is a network.

use super::ledger::Ledger;
use crate::clock::ManualClock;
use crate::dice::Dice;
use roost_domain::Timestamp;
use roost_store::{CommitFaults, Fault, Pause};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// What befalls the machine. Clones share it.
#[derive(Clone)]
pub(super) struct Fate {
    clock: ManualClock,
    dice: Dice,
    ledger: Arc<Ledger>,
    told: Arc<Mutex<Told>>,
    died: Arc<Notify>,
}

#[derive(Default)]
struct Told {
    /// So many await points more, then the process dies.
    dies_in: Option<u64>,
    /// The same, counted only at both ends of a request: there a death costs most.
    dies_on_line_in: Option<u64>,
    /// Until when writes go wrong, and how many in a thousand.
    bad_disk: Option<(Timestamp, u64)>,
    offline_until: Option<Timestamp>,
    /// When what the process had in its head last got lost: it died, or could not write.
    forgot_at: Option<Timestamp>,
}

impl Fate {
    /// A kind one.
    pub(super) fn new(clock: ManualClock, dice: Dice, ledger: Arc<Ledger>) -> Self {
        Self { clock, dice, ledger, told: Arc::default(), died: Arc::default() }
    }

    /// The process dies at the await point after so many more.
    pub(super) fn dies_in(&self, points: u64) {
        self.told().dies_in = Some(points);
    }

    /// The process dies at one end of a request, after so many more such ends.
    pub(super) fn dies_on_line_in(&self, ends: u64) {
        self.told().dies_on_line_in = Some(ends);
    }

    /// Resolves when the process has died.
    pub(super) async fn died(&self) {
        self.died.notified().await;
    }

    /// Writes go wrong for a while.
    pub(super) fn bad_disk(&self, until: Timestamp, permille: u64) {
        self.told().bad_disk = Some((until, permille));
    }

    /// Nothing gets through for a while.
    pub(super) fn offline(&self, until: Timestamp) {
        self.told().offline_until = Some(until);
    }

    /// Whether nothing gets through.
    pub(super) fn is_offline(&self) -> bool {
        let now = self.clock.true_now();
        self.told().offline_until.is_some_and(|until| now < until)
    }

    /// From now on all is well.
    pub(super) fn relent(&self) {
        let mut told = self.told();
        told.dies_in = None;
        told.dies_on_line_in = None;
        told.bad_disk = None;
        told.offline_until = None;
    }

    /// A new process: nothing awaits it yet.
    pub(super) fn reborn(&self) {
        let now = self.clock.true_now();
        let mut told = self.told();
        told.dies_in = None;
        told.dies_on_line_in = None;
        told.forgot_at = Some(now);
    }

    /// When a process last lost what it knew and had not written.
    pub(super) fn forgot_at(&self) -> Option<Timestamp> {
        self.told().forgot_at
    }

    /// One await point: the process may die here, or let others go first.
    pub(super) async fn point(&self) {
        let dies = count_down(&mut self.told().dies_in);
        self.pass(dies).await;
    }

    /// One end of a request.
    pub(super) async fn end_of_line(&self) {
        let dies = count_down(&mut self.told().dies_on_line_in);
        self.pass(dies).await;
        self.point().await;
    }

    async fn pass(&self, dies: bool) {
        if dies {
            self.ledger.note("the process dies here");
            self.died.notify_one();
            std::future::pending::<()>().await;
        }
        if self.dice.permille(150) {
            tokio::task::yield_now().await;
        }
    }

    /// As the store wants it.
    pub(super) fn pause(&self) -> Pause {
        let fate = self.clone();
        Arc::new(move || {
            let fate = fate.clone();
            Box::pin(async move { fate.point().await })
        })
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether it has come to its end.
fn count_down(left: &mut Option<u64>) -> bool {
    match left {
        Some(0) => true,
        Some(left) => {
            *left -= 1;
            false
        }
        None => false,
    }
}

impl CommitFaults for Fate {
    fn next(&self) -> Fault {
        let now = self.clock.true_now();
        let bad = self.told().bad_disk.filter(|(until, _)| now < *until);
        let Some((_, permille)) = bad else { return Fault::None };
        if !self.dice.permille(permille) {
            return Fault::None;
        }
        let fault = self.dice.pick(&[Fault::Before, Fault::Instead, Fault::After]);
        let fault = fault.unwrap_or(Fault::Before);
        self.told().forgot_at = Some(now);
        self.ledger.note(&format!("the disk fails: {fault:?}"));
        fault
    }
}
