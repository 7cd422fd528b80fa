//! What was really posted, against what should have been? The simulator's ground truth, counted by
//! account and text, which no two segments of a crash run share.

use roost_simulator::AcceptedPost;
use std::collections::{HashMap, HashSet};
use std::fmt;

/// A segment that must be posted once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// By whom.
    pub handle: String,
    /// What it says; no other segment says it.
    pub text: String,
    /// The text of the segment that it answers: the one before it in a thread.
    pub answers: Option<String>,
}

/// The count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Segments that should be there.
    pub expected: usize,
    /// Those that are not.
    pub lost: Vec<String>,
    /// Those that are there more than once.
    pub twice: Vec<String>,
    /// Posts that nobody asked for, and segments that answer another post than they should.
    pub astray: Vec<String>,
    /// Segments that came after one that an account should have posted later.
    pub disordered: Vec<String>,
}

impl Tally {
    /// Counts `posts`, oldest first, against `expected`, in each account's order.
    pub fn of(expected: &[Expected], posts: &[AcceptedPost]) -> Self {
        let mut tally = Self { expected: expected.len(), ..Self::default() };
        let places: HashMap<(&str, &str), usize> =
            expected.iter().enumerate().map(|(place, one)| (key(one), place)).collect();
        let texts: HashMap<&str, &str> =
            posts.iter().map(|post| (post.id.as_str(), post.text.as_str())).collect();
        let mut seen = HashSet::new();
        let mut last_of: HashMap<&str, usize> = HashMap::new();
        for post in posts {
            let Some(&place) = places.get(&(post.handle.as_str(), post.text.as_str())) else {
                tally.astray.push(post.text.clone());
                continue;
            };
            if !seen.insert(place) {
                tally.twice.push(post.text.clone());
                continue;
            }
            let answers = post.in_reply_to.as_deref().and_then(|id| texts.get(id).copied());
            if answers != expected[place].answers.as_deref() {
                tally.astray.push(post.text.clone());
            }
            let last = last_of.entry(&post.handle).or_insert(place);
            if place < *last {
                tally.disordered.push(post.text.clone());
            }
            *last = place;
        }
        let lost = expected.iter().enumerate().filter(|(place, _)| !seen.contains(place));
        tally.lost = lost.map(|(_, one)| one.text.clone()).collect();
        tally
    }

    /// Everything is there, once, where it belongs.
    pub fn is_clean(&self) -> bool {
        let Self { lost, twice, astray, disordered, .. } = self;
        [lost, twice, astray, disordered].iter().all(|list| list.is_empty())
    }
}

fn key(one: &Expected) -> (&str, &str) {
    (&one.handle, &one.text)
}

impl fmt::Display for Tally {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { expected, lost, twice, astray, disordered } = self;
        let (lost_n, twice_n) = (lost.len(), twice.len());
        let (astray_n, disordered_n) = (astray.len(), disordered.len());
        write!(
            to,
            "{expected} posts: {lost_n} lost, {twice_n} twice, {astray_n} astray, \
             {disordered_n} out of order"
        )?;
        for (word, list) in
            [("lost", lost), ("twice", twice), ("astray", astray), ("out of order", disordered)]
        {
            for text in list.iter().take(5) {
                write!(to, "\n  {word}: {text}\n")?;
            }
        }
        Ok(())
    }
}
