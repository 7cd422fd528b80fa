//! How does an account stand? Reads its [`Snapshot`] in the turn's own transaction, and lets a ramp
//! end whose last day is over.

use super::Moment;
use crate::lockwatch;
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::decide::snapshot::{Allowance, Gates, Snapshot, Waiting};
use roost_domain::ids::AccountId;
use roost_domain::incident::IncidentState;
use roost_domain::ramp::Ramp;
use roost_domain::slowdown::Slowdown;
use roost_domain::walltime::{day_end, day_of, day_start};
use roost_store::tables::loop_account::{self, LoopAccount};
use roost_store::tables::{loop_deliveries, slowdowns};
use roost_store::{Result, Tx};

/// What a hiccup of this machine may cost, in real seconds: what it costs on a lapsed clock does
/// not count as late.
const HICCUP_SECONDS: f64 = 0.5;

/// An account as a turn sees it.
pub(crate) struct Seen {
    /// What is decided from.
    pub(crate) snapshot: Snapshot,
    /// The running ramp.
    pub(crate) ramp: Option<Ramp>,
}

/// Looks at an account; `None` when it was removed.
pub(crate) fn look_at(tx: &Tx<'_>, id: AccountId, moment: Moment) -> Result<Option<Seen>> {
    let Some(known) = loop_account::loop_account(tx, id)? else { return Ok(None) };
    let LoopAccount { account, disconnected, wait, keys, last_out_at, .. } = known;
    let signs = loop_account::signs(tx, id)?;
    let gates = if signs.gates { loop_account::gates(tx)? } else { Gates::default() };
    let ramp = if signs.ramp { lockwatch::running_ramp(tx, &account, moment.now)? } else { None };
    let holds = if signs.incidents { loop_account::holds(tx, id, account.app)? } else { vec![] };
    let slowed = if signs.slowed { running_slowdown(tx, id, moment.now)? } else { None };
    // A ramp is the narrower of both.
    let allowance = match (&ramp, slowed) {
        (Some(ramp), _) => allowance(tx, ramp, id, moment.now)?,
        (None, Some(slowed)) => allowance(tx, &slowed.as_ramp(account.rules.zone), id, moment.now)?,
        (None, None) => None,
    };
    let verifying = holds.iter().any(|hold| hold.state == IncidentState::Verifying);
    let quiet = if verifying { loop_deliveries::held_quiet(tx, id)? } else { None };
    let out_24h = match account.rules.cap {
        Some(_) => loop_deliveries::out_since(tx, id, moment.now - TimeDelta::hours(24))?,
        None => vec![],
    };
    let first = loop_deliveries::first_waiting(tx, id, 1)?;
    let waiting = match (&allowance, account.rules.cap) {
        (None, None) => first,
        (_, _) => with_pinned(tx, id, first, account.rules.zone, moment.now)?,
    };
    let (left_sending, doubt) = if signs.unsettled {
        (loop_deliveries::left_sending(tx, id)?, loop_deliveries::oldest_doubt(tx, id)?)
    } else {
        (None, None)
    };
    let snapshot = Snapshot {
        gates,
        holds,
        disconnected,
        wait,
        keys,
        last_out_at,
        out_24h,
        allowance,
        slowed,
        left_sending,
        doubt,
        waiting,
        quiet,
        grace: grace(moment.factor),
        account,
    };
    Ok(Some(Seen { snapshot, ramp }))
}

/// The slow-down of an account; one whose time is over ends here.
fn running_slowdown(tx: &Tx<'_>, id: AccountId, now: Timestamp) -> Result<Option<Slowdown>> {
    let Some(slowed) = slowdowns::running(tx, id)? else { return Ok(None) };
    if slowed.holds_at(now) {
        return Ok(Some(slowed));
    }
    slowdowns::end(tx, id, slowed.until)?;
    Ok(None)
}

/// The first waiting delivery and those pinned to today, in order.
fn with_pinned(
    tx: &Tx<'_>,
    id: AccountId,
    first: Vec<Waiting>,
    zone: chrono_tz::Tz,
    now: Timestamp,
) -> Result<Vec<Waiting>> {
    let day_ends = day_end(zone, day_of(zone, now));
    let mut waiting = first;
    for pinned in loop_deliveries::pinned_before(tx, id, day_ends)? {
        if waiting.iter().all(|known| known.delivery != pinned.delivery) {
            waiting.push(pinned);
        }
    }
    Ok(waiting)
}

fn allowance(
    tx: &Tx<'_>,
    ramp: &Ramp,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<Allowance>> {
    let Some(allowed) = ramp.allowance_at(now) else { return Ok(None) };
    let day = day_of(ramp.zone, now);
    let (begins, day_ends) = (day_start(ramp.zone, day), day_end(ramp.zone, day));
    let out = loop_deliveries::posts_out_between(tx, account, begins, day_ends)?;
    Ok(Some(Allowance { left_today: allowed.saturating_sub(out), day_ends }))
}

/// What a lapsed clock adds to the late limit: ten real seconds. A busy machine may stand still for
/// two, which at a week in ten seconds is more than a day; a practice post must not be missed for
/// that. Nothing in real time.
pub(crate) fn patience(factor: f64) -> TimeDelta {
    grace(factor) * 20
}

/// Nothing in real time.
pub(crate) fn grace(factor: f64) -> TimeDelta {
    if factor <= 1.0 {
        return TimeDelta::zero();
    }
    TimeDelta::milliseconds((HICCUP_SECONDS * 1000.0 * factor) as i64)
}
