//! Was anything lost, was anything posted twice? Each delivery of the drill is held against the
//! simulator's ground truth, by account and text; nothing is assumed.

use super::stage::Stage;
use crate::failure::Failure;
use roost_api::requests::PostList;
use serde::Serialize;
use std::collections::HashMap;

/// The closing count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Ledger {
    /// Posts that were planned.
    pub(crate) planned: usize,
    /// Posts that were kept while the account was locked.
    pub(crate) kept: usize,
    /// Posts that the network has.
    pub(crate) published: usize,
    /// Posts that still wait in the queue.
    pub(crate) waiting: usize,
    /// Posts that are neither out nor waiting, or that Roost believes to be out and are not.
    pub(crate) lost: usize,
    /// Posts that the network has more than once.
    pub(crate) twice: usize,
}

impl Ledger {
    /// Counts what the drill's store says against what the simulator has.
    pub(crate) async fn take(stage: &Stage) -> Result<Self, Failure> {
        let mut there: HashMap<(String, String), usize> = HashMap::new();
        for post in stage.posts_there().await? {
            *there.entry(post).or_default() += 1;
        }
        let deliveries = stage.home.door.post_list(PostList::default()).await?;
        let mut ledger = Self {
            planned: stage.planned(),
            kept: stage.kept(),
            published: there.len(),
            waiting: 0,
            lost: stage.planned().saturating_sub(deliveries.len()),
            twice: there.values().filter(|count| **count > 1).count(),
        };
        for delivery in deliveries {
            let is_there = there.contains_key(&(delivery.account, delivery.text));
            match (delivery.state, is_there) {
                ("published", true) => {}
                ("published" | "failed" | "cancelled", false) => ledger.lost += 1,
                // Out, although the queue still holds it: it would go out again.
                (_, true) => ledger.twice += 1,
                (_, false) => ledger.waiting += 1,
            }
        }
        Ok(ledger)
    }
}
