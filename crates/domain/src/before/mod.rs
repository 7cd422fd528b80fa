//! What came before an incident? Posts of one account in the 14 days before it are put beside the
//! account's own earlier normal and beside the owner's accounts that were not locked: how much, how
//! regular, with which links, hashtags and mentions, and how much alike.
//!
//! Product words, section 'What came before'. What each figure means stands beside it in
//! [`Feature`]; the statistic over several incidents in [`compare`].

pub mod compare;
mod habits;
pub mod likeness;
mod rhythm;
mod windows;

#[cfg(test)]
mod figures;

pub use habits::{Feature, Habits, Unit};
pub use windows::{BEFORE_DAYS, NORMAL_DAYS, Windows};

use crate::Timestamp;
use crate::ids::AccountId;
use crate::text::{self, Limits};

/// A post that went out, read as what can be counted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// Where.
    pub account: AccountId,
    /// When; of a thread its first segment.
    pub at: Timestamp,
    /// All its text.
    pub text: String,
    /// The host of each link, in lower case, without `www.`.
    pub hosts: Vec<String>,
    /// Its hashtags, in lower case, with their sign.
    pub hashtags: Vec<String>,
    /// The accounts it names, in lower case, with their sign.
    pub mentions: Vec<String>,
}

impl Posted {
    /// Reads a post's text.
    pub fn read(account: AccountId, at: Timestamp, text: String) -> Self {
        let found = text::count(&text, Limits::STANDARD);
        let lower = |spans: Vec<text::Span>| -> Vec<String> {
            spans.into_iter().map(|span| span.text.to_lowercase()).collect()
        };
        let hosts = found.urls.iter().map(|span| host_of(&span.text)).collect();
        Self {
            account,
            at,
            hosts,
            hashtags: lower(found.hashtags),
            mentions: lower(found.mentions),
            text,
        }
    }
}

/// The host of a link as [`text::links`] finds it, with or without a protocol.
fn host_of(link: &str) -> String {
    let after_protocol = link.split_once("://").map_or(link, |(_, rest)| rest);
    let authority = after_protocol.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().to_lowercase();
    host.strip_prefix("www.").unwrap_or(&host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::plain("https://example.com/a?b=1#c", "example.com")]
    #[case::capitals_and_www("HTTP://WWW.Example.COM", "example.com")]
    #[case::without_protocol("example.org/path", "example.org")]
    #[case::with_a_port("https://example.com:8443/x", "example.com")]
    fn a_links_host_is_told_alike(#[case] link: &str, #[case] host: &str) {
        assert_eq!(host_of(link), host);
    }

    #[test]
    fn a_post_is_read_as_hosts_hashtags_and_mentions() {
        let at = chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let text = "Read https://News.example.com/1 by @Ann #NBA #nba".to_owned();
        let post = Posted::read(AccountId(1), at, text);
        assert_eq!(post.hosts, ["news.example.com"]);
        assert_eq!(post.hashtags, ["#nba", "#nba"]);
        assert_eq!(post.mentions, ["@ann"]);
    }
}
