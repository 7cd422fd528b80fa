//! What does an account do next? One [`turn`]: in a single transaction what came of the last errand
//! is written down, the account is looked at, [`decide`] says the step, and the step's promise is
//! written down. So the result is on disk before the next delivery starts, and the promise before
//! its first byte leaves, in one durable commit that accounts share.

pub(crate) mod errand;
mod look;
mod publish;
mod read;
mod replan;

pub(crate) use look::look_at;

use crate::events::Event;
use crate::lockwatch;
use errand::{About, Ask, Done, Errand, Turned};
use roost_domain::Timestamp;
use roost_domain::decide::why::Why;
use roost_domain::decide::{Step, decide};
use roost_domain::delivery::DeliveryState;
use roost_domain::ids::{AccountId, IncidentId};
use roost_domain::ramp::Ramp;
use roost_domain::walltime::{day_end, day_of};
use roost_store::tables::loop_attempts::{self, Intent, Purpose};
use roost_store::tables::{casefile, loop_account, loop_deliveries};
use roost_store::{Result, Tx};

/// What a turn is given from outside of the transaction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// The time.
    pub(crate) now: Timestamp,
    /// How much of the clock's time passes in a real second.
    pub(crate) factor: f64,
    /// A random number.
    pub(crate) dice: u64,
}

/// No account needs more steps than this without an errand; one that does is put to rest for a
/// minute, so that a mistake of ours can't keep the database busy.
const MOST_STEPS: usize = 64;

/// One turn of an account, inside a transaction. Facts to publish after the commit go to `facts`.
pub(crate) fn turn(
    tx: &Tx<'_>,
    account: AccountId,
    done: Done,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<Turned> {
    if let Some(errand) = settle(tx, account, done, moment, facts)? {
        return Ok(Turned::Go(errand));
    }
    let mut why = Why::NothingPlanned;
    for _ in 0..MOST_STEPS {
        let Some(seen) = look_at(tx, account, moment)? else { return Ok(Turned::Gone) };
        let step = decide(&seen.snapshot, moment.now);
        match take(tx, &seen, step, moment, facts)? {
            Taken::Errand(errand) => return Ok(Turned::Go(errand)),
            Taken::Rest { until, why } => return Ok(Turned::Rest { until, why }),
            Taken::Moved => {}
        }
        if let Step::Rest { why: reason, .. } = step {
            why = reason;
        }
    }
    tracing::error!(account = %account, "an account took {MOST_STEPS} steps in one turn");
    let until = Some(moment.now + chrono::TimeDelta::minutes(1));
    Ok(Turned::Rest { until, why })
}

/// Only writes down what came of the last errand: the loop is stopping, nothing more is claimed. A
/// thread that would go on waits for the next start.
pub(crate) fn settle_only(
    tx: &Tx<'_>,
    account: AccountId,
    done: Done,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    match settle(tx, account, done, moment, facts)? {
        Some(Errand::Publish(next)) => publish::put_off(tx, &next, moment),
        Some(Errand::Read(_) | Errand::Ask(_)) | None => Ok(()),
    }
}

enum Taken {
    Errand(Errand),
    Rest { until: Option<Timestamp>, why: Why },
    Moved,
}

fn settle(
    tx: &Tx<'_>,
    account: AccountId,
    done: Done,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<Option<Errand>> {
    match done {
        Done::Nothing => Ok(None),
        Done::Published(publish, result) => {
            publish::settle(tx, account, &publish, result, moment, facts)
        }
        Done::Read(read, result) => {
            read::settle(tx, account, &read, result, moment, facts)?;
            Ok(None)
        }
        Done::Asked(ask, result) => {
            lockwatch::settle_answer(tx, ask, result, moment, facts)?;
            Ok(None)
        }
    }
}

fn take(
    tx: &Tx<'_>,
    seen: &look::Seen,
    step: Step,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<Taken> {
    let account = seen.snapshot.account.id;
    match step {
        Step::Doubt(delivery) => {
            publish::leave_in_doubt(tx, seen, delivery, moment)?;
            facts.push(Event::Unconfirmed(delivery));
            Ok(Taken::Moved)
        }
        Step::HoldWaiting(incident) => {
            loop_deliveries::hold_waiting(tx, account, incident, moment.now)?;
            facts.push(Event::Held(account, incident));
            Ok(Taken::Moved)
        }
        Step::Probe(incident) => ask(tx, account, About::Incident(incident), moment),
        Step::KeyCheck => ask(tx, account, About::Keys, moment),
        Step::Read(delivery) => {
            Ok(Taken::Errand(Errand::Read(read::begin(tx, account, delivery, moment)?)))
        }
        Step::CatchUp => {
            replan::catch_up(tx, seen, moment, facts)?;
            Ok(Taken::Moved)
        }
        Step::Replan => {
            replan::above_allowance(tx, seen, moment, facts)?;
            Ok(Taken::Moved)
        }
        Step::Postpone(delivery, until) => {
            loop_deliveries::postpone(tx, delivery, until, moment.now)?;
            Ok(Taken::Moved)
        }
        Step::Send(delivery) => {
            let progress = loop_deliveries::claim(tx, delivery, moment.now)?;
            let next = publish::begin_next(tx, account, delivery, progress, moment.now)?;
            if let Some(publish) = next {
                return Ok(Taken::Errand(Errand::Publish(publish)));
            }
            // Every segment is out already: the word of the last one got lost.
            loop_deliveries::published(tx, delivery, DeliveryState::Sending, moment.now)?;
            facts.push(Event::Published(delivery));
            Ok(Taken::Moved)
        }
        Step::Rest { until, why } => {
            let until = [until, seen.ramp.as_ref().map(ramp_is_over)].into_iter().flatten().min();
            Ok(Taken::Rest { until, why })
        }
    }
}

/// The end of a ramp's last day: then the account is looked at, so that the ramp ends, and its incident
/// with it, even where nothing is left to send.
fn ramp_is_over(ramp: &Ramp) -> Timestamp {
    let last_moment = ramp.ends_at() - chrono::TimeDelta::milliseconds(1);
    day_end(ramp.zone, day_of(ramp.zone, last_moment))
}

fn ask(tx: &Tx<'_>, account: AccountId, about: About, moment: Moment) -> Result<Taken> {
    Ok(Taken::Errand(Errand::Ask(begin_question(tx, account, about, moment.now)?)))
}

/// Promises a question who the keys belong to.
pub(crate) fn begin_question(
    tx: &Tx<'_>,
    account: AccountId,
    about: About,
    now: Timestamp,
) -> Result<Ask> {
    let purpose = match about {
        About::Keys => {
            loop_account::keys_checked(tx, account, now)?;
            Purpose::KeyCheck
        }
        About::Incident(incident) => {
            no_second_look(tx, incident)?;
            casefile::looking(tx, incident, now)?;
            Purpose::Probe
        }
        About::Unlocked(incident) => {
            casefile::looking(tx, incident, now)?;
            Purpose::Probe
        }
    };
    let intent = Intent { account, delivery: None, position: 0, purpose, digest: None };
    Ok(Ask { attempt: loop_attempts::begin(tx, &intent, now)?, account, about })
}

/// A look that is promised is not promised again, whatever becomes of it: silence is kept even
/// through a crash between the promise and the answer.
fn no_second_look(tx: &Tx<'_>, incident: IncidentId) -> Result<()> {
    roost_store::tables::loop_incidents::set_probe_at(tx, incident, None)
}
