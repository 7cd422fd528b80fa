//! What is answered? One view per question, as it travels on the wire. Scripts are written against
//! these: fields may be added, never renamed (docs/words.md). Ids are texts, instants RFC 3339 in
//! UTC, `account` the handle without @ (`practice:h`, `x:h` where two networks share it).

use roost_domain::Timestamp;
use serde::Serialize;

/// A developer app.
#[derive(Debug, Clone, Serialize)]
pub struct AppView {
    /// Its id.
    pub id: String,
    /// `x` or `practice`.
    pub network: &'static str,
    /// The owner's name for it.
    pub name: String,
    /// Where its API is; `null` for Practice hosted by the running loop.
    pub api_base: Option<String>,
    /// Its public key.
    pub consumer_key: String,
    /// `active` or `held`.
    pub state: &'static str,
    /// The open incidents that hold it.
    pub incidents: Vec<String>,
    /// The accounts on it.
    pub accounts: Vec<String>,
}

/// An account that was added or renewed.
#[derive(Debug, Clone, Serialize)]
pub struct AccountAdded {
    /// Its id.
    pub id: String,
    /// Its handle.
    pub handle: String,
    /// `x` or `practice`.
    pub network: &'static str,
    /// Incidents that the new tokens closed.
    pub closed: Vec<String>,
    /// How many held deliveries go on because of it.
    pub released: usize,
}

/// A sign-in that has begun.
#[derive(Debug, Clone, Serialize)]
pub struct SignInBegun {
    /// Names it to `account_sign_in_finish`; ends with the process.
    pub sign_in: String,
    /// The page to open in the owner's own browser.
    pub url: String,
}

/// One account in the list.
#[derive(Debug, Clone, Serialize)]
pub struct AccountView {
    /// Its id.
    pub id: String,
    /// `x` or `practice`.
    pub network: &'static str,
    /// Its handle.
    pub handle: String,
    /// How other answers and commands call it.
    pub account: String,
    /// The name of its app.
    pub app: String,
    /// `active`, `paused`, `held`, `recovering` or `disconnected`.
    pub state: &'static str,
    /// Why it is in that state; `null` when active.
    pub reason: Option<String>,
    /// When its next delivery is due.
    pub next_due: Option<Timestamp>,
    /// How many deliveries are held.
    pub held: u64,
    /// The open incidents that hold it, or that it recovers from.
    pub incidents: Vec<String>,
}

/// One account with its rules.
#[derive(Debug, Clone, Serialize)]
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
    /// Most original posts in a rolling 24 h; `null` for no cap.
    pub cap: Option<u32>,
    /// `spread`, `today` or `ask`.
    pub catch_up: &'static str,
    /// Older than this a post is missed.
    pub late_limit: String,
    /// IANA zone.
    pub zone: String,
    /// Weekly slots, in the week's order.
    pub slots: Vec<SlotView>,
    /// When a pause ends by itself.
    pub paused_until: Option<Timestamp>,
    /// Its running ramp.
    pub ramp: Option<RampView>,
}

/// One weekly slot.
#[derive(Debug, Clone, Serialize)]
pub struct SlotView {
    /// `mon` to `sun`.
    pub day: &'static str,
    /// `HH:MM` on the account's wall.
    pub time: String,
    /// The category it is kept for.
    pub category: Option<String>,
}

/// An account's slots after the command.
#[derive(Debug, Clone, Serialize)]
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
#[derive(Debug, Clone, Serialize)]
pub struct RampView {
    /// The incident it leads out of.
    pub incident: String,
    /// `standard`, `repeat` or `half`.
    pub shape: &'static str,
    /// Which stage, from 1.
    pub stage: u32,
    /// Posts a day before the incident.
    pub baseline: f64,
    /// Posts allowed today.
    pub allowance: u32,
}

/// An account that was removed.
#[derive(Debug, Clone, Serialize)]
pub struct AccountRemoved {
    /// Its id.
    pub id: String,
    /// How many waiting deliveries became drafts.
    pub drafts: usize,
    /// Whether its secrets are gone, as read back.
    pub erased: bool,
}

