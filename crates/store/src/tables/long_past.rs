//! Does a long past slow Roost down? SQLite's own steps are counted for each question of the loop and
//! for the owner's: after five hundred deliveries they must be as many as after ten. And the pages are
//! counted that a commit of many accounts writes.

use crate::connection::Durability;
use crate::tables::accounts::NewAccount;
use crate::tables::apps::NewApp;
use crate::tables::deliveries::{DeliveryFilter, Placed};
use crate::tables::loop_attempts::{Intent, Purpose};
use crate::tables::{
    before, loop_account, loop_attempts, loop_deliveries, loop_incidents, loop_plan, loop_posts,
    loop_wake, slowdowns,
};
use crate::{Result, Tx, connection, migrate};
use chrono::{DateTime, TimeDelta};
use roost_domain::Timestamp;
use roost_domain::account::{NetworkKind, Rules};
use roost_domain::delivery::{DeliveryState, Timing};
use roost_domain::ids::{AccountId, AppId, DeliveryId, IncidentId, PostId};
use roost_domain::ports::Evidence;
use roost_domain::post::{ReplySettings, Segment};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

type Question = fn(&Tx<'_>, AccountId) -> Result<()>;

fn now() -> Timestamp {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

fn yesterday() -> Timestamp {
    now() - TimeDelta::days(1)
}

const QUESTIONS: [(&str, Question); 36] = [
    ("account", |tx, id| loop_account::loop_account(tx, id).map(drop)),
    ("signs", |tx, id| loop_account::signs(tx, id).map(drop)),
    ("gates", |tx, _| loop_account::gates(tx).map(drop)),
    ("holds", |tx, id| loop_account::holds(tx, id, AppId(1)).map(drop)),
    ("ramp", |tx, id| loop_incidents::running_ramp(tx, id).map(drop)),
    ("slowed", |tx, id| slowdowns::running(tx, id).map(drop)),
    ("first_waiting", |tx, id| loop_deliveries::first_waiting(tx, id, 1).map(drop)),
    ("pinned", |tx, id| loop_deliveries::pinned_before(tx, id, now()).map(drop)),
    ("quiet", |tx, id| loop_deliveries::held_quiet(tx, id).map(drop)),
    ("sending", |tx, id| loop_deliveries::left_sending(tx, id).map(drop)),
    ("doubt", |tx, id| loop_deliveries::oldest_doubt(tx, id).map(drop)),
    ("out_today", |tx, id| loop_deliveries::out_since(tx, id, yesterday()).map(drop)),
    ("posts_today", |tx, id| {
        loop_deliveries::posts_out_between(tx, id, yesterday(), now()).map(drop)
    }),
    ("known_ids", |tx, id| loop_posts::known_remote_ids(tx, id, yesterday()).map(drop)),
    ("out", |tx, id| loop_plan::out(tx, id, yesterday()).map(drop)),
    ("published_since", |tx, id| tx.published_since(id, yesterday()).map(drop)),
    ("not_out", |tx, id| loop_account::did_not_go_out(tx, id, DeliveryId(1))),
    ("planned", |tx, id| loop_plan::planned(tx, id).map(drop)),
    ("idle", |tx, _| loop_wake::nothing_until(tx, now()).map(drop)),
    ("held_count", |tx, id| tx.count_held(id).map(drop)),
    ("next", |tx, id| tx.next_waiting(id).map(drop)),
    // The owner's.
    ("planned_deliveries", |tx, id| tx.planned_deliveries(id).map(drop)),
    ("open_deliveries", |tx, id| tx.open_deliveries(id).map(drop)),
    ("slotless_deliveries", |tx, id| tx.slotless_deliveries(id).map(drop)),
    ("list_planned", |tx, _| tx.list_planned(now()).map(drop)),
    ("count_missed", |tx, _| tx.count_in_state(DeliveryState::Missed).map(drop)),
    ("count_scheduled", |tx, _| tx.count_in_state(DeliveryState::Scheduled).map(drop)),
    ("count_unconfirmed", |tx, _| tx.count_in_state(DeliveryState::Unconfirmed).map(drop)),
    ("count_until", |tx, _| tx.count_waiting_until(now()).map(drop)),
    ("unanswered", |tx, _| tx.count_unanswered().map(drop)),
    ("list_held", |tx, _| list(tx, DeliveryFilter { state: Some(DeliveryState::Held), ..ALL })),
    ("list_incident", |tx, _| list(tx, DeliveryFilter { incident: Some(IncidentId(1)), ..ALL })),
    ("original_dues", |tx, id| {
        loop_plan::original_dues(tx, id, now() + TimeDelta::days(27)).map(drop)
    }),
    ("segments_out", |tx, id| tx.segments_out_since(id, yesterday()).map(drop)),
    ("texts_out", |tx, id| before::texts_out(tx, id, (yesterday(), now()), 100).map(drop)),
    ("was_locked", |tx, id| before::was_locked(tx, (id, AppId(1)), (yesterday(), now())).map(drop)),
];

const ALL: DeliveryFilter = DeliveryFilter { state: None, account: None, incident: None };

fn list(tx: &Tx<'_>, filter: DeliveryFilter) -> Result<()> {
    tx.list_deliveries(&filter).map(drop)
}

#[test]
fn a_long_past_costs_no_question_a_step() {
    for (name, question) in QUESTIONS {
        let (short, long) = (steps(10, question), steps(500, question));
        assert!(short > 0, "{name}: nothing was counted");
        assert_eq!(short, long, "{name}");
    }
}

/// Steps of SQLite's machine for a question after so many deliveries that went out.
fn steps(past: i64, question: Question) -> u64 {
    let mut db = connection::memory().unwrap();
    migrate::run(&mut db).unwrap();
    let account = fill(&Tx::new(&db), past).unwrap();
    let counted = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&counted);
    let count = move || {
        counter.fetch_add(1, Ordering::Relaxed);
        false
    };
    db.progress_handler(1, Some(count)).unwrap();
    question(&Tx::new(&db), account).unwrap();
    counted.load(Ordering::Relaxed)
}

fn fill(tx: &Tx<'_>, past: i64) -> Result<AccountId> {
    let (accounts, post) = furnish(tx, 2)?;
    let id = accounts[0];
    for n in 1..=past {
        go_out(tx, post, id, now() - TimeDelta::days(2) - TimeDelta::minutes(n))?;
    }
    // What went out since is the same after every past; a neighbour's does not count.
    for account in accounts {
        go_out(tx, post, account, now() - TimeDelta::hours(20))?;
        go_out(tx, post, account, now() - TimeDelta::hours(2))?;
    }
    Ok(id)
}

/// So many accounts of one app, and a post.
fn furnish(tx: &Tx<'_>, accounts: usize) -> Result<(Vec<AccountId>, PostId)> {
    let app = tx.reserve_app()?;
    let (name, api_base, consumer_key) = ("practice".to_owned(), None, String::new());
    let network = NetworkKind::Practice;
    tx.add_app(
        &NewApp { id: app, network, name, api_base, consumer_key, practice_secret: None },
        now(),
    )?;
    let mut ids = Vec::new();
    for n in 0..accounts {
        let id = tx.reserve_account()?;
        let (handle, rules) = (format!("news{n}"), Rules::default());
        tx.add_account(&NewAccount { id, network, app, user_id: None, handle, rules }, now())?;
        ids.push(id);
    }
    let segment = Segment {
        text: "old".to_owned(),
        media: vec![],
        poll: None,
        reply_settings: ReplySettings::default(),
    };
    Ok((ids, tx.add_post(&[segment], now())?))
}

/// A delivery from its promise to its end.
fn go_out(tx: &Tx<'_>, post: PostId, id: AccountId, at: Timestamp) -> Result<()> {
    let placed = Placed {
        state: DeliveryState::Scheduled,
        timing: Timing::Slot,
        due: Some(at),
        original_due: Some(at),
        slot_at: None,
        incident: None,
        held_at: None,
        reason: None,
        ended_at: None,
    };
    let delivery = tx.add_delivery(post, id, &placed, at)?;
    loop_deliveries::claim(tx, delivery, at)?;
    let intent = Intent {
        account: id,
        delivery: Some(delivery),
        position: 0,
        purpose: Purpose::Post,
        digest: None,
    };
    let attempt = loop_attempts::begin(tx, &intent, at)?;
    loop_attempts::done(tx, attempt, &Evidence::default(), at)?;
    loop_deliveries::last_segment_out(tx, (delivery, id, 0), ("1", "https://x.com/1"), at)?;
    loop_account::went_out(tx, id, at)
}

#[test]
fn a_long_past_adds_next_to_no_page_to_what_many_accounts_write_together() {
    let (short, long) = (pages(10), pages(150));
    assert!(long <= short + 5, "{short} pages after a short past, {long} after a long one");
}

/// The pages that one commit of twenty accounts writes, after so many days on which each posted.
fn pages(days: i64) -> u64 {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("roost.db");
    let mut db = connection::open(&path, Durability::Process).unwrap();
    migrate::run(&mut db).unwrap();
    let all_go_out = |day: i64| {
        let at = now() - TimeDelta::days(day);
        let (accounts, post) = ((1..=20).map(AccountId), PostId(1));
        accounts.into_iter().try_for_each(|id| go_out(&Tx::new(&db), post, id, at)).unwrap();
    };
    db.execute_batch("BEGIN").unwrap();
    furnish(&Tx::new(&db), 20).unwrap();
    (1..=days).rev().for_each(all_go_out);
    db.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE); BEGIN").unwrap();
    all_go_out(0);
    db.execute_batch("COMMIT").unwrap();
    let log = std::fs::metadata(path.with_extension("db-wal")).unwrap().len();
    log / 4096
}
