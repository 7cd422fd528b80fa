//! What is written into an incident's case file?

use super::values::Span;
use clap::{Args, Subcommand, ValueEnum};

/// `roost incident see`.
#[derive(Debug, Args)]
#[command(
    after_help = "The steps follow what you see. Without SCREEN the choices are listed; 'unsure' is \
always one of them.

Examples:
  roost incident see 3
  roost incident see 3 phone
  roost incident see 3 --clear"
)]
pub(crate) struct IncidentSee {
    /// The incident
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// What X's page shows
    #[arg(value_name = "SCREEN")]
    pub(crate) screen: Option<String>,
    /// Take back what was said
    #[arg(long, conflicts_with = "screen")]
    pub(crate) clear: bool,
}

/// `roost incident step`.
#[derive(Debug, Args)]
#[command(after_help = "'roost incident show ID' names the steps.

Examples:
  roost incident step 3 open_access
  roost incident step 3 real_mail --note 'came at 14:10'
  roost incident step 3 check_connected --skip")]
pub(crate) struct IncidentStep {
    /// The incident
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// The step
    #[arg(value_name = "STEP")]
    pub(crate) step: String,
    /// It is left out
    #[arg(long, conflicts_with = "todo")]
    pub(crate) skip: bool,
    /// It is to be done after all
    #[arg(long)]
    pub(crate) todo: bool,
    /// What to write beside it
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

/// `roost incident countdown`.
#[derive(Debug, Args)]
#[command(
    after_help = "When it is over Roost looks once, by itself, and reminds you. Nothing is sent \
before that.

Examples:
  roost incident countdown 3 --for 12h
  roost incident countdown 3 --at '2026-12-01 18:30'
  roost incident countdown 3 --clear"
)]
pub(crate) struct IncidentCountdown {
    /// The incident
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// When it ends, in the account's zone or RFC 3339
    #[arg(long, value_name = "T", required_unless_present_any = ["length", "clear"])]
    pub(crate) at: Option<String>,
    /// How long it still runs
    #[arg(long = "for", value_name = "D", conflicts_with = "at")]
    pub(crate) length: Option<Span>,
    /// There is none
    #[arg(long, conflicts_with_all = ["at", "length"])]
    pub(crate) clear: bool,
}

/// `roost incident look`.
#[derive(Debug, Args)]
#[command(
    after_help = "Off by default: a held account is silent. On, one read asks X once in 24 hours, \
at the time that 'roost incident show' tells.

Examples:
  roost incident look 3 on
  roost incident look 3 off"
)]
pub(crate) struct IncidentLook {
    /// The incident
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Whether Roost looks
    #[arg(value_name = "on|off", value_enum, hide_possible_values = true)]
    pub(crate) daily: Daily,
}

/// Whether Roost looks once a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Daily {
    /// It does.
    On,
    /// It does not.
    Off,
}

/// `roost incident ticket ...`.
#[derive(Debug, Subcommand)]
pub(crate) enum TicketCommand {
    /// Write a form or mail down that you sent; you are reminded after 3 and 7 days
    #[command(
        after_help = "Examples:\n  roost incident ticket add 3 https://help.x.com/forms/platform --number 0123\n  \
roost incident ticket add 3 support@x.com --sent '2026-11-30 14:00'"
    )]
    Add {
        /// The incident
        #[arg(value_name = "ID")]
        id: String,
        /// Where you sent it: the form's address, or the mail address
        #[arg(value_name = "PLACE")]
        place: String,
        /// The number that came back
        #[arg(long, value_name = "NUMBER")]
        number: Option<String>,
        /// When you sent it [default: now]
        #[arg(long, value_name = "T")]
        sent: Option<String>,
    },
    /// Write down what was answered
    #[command(
        after_help = "Examples:\n  roost incident ticket answer 3 1 'we are looking into it'\n  \
roost incident ticket answer 3 1 'unlocked' --closed"
    )]
    Answer {
        /// The incident
        #[arg(value_name = "ID")]
        id: String,
        /// The ticket
        #[arg(value_name = "TICKET")]
        ticket: String,
        /// The answer; - for standard input
        #[arg(value_name = "TEXT")]
        text: String,
        /// Nothing more is waited for; its reminders are dropped
        #[arg(long)]
        closed: bool,
    },
}
