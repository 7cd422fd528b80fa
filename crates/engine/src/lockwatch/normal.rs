//! How many posts a day were an account's own normal before an incident? Its days are read from what
//! went out and from what held it; the domain finds the baseline in them.

use chrono::{Days, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use roost_domain::Timestamp;
use roost_domain::account::Account;
use roost_domain::ids::IncidentId;
use roost_domain::ramp::{Baseline, Day, Earlier, Follows};
use roost_domain::walltime::{day_end, day_of, day_start};
use roost_store::tables::loop_incidents::{self, LoopIncident, RampRow};
use roost_store::tables::loop_plan;
use roost_store::{Result, Tx};
use std::collections::BTreeMap;

/// So many free days are enough: 28 before a surge in the last 14, and the lock's own.
const ENOUGH: usize = 43;

/// Holds and ramps push the free days back; what was normal half a year ago is not looked for.
const LOOK_BACK: u64 = 180;

/// The ramp that an account had before, and when it ended.
pub(super) type EarlierRamp = (RampRow, Option<Timestamp>);

/// Posts a day before the surge that preceded an incident; see [`Baseline::at_lock`].
pub(super) fn baseline(
    tx: &Tx<'_>,
    account: &Account,
    incident: &LoopIncident,
    earlier: Option<&EarlierRamp>,
    now: Timestamp,
) -> Result<Baseline> {
    let zone = account.rules.zone;
    let calendar = Calendar::read(tx, account, incident)?;
    let out = loop_plan::out(tx, account.id, day_start(zone, calendar.first_wanted()))?;
    let mut counts = BTreeMap::<NaiveDate, u32>::new();
    for post in out.iter().filter(|post| post.at <= incident.opened_at) {
        *counts.entry(day_of(zone, post.at)).or_default() += 1;
    }
    let days: Vec<Day> = counts.first_key_value().map_or_else(Vec::new, |(first, _)| {
        let until_lock = first.iter_days().take_while(|day| *day <= calendar.lock_day);
        let count = |day: NaiveDate| counts.get(&day).copied().unwrap_or(0);
        until_lock
            .map(|day| if calendar.is_free(day) { Day::Free(count(day)) } else { Day::Bound })
            .collect()
    });
    let earlier = earlier.map(|(row, ended)| Earlier {
        baseline: Baseline { thousandths: u64::from(row.baseline_milli) },
        free_days_since: ended.map_or(0, |ended| calendar.free_days_since(day_of(zone, ended))),
        follows: incident.relock_of.map_or(Follows::ByItself, |_| Follows::AsRepeat),
    });
    Ok(Baseline::at_lock(&days, planned_per_day(tx, account, now)?, earlier))
}

/// Posts a day of an account at an incident of another one: what is normal for it by itself.
pub(crate) fn normal_of(
    tx: &Tx<'_>,
    account: &Account,
    elsewhere: IncidentId,
    now: Timestamp,
) -> Result<Baseline> {
    let mut incident = loop_incidents::loop_incident(tx, elsewhere)?;
    incident.opened_at = now;
    incident.relock_of = None;
    baseline(tx, account, &incident, None, now)
}

/// Which days before a lock were the account's own.
struct Calendar {
    zone: Tz,
    lock_day: NaiveDate,
    /// When other incidents held it or kept it on a ramp; what lasts to this day has no end.
    bound: Vec<(Timestamp, Option<Timestamp>)>,
}

impl Calendar {
    fn read(tx: &Tx<'_>, account: &Account, incident: &LoopIncident) -> Result<Self> {
        let zone = account.rules.zone;
        let lock_day = day_of(zone, incident.opened_at);
        let since = day_start(zone, lock_day - Days::new(LOOK_BACK));
        let of = (account.id, account.app);
        let bound = loop_incidents::bound_spans(tx, of, incident.id, since)?;
        Ok(Self { zone, lock_day, bound })
    }

    fn is_free(&self, day: NaiveDate) -> bool {
        let (start, end) = (day_start(self.zone, day), day_end(self.zone, day));
        let reaches = |(opened, closed): &(Timestamp, Option<Timestamp>)| {
            *opened < end && closed.is_none_or(|closed| closed >= start)
        };
        !self.bound.iter().any(reaches)
    }

    /// The day from which on enough days are free.
    fn first_wanted(&self) -> NaiveDate {
        let back = (0..LOOK_BACK).map(|back| self.lock_day - Days::new(back));
        let mut free = back.filter(|day| self.is_free(*day));
        free.nth(ENOUGH - 1).unwrap_or(self.lock_day - Days::new(LOOK_BACK))
    }

    /// How many free days lie between a day and that of the lock.
    fn free_days_since(&self, day: NaiveDate) -> usize {
        let between = day.iter_days().skip(1).take_while(|day| *day < self.lock_day);
        between.take(LOOK_BACK as usize).filter(|day| self.is_free(*day)).count()
    }
}

/// What was and is planned, from a week ago on, a day.
fn planned_per_day(tx: &Tx<'_>, account: &Account, now: Timestamp) -> Result<Baseline> {
    let dues = loop_plan::original_dues(tx, account.id, now - TimeDelta::days(7))?;
    let (Some(first), Some(last)) = (dues.first(), dues.last()) else {
        return Ok(Baseline { thousandths: 1000 });
    };
    let zone = account.rules.zone;
    let days = (day_of(zone, *last) - day_of(zone, *first)).num_days() + 1;
    Ok(Baseline::planned(dues.len() as u64, days as u64))
}
