//! When does Roost look by itself again? After every answer, and whenever the owner changes what they
//! asked for, it is laid out anew from the case file: nothing else lets Roost look.

use roost_domain::Timestamp;
use roost_domain::ids::IncidentId;
use roost_domain::incident::IncidentState;
use roost_store::tables::loop_incidents;
use roost_store::{Result, Tx};

/// Lays out the next look at what an incident holds. Nothing is looked at by itself while the quiet
/// post is to prove it, and after it is over.
pub(crate) fn refresh(tx: &Tx<'_>, id: IncidentId, now: Timestamp) -> Result<()> {
    let incident = loop_incidents::loop_incident(tx, id)?;
    let next = match incident.state {
        IncidentState::Open | IncidentState::Waiting => {
            tx.case_row(id)?.looks(now).next(incident.kind, now)
        }
        IncidentState::Verifying | IncidentState::Recovering | IncidentState::Closed => None,
    };
    loop_incidents::set_probe_at(tx, id, next)
}

/// Whether the owner waits for something: an open ticket, or a countdown that still runs.
pub(crate) fn waits(tx: &Tx<'_>, id: IncidentId) -> Result<bool> {
    let case = tx.case_row(id)?;
    let counts_down = case.countdown.is_some() && !case.countdown_is_over;
    Ok(counts_down || tx.tickets_of(id)?.iter().any(|ticket| ticket.closed_at.is_none()))
}
