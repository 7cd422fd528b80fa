//! What do the smaller commands take: apps, drill, count, explain, simulator, vault, completions?

use super::run::factor;
use clap::builder::PossibleValue;
use clap::{Args, Subcommand, ValueEnum};
use roost_drill::{Kind, Screen};
use std::path::PathBuf;

/// `roost app ...`.
#[derive(Debug, Subcommand)]
pub(crate) enum AppCommand {
    /// List all apps
    #[command(after_help = "Example:\n  roost app list --json")]
    List,
    /// Show one app with its accounts
    #[command(after_help = "Example:\n  roost app show mine")]
    Show {
        /// Your name for it
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Remove an app that no account uses any more
    #[command(after_help = "Example:\n  roost app remove mine --yes")]
    Remove {
        /// Your name for it
        #[arg(value_name = "NAME")]
        name: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// `roost drill`.
#[derive(Debug, Args)]
#[command(
    after_help = "Plays in a folder of its own, never among your accounts. The last line counts: \
posts kept, published, lost, twice, requests while held, days above the allowance; exit code 1 where \
one of the last four is not 0.

Examples:
  roost drill locked
  roost drill locked --screen limited
  roost drill locked --again
  roost drill write_blocked --account daily"
)]
pub(crate) struct DrillArgs {
    /// What happens
    #[arg(value_name = "KIND")]
    pub(crate) kind: DrillKind,
    /// What X's page shows [default: challenge]; only of locked
    #[arg(long, value_name = "SCREEN")]
    pub(crate) screen: Option<DrillScreen>,
    /// The handle of the account that it happens to
    #[arg(long, value_name = "H", default_value = "news")]
    pub(crate) account: String,
    /// A second lock comes during the ramp; only of locked
    #[arg(long)]
    pub(crate) again: bool,
    /// How many seconds pass in one [default: chosen so that it ends within a minute]
    #[arg(long, value_name = "FACTOR", value_parser = factor)]
    pub(crate) time_lapse: Option<f64>,
}

/// An incident that can be played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DrillKind(pub(crate) Kind);

impl ValueEnum for DrillKind {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [DrillKind; 11] = {
            let mut all = [DrillKind(Kind::Locked); 11];
            let mut place = 0;
            while place < all.len() {
                all[place] = DrillKind(Kind::ALL[place]);
                place += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self.0 {
            Kind::Locked => "X locks an account because it looks automated",
            Kind::Suspended => "X suspends an account",
            Kind::Automated => "X warns that an account looks automated",
            Kind::Credentials => "An account's tokens are no longer good",
            Kind::WriteBlocked => "X takes the right to write from the app",
            Kind::AppSuspended => "X suspends the app",
            Kind::Setup => "The app's console lacks a setting",
            Kind::Money => "The credits are gone",
            Kind::Doubtful => "X says no in words that can mean several things",
            Kind::Clock => "X says that this machine's clock is wrong",
            Kind::Retired => "X has switched an address off",
        };
        Some(PossibleValue::new(self.0.word()).help(help))
    }
}

/// What X's page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DrillScreen(pub(crate) Screen);

impl ValueEnum for DrillScreen {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [DrillScreen; 6] = {
            let mut all = [DrillScreen(Screen::Challenge); 6];
            let mut place = 0;
            while place < all.len() {
                all[place] = DrillScreen(Screen::ALL[place]);
                place += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self.0 {
            Screen::Challenge => "A challenge to solve",
            Screen::Phone => "A phone number to confirm",
            Screen::EmailCode => "A code that came by mail",
            Screen::ChangePassword => "A password to change, which ends all tokens",
            Screen::Limited => "Limited features until a countdown has run out",
            Screen::NamedPost => "A post to delete or to appeal for",
        };
        Some(PossibleValue::new(self.0.word()).help(help))
    }
}

/// `roost count`.
#[derive(Debug, Args)]
#[command(after_help = "Offsets in the JSON are in UTF-16 units.

Example:
  roost count 'Read this: https://example.org/a-long-address'")]
pub(crate) struct Count {
    /// By whose rules
    #[arg(long, value_name = "NETWORK", default_value = "x", value_parser = ["x"])]
    pub(crate) network: String,
    /// The text; - for standard input
    #[arg(value_name = "TEXT")]
    pub(crate) text: String,
}

/// `roost explain`.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  curl -si ... ; roost explain --status 403 --headers headers.txt --body body.json")]
pub(crate) struct Explain {
    /// The HTTP status
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(100..=599))]
    pub(crate) status: u16,
    /// A file with `Name: value` lines; may be empty
    #[arg(long, value_name = "F")]
    pub(crate) headers: Option<PathBuf>,
    /// A file with the body; - for standard input
    #[arg(long, value_name = "F")]
    pub(crate) body: PathBuf,
}

/// `roost simulator`.
#[derive(Debug, Args)]
#[command(
    after_help = "Prints one line of JSON with its address and keys, then serves until it is \
stopped. Faults and the ground truth are under /_control.

Examples:
  roost simulator --port 8123 --state posts.jsonl
  curl -H 'content-type: application/json' -d '[{\"on\":\"POST /2/tweets\",\"account\":\"news\",\
\"after\":3,\"do\":\"lock\"}]' http://127.0.0.1:8123/_control/faults"
)]
pub(crate) struct SimulatorArgs {
    /// The port on loopback [default: a free one]
    #[arg(long, value_name = "P", default_value_t = 0, hide_default_value = true)]
    pub(crate) port: u16,
    /// A file that keeps posts and accounts over restarts
    #[arg(long, value_name = "F")]
    pub(crate) state: Option<PathBuf>,
    /// No caps and no rate limits
    #[arg(long)]
    pub(crate) no_limits: bool,
}

/// `roost vault ...`.
#[derive(Debug, Subcommand)]
pub(crate) enum VaultCommand {
    /// Show where secrets lie
    #[command(after_help = "Example:\n  roost vault status")]
    Status,
    /// Move all secrets to the other place; checked before the old ones are erased
    #[command(after_help = "Examples:\n  roost vault move file\n  roost vault move keyring")]
    Move {
        /// Where to
        #[arg(value_name = "PLACE")]
        place: VaultPlace,
    },
}

/// Where secrets can lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum VaultPlace {
    /// The operating system's keyring
    Keyring,
    /// An encrypted file in the data folder, opened by a passphrase
    File,
}

/// `roost completions`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  roost completions bash > ~/.local/share/bash-completion/completions/roost
  roost completions zsh > ~/.zfunc/_roost
  roost completions fish > ~/.config/fish/completions/roost.fish")]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}