/// An app that was removed.
#[derive(Debug, Clone, Serialize)]
pub struct AppRemoved {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A post that was added.
#[derive(Debug, Clone, Serialize)]
pub struct PostAdded {
    /// Its id.
    pub post: String,
    /// One for each account, in the order asked.
    pub deliveries: Vec<String>,
    /// When each goes out, in the same order; `null` for a draft and where no slot is free.
    pub due: Vec<Option<Timestamp>>,
    /// What is worth knowing: the nearest free time where a chosen one stands too near another.
    pub findings: Vec<FindingView>,
}

/// One thing worth knowing about a planned time.
#[derive(Debug, Clone, Serialize)]
pub struct FindingView {
    /// `too_near`, `above_cap` or `above_ramp`.
    pub rule: &'static str,
    /// Which delivery.
    pub delivery: String,
    /// In words.
    pub message: String,
    /// A better time, where there is one.
    pub free: Option<Timestamp>,
}

/// One delivery in the list.
#[derive(Debug, Clone, Serialize)]
pub struct DeliveryView {
    /// Its id.
    pub id: String,
    /// Its post.
    pub post: String,
    /// Where it goes.
    pub account: String,
    /// Where it is on its way.
    pub state: &'static str,
    /// When it goes out.
    pub due: Option<Timestamp>,
    /// When it was first meant to.
    pub original_due: Option<Timestamp>,
    /// What it says.
    pub text: String,
    /// Its id on the network.
    pub remote_id: Option<String>,
    /// Where it can be looked at.
    pub url: Option<String>,
    /// How many attempts were begun.
    pub attempts: u32,
    /// A word: why it is where it is.
    pub reason: Option<String>,
    /// `slot`, `chosen` or `pinned`.
    pub timing: &'static str,
    /// The incident that holds it.
    pub incident: Option<String>,
    /// When it went out.
    pub published_at: Option<Timestamp>,
    /// Counts its changes; commands may carry the one they saw.
    pub revision: i64,
}

/// One delivery with everything.
#[derive(Debug, Clone, Serialize)]
pub struct DeliveryDetail {
    /// What the list says.
    #[serde(flatten)]
    pub delivery: DeliveryView,
    /// The network's own words, plain text.
    pub note: Option<String>,
    /// Segments in order.
    pub segments: Vec<SegmentView>,
    /// Attempts in order.
    pub attempt_log: Vec<AttemptView>,
}

/// One segment.
#[derive(Debug, Clone, Serialize)]
pub struct SegmentView {
    /// The text.
    pub text: String,
    /// Media in order.
    pub media: Vec<MediaView>,
    /// A poll.
    pub poll: Option<PollView>,
    /// Who may reply.
    pub reply_settings: &'static str,
    /// Its id on the network, once it is out.
    pub remote_id: Option<String>,
    /// Where it can be looked at.
    pub url: Option<String>,
}

/// One file.
#[derive(Debug, Clone, Serialize)]
pub struct MediaView {
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// MIME type, found from the bytes.
    pub mime: String,
    /// Length in bytes.
    pub bytes: u64,
    /// Alt text.
    pub alt: String,
}

/// A poll.
#[derive(Debug, Clone, Serialize)]
pub struct PollView {
    /// The options.
    pub options: Vec<String>,
    /// How long it stays open.
    pub minutes: u32,
}

/// One attempt.
#[derive(Debug, Clone, Serialize)]
pub struct AttemptView {
    /// Its id.
    pub id: String,
    /// `post`, `reconcile`, `probe`, `key_check`, `diagnose`, `clock` or `delete`.
    pub purpose: String,
    /// `open`, `done`, `refused`, `lost`, `not_sent` or `abandoned`.
    pub outcome: String,
    /// When it began.
    pub began_at: Timestamp,
    /// When the answer was in.
    pub ended_at: Option<Timestamp>,
    /// HTTP status.
    pub http_status: Option<u16>,
    /// The kind of refusal.
    pub kind: Option<String>,
    /// Legacy codes.
    pub codes: Vec<u32>,
    /// The network's own words.
    pub message: String,
    /// The raw answer, without secrets.
    pub body: Option<String>,
}

/// Why a delivery is not out.
#[derive(Debug, Clone, Serialize)]
pub struct WhyView {
    /// Which delivery.
    pub id: String,
    /// Where it is on its way.
    pub state: &'static str,
    /// A word.
    pub reason: String,
    /// One sentence.
    pub sentence: String,
    /// When it goes out, as far as is known.
    pub until: Option<Timestamp>,
}

/// One day of the plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanDay {
    /// The day in the account's zone, `YYYY-MM-DD`.
    pub date: String,
    /// What goes out, in order.
    pub deliveries: Vec<DeliveryView>,
    /// What is worth knowing.
    pub findings: Vec<FindingView>,
}

/// How everything stands.
#[derive(Debug, Clone, Serialize)]
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
}

/// All accounts paused, or not.
#[derive(Debug, Clone, Serialize)]
pub struct PausedView {
    /// Since when, if they are.
    pub paused_at: Option<Timestamp>,
}

/// One incident in the list.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentView {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: &'static str,
    /// `account`, `app` or `machine`.
    pub scope: &'static str,
    /// The account it holds.
    pub account: Option<String>,
    /// The app it holds, or whose account it holds.
    pub app: Option<String>,
    /// How far the way out is.
    pub state: &'static str,
    /// When the first sign came.
    pub opened_at: Timestamp,
    /// When it was over.
    pub closed_at: Option<Timestamp>,
    /// How many deliveries it holds.
    pub held: u64,
    /// The status of the first sign.
    pub http_status: Option<u16>,
    /// The codes of the first sign.
    pub codes: Vec<u32>,
    /// The one before it within 30 days.
    pub relock_of: Option<String>,
}

