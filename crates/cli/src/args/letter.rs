//! What is asked about a letter to X?

use clap::{Args, ValueEnum};
use roost_api::requests::LetterLanguage;

/// `roost incident letter`.
#[derive(Debug, Args)]
#[command(after_help = "Nothing is sent: read it, fill in what is missing, and send it yourself.
'roost incident show ID' names the letters beside its steps: appeal, platform,
access_support, billing, forum.

Examples:
  roost incident letter 3 appeal
  roost incident letter 3 appeal --language de --changed 'fewer links' > appeal.txt")]
pub(crate) struct IncidentLetter {
    /// The incident
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Which letter
    #[arg(value_name = "LETTER")]
    pub(crate) letter: String,
    /// In which language
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) language: Language,
    /// What you have changed, in your words; - for standard input
    #[arg(long, value_name = "TEXT")]
    pub(crate) changed: Option<String>,
    /// What the account or the app is for, in your words
    #[arg(long, value_name = "TEXT")]
    pub(crate) purpose: Option<String>,
}

/// The languages of what is written for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// English
    En,
    /// German
    De,
}

impl From<Language> for LetterLanguage {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::De => Self::De,
        }
    }
}
