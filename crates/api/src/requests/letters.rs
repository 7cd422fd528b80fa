//! What may be asked about letters to the network?

use serde::Deserialize;
use ts_rs::TS;

/// Drafts a letter with what is known of an incident.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IncidentLetter {
    /// The incident.
    pub id: String,
    /// One of the letters that its steps name.
    pub letter: String,
    /// In which language; the door's own where nothing is said.
    #[serde(default)]
    pub language: Option<LetterLanguage>,
    /// What the owner has changed, in their words.
    #[serde(default)]
    pub changed: Option<String>,
    /// What the account or the app is for, in their words.
    #[serde(default)]
    pub purpose: Option<String>,
}

/// The language of what is written for others: a letter, an evidence pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterLanguage {
    /// English.
    En,
    /// German.
    De,
}
