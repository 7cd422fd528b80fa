//! What is asked about posts and their deliveries?

use super::MediaArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `roost post ...`.
#[derive(Debug, Subcommand)]
pub(crate) enum PostCommand {
    /// Add a post: at a time, into the next free slot, or as a draft
    Add(PostAdd),
    /// List deliveries, soonest first
    List(PostList),
    /// Show one delivery with its attempts
    #[command(after_help = "Example:\n  roost post show 42")]
    Show {
        /// The delivery
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Change a post that is not out yet
    Edit(PostEdit),
    /// Move a delivery to another time
    Move(PostMove),
    /// Take a delivery back; nothing is deleted on the network
    #[command(after_help = "Example:\n  roost post cancel 42")]
    Cancel {
        /// The delivery
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Try a failed delivery again
    #[command(after_help = "Example:\n  roost post retry 42")]
    Retry {
        /// The delivery
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Delete a published post on the network too
    #[command(after_help = "Example:\n  roost post delete 42")]
    Delete {
        /// The delivery
        #[arg(value_name = "ID")]
        id: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Say whether an unconfirmed delivery is out
    Confirm(PostConfirm),
}

/// What a post says.
#[derive(Debug, Args)]
#[group(id = "words", required = true, multiple = false)]
pub(crate) struct PostWords {
    /// The text; - for standard input
    #[arg(value_name = "TEXT")]
    pub(crate) text: Option<String>,
    /// A file with a thread, its segments parted by lines of ---
    #[arg(long, value_name = "F")]
    pub(crate) thread_file: Option<PathBuf>,
}

/// When it goes out.
#[derive(Debug, Args)]
#[group(id = "when", required = true, multiple = false)]
pub(crate) struct WhenArgs {
    /// At this time: RFC 3339, or 'YYYY-MM-DD HH:MM' in the account's zone
    #[arg(long, value_name = "T")]
    pub(crate) at: Option<String>,
    /// In the next free slot
    #[arg(long)]
    pub(crate) next: bool,
    /// Not yet: keep it as a draft
    #[arg(long)]
    pub(crate) draft: bool,
}

/// `roost post add`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  roost post add --account news --at '2026-12-01 09:00' 'Good morning'
  roost post add --account news --account shop --next 'To both, in their next free slots'
  roost post add --account news --at 2026-12-01T09:00:00Z --media cat.jpg --alt 'A cat' 'Look'
  roost post add --account news --draft --thread-file thread.txt
  date | roost post add --account news --next -")]
pub(crate) struct PostAdd {
    /// An account; give it several times for several
    #[arg(long = "account", value_name = "A", required = true)]
    pub(crate) accounts: Vec<String>,
    /// When.
    #[command(flatten)]
    pub(crate) when: WhenArgs,
    /// It must go at its time, first against cap and ramp
    #[arg(long, conflicts_with_all = ["next", "draft"])]
    pub(crate) pin: bool,
    /// Media.
    #[command(flatten)]
    pub(crate) media: MediaArgs,
    /// A poll: two to four answers parted by |
    #[arg(long, value_name = "a|b")]
    pub(crate) poll: Option<String>,
    /// How long the poll stays open [default: 1440, a day]
    #[arg(long, value_name = "N", requires = "poll")]
    pub(crate) poll_minutes: Option<u32>,
    /// What it says.
    #[command(flatten)]
    pub(crate) words: PostWords,
}

/// `roost post list`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  roost post list
  roost post list --state held --account news --json")]
pub(crate) struct PostList {
    /// Only deliveries in this state
    #[arg(long, value_name = "S", value_parser = [
        "draft", "queued", "scheduled", "sending", "unconfirmed", "published", "failed", "held",
        "missed", "cancelled",
    ])]
    pub(crate) state: Option<String>,
    /// Only deliveries of this account
    #[arg(long, value_name = "A")]
    pub(crate) account: Option<String>,
}

/// `roost post edit`.
#[derive(Debug, Args)]
#[command(after_help = "The post changes for every account that it has not gone out to yet.

Example:
  roost post edit 42 'A better text'")]
pub(crate) struct PostEdit {
    /// One of its deliveries
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// What it says now.
    #[command(flatten)]
    pub(crate) words: PostWords,
}

/// `roost post move`.
#[derive(Debug, Args)]
#[command(
    group = clap::ArgGroup::new("to").required(true).multiple(false),
    after_help = "Examples:
  roost post move 42 --at '2026-12-01 18:30'
  roost post move 42 --next
  roost post move 42 --draft
  roost post move 42 --account shop --next"
)]
pub(crate) struct PostMove {
    /// The delivery
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// To this time: RFC 3339, or 'YYYY-MM-DD HH:MM' in the account's zone
    #[arg(long, value_name = "T", group = "to")]
    pub(crate) at: Option<String>,
    /// To the next free slot
    #[arg(long, group = "to")]
    pub(crate) next: bool,
    /// Back to the drafts
    #[arg(long, group = "to")]
    pub(crate) draft: bool,
    /// To this account; only a draft, also one of an account that was removed
    #[arg(long, value_name = "A")]
    pub(crate) account: Option<String>,
    /// It must go at its time, first against cap and ramp
    #[arg(long, conflicts_with_all = ["next", "draft"])]
    pub(crate) pin: bool,
}

/// `roost post confirm`.
#[derive(Debug, Args)]
#[command(
    group = clap::ArgGroup::new("seen").required(true).multiple(false),
    after_help = "Examples:
  roost post confirm 42 --there
  roost post confirm 42 --there 1990000000000000000
  roost post confirm 42 --not-there"
)]
pub(crate) struct PostConfirm {
    /// The delivery
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// It is there; with its id on the network, if you have it
    #[arg(long, value_name = "REMOTE_ID", num_args = 0..=1, group = "seen")]
    #[expect(clippy::option_option, reason = "flag absent, flag alone, flag with a value")]
    pub(crate) there: Option<Option<String>>,
    /// It is not there: it goes out again
    #[arg(long, group = "seen")]
    pub(crate) not_there: bool,
}
