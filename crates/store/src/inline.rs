//! How does a simulation use the store? Without a thread: closures run where they are awaited, so
//! that one seed gives one history. What was committed survives a simulated crash in the
//! [`Source`].

use crate::changes::Counter;
use crate::connection::{self, Durability};
use crate::faults::{CommitFaults, Fault, Pause};
use crate::{Result, StoreError, Tx, group, migrate};
use rusqlite::Connection;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A database that outlives the stores opened on it: a simulation drops a store (a crash) and
/// opens the next one on the same source. Cheap to clone. Not synced to a disk.
#[derive(Clone)]
pub struct Source {
    db: Arc<Mutex<Connection>>,
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
        Ok(Self { db: Arc::new(Mutex::new(db)) })
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
}

impl Inline {
    pub(crate) fn new(
        source: Source,
        faults: Arc<dyn CommitFaults>,
        pause: Option<Pause>,
        changes: Arc<Counter>,
    ) -> Self {
        Self { source, faults, pause, changes }
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
            self.changes.count_one();
        }
        match fault {
            Fault::After => Err(StoreError::Faulted),
            Fault::None | Fault::Before | Fault::Instead => Ok(value),
        }
    }

    pub(crate) fn read_now<T>(&self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        let db = self.source.lock();
        db.execute_batch("PRAGMA query_only = ON; BEGIN DEFERRED")?;
        let gave = crate::job::guarded(|| work(&Tx::new(&db)));
        group::roll_back(&db);
        db.execute_batch("PRAGMA query_only = OFF")?;
        gave
    }

    async fn pause(&self) {
        if let Some(pause) = &self.pause {
            pause().await;
        }
    }
}
