//! What is known of a mail that claims to be of the network, and of the watch over the owner's
//! mailbox? Words and their order only: who reads mails is `crates/mail`, who keeps them the store.

use crate::Timestamp;
use std::time::Duration;

/// Whether a mail is of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailVerdict {
    /// The owner's own provider says so.
    Proven,
    /// It may be, and nothing proves it.
    NotProven,
    /// It is not.
    Failed,
}

impl MailVerdict {
    /// The word on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::NotProven => "not_proven",
            Self::Failed => "failed",
        }
    }
}

macro_rules! words {
    ($(#[doc = $about:literal])+ $name:ident { $($(#[doc = $doc:literal])+ $variant:ident = $word:literal,)+ }) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that is stored.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// The one of a word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

words! {
    /// Why a mail got its verdict.
    MailReason {
        /// The owner's provider says that DMARC passed for the sender's domain.
        Dmarc = "dmarc",
        /// The owner's provider says that DKIM passed with a key of the sender's domain.
        Dkim = "dkim",
        /// It is not known under which name the owner's provider writes its results.
        ProviderUnknown = "provider_unknown",
        /// The owner's provider wrote no result into this mail.
        NoResult = "no_result",
        /// What the owner's provider wrote can't be read.
        Unreadable = "unreadable",
        /// The owner's provider checked, and neither DMARC nor DKIM passed for the sender's domain.
        NothingPassed = "nothing_passed",
        /// A domain of X from which X says it writes no mail.
        OtherDomain = "other_domain",
        /// It names more than one sender.
        SeveralSenders = "several_senders",
        /// The owner's provider says that DMARC failed.
        DmarcFailed = "dmarc_failed",
        /// The sender's domain is made to look like one of X.
        LookAlikeDomain = "look_alike_domain",
        /// The sender's domain is written with letters that look like others.
        LookAlikeLetters = "look_alike_letters",
        /// The sender's name says X, the address is somebody else's.
        DisplayName = "display_name",
    }
}

impl MailReason {
    /// What follows from it.
    pub fn verdict(self) -> MailVerdict {
        match self {
            Self::Dmarc | Self::Dkim => MailVerdict::Proven,
            Self::ProviderUnknown
            | Self::NoResult
            | Self::Unreadable
            | Self::NothingPassed
            | Self::OtherDomain
            | Self::SeveralSenders => MailVerdict::NotProven,
            Self::DmarcFailed
            | Self::LookAlikeDomain
            | Self::LookAlikeLetters
            | Self::DisplayName => MailVerdict::Failed,
        }
    }
}

/// A verdict with what its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Why; the verdict follows from it.
    pub reason: MailReason,
    /// The sender's domain, in ASCII; empty where there is none.
    pub domain: String,
    /// The name under which the owner's provider writes its results; empty where it is not known.
    pub provider: String,
}

/// A mail that claims to be of the network. All texts are foreign: plain, bounded, without control
/// characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundMail {
    /// Its number in the mailbox.
    pub uid: u32,
    /// Name and address of its sender.
    pub from: String,
    /// Its subject.
    pub subject: String,
    /// When the owner's provider received it.
    pub received: Timestamp,
    /// What was made of it.
    pub judged: Judged,
}

words! {
    /// Why the mailbox can't be watched.
    MailTrouble {
        /// The provider refused name or password. Roost does not try again by itself.
        WrongPassword = "wrong_password",
        /// The vault has no password for it. Roost does not try again by itself.
        NoPassword = "no_password",
        /// The provider takes no password at all. Roost does not try again by itself.
        NoPasswordLogin = "no_password_login",
        /// Who answers can't prove to be this host.
        BadCertificate = "bad_certificate",
        /// No connection.
        Unreachable = "unreachable",
        /// No answer in time.
        Silent = "silent",
        /// The connection broke.
        Dropped = "dropped",
        /// The server sent more than it was asked for.
        TooMuch = "too_much",
        /// What answers does not speak IMAP.
        Garbled = "garbled",
        /// The server asks to come back later.
        Busy = "busy",
        /// The server refused something else than the password.
        Refused = "refused",
        /// The vault did not open.
        VaultClosed = "vault_closed",
    }
}

impl MailTrouble {
    /// Whether trying again by itself could only do harm: providers lock mailboxes after some wrong
    /// passwords.
    pub fn ends_the_watch(self) -> bool {
        match self {
            Self::WrongPassword | Self::NoPassword | Self::NoPasswordLogin => true,
            Self::BadCertificate
            | Self::Unreachable
            | Self::Silent
            | Self::Dropped
            | Self::TooMuch
            | Self::Garbled
            | Self::Busy
            | Self::Refused
            | Self::VaultClosed => false,
        }
    }
}

/// A mailbox that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {detail}", .trouble.word())]
pub struct MailFailure {
    /// What it is.
    pub trouble: MailTrouble,
    /// The cause in the words of the server or the system: foreign text, bounded, without secrets.
    pub detail: String,
}

/// Which mails are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookFor {
    /// Those that came at this time or later.
    pub received: Timestamp,
    /// Of those, the ones above this number.
    pub above_uid: u32,
    /// Under which name the owner's provider writes its results; `None` to learn it.
    pub provider: Option<Provider>,
}

