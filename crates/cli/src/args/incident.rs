//! What is asked about incidents?

use super::before::{IncidentBefore, IncidentReport, IncidentSlow};
use super::casefile::{IncidentCountdown, IncidentLook, IncidentSee, IncidentStep, TicketCommand};
use super::letter::IncidentLetter;
use clap::{Args, Subcommand};

/// `roost incident ...`.
#[derive(Debug, Subcommand)]
pub(crate) enum IncidentCommand {
    /// List all incidents, newest first
    #[command(after_help = "Example:\n  roost incident list --json")]
    List,
    /// Show one incident: what X said, what is kept, what to do now
    #[command(after_help = "Example:\n  roost incident show 3")]
    Show {
        /// The incident
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Say which screen X's page shows you, and the steps follow it
    See(IncidentSee),
    /// Mark a step as done
    Step(IncidentStep),
    /// Enter the countdown that X's page shows
    Countdown(IncidentCountdown),
    /// Let Roost look once a day, or not
    Look(IncidentLook),
    /// Forms and mails that you sent
    #[command(subcommand)]
    Ticket(TicketCommand),
    /// Draft a letter to X with what is known; sends nothing
    Letter(IncidentLetter),
    /// Show what came before: how this account posted against its normal
    Before(IncidentBefore),
    /// Write the evidence pack: one zip for a support form, without secrets
    Report(IncidentReport),
    /// Slow accounts with similar posts for 48 hours, or end that
    Slow(IncidentSlow),
    /// Close an incident whose account was removed
    #[command(after_help = "Example:\n  roost incident close 3")]
    Close {
        /// The incident
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Say that you have unlocked it; Roost looks with one read
    #[command(after_help = "Exit code 1 if the account is still locked; its posts stay held then.\
\n\nExample:\n  roost incident unlocked 3")]
    Unlocked {
        /// The incident
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Bring the posting back: shows the new plan, then asks
    Resume(IncidentResume),
    /// Write a line into the incident's diary
    #[command(after_help = "Example:\n  roost incident note 3 'appeal sent, ticket 0123'")]
    Note {
        /// The incident
        #[arg(value_name = "ID")]
        id: String,
        /// The line; - for standard input
        #[arg(value_name = "TEXT")]
        text: String,
    },
}

/// `roost incident resume`.
#[derive(Debug, Args)]
#[command(
    after_help = "One quiet post goes first; the rest follow only after it is confirmed, within a \
daily allowance that grows from week to week.

Examples:
  roost incident resume 3
  roost incident resume 3 --first 42 --yes
  roost incident resume 3 --shares 10,25,50,100 --days-per-stage 10"
)]
pub(crate) struct IncidentResume {
    /// The incident
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// The delivery that goes out first, as the quiet post
    #[arg(long, value_name = "DELIVERY")]
    pub(crate) first: Option<String>,
    /// Stages of your own, in percent of the posts a day before; the last is 100
    #[arg(long, value_name = "PERCENT,...", value_delimiter = ',')]
    pub(crate) shares: Option<Vec<f64>>,
    /// How many days each of these stages lasts [default: 7]
    #[arg(long, value_name = "DAYS", requires = "shares")]
    pub(crate) days_per_stage: Option<u32>,
    /// Take the plan as printed, do not ask
    #[arg(long)]
    pub(crate) yes: bool,
}
