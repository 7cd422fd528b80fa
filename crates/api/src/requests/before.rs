//! What may be asked about slowing accounts and about the evidence pack?

use crate::requests::LetterLanguage;
use serde::Deserialize;
use ts_rs::TS;

/// Slows accounts while another one is locked.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct IncidentSlow {
    /// The incident of the locked account.
    pub id: String,
    /// All accounts that shall be slowed for it. Those that are slowed and not named are slowed no
    /// longer: an empty list ends it for all.
    pub accounts: Vec<String>,
}

/// Writes the evidence pack of an incident.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IncidentReport {
    /// The incident.
    pub id: String,
    /// Where to: a file that does not exist yet, or a folder. Else `reports/` in the data folder.
    #[serde(default)]
    pub path: Option<String>,
    /// In which language; the door's own where nothing is said.
    #[serde(default)]
    pub language: Option<LetterLanguage>,
}
