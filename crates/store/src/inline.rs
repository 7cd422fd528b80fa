//! How does a simulation use the store? Without a thread: closures run where they are awaited, so
//! that one seed gives one history. What was committed survives a simulated crash in the
//! [`Source`].

use crate::changes::Counter;
use crate::connection::{self, Durability};
use crate::faults::{CommitFaults, Fault, Pause};
use crate::{Result, StoreError, Tx, group, migrate};
use rusqlite::Connection;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// A database that outlives the stores opened on it: a simulation drops a store (a crash) and
/// opens the next one on the same source. Cheap to clone. Not synced to a disk.
#[derive(Clone)]
pub struct Source {
    db: Arc<Mutex<Connection>>,
    /// Commits that changed something, by any store on it.
    commits: Arc<watch::Sender<u64>>,
}

impl Source {
    /// A new database in memory, with its tables.
    pub fn memory() -> Result<Self> {
        Self::of(connection::memory()?)
    }

    /// A database in a file, with its tables.
    pub fn file(path: &Path) -> Result<Self> {
        Self::of(connection::open(path, Durability::Process)?)
    }

    fn of(mut db: Connection) -> Result<Self> {
        migrate::run(&mut db)?;
        Ok(Self { db: Arc::new(Mutex::new(db)), commits: Arc::default() })
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Connection> {
        // A panic inside is caught before the lock is let go; the connection is always whole.
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The store's other half: no thread, faults on request.
pub(crate) struct Inline {
    source: Source,
    faults: Arc<dyn CommitFaults>,
    pause: Option<Pause>,
    changes: Arc<Counter>,
    /// This store's own share of the source's commits.
    own: AtomicU64,
}

impl Inline {
    pub(crate) fn new(
        source: Source,
        faults: Arc<dyn CommitFaults>,
        pause: Option<Pause>,
        changes: Arc<Counter>,
    ) -> Self {
        Self { source, faults, pause, changes, own: AtomicU64::new(0) }
    }

    /// Counts the commits by other stores on the source, as `data_version` does for a file.
    pub(crate) fn foreign(&self) -> u64 {
        let commits = *self.source.commits.borrow();
        commits - self.own.load(Ordering::Acquire)
    }

    /// Resolves when others have committed beyond `seen`.
    pub(crate) async fn foreign_beyond(&self, seen: u64) {
        let mut commits = self.source.commits.subscribe();
        let beyond = |commits: &u64| *commits - self.own.load(Ordering::Acquire) != seen;
        // The sender lives as long as this store's source.
        drop(commits.wait_for(beyond).await);
    }

    pub(crate) async fn write<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        self.pause().await;
        let gave = self.write_now(work);
        self.pause().await;
        gave
    }

    pub(crate) async fn read<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        self.pause().await;
        let gave = self.read_now(work);
        self.pause().await;
        gave
    }

    pub(crate) fn write_now<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        let fault = self.faults.next();
        if fault == Fault::Before {
            return Err(StoreError::Faulted);
        }
        let wrote = {
            let db = self.source.lock();
            let before = db.total_changes();
            let value = group::solo(&db, work, || match fault {
                Fault::Instead => Err(StoreError::Faulted),
                Fault::None | Fault::Before | Fault::After => Ok(()),
            })?;
            (value, db.total_changes() > before)
        };
        let (value, changed) = wrote;
        if changed {
            self.own.fetch_add(1, Ordering::AcqRel);
            self.source.commits.send_modify(|commits| *commits += 1);
            self.changes.count_one();
        }
        match fault {
            Fault::After => Err(StoreError::Faulted),
            Fault::None | Fault::Before | Fault::Instead => Ok(value),
        }
    }

    pub(crate) fn read_now<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        let db = self.source.lock();
        group::begin_read(&db)?;
        let gave = crate::job::guarded(|| work(&Tx::new(&db)));
        let kept_out = group::nothing_written(&db);
        group::roll_back(&db);
        kept_out.and(gave)
    }

    async fn pause(&self) {
        if let Some(pause) = &self.pause {
            pause().await;
        }
    }
}
