//! What must be known to decide an account's next step? A [`Snapshot`]: read in one transaction,
//! holding only what can matter now, so that a long history costs nothing.

use crate::Timestamp;
use crate::account::Account;
use crate::delivery::Timing;
use crate::ids::{DeliveryId, IncidentId};
use crate::incident::IncidentState;
use crate::refusal::RefusalKind;
use crate::slowdown::Slowdown;
use chrono::TimeDelta;

/// One account as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The account and its rules.
    pub account: Account,
    /// What stops everything on this machine.
    pub gates: Gates,
    /// Incidents that hold this account: its own, its app's, the machine's; oldest first.
    pub holds: Vec<Hold>,
    /// The vault no longer has its tokens.
    pub disconnected: bool,
    /// What the network asked to wait for.
    pub wait: Option<Wait>,
    /// What is known of the keys.
    pub keys: KeyHistory,
    /// When the last delivery of the account went out, or may have.
    pub last_out_at: Option<Timestamp>,
    /// When each segment of the last 24 h went out, oldest first; empty without a cap.
    pub out_24h: Vec<Timestamp>,
    /// The word of the ramp on today, or of a slow-down; `None` without either.
    pub allowance: Option<Allowance>,
    /// The owner slowed it because another account was locked; `None` once that is over.
    pub slowed: Option<Slowdown>,
    /// A delivery that stands as `sending` although nobody sends it.
    pub left_sending: Option<DeliveryId>,
    /// The oldest delivery that is being reconciled; not those that wait for the owner.
    pub doubt: Option<Doubt>,
    /// Waiting deliveries by due time, then id; at least the first, and all pinned ones that are
    /// due before the zone's day ends.
    pub waiting: Vec<Waiting>,
    /// The quiet post of a verifying incident, while it is still held.
    pub quiet: Option<Waiting>,
    /// How much of the clock's time a hiccup of this machine may cost: nothing in real time; in
    /// time-lapse a moment of the machine is hours of the clock.
    pub grace: TimeDelta,
}

/// What stops everything on this machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gates {
    /// The owner paused all.
    pub paused_all: bool,
    /// The folder was copied or restored and the owner has not confirmed yet.
    pub unconfirmed_folder: bool,
    /// The clock jumped and no HTTP Date header has agreed yet.
    pub clock_doubt: bool,
}

/// An incident that holds the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// Which.
    pub incident: IncidentId,
    /// What it is.
    pub kind: RefusalKind,
    /// How far its way out is.
    pub state: IncidentState,
    /// When Roost may look by itself.
    pub probe_at: Option<Timestamp>,
}

/// A wait that the network asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// Its end.
    pub until: Timestamp,
    /// What for.
    pub reason: WaitReason,
}

/// What a wait is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitReason {
    /// A rate-limit window is used up.
    RateLimit,
    /// The posting allowance is used up.
    Allowance,
    /// The network could not be reached or was overloaded.
    Network,
}

impl WaitReason {
    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::RateLimit => "rate_limit",
            Self::Allowance => "allowance",
            Self::Network => "network",
        }
    }

    /// The reason of a database word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::RateLimit, Self::Allowance, Self::Network].into_iter().find(|r| r.word() == word)
    }
}

/// What is known of the account's keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KeyHistory {
    /// The last signed request that was not refused for its keys.
    pub signed_ok_at: Option<Timestamp>,
    /// The last quiet key check, whatever came back.
    pub checked_at: Option<Timestamp>,
}

/// What the ramp allows today, in the account's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Posts that may still go out today.
    pub left_today: u32,
    /// When the day ends.
    pub day_ends: Timestamp,
}

/// A delivery whose answer was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// Which.
    pub delivery: DeliveryId,
    /// When the next read of the account's own posts is due.
    pub read_at: Timestamp,
}

/// A delivery that waits for its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub delivery: DeliveryId,
    /// When it goes out.
    pub due: Timestamp,
    /// How its time came about.
    pub timing: Timing,
    /// Not before this (a retry).
    pub not_before: Option<Timestamp>,
    /// Time that does not count as late: held, or being reconciled.
    pub excused: TimeDelta,
    /// Segments still to be sent.
    pub segments_left: u32,
}
