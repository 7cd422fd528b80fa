//! How does an account come back after an incident? The running ramp as it stands, the plan of the
//! way back, and taking it.

use crate::error::EngineError;
use roost_domain::account::Account;
use roost_domain::ids::IncidentId;
use roost_domain::ramp::{Baseline, Ladder, Ramp};
use roost_store::Tx;
use roost_store::tables::loop_incidents;

/// An account's running ramp, and the incident that it leads out of.
pub(crate) fn ramp_of_account(
    tx: &Tx<'_>,
    account: &Account,
) -> Result<Option<(IncidentId, Ramp)>, EngineError> {
    let Some(row) = loop_incidents::running_ramp(tx, account.id)? else { return Ok(None) };
    let Some(ladder) = Ladder::from_word(&row.shape) else { return Ok(None) };
    let ramp = Ramp {
        baseline: Baseline { thousandths: u64::from(row.baseline_milli) },
        ladder,
        stage: row.stage as usize,
        stage_began: row.stage_began,
        zone: account.rules.zone,
    };
    Ok(Some((row.incident, ramp)))
}
