//! What may be asked about the plan, incidents and the vault.

use serde::Deserialize;
use ts_rs::TS;

/// How far the plan looks.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PlanDays {
    /// Days from today on, at most 366.
    pub days: u32,
}

/// Names an incident.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IncidentNamed {
    /// Its id.
    pub id: String,
}

/// Plans the way back, or takes the plan.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IncidentResume {
    /// Its id.
    pub id: String,
    /// The quiet post; the earliest held one where nothing is said.
    #[serde(default)]
    pub first: Option<String>,
    /// The ramp's stages in percent of the posts before, the last 100; else the product's own.
    #[serde(default)]
    pub shares: Option<Vec<f64>>,
    /// How many days each of these stages lasts, 1 to 28; 7 where nothing is said.
    #[serde(default)]
    pub days_per_stage: Option<u32>,
}

/// Writes into an incident's diary.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IncidentNote {
    /// Its id.
    pub id: String,
    /// What to write.
    pub text: String,
}

/// Moves the secrets to another place.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct VaultMove {
    /// `keyring` or `file`.
    pub to: String,
}
