//! What is answered about settings and copies of the database.

use roost_domain::Timestamp;
use roost_domain::settings::{Contrast, Language, Theme, WeekStart};
use serde::Serialize;
use ts_rs::TS;

/// How the window looks and speaks.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Settings {
    /// Light or dark.
    #[ts(type = "Theme")]
    pub theme: Theme,
    /// How strong contrasts are.
    #[ts(type = "Contrast")]
    pub contrast: Contrast,
    /// In which language Roost speaks.
    #[ts(type = "LanguageChoice")]
    pub language: Language,
    /// The zone of the calendar; `null` for the machine's own.
    pub zone: Option<String>,
    /// The zone that holds now.
    pub effective_zone: String,
    /// On which day a week begins.
    #[ts(type = "WeekStart")]
    pub week_start: WeekStart,
    /// Whether incidents are told by the system's notifications.
    pub notify_incidents: bool,
    /// Whether missed deliveries are.
    pub notify_missed: bool,
    /// Whether the first run is over.
    pub first_run_done: bool,
    /// Every zone that can be set, by name.
    pub zones: Vec<&'static str>,
    /// The folder of the database, the media and the copies; empty for a store without one.
    pub data_folder: String,
    /// This Roost's version.
    pub version: &'static str,
}

/// A copy of the database.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BackupView {
    /// Where it lies.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// When it was made.
    pub at: Timestamp,
    /// By the owner's wish, the daily one, or from before a change of the schema.
    #[ts(type = "BackupKind")]
    pub kind: &'static str,
}
