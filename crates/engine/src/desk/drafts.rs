//! Can this be a post? Checks what was written against what X refuses for certain: length,
//! emptiness, characters, polls, the mix of media (X docs and OpenAPI 2.167, August 2026). Anything
//! else is the linter's to remark on, never a refusal.

use crate::error::DraftError;
use roost_domain::post::{Poll, ReplySettings};
use roost_domain::text::{Limits, count};
use std::path::PathBuf;

/// What was written.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// One segment for a plain post, more for a thread.
    pub segments: Vec<DraftSegment>,
}

/// One segment as written.
#[derive(Debug, Clone, Default)]
pub struct DraftSegment {
    /// The text.
    pub text: String,
    /// Files in order.
    pub media: Vec<DraftMedia>,
    /// A poll.
    pub poll: Option<Poll>,
    /// Who may reply; `None` for everyone.
    pub reply_settings: Option<String>,
}

/// A file to attach.
#[derive(Debug, Clone)]
pub struct DraftMedia {
    /// Where its content comes from.
    pub source: MediaSource,
    /// What it shows; empty for none.
    pub alt: String,
}

/// Where the content of a file comes from.
#[derive(Debug, Clone)]
pub enum MediaSource {
    /// It lies here.
    Path(PathBuf),
    /// Roost has kept it already, under the SHA-256 of its content.
    Kept(String),
}

impl DraftMedia {
    /// What to call it in words about it.
    pub(crate) fn called(&self) -> PathBuf {
        match &self.source {
            MediaSource::Path(path) => path.clone(),
            MediaSource::Kept(sha256) => PathBuf::from(sha256),
        }
    }
}

/// Alt text has at most so many characters (X OpenAPI 2.167, media metadata).
const MOST_ALT: usize = 1_000;
/// A segment takes at most so many photos (X OpenAPI 2.167, `media_ids`).
const MOST_MEDIA: usize = 4;

/// Checks everything that needs no file.
pub(crate) fn check(draft: &Draft) -> Result<(), DraftError> {
    if draft.segments.is_empty() {
        return Err(DraftError::NoSegment);
    }
    for (index, segment) in draft.segments.iter().enumerate() {
        check_segment(segment, index + 1)?;
    }
    Ok(())
}

/// Everything that X refuses about a segment for certain, not only the first: for looking at a post
/// while it is written.
pub(crate) fn problems(segment: &DraftSegment, number: usize) -> Vec<DraftError> {
    let mut problems = Vec::new();
    problems.extend(check_text(&segment.text, !segment.media.is_empty(), number).err());
    problems.extend(check_poll_and_media(segment, number).err());
    problems.extend(check_alts(segment).err());
    problems.extend(reply_settings(segment.reply_settings.as_deref()).err());
    if segment.media.len() > MOST_MEDIA {
        problems.push(DraftError::MediaMix { segment: number });
    }
    problems
}

fn check_segment(segment: &DraftSegment, number: usize) -> Result<(), DraftError> {
    check_text(&segment.text, !segment.media.is_empty(), number)?;
    check_poll_and_media(segment, number)?;
    check_alts(segment)
}

fn check_poll_and_media(segment: &DraftSegment, number: usize) -> Result<(), DraftError> {
    if let Some(poll) = &segment.poll {
        check_poll(poll)?;
        if !segment.media.is_empty() {
            return Err(DraftError::PollAndMedia { segment: number });
        }
    }
    Ok(())
}

fn check_alts(segment: &DraftSegment) -> Result<(), DraftError> {
    for media in &segment.media {
        let chars = media.alt.chars().count();
        if chars > MOST_ALT {
            return Err(DraftError::AltTooLong { path: media.called(), chars });
        }
    }
    Ok(())
}

/// Checks one segment's text.
pub(crate) fn check_text(text: &str, has_media: bool, segment: usize) -> Result<(), DraftError> {
    if text.trim().is_empty() {
        return if has_media { Ok(()) } else { Err(DraftError::Empty { segment }) };
    }
    let count = count(text, Limits::STANDARD);
    if count.weighted > count.max {
        return Err(DraftError::TooLong { segment, weighted: count.weighted, max: count.max });
    }
    if count.valid { Ok(()) } else { Err(DraftError::BadCharacter { segment }) }
}

fn check_poll(poll: &Poll) -> Result<(), DraftError> {
    if !(2..=4).contains(&poll.options.len()) {
        return Err(DraftError::PollOptions { count: poll.options.len() });
    }
    let misfit = poll.options.iter().find(|option| !(1..=25).contains(&option.chars().count()));
    if let Some(option) = misfit {
        return Err(DraftError::PollOption { option: option.clone() });
    }
    if (5..=10_080).contains(&poll.minutes) {
        Ok(())
    } else {
        Err(DraftError::PollMinutes { minutes: poll.minutes })
    }
}

/// The reply setting of a word.
pub(crate) fn reply_settings(word: Option<&str>) -> Result<ReplySettings, DraftError> {
    match word {
        None | Some("everyone") => Ok(ReplySettings::Everyone),
        Some("following") => Ok(ReplySettings::Following),
        Some("mentioned_users") => Ok(ReplySettings::MentionedUsers),
        Some("subscribers") => Ok(ReplySettings::Subscribers),
        Some("verified") => Ok(ReplySettings::Verified),
        Some(other) => Err(DraftError::ReplySettings { word: other.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(text: &str) -> Draft {
        let segment = DraftSegment { text: text.to_owned(), ..DraftSegment::default() };
        Draft { segments: vec![segment] }
    }

    #[test]
    fn a_text_of_280_is_taken_and_one_more_is_not() {
        assert!(check(&draft(&"a".repeat(280))).is_ok());
        let refused = check(&draft(&"a".repeat(281))).unwrap_err();
        assert!(matches!(refused, DraftError::TooLong { segment: 1, weighted: 281, max: 280 }));
    }

    #[test]
    fn an_empty_segment_is_named_by_its_place() {
        let mut thread = draft("first");
        thread.segments.push(DraftSegment { text: " \n".to_owned(), ..DraftSegment::default() });
        assert!(matches!(check(&thread), Err(DraftError::Empty { segment: 2 })));
        assert!(matches!(check(&Draft::default()), Err(DraftError::NoSegment)));
    }

    #[test]
    fn a_poll_needs_two_to_four_short_options_and_a_sound_length() {
        let poll = |options: &[&str], minutes| Poll {
            options: options.iter().map(|&option| option.to_owned()).collect(),
            minutes,
        };
        assert!(check_poll(&poll(&["a", "b"], 5)).is_ok());
        assert!(check_poll(&poll(&["a"], 5)).is_err());
        assert!(check_poll(&poll(&["a", ""], 5)).is_err());
        assert!(check_poll(&poll(&["a", &"b".repeat(26)], 5)).is_err());
        assert!(check_poll(&poll(&["a", "b"], 4)).is_err());
        assert!(check_poll(&poll(&["a", "b"], 10_081)).is_err());
    }
}