/// What a look found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// Mails that claim to be of the network, by number.
    pub found: Vec<FoundMail>,
    /// Under which the numbers hold; another one, and they mean other mails.
    pub uid_validity: u32,
    /// Up to which number all mails were looked at.
    pub up_to_uid: u32,
    /// The provider's name, where it was not known and could be learned.
    pub learned: Option<Provider>,
    /// How many mails were left out, the oldest: there are bounds to one look.
    pub left_out: u64,
}

/// The pause after so many failures in a row, the first being 1: twice as long each time, at most 15
/// minutes, and up to half of it less by chance, so that many watchers don't come back at once. `dice`
/// is uniform over all of `u64`.
pub fn pause_after(first: Duration, failures: u32, dice: u64) -> Duration {
    let doubled = 2_u32.saturating_pow(failures.saturating_sub(1).min(16));
    let whole = first.saturating_mul(doubled).min(Duration::from_mins(15));
    whole.mul_f64(1.0 - 0.5 * (dice as f64 / u64::MAX as f64))
}

words! {
    /// What the watch does.
    MailWatchState {
        /// The owner has not switched it on.
        Off = "off",
        /// It is on, and nothing is looked for: no incident is open, or no loop runs.
        Resting = "resting",
        /// It watches, and the server tells of new mails.
        Idle = "idle",
        /// It watches, and asks every few minutes.
        Polling = "polling",
        /// Something is wrong; it tries again by itself.
        Retrying = "retrying",
        /// Something is wrong that only the owner can mend.
        Stopped = "stopped",
    }
}

/// Where the owner's mails lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The IMAP server.
    pub host: String,
    /// Its port; TLS from the first byte (RFC 8314).
    pub port: u16,
    /// The name by which the owner signs in there.
    pub user: String,
}

/// The port of IMAP with TLS from the first byte (RFC 8314, section 3.2).
pub const IMAPS: u16 = 993;

/// Why that can't be a mailbox.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadMailbox {
    /// Not a host.
    #[error("'{host}' is not the name of a server")]
    Host {
        /// As it was given.
        host: String,
    },
    /// Port 143 begins without TLS, 0 is none.
    #[error("port {port} can't be used")]
    Port {
        /// As it was given.
        port: u16,
    },
    /// Nothing, too long, or with control characters.
    #[error("this is not a user name")]
    User,
    /// Not a name that a provider could write.
    #[error("'{id}' is not the name of a provider")]
    Provider {
        /// As it was given.
        id: String,
    },
}

impl Mailbox {
    /// Reads it as the owner gave it.
    ///
    /// # Errors
    /// Which part can't be.
    pub fn new(host: &str, port: u16, user: &str) -> Result<Self, BadMailbox> {
        let host = host.trim().trim_end_matches('.').to_ascii_lowercase();
        let is_host = !host.is_empty()
            && host.len() <= 253
            && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'));
        if !is_host {
            return Err(BadMailbox::Host { host });
        }
        // 143 begins in the clear; STARTTLS is refused, so that nothing is ever said before TLS.
        if port == 0 || port == 143 {
            return Err(BadMailbox::Port { port });
        }
        let user = user.trim().to_owned();
        if user.is_empty() || user.len() > 320 || user.chars().any(char::is_control) {
            return Err(BadMailbox::User);
        }
        Ok(Self { host, port, user })
    }
}

