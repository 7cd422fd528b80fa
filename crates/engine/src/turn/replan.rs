//! Where do deliveries go whose time can't be kept? The catch-up policy for what is late, and the
//! ramp, or a slow-down, for what is above the day's allowance. Nothing is dropped, order is kept.

use super::Moment;
use super::look::{Seen, patience};
use crate::events::Event;
use crate::timetable;
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::catchup::{CatchUpStep, Late, Situation, catch_up as decide_catch_up};
use roost_domain::ids::DeliveryId;
use roost_domain::plan::Timetable;
use roost_domain::walltime::{day_end, day_of, wall_time};
use roost_domain::wayback::{Decision, Out, QuietPick, WayBack, preview};
use roost_store::tables::loop_deliveries;
use roost_store::tables::loop_plan::{self, PlannedRow};
use roost_store::{Result, Tx};

/// Deliveries that are late beyond the ten minutes get new times, or wait for the owner.
pub(super) fn catch_up(
    tx: &Tx<'_>,
    seen: &Seen,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let account = &seen.snapshot.account;
    let planned = loop_plan::planned(tx, account.id)?;
    let slots = timetable::slots(tx, account.id)?;
    let (late, later): (Vec<&PlannedRow>, Vec<&PlannedRow>) =
        planned.iter().partition(|row| row.waiting.due <= moment.now);
    let mut taken: Vec<Timestamp> = later.iter().map(|row| row.waiting.due).collect();
    taken.extend(seen.snapshot.last_out_at);
    taken.sort_unstable();
    let late: Vec<Late> = late
        .iter()
        .map(|row| Late {
            id: row.waiting.delivery,
            due: row.waiting.due,
            late_by: moment.now - row.waiting.due - row.waiting.excused,
            timing: row.waiting.timing,
        })
        .collect();
    let mut rules = account.rules.clone();
    rules.late_limit += patience(moment.factor);
    let situation = Situation {
        timetable: Timetable { slots: &slots, rules: &rules, category: None },
        taken: &taken,
        grace: seen.snapshot.grace,
        now: moment.now,
        draw: moment.dice,
    };
    for step in decide_catch_up(&late, &situation) {
        match step {
            CatchUpStep::Go(_) => {}
            CatchUpStep::Move { id, due } => {
                loop_deliveries::move_due(tx, id, due, "catch_up")?;
                facts.push(Event::Moved(id));
            }
            CatchUpStep::Miss { id, .. } => {
                loop_deliveries::missed(tx, id, "late")?;
                facts.push(Event::Missed(id));
            }
        }
    }
    Ok(())
}

/// The day's allowance is used up, or a slow-down's gap is not over: everything that waits is laid out
/// anew along the ramp, or under the slow-down.
pub(super) fn above_allowance(
    tx: &Tx<'_>,
    seen: &Seen,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let account = &seen.snapshot.account;
    let planned = loop_plan::planned(tx, account.id)?;
    let texts: Vec<String> = planned.iter().map(|row| row.text.clone()).collect();
    let waiting: Vec<roost_domain::wayback::Waiting<'_>> =
        planned.iter().zip(&texts).map(|(row, text)| row.on_the_way_back(text)).collect();
    let slots = timetable::slots(tx, account.id)?;
    let published: Vec<Out> = loop_plan::out(tx, account.id, moment.now - TimeDelta::days(2))?;
    let slowed = seen.snapshot.slowed.filter(|slowed| slowed.holds_at(moment.now));
    let rules = slowed.map_or_else(|| account.rules.clone(), |slowed| slowed.rules(&account.rules));
    let zone = account.rules.zone;
    let slow_ramp = slowed.filter(|_| seen.ramp.is_none()).map(|slowed| slowed.as_ramp(zone));
    let Some(ramp) = seen.ramp.as_ref().or(slow_ramp.as_ref()) else { return Ok(()) };
    let word = if slow_ramp.is_some() { "slowed" } else { "ramp" };
    let lines = preview(&WayBack {
        waiting: &waiting,
        timetable: Timetable { slots: &slots, rules: &rules, category: None },
        ramp,
        published: &published,
        quiet: QuietPick::Without,
        now: moment.now,
        draw: moment.dice,
    });
    for line in lines {
        match (line.decision, line.new) {
            (Decision::Move, Some(due)) => {
                loop_deliveries::move_due(tx, line.id, due, word)?;
                facts.push(Event::Moved(line.id));
            }
            (Decision::PickedOut(_), _) if Some(line.id) == first(seen) => {
                loop_deliveries::missed(tx, line.id, "stale")?;
                facts.push(Event::Missed(line.id));
            }
            (Decision::Quiet | Decision::Keep | Decision::PickedOut(_) | Decision::Move, _) => {}
        }
    }
    leave_today(tx, seen, moment, word)
}

fn first(seen: &Seen) -> Option<DeliveryId> {
    seen.snapshot.waiting.first().map(|waiting| waiting.delivery)
}

/// The first in line must not stay due today once nothing more may go out today: if the preview
/// kept it (its count of today and ours differ by a post that went out meanwhile), it moves to the
/// same time tomorrow.
fn leave_today(tx: &Tx<'_>, seen: &Seen, moment: Moment, word: &str) -> Result<()> {
    let Some(before) = seen.snapshot.waiting.first() else { return Ok(()) };
    let now_first = loop_deliveries::first_waiting(tx, seen.snapshot.account.id, 1)?;
    let Some(after) = now_first.first() else { return Ok(()) };
    if after.delivery != before.delivery || after.due > moment.now {
        return Ok(());
    }
    let zone = seen.snapshot.account.rules.zone;
    let tomorrow = day_end(zone, day_of(zone, moment.now));
    let time_of_day =
        wall_time(zone, after.due).time().signed_duration_since(chrono::NaiveTime::MIN);
    loop_deliveries::move_due(tx, after.delivery, tomorrow + time_of_day, word)
}
