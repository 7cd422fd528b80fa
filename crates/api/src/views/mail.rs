//! What is answered about the owner's mailbox? Never its password. Mails are shown with their incidents.

use roost_domain::Timestamp;
use serde::Serialize;
use ts_rs::TS;

/// How the mail watch stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MailWatchView {
    /// Whether the owner switched it on.
    pub on: bool,
    /// The IMAP server; `null` where none was ever set.
    pub host: Option<String>,
    /// Its port.
    pub port: Option<u16>,
    /// The owner's name there.
    pub user: Option<String>,
    /// Under which name the provider writes its results; `null` while it is not known, and then nothing
    /// is proven.
    pub authserv_id: Option<String>,
    /// Whether that name was learned from the mails, not set.
    pub authserv_learned: bool,
    /// What the watch does.
    #[ts(type = "MailWatchState")]
    pub state: &'static str,
    /// What is wrong.
    #[ts(type = "MailTrouble | null")]
    pub trouble: Option<&'static str>,
    /// Both in words, with what to do.
    pub sentence: String,
    /// Since when the state is so.
    pub since: Option<Timestamp>,
    /// When it tries again by itself.
    pub retry_at: Option<Timestamp>,
    /// The last look that went well.
    pub looked_at: Option<Timestamp>,
}

/// What a look into the mailbox found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MailCheckedView {
    /// How the watch stands now.
    pub watch: MailWatchView,
    /// For how many incidents mails were looked for; where nothing is held, there is nothing to find.
    pub incidents: u32,
    /// How many mails were found that were not known.
    pub new: u32,
}