/// The name under which the owner's provider writes its results (`authserv-id`, RFC 8601, 2.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider(String);

impl Provider {
    /// Reads a name; `*.example.org` stands for every host of a domain.
    ///
    /// # Errors
    /// Where it is none.
    pub fn new(id: &str) -> Result<Self, BadMailbox> {
        let id = id.trim().to_lowercase();
        let bare = id.strip_prefix("*.").unwrap_or(&id);
        let is_name = !bare.is_empty()
            && bare.len() <= 253
            && bare.chars().all(|c| !c.is_control() && !c.is_whitespace() && !"*;=\"()".contains(c))
            // A whole top-level domain is nobody's provider.
            && (bare == id || bare.contains('.'));
        if is_name { Ok(Self(id)) } else { Err(BadMailbox::Provider { id }) }
    }

    /// As it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a result is this provider's.
    pub fn wrote(&self, authserv_id: &str) -> bool {
        let id = authserv_id.to_lowercase();
        match self.0.strip_prefix('*') {
            Some(end) => id.len() > end.len() && id.ends_with(end),
            None => id == self.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("imap.example.org", 993, "news@example.org", true)]
    #[case(" IMAP.example.org. ", 10993, "news", true)]
    #[case("::1", 993, "news", true)]
    #[case("", 993, "news", false)]
    #[case("imap example", 993, "news", false)]
    #[case("imap.example.org", 143, "news", false)]
    #[case("imap.example.org", 0, "news", false)]
    #[case("imap.example.org", 993, " ", false)]
    #[case("imap.example.org", 993, "a\r\nb LOGOUT", false)]
    fn a_mailbox_is_read_once_and_strictly(
        #[case] host: &str,
        #[case] port: u16,
        #[case] user: &str,
        #[case] is: bool,
    ) {
        assert_eq!(Mailbox::new(host, port, user).is_ok(), is);
    }

    #[rstest]
    #[case("mx.example.org", "MX.example.org", true)]
    #[case("mx.example.org", "mx.example.org.evil.example", false)]
    #[case("mx.example.org", "evil-mx.example.org", false)]
    #[case("*.example.org", "mx4.example.org", true)]
    #[case("*.example.org", "example.org", false)]
    #[case("*.example.org", "evilexample.org", false)]
    #[case("*.example.org", ".example.org", false)]
    fn a_result_is_the_providers_by_its_name(
        #[case] own: &str,
        #[case] id: &str,
        #[case] is: bool,
    ) {
        assert_eq!(Provider::new(own).unwrap().wrote(id), is);
    }

    #[rstest]
    #[case("")]
    #[case("*.")]
    #[case("*")]
    #[case("*.org")]
    #[case("two words")]
    fn what_can_be_no_provider_is_refused(#[case] id: &str) {
        assert!(Provider::new(id).is_err());
    }

    #[test]
    fn pauses_grow_to_a_quarter_of_an_hour_and_never_beyond() {
        let (first, longest) = (Duration::from_secs(10), Duration::from_mins(15));
        assert_eq!(pause_after(first, 1, 0), first);
        assert_eq!(pause_after(first, 2, 0), first * 2);
        for failures in [8, 100, u32::MAX] {
            assert_eq!(pause_after(first, failures, 0), longest);
            assert_eq!(pause_after(first, failures, u64::MAX), longest / 2);
        }
        assert_eq!(pause_after(first, 0, u64::MAX), first / 2);
    }

    #[test]
    fn every_word_leads_back() {
        for reason in MailReason::ALL {
            assert_eq!(MailReason::from_word(reason.word()), Some(*reason));
        }
        for trouble in MailTrouble::ALL {
            assert_eq!(MailTrouble::from_word(trouble.word()), Some(*trouble));
        }
        for state in MailWatchState::ALL {
            assert_eq!(MailWatchState::from_word(state.word()), Some(*state));
        }
    }
}
