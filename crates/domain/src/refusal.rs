//! What did a network mean when it did not publish? A [`Refusal`] is the classified answer: its
//! kind, whom it concerns, and what Roost does about it. The words are a contract (`roost explain`).

use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// Whom a refusal concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// This post only; the account goes on.
    Post,
    /// The account that signed.
    Account,
    /// The developer app, and so every account on it.
    App,
    /// The network itself, for everybody.
    Network,
    /// This machine (its clock).
    Machine,
    /// Not known yet: the diagnose ladder decides.
    Unknown,
}

/// What kind of refusal it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalKind {
    /// The account is temporarily locked (326 and its like).
    Locked,
    /// The account is suspended.
    Suspended,
    /// The network thinks the request looked automated (226): a lock is near.
    Automated,
    /// Keys or tokens were not accepted.
    Credentials,
    /// The app may not write (261).
    WriteBlocked,
    /// The app is suspended (416).
    AppSuspended,
    /// A setting of the app in the developer console is wrong.
    Setup,
    /// Credits, spending limit or usage cap.
    Money,
    /// The account's posting allowance is used up (185, day headers at 0).
    Allowance,
    /// A rate-limit window is used up (88, 429).
    RateLimit,
    /// The same text was posted lately (187).
    Duplicate,
    /// The post's content is not accepted.
    Content,
    /// The post's media are not accepted.
    Media,
    /// Replying to, or quoting, that post is not allowed.
    ReplyGate,
    /// The post that is replied to is gone or hidden.
    TargetGone,
    /// The network is overloaded; the outcome is unknown.
    OverCapacity,
    /// The network failed or did not answer; the outcome is unknown.
    ServerError,
    /// This machine's clock is wrong (135).
    Clock,
    /// The endpoint is gone: Roost must be updated.
    Retired,
    /// A 403 that can mean several things.
    Doubtful,
    /// No refusal: it was published, or is so already.
    None,
}

/// What Roost does about a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalAction {
    /// Hold the account's queue and open an incident.
    HoldAccount,
    /// Hold every account of the app and open an incident.
    HoldApp,
    /// Hold everything on this machine.
    HoldAll,
    /// Wait until a stated time.
    Wait,
    /// Try once more (media uploaded again).
    Retry,
    /// Look at the account's own posts before anything else.
    Reconcile,
    /// Fail this post with what to change.
    FailPost,
    /// Climb the diagnose ladder.
    Diagnose,
    /// Nothing.
    None,
}

/// The classified answer of a network that did not publish (or published under protest).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Whom it concerns.
    pub scope: Scope,
    /// What it is.
    pub kind: RefusalKind,
    /// What Roost does.
    pub action: RefusalAction,
    /// Id of the rule in the classifier's dated data file that decided.
    pub rule: String,
    /// Legacy error codes found in the body, in order.
    pub codes: Vec<u32>,
    /// The network's own words (message, detail or title), plain text, at most 500 characters.
    pub message: String,
    /// The known end of the wait (a rate window's reset, a `reset_date`), where there is one.
    pub until: Option<Timestamp>,
}

impl RefusalKind {
    /// The word of the contract, as in JSON and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Locked => "locked",
            Self::Suspended => "suspended",
            Self::Automated => "automated",
            Self::Credentials => "credentials",
            Self::WriteBlocked => "write_blocked",
            Self::AppSuspended => "app_suspended",
            Self::Setup => "setup",
            Self::Money => "money",
            Self::Allowance => "allowance",
            Self::RateLimit => "rate_limit",
            Self::Duplicate => "duplicate",
            Self::Content => "content",
            Self::Media => "media",
            Self::ReplyGate => "reply_gate",
            Self::TargetGone => "target_gone",
            Self::OverCapacity => "over_capacity",
            Self::ServerError => "server_error",
            Self::Clock => "clock",
            Self::Retired => "retired",
            Self::Doubtful => "doubtful",
            Self::None => "none",
        }
    }

    /// Every kind, for tables of words and tests.
    pub const ALL: [Self; 21] = [
        Self::Locked,
        Self::Suspended,
        Self::Automated,
        Self::Credentials,
        Self::WriteBlocked,
        Self::AppSuspended,
        Self::Setup,
        Self::Money,
        Self::Allowance,
        Self::RateLimit,
        Self::Duplicate,
        Self::Content,
        Self::Media,
        Self::ReplyGate,
        Self::TargetGone,
        Self::OverCapacity,
        Self::ServerError,
        Self::Clock,
        Self::Retired,
        Self::Doubtful,
        Self::None,
    ];

    /// The kind of a contract word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Scope {
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Account => "account",
            Self::App => "app",
            Self::Network => "network",
            Self::Machine => "machine",
            Self::Unknown => "unknown",
        }
    }
}

impl RefusalAction {
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::HoldAccount => "hold_account",
            Self::HoldApp => "hold_app",
            Self::HoldAll => "hold_all",
            Self::Wait => "wait",
            Self::Retry => "retry",
            Self::Reconcile => "reconcile",
            Self::FailPost => "fail_post",
            Self::Diagnose => "diagnose",
            Self::None => "none",
        }
    }
}
