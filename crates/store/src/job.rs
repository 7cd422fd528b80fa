//! What travels to the store's thread? A [`Job`]: a caller's closure that has forgotten its types,
//! and gives back an [`Answer`] that is kept until the commit is known.

use crate::error::again;
use crate::{Result, StoreError, Tx};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tokio::sync::oneshot;

/// Tells the caller how it ended: `Ok` hands over what the closure gave, an error replaces it.
pub(crate) type Answer = Box<dyn FnOnce(Result<()>) + Send>;

/// What a closure left behind.
pub(crate) enum Outcome {
    /// It wants its changes kept.
    Keep(Answer),
    /// It failed: its changes go, its answer is its own error. With it comes what SQLite said,
    /// where the disk was the reason.
    Drop(Answer, Option<rusqlite::Error>),
}

/// Called with the transaction, or with the reason why there is none.
type Work = Box<dyn FnOnce(Result<&Tx<'_>>) -> Outcome + Send>;

/// A caller's closure.
pub(crate) struct Job {
    work: Work,
}

impl Job {
    /// The job, and where its answer will arrive.
    pub(crate) fn new<T, F>(work: F) -> (Self, oneshot::Receiver<Result<T>>)
    where
        F: FnOnce(&Tx<'_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let work = move |tx: Result<&Tx<'_>>| {
            let gave = tx.and_then(|tx| guarded(|| work(tx)));
            let keep = gave.is_ok();
            let cause = match &gave {
                Err(StoreError::Full(cause) | StoreError::Disk(cause)) => Some(again(cause)),
                Ok(_) | Err(_) => None,
            };
            // The caller may be gone (its future was dropped): then nobody is told.
            let answer: Answer = Box::new(move |ended: Result<()>| {
                let _ = reply.send(match (gave, ended) {
                    (Ok(value), Ok(())) => Ok(value),
                    (Ok(_), Err(error)) | (Err(error), _) => Err(error),
                });
            });
            if keep { Outcome::Keep(answer) } else { Outcome::Drop(answer, cause) }
        };
        (Self { work: Box::new(work) }, answer)
    }

    /// Runs the closure.
    pub(crate) fn run(self, tx: &Tx<'_>) -> Outcome {
        (self.work)(Ok(tx))
    }

    /// Answers with an error without running the closure.
    pub(crate) fn refuse(self, error: StoreError) {
        match (self.work)(Err(error)) {
            Outcome::Keep(answer) | Outcome::Drop(answer, _) => answer(Ok(())),
        }
    }
}

/// Runs `work`; a panic becomes an error, so that one mistake does not end the store's thread.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(gave) => gave,
        Err(panic) => Err(StoreError::Panicked(words_of(panic.as_ref()))),
    }
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    if let Some(text) = panic.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = panic.downcast_ref::<String>() {
        text.clone()
    } else {
        "no words".to_owned()
    }
}
