//! The media that were uploaded, and whether a post may carry them.

mod bodies;
mod endpoints;
mod multipart;
mod sniff;
mod uploads;

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use uploads::Upload;

pub(crate) use sniff::Picture;

/// How long an upload can be attached to a post.
const USABLE_FOR: TimeDelta = TimeDelta::hours(24);
/// What X says in `check_after_secs`.
const CHECK_AFTER_S: u32 = 1;
/// Processing ends by itself after this time, or earlier at the second look.
const PROCESSING: TimeDelta = TimeDelta::seconds(5);

/// What a medium is, in X's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediumKind {
    /// A still picture.
    Photo,
    /// An animated GIF.
    AnimatedGif,
    /// A video.
    Video,
    /// Subtitles of a video.
    Subtitles,
}

impl MediumKind {
    /// The kind that a `media_category` stands for.
    fn of_category(category: &str) -> Option<Self> {
        match category {
            "tweet_image" | "dm_image" => Some(Self::Photo),
            "tweet_gif" | "dm_gif" => Some(Self::AnimatedGif),
            "tweet_video" | "dm_video" | "amplify_video" => Some(Self::Video),
            "subtitles" => Some(Self::Subtitles),
            _ => None,
        }
    }

    /// The kind that a media type stands for where no category is given.
    fn of_type(media_type: &str) -> Self {
        match media_type.split('/').next() {
            Some("video") => Self::Video,
            Some("text") => Self::Subtitles,
            _ => Self::Photo,
        }
    }

    /// The largest file, in bytes (X's media guide, August 2026).
    fn largest(self) -> u64 {
        const MEGABYTE: u64 = 1024 * 1024;
        match self {
            Self::Photo => 5 * MEGABYTE,
            Self::AnimatedGif => 15 * MEGABYTE,
            Self::Video => 512 * MEGABYTE,
            Self::Subtitles => MEGABYTE,
        }
    }

    fn is_processed(self) -> bool {
        matches!(self, Self::AnimatedGif | Self::Video)
    }

    /// The number that X's media keys begin with.
    fn key_prefix(self) -> u32 {
        match self {
            Self::Photo => 3,
            Self::AnimatedGif => 16,
            Self::Video | Self::Subtitles => 7,
        }
    }
}

/// A file that was uploaded to its end. Its bytes are not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Medium {
    /// Its id.
    pub(crate) id: u64,
    /// The user id of the account that uploaded it.
    pub(crate) owner: u64,
    /// What it is.
    pub(crate) kind: MediumKind,
    /// Its size.
    pub(crate) bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its description for those who can't see it.
    pub(crate) alt: Option<String>,
    /// Width and height in pixels, where they could be read.
    pub(crate) pixels: Option<(u32, u32)>,
    /// When it was complete.
    pub(crate) stored_at: DateTime<Utc>,
    /// X could not make anything of it: processing ends in `failed`.
    pub(crate) is_broken: bool,
}

impl Medium {
    pub(crate) fn key(&self) -> String {
        format!("{}_{}", self.kind.key_prefix(), self.id)
    }
}

/// Where the processing of a video or GIF is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    Pending,
    Halfway,
    Done,
    Failed,
}

/// All media, and the uploads that are under way.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    media: HashMap<u64, Medium>,
    uploads: HashMap<u64, Upload>,
    /// How often the state of a medium in processing was asked for.
    looks: HashMap<u64, u32>,
}

impl Shelf {
    pub(crate) fn insert(&mut self, medium: Medium) {
        self.media.insert(medium.id, medium);
    }

    pub(crate) fn get(&self, id: u64) -> Option<&Medium> {
        self.media.get(&id)
    }

    /// Gives a medium its description.
    pub(crate) fn describe(&mut self, id: u64, text: String) {
        if let Some(medium) = self.media.get_mut(&id) {
            medium.alt = Some(text);
        }
    }

    /// Four photos, or one GIF, or one video; all `user`'s own, processed and not too old.
    pub(crate) fn can_be_posted(&self, ids: &[u64], user: u64, now: DateTime<Utc>) -> bool {
        let media: Option<Vec<_>> = ids.iter().map(|id| self.get(*id)).collect();
        let Some(media) = media else { return false };
        let is_usable = |medium: &&Medium| {
            medium.owner == user
                && medium.kind != MediumKind::Subtitles
                && now < medium.stored_at + USABLE_FOR
                && self.progress(medium, now) == Progress::Done
        };
        let are_photos = media.iter().all(|medium| medium.kind == MediumKind::Photo);
        media.iter().all(is_usable) && (are_photos || media.len() == 1)
    }

    fn progress(&self, medium: &Medium, now: DateTime<Utc>) -> Progress {
        let is_under_way = now < medium.stored_at + PROCESSING;
        // One that is not listed is a photo, or was uploaded in an earlier run.
        match self.looks.get(&medium.id) {
            Some(0) if is_under_way => Progress::Pending,
            Some(1) if is_under_way => Progress::Halfway,
            _ if medium.is_broken => Progress::Failed,
            _ => Progress::Done,
        }
    }
}

fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a text can't fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
