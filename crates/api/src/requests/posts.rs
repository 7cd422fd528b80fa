//! What may be asked about posts and their deliveries.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// When a post goes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// At this time: RFC 3339, or `YYYY-MM-DD HH:MM` in the account's zone.
    At(String),
    /// At this time on the wall of a zone, whatever the account's own is. One that a summer time
    /// gap leaves out is refused, of one that comes twice the first is taken.
    Wall {
        /// `YYYY-MM-DDTHH:MM`.
        time: String,
        /// IANA zone.
        zone: String,
    },
    /// In the next free slot.
    Next,
    /// Not yet.
    Draft,
}

/// Whether a post goes first against cap and ramp.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Pin {
    /// It waits its turn.
    #[default]
    Loose,
    /// It must go at its time.
    Pinned,
}

/// Adds a post.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PostAdd {
    /// One delivery for each of these.
    pub accounts: Vec<String>,
    /// When it goes out.
    pub when: When,
    /// Whether it goes first.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub pin: Pin,
    /// One for a plain post, more for a thread.
    pub segments: Vec<SegmentText>,
    /// The owner's labels.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub labels: Vec<String>,
    /// Its category; slots that are tied to one take only posts of it.
    #[serde(default)]
    pub category: Option<String>,
    /// The composition that it was written in; it goes in the same transaction.
    #[serde(default)]
    pub composition: Option<String>,
}

impl PostAdd {
    /// A post to some accounts, with nothing but its words.
    pub fn of(accounts: Vec<String>, when: When, segments: Vec<SegmentText>) -> Self {
        let (labels, category, composition) = (Vec::new(), None, None);
        Self { accounts, when, pin: Pin::Loose, segments, labels, category, composition }
    }
}

impl PostEdit {
    /// New words for a delivery's post; everything else stays.
    pub fn of(id: String, segments: Vec<SegmentText>) -> Self {
        let (revision, media, labels, composition) = (None, EditMedia::KeepUnsaid, None, None);
        Self { id, revision, segments, media, labels, composition }
    }
}

/// One segment as written.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SegmentText {
    /// The text.
    pub text: String,
    /// Files in order.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub media: Vec<MediaText>,
    /// A poll.
    #[serde(default)]
    pub poll: Option<PollText>,
    /// `everyone`, `following`, `mentioned_users`, `subscribers` or `verified`.
    #[serde(default)]
    pub reply_settings: Option<String>,
}

/// A file to attach: one that lies somewhere, or one that Roost has kept already.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(untagged)]
pub enum MediaText {
    /// By its path.
    Path(MediaPath),
    /// By its content's hash, as `media_add` said it.
    Kept(MediaKept),
}

impl From<MediaPath> for MediaText {
    fn from(path: MediaPath) -> Self {
        Self::Path(path)
    }
}

/// A kept file to attach.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MediaKept {
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// What it shows, for people who can't see it.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub alt: String,
}

/// A file to attach.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MediaPath {
    /// Where it lies.
    pub path: std::path::PathBuf,
    /// What it shows, for people who can't see it.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub alt: String,
}

/// A poll as written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PollText {
    /// Two to four options.
    pub options: Vec<String>,
    /// How long it stays open.
    pub minutes: u32,
}

/// Which deliveries are listed.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PostList {
    /// Only those in this state.
    #[serde(default)]
    pub state: Option<String>,
    /// Only those of this account.
    #[serde(default)]
    pub account: Option<String>,
}

/// Names a delivery.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DeliveryNamed {
    /// Its id.
    pub id: String,
}

/// Changes a post's words; every delivery of it that hasn't begun says the new ones.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PostEdit {
    /// A delivery of the post.
    pub id: String,
    /// The delivery's revision that was looked at; `None` takes whatever is there.
    #[serde(default)]
    pub revision: Option<i64>,
    /// All segments anew.
    pub segments: Vec<SegmentText>,
    /// What becomes of the media that a segment has and doesn't bring.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub media: EditMedia,
    /// Its labels from now on; `None` leaves them.
    #[serde(default)]
    pub labels: Option<Vec<String>>,
    /// The composition that it was written in; it goes in the same transaction.
    #[serde(default)]
    pub composition: Option<String>,
}

/// What an edit does with media that a segment has and the edit doesn't bring.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EditMedia {
    /// A segment that brings none keeps those it has.
    #[default]
    KeepUnsaid,
    /// A segment has those that it brings and no others.
    AsSaid,
}

/// Moves a delivery to another time.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PostMove {
    /// Which delivery.
    pub id: String,
    /// The revision that was looked at; `None` takes whatever is there.
    #[serde(default)]
    pub revision: Option<i64>,
    /// To which account, where it is a draft; `None` leaves it where it is.
    #[serde(default)]
    pub account: Option<String>,
    /// Where to.
    pub when: When,
    /// Whether it goes first from now on.
    #[serde(default)]
    #[ts(as = "Option<_>", optional)]
    pub pin: Pin,
}

/// Does something to a delivery as it was looked at.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DeliverySeen {
    /// Which delivery.
    pub id: String,
    /// The revision that was looked at; `None` takes whatever is there.
    #[serde(default)]
    pub revision: Option<i64>,
}

/// Sends a failed or missed delivery after all.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PostRetry {
    /// Which delivery.
    pub id: String,
    /// The revision that was looked at; `None` takes whatever is there.
    #[serde(default)]
    pub revision: Option<i64>,
    /// When; `None` is now.
    #[serde(default)]
    pub at: Option<String>,
}

/// Says what the owner saw on the network.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PostConfirm {
    /// Which delivery.
    pub id: String,
    /// The revision that was looked at; `None` takes whatever is there.
    #[serde(default)]
    pub revision: Option<i64>,
    /// What was seen.
    pub seen: Seen,
}

/// What the owner saw on the network.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// It is there.
    There {
        /// Its id there, if the owner read it off.
        #[serde(default)]
        #[ts(optional = nullable)]
        remote_id: Option<String>,
    },
    /// It is not there.
    NotThere,
}
