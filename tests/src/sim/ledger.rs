//! What has happened so far? The [`Ledger`] keeps a fingerprint of all of it, the last lines for
//! people, counts, and the first law that was broken.

use super::Outcome;
use crate::clock::ManualClock;
use roost_domain::ports::Clock;
use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many lines are kept for people.
const LAST: usize = 60;

/// A law that was broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Which.
    pub law: &'static str,
    /// By what.
    pub by: String,
}

/// How much of what there was.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Deliveries that were added.
    pub deliveries: u64,
    /// Posts that the network accepted.
    pub published: u64,
    /// Requests of the loop.
    pub requests: u64,
    /// Processes that died.
    pub crashes: u64,
    /// Incidents that were opened.
    pub incidents: u64,
    /// Faults that were set, on the network and on the machine.
    pub troubles: u64,
}

impl Counts {
    /// Adds another play's.
    pub fn add(&mut self, other: Self) {
        self.deliveries += other.deliveries;
        self.published += other.published;
        self.requests += other.requests;
        self.crashes += other.crashes;
        self.incidents += other.incidents;
        self.troubles += other.troubles;
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} deliveries, {} posts out, {} requests, {} deaths, {} incidents, {} troubles",
            self.deliveries,
            self.published,
            self.requests,
            self.crashes,
            self.incidents,
            self.troubles
        )
    }
}

/// Everything that is noted down.
pub(super) struct Ledger {
    clock: ManualClock,
    pages: Mutex<Pages>,
}

struct Pages {
    hash: DefaultHasher,
    last: VecDeque<String>,
    broken: Option<Broken>,
    counts: Counts,
    /// Whether each line is told at once: `ROOST_SIM_ALOUD` is set.
    aloud: bool,
}

impl Ledger {
    /// An empty one.
    pub(super) fn new(clock: ManualClock) -> Arc<Self> {
        let aloud = std::env::var_os("ROOST_SIM_ALOUD").is_some();
        let pages = Pages {
            hash: DefaultHasher::new(),
            last: VecDeque::new(),
            broken: None,
            counts: Counts::default(),
            aloud,
        };
        Arc::new(Self { clock, pages: Mutex::new(pages) })
    }

    /// Notes a line down.
    #[expect(clippy::print_stderr, reason = "aloud means on the terminal, line by line")]
    pub(super) fn note(&self, line: &str) {
        let line = format!("{}  {line}", self.clock.true_now().format("%m-%d %H:%M:%S%.3f"));
        let mut pages = self.pages();
        line.hash(&mut pages.hash);
        if pages.aloud {
            eprintln!("{line}");
        }
        pages.last.push_back(line);
        if pages.last.len() > LAST {
            pages.last.pop_front();
        }
    }

    /// Counts something.
    pub(super) fn count(&self, change: impl FnOnce(&mut Counts)) {
        change(&mut self.pages().counts);
    }

    /// A law was broken. Only the first counts.
    pub(super) fn broke(&self, law: &'static str, by: &str) {
        let is_first = {
            let mut pages = self.pages();
            let is_first = pages.broken.is_none();
            pages.broken.get_or_insert_with(|| Broken { law, by: by.to_owned() });
            is_first
        };
        if is_first {
            let off = self.clock.now() - self.clock.true_now();
            self.note(&format!("BROKEN: {law}: {by} (wall clock off by {off})"));
        }
    }

    /// Whether a law was broken.
    pub(super) fn is_broken(&self) -> bool {
        self.pages().broken.is_some()
    }

    /// What came of it all.
    pub(super) fn outcome(&self) -> Outcome {
        let pages = self.pages();
        Outcome {
            broken: pages.broken.clone(),
            fingerprint: pages.hash.finish(),
            last: pages.last.iter().cloned().collect(),
            counts: pages.counts,
        }
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
