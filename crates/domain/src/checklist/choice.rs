//! What can the owner see, and which tool stands beside a step? The closed sets of words that
//! checklists are made of.

use serde::{Deserialize, Serialize};

/// What the owner sees on the network's page, as they would say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Screen {
    /// A puzzle, or a button 'Start' and then a puzzle.
    Challenge,
    /// It wants a phone number, then a code by text or call.
    Phone,
    /// It has sent a code by mail.
    EmailCode,
    /// It wants a new password: it suspects somebody else.
    ChangePassword,
    /// Features are limited, with a time at which that ends.
    Limited,
    /// It names a post (or the picture or the name) that breaks a rule.
    NamedPost,
    /// It wants a proof of age or of who the owner is.
    Verify,
    /// The sign-in itself is refused: too many tries.
    Lockout,
    /// Somebody else has the account: strange posts, a changed mail address.
    Hacked,
    /// A banner says suspended.
    SuspendedBanner,
    /// Nothing at all: everything looks as ever.
    Nothing,
    /// None of these, or not looked yet.
    Unsure,
}

/// Which tool the page offers beside a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepAction {
    /// None.
    None,
    /// A draft of a letter.
    Letter,
    /// The ticket diary.
    Ticket,
    /// The end of a countdown.
    Countdown,
    /// Signing in again.
    Renew,
    /// 'I have unlocked it'.
    Unlocked,
    /// The way back.
    Resume,
    /// A look at what is queued.
    Lint,
}

impl Screen {
    /// Every screen.
    pub const ALL: [Self; 12] = [
        Self::Challenge,
        Self::Phone,
        Self::EmailCode,
        Self::ChangePassword,
        Self::Limited,
        Self::NamedPost,
        Self::Verify,
        Self::Lockout,
        Self::Hacked,
        Self::SuspendedBanner,
        Self::Nothing,
        Self::Unsure,
    ];

    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Challenge => "challenge",
            Self::Phone => "phone",
            Self::EmailCode => "email_code",
            Self::ChangePassword => "change_password",
            Self::Limited => "limited",
            Self::NamedPost => "named_post",
            Self::Verify => "verify",
            Self::Lockout => "lockout",
            Self::Hacked => "hacked",
            Self::SuspendedBanner => "suspended_banner",
            Self::Nothing => "nothing",
            Self::Unsure => "unsure",
        }
    }

    /// The screen of a contract word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|screen| screen.word() == word)
    }
}

impl StepAction {
    /// Every action.
    pub const ALL: [Self; 8] = [
        Self::None,
        Self::Letter,
        Self::Ticket,
        Self::Countdown,
        Self::Renew,
        Self::Unlocked,
        Self::Resume,
        Self::Lint,
    ];

    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Letter => "letter",
            Self::Ticket => "ticket",
            Self::Countdown => "countdown",
            Self::Renew => "renew",
            Self::Unlocked => "unlocked",
            Self::Resume => "resume",
            Self::Lint => "lint",
        }
    }

    /// The action of a contract word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.word() == word)
    }
}
