//! Does a long past slow the loop down? SQLite's own steps are counted for each of the loop's
//! questions: after five hundred deliveries they must be as many as after ten.

use crate::tables::accounts::NewAccount;
use crate::tables::apps::NewApp;
use crate::tables::deliveries::Placed;
use crate::tables::{loop_account, loop_deliveries, loop_incidents, loop_plan, loop_wake};
use crate::{Result, Tx, connection, migrate};
use chrono::{DateTime, TimeDelta};
use roost_domain::Timestamp;
use roost_domain::account::{NetworkKind, Rules};
use roost_domain::delivery::{DeliveryState, Timing};
use roost_domain::ids::{AccountId, AppId};
use roost_domain::post::{ReplySettings, Segment};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

type Question = fn(&Tx<'_>, AccountId) -> Result<()>;

fn now() -> Timestamp {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

const QUESTIONS: [(&str, Question); 15] = [
    ("account", |tx, id| loop_account::loop_account(tx, id).map(drop)),
    ("signs", |tx, id| loop_account::signs(tx, id).map(drop)),
    ("gates", |tx, _| loop_account::gates(tx).map(drop)),
    ("holds", |tx, id| loop_account::holds(tx, id, AppId(1)).map(drop)),
    ("ramp", |tx, id| loop_incidents::running_ramp(tx, id).map(drop)),
    ("first_waiting", |tx, id| loop_deliveries::first_waiting(tx, id, 1).map(drop)),
    ("pinned", |tx, id| loop_deliveries::pinned_before(tx, id, now()).map(drop)),
    ("quiet", |tx, id| loop_deliveries::held_quiet(tx, id).map(drop)),
    ("sending", |tx, id| loop_deliveries::left_sending(tx, id).map(drop)),
    ("doubt", |tx, id| loop_deliveries::oldest_doubt(tx, id).map(drop)),
    ("out_today", |tx, id| {
        loop_deliveries::out_since(tx, id, now() - TimeDelta::days(1)).map(drop)
    }),
    ("planned", |tx, id| loop_plan::planned(tx, id).map(drop)),
    ("idle", |tx, _| loop_wake::nothing_until(tx, now()).map(drop)),
    ("held_count", |tx, id| tx.count_held(id).map(drop)),
    ("next", |tx, id| tx.next_waiting(id).map(drop)),
];

#[test]
fn a_long_past_costs_no_question_of_the_loop_a_step() {
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
    let app = tx.reserve_app()?;
    let (name, api_base, consumer_key) = ("practice".to_owned(), None, String::new());
    let network = NetworkKind::Practice;
    tx.add_app(
        &NewApp { id: app, network, name, api_base, consumer_key, practice_secret: None },
        now(),
    )?;
    let id = tx.reserve_account()?;
    let (handle, rules) = ("news".to_owned(), Rules::default());
    tx.add_account(&NewAccount { id, network, app, user_id: None, handle, rules }, now())?;
    let segment = Segment {
        text: "old".to_owned(),
        media: vec![],
        poll: None,
        reply_settings: ReplySettings::default(),
    };
    let post = tx.add_post(&[segment], now())?;
    for n in 1..=past {
        let at = now() - TimeDelta::days(2) - TimeDelta::minutes(n);
        let placed = Placed {
            state: DeliveryState::Sending,
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
        loop_deliveries::segment_out(tx, (delivery, id, 0), ("1", "https://x.com/1"), at)?;
        loop_deliveries::published(tx, delivery, DeliveryState::Sending, at)?;
    }
    Ok(id)
}
