//! What is answered about letters to the network.

use serde::Serialize;
use ts_rs::TS;

/// A draft. It is never sent by Roost; the owner reads it, changes it, and sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LetterView {
    /// Which letter.
    pub letter: String,
    /// The page on which it is sent, or that belongs to the address.
    pub place: String,
    /// The mail address, where there is one.
    pub to: Option<String>,
    /// Its subject, plain text.
    pub subject: String,
    /// Its text, plain, with gaps such as `[please fill in: …]`.
    pub body: String,
    /// Opens the owner's mail program with it (RFC 6068); without the text where that is too long.
    pub mailto: Option<String>,
    /// `en` or `de`.
    pub language: &'static str,
    /// What the owner still has to fill in, in words.
    pub missing: Vec<String>,
}
