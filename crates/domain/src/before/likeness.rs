//! How much alike are posts, and accounts? Texts are compared by the four-letter pieces they have in
//! common, which works in every language and sees through a changed word.
//!
//! The measure is Jaccard's: pieces in both by pieces in either, 0 to 1. Links, case and blanks do
//! not count; the same headline with another link is the same post to a reader. Only the newest
//! posts that share a rare piece are compared, so that the cost grows with the posts, not with their
//! square.

use super::Posted;
use crate::ids::AccountId;
use crate::text::without_links;
use chrono::TimeDelta;
use std::collections::{BTreeMap, HashMap};

/// From this Jaccard likeness on two posts are near copies. Dated 2026-11-22: X names no figure
/// ("duplicate or substantially similar", platform manipulation policy); headlines that differ in one
/// word of ten lie at about 0.75, two headlines of the same topic below 0.3.
pub const NEAR: f64 = 0.6;

/// From this likeness of two accounts on their owner is offered to slow the other when one locks.
/// Dated 2026-11-22, Roost's own choice: a third of the one's posts, or of its links and hashtags,
/// are the other's too.
pub const ALIKE: f64 = 0.33;

/// Letters in a piece.
const PIECE: usize = 4;

/// A post is compared with what went out so long before it; so a longer window finds no more copies
/// than a short one only because it is longer.
const LOOK_BACK: TimeDelta = TimeDelta::days(7);

/// So many of the newest posts with a piece are considered, and so many of the most promising are
/// then compared in full.
const HOLDERS: usize = 16;
const COMPARED: usize = 6;

/// At most so many posts of an account, the newest, are compared: 140 a day for 14 days. And so many of
/// all accounts together.
pub const MOST_COMPARED: usize = 2_000;
const MOST_TOGETHER: usize = 6_000;

/// What is alike among posts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Alike {
    /// Posts that were compared.
    pub posts: usize,
    /// Those whose text, link included, went out on the account within the week before.
    pub exact: usize,
    /// Those of which a near copy did, exact ones included.
    pub near: usize,
    /// Those of which a near copy went out on another account, a week earlier or later at most.
    pub copied: usize,
    /// The greatest likeness of each with an earlier one of its account, summed.
    pub likeness: f64,
}

/// What is alike on each account among posts of one or several, sorted by time.
pub fn alike(posts: &[&Posted]) -> BTreeMap<AccountId, Alike> {
    let newest = &posts[posts.len().saturating_sub(MOST_TOGETHER)..];
    let prints: Vec<Print> = newest.iter().map(|post| Print::of(post)).collect();
    let mut found: Vec<Found> = vec![Found::default(); prints.len()];
    let mut index = Index::default();
    for (at, print) in prints.iter().enumerate() {
        let mine = newest[at];
        for (earlier, likeness) in index.nearest(&prints, print) {
            let other = newest[earlier];
            if mine.at - other.at > LOOK_BACK {
                continue;
            }
            if other.account == mine.account {
                found[at].likeness = found[at].likeness.max(likeness);
                found[at].exact |= print.whole == prints[earlier].whole;
            } else if likeness >= NEAR {
                found[at].copied = true;
                found[earlier].copied = true;
            }
        }
        index.add(at, print);
    }
    let mut by_account = BTreeMap::<AccountId, Alike>::new();
    for (post, found) in newest.iter().zip(found) {
        let sum = by_account.entry(post.account).or_default();
        sum.posts += 1;
        sum.exact += usize::from(found.exact);
        sum.near += usize::from(found.exact || found.likeness >= NEAR);
        sum.copied += usize::from(found.copied);
        sum.likeness += found.likeness;
    }
    by_account
}

/// How much alike two accounts are, 0 to 1, and by what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kinship {
    /// The share of the smaller account's posts that are near copies of the other's.
    pub copies: f64,
    /// How far the hosts they link to, and the hashtags they use, are the same: for each the smaller
    /// of both shares, summed. The mean of hosts and hashtags, where both have them.
    pub marks: f64,
}

impl Kinship {
    /// The greater of both.
    pub fn likeness(self) -> f64 {
        self.copies.max(self.marks)
    }
}

/// How much alike two accounts' posts are. Each is sorted by time.
pub fn kinship(one: &[&Posted], other: &[&Posted]) -> Kinship {
    let (Some(a), Some(b)) = (one.first(), other.first()) else {
        return Kinship { copies: 0.0, marks: 0.0 };
    };
    let mut both: Vec<&Posted> = one.iter().chain(other).copied().collect();
    both.sort_by_key(|post| post.at);
    let found = alike(&both);
    let share = |account: AccountId| {
        found.get(&account).map_or(0.0, |alike| alike.copied as f64 / alike.posts.max(1) as f64)
    };
    let hosts = overlap(one, other, |post| &post.hosts);
    let hashtags = overlap(one, other, |post| &post.hashtags);
    let marks = match (hosts, hashtags) {
        (Some(hosts), Some(hashtags)) => f64::midpoint(hosts, hashtags),
        (Some(either), None) | (None, Some(either)) => either,
        (None, None) => 0.0,
    };
    Kinship { copies: share(a.account).max(share(b.account)), marks }
}

