//! What is there to be sent? Accounts that the binary itself added, and deliveries that are written
//! into its folder between two runs, a few at a time, due at once; every eleventh is a thread.

use super::child::Roost;
use super::tally::Expected;
use super::{CrashError, Plan};
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::account::Rules;
use roost_domain::delivery::{DeliveryState, Timing};
use roost_domain::ids::AccountId;
use roost_domain::plan::split_draw;
use roost_domain::ports::Clock;
use roost_domain::post::{ReplySettings, Segment};
use roost_engine::clock::SystemClock;
use roost_simulator::Running;
use roost_store::tables::deliveries::{DeliveryFilter, DeliveryLine, DeliveryRecord, Placed};
use roost_store::{Role, Store, StoreError, Tx};
use std::path::PathBuf;

/// One delivery in so many is a thread; prime to the usual number of accounts, so that no account
/// gets them all.
const THREAD_EVERY: u32 = 11;

/// Segments of a thread.
const THREAD_LENGTH: u32 = 3;

/// States that a delivery can be in on its way out.
const UNSETTLED: [DeliveryState; 8] = [
    DeliveryState::Draft,
    DeliveryState::Queued,
    DeliveryState::Scheduled,
    DeliveryState::Sending,
    DeliveryState::Unconfirmed,
    DeliveryState::Held,
    DeliveryState::Missed,
    DeliveryState::Failed,
];

/// The accounts, and what was asked of them.
pub(super) struct Work {
    data: PathBuf,
    accounts: Vec<AccountId>,
    handles: Vec<String>,
    added: u32,
    expected: Vec<Expected>,
}

impl Work {
    /// Adds the accounts with the real binary and takes gap and cap from them.
    pub(super) async fn prepare(
        roost: &Roost,
        simulator: &Running,
        plan: Plan,
    ) -> Result<Self, CrashError> {
        let handles: Vec<String> = (0..plan.accounts).map(|n| format!("crash{n}")).collect();
        for handle in &handles {
            let base = simulator.base_url();
            let line = ["account", "add", "practice", "--handle", handle, "--simulator", base];
            roost.command(&line).await?;
        }
        let data = roost.data();
        let mut work = Self { data, accounts: vec![], handles, added: 0, expected: vec![] };
        let accounts = work.store()?.write(without_limits).await?;
        work.accounts = accounts;
        Ok(work)
    }

    /// Who sends.
    pub(super) fn handles(&self) -> &[String] {
        &self.handles
    }

    /// Every segment that must be posted, in each account's order.
    pub(super) fn expected(&self) -> &[Expected] {
        &self.expected
    }

    /// How many deliveries there are by now.
    pub(super) fn added(&self) -> u32 {
        self.added
    }

    /// Adds this kill's share of the deliveries, at least one.
    pub(super) async fn add_some(
        &mut self,
        plan: Plan,
        kills_left: u32,
        draw: u64,
    ) -> Result<u32, CrashError> {
        let share = plan.deliveries.saturating_sub(self.added).div_ceil(kills_left.max(1)).max(1);
        let few = (share / 2).max(1);
        let many = few + (split_draw(draw, 0) % u64::from(2 * (share - few) + 1)) as u32;
        self.add(many).await
    }

    /// Adds what the plan still lacks.
    pub(super) async fn add_rest(&mut self, plan: Plan) -> Result<(), CrashError> {
        let rest = plan.deliveries.saturating_sub(self.added);
        if rest > 0 {
            self.add(rest).await?;
        }
        Ok(())
    }

    async fn add(&mut self, many: u32) -> Result<u32, CrashError> {
        let now = SystemClock.now();
        let mut rows = Vec::new();
        for n in self.added..self.added + many {
            let who = n as usize % self.accounts.len();
            let texts = texts(n);
            let mut answers = None;
            for text in &texts {
                let handle = self.handles[who].clone();
                self.expected.push(Expected { handle, text: text.clone(), answers });
                answers = Some(text.clone());
            }
            rows.push((self.accounts[who], texts));
        }
        self.store()?.write(move |tx| add_rows(tx, &rows, now)).await?;
        self.added += many;
        Ok(many)
    }

