//! What can be played? Every kind of incident, for a lock with what its owner sees on X's page; and
//! what ends it there.

use roost_domain::refusal::RefusalKind;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use ts_rs::TS;

/// The kinds of incident that can be played: all that hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PlayKind")]
pub enum Kind {
    /// X locks the account.
    Locked,
    /// X suspends the account.
    Suspended,
    /// X warns that the account looks automated.
    Automated,
    /// The account's tokens are no longer good.
    Credentials,
    /// X takes the right to write from the app.
    WriteBlocked,
    /// X suspends the app.
    AppSuspended,
    /// The app's console lacks a setting.
    Setup,
    /// The credits are gone.
    Money,
    /// X says no in words that can mean several things.
    Doubtful,
    /// X says that this machine's clock is wrong.
    Clock,
    /// X has switched an address off.
    Retired,
}

/// What the owner sees on X's page, where the way out depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PlayScreen")]
pub enum Screen {
    /// A challenge to solve.
    Challenge,
    /// A phone number to confirm.
    Phone,
    /// A code that came by mail.
    EmailCode,
    /// A password to change; that ends all tokens as well.
    ChangePassword,
    /// Limited features until a countdown has run out.
    Limited,
    /// A post to delete or to appeal for.
    NamedPost,
}

/// What is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Play {
    kind: Kind,
    screen: Option<Screen>,
}

/// No such play.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPlay {
    /// No such kind.
    #[error("there is no drill of '{found}'; there are {}", Kind::WORDS.join(", "))]
    Kind {
        /// What was asked for.
        found: String,
    },
    /// No such screen.
    #[error("there is no screen '{found}'; there are {}", Screen::WORDS.join(", "))]
    Screen {
        /// What was asked for.
        found: String,
    },
    /// Only a lock has several screens.
    #[error("only a drill of 'locked' has a screen, one of '{}' has not", kind.word())]
    NoScreens {
        /// Which kind.
        kind: Kind,
    },
}

/// What the owner does on X's page, and what a drill does for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PlayDeed")]
pub enum Deed {
    /// What the page asks, which unlocks the account.
    UnlockAccount,
    /// The form, whose answer lets the app go.
    UnblockApp,
    /// Credits are bought.
    TopUp,
    /// The setting is put right in the console.
    FixSetting,
    /// The account allows the app again, and Roost gets the new tokens.
    RenewTokens,
    /// The machine's clock is set right.
    SetClock,
    /// Roost is brought up to date.
    Update,
    /// Nothing: the network lets go by itself.
    Wait,
}

/// How posting comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Return {
    /// The owner takes the way back, and a ramp follows.
    ByRamp,
    /// The ramp begins by itself.
    ByItself,
    /// At its old times, once a read has proved that all is well.
    AtOnce,
}

/// Whom it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// One account.
    Account,
    /// Every account of the app, or of the machine: in a drill the same ones.
    Everyone,
}

impl Kind {
    /// Every kind, in the order in which they are listed.
    pub const ALL: [Self; 11] = [
        Self::Locked,
        Self::Suspended,
        Self::Automated,
        Self::Credentials,
        Self::WriteBlocked,
        Self::AppSuspended,
        Self::Setup,
        Self::Money,
        Self::Doubtful,
        Self::Clock,
        Self::Retired,
    ];

    /// Their words, in the same order.
    pub const WORDS: [&'static str; 11] = [
        "locked",
        "suspended",
        "automated",
        "credentials",
        "write_blocked",
        "app_suspended",
        "setup",
        "money",
        "doubtful",
        "clock",
        "retired",
    ];

