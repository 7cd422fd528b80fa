//! How is the store used? Through [`Store`]: closures go in, answers come out, and `Ok` from a
//! write means that it survives a power cut.

use crate::changes::{Changes, Counter};
use crate::faults::{CommitFaults, Pause};
use crate::inline::{Inline, Source};
use crate::thread::Thread;
use crate::{Folder, Result, StoreError, Tx, check, connection, heard, migrate};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// The way to the database. Cheap to clone; when the last clone goes, the queue is emptied, the
/// database closed and the lease released.
#[derive(Clone)]
pub struct Store {
    mode: Arc<Mode>,
    pub(crate) place: Option<Arc<Folder>>,
    changes: Arc<Counter>,
    /// Counts what the owner changed, for the loop to hear of.
    nudges: Arc<Counter>,
    /// SQLite's `data_version` when it was last looked at; it moves when another process commits.
    foreign: Arc<AtomicI64>,
    /// Something met a broken page.
    broken: Arc<AtomicBool>,
}

enum Mode {
    Threaded(Thread),
    Inline(Inline),
}

impl Store {
    /// A new database in memory with its own thread, for tests.
    pub fn in_memory() -> Result<Self> {
        let mut db = connection::memory()?;
        migrate::run(&mut db)?;
        Self::on_thread(db, None, ())
    }

    /// A store without a thread: closures run where they are awaited. For simulations.
    pub fn inline(source: Source, faults: Arc<dyn CommitFaults>) -> Self {
        Self::of(|changes| Mode::Inline(Inline::new(source, faults, None, changes)))
    }

    /// As [`Store::inline`], with a pause before and after each piece of work.
    pub fn inline_paused(source: Source, faults: Arc<dyn CommitFaults>, pause: Pause) -> Self {
        Self::of(|changes| Mode::Inline(Inline::new(source, faults, Some(pause), changes)))
    }

