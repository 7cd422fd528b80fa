//! In which state is an account? Derived from what holds it, the owner's pause and its ramp, in the
//! order of seriousness; never stored.

use crate::error::EngineError;
use roost_domain::Timestamp;
use roost_domain::account::{Account, AccountState};
use roost_domain::incident::IncidentState;
use roost_store::Tx;
use roost_store::tables::incidents::IncidentRecord;

/// An account's state and the incidents behind it.
pub(crate) struct Standing {
    pub(crate) state: AccountState,
    pub(crate) incidents: Vec<IncidentRecord>,
}

impl Standing {
    pub(crate) fn read(
        tx: &Tx<'_>,
        account: &Account,
        now: Timestamp,
    ) -> Result<Self, EngineError> {
        let incidents = tx.incidents_on(account.id)?;
        let holding = || incidents.iter().filter(|incident| incident.state.holds());
        let recovering =
            incidents.iter().rev().find(|incident| incident.state == IncidentState::Recovering);
        let state = if tx.account_is_disconnected(account.id)? {
            AccountState::Disconnected
        } else if holding().next().is_some() {
            AccountState::Held { incidents: holding().map(|incident| incident.id).collect() }
        } else if let Some(pause) = account.pause.filter(|pause| pause.holds_at(now)) {
            AccountState::Paused { until: pause.until }
        } else if let Some(incident) = recovering {
            AccountState::Recovering { incident: incident.id }
        } else {
            AccountState::Active
        };
        Ok(Self { state, incidents })
    }

    /// The oldest incident that holds the account.
    pub(crate) fn holder(&self) -> Option<&IncidentRecord> {
        self.incidents.iter().find(|incident| incident.state.holds())
    }

    /// A word: why the account is in its state.
    pub(crate) fn reason(&self) -> Option<&'static str> {
        match &self.state {
            AccountState::Active => None,
            AccountState::Paused { .. } => Some("owner"),
            AccountState::Held { .. } => self.holder().map(|incident| incident.kind.word()),
            AccountState::Recovering { incident } => self
                .incidents
                .iter()
                .find(|candidate| candidate.id == *incident)
                .map(|incident| incident.kind.word()),
            AccountState::Disconnected => Some("no_tokens"),
        }
    }
}
