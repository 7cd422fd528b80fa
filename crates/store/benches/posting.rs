//! What do the loop's statements cost, and does a long past slow them? The due query and everything
//! that one delivery writes, after 1,000, 100,000 and a million deliveries that went out before.
#![expect(clippy::unwrap_used, reason = "a bench that fails may say so by a panic")]

use chrono::TimeDelta;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use roost_domain::Timestamp;
use roost_domain::account::{NetworkKind, Rules};
use roost_domain::delivery::{DeliveryState, Timing};
use roost_domain::ids::{AccountId, DeliveryId, PostId};
use roost_domain::ports::Evidence;
use roost_domain::post::{ReplySettings, Segment};
use roost_store::tables::accounts::NewAccount;
use roost_store::tables::apps::NewApp;
use roost_store::tables::deliveries::Placed;
use roost_store::tables::loop_attempts::{self, Intent, Purpose};
use roost_store::tables::{loop_account, loop_deliveries};
use roost_store::{Machine, Result, Role, Store, Tx};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

const PASTS: [i64; 3] = [1_000, 100_000, 1_000_000];
const ACCOUNTS: i64 = 100;
/// So many deliveries share a commit: what 64 busy accounts do to a disk.
const TOGETHER: i64 = 64;

fn main() {
    divan::main();
}

fn now() -> Timestamp {
    chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

/// A folder with a past. Made once for all benches on it: a million rows take a while.
struct Past {
    store: Store,
    accounts: Vec<AccountId>,
    post: PostId,
    _place: tempfile::TempDir,
}

fn past(length: i64) -> Arc<Past> {
    static PASTS: OnceLock<Mutex<HashMap<i64, Arc<Past>>>> = OnceLock::new();
    let mut made = PASTS.get_or_init(Mutex::default).lock().unwrap();
    Arc::clone(made.entry(length).or_insert_with(|| Arc::new(Past::new(length))))
}

impl Past {
    fn new(length: i64) -> Self {
        let place = tempfile::tempdir().unwrap();
        let machine = Machine::of("0123456789abcdef0123456789abcdef");
        let store = Store::open_on(place.path(), Role::Guest, Some(&machine), now()).unwrap().store;
        let (accounts, post) = store.write_blocking(furnish).unwrap();
        for from in (0..length).step_by(20_000) {
            let accounts = accounts.clone();
            let until = (from + 20_000).min(length);
            store
                .write_blocking(move |tx| {
                    (from..until).try_for_each(|n| {
                        let at = now() - TimeDelta::minutes(length - n) - TimeDelta::days(2);
                        let account = accounts[(n % ACCOUNTS) as usize];
                        let delivery = waiting(tx, post, account, at)?;
                        send_and_settle(tx, account, delivery, at)
                    })
                })
                .unwrap();
        }
        Self { store, accounts, post, _place: place }
    }

    /// One delivery for each of the accounts that post together.
    fn next_ones(&self) -> Vec<(AccountId, DeliveryId)> {
        let (post, accounts) = (self.post, self.accounts.clone());
        self.store
            .write_blocking(move |tx| {
                let some = accounts.iter().take(TOGETHER as usize);
                some.map(|id| Ok((*id, waiting(tx, post, *id, now())?))).collect()
            })
            .unwrap()
    }
}

fn furnish(tx: &Tx<'_>) -> Result<(Vec<AccountId>, PostId)> {
    let app = tx.reserve_app()?;
    let new = NewApp {
        id: app,
        network: NetworkKind::Practice,
        name: "practice".to_owned(),
        api_base: None,
        consumer_key: String::new(),
        practice_secret: None,
    };
    tx.add_app(&new, now())?;
    let mut accounts = Vec::new();
    for n in 0..ACCOUNTS {
        let id = tx.reserve_account()?;
        let new = NewAccount {
            id,
            network: NetworkKind::Practice,
            app,
            user_id: Some(n.to_string()),
            handle: format!("bench{n}"),
            rules: Rules::default(),
        };
        tx.add_account(&new, now())?;
        accounts.push(id);
    }
    let segment = Segment {
        text: "A post of a usual length, which is about as long as this one is.".to_owned(),
        media: vec![],
        poll: None,
        reply_settings: ReplySettings::default(),
    };
    Ok((accounts, tx.add_post(&[segment], now())?))
}

fn waiting(tx: &Tx<'_>, post: PostId, account: AccountId, due: Timestamp) -> Result<DeliveryId> {
    let placed = Placed {
        state: DeliveryState::Scheduled,
        timing: Timing::Chosen,
        due: Some(due),
        original_due: Some(due),
        slot_at: None,
        incident: None,
        held_at: None,
        reason: None,
        ended_at: None,
    };
    tx.add_delivery(post, account, &placed, due)
}

/// Everything that the loop writes about one delivery, from the claim to the end.
fn send_and_settle(
    tx: &Tx<'_>,
    account: AccountId,
    delivery: DeliveryId,
    at: Timestamp,
) -> Result<()> {
    loop_deliveries::claim(tx, delivery, at)?;
    let intent = Intent {
        account,
        delivery: Some(delivery),
        position: 0,
        purpose: Purpose::Post,
        digest: Some("d".repeat(64)),
    };
    let attempt = loop_attempts::begin(tx, &intent, at)?;
    loop_attempts::done(tx, attempt, &Evidence::default(), at)?;
    let remote = format!("19{:017}", delivery.0);
    loop_deliveries::segment_out(tx, (delivery, account, 0), (&remote, "https://x.com/i"), at)?;
    loop_account::went_out(tx, account, at)?;
    loop_deliveries::published(tx, delivery, DeliveryState::Sending, at)
}

/// What is the first thing due, asked for each of 64 accounts in one read.
#[divan::bench(args = PASTS, sample_count = 50)]
fn due_query(bencher: Bencher<'_, '_>, length: i64) {
    let past = past(length);
    bencher
        .counter(ItemsCount::new(TOGETHER as u64))
        .with_inputs(|| past.next_ones())
        .bench_local_values(|ones| {
            let read = past.store.read_blocking(move |tx| {
                for (account, _) in &ones {
                    black_box(loop_deliveries::first_waiting(tx, *account, 1)?);
                }
                Ok(())
            });
            read.unwrap();
        });
}

/// The claims of 64 accounts, with their attempts, in one durable commit.
#[divan::bench(args = PASTS, sample_count = 50)]
fn claim(bencher: Bencher<'_, '_>, length: i64) {
    let past = past(length);
    bencher
        .counter(ItemsCount::new(TOGETHER as u64))
        .with_inputs(|| past.next_ones())
        .bench_local_values(|ones| {
            let wrote = past.store.write_blocking(move |tx| {
                ones.iter().try_for_each(|(_, id)| loop_deliveries::claim(tx, *id, now()).map(drop))
            });
            wrote.unwrap();
        });
}

/// Everything that is written about a delivery of each of 64 accounts, in one durable commit.
#[divan::bench(args = PASTS, sample_count = 50)]
fn claim_and_settle(bencher: Bencher<'_, '_>, length: i64) {
    let past = past(length);
    bencher
        .counter(ItemsCount::new(TOGETHER as u64))
        .with_inputs(|| past.next_ones())
        .bench_local_values(|ones| {
            let wrote = past.store.write_blocking(move |tx| {
                ones.iter().try_for_each(|(who, id)| send_and_settle(tx, *who, *id, now()))
            });
            wrote.unwrap();
        });
}
