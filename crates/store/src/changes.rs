//! Who hears that something was committed? Everyone who holds a [`Changes`]: it counts, and a
//! receiver that was busy sees the newest count, so no nudge is lost and none piles up.

use tokio::sync::watch;

/// The count of commits that changed something, by this process or, when noticed, by another.
/// Await `changed()` on it; it closes with the store.
pub type Changes = watch::Receiver<u64>;

/// The side that counts.
#[derive(Debug)]
pub(crate) struct Counter(watch::Sender<u64>);

impl Counter {
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(0))
    }

    pub(crate) fn count_one(&self) {
        self.0.send_modify(|count| *count += 1);
    }

    pub(crate) fn listen(&self) -> Changes {
        self.0.subscribe()
    }
}
