//! What is an account's way of posting, in figures? Each [`Feature`] of a window of posts, or none
//! where there are too few posts to say.

use super::likeness::Alike;
use super::{Posted, rhythm};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// Fewer posts, links or hashtags than these give no share.
pub(super) const LEAST: usize = 5;

/// One thing that is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// Posts a day; a thread is one.
    PostsADay,
    /// The middle gap between two posts, in minutes.
    GapMedian,
    /// How far the middle half of the gaps lies apart, in minutes.
    GapSpread,
    /// The coefficient of variation of the gaps within a day: 0 is a clock.
    GapVariation,
    /// Posts at minute :00, in percent.
    OnTheHour,
    /// How evenly the minutes of the hour are used, in percent of the most possible.
    MinuteSpread,
    /// Links in a post.
    Links,
    /// Posts with a link, in percent.
    Linked,
    /// The part of all links that goes to the host linked most, in percent.
    TopHost,
    /// Hashtags in a post.
    Hashtags,
    /// Hashtags that were used before in the same window, in percent.
    HashtagRepeats,
    /// Accounts named in a post.
    Mentions,
    /// The likeness of a post with the most similar one of the week before, in percent, as a mean.
    Similarity,
    /// Posts with a near copy in the week before, in percent.
    NearCopies,
    /// Posts whose very text went out in the week before, in percent.
    ExactCopies,
    /// Posts with a near copy on another account of the owner, in percent.
    CrossCopies,
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// So many a day.
    ADay,
    /// Minutes.
    Minutes,
    /// A bare number.
    Number,
    /// Percent.
    Percent,
    /// So many in a post.
    APost,
}

impl Unit {
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::ADay => "a_day",
            Self::Minutes => "minutes",
            Self::Number => "number",
            Self::Percent => "percent",
            Self::APost => "a_post",
        }
    }
}

impl Feature {
    /// Every one, in the order in which they are shown.
    pub const ALL: [Self; 16] = [
        Self::PostsADay,
        Self::GapMedian,
        Self::GapSpread,
        Self::GapVariation,
        Self::OnTheHour,
        Self::MinuteSpread,
        Self::Links,
        Self::Linked,
        Self::TopHost,
        Self::Hashtags,
        Self::HashtagRepeats,
        Self::Mentions,
        Self::Similarity,
        Self::NearCopies,
        Self::ExactCopies,
        Self::CrossCopies,
    ];

    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::PostsADay => "posts_a_day",
            Self::GapMedian => "gap_median",
            Self::GapSpread => "gap_spread",
            Self::GapVariation => "gap_variation",
            Self::OnTheHour => "on_the_hour",
            Self::MinuteSpread => "minute_spread",
            Self::Links => "links",
            Self::Linked => "linked",
            Self::TopHost => "top_host",
            Self::Hashtags => "hashtags",
            Self::HashtagRepeats => "hashtag_repeats",
            Self::Mentions => "mentions",
            Self::Similarity => "similarity",
            Self::NearCopies => "near_copies",
            Self::ExactCopies => "exact_copies",
            Self::CrossCopies => "cross_copies",
        }
    }

    /// What its figure counts.
    pub fn unit(self) -> Unit {
        match self {
            Self::PostsADay => Unit::ADay,
            Self::GapMedian | Self::GapSpread => Unit::Minutes,
            Self::GapVariation => Unit::Number,
            Self::Links | Self::Hashtags | Self::Mentions => Unit::APost,
            Self::OnTheHour
            | Self::MinuteSpread
            | Self::Linked
            | Self::TopHost
            | Self::HashtagRepeats
            | Self::Similarity
            | Self::NearCopies
            | Self::ExactCopies
            | Self::CrossCopies => Unit::Percent,
        }
    }

    /// A smaller difference than this is called none, in the feature's own unit.
    pub(super) fn floor(self) -> f64 {
        match self.unit() {
            Unit::ADay => 1.0,
            Unit::Minutes => 2.0,
            Unit::Number | Unit::APost => 0.2,
            Unit::Percent => 5.0,
        }
    }
}

