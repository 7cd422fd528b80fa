//! What may be asked about an incident's case file?

use serde::Deserialize;
use ts_rs::TS;

/// Says what the owner sees on the network's page.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IncidentSee {
    /// The incident.
    pub id: String,
    /// One of the incident's screens; nothing takes it back.
    #[serde(default)]
    pub screen: Option<String>,
}

/// Marks a step of the checklist.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IncidentStep {
    /// The incident.
    pub id: String,
    /// The step.
    pub step: String,
    /// What to say of it.
    pub mark: StepMark,
    /// What to write beside it; what stands there stays where nothing is said.
    #[serde(default)]
    pub note: Option<String>,
}

/// What the owner says of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepMark {
    /// It is to be done yet.
    Todo,
    /// It is done.
    Done,
    /// It is left out.
    Skipped,
}

/// Enters the countdown that the network's page shows.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IncidentCountdown {
    /// The incident.
    pub id: String,
    /// When it ends, RFC 3339 or wall time of the account; nothing takes it back.
    #[serde(default)]
    pub ends_at: Option<String>,
}

/// Switches 'look once a day' on or off.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IncidentLookDaily {
    /// The incident.
    pub id: String,
    /// Whether Roost looks once a day.
    pub on: bool,
}

/// Writes a form or mail down that was sent.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IncidentTicketAdd {
    /// The incident.
    pub id: String,
    /// Where it was sent.
    pub place: String,
    /// The number that came back.
    #[serde(default)]
    pub number: Option<String>,
    /// When, RFC 3339 or wall time of the account; now where nothing is said.
    #[serde(default)]
    pub sent_at: Option<String>,
}

/// Writes down what was answered to a ticket.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IncidentTicketAnswer {
    /// The incident.
    pub id: String,
    /// The ticket.
    pub ticket: String,
    /// What was answered.
    pub answer: String,
    /// Whether nothing more is waited for.
    pub closed: bool,
}
