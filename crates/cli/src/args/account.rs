//! What is asked about accounts?

use super::{CapArg, Span};
use clap::{Args, Subcommand, ValueEnum};

/// `roost account ...`.
#[derive(Debug, Subcommand)]
pub(crate) enum AccountCommand {
    /// Add an account
    #[command(subcommand)]
    Add(AccountAdd),
    /// List all accounts
    #[command(after_help = "Example:\n  roost account list --json")]
    List,
    /// Show one account with its rules and slots
    #[command(after_help = "Example:\n  roost account show news")]
    Show {
        /// Its handle, or practice:HANDLE or x:HANDLE
        #[arg(value_name = "H")]
        account: String,
    },
    /// Pause one account
    #[command(
        after_help = "Examples:\n  roost account pause news\n  roost account pause news --for 2h"
    )]
    Pause {
        /// Its handle
        #[arg(value_name = "H")]
        account: String,
        /// End the pause after this time
        #[arg(long = "for", value_name = "D", conflicts_with = "until")]
        length: Option<Span>,
        /// End the pause at this time: RFC 3339, or 'YYYY-MM-DD HH:MM' in the account's zone
        #[arg(long, value_name = "T")]
        until: Option<String>,
    },
    /// End the pause of one account
    #[command(after_help = "Example:\n  roost account resume news")]
    Resume {
        /// Its handle
        #[arg(value_name = "H")]
        account: String,
    },
    /// Sign an account in again, with new tokens
    Renew(Renew),
    /// Remove an account; its waiting posts become drafts
    Remove(AccountRemove),
    /// Set an account's rules
    Set(AccountSet),
    /// Show or set an account's weekly slots
    Slots(AccountSlots),
}

/// `roost account add ...`.
#[derive(Debug, Subcommand)]
pub(crate) enum AccountAdd {
    /// Add an account on the Practice network, the built-in X lookalike; no keys needed
    Practice(AddPractice),
    /// Add an account on X, with your own keys
    X(AddX),
}

/// `roost account add practice`.
#[derive(Debug, Args)]
#[command(
    after_help = "`roost run` hosts the Practice network by itself; the account need not be \
running to be added and planned for.

Examples:
  roost account add practice --handle news
  roost account add practice --handle news --simulator http://127.0.0.1:8123"
)]
pub(crate) struct AddPractice {
    /// Its handle, without @
    #[arg(long, value_name = "H")]
    pub(crate) handle: String,
    /// A simulator that runs already (`roost simulator`)
    #[arg(long, value_name = "URL")]
    pub(crate) simulator: Option<String>,
}

/// `roost account add x`.
#[derive(Debug, Args)]
#[command(after_help = "--secrets-stdin reads {\"consumer_key\",\"consumer_secret\",\"token\",\
\"token_secret\"} from standard input.
--pin reads the app's {\"consumer_key\",\"consumer_secret\"} from standard input, shows a page to \
open in your browser, and asks on the terminal for the PIN that it gives you.

Examples:
  roost account add x --app mine --secrets-stdin < keys.json
  roost account add x --app mine --pin < app.json")]
pub(crate) struct AddX {
    /// Your name for the developer app; an app of that name is used again
    #[arg(long, value_name = "NAME")]
    pub(crate) app: String,
    /// Where the API is [default: X's own address]
    #[arg(long, value_name = "URL")]
    pub(crate) api_base: Option<String>,
    /// Where the keys come from.
    #[command(flatten)]
    pub(crate) from: SecretsFrom,
}

/// Where the keys of a sign-in come from: exactly one of the two.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct SecretsFrom {
    /// Read the four strings as JSON from standard input
    #[arg(long)]
    pub(crate) secrets_stdin: bool,
    /// Sign in with a PIN
    #[arg(long)]
    pub(crate) pin: bool,
}

/// `roost account renew`.
#[derive(Debug, Args)]
#[command(after_help = "Tokens of another user are refused. --pin uses the app's keys that Roost \
already has.

Examples:
  roost account renew news --pin
  roost account renew news --secrets-stdin < keys.json")]
pub(crate) struct Renew {
    /// Its handle
    #[arg(value_name = "H")]
    pub(crate) account: String,
    /// Where the tokens come from.
    #[command(flatten)]
    pub(crate) from: SecretsFrom,
}

/// `roost account remove`.
#[derive(Debug, Args)]
#[command(
    after_help = "Its waiting posts become drafts, its secrets are erased, and that is checked. \
Nothing is deleted on the network.

Example:
  roost account remove news --yes"
)]
pub(crate) struct AccountRemove {
    /// Its handle
    #[arg(value_name = "H")]
    pub(crate) account: String,
    /// Do not ask
    #[arg(long)]
    pub(crate) yes: bool,
}

/// `roost account set`.
#[derive(Debug, Args)]
#[command(
    group = clap::ArgGroup::new("rule").required(true).multiple(true),
    after_help = "Examples:
  roost account set news --gap 20m --cap 30
  roost account set news --catch-up ask --zone Europe/Berlin
  roost account set news --cap none"
)]
pub(crate) struct AccountSet {
    /// Its handle
    #[arg(value_name = "H")]
    pub(crate) account: String,
    /// Least time between two posts
    #[arg(long, value_name = "D", group = "rule")]
    pub(crate) gap: Option<Span>,
    /// At most this much is added to a slot's time
    #[arg(long, value_name = "D", group = "rule")]
    pub(crate) jitter: Option<Span>,
    /// Most original posts in a rolling day, or none
    #[arg(long, value_name = "N|none", group = "rule")]
    pub(crate) cap: Option<CapArg>,
    /// What becomes of posts that are more than ten minutes late
    #[arg(long, value_name = "HOW", group = "rule")]
    pub(crate) catch_up: Option<CatchUpArg>,
    /// Older than this a post is missed and waits for you
    #[arg(long, value_name = "D", group = "rule")]
    pub(crate) late_limit: Option<Span>,
    /// The zone of its slots and days, e.g. Europe/Berlin
    #[arg(long, value_name = "Z", group = "rule")]
    pub(crate) zone: Option<String>,
}

/// What becomes of late posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CatchUpArg {
    /// Spread them over the next slots
    Spread,
    /// Only those that were due today
    Today,
    /// Ask: they are missed and wait for you
    Ask,
}

impl CatchUpArg {
    /// The word of the contract.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Spread => "spread",
            Self::Today => "today",
            Self::Ask => "ask",
        }
    }
}

/// `roost account slots`.
#[derive(Debug, Args)]
#[command(after_help = "Without --set and --clear the slots are shown. --set replaces them all.

Examples:
  roost account slots news
  roost account slots news --set 'mon,wed,fri 09:00' 'sat 11:30'
  roost account slots news --clear")]
pub(crate) struct AccountSlots {
    /// Its handle
    #[arg(value_name = "H")]
    pub(crate) account: String,
    /// The weekly slots, each like "mon,wed 09:00"
    #[arg(long, value_name = "SLOT", num_args = 1.., conflicts_with = "clear")]
    pub(crate) set: Vec<String>,
    /// Take all slots away
    #[arg(long)]
    pub(crate) clear: bool,
}
