//! What is asked about what came before incidents, about the evidence pack, and about slowing others?

use super::letter::Language;
use clap::Args;
use std::path::PathBuf;

/// `roost incident before`.
#[derive(Debug, Args)]
#[command(after_help = "Puts the 14 days before the incident beside the account's own normal and \
beside your accounts that were not locked. --all compares over all incidents.

Examples:
  roost incident before 3
  roost incident before --all")]
pub(crate) struct IncidentBefore {
    /// The incident
    #[arg(value_name = "ID", required_unless_present = "all")]
    pub(crate) id: Option<String>,
    /// All locks, suspensions, warnings and blocks together
    #[arg(long, conflicts_with = "id")]
    pub(crate) all: bool,
}

/// `roost incident report`.
#[derive(Debug, Args)]
#[command(
    after_help = "One zip with report.md, report.json and the raw answers, without secrets. \
Nothing is overwritten.

Examples:
  roost incident report 3
  roost incident report 3 --out ~/Desktop/lock.zip
  roost incident report 3 --language de"
)]
pub(crate) struct IncidentReport {
    /// The incident
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// A file that is not there yet, or a folder [default: reports/ in the data folder]
    #[arg(long, value_name = "F")]
    pub(crate) out: Option<PathBuf>,
    /// In which language
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) language: Language,
}

/// `roost incident slow`.
#[derive(Debug, Args)]
#[command(after_help = "For 48 hours the gap doubles and a day has half of the account's normal. \
Without accounts the offer is shown. What is over ends by itself; --end ends it at once.

Examples:
  roost incident slow 3
  roost incident slow 3 shop games
  roost incident slow 3 shop --end
  roost incident slow 3 --end")]
pub(crate) struct IncidentSlow {
    /// The incident of the locked account
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Accounts to slow beside those that are slowed already
    #[arg(value_name = "ACCOUNT")]
    pub(crate) accounts: Vec<String>,
    /// End it for these accounts; without accounts for all
    #[arg(long)]
    pub(crate) end: bool,
}
