//! What is to be said? A [`Post`] is one or more segments (a thread) with media and at most one
//! poll a segment; it goes out by deliveries.

use crate::Timestamp;
use crate::ids::{MediaId, PostId};
use serde::{Deserialize, Serialize};

/// What is to be said, independent of where and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// At least one; several make a thread.
    pub segments: Vec<Segment>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Counts its edits, from 1.
    pub revision: i64,
}

/// One part of a thread, or the whole of a plain post.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segment {
    /// The text as written.
    pub text: String,
    /// Media in order.
    pub media: Vec<Media>,
    /// A poll.
    pub poll: Option<Poll>,
    /// Who may reply.
    pub reply_settings: ReplySettings,
}

/// A media file as Roost keeps it: a copy in the data folder, named by its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Its row.
    pub id: MediaId,
    /// SHA-256 of the bytes, lower-case hex; also the name of the copy in `media/`.
    pub sha256: String,
    /// MIME type found from the bytes.
    pub mime: String,
    /// Length in bytes.
    pub bytes: u64,
    /// Alt text, empty for none; belongs to this use of the file.
    pub alt: String,
}

/// A poll: 2 to 4 options of 1 to 25 characters, 5 to 10,080 minutes (X OpenAPI 2.167).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// The options in order.
    pub options: Vec<String>,
    /// How long it stays open.
    pub minutes: u32,
}

/// Who may reply to a post (X OpenAPI 2.167, `reply_settings`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplySettings {
    /// Everyone: nothing is sent.
    #[default]
    Everyone,
    /// Accounts that the author follows.
    Following,
    /// Accounts that the post mentions.
    MentionedUsers,
    /// Subscribers.
    Subscribers,
    /// Verified accounts.
    Verified,
}

/// How a thread's segments are joined where one text stands for all (`post list --json`).
pub const SEGMENT_SEPARATOR: &str = "\n---\n";

impl Post {
    /// All segments' texts as one.
    pub fn joined_text(&self) -> String {
        let texts: Vec<&str> = self.segments.iter().map(|segment| segment.text.as_str()).collect();
        texts.join(SEGMENT_SEPARATOR)
    }
}
