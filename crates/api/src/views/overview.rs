//! What is answered about everything at once, the vault and the folder.

use crate::views::{AccountView, DeliveryView, IncidentView};
use roost_domain::Timestamp;
use serde::Serialize;
use ts_rs::TS;

/// How everything stands.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StatusView {
    /// Whether a loop runs on this folder.
    pub running: bool,
    /// The next delivery.
    pub next: Option<DeliveryView>,
    /// Every account.
    pub accounts: Vec<AccountView>,
    /// Every incident that is not closed.
    pub incidents: Vec<IncidentView>,
    /// Deliveries published today, each account's own day.
    pub published_today: u64,
    /// Deliveries held.
    pub held: u64,
    /// Deliveries whose answer was lost.
    pub unconfirmed: u64,
    /// Deliveries that were too old to send without asking.
    pub missed: u64,
    /// Whether all accounts are paused.
    pub paused: bool,
    /// Since when nothing is sent until the owner confirms this folder.
    pub confirm_since: Option<Timestamp>,
    /// The time on this folder's clock.
    pub now: Timestamp,
    /// The same on the wall of the settings' zone, `YYYY-MM-DDTHH:MM`.
    pub now_wall: String,
    /// Deliveries that go out by themselves within the hour, if nothing holds them.
    pub due_within_hour: u64,
    /// Deliveries that wait for a word from the owner: missed ones, and unconfirmed ones that Roost
    /// can't settle.
    pub unanswered: u64,
}

/// All accounts paused, or not.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PausedView {
    /// Since when, if they are.
    pub paused_at: Option<Timestamp>,
}

/// Where the secrets lie.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VaultView {
    /// `keyring` or `file`; `null` until the first secret.
    pub place: Option<String>,
    /// Which secrets should lie there.
    pub secrets: Vec<VaultEntryView>,
}

/// One secret that should be there.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VaultEntryView {
    /// `app` or `account`.
    pub what: &'static str,
    /// Its name.
    pub name: String,
}

/// A vault that moved.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VaultMoved {
    /// `keyring` or `file`.
    pub place: String,
    /// How many secrets moved.
    pub moved: usize,
}

/// A folder that the owner confirmed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FolderConfirmed {
    /// Whether there was something to confirm.
    pub was_waiting: bool,
    /// Deliveries that may be out and wait for a word from the owner.
    pub unconfirmed: u64,
}

/// What the doctor found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DoctorView {
    /// Every check, in order.
    pub checks: Vec<CheckView>,
}

/// One check.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CheckView {
    /// `store`, `clock`, `keys`, `vault`, ...
    pub check: &'static str,
    /// What was looked at: an account, a network; `null` for the machine.
    pub about: Option<String>,
    /// `good`, `bad` or `skipped`.
    #[ts(type = "Verdict")]
    pub verdict: &'static str,
    /// In words.
    pub message: String,
}
