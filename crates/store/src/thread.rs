//! Who touches the connection? One thread, named `roost-store`, and nobody else: closures come to
//! it over a channel. It ends, and closes the database, when the last [`Thread`] handle goes.

use crate::changes::Counter;
use crate::job::Job;
use crate::{Result, StoreError, Tx, group};
use rusqlite::Connection;
use std::collections::VecDeque;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use tokio::sync::oneshot;

/// How many jobs share a commit at most: a bound on how long the first of them waits.
const GROUP: usize = 512;

enum Request {
    Write(Job),
    Read(Job),
}

/// The way to the thread. Dropping it waits until everything that was asked is done and the
/// database is closed.
pub(crate) struct Thread {
    requests: Option<mpsc::Sender<Request>>,
    running: Option<JoinHandle<()>>,
}

impl Thread {
    /// Starts the thread. `keeps` is dropped after the connection is closed: the lease.
    pub(crate) fn start(
        db: Connection,
        changes: Arc<Counter>,
        keeps: impl Send + 'static,
    ) -> Result<Self> {
        let (requests, queue) = mpsc::channel();
        let running = std::thread::Builder::new()
            .name("roost-store".to_owned())
            .spawn(move || {
                serve(&db, &queue, &changes);
                drop(db);
                drop(keeps);
            })
            .map_err(StoreError::io("roost-store"))?;
        Ok(Self { requests: Some(requests), running: Some(running) })
    }

    pub(crate) fn write<T, F>(&self, work: F) -> oneshot::Receiver<Result<T>>
    where
        F: FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let (job, answer) = Job::new(work);
        self.send(Request::Write(job));
        answer
    }

    pub(crate) fn read<T, F>(&self, work: F) -> oneshot::Receiver<Result<T>>
    where
        F: FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let (job, answer) = Job::new(work);
        self.send(Request::Read(job));
        answer
    }

    fn send(&self, request: Request) {
        // Where the thread is gone the job is dropped, its answer's sender with it, and the caller
        // hears that the store is closed.
        if let Some(requests) = &self.requests {
            let _ = requests.send(request);
        }
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.requests = None;
        let Some(running) = self.running.take() else { return };
        // The last handle may go inside a closure, on the thread itself: then there is nobody to
        // wait for.
        if running.thread().id() != std::thread::current().id() && running.join().is_err() {
            tracing::error!("the store's thread ended by a panic");
        }
    }
}

fn serve(db: &Connection, queue: &mpsc::Receiver<Request>, changes: &Counter) {
    while let Ok(first) = queue.recv() {
        let mut writes = VecDeque::new();
        let mut reads = VecDeque::new();
        let waiting = std::iter::once(first).chain(queue.try_iter()).take(GROUP);
        for request in waiting {
            match request {
                Request::Write(job) => writes.push_back(job),
                Request::Read(job) => reads.push_back(job),
            }
        }
        group::write(db, writes, changes);
        if !reads.is_empty() {
            group::read(db, reads);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection;
    use crate::tables::meta;

    /// A thread whose database takes no more than some 400 KiB.
    fn small(place: &std::path::Path) -> Thread {
        let path = place.join("small.db");
        let mut db = connection::open(&path, connection::Durability::Process).unwrap();
        crate::migrate::run(&mut db).unwrap();
        db.pragma_update(None, "max_page_count", 100).unwrap();
        Thread::start(db, Arc::new(Counter::new()), ()).unwrap()
    }

    #[test]
    fn a_full_disk_is_told_to_all_that_share_the_commit_and_to_no_others() {
        let place = tempfile::tempdir().unwrap();
        let thread = small(place.path());
        let (go, wait) = mpsc::channel::<()>();
        let (began, begun) = mpsc::channel();
        let held = thread.write(move |_| {
            began.send(()).unwrap();
            wait.recv().unwrap();
            Ok(())
        });
        begun.recv().unwrap();
        let before = thread.write(|tx| meta::set_vault(tx, "lost"));
        let large = thread.write(|tx| {
            meta::set_machine_id(tx, "lost")?;
            meta::set_lapse(tx, &"x".repeat(1 << 20))
        });
        let after = thread.write(|tx| meta::set_lapse(tx, "kept"));
        go.send(()).unwrap();
        held.blocking_recv().unwrap().unwrap();
        for answer in [before, large] {
            let refused = answer.blocking_recv().unwrap();
            assert!(matches!(refused, Err(StoreError::Full(_))), "{refused:?}");
        }
        after.blocking_recv().unwrap().unwrap();
        let seen = thread
            .read(|tx| Ok((meta::vault(tx)?, meta::machine_id(tx)?, meta::lapse(tx)?)))
            .blocking_recv();
        assert_eq!(seen.unwrap().unwrap(), (None, None, Some("kept".to_owned())));
        let later = thread.write(|tx| meta::set_vault(tx, "again"));
        later.blocking_recv().unwrap().unwrap();
    }

    #[test]
    fn what_was_asked_before_the_last_handle_went_is_still_done() {
        let place = tempfile::tempdir().unwrap();
        let thread = small(place.path());
        let answers: Vec<_> =
            (0..10).map(|n| thread.write(move |tx| meta::set_vault(tx, &n.to_string()))).collect();
        drop(thread);
        for answer in answers {
            answer.blocking_recv().unwrap().unwrap();
        }
    }

    #[test]
    fn what_the_thread_keeps_goes_only_when_the_database_is_closed() {
        struct Kept(mpsc::Sender<()>);
        impl Drop for Kept {
            fn drop(&mut self) {
                self.0.send(()).unwrap();
            }
        }
        let (gone, heard) = mpsc::channel();
        let db = connection::memory().unwrap();
        let thread = Thread::start(db, Arc::new(Counter::new()), Kept(gone)).unwrap();
        assert!(heard.try_recv().is_err());
        drop(thread);
        heard.try_recv().unwrap();
    }
}
