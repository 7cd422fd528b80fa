//! Who hears that something was committed? Everyone who holds a [`Changes`]: it counts, and a
//! receiver that was busy sees the newest count, so no nudge is lost and none piles up.

use crate::heard::Heard;
use std::sync::Arc;
use tokio::sync::watch;

/// The count of commits that changed something, by this process or, when noticed, by another.
/// Await `changed()` on it; it closes with the store.
pub type Changes = watch::Receiver<u64>;

/// The side that counts.
#[derive(Debug)]
pub(crate) struct Counter {
    count: watch::Sender<u64>,
    heard: Arc<Heard>,
}

impl Counter {
    pub(crate) fn new() -> Self {
        Self { count: watch::Sender::new(0), heard: Arc::default() }
    }

    pub(crate) fn count_one(&self) {
        self.count.send_modify(|count| *count += 1);
    }

    pub(crate) fn listen(&self) -> Changes {
        self.count.subscribe()
    }

    /// Who says what was changed.
    pub(crate) fn heard(&self) -> &Arc<Heard> {
        &self.heard
    }
}
