//! How does the owner want the window to look and speak? Kept in the database, so that it goes with
//! the folder; what was never set is as the domain says.

use crate::desk::Desk;
use crate::desk::names::zone_of;
use crate::error::EngineError;
use chrono_tz::Tz;
use roost_domain::settings::{Contrast, Language, Theme, WeekStart};
use roost_store::Tx;
use std::path::PathBuf;

/// What the owner set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// How strong contrasts are.
    pub contrast: Contrast,
    /// In which language Roost speaks.
    pub language: Language,
    /// The zone of the calendar; `None` for the machine's own.
    pub zone: Option<Tz>,
    /// On which day a week begins.
    pub week_start: WeekStart,
    /// Whether incidents are told by the system's notifications.
    pub notify_incidents: bool,
    /// Whether missed deliveries are.
    pub notify_missed: bool,
    /// Whether the first run is over.
    pub first_run_done: bool,
}

/// Changes; what is not said stays.
#[derive(Debug, Clone, Default)]
pub struct SettingChanges {
    /// Light or dark.
    pub theme: Option<Theme>,
    /// How strong contrasts are.
    pub contrast: Option<Contrast>,
    /// In which language Roost speaks.
    pub language: Option<Language>,
    /// The zone of the calendar; `Some(None)` for the machine's own.
    pub zone: Option<Option<String>>,
    /// On which day a week begins.
    pub week_start: Option<WeekStart>,
    /// Whether incidents are told.
    pub notify_incidents: Option<bool>,
    /// Whether missed deliveries are.
    pub notify_missed: Option<bool>,
    /// Whether the first run is over.
    pub first_run_done: Option<bool>,
}

impl Desk {
    /// What the owner set.
    pub async fn settings_show(&self) -> Result<Settings, EngineError> {
        self.read(read_settings).await
    }

    /// Changes settings.
    pub async fn settings_set(&self, changes: SettingChanges) -> Result<Settings, EngineError> {
        let zone = match &changes.zone {
            Some(Some(name)) => Some(Some(zone_of(name)?)),
            Some(None) => Some(None),
            None => None,
        };
        self.write(move |tx| {
            let words = [
                ("theme", changes.theme.map(Theme::word)),
                ("contrast", changes.contrast.map(Contrast::word)),
                ("language", changes.language.map(Language::word)),
                ("week_start", changes.week_start.map(WeekStart::word)),
                ("notify_incidents", changes.notify_incidents.map(word_of)),
                ("notify_missed", changes.notify_missed.map(word_of)),
                ("first_run_done", changes.first_run_done.map(word_of)),
            ];
            for (key, word) in words {
                if word.is_some() {
                    tx.set_setting(key, word)?;
                }
            }
            if let Some(zone) = zone {
                tx.set_setting("zone", zone.map(Tz::name))?;
            }
            read_settings(tx)
        })
        .await
    }

    /// The machine's zone: that of the calendar where none was set.
    pub fn machine_zone(&self) -> Tz {
        self.parts.zone
    }

    /// The folder of the database; `None` for one in memory.
    pub fn data_folder(&self) -> Option<PathBuf> {
        self.parts.store.folder().map(|folder| folder.root().to_owned())
    }
}

/// What was set. A word that this Roost doesn't know is as if nothing had been set.
pub(crate) fn read_settings(tx: &Tx<'_>) -> Result<Settings, EngineError> {
    let all = tx.all_settings()?;
    let word = |key: &str| all.get(key).map(String::as_str);
    let is_on = |key: &str, before: bool| word(key).map_or(before, |word| word == "on");
    Ok(Settings {
        theme: word("theme").and_then(Theme::from_word).unwrap_or_default(),
        contrast: word("contrast").and_then(Contrast::from_word).unwrap_or_default(),
        language: word("language").and_then(Language::from_word).unwrap_or_default(),
        zone: word("zone").and_then(|name| name.parse().ok()),
        week_start: word("week_start").and_then(WeekStart::from_word).unwrap_or_default(),
        notify_incidents: is_on("notify_incidents", true),
        notify_missed: is_on("notify_missed", true),
        first_run_done: is_on("first_run_done", false),
    })
}

fn word_of(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}