    /// Runs `work` in a transaction. `Ok` means that it is on the disk; an error means that it is
    /// not (in a simulation it may be). Dropping the future does not take the work back.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        F: FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        match &*self.mode {
            Mode::Threaded(thread) => {
                self.suspect_where(thread.write(work).await.unwrap_or(Err(StoreError::Closed)))
            }
            Mode::Inline(inline) => inline.write(work).await,
        }
    }

    /// Runs `work` on one view of what is committed. It can't change anything.
    pub async fn read<T, F>(&self, work: F) -> Result<T>
    where
        F: FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        match &*self.mode {
            Mode::Threaded(thread) => {
                self.suspect_where(thread.read(work).await.unwrap_or(Err(StoreError::Closed)))
            }
            Mode::Inline(inline) => inline.read(work).await,
        }
    }

    /// [`Store::write`] for callers outside of any async runtime. It must not be called inside
    /// one: it would block a worker, and tokio panics.
    pub fn write_blocking<T, F>(&self, work: F) -> Result<T>
    where
        F: FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        match &*self.mode {
            Mode::Threaded(thread) => {
                thread.write(work).blocking_recv().unwrap_or(Err(StoreError::Closed))
            }
            Mode::Inline(inline) => inline.write_now(work),
        }
    }

    /// [`Store::read`] for callers outside of any async runtime.
    pub fn read_blocking<T, F>(&self, work: F) -> Result<T>
    where
        F: FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        match &*self.mode {
            Mode::Threaded(thread) => {
                thread.read(work).blocking_recv().unwrap_or(Err(StoreError::Closed))
            }
            Mode::Inline(inline) => inline.read_now(work),
        }
    }

    /// Counts the commits that changed something. The loop awaits it to be nudged.
    pub fn changed(&self) -> Changes {
        self.changes.listen()
    }

    /// Says that the owner changed something, so that a loop on the same store looks at once. The
    /// loop's own commits are not told of in this way: it knows them.
    pub fn nudge(&self) {
        self.nudges.count_one();
    }

    /// Counts the nudges. The loop awaits it.
    pub fn nudged(&self) -> Changes {
        self.nudges.listen()
    }

    /// Hears what each commit of this process changes, from now on. A store without a thread says
    /// nothing.
    pub fn commits(&self) -> tokio::sync::broadcast::Receiver<crate::Commit> {
        self.changes.heard().listen()
    }

    /// A number that moves when another process commits. Unlike [`Store::poll_foreign_change`] it
    /// leaves remembering the last one to who asks.
    pub async fn foreign_version(&self) -> Result<i64> {
        match &*self.mode {
            Mode::Threaded(_) => self.read(data_version).await,
            Mode::Inline(inline) => Ok(inline.foreign() as i64),
        }
    }

    /// Asks whether another process has committed since the last time this was asked, and if so
    /// counts it for those who listen to [`Store::changed`]. Costs some microseconds.
    pub async fn poll_foreign_change(&self) -> Result<bool> {
        let version = match &*self.mode {
            Mode::Threaded(_) => self.read(data_version).await?,
            Mode::Inline(inline) => inline.foreign() as i64,
        };
        let moved = self.foreign.swap(version, Ordering::AcqRel) != version;
        if moved {
            self.changes.count_one();
        }
        Ok(moved)
    }

    /// Checks every page of the database (for `doctor`).
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] with SQLite's first finding.
    pub async fn check(&self) -> Result<()> {
        self.read(|tx| check::whole(tx.db())).await
    }

    /// Whether nothing has met a broken page yet. The loop asks, and does not go on where one has:
    /// what it decides from may be gone.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`]; the next opening checks every page, and mends.
    pub fn is_whole_so_far(&self) -> Result<()> {
        if self.broken.load(Ordering::Acquire) { Err(check::broken(None)) } else { Ok(()) }
    }

    /// Takes note of an answer that says the database is broken.
    pub(crate) fn suspect_where<T>(&self, answer: Result<T>) -> Result<T> {
        if let Err(StoreError::Corrupt(error)) = &answer
            && !self.broken.swap(true, Ordering::AcqRel)
        {
            tracing::error!(%error, "the database is broken");
            if let Some(folder) = &self.place
                && let Err(error) = crate::folder::private_file(&folder.suspect())
            {
                tracing::error!(%error, "that the database is broken could not be marked");
            }
        }
        answer
    }

    /// Whether [`Store::foreign_change`] tells of other writers, so that nobody need poll: in a
    /// simulation. A file has to be asked.
    pub fn tells_of_foreign_changes(&self) -> bool {
        matches!(*self.mode, Mode::Inline(_))
    }

    /// Resolves when another store on the same source has committed since
    /// [`Store::poll_foreign_change`] was asked last; never for a file.
    pub async fn foreign_change(&self) {
        match &*self.mode {
            Mode::Threaded(_) => std::future::pending().await,
            Mode::Inline(inline) => {
                let seen = self.foreign.load(Ordering::Acquire) as u64;
                inline.foreign_beyond(seen).await;
            }
        }
    }

    /// A store on its own thread. `keeps` is let go after the database is closed.
    pub(crate) fn on_thread(
        db: rusqlite::Connection,
        folder: Option<Folder>,
        keeps: impl Send + 'static,
    ) -> Result<Self> {
        let changes = Arc::new(Counter::new());
        let version = data_version(&Tx::new(&db))?;
        heard::attach(&db, changes.heard())?;
        let thread = Thread::start(db, Arc::clone(&changes), keeps)?;
        Ok(Self {
            mode: Arc::new(Mode::Threaded(thread)),
            place: folder.map(Arc::new),
            changes,
            nudges: Arc::new(Counter::new()),
            foreign: Arc::new(AtomicI64::new(version)),
            broken: Arc::default(),
        })
    }

    fn of(mode: impl FnOnce(Arc<Counter>) -> Mode) -> Self {
        let changes = Arc::new(Counter::new());
        let mode = mode(Arc::clone(&changes));
        let seen = match &mode {
            Mode::Threaded(_) => 0,
            Mode::Inline(inline) => inline.foreign() as i64,
        };
        let (mode, nudges) = (Arc::new(mode), Arc::new(Counter::new()));
        let foreign = Arc::new(AtomicI64::new(seen));
        Self { mode, place: None, changes, nudges, foreign, broken: Arc::default() }
    }
}

fn data_version(tx: &Tx<'_>) -> Result<i64> {
    Ok(tx.db().prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
}
