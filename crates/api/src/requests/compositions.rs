//! What may be asked while a post is being written: keeping what is typed, adding media, looking at it
//! as the engine will.

use crate::requests::{PollText, SegmentText, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is being written, as it stands in the composer. It need not be a valid post, and is kept as it
/// came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Composition {
    /// The accounts picked.
    pub accounts: Vec<String>,
    /// The segments, in order.
    pub segments: Vec<CompositionSegment>,
    /// When it shall go out; `null` while nothing is picked.
    pub when: Option<When>,
    /// Whether it shall go first.
    pub pin: bool,
    /// The owner's labels.
    pub labels: Vec<String>,
    /// The delivery that is being edited; `null` for a new post.
    pub editing: Option<String>,
}

/// One segment of a composition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CompositionSegment {
    /// The text.
    pub text: String,
    /// Media in order, kept by `media_add` already.
    pub media: Vec<CompositionMedia>,
    /// A poll.
    pub poll: Option<PollText>,
    /// Who may reply; `null` for everyone.
    pub reply_settings: Option<String>,
}

/// A file of a composition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CompositionMedia {
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// What it shows, for people who can't see it.
    pub alt: String,
    /// The name it came with.
    pub name: String,
    /// Its kind, e.g. `image/png`.
    pub mime: String,
}

/// Keeps what is being written.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CompositionSave {
    /// Which; `None` for a new one.
    #[serde(default)]
    pub id: Option<String>,
    /// The revision that this continues; `None` takes whatever is there.
    #[serde(default)]
    pub revision: Option<i64>,
    /// All of it.
    pub content: Composition,
}

/// Names a composition.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CompositionNamed {
    /// Its id.
    pub id: String,
}

/// Keeps a copy of a media file.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MediaAdd {
    /// Where it lies.
    pub path: std::path::PathBuf,
}

/// Keeps a media file that came without a place, as from the clipboard.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MediaAddBytes {
    /// What to call it.
    pub name: String,
    /// Its content in base64 (RFC 4648, section 4).
    pub base64: String,
}

/// What is looked at as the engine will. Nothing is changed by it, and nothing in it is refused.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PostToCheck {
    /// The accounts picked.
    pub accounts: Vec<String>,
    /// The segments as they stand.
    pub segments: Vec<SegmentText>,
    /// When it shall go out, if that is picked.
    #[serde(default)]
    pub when: Option<When>,
    /// The delivery that is being edited: its own old place doesn't stand in its way.
    #[serde(default)]
    pub editing: Option<String>,
}
