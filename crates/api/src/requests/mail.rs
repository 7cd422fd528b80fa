//! What may be asked about the owner's mailbox?

use crate::requests::SecretText;
use serde::Deserialize;
use ts_rs::TS;

/// Sets the mail watch up and switches it on; what is not said stays.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MailSet {
    /// The IMAP server.
    #[serde(default)]
    pub host: Option<String>,
    /// Its port, with TLS from the first byte; 993 where none was ever said.
    #[serde(default)]
    pub port: Option<u16>,
    /// The owner's name there.
    #[serde(default)]
    pub user: Option<String>,
    /// The password; needed where server or name change. It goes to the vault.
    #[serde(default)]
    pub password: Option<SecretText>,
    /// Under which name the provider writes its results (RFC 8601), as in `mx.example.org` or
    /// `*.example.org`; empty to learn it.
    #[serde(default)]
    pub authserv_id: Option<String>,
}

/// Switches the mail watch off.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MailOff {
    /// Whether the mailbox is forgotten, and its password erased.
    #[serde(default)]
    pub forget: Option<bool>,
}
