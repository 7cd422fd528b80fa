//! What may be set: how the window looks and speaks. Accounts have their own rules.

use roost_domain::settings::{Contrast, Language, Theme, WeekStart};
use serde::Deserialize;
use ts_rs::TS;

/// Changes settings; what is not said stays.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SettingsSet {
    /// Light or dark.
    #[serde(default)]
    #[ts(optional, type = "Theme")]
    pub theme: Option<Theme>,
    /// How strong contrasts are.
    #[serde(default)]
    #[ts(optional, type = "Contrast")]
    pub contrast: Option<Contrast>,
    /// In which language Roost speaks.
    #[serde(default)]
    #[ts(optional, type = "LanguageChoice")]
    pub language: Option<Language>,
    /// The zone of the calendar: an IANA name, or `null` for the machine's own.
    #[serde(default, deserialize_with = "said")]
    #[ts(optional = nullable, as = "Option<String>")]
    pub zone: Option<Option<String>>,
    /// On which day a week begins.
    #[serde(default)]
    #[ts(optional, type = "WeekStart")]
    pub week_start: Option<WeekStart>,
    /// Whether incidents are told by the system's notifications.
    #[serde(default)]
    pub notify_incidents: Option<bool>,
    /// Whether missed deliveries are.
    #[serde(default)]
    pub notify_missed: Option<bool>,
    /// Whether the first run is over.
    #[serde(default)]
    pub first_run_done: Option<bool>,
}

/// Tells `null` from what is not there.
#[expect(clippy::option_option, reason = "serde itself tells the three cases apart that way")]
fn said<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(from).map(Some)
}
