//! What is answered about posts, their deliveries and the plan.

use roost_domain::Timestamp;
use serde::Serialize;
use ts_rs::TS;

/// A post that was added.
#[derive(Debug, Clone, Serialize, TS)]
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
#[derive(Debug, Clone, Serialize, TS)]
pub struct FindingView {
    /// `too_near`, `above_cap` or `above_ramp`.
    #[ts(type = "FindingRule")]
    pub rule: &'static str,
    /// Which delivery.
    pub delivery: String,
    /// In words.
    pub message: String,
    /// A better time, where there is one.
    pub free: Option<Timestamp>,
}

/// One delivery in the list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeliveryView {
    /// Its id.
    pub id: String,
    /// Its post.
    pub post: String,
    /// Where it goes.
    pub account: String,
    /// Where it is on its way.
    #[ts(type = "DeliveryState")]
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
    #[ts(type = "Timing")]
    pub timing: &'static str,
    /// The incident that holds it.
    pub incident: Option<String>,
    /// When it went out.
    pub published_at: Option<Timestamp>,
    /// Counts its changes; commands may carry the one they saw.
    pub revision: i64,
}

/// One delivery with everything.
#[derive(Debug, Clone, Serialize, TS)]
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
    /// The owner's labels, in their order.
    pub labels: Vec<String>,
    /// The post's category.
    pub category: Option<String>,
    /// When it goes out on the wall of its account's zone, `YYYY-MM-DDTHH:MM`.
    pub wall: Option<String>,
    /// Its account's IANA zone.
    pub zone: String,
    /// The other deliveries of its post whose words an edit changes too.
    pub siblings: Vec<SiblingView>,
}

/// Another delivery of the same post.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SiblingView {
    /// Its id.
    pub id: String,
    /// Where it goes.
    pub account: String,
}

/// One segment.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SegmentView {
    /// The text.
    pub text: String,
    /// Media in order.
    pub media: Vec<MediaView>,
    /// A poll.
    pub poll: Option<PollView>,
    /// Who may reply.
    #[ts(type = "ReplySettings")]
    pub reply_settings: &'static str,
    /// Its id on the network, once it is out.
    pub remote_id: Option<String>,
    /// Where it can be looked at.
    pub url: Option<String>,
}

/// One file.
#[derive(Debug, Clone, Serialize, TS)]
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
#[derive(Debug, Clone, Serialize, TS)]
pub struct PollView {
    /// The options.
    pub options: Vec<String>,
    /// How long it stays open.
    pub minutes: u32,
}

/// One attempt.
#[derive(Debug, Clone, Serialize, TS)]
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
#[derive(Debug, Clone, Serialize, TS)]
pub struct WhyView {
    /// Which delivery.
    pub id: String,
    /// Where it is on its way.
    #[ts(type = "DeliveryState")]
    pub state: &'static str,
    /// A word.
    pub reason: String,
    /// One sentence.
    pub sentence: String,
    /// When it goes out, as far as is known.
    pub until: Option<Timestamp>,
}

/// One day of the plan.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlanDay {
    /// The day in the account's zone, `YYYY-MM-DD`.
    pub date: String,
    /// What goes out, in order.
    pub deliveries: Vec<DeliveryView>,
    /// What is worth knowing.
    pub findings: Vec<FindingView>,
}
