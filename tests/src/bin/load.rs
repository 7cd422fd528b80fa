//! What is a folder that has a lot to do, or a long past? `load` prepares one for the drain
//! comparison (tests/peers/drain) and for the window's figures (tests/desk-figures): Practice accounts
//! on a sink that are never asked who they are, deliveries due at one instant or all over a month, and
//! any number of deliveries that went out before. What it writes goes through the store's own doors, in
//! few commits; it says as JSON when the deliveries are due.

use chrono::{Datelike as _, Months, NaiveDate, NaiveTime, TimeDelta};
use clap::Parser;
use roost_domain::Timestamp;
use roost_domain::account::{NetworkKind, Rules};
use roost_domain::delivery::{DeliveryState, Timing};
use roost_domain::ids::{AccountId, PostId};
use roost_domain::ports::{Clock, Evidence};
use roost_domain::post::{ReplySettings, Segment};
use roost_engine::clock::SystemClock;
use roost_store::tables::accounts::{NewAccount, PracticeTokens};
use roost_store::tables::apps::NewApp;
use roost_store::tables::deliveries::Placed;
use roost_store::tables::loop_attempts::{self, Intent, Purpose};
use roost_store::tables::{loop_account, loop_deliveries};
use roost_store::{Result, Role, Store, Tx};
use std::ops::Range;
use std::path::PathBuf;
use std::process::ExitCode;

/// Rows in a commit.
const CHUNK: u32 = 20_000;

/// The past is spread over so many days.
const PAST_DAYS: i64 = 400;

/// In a month that is looked at, nothing becomes due for so long.
const QUIET: TimeDelta = TimeDelta::hours(3);