/// The figures of one window.
#[derive(Debug, Clone, PartialEq)]
pub struct Habits {
    figures: BTreeMap<Feature, f64>,
}

impl Habits {
    /// The figures of an account's posts in a window of so many days, sorted by time, and of what is
    /// alike in it.
    pub fn of(posts: &[&Posted], days: f64, zone: Tz, alike: Option<Alike>) -> Self {
        let figures = Feature::ALL
            .into_iter()
            .filter_map(|feature| Some((feature, figure(feature, posts, days, zone, alike)?)))
            .collect();
        Self { figures }
    }

    /// The middle of several accounts' figures, each feature by itself.
    pub fn middle(several: &[Self]) -> Self {
        let figures = Feature::ALL
            .into_iter()
            .filter_map(|feature| {
                let known: Vec<f64> = several.iter().filter_map(|one| one.get(feature)).collect();
                Some((feature, super::compare::median(&known)?))
            })
            .collect();
        Self { figures }
    }

    /// One figure, where there are enough posts for it.
    pub fn get(&self, feature: Feature) -> Option<f64> {
        self.figures.get(&feature).copied()
    }
}

fn figure(
    feature: Feature,
    posts: &[&Posted],
    days: f64,
    zone: Tz,
    alike: Option<Alike>,
) -> Option<f64> {
    let of_compared = |part: fn(&Alike) -> f64| {
        let alike = alike.filter(|alike| alike.posts >= LEAST)?;
        Some(100.0 * part(&alike) / alike.posts as f64)
    };
    match feature {
        Feature::PostsADay => (days > 0.0).then(|| posts.len() as f64 / days),
        Feature::GapMedian => rhythm::gap_median(posts),
        Feature::GapSpread => rhythm::gap_spread(posts),
        Feature::GapVariation => rhythm::gap_variation(posts, zone),
        Feature::OnTheHour => rhythm::on_the_hour(posts, zone),
        Feature::MinuteSpread => rhythm::minute_spread(posts, zone),
        Feature::Links => a_post(posts, |post| post.hosts.len()),
        Feature::Linked => {
            a_post(posts, |post| usize::from(!post.hosts.is_empty())).map(|share| 100.0 * share)
        }
        Feature::TopHost => top_host(posts),
        Feature::Hashtags => a_post(posts, |post| post.hashtags.len()),
        Feature::HashtagRepeats => hashtag_repeats(posts),
        Feature::Mentions => a_post(posts, |post| post.mentions.len()),
        Feature::Similarity => of_compared(|alike| alike.likeness),
        Feature::NearCopies => of_compared(|alike| alike.near as f64),
        Feature::ExactCopies => of_compared(|alike| alike.exact as f64),
        Feature::CrossCopies => of_compared(|alike| alike.copied as f64),
    }
}

fn a_post(posts: &[&Posted], count: impl Fn(&Posted) -> usize) -> Option<f64> {
    let all: usize = posts.iter().map(|post| count(post)).sum();
    (posts.len() >= LEAST).then(|| all as f64 / posts.len() as f64)
}

fn top_host(posts: &[&Posted]) -> Option<f64> {
    let mut counts = BTreeMap::<&str, usize>::new();
    for host in posts.iter().flat_map(|post| &post.hosts) {
        *counts.entry(host).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let most = *counts.values().max()?;
    (all >= LEAST).then(|| 100.0 * most as f64 / all as f64)
}

fn hashtag_repeats(posts: &[&Posted]) -> Option<f64> {
    let all: Vec<&String> = posts.iter().flat_map(|post| &post.hashtags).collect();
    let different: BTreeSet<&String> = all.iter().copied().collect();
    let repeats = all.len() - different.len();
    (all.len() >= LEAST).then(|| 100.0 * repeats as f64 / all.len() as f64)
}
