//! Was anything lost, was anything posted twice, was it quiet while held, was each day within its
//! allowance? Each delivery is held against the simulator's ground truth, by account and text.

use crate::error::DrillError;
use crate::play::{Kind, Play, Screen};
use crate::silence::Knocks;
use crate::stage::Stage;
use roost_api::requests::PostList;
use roost_api::views::DeliveryView;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// How a drill stands, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ledger {
    /// The incident's kind.
    pub kind: Kind,
    /// What stood on X's page, where the kind has a choice.
    pub screen: Option<Screen>,
    /// Posts that were planned.
    pub planned: usize,
    /// Posts that an incident has kept, at the most at one time.
    pub kept: usize,
    /// Posts that the network has.
    pub published: usize,
    /// Posts that wait in the queue.
    pub waiting: usize,
    /// Posts that are neither out nor waiting, or that Roost believes to be out and are not.
    pub lost: usize,
    /// Posts that the network has more than once, or would have.
    pub twice: usize,
    /// Requests while held that nobody asked for.
    pub requests_while_held: usize,
    /// Days on which more went out than was allowed, of all accounts.
    pub days_above: usize,
    /// Each day of the first account, from its first post on.
    pub days: Vec<Day>,
}

/// One day of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Day {
    /// `YYYY-MM-DD` in the account's zone, UTC.
    pub date: String,
    /// Posts that the ramp allowed, where one ran.
    pub allowance: Option<u32>,
    /// Posts that went out.
    pub published: u32,
}

impl Ledger {
    /// Whether the drill held what Roost promises.
    pub fn is_well(&self) -> bool {
        self.lost + self.twice + self.requests_while_held + self.days_above == 0
    }

    pub(crate) async fn take(stage: &Stage) -> Result<Self, DrillError> {
        let mut there: HashMap<(String, String), usize> = HashMap::new();
        for post in stage.posts_there().await? {
            *there.entry(post).or_default() += 1;
        }
        let deliveries = stage.home().door.post_list(PostList::default()).await?;
        let log = stage.requests().await?;
        let knocks = Knocks::count(&log, stage.held_accounts());
        let seen = stage.seen();
        let play: Play = stage.play();
        let today = stage.home().clock.now().format("%Y-%m-%d").to_string();
        let past = |account: &str| {
            let mut days = days_of(account, &deliveries, &seen.allowances);
            days.retain(|day| day.date <= today);
            days
        };
        let days = past(stage.handle());
        let above = stage.cast().iter().map(|handle| {
            let days = past(handle);
            days.iter().filter(|day| day.allowance.is_some_and(|most| day.published > most)).count()
        });
        let mut ledger = Self {
            kind: play.kind(),
            screen: play.screen(),
            planned: stage.planned(),
            kept: seen.kept,
            published: there.len(),
            waiting: 0,
            lost: stage.planned().saturating_sub(deliveries.len()),
            twice: there.values().filter(|count| **count > 1).count(),
            requests_while_held: knocks.unasked(seen.looks_asked()),
            days_above: above.sum(),
            days,
        };
        for delivery in deliveries {
            let is_there = there.contains_key(&(delivery.account, delivery.text));
            match (delivery.state, is_there) {
                ("published" | "sending" | "unconfirmed", true) => {}
                ("published" | "failed" | "cancelled", false) => ledger.lost += 1,
                // Out, although the queue still holds it: it would go out again.
                (_, true) => ledger.twice += 1,
                (_, false) => ledger.waiting += 1,
            }
        }
        Ok(ledger)
    }
}

/// The days of an account on which something went out or a ramp allows something.
fn days_of(
    handle: &str,
    deliveries: &[DeliveryView],
    allowances: &BTreeMap<(String, String), u32>,
) -> Vec<Day> {
    let mut days: BTreeMap<String, Day> = BTreeMap::new();
    let empty = |date: &str| Day { date: date.to_owned(), allowance: None, published: 0 };
    let out = deliveries.iter().filter(|one| one.account == handle && one.state == "published");
    for at in out.filter_map(|one| one.published_at) {
        let date = at.format("%Y-%m-%d").to_string();
        days.entry(date.clone()).or_insert_with(|| empty(&date)).published += 1;
    }
    for ((account, date), allowance) in allowances {
        if account == handle {
            let day = days.entry(date.clone()).or_insert_with(|| empty(date));
            day.allowance = Some(*allowance);
        }
    }
    days.into_values().collect()
}
