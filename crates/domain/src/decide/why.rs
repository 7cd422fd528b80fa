//! Why has it not gone out? Each resting account has exactly one [`Why`], and so has every late
//! delivery; the words for people lie in the message file.

use crate::Timestamp;
use crate::decide::snapshot::WaitReason;
use crate::ids::{DeliveryId, IncidentId};
use crate::refusal::RefusalKind;

/// The one reason why nothing goes out right now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nothing is planned.
    NothingPlanned,
    /// Its time has not come.
    NotDue {
        /// When it comes.
        due: Timestamp,
    },
    /// The owner paused everything.
    PausedAll,
    /// The owner paused the account.
    Paused {
        /// Until when, if that is known.
        until: Option<Timestamp>,
    },
    /// The folder was copied or restored; the owner must confirm.
    UnconfirmedFolder,
    /// The clock jumped; a Date header must agree first.
    ClockDoubt,
    /// The vault no longer has the tokens.
    Disconnected,
    /// An incident holds it.
    Held {
        /// Which.
        incident: IncidentId,
        /// Of what kind.
        kind: RefusalKind,
        /// When Roost looks by itself, if it does.
        probe_at: Option<Timestamp>,
    },
    /// The account is usable again; the owner has not resumed yet.
    WaitsForResume {
        /// Which incident.
        incident: IncidentId,
    },
    /// An earlier delivery may be out already; Roost looks before it sends more.
    Reconciling {
        /// Which delivery.
        delivery: DeliveryId,
        /// When it looks next.
        read_at: Timestamp,
    },
    /// The network asked to wait.
    NetworkWait {
        /// Until when.
        until: Timestamp,
        /// For what.
        reason: WaitReason,
    },
    /// An earlier delivery of the account is retried first.
    Retry {
        /// Which delivery.
        delivery: DeliveryId,
        /// When.
        at: Timestamp,
    },
    /// The least time between two posts has not passed.
    Gap {
        /// When it has.
        until: Timestamp,
    },
    /// The cap of the rolling 24 h is reached.
    Cap {
        /// When there is room again; `None` if the post alone is above the cap.
        until: Option<Timestamp>,
    },
    /// The ramp's allowance of today is used up.
    Ramp {
        /// When the next day begins.
        until: Timestamp,
    },
}