/// One incident with everything.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentDetail {
    /// What the list says.
    #[serde(flatten)]
    pub incident: IncidentView,
    /// What happened, with evidence, in one line.
    pub headline: String,
    /// What to do next, in one sentence.
    pub next_step: String,
    /// The steps in order.
    pub checklist: Vec<StepView>,
    /// The network's own words.
    pub message: String,
    /// The raw answer, without secrets.
    pub body: Option<String>,
    /// When Roost may look by itself.
    pub probe_at: Option<Timestamp>,
    /// The quiet post, once picked.
    pub quiet: Option<String>,
    /// What happened since.
    pub log: Vec<LogView>,
    /// The deliveries that it holds, by due time.
    pub deliveries: Vec<DeliveryView>,
}

/// One step of a checklist.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    /// What to do and why.
    pub text: String,
    /// Where.
    pub link: Option<String>,
}

/// One line of an incident's diary.
#[derive(Debug, Clone, Serialize)]
pub struct LogView {
    /// When.
    pub at: Timestamp,
    /// A word.
    pub event: String,
    /// More, as plain text.
    pub note: String,
}

/// What the probe said.
#[derive(Debug, Clone, Serialize)]
pub struct UnlockedView {
    /// Which incident.
    pub id: String,
    /// `usable`, `still_locked` or `unclear`.
    pub outcome: &'static str,
    /// The incident's state now.
    pub state: &'static str,
    /// In words, with the next step.
    pub sentence: String,
}

/// The way back.
#[derive(Debug, Clone, Serialize)]
pub struct ResumeView {
    /// Which incident.
    pub incident: String,
    /// Whether the plan was taken.
    pub applied: bool,
    /// The one quiet post that goes first; `null` when nothing is held.
    pub first: Option<String>,
    /// Posts a day before the incident.
    pub baseline: f64,
    /// `standard`, `repeat` or `half`.
    pub shape: &'static str,
    /// The allowance of each day to come.
    pub curve: Vec<CurveDay>,
    /// One ramp for each account that the incident holds; the three fields above are the first's.
    pub ramps: Vec<RampPlanView>,
    /// Each held delivery, in order.
    pub deliveries: Vec<ResumeLine>,
}

/// The ramp of one account, as if the quiet post went out now.
#[derive(Debug, Clone, Serialize)]
pub struct RampPlanView {
    /// Which account.
    pub account: String,
    /// Posts a day before the incident.
    pub baseline: f64,
    /// `standard` or `repeat`.
    pub shape: &'static str,
    /// The allowance of each day to come.
    pub curve: Vec<CurveDay>,
}

/// One day of the curve.
#[derive(Debug, Clone, Serialize)]
pub struct CurveDay {
    /// `YYYY-MM-DD` in the account's zone.
    pub date: String,
    /// Posts allowed.
    pub allowance: u32,
}

/// One held delivery on the way back.
#[derive(Debug, Clone, Serialize)]
pub struct ResumeLine {
    /// Its id.
    pub id: String,
    /// Where it goes.
    pub account: String,
    /// When it was meant to go out.
    pub old: Option<Timestamp>,
    /// When it will; `null` for one that is picked out.
    pub new: Option<Timestamp>,
    /// `quiet`, `kept`, `moved` or `picked_out`.
    pub decision: &'static str,
    /// Why it is picked out: `stale` or `half_sent`.
    pub reason: Option<&'static str>,
    /// What it says.
    pub text: String,
}

/// Where the secrets lie.
#[derive(Debug, Clone, Serialize)]
pub struct VaultView {
    /// `keyring` or `file`; `null` until the first secret.
    pub place: Option<String>,
    /// Which secrets should lie there.
    pub secrets: Vec<VaultEntryView>,
}

/// One secret that should be there.
#[derive(Debug, Clone, Serialize)]
pub struct VaultEntryView {
    /// `app` or `account`.
    pub what: &'static str,
    /// Its name.
    pub name: String,
}

/// A vault that moved.
#[derive(Debug, Clone, Serialize)]
pub struct VaultMoved {
    /// `keyring` or `file`.
    pub place: String,
    /// How many secrets moved.
    pub moved: usize,
}

/// A folder that the owner confirmed.
#[derive(Debug, Clone, Serialize)]
pub struct FolderConfirmed {
    /// Whether there was something to confirm.
    pub was_waiting: bool,
    /// Deliveries that may be out and wait for a word from the owner.
    pub unconfirmed: u64,
}

/// What the doctor found.
#[derive(Debug, Clone, Serialize)]
pub struct DoctorView {
    /// Every check, in order.
    pub checks: Vec<CheckView>,
}

/// One check.
#[derive(Debug, Clone, Serialize)]
pub struct CheckView {
    /// `store`, `clock`, `keys`, `vault`, ...
    pub check: &'static str,
    /// What was looked at: an account, a network; `null` for the machine.
    pub about: Option<String>,
    /// `good`, `bad` or `skipped`.
    pub verdict: &'static str,
    /// In words.
    pub message: String,
}
