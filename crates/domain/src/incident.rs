//! What holds an account or an app, and how far is the way out? Incidents, their states and their
//! only legal moves.

use crate::Timestamp;
use crate::ids::{AccountId, AppId, DeliveryId, IncidentId};
use crate::refusal::RefusalKind;
use serde::{Deserialize, Serialize};

/// What an incident holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Held {
    /// One account.
    Account(AccountId),
    /// An app and every account on it.
    App(AppId),
}

/// A lock, suspension, write-block, billing stop or doubtful refusal, from detection to close.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Its id.
    pub id: IncidentId,
    /// What it is.
    pub kind: RefusalKind,
    /// What it holds.
    pub held: Held,
    /// How far the way out is.
    pub state: IncidentState,
    /// When the first sign came.
    pub opened_at: Timestamp,
    /// When the account was back to normal.
    pub closed_at: Option<Timestamp>,
    /// The status of the first sign.
    pub http_status: Option<u16>,
    /// The codes of the first sign.
    pub codes: Vec<u32>,
    /// The network's own words.
    pub message: String,
    /// The one before it within 30 days, if this is a lock again.
    pub relock_of: Option<IncidentId>,
    /// When Roost may look by itself (a countdown, a dated stop, an `automated` wait).
    pub probe_at: Option<Timestamp>,
    /// The one quiet post that goes first, once it is picked.
    pub quiet: Option<DeliveryId>,
}

/// How far the way out is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncidentState {
    /// Just found; the owner has steps to do.
    Open,
    /// The owner did what they can; a ticket or a countdown runs.
    Waiting,
    /// The probe said usable; one quiet post proves it.
    Verifying,
    /// The ramp raises the allowance.
    Recovering,
    /// Over.
    Closed,
}

/// A move that is not one of the legal ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an incident that is {} can't become {}", .from.word(), .to.word())]
pub struct IllegalIncidentMove {
    /// Where it is.
    pub from: IncidentState,
    /// Where it should have gone.
    pub to: IncidentState,
}

impl IncidentState {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Open, Self::Waiting, Self::Verifying, Self::Recovering, Self::Closed];

    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Verifying => "verifying",
            Self::Recovering => "recovering",
            Self::Closed => "closed",
        }
    }

    /// The state of a contract word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether an incident in this state keeps its account's queue held. While recovering the
    /// queue moves again, within the ramp.
    pub fn holds(self) -> bool {
        matches!(self, Self::Open | Self::Waiting | Self::Verifying)
    }

    /// Refuses every move that is not one of the legal ones: forward in order, `verifying` back to
    /// `open` when the door turns out to be still locked, and `closed` from anywhere (signed in
    /// again, topped up, superseded).
    pub fn check_move(self, to: Self) -> Result<(), IllegalIncidentMove> {
        use IncidentState as S;
        let legal = match self {
            S::Open => matches!(to, S::Waiting | S::Verifying | S::Closed),
            S::Waiting => matches!(to, S::Open | S::Verifying | S::Closed),
            S::Verifying => matches!(to, S::Open | S::Waiting | S::Recovering | S::Closed),
            S::Recovering => matches!(to, S::Closed),
            S::Closed => false,
        };
        if legal { Ok(()) } else { Err(IllegalIncidentMove { from: self, to }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reopens_a_closed_incident() {
        for to in IncidentState::ALL {
            assert!(IncidentState::Closed.check_move(to).is_err());
        }
    }

    #[test]
    fn the_ramp_begins_only_after_the_quiet_post() {
        for from in IncidentState::ALL {
            let may = from.check_move(IncidentState::Recovering).is_ok();
            assert_eq!(may, from == IncidentState::Verifying);
        }
    }
}