/// Prepares a data folder with Practice accounts on a sink, due deliveries and a past.
#[derive(Parser)]
#[command(name = "load")]
struct Asked {
    /// The data folder.
    #[arg(long)]
    data_dir: PathBuf,
    /// The sink's URL, for accounts that are not there yet.
    #[arg(long)]
    sink: String,
    /// How many accounts there are to be.
    #[arg(long, default_value_t = 100)]
    accounts: u32,
    /// How many deliveries become due, one account after the other.
    #[arg(long, default_value_t = 0)]
    deliveries: u32,
    /// In how many milliseconds from the last commit they are due.
    #[arg(long, default_value_t = 0)]
    due_in: i64,
    /// How many deliveries went out before.
    #[arg(long, default_value_t = 0)]
    history: u32,
    /// How many deliveries stand in the calendar month of this moment (in UTC): those of its past
    /// went out, the others wait.
    #[arg(long, default_value_t = 0)]
    month: u32,
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a tool for the terminal")]
fn main() -> ExitCode {
    match load(&Asked::parse()) {
        Ok(due) => {
            println!("{{\"due\":{}}}", due.timestamp_millis());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("load: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Gives back when the deliveries are due.
fn load(asked: &Asked) -> Result<Timestamp> {
    let begun = SystemClock.now();
    let store = Store::open(&asked.data_dir, Role::Guest, begun)?.store;
    let (sink, most) = (asked.sink.clone(), asked.accounts);
    let accounts = store.write_blocking(move |tx| accounts(tx, &sink, most, begun))?;
    for chunk in chunks(asked.history) {
        let (accounts, all) = (accounts.clone(), asked.history);
        store.write_blocking(move |tx| {
            let at = |n| long_ago(n, all, begun);
            chunk.into_iter().try_for_each(|n| past(tx, of(&accounts, n), n, at(n)))
        })?;
    }
    let due_in_month = Spread::over_month(begun, asked.month);
    for chunk in chunks(asked.month) {
        let accounts = accounts.clone();
        store.write_blocking(move |tx| {
            chunk.into_iter().try_for_each(|n| match due_in_month.of(n) {
                at if at < begun => past(tx, of(&accounts, n), n, at),
                at => waiting(tx, &accounts, n, at.max(begun + QUIET)),
            })
        })?;
    }
    let due = SystemClock.now() + TimeDelta::milliseconds(asked.due_in);
    for chunk in chunks(asked.deliveries) {
        let accounts = accounts.clone();
        store.write_blocking(move |tx| {
            chunk.into_iter().try_for_each(|n| waiting(tx, &accounts, n, due))
        })?;
    }
    Ok(due)
}

fn chunks(all: u32) -> Vec<Range<u32>> {
    (0..all).step_by(CHUNK as usize).map(|from| from..(from + CHUNK).min(all)).collect()
}

/// The folder's accounts; those that are missing are added without gap and cap, and with the tokens
/// by which the sink knows them.
fn accounts(tx: &Tx<'_>, sink: &str, most: u32, now: Timestamp) -> Result<Vec<AccountId>> {
    let known = loop_account::account_ids(tx)?;
    if !known.is_empty() {
        return Ok(known);
    }
    let app = tx.reserve_app()?;
    let new = NewApp {
        id: app,
        network: NetworkKind::Practice,
        name: sink.to_owned(),
        api_base: Some(sink.to_owned()),
        consumer_key: "sink-key".to_owned(),
        practice_secret: Some("sink-secret".to_owned()),
    };
    tx.add_app(&new, now)?;
    (0..most).map(|n| account(tx, app, n, now)).collect()
}

fn account(
    tx: &Tx<'_>,
    app: roost_domain::ids::AppId,
    n: u32,
    now: Timestamp,
) -> Result<AccountId> {
    let id = tx.reserve_account()?;
    let handle = format!("load{n}");
    let new = NewAccount {
        id,
        network: NetworkKind::Practice,
        app,
        user_id: Some((1000 + n).to_string()),
        handle: handle.clone(),
        rules: Rules { gap: TimeDelta::zero(), cap: None, ..Rules::default() },
    };
    tx.add_account(&new, now)?;
    let token_secret = format!("secret-{handle}");
    tx.set_practice_tokens(
        id,
        &PracticeTokens { token: format!("{}-{n}", 1000 + n), token_secret },
    )?;
    Ok(id)
}

/// One delivery that waits, with a text that says which it is.
fn waiting(tx: &Tx<'_>, accounts: &[AccountId], n: u32, due: Timestamp) -> Result<()> {
    let post = post(tx, format!("post {n}"), due)?;
    let place = placed(DeliveryState::Scheduled, due);
    tx.add_delivery(post, of(accounts, n), &place, due).map(|_| ())
}

/// When the `n`th of `all` went out.
fn long_ago(n: u32, all: u32, now: Timestamp) -> Timestamp {
    let back = TimeDelta::days(PAST_DAYS).num_milliseconds() * i64::from(all - n);
    now - TimeDelta::milliseconds(back / i64::from(all)) - TimeDelta::days(2)
}

/// Deliveries evenly over a month.
#[derive(Clone, Copy)]
struct Spread {
    from: Timestamp,
    step: TimeDelta,
}

impl Spread {
    fn over_month(now: Timestamp, all: u32) -> Self {
        let first = |date: NaiveDate| date.and_time(NaiveTime::MIN).and_utc();
        let day = now.date_naive();
        let from = day.with_day(1).unwrap_or(day);
        let to = from.checked_add_months(Months::new(1)).unwrap_or(from);
        let span = first(to) - first(from);
        Self { from: first(from), step: span / i32::try_from(all.max(1)).unwrap_or(i32::MAX) }
    }

    fn of(self, n: u32) -> Timestamp {
        self.from + self.step * i32::try_from(n).unwrap_or(i32::MAX)
    }
}

/// One delivery that went out at an instant, with everything that the loop wrote about it.
fn past(tx: &Tx<'_>, account: AccountId, n: u32, at: Timestamp) -> Result<()> {
    let post = post(tx, format!("An older post, the {n}th of them, as long as many are."), at)?;
    let id = tx.add_delivery(post, account, &placed(DeliveryState::Scheduled, at), at)?;
    loop_deliveries::claim(tx, id, at)?;
    let intent = Intent {
        account,
        delivery: Some(id),
        position: 0,
        purpose: Purpose::Post,
        digest: Some(format!("{n:064x}")),
    };
    let attempt = loop_attempts::begin(tx, &intent, at)?;
    let evidence = Evidence { status: Some(201), ..Evidence::default() };
    loop_attempts::done(tx, attempt, &evidence, at)?;
    let (remote, url) = (format!("19{n:017}"), format!("https://example.org/status/19{n:017}"));
    loop_deliveries::segment_out(tx, (id, account, 0), (&remote, &url), at)?;
    loop_account::went_out(tx, account, at)?;
    loop_deliveries::published(tx, id, DeliveryState::Sending, at)
}

fn of(accounts: &[AccountId], n: u32) -> AccountId {
    accounts[n as usize % accounts.len()]
}

fn post(tx: &Tx<'_>, text: String, now: Timestamp) -> Result<PostId> {
    let reply_settings = ReplySettings::default();
    tx.add_post(&[Segment { text, media: vec![], poll: None, reply_settings }], now)
}

fn placed(state: DeliveryState, due: Timestamp) -> Placed {
    Placed {
        state,
        timing: Timing::Chosen,
        due: Some(due),
        original_due: Some(due),
        slot_at: None,
        incident: None,
        held_at: None,
        reason: None,
        ended_at: None,
    }
}
