//! Is the post there after all? Compares what was sent with what the account's own timeline shows,
//! and says when to look and when absence is certain.
//!
//! Rules (product words, section 'The posting loop', 3): text is compared unescaped, links
//! expanded, the media's own link and blanks aside; time comes from the id; absent means that two
//! reads found nothing, the first at least 30 s after the attempt began (Practice 2 s).

use crate::Timestamp;
use crate::ports::{RemoteId, RemotePost};
use crate::text::{unescape_html, without_links};
use chrono::{DateTime, TimeDelta};
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// How far this machine's clock and the network's may be apart: a post this much older than its
/// attempt can still be its outcome. X refuses signatures further off than five minutes, and a
/// synchronised clock is within seconds; two minutes keep an older post of the same text out.
pub const CLOCK_SLACK: TimeDelta = TimeDelta::minutes(2);

/// Milliseconds of the Unix epoch at which X's ids begin (X's announcement of Snowflake, 2010; the
/// time of an id is `(id >> 22)` after it).
const SNOWFLAKE_EPOCH_MS: i64 = 1_288_834_974_657;

/// When a post was made, from its id on X; `None` for an id that carries no time.
pub fn snowflake_time(id: &RemoteId) -> Option<Timestamp> {
    let id: u64 = id.0.parse().ok()?;
    // Ids before Snowflake (November 2010) were counted up and stayed below 2^35; as a Snowflake id
    // a number below 2^36 would be of its first sixteen seconds.
    if id < 1 << 36 {
        return None;
    }
    let after_epoch = i64::try_from(id >> 22).ok()?;
    DateTime::from_timestamp_millis(SNOWFLAKE_EPOCH_MS + after_epoch)
}

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Sought<'a> {
    /// The text as it was sent; empty for media alone.
    pub text: &'a str,
    /// When the attempt began.
    pub began: Timestamp,
    /// No later than this: the time of the read. Not the end of the attempt, for a request that
    /// left can be carried out after we have stopped waiting.
    pub until: Timestamp,
    /// How far the clocks may be apart: [`CLOCK_SLACK`], more in time-lapse, where a moment's
    /// difference in setting the clocks is multiplied.
    pub slack: TimeDelta,
    /// Posts known to belong to other attempts: an identical text elsewhere in the history.
    pub claimed: &'a HashSet<RemoteId>,
}

/// The post that an attempt made, if it is among those read. Of several alike the one made nearest
/// to the attempt's beginning.
///
/// A post of media alone has no text to go by: then time, and that no other attempt claims it, must
/// do.
pub fn find(sought: &Sought<'_>, posts: &[RemotePost]) -> Option<RemoteId> {
    let window = (sought.began - sought.slack)..=(sought.until + sought.slack);
    let made_at = |post: &RemotePost| snowflake_time(&post.id).unwrap_or(post.created_at);
    posts
        .iter()
        .filter(|post| window.contains(&made_at(post)))
        .filter(|post| !sought.claimed.contains(&post.id))
        .filter(|post| same_text(sought.text, &post.text))
        .min_by_key(|post| (made_at(post) - sought.began).abs())
        .map(|post| post.id.clone())
}

/// Whether a text as the network gives it back is the one that was sent.
///
/// Links are compared word by word where the answer has them expanded, so that two posts which
/// differ only in their link stay two; a link still shortened stands for any link in its place.
/// Links at the end that we did not send are the media's own.
pub fn same_text(ours: &str, theirs: &str) -> bool {
    let (ours, theirs) = (plain(ours), plain(theirs));
    let our_words: Vec<&str> = ours.split_whitespace().collect();
    let mut their_words: Vec<&str> = theirs.split_whitespace().collect();
    while their_words.len() > our_words.len()
        && their_words.last().is_some_and(|word| is_media_link(word))
    {
        their_words.pop();
    }
    if our_words.len() == their_words.len()
        && our_words.iter().zip(&their_words).all(|(ours, theirs)| same_word(ours, theirs))
    {
        return true;
    }
    // Links can touch other text (Chinese, Japanese, brackets), so words don't part there.
    let shortened = their_words.join(" ");
    shortened.contains(SHORTENER) && without_links(&ours) == without_links(&shortened)
}

/// X's own shortener: every link in a raw text is one of its.
const SHORTENER: &str = "https://t.co/";

fn plain(text: &str) -> String {
    unescape_html(text).nfc().collect()
}

fn is_media_link(word: &str) -> bool {
    word.starts_with(SHORTENER)
        || word.starts_with("pic.x.com/")
        || word.starts_with("pic.twitter.com/")
        || ((word.starts_with("https://x.com/") || word.starts_with("https://twitter.com/"))
            && (word.contains("/photo/") || word.contains("/video/")))
}

fn same_word(ours: &str, theirs: &str) -> bool {
    if ours == theirs {
        return true;
    }
    if theirs.contains(SHORTENER) {
        // A link has taken the place of ours; what stands around it must be the same.
        let bare = without_links(ours);
        return bare != ours && bare == without_links(theirs);
    }
    // X expands `example.com` to `http://example.com` and may add the root's slash.
    is_link(ours) && is_link(theirs) && link_key(ours) == link_key(theirs)
}

fn is_link(word: &str) -> bool {
    without_links(word) != word
}

/// A link without its scheme and last slash, its host in lower case.
fn link_key(link: &str) -> String {
    let bare = link.split_once("://").map_or(link, |(_, rest)| rest);
    let bare = bare.strip_suffix('/').unwrap_or(bare);
    match bare.find(['/', '?', '#']) {
        Some(at) => format!("{}{}", bare[..at].to_lowercase(), &bare[at..]),
        None => bare.to_lowercase(),
    }
}

/// When to read the account's own timeline after an attempt whose answer was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadPlan {
    /// When the attempt began.
    pub began: Timestamp,
    /// How long the network's timeline may lag, in the clock's own time.
    pub settle: TimeDelta,
}

/// What to do after reads that found nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextRead {
    /// Read at this instant, or now if it has passed.
    At(Timestamp),
    /// It is not there.
    Absent,
}

impl ReadPlan {
    /// `settle` is the network's own, in real time; `factor` is how much of the clock's time passes
    /// in a real second (1 unless time is lapsed; less than 1 counts as 1).
    pub fn new(began: Timestamp, settle: TimeDelta, factor: f64) -> Self {
        let factor = if factor.is_finite() { factor.max(1.0) } else { 1.0 };
        let milliseconds = (settle.num_milliseconds() as f64 * factor).ceil();
        // A float made an integer stops at the largest one, which is then no valid duration.
        let settle = TimeDelta::try_milliseconds(milliseconds as i64).unwrap_or(settle);
        Self { began, settle }
    }

    /// The first instant at which a read may count as 'it is not there'.
    pub fn first(&self) -> Timestamp {
        self.began + self.settle
    }

    /// What follows after `empty`, the instants at which reads began that found nothing, in any
    /// order. Those before [`Self::first`] don't count; the second that counts comes one settling
    /// time after the first.
    pub fn next(&self, empty: &[Timestamp]) -> NextRead {
        let counted = || empty.iter().filter(|at| **at >= self.first());
        match counted().min() {
            None => NextRead::At(self.first()),
            Some(_) if counted().count() >= 2 => NextRead::Absent,
            Some(first) => NextRead::At(*first + self.settle),
        }
    }
}
