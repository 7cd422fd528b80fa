//! How often may an endpoint be asked, and how much may an account post? The figures are those of
//! X's documentation of August 2026, the posting caps those reported since May 2026 (50 original
//! posts and 200 replies a day for unverified accounts).

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};

use crate::exchange::Answer;
use crate::route::Endpoint;

/// The length of the short window.
const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// The length of the long window.
const DAY: TimeDelta = TimeDelta::hours(24);
/// What the window's limit reads where no limit is kept; seen so on X.
const MEANINGLESS: u32 = 1_200_000;

/// Whether caps and rate limits are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Limits {
    /// As X documents them.
    #[default]
    AsOnX,
    /// None.
    Off,
}

/// What an account posts counts towards one of two caps of a rolling day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PostKind {
    Original,
    Reply,
}

impl PostKind {
    fn cap(self) -> usize {
        match self {
            Self::Original => 50,
            Self::Reply => 200,
        }
    }
}

/// A group of requests that share a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Group {
    CreatePost,
    DeletePost,
    LookUp,
    Timeline,
    Me,
    Upload,
    Initialize,
    Append,
    Finalize,
    UploadStatus,
    Describe,
    Other,
}

impl Group {
    fn of(endpoint: Endpoint<'_>) -> Self {
        match endpoint {
            Endpoint::CreatePost => Self::CreatePost,
            Endpoint::DeletePost(_) => Self::DeletePost,
            Endpoint::LookUpPosts | Endpoint::LookUpPost(_) => Self::LookUp,
            Endpoint::Timeline(_) => Self::Timeline,
            Endpoint::Me => Self::Me,
            Endpoint::Upload => Self::Upload,
            Endpoint::Initialize => Self::Initialize,
            Endpoint::Append(_) => Self::Append,
            Endpoint::Finalize(_) => Self::Finalize,
            Endpoint::UploadStatus => Self::UploadStatus,
            Endpoint::Describe => Self::Describe,
            Endpoint::InvalidateToken
            | Endpoint::RequestToken
            | Endpoint::AccessToken
            | Endpoint::AuthorizePage
            | Endpoint::AuthorizeChoice
            | Endpoint::OldUpload
            | Endpoint::Old
            | Endpoint::Unknown => Self::Other,
        }
    }

    /// Requests of one user within 15 minutes.
    fn per_window(self) -> u32 {
        match self {
            Self::CreatePost => 100,
            Self::DeletePost => 50,
            Self::LookUp => 5000,
            Self::Timeline => 900,
            Self::Me => 75,
            Self::Upload | Self::Describe => 500,
            Self::Initialize | Self::Append | Self::Finalize => 1875,
            Self::UploadStatus => 1000,
            Self::Other => 300,
        }
    }

    /// Requests of one app within 24 hours, where X counts them.
    fn per_app_day(self) -> Option<u32> {
        match self {
            Self::CreatePost => Some(10_000),
            Self::Upload => Some(50_000),
            Self::Initialize | Self::Append | Self::Finalize => Some(180_000),
            Self::DeletePost
            | Self::LookUp
            | Self::Timeline
            | Self::Me
            | Self::UploadStatus
            | Self::Describe
            | Self::Other => None,
        }
    }
}

/// A window that opens with its first request.
#[derive(Clone, Copy, Debug)]
struct Window {
    ends: DateTime<Utc>,
    used: u32,
}

/// What the meter showed at one request, for the answer's headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    window: Level,
    app_day: Option<Level>,
    /// A limit was reached before this request.
    pub(crate) is_spent: bool,
}

/// Limit, what is left of it, and when it is whole again (Unix seconds).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Level {
    limit: u32,
    remaining: u32,
    reset: i64,
}

impl Reading {
    /// Adds the rate-limit headers, but none of a group that the answer speaks of already.
    pub(crate) fn mark(&self, answer: Answer) -> Answer {
        let answer = mark(answer, "x-rate-limit", self.window);
        match self.app_day {
            Some(group) => mark(answer, "x-app-limit-24hour", group),
            None => answer,
        }
    }
}

fn mark(answer: Answer, prefix: &str, group: Level) -> Answer {
    if answer.header(&format!("{prefix}-limit")).is_some() {
        return answer;
    }
    answer
        .with(&format!("{prefix}-limit"), group.limit)
        .with(&format!("{prefix}-remaining"), group.remaining)
        .with(&format!("{prefix}-reset"), group.reset)
}

/// Counts requests and posts.
#[derive(Debug)]
pub(crate) struct Meter {
    limits: Limits,
    windows: HashMap<(Group, u64), Window>,
    app_days: HashMap<(Group, String), Window>,
    posted: HashMap<(u64, PostKind), VecDeque<DateTime<Utc>>>,
}

impl Meter {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, windows: HashMap::new(), app_days: HashMap::new(), posted: HashMap::new() }
    }

    /// Counts one request. One that finds a limit reached is not counted further.
    pub(crate) fn count(
        &mut self,
        endpoint: Endpoint<'_>,
        user: u64,
        consumer_key: &str,
        now: DateTime<Utc>,
    ) -> Reading {
        let group = Group::of(endpoint);
        if self.limits == Limits::Off {
            let reset = (now + WINDOW).timestamp();
            let window = Level { limit: MEANINGLESS, remaining: MEANINGLESS - 1, reset };
            return Reading { window, app_day: None, is_spent: false };
        }
        let window = self.windows.entry((group, user)).or_insert(Window { ends: now, used: 0 });
        let (window, is_window_spent) = window.count(group.per_window(), WINDOW, now);
        let app_day = group.per_app_day().map(|limit| {
            let key = (group, consumer_key.to_owned());
            self.app_days.entry(key).or_insert(Window { ends: now, used: 0 }).count(limit, DAY, now)
        });
        let is_day_spent = app_day.is_some_and(|(_, is_spent)| is_spent);
        let app_day = app_day.map(|(group, _)| group);
        Reading { window, app_day, is_spent: is_window_spent || is_day_spent }
    }

    /// May `user` post one more of this kind?
    pub(crate) fn allows(&mut self, user: u64, kind: PostKind, now: DateTime<Utc>) -> bool {
        if self.limits == Limits::Off {
            return true;
        }
        let times = self.posted.entry((user, kind)).or_default();
        // What lies ahead was posted before the clock was set back: it belongs to no day of now.
        while times.front().is_some_and(|at| *at + DAY <= now || *at > now) {
            times.pop_front();
        }
        times.len() < kind.cap()
    }

    /// Counts a post that was accepted.
    pub(crate) fn posted(&mut self, user: u64, kind: PostKind, now: DateTime<Utc>) {
        if self.limits == Limits::AsOnX {
            self.posted.entry((user, kind)).or_default().push_back(now);
        }
    }
}

impl Window {
    fn count(&mut self, limit: u32, length: TimeDelta, now: DateTime<Utc>) -> (Level, bool) {
        // A clock that was set back would leave the window open for long: it starts anew then.
        let is_over = now >= self.ends || now + length < self.ends;
        if is_over {
            *self = Self { ends: now + length, used: 0 };
        }
        let is_spent = self.used >= limit;
        if !is_spent {
            self.used += 1;
        }
        let reset = self.ends.timestamp();
        (Level { limit, remaining: limit - self.used, reset }, is_spent)
    }
}
