//! How does posting come back? The quiet post begins the ramp and lets the queue go; a warning steps
//! the ramp back; its last day closes the incident.

use crate::events::Event;
use crate::turn::Moment;
use roost_domain::Timestamp;
use roost_domain::account::Account;
use roost_domain::ids::{DeliveryId, IncidentId};
use roost_domain::incident::IncidentState;
use roost_domain::ramp::{Baseline, Ramp};
use roost_store::tables::loop_deliveries;
use roost_store::tables::loop_incidents::{self, RampRow};
use roost_store::{Result, Tx};

/// The running ramp of an account. One whose last day is over ends here, and closes its incident.
pub(crate) fn running_ramp(tx: &Tx<'_>, account: &Account, now: Timestamp) -> Result<Option<Ramp>> {
    let Some(row) = loop_incidents::running_ramp(tx, account.id)? else { return Ok(None) };
    let ramp = ramp_of(&row, account);
    let incident = loop_incidents::loop_incident(tx, row.incident)?;
    if incident.state != IncidentState::Recovering {
        return Ok(None);
    }
    // The day on which the last stage runs out keeps its allowance to its end.
    if ramp.allowance_at(now).is_some() {
        return Ok(Some(ramp));
    }
    loop_incidents::end_ramp(tx, account.id, now)?;
    if loop_incidents::ramps_of(tx, row.incident)?.is_empty() {
        let word = ("recovered", "");
        loop_incidents::move_incident(tx, row.incident, IncidentState::Closed, word, now)?;
    }
    Ok(None)
}

/// A row as the domain's ramp.
pub(crate) fn ramp_of(row: &RampRow, account: &Account) -> Ramp {
    Ramp {
        baseline: Baseline { thousandths: u64::from(row.baseline_milli) },
        ladder: row.ladder,
        stage: row.stage as usize,
        stage_began: row.stage_began,
        zone: account.rules.zone,
    }
}

/// A warning sign came: the ramp steps back one stage by itself.
pub(crate) fn step_back(
    tx: &Tx<'_>,
    account: &Account,
    sign: &str,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let Some(ramp) = running_ramp(tx, account, moment.now)? else { return Ok(()) };
    let Some(row) = loop_incidents::running_ramp(tx, account.id)? else { return Ok(()) };
    let back = ramp.step_back(moment.now);
    loop_incidents::set_stage(tx, account.id, back.stage as u32, moment.now)?;
    loop_incidents::log(tx, row.incident, "step_back", sign, moment.now)?;
    facts.push(Event::IncidentChanged(row.incident));
    Ok(())
}

/// If a delivery that is out was the quiet post of verifying incidents, the way back begins: their
/// ramps count from now and what they held goes to its new times.
pub(crate) fn quiet_post_is_out(
    tx: &Tx<'_>,
    delivery: DeliveryId,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    for incident in loop_incidents::verifying_by(tx, delivery)? {
        begin_recovery(tx, incident, "quiet_post", moment, facts)?;
    }
    Ok(())
}

/// The quiet post itself failed for a reason of its own: the owner picks another.
pub(crate) fn quiet_post_failed(tx: &Tx<'_>, delivery: DeliveryId, moment: Moment) -> Result<()> {
    for incident in loop_incidents::verifying_by(tx, delivery)? {
        loop_incidents::set_quiet(tx, incident, None)?;
        loop_incidents::log(tx, incident, "quiet_post_failed", "", moment.now)?;
    }
    Ok(())
}

/// Lets the queue go, along its ramps where there are some, else at its old times.
pub(crate) fn begin_recovery(
    tx: &Tx<'_>,
    incident: IncidentId,
    event: &str,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let ramps = loop_incidents::ramps_of(tx, incident)?;
    for account in &ramps {
        if let Some(row) = loop_incidents::running_ramp(tx, *account)? {
            loop_incidents::set_stage(tx, *account, row.stage, moment.now)?;
        }
    }
    let to = if ramps.is_empty() { IncidentState::Closed } else { IncidentState::Recovering };
    loop_incidents::move_incident(tx, incident, to, (event, ""), moment.now)?;
    loop_deliveries::release(tx, incident, moment.now)?;
    facts.push(Event::IncidentChanged(incident));
    Ok(())
}