    /// Its word, that of the incident's kind.
    pub fn word(self) -> &'static str {
        self.refusal().word()
    }

    /// The incident's kind.
    pub fn refusal(self) -> RefusalKind {
        match self {
            Self::Locked => RefusalKind::Locked,
            Self::Suspended => RefusalKind::Suspended,
            Self::Automated => RefusalKind::Automated,
            Self::Credentials => RefusalKind::Credentials,
            Self::WriteBlocked => RefusalKind::WriteBlocked,
            Self::AppSuspended => RefusalKind::AppSuspended,
            Self::Setup => RefusalKind::Setup,
            Self::Money => RefusalKind::Money,
            Self::Doubtful => RefusalKind::Doubtful,
            Self::Clock => RefusalKind::Clock,
            Self::Retired => RefusalKind::Retired,
        }
    }

    /// The kind of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What ends an incident of this kind on X's side.
    pub fn deed(self) -> Deed {
        match self {
            Self::Locked | Self::Suspended | Self::Doubtful => Deed::UnlockAccount,
            Self::Automated => Deed::Wait,
            Self::Credentials => Deed::RenewTokens,
            Self::WriteBlocked | Self::AppSuspended => Deed::UnblockApp,
            Self::Setup => Deed::FixSetting,
            Self::Money => Deed::TopUp,
            Self::Clock => Deed::SetClock,
            Self::Retired => Deed::Update,
        }
    }

    pub(crate) fn comes_back(self) -> Return {
        match self {
            Self::Locked
            | Self::Suspended
            | Self::WriteBlocked
            | Self::AppSuspended
            | Self::Doubtful => Return::ByRamp,
            Self::Automated => Return::ByItself,
            Self::Credentials | Self::Setup | Self::Money | Self::Clock | Self::Retired => {
                Return::AtOnce
            }
        }
    }

    pub(crate) fn reach(self) -> Reach {
        match self {
            Self::Locked
            | Self::Suspended
            | Self::Automated
            | Self::Credentials
            | Self::Doubtful => Reach::Account,
            Self::WriteBlocked
            | Self::AppSuspended
            | Self::Setup
            | Self::Money
            | Self::Clock
            | Self::Retired => Reach::Everyone,
        }
    }
}

impl Screen {
    /// Every screen.
    pub const ALL: [Self; 6] = [
        Self::Challenge,
        Self::Phone,
        Self::EmailCode,
        Self::ChangePassword,
        Self::Limited,
        Self::NamedPost,
    ];

    /// Their words, in the same order.
    pub const WORDS: [&'static str; 6] =
        ["challenge", "phone", "email_code", "change_password", "limited", "named_post"];

    /// Its word, that of the checklist's screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Challenge => "challenge",
            Self::Phone => "phone",
            Self::EmailCode => "email_code",
            Self::ChangePassword => "change_password",
            Self::Limited => "limited",
            Self::NamedPost => "named_post",
        }
    }

    /// The screen of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|screen| screen.word() == word)
    }
}

impl Play {
    /// A play; a lock without a screen shows the challenge.
    pub fn of(kind: Kind, screen: Option<Screen>) -> Result<Self, BadPlay> {
        match (kind, screen) {
            (Kind::Locked, screen) => {
                Ok(Self { kind, screen: Some(screen.unwrap_or(Screen::Challenge)) })
            }
            (kind, Some(_)) => Err(BadPlay::NoScreens { kind }),
            (kind, None) => Ok(Self { kind, screen: None }),
        }
    }

    /// Which kind.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What stands on X's page.
    pub fn screen(&self) -> Option<Screen> {
        self.screen
    }

    /// A name for files: `locked-phone`, `money`.
    pub fn name(&self) -> String {
        self.to_string().replace(':', "-")
    }
}

/// `KIND` or `KIND:SCREEN`.
impl FromStr for Play {
    type Err = BadPlay;

    fn from_str(text: &str) -> Result<Self, BadPlay> {
        let (kind, screen) = match text.split_once(':') {
            Some((kind, screen)) => (kind, Some(screen)),
            None => (text, None),
        };
        let found = kind.to_owned();
        let kind = Kind::of_word(kind).ok_or(BadPlay::Kind { found })?;
        let known = |word: &str| {
            Screen::of_word(word).ok_or_else(|| BadPlay::Screen { found: word.to_owned() })
        };
        Self::of(kind, screen.map(known).transpose()?)
    }
}

impl fmt::Display for Play {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.word())?;
        match self.screen {
            Some(screen) => write!(f, ":{}", screen.word()),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("locked", "locked:challenge")]
    #[case("locked:phone", "locked:phone")]
    #[case("money", "money")]
    fn a_play_is_written_as_it_is_read(#[case] text: &str, #[case] written: &str) {
        let play: Play = text.parse().unwrap();
        assert_eq!(play.to_string(), written);
        assert_eq!(play.to_string().parse(), Ok(play));
    }

    #[rstest]
    #[case("lost")]
    #[case("locked:window")]
    #[case("money:phone")]
    #[case("")]
    fn what_is_no_play_is_refused(#[case] text: &str) {
        assert!(text.parse::<Play>().is_err());
    }

    #[test]
    fn every_kind_and_screen_is_listed_by_its_word() {
        assert_eq!(Kind::ALL.map(Kind::word), Kind::WORDS);
        assert_eq!(Screen::ALL.map(Screen::word), Screen::WORDS);
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
        }
        for screen in Screen::ALL {
            assert_eq!(serde_json::to_value(screen).unwrap(), screen.word());
        }
    }
}
