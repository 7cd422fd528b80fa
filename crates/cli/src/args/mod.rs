//! What did the owner ask for? The whole command line as types; everything is parsed here, once,
//! and the rest of the crate never sees raw text where a type exists. Names and flags are a
//! contract that scripts are written against; help texts are the doc comments.

mod account;
mod before;
mod casefile;
mod incident;
mod letter;
mod mail;
mod media;
mod more;
mod post;
mod run;
mod values;

pub(crate) use account::{
    AccountAdd, AccountCommand, AccountRemove, AccountSet, AccountSlots, AddPractice, AddX, Renew,
};
pub(crate) use before::{IncidentBefore, IncidentReport, IncidentSlow};
pub(crate) use casefile::{
    Daily, IncidentCountdown, IncidentLook, IncidentSee, IncidentStep, TicketCommand,
};
pub(crate) use incident::{IncidentCommand, IncidentResume};
pub(crate) use letter::IncidentLetter;
pub(crate) use mail::{MailCommand, MailSet};
pub(crate) use media::MediaArgs;
pub(crate) use more::{
    AppCommand, Completions, Count, DrillArgs, Explain, SimulatorArgs, VaultCommand, VaultPlace,
};
pub(crate) use post::{PostAdd, PostCommand, PostConfirm, PostEdit, PostList, PostMove, PostWords};
pub(crate) use run::RunArgs;
pub(crate) use values::{CapArg, Span};

use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Everything that a call of `roost` says.
#[derive(Debug, Parser)]
#[command(
    name = "roost",
    version,
    about = "Schedules posts to X from your own machine, and keeps your accounts safe.",
    long_about = "Schedules posts to X from your own machine, and keeps your accounts safe.\n\n\
        When X locks an account, Roost stops at the first sign, keeps every post in its place, \
        walks you through the unlock, checks quietly that the door is open, and brings the \
        posting back slowly.",
    after_help = "Examples:
  roost drill locked                            see it all, without keys, in a minute
  roost account add practice --handle news      an account to practise with
  roost post add --account news --at '2026-12-01 09:00' 'Good morning'
  roost run                                     the loop that sends what is due
  roost status                                  what goes on

Exit codes: 0 done, 1 refused or not found (the message says why and what to do), 2 wrong usage.",
    subcommand_required = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub(crate) struct Cli {
    /// The folder with queue, history and settings [default: the platform's data folder]
    #[arg(
        long,
        global = true,
        env = "ROOST_DATA_DIR",
        value_name = "DIR",
        hide_env_values = true,
        help_heading = "Everywhere"
    )]
    pub(crate) data_dir: Option<PathBuf>,

    /// Print JSON for scripts; errors come as {"error":{"kind","message"}} on standard error
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub(crate) json: bool,

    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the loop that sends what is due
    Run(RunArgs),
    /// Developer apps: the keys through which accounts post
    #[command(subcommand)]
    App(AppCommand),
    /// Accounts: add them, set their rules and weekly slots
    #[command(subcommand)]
    Account(AccountCommand),
    /// Posts: add, list, change, take back
    #[command(subcommand)]
    Post(PostCommand),
    /// Say in one sentence why a delivery has not gone out
    #[command(after_help = "Example:\n  roost why 42")]
    Why {
        /// The delivery, as `roost post list` shows it
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Show what goes out when, with findings
    #[command(after_help = "Example:\n  roost plan --days 14")]
    Plan {
        /// How many days ahead
        #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=366))]
        days: u32,
    },
    /// Show how things stand: accounts, incidents, what comes next
    #[command(after_help = "Example:\n  roost status --json")]
    Status,
    /// Pause posting on all accounts
    #[command(
        after_help = "The pause is kept on disk: it works while the loop runs elsewhere, and over \
        restarts.\n\nExample:\n  roost pause"
    )]
    Pause,
    /// End the pause of all accounts
    #[command(after_help = "Example:\n  roost resume")]
    Resume,
    /// Incidents: locks, suspensions, write-blocks, and the way back
    #[command(subcommand)]
    Incident(IncidentCommand),
    /// The mail watch: finds mails of X in your inbox while an incident holds posts
    #[command(subcommand)]
    Mail(MailCommand),
    /// Play an incident on the Practice network, from the lock to the way back
    Drill(DrillArgs),
    /// Count a text as X does: weighted length, links, mentions, hashtags
    Count(Count),
    /// Say what an answer of X means: the classifier on a saved answer
    Explain(Explain),
    /// Run the X simulator on this machine
    Simulator(SimulatorArgs),
    /// Where secrets lie: the keyring or an encrypted file
    #[command(subcommand)]
    Vault(VaultCommand),
    /// Check keys, clock, database and vault
    #[command(after_help = "Asks every real account's network once who it is (a signed read), \
        except for accounts that are held.\n\nExample:\n  roost doctor")]
    Doctor,
    /// Say that this folder may post again, after a restore or a move to another machine
    #[command(
        name = "confirm-folder",
        after_help = "Until then nothing is sent from a restored or copied folder, and what was \
        due since the copy is unconfirmed: it is looked for before anything is sent, so that \
        nothing is posted twice.\n\nExample:\n  roost confirm-folder"
    )]
    ConfirmFolder,
    /// Print completions for a shell
    Completions(Completions),
}