    /// How many deliveries stand as being sent.
    pub(super) async fn in_flight(&self) -> Result<u64, CrashError> {
        Ok(self.store()?.read(|tx| tx.count_in_state(DeliveryState::Sending)).await?)
    }

    /// A look at the folder that stays open while a run goes on.
    pub(super) fn watch(&self) -> Result<Watch, StoreError> {
        Ok(Watch { store: self.store()? })
    }

    /// The folder as another process finds it, opened anew each time: a killed run leaves it so.
    fn store(&self) -> Result<Store, StoreError> {
        Ok(Store::open(&self.data, Role::Guest, SystemClock.now())?.store)
    }
}

/// A look at the folder beside a run.
pub(super) struct Watch {
    store: Store,
}

impl Watch {
    /// How many deliveries are not published.
    pub(super) async fn unsettled(&self) -> Result<u64, StoreError> {
        let count = |tx: &Tx<'_>| {
            UNSETTLED.into_iter().try_fold(0, |sum, state| Ok(sum + tx.count_in_state(state)?))
        };
        self.store.read(count).await
    }

    /// The deliveries that are not published, a line each.
    pub(super) async fn stragglers(&self) -> Result<Vec<String>, StoreError> {
        let now = SystemClock.now();
        self.store
            .read(move |tx| {
                let lines = tx.list_deliveries(&DeliveryFilter::default())?;
                let open = lines.iter().filter(|line| UNSETTLED.contains(&state(line)));
                Ok(open.map(|line| shown(line, now)).collect())
            })
            .await
    }
}

fn state(line: &DeliveryLine) -> DeliveryState {
    line.record.delivery.state
}

fn shown(line: &DeliveryLine, now: Timestamp) -> String {
    let ago = |at: Option<Timestamp>| match at {
        Some(at) => format!("{:.1} s ago", (now - at).as_seconds_f64()),
        None => "never".to_owned(),
    };
    let DeliveryRecord { delivery, began_at, read_at, reason, .. } = &line.record;
    format!(
        "{} of @{} is {}, segments out {}, attempts {}, reason {}; began {}, read due {}, not before {}",
        delivery.id,
        line.handle,
        delivery.state.word(),
        delivery.segments_out,
        delivery.attempts,
        reason.as_deref().unwrap_or("none"),
        ago(*began_at),
        ago(*read_at),
        ago(delivery.not_before),
    )
}

fn texts(n: u32) -> Vec<String> {
    if !n.is_multiple_of(THREAD_EVERY) {
        return vec![format!("Delivery {n}.")];
    }
    (1..=THREAD_LENGTH).map(|part| format!("Delivery {n}, part {part}.")).collect()
}

fn without_limits(tx: &Tx<'_>) -> Result<Vec<AccountId>, StoreError> {
    let mut accounts = tx.all_accounts()?;
    accounts.sort_by_key(|account| account.id);
    for account in &accounts {
        let rules = Rules { gap: TimeDelta::zero(), cap: None, ..account.rules.clone() };
        tx.set_account_rules(account.id, &rules)?;
    }
    Ok(accounts.into_iter().map(|account| account.id).collect())
}

fn add_rows(
    tx: &Tx<'_>,
    rows: &[(AccountId, Vec<String>)],
    now: Timestamp,
) -> Result<(), StoreError> {
    for (account, texts) in rows {
        let segments: Vec<Segment> = texts
            .iter()
            .map(|text| Segment {
                text: text.clone(),
                media: vec![],
                poll: None,
                reply_settings: ReplySettings::default(),
            })
            .collect();
        let post = tx.add_post(&segments, now)?;
        let placed = Placed {
            state: DeliveryState::Scheduled,
            timing: Timing::Chosen,
            due: Some(now),
            original_due: Some(now),
            slot_at: None,
            incident: None,
            held_at: None,
            reason: None,
            ended_at: None,
        };
        tx.add_delivery(post, *account, &placed, now)?;
    }
    Ok(())
}
