//! What is an account's one next step? [`decide`] turns a [`Snapshot`] and the time into a
//! [`Step`]. It does nothing itself: the engine acts, writes down what came of it, and asks again.
//!
//! The order of the questions is the order of safety: what may already be out comes before what is
//! held, what is held before what waits, and what waits before what is due.

pub mod snapshot;
pub mod why;

#[cfg(test)]
mod tests;

use crate::Timestamp;
use crate::catchup::SIMPLY_LATE;
use crate::delivery::Timing;
use crate::ids::{DeliveryId, IncidentId};
use crate::incident::IncidentState;
use crate::plan::{CapOpening, cap_opens_at};
use chrono::TimeDelta;
use snapshot::{Hold, Snapshot, Waiting};
use why::Why;

/// Up to so late a time that the owner chose is kept against the gap; a delivery later than this
/// was late for a reason outside the account, and goes out in order, at the gap.
pub const CHOSEN_HOLDS: TimeDelta = TimeDelta::minutes(2);

/// So long before the first due delivery the keys are checked (product rule).
pub const KEY_CHECK_AHEAD: TimeDelta = TimeDelta::hours(1);

/// At most one key check in so long, and none if a signed request succeeded within it.
pub const KEY_CHECK_EVERY: TimeDelta = TimeDelta::hours(24);

/// One step of one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A delivery stands as sending although nobody sends it: its answer is lost.
    Doubt(DeliveryId),
    /// Waiting deliveries stand on a held account: hold them.
    HoldWaiting(IncidentId),
    /// Ask the network whether the account is usable again.
    Probe(IncidentId),
    /// Read the account's own posts for a delivery in doubt.
    Read(DeliveryId),
    /// Deliveries are late beyond the ten minutes: the catch-up policy decides.
    CatchUp,
    /// Today's allowance is used up, or a slow-down's gap is not over: move what is planned above
    /// it to later.
    Replan,
    /// The cap is reached: this one waits until then, and the wait does not count as late.
    Postpone(DeliveryId, Timestamp),
    /// Check quietly that the keys work.
    KeyCheck,
    /// Send this delivery.
    Send(DeliveryId),
    /// Nothing now.
    Rest {
        /// When to ask again; `None`: only a change can matter.
        until: Option<Timestamp>,
        /// Why nothing goes out.
        why: Why,
    },
}

/// The account's one next step.
pub fn decide(snapshot: &Snapshot, now: Timestamp) -> Step {
    if let Some(delivery) = snapshot.left_sending {
        return Step::Doubt(delivery);
    }
    if let Some(rest) = stopped_by_owner(snapshot, now) {
        return rest;
    }
    if let Some(step) = held(snapshot, now) {
        return step;
    }
    if let Some(step) = reconciling(snapshot, now) {
        return step;
    }
    if let Some(wait) = snapshot.wait
        && now < wait.until
    {
        let why = Why::NetworkWait { until: wait.until, reason: wait.reason };
        return Step::Rest { until: Some(wait.until), why };
    }
    let Some(first) = snapshot.waiting.first() else {
        return Step::Rest { until: None, why: Why::NothingPlanned };
    };
    waiting(snapshot, first, now)
}

fn stopped_by_owner(snapshot: &Snapshot, now: Timestamp) -> Option<Step> {
    let rest = |until, why| Some(Step::Rest { until, why });
    if snapshot.gates.unconfirmed_folder {
        return rest(None, Why::UnconfirmedFolder);
    }
    if snapshot.gates.clock_doubt {
        return rest(None, Why::ClockDoubt);
    }
    if snapshot.gates.paused_all {
        return rest(None, Why::PausedAll);
    }
    if snapshot.disconnected {
        return rest(None, Why::Disconnected);
    }
    match snapshot.account.pause {
        Some(pause) if pause.holds_at(now) => rest(pause.until, Why::Paused { until: pause.until }),
        Some(_) | None => None,
    }
}

