//! What is answered while a post is being written: what is kept, and how the engine sees it.

use crate::requests::Composition;
use crate::views::FindingView;
use roost_domain::Timestamp;
use serde::Serialize;
use ts_rs::TS;

/// A composition that was kept.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CompositionSaved {
    /// Its id.
    pub id: String,
    /// Counts its changes.
    pub revision: i64,
    /// When it was kept.
    pub saved_at: Timestamp,
}

/// A composition as it was kept.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CompositionView {
    /// Its id.
    pub id: String,
    /// Counts its changes.
    pub revision: i64,
    /// When it was kept.
    pub saved_at: Timestamp,
    /// All of it.
    pub content: Composition,
}

/// A media file that is kept.
#[derive(Debug, Clone, Serialize, TS)]
pub struct MediaAdded {
    /// SHA-256 of its content, in hexadecimal: its name in the media folder.
    pub sha256: String,
    /// Its kind, e.g. `image/png`, told by its content.
    pub mime: String,
    /// Its size.
    pub bytes: u64,
    /// What X takes it as.
    #[ts(type = "MediaKind")]
    pub kind: &'static str,
    /// The name it came with.
    pub name: String,
}

/// A post as the engine would see it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PostCheck {
    /// Each segment, in order.
    pub segments: Vec<SegmentCheck>,
    /// What X would take for it, one for each account.
    pub costs: Vec<CostView>,
    /// How much of each account's cap is used.
    pub caps: Vec<CapView>,
    /// Where `when: "next"` would put it, one for each account that has a free slot.
    pub next_slots: Vec<NextSlotView>,
    /// What is worth knowing; their `delivery` is empty, for there is none yet.
    pub findings: Vec<FindingView>,
    /// All accounts' costs in millionths of a US dollar; `null` where no account costs anything.
    pub total_micro_usd: Option<u64>,
}

/// One segment as X counts it. Places are in UTF-16 units, as a text field of the web counts them.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SegmentCheck {
    /// Weighted characters.
    pub weighted: u32,
    /// The most.
    pub max: u32,
    /// Whether X takes the text.
    pub valid: bool,
    /// How many weighted characters are too many; 0 where it fits.
    pub over: u32,
    /// Links.
    pub urls: Vec<TextRange>,
    /// Accounts named.
    pub mentions: Vec<TextRange>,
    /// Hashtags.
    pub hashtags: Vec<TextRange>,
    /// Cashtags.
    pub cashtags: Vec<TextRange>,
    /// What X refuses for certain: the codes that `post_add` would answer with.
    #[ts(type = "Array<ErrorCode>")]
    pub problems: Vec<crate::ErrorCode>,
}

/// A part of a text.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TextRange {
    /// Where it begins.
    pub start: usize,
    /// Where it ends; not part of it.
    pub end: usize,
    /// What stands there.
    pub text: String,
}

/// What X would take for a post of one account.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CostView {
    /// Which account.
    pub account: String,
    /// Millionths of a US dollar; `null` where nothing is taken (Practice).
    pub micro_usd: Option<u64>,
    /// Whether a link makes it dearer.
    pub with_link: bool,
    /// Of which day the prices are.
    pub as_of: String,
    /// Where they were read.
    pub source: String,
}

/// How much of an account's cap is used.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CapView {
    /// Which account.
    pub account: String,
    /// Segments that went out in the 24 h before the time looked at.
    pub used: u32,
    /// The cap; `null` for none.
    pub cap: Option<u32>,
    /// Segments planned in the 24 h up to that time.
    pub planned: u32,
}

/// The next free slot of an account.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NextSlotView {
    /// Which account.
    pub account: String,
    /// When, without jitter.
    pub at: Timestamp,
    /// The same on the wall of the account's zone.
    pub wall: String,
}
