//! The posts that were accepted: by id, by author, and the texts of the last day that may not be
//! repeated.

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::wording::{Shown, Wording};

/// How long the same text by the same account counts as a duplicate. X does not publish it.
const DUPLICATE_WINDOW: TimeDelta = TimeDelta::hours(24);

/// A post that was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Post {
    /// Its id, which carries its time.
    pub(crate) id: u64,
    /// The author's user id.
    pub(crate) author: u64,
    /// As it was sent.
    pub(crate) text: String,
    /// When it was accepted.
    pub(crate) created_at: DateTime<Utc>,
    /// When timelines begin to show it.
    pub(crate) visible_from: DateTime<Utc>,
    /// The post that it answers.
    pub(crate) in_reply_to: Option<u64>,
    /// The first post of the conversation.
    pub(crate) conversation: u64,
    /// Ids of its media.
    pub(crate) media: Vec<u64>,
    /// Its poll.
    pub(crate) poll: Option<Poll>,
    /// Who may reply: `everyone` or one of X's words.
    pub(crate) reply_settings: String,
    /// It was accepted once, but is gone now.
    pub(crate) deleted: bool,
}

/// A poll of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Poll {
    /// 2 to 4 answers to choose from.
    pub(crate) options: Vec<String>,
    /// How long it runs.
    pub(crate) duration_minutes: u32,
}

/// A post and how X shows it.
#[derive(Debug)]
pub(crate) struct Standing {
    pub(crate) post: Post,
    pub(crate) shown: Shown,
}

#[derive(Debug, Default)]
struct Recent {
    by_text: HashMap<String, u64>,
    order: VecDeque<(DateTime<Utc>, u64, String)>,
}

/// All posts.
#[derive(Debug, Default)]
pub(crate) struct Posts {
    by_id: HashMap<u64, Standing>,
    order: Vec<u64>,
    timelines: HashMap<u64, Vec<u64>>,
    recent: HashMap<u64, Recent>,
}

impl Posts {
    /// Ids only rise, so every list stays in the order of time.
    pub(crate) fn insert(&mut self, post: Post) {
        self.order.push(post.id);
        self.timelines.entry(post.author).or_default().push(post.id);
        self.recent.entry(post.author).or_default().insert(&post);
        let shown = Wording::of(&post.text).shown(post.id, !post.media.is_empty());
        self.by_id.insert(post.id, Standing { post, shown });
    }

    pub(crate) fn delete(&mut self, id: u64) {
        let Some(standing) = self.by_id.get_mut(&id) else { return };
        standing.post.deleted = true;
        if let Some(recent) = self.recent.get_mut(&standing.post.author) {
            recent.forget(standing.post.text.trim(), id);
        }
    }

    /// A post that is still there.
    pub(crate) fn get(&self, id: u64) -> Option<&Standing> {
        self.by_id.get(&id).filter(|standing| !standing.post.deleted)
    }

    /// All posts, deleted ones too, oldest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Post> {
        self.order.iter().filter_map(|id| self.by_id.get(id)).map(|standing| &standing.post)
    }

    /// The ids of an author's posts, oldest first, deleted ones too.
    pub(crate) fn timeline(&self, author: u64) -> &[u64] {
        self.timelines.get(&author).map_or(&[], Vec::as_slice)
    }

    /// Has the author posted this text within the last day?
    pub(crate) fn is_duplicate(&self, author: u64, text: &str, now: DateTime<Utc>) -> bool {
        let recent = self.recent.get(&author);
        let earlier = recent.and_then(|recent| recent.by_text.get(text.trim()));
        let earlier = earlier.and_then(|id| self.by_id.get(id));
        earlier.is_some_and(|standing| now < standing.post.created_at + DUPLICATE_WINDOW)
    }
}

impl Recent {
    fn insert(&mut self, post: &Post) {
        while let Some((at, id, text)) = self.order.pop_front() {
            if post.created_at < at + DUPLICATE_WINDOW {
                self.order.push_front((at, id, text));
                break;
            }
            self.forget(&text, id);
        }
        let text = post.text.trim();
        if !text.is_empty() {
            self.by_text.insert(text.to_owned(), post.id);
            self.order.push_back((post.created_at, post.id, text.to_owned()));
        }
    }

    fn forget(&mut self, text: &str, id: u64) {
        if self.by_text.get(text) == Some(&id) {
            self.by_text.remove(text);
        }
    }
}