/// Under several incidents the account is held until the last lets go; the quiet post goes only
/// when the one that is verifying is the only one left.
fn held(snapshot: &Snapshot, now: Timestamp) -> Option<Step> {
    let first = snapshot.holds.first()?;
    if !snapshot.waiting.is_empty() {
        return Some(Step::HoldWaiting(first.incident));
    }
    let due_probe = snapshot.holds.iter().find(|hold| hold.probe_at.is_some_and(|at| at <= now));
    if let Some(hold) = due_probe {
        return Some(Step::Probe(hold.incident));
    }
    let only_verifying = snapshot.holds.iter().all(|h| h.state == IncidentState::Verifying);
    if only_verifying {
        // The probe said usable: now it may be looked whether the post in doubt is out.
        if let Some(step) = reconciling(snapshot, now) {
            return Some(step);
        }
        if let Some(quiet) = &snapshot.quiet {
            return Some(quiet_post(snapshot, quiet, now));
        }
        let why = Why::WaitsForResume { incident: first.incident };
        return Some(Step::Rest { until: None, why });
    }
    let next_probe = snapshot.holds.iter().filter_map(|hold| hold.probe_at).min();
    let Hold { incident, kind, probe_at, .. } = *first;
    Some(Step::Rest { until: next_probe, why: Why::Held { incident, kind, probe_at } })
}

fn quiet_post(snapshot: &Snapshot, quiet: &Waiting, now: Timestamp) -> Step {
    if let Some(wait) = snapshot.wait
        && now < wait.until
    {
        let why = Why::NetworkWait { until: wait.until, reason: wait.reason };
        return Step::Rest { until: Some(wait.until), why };
    }
    // After an unlock of one incident the quiet post of another may be the next.
    match cap_opening(snapshot, quiet, now) {
        CapOpening::Open => {}
        CapOpening::At(until) => {
            return Step::Rest { until: Some(until), why: Why::Cap { until: Some(until) } };
        }
        CapOpening::Never { .. } => {
            return Step::Rest { until: None, why: Why::Cap { until: None } };
        }
    }
    match quiet.not_before {
        Some(at) if now < at => {
            Step::Rest { until: Some(at), why: Why::Retry { delivery: quiet.delivery, at } }
        }
        // Where no held text makes sense today, the first that will is the quiet one, at its time.
        Some(_) | None if now < quiet.due => {
            let why = Why::NotDue { due: quiet.due };
            Step::Rest { until: Some(quiet.due), why }
        }
        Some(_) | None => Step::Send(quiet.delivery),
    }
}

fn reconciling(snapshot: &Snapshot, now: Timestamp) -> Option<Step> {
    let doubt = snapshot.doubt?;
    if doubt.read_at <= now {
        return Some(Step::Read(doubt.delivery));
    }
    let why = Why::Reconciling { delivery: doubt.delivery, read_at: doubt.read_at };
    Some(Step::Rest { until: Some(doubt.read_at), why })
}

fn waiting(snapshot: &Snapshot, first: &Waiting, now: Timestamp) -> Step {
    if now < first.due {
        return ahead_of_due(snapshot, first, now);
    }
    let room = room(snapshot, first, now);
    if let Room::CapUntil(until) = room {
        return match until {
            Some(at) if first.not_before.is_none_or(|before| before < at) => {
                Step::Postpone(first.delivery, at)
            }
            Some(_) | None => Step::Rest { until, why: Why::Cap { until } },
        };
    }
    let next = if let Room::For(next) = room { next } else { first };
    if let Some(at) = next.not_before
        && now < at
    {
        let why = Why::Retry { delivery: next.delivery, at };
        return Step::Rest { until: Some(at), why };
    }
    if now - next.due - next.excused > SIMPLY_LATE + snapshot.grace {
        return Step::CatchUp;
    }
    match room {
        Room::For(next) => at_the_gap(snapshot, next, now),
        Room::NoneToday | Room::CapUntil(_) => Step::Replan,
    }
}

