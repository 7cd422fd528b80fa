//! What becomes of deliveries that are late, after sleep, a closed app or a lost network?
//!
//! Rules (product words, section 'The posting loop', 6): up to ten minutes late simply goes out, in
//! order, at the gap; beyond that the account's policy decides; what is older than its late limit
//! is missed and waits for the owner. Held time and time spent reconciling do not count.

use crate::Timestamp;
use crate::account::CatchUp;
use crate::delivery::Timing;
use crate::ids::DeliveryId;
use crate::plan::{Timetable, first_free_from, next_free, split_draw};
use crate::walltime::day_of;
use chrono::TimeDelta;

/// Up to so late a delivery simply goes out (product words, section 'The posting loop', 6).
pub const SIMPLY_LATE: TimeDelta = TimeDelta::minutes(10);

/// Without slots moved deliveries are at least so far apart (the same rule).
pub const SPREAD_APART: TimeDelta = TimeDelta::minutes(15);

/// A delivery whose time has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Late {
    /// Which one.
    pub id: DeliveryId,
    /// When it should have gone out.
    pub due: Timestamp,
    /// By how much it is late, without time it was held and time spent reconciling.
    pub late_by: TimeDelta,
    /// How its time came about.
    pub timing: Timing,
}

/// What becomes of one late delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CatchUpStep {
    /// It goes out now, in order, at the gap.
    Go(DeliveryId),
    /// It gets a new time.
    Move {
        /// Which one.
        id: DeliveryId,
        /// Its new time.
        due: Timestamp,
    },
    /// It waits for the owner.
    Miss {
        /// Which one.
        id: DeliveryId,
        /// Why.
        why: MissReason,
    },
}

/// Why a late delivery waits for the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissReason {
    /// It is older than the account's late limit.
    TooOld,
    /// The policy is to ask.
    Asked,
    /// The policy is only today's, and it was due on an earlier day.
    NotToday,
}

/// What a catch-up is decided from, beside the late deliveries.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The account's slots and rules.
    pub timetable: Timetable<'a>,
    /// The account's other planned times and its last published one, sorted.
    pub taken: &'a [Timestamp],
    /// Added to the ten minutes and to the late limit: zero, save in time-lapse, where a real
    /// hiccup costs much lapsed time.
    pub grace: TimeDelta,
    /// The time.
    pub now: Timestamp,
    /// Any number; the jitter of slots is drawn from it.
    pub draw: u64,
}

/// A step for every late delivery, in the order in which they take effect: what goes out now, then
/// what moved, by new time, then what waits for the owner.
///
/// `late` is in due order, equal times in stable order. Pinned ones are placed before the others;
/// among themselves those that go keep their order, and so do those that move. A delivery that is
/// only a little late does not wait behind one that moves: 'simply goes out' has no exception, and
/// the moved one has a new due time.
pub fn catch_up(late: &[Late], situation: &Situation<'_>) -> Vec<CatchUpStep> {
    let (pinned, others): (Vec<&Late>, Vec<&Late>) =
        late.iter().partition(|one| one.timing == Timing::Pinned);
    let (mut go, mut to_move, mut missed) = (Vec::new(), Vec::new(), Vec::new());
    for one in pinned.into_iter().chain(others) {
        match fate(one, situation) {
            Fate::Goes => go.push(CatchUpStep::Go(one.id)),
            Fate::Moves => to_move.push(one.id),
            Fate::Waits(why) => missed.push(CatchUpStep::Miss { id: one.id, why }),
        }
    }
    let moved = spread(&to_move, go.len(), situation);
    go.into_iter().chain(moved).chain(missed).collect()
}

enum Fate {
    Goes,
    Moves,
    Waits(MissReason),
}

fn fate(late: &Late, situation: &Situation<'_>) -> Fate {
    let Situation { timetable, grace, now, .. } = situation;
    let rules = timetable.rules;
    // The late limit first: an owner may set it below ten minutes.
    if late.late_by > rules.late_limit + *grace {
        return Fate::Waits(MissReason::TooOld);
    }
    if late.late_by <= SIMPLY_LATE + *grace {
        return Fate::Goes;
    }
    match rules.catch_up {
        CatchUp::Ask => Fate::Waits(MissReason::Asked),
        CatchUp::Today if day_of(rules.zone, late.due) < day_of(rules.zone, *now) => {
            Fate::Waits(MissReason::NotToday)
        }
        CatchUp::Today | CatchUp::Spread => Fate::Moves,
    }
}

/// New times in order: over the next slots; without slots one per gap, at least 15 minutes apart.
/// They begin after the `going` deliveries that go out now, a gap apart.
fn spread(ids: &[DeliveryId], going: usize, situation: &Situation<'_>) -> Vec<CatchUpStep> {
    let rules = situation.timetable.rules;
    let apart = rules.gap.max(SPREAD_APART);
    let mut taken = situation.taken.to_vec();
    let mut last_going = None;
    for _ in 0..going {
        let from = last_going.map_or(situation.now, |last| last + rules.gap);
        let at = first_free_from(from, rules.gap, &taken);
        insert_sorted(&mut taken, at);
        last_going = Some(at);
    }
    let mut after = last_going.unwrap_or(situation.now);
    let mut earliest = last_going.map_or(situation.now, |last| last + apart);
    let mut steps = Vec::with_capacity(ids.len());
    for &id in ids {
        let draw = split_draw(situation.draw, id.0.unsigned_abs());
        let due = match next_free(&situation.timetable, &taken, after, draw) {
            Some(assigned) => assigned.due,
            None => first_free_from(earliest, rules.gap, &taken),
        };
        insert_sorted(&mut taken, due);
        after = due;
        earliest = due + apart;
        steps.push(CatchUpStep::Move { id, due });
    }
    steps
}

/// Puts a time where it belongs in a sorted list.
pub(crate) fn insert_sorted(times: &mut Vec<Timestamp>, at: Timestamp) {
    times.insert(times.partition_point(|time| *time <= at), at);
}
