//! What is answered about apps, accounts, their slots and ramps.

use roost_domain::Timestamp;
use serde::Serialize;
use ts_rs::TS;

/// A developer app.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AppView {
    /// Its id.
    pub id: String,
    /// `x` or `practice`.
    #[ts(type = "NetworkName")]
    pub network: &'static str,
    /// The owner's name for it.
    pub name: String,
    /// Where its API is; `null` for Practice hosted by the running loop.
    pub api_base: Option<String>,
    /// Its public key.
    pub consumer_key: String,
    /// `active` or `held`.
    #[ts(type = "AppState")]
    pub state: &'static str,
    /// The open incidents that hold it.
    pub incidents: Vec<String>,
    /// The accounts on it.
    pub accounts: Vec<String>,
}

/// An account that was added or renewed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AccountAdded {
    /// Its id.
    pub id: String,
    /// Its handle.
    pub handle: String,
    /// `x` or `practice`.
    #[ts(type = "NetworkName")]
    pub network: &'static str,
    /// Incidents that the new tokens closed.
    pub closed: Vec<String>,
    /// How many held deliveries go on because of it.
    pub released: usize,
}

/// A sign-in that has begun.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SignInBegun {
    /// Names it to `account_sign_in_finish`; ends with the process.
    pub sign_in: String,
    /// The page to open in the owner's own browser.
    pub url: String,
}

/// One account in the list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AccountView {
    /// Its id.
    pub id: String,
    /// `x` or `practice`.
    #[ts(type = "NetworkName")]
    pub network: &'static str,
    /// Its handle.
    pub handle: String,
    /// How other answers and commands call it.
    pub account: String,
    /// The name of its app.
    pub app: String,
    /// `active`, `paused`, `held`, `recovering` or `disconnected`.
    #[ts(type = "AccountState")]
    pub state: &'static str,
    /// Why it is in that state; `null` when active.
    pub reason: Option<String>,
    /// When its next delivery is due.
    pub next_due: Option<Timestamp>,
    /// How many deliveries are held.
    pub held: u64,
    /// The open incidents that hold it, or that it recovers from.
    pub incidents: Vec<String>,
    /// IANA zone.
    pub zone: String,
    /// Deliveries published today, its own day.
    pub published_today: u64,
    /// Most original posts in a rolling 24 h; `null` for no cap.
    pub cap: Option<u32>,
    /// Segments that went out in the last 24 h: what counts against the cap.
    pub cap_used: u32,
    /// When a pause ends by itself.
    pub paused_until: Option<Timestamp>,
    /// When a slow-down ends by itself, that the owner chose because another account was locked.
    pub slowed_until: Option<Timestamp>,
}

/// One account with its rules.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AccountDetail {
    /// What the list says.
    #[serde(flatten)]
    pub account: AccountView,
    /// Its lasting id on the network; `null` until a Practice account met its simulator.
    pub user_id: Option<String>,
    /// Least time between two posts, e.g. `10m`.
    pub gap: String,
    /// At most so much is added to a slot's time.
    pub jitter: String,
    /// `spread`, `today` or `ask`.
    #[ts(type = "CatchUp")]
    pub catch_up: &'static str,
    /// Older than this a post is missed.
    pub late_limit: String,
    /// Weekly slots, in the week's order.
    pub slots: Vec<SlotView>,
    /// Its running ramp.
    pub ramp: Option<RampView>,
    /// What a slow-down does to it, in one sentence.
    pub slowed: Option<String>,
}

/// One weekly slot.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SlotView {
    /// `mon` to `sun`.
    #[ts(type = "Weekday")]
    pub day: &'static str,
    /// `HH:MM` on the account's wall.
    pub time: String,
    /// The category it is kept for.
    pub category: Option<String>,
}

/// An account's slots after the command.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SlotsView {
    /// Which account.
    pub account: String,
    /// IANA zone.
    pub zone: String,
    /// Weekly slots, in the week's order.
    pub slots: Vec<SlotView>,
    /// Deliveries that waited for a slot and have one now.
    pub placed: Vec<String>,
}

/// A ramp that runs.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RampView {
    /// The incident it leads out of.
    pub incident: String,
    /// `standard`, `repeat` or `half`.
    #[ts(type = "RampShape")]
    pub shape: &'static str,
    /// Its stages, in percent of the baseline.
    pub shares: Vec<f64>,
    /// How many days each stage lasts.
    pub days_per_stage: u8,
    /// Which stage, from 1.
    pub stage: u32,
    /// Posts a day before the incident.
    pub baseline: f64,
    /// Posts allowed today.
    pub allowance: u32,
}

/// An account that was removed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AccountRemoved {
    /// Its id.
    pub id: String,
    /// How many waiting deliveries became drafts.
    pub drafts: usize,
    /// Whether its secrets are gone, as read back.
    pub erased: bool,
}

/// An app that was removed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AppRemoved {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}