fn ahead_of_due(snapshot: &Snapshot, first: &Waiting, now: Timestamp) -> Step {
    let known_good = [snapshot.keys.signed_ok_at, snapshot.keys.checked_at]
        .into_iter()
        .flatten()
        .max()
        .map(|at| at + KEY_CHECK_EVERY);
    let ahead = first.due - KEY_CHECK_AHEAD;
    // The check falls an hour ahead of the delivery, or later, when the day since the last signed
    // request ends; if that is after the delivery it is not needed.
    let check_at = known_good.map_or(ahead, |free| free.max(ahead));
    if check_at <= now {
        return Step::KeyCheck;
    }
    let until = first.due.min(check_at);
    Step::Rest { until: Some(until), why: Why::NotDue { due: first.due } }
}

/// Whether, and for which delivery, cap and ramp leave room.
enum Room<'a> {
    For(&'a Waiting),
    CapUntil(Option<Timestamp>),
    NoneToday,
}

/// Cap and ramp count what went out; pinned deliveries go first: what they will need later today
/// is not given to others, and a due one passes an earlier delivery that must wait.
fn room<'a>(snapshot: &'a Snapshot, first: &'a Waiting, now: Timestamp) -> Room<'a> {
    let fits = |next: &Waiting| cap_opening(snapshot, next, now) == CapOpening::Open;
    let allowed = |next: &Waiting| {
        snapshot.allowance.is_none_or(|today| {
            let reserved = pinned_later(snapshot, next, today.day_ends);
            today.left_today > reserved
        })
    };
    if fits(first) && allowed(first) {
        return Room::For(first);
    }
    let pinned = snapshot.waiting.iter().find(|next| {
        next.timing == Timing::Pinned
            && next.due <= now
            && next.not_before.is_none_or(|at| at <= now)
            && fits(next)
            && allowed(next)
    });
    if let Some(pinned) = pinned {
        return Room::For(pinned);
    }
    match cap_opening(snapshot, first, now) {
        CapOpening::At(until) => Room::CapUntil(Some(until)),
        // It is above the cap all by itself, and waits for the owner to raise it.
        CapOpening::Never { .. } => Room::CapUntil(None),
        CapOpening::Open => Room::NoneToday,
    }
}

/// How many pinned deliveries other than `next` still come before the day ends; none are kept
/// free for when `next` is pinned itself.
fn pinned_later(snapshot: &Snapshot, next: &Waiting, day_ends: Timestamp) -> u32 {
    if next.timing == Timing::Pinned {
        return 0;
    }
    let later = snapshot
        .waiting
        .iter()
        .filter(|other| other.timing == Timing::Pinned && other.due < day_ends);
    later.count() as u32
}

fn cap_opening(snapshot: &Snapshot, next: &Waiting, now: Timestamp) -> CapOpening {
    cap_opens_at(&snapshot.out_24h, snapshot.account.rules.cap, next.segments_left, now)
}

fn at_the_gap(snapshot: &Snapshot, next: &Waiting, now: Timestamp) -> Step {
    let kept_against_gap = match next.timing {
        Timing::Slot => false,
        Timing::Chosen | Timing::Pinned => now - next.due <= CHOSEN_HOLDS + snapshot.grace,
    };
    if let Some(last) = snapshot.last_out_at
        && !kept_against_gap
    {
        let free = last + snapshot.account.rules.gap;
        if now < free {
            return Step::Rest { until: Some(free), why: Why::Gap { until: free } };
        }
        // Only the slow-down holds it back: it moves, so that it never counts as late for that.
        if let Some(slowed) = snapshot.slowed.filter(|slowed| slowed.holds_at(now))
            && now < last + slowed.rules(&snapshot.account.rules).gap
        {
            return Step::Replan;
        }
    }
    Step::Send(next.delivery)
}
