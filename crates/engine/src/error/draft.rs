//! Why can't a text, a file or a poll be a post? Only what a network refuses for certain.

use std::path::PathBuf;

/// Why a text, a file or a poll can't be a post. Only what the network refuses for certain.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DraftError {
    /// No account was named.
    #[error("no account was named")]
    NoAccount,
    /// There is no segment.
    #[error("a post needs at least one segment")]
    NoSegment,
    /// A segment has neither text nor media.
    #[error("segment {segment} is empty")]
    Empty {
        /// Which, from 1.
        segment: usize,
    },
    /// The text is too long.
    #[error("segment {segment} counts {weighted} of {max}")]
    TooLong {
        /// Which, from 1.
        segment: usize,
        /// Its weighted length.
        weighted: u32,
        /// The most.
        max: u32,
    },
    /// The text holds a character that X takes in no post (U+FFFE, U+FEFF, U+FFFF).
    #[error("segment {segment} holds a character that no post may hold")]
    BadCharacter {
        /// Which, from 1.
        segment: usize,
    },
    /// The file can't be read.
    #[error("{path} can't be read: {source}")]
    MediaUnreadable {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The bytes are of no kind that X takes.
    #[error("{path} is neither a picture nor a video that X takes")]
    MediaKind {
        /// Which file.
        path: PathBuf,
    },
    /// The file is too large for its kind.
    #[error("{path} has {bytes} bytes; {kind} may have {max}")]
    MediaTooLarge {
        /// Which file.
        path: PathBuf,
        /// Its MIME type.
        kind: &'static str,
        /// Its length.
        bytes: u64,
        /// The most for its kind.
        max: u64,
    },
    /// X takes 4 photos, or 1 GIF, or 1 video.
    #[error("segment {segment} may have up to 4 photos, or 1 animated GIF, or 1 video")]
    MediaMix {
        /// Which, from 1.
        segment: usize,
    },
    /// Alt text has at most 1,000 characters.
    #[error("the alt text of {path} has {chars} characters; 1,000 are the most")]
    AltTooLong {
        /// Which file.
        path: PathBuf,
        /// Its characters.
        chars: usize,
    },
    /// A poll has 2 to 4 options.
    #[error("a poll has 2 to 4 options, not {count}")]
    PollOptions {
        /// How many were given.
        count: usize,
    },
    /// An option has 1 to 25 characters.
    #[error("the poll's option '{option}' does not have 1 to 25 characters")]
    PollOption {
        /// The option.
        option: String,
    },
    /// A poll lasts 5 to 10,080 minutes.
    #[error("a poll lasts 5 to 10,080 minutes, not {minutes}")]
    PollMinutes {
        /// What was given.
        minutes: u32,
    },
    /// A poll and media exclude each other.
    #[error("segment {segment} has a poll and media; X takes one of them")]
    PollAndMedia {
        /// Which, from 1.
        segment: usize,
    },
    /// No such reply setting.
    #[error("'{word}' does not say who may reply")]
    ReplySettings {
        /// What was given.
        word: String,
    },
}
