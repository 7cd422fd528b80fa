//! What would X take for a post? From a dated data file, so that a new price is no change of code.
//! Practice takes nothing.

use chrono::NaiveDate;
use roost_domain::account::NetworkKind;
use roost_domain::text::links;
use serde::Deserialize;
use std::sync::OnceLock;

/// The prices of one day, in millionths of a US dollar.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// Of which day they are.
    pub as_of: NaiveDate,
    /// Where they were read.
    pub source: String,
    /// Creating a post.
    post: u64,
    /// Creating a post whose text holds a link.
    post_with_link: u64,
    /// Giving one media file its alt text.
    media_alt: u64,
}

/// What a post costs on one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Millionths of a US dollar; `None` where nothing is taken.
    pub micro_usd: Option<u64>,
    /// Whether a link makes it dearer.
    pub with_link: bool,
}

/// One segment, as far as its price goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Priced<'a> {
    pub(crate) text: &'a str,
    /// How many of its media have an alt text.
    pub(crate) alts: usize,
}

impl Prices {
    /// The prices that this build knows.
    pub fn known() -> &'static Self {
        static KNOWN: OnceLock<Prices> = OnceLock::new();
        #[expect(clippy::expect_used, reason = "the file is compiled in and a test reads it")]
        KNOWN.get_or_init(|| {
            toml::from_str(include_str!("../../data/x-prices.toml")).expect("the prices are sound")
        })
    }

    /// What a thread of these segments costs on a network.
    pub(crate) fn of(&self, network: NetworkKind, segments: &[Priced<'_>]) -> Cost {
        let is_linked = |segment: &&Priced<'_>| !links(segment.text).is_empty();
        let linked = segments.iter().filter(is_linked).count() as u64;
        let plain = segments.len() as u64 - linked;
        let alts: usize = segments.iter().map(|segment| segment.alts).sum();
        let sum = plain * self.post + linked * self.post_with_link + alts as u64 * self.media_alt;
        let micro_usd = match network {
            NetworkKind::X => Some(sum),
            NetworkKind::Practice => None,
        };
        Cost { micro_usd, with_link: micro_usd.is_some() && linked > 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_makes_a_post_about_thirteen_times_dearer_and_practice_is_free() {
        let prices = Prices::known();
        let segment = |text| Priced { text, alts: 0 };
        let plain = prices.of(NetworkKind::X, &[segment("hello")]);
        assert_eq!(plain, Cost { micro_usd: Some(15_000), with_link: false });
        let linked = prices.of(NetworkKind::X, &[segment("see example.com")]);
        assert_eq!(linked, Cost { micro_usd: Some(200_000), with_link: true });
        let thread = [segment("one"), Priced { text: "two example.com", alts: 2 }];
        assert_eq!(prices.of(NetworkKind::X, &thread).micro_usd, Some(225_000));
        assert_eq!(prices.of(NetworkKind::Practice, &thread).micro_usd, None);
    }
}
