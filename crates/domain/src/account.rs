//! Who posts, through which app, by which rules? An account is its user id on a network; its state
//! is derived from what holds it, never stored beside it.

use crate::Timestamp;
use crate::ids::{AccountId, AppId, IncidentId};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// The networks Roost knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NetworkKind {
    /// X.
    X,
    /// The built-in lookalike for practice and drills.
    Practice,
}

impl NetworkKind {
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::X => "x",
            Self::Practice => "practice",
        }
    }

    /// How long after an attempt began the first read may count as 'it is not there'. X's timeline
    /// can lag behind an accepted post, so 30 s; Practice 2 s. Real time, also in time-lapse.
    pub fn settle(self) -> TimeDelta {
        match self {
            Self::X => TimeDelta::seconds(30),
            Self::Practice => TimeDelta::seconds(2),
        }
    }
}

/// A developer app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct App {
    /// Its id.
    pub id: AppId,
    /// On which network.
    pub network: NetworkKind,
    /// The owner's name for it.
    pub name: String,
    /// Where its API is; `None` for Practice hosted by the running loop itself.
    pub api_base: Option<String>,
    /// Its public key.
    pub consumer_key: String,
}

/// One identity on one network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id here.
    pub id: AccountId,
    /// On which network.
    pub network: NetworkKind,
    /// Through which app it posts.
    pub app: AppId,
    /// Its lasting id there; `None` until a Practice account met its simulator.
    pub user_id: Option<String>,
    /// Its handle, without @; follows renames.
    pub handle: String,
    /// How it posts.
    pub rules: Rules,
    /// Paused by the owner.
    pub pause: Option<Pause>,
}

/// An account's own rules; defaults in [`Rules::default`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Least time between two posts.
    pub gap: TimeDelta,
    /// At most so much is added to a slot's time, drawn once.
    pub jitter: TimeDelta,
    /// Most original posts (each segment counts) in a rolling 24 h; `None` for no cap.
    pub cap: Option<u32>,
    /// What becomes of posts that are more than ten minutes late.
    pub catch_up: CatchUp,
    /// Older than this a post is missed and waits for the owner.
    pub late_limit: TimeDelta,
    /// The zone of its slots and days.
    pub zone: chrono_tz::Tz,
}

impl Default for Rules {
    /// Dated 2026-11-22: gap 10 min, jitter 3 min, cap 50 (X's figure for unverified accounts since
    /// about 2026-05-18, by press reports), catch-up spread, late limit 24 h, UTC (the edge puts
    /// the machine's zone in).
    fn default() -> Self {
        Self {
            gap: TimeDelta::minutes(10),
            jitter: TimeDelta::minutes(3),
            cap: Some(50),
            catch_up: CatchUp::Spread,
            late_limit: TimeDelta::hours(24),
            zone: chrono_tz::UTC,
        }
    }
}

/// What becomes of posts that are late by more than ten minutes (sleep, a closed app, a lost
/// network).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CatchUp {
    /// Spread over the next slots; without slots one per gap, at least 15 minutes apart.
    Spread,
    /// Only what was due today; the rest is missed.
    Today,
    /// Everything late is missed and waits for the owner.
    Ask,
}

/// The owner's pause of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// When it ends by itself; `None` until the owner resumes.
    pub until: Option<Timestamp>,
}

impl Pause {
    /// Whether it still holds.
    pub fn holds_at(self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// An account's state, derived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountState {
    /// It posts.
    Active,
    /// Paused by the owner.
    Paused {
        /// Its end, if there is one.
        until: Option<Timestamp>,
    },
    /// Held by open incidents, its own or its app's.
    Held {
        /// All that hold it.
        incidents: Vec<IncidentId>,
    },
    /// On its ramp.
    Recovering {
        /// The incident it recovers from.
        incident: IncidentId,
    },
    /// The vault no longer has its tokens.
    Disconnected,
}

impl AccountState {
    /// The word of the contract.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused { .. } => "paused",
            Self::Held { .. } => "held",
            Self::Recovering { .. } => "recovering",
            Self::Disconnected => "disconnected",
        }
    }
}

impl CatchUp {
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Spread => "spread",
            Self::Today => "today",
            Self::Ask => "ask",
        }
    }
}
