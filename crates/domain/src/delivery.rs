//! Where is a delivery on its way? Its states and their only legal moves (product words, section
//! 'States'); everything that changes a delivery asks [`DeliveryState::check_move`].

use crate::Timestamp;
use crate::ids::{AccountId, DeliveryId, IncidentId, PostId};
use serde::{Deserialize, Serialize};

/// One post going to one account at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its id; also the stable order among equal times.
    pub id: DeliveryId,
    /// What it says.
    pub post: PostId,
    /// Where it goes.
    pub account: AccountId,
    /// Where it is on its way.
    pub state: DeliveryState,
    /// When it goes out; `None` for a draft and for a queued one without a slot.
    pub due: Option<Timestamp>,
    /// When it was first meant to go out; kept over every move that Roost makes by itself.
    pub original_due: Option<Timestamp>,
    /// How its time came about.
    pub timing: Timing,
    /// Not before this, after a wait or for a retry.
    pub not_before: Option<Timestamp>,
    /// Which incident holds it, while held.
    pub incident: Option<IncidentId>,
    /// How many attempts were begun.
    pub attempts: u32,
    /// Segments that are confirmed to be out, from the front.
    pub segments_out: u32,
    /// Counts its changes, from 1; a command that saw an older one is refused.
    pub revision: i64,
}

/// How a delivery's time came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// A slot gave it, jitter included.
    Slot,
    /// The owner chose it: kept against gap and jitter.
    Chosen,
    /// The owner chose it and pinned it: goes first against cap and ramp.
    Pinned,
}

/// The states of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Written, not planned.
    Draft,
    /// In a slot, or waiting for one.
    Queued,
    /// Has its time.
    Scheduled,
    /// An attempt is under way.
    Sending,
    /// The answer was lost: it may be out.
    Unconfirmed,
    /// It is out.
    Published,
    /// Refused for a reason of its own.
    Failed,
    /// Kept while its account or app is held.
    Held,
    /// Too old to send without asking.
    Missed,
    /// Taken back by the owner.
    Cancelled,
}

/// A move that is not one of the legal ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a delivery that is {} can't become {}", .from.word(), .to.word())]
pub struct IllegalMove {
    /// Where it is.
    pub from: DeliveryState,
    /// Where it should have gone.
    pub to: DeliveryState,
}

impl DeliveryState {
    /// Every state, for tables and tests.
    pub const ALL: [Self; 10] = [
        Self::Draft,
        Self::Queued,
        Self::Scheduled,
        Self::Sending,
        Self::Unconfirmed,
        Self::Published,
        Self::Failed,
        Self::Held,
        Self::Missed,
        Self::Cancelled,
    ];

    /// The word of the contract, as in JSON and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Queued => "queued",
            Self::Scheduled => "scheduled",
            Self::Sending => "sending",
            Self::Unconfirmed => "unconfirmed",
            Self::Published => "published",
            Self::Failed => "failed",
            Self::Held => "held",
            Self::Missed => "missed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of a contract word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether Roost may still send it without being asked again.
    pub fn is_waiting(self) -> bool {
        matches!(self, Self::Queued | Self::Scheduled)
    }

    /// Refuses every move that is not one of the legal ones.
    ///
    /// `held` and `missed` come from a waiting delivery; `sending` is reached from a waiting one
    /// only; what is published stays published.
    pub fn check_move(self, to: Self) -> Result<(), IllegalMove> {
        use DeliveryState as S;
        let legal = match self {
            S::Draft => matches!(to, S::Queued | S::Scheduled | S::Cancelled),
            S::Queued | S::Scheduled => matches!(
                to,
                S::Queued
                    | S::Scheduled
                    | S::Sending
                    | S::Held
                    | S::Missed
                    | S::Cancelled
                    | S::Draft
            ),
            S::Sending => {
                matches!(to, S::Published | S::Unconfirmed | S::Failed | S::Held | S::Scheduled)
            }
            S::Unconfirmed => {
                matches!(to, S::Published | S::Scheduled | S::Held | S::Failed | S::Cancelled)
            }
            S::Held => matches!(to, S::Scheduled | S::Queued | S::Cancelled | S::Draft),
            S::Missed => matches!(to, S::Scheduled | S::Cancelled | S::Draft),
            S::Failed => matches!(to, S::Scheduled),
            S::Published | S::Cancelled => false,
        };
        if legal { Ok(()) } else { Err(IllegalMove { from: self, to }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_published_or_cancelled_never_moves_again() {
        for to in DeliveryState::ALL {
            assert!(DeliveryState::Published.check_move(to).is_err());
            assert!(DeliveryState::Cancelled.check_move(to).is_err());
        }
    }

    #[test]
    fn sending_begins_only_from_a_waiting_delivery() {
        for from in DeliveryState::ALL {
            assert_eq!(from.check_move(DeliveryState::Sending).is_ok(), from.is_waiting());
        }
    }

    #[test]
    fn an_unconfirmed_delivery_is_never_sent_without_a_look_first() {
        assert!(DeliveryState::Unconfirmed.check_move(DeliveryState::Sending).is_err());
    }

    #[test]
    fn every_state_is_found_by_its_own_word() {
        for state in DeliveryState::ALL {
            assert_eq!(DeliveryState::from_word(state.word()), Some(state));
        }
    }
}