/// For each mark the smaller of both shares, summed; none where an account has under five marks.
fn overlap(
    one: &[&Posted],
    other: &[&Posted],
    marks: impl Fn(&Posted) -> &Vec<String>,
) -> Option<f64> {
    let shares = |posts: &[&Posted]| -> Option<BTreeMap<String, f64>> {
        let all: Vec<&String> = posts.iter().flat_map(|post| marks(post)).collect();
        if all.len() < super::habits::LEAST {
            return None;
        }
        let each = 1.0 / all.len() as f64;
        let mut shares = BTreeMap::new();
        for mark in all {
            *shares.entry(mark.clone()).or_default() += each;
        }
        Some(shares)
    };
    let (one, other) = (shares(one)?, shares(other)?);
    let smaller = |(mark, share): (&String, &f64)| share.min(*other.get(mark).unwrap_or(&0.0));
    Some(one.iter().map(smaller).sum::<f64>().clamp(0.0, 1.0))
}

#[derive(Debug, Clone, Copy, Default)]
struct Found {
    exact: bool,
    copied: bool,
    likeness: f64,
}

/// What is compared of a text.
struct Print {
    /// Hashes of its pieces, sorted, each once.
    pieces: Vec<u64>,
    /// The hash of all of it, links included, case and blanks aside.
    whole: u64,
}

impl Print {
    fn of(post: &Posted) -> Self {
        let lower = post.text.to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let letters: Vec<char> = without_links(&lower).chars().collect();
        let mut pieces: Vec<u64> = match letters.len() {
            0 => Vec::new(),
            1..=PIECE => vec![hash(letters.iter().copied())],
            _ => letters.windows(PIECE).map(|piece| hash(piece.iter().copied())).collect(),
        };
        pieces.sort_unstable();
        pieces.dedup();
        Self { pieces, whole: hash(words.join(" ").chars()) }
    }

    /// Jaccard's likeness; two texts of nothing but links are alike if the links are.
    fn likeness(&self, other: &Self) -> f64 {
        if self.whole == other.whole {
            return 1.0;
        }
        let (mut a, mut b, mut common) = (0, 0, 0_usize);
        while let (Some(one), Some(two)) = (self.pieces.get(a), other.pieces.get(b)) {
            common += usize::from(one == two);
            a += usize::from(one <= two);
            b += usize::from(two <= one);
        }
        let either = self.pieces.len() + other.pieces.len() - common;
        if either == 0 { 0.0 } else { common as f64 / either as f64 }
    }
}

/// FNV-1a of characters (Fowler, Noll, Vo; 64 bit).
fn hash(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Which posts hold a piece.
#[derive(Default)]
struct Index {
    holders: HashMap<u64, Vec<usize>>,
    wholes: HashMap<u64, Vec<usize>>,
}

impl Index {
    fn add(&mut self, at: usize, print: &Print) {
        keep_newest(self.wholes.entry(print.whole).or_default(), at);
        for piece in &print.pieces {
            keep_newest(self.holders.entry(*piece).or_default(), at);
        }
    }

    /// Earlier posts with the most pieces in common, and those of the very same text, each with its
    /// likeness.
    fn nearest(&self, prints: &[Print], print: &Print) -> Vec<(usize, f64)> {
        let mut hits = HashMap::<usize, usize>::new();
        for piece in &print.pieces {
            for holder in self.holders.get(piece).into_iter().flatten() {
                *hits.entry(*holder).or_default() += 1;
            }
        }
        let mut most: Vec<(usize, usize)> = hits.into_iter().collect();
        most.sort_unstable_by_key(|(at, hits)| (std::cmp::Reverse(*hits), std::cmp::Reverse(*at)));
        most.truncate(COMPARED);
        let same = self.wholes.get(&print.whole).into_iter().flatten().copied();
        let mut candidates: Vec<usize> = most.into_iter().map(|(at, _)| at).chain(same).collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates.into_iter().map(|at| (at, print.likeness(&prints[at]))).collect()
    }
}

fn keep_newest(holders: &mut Vec<usize>, at: usize) {
    if holders.len() >= HOLDERS {
        holders.remove(0);
    }
    holders.push(at);
}
