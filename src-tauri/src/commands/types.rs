//! What goes into and comes out of the window's own commands?

use roost_api::requests::SecretText;
use roost_drill::{Again, Deed, DeedState, Kind, Screen};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Nothing is asked.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub(crate) struct Nothing {}

/// It was done.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub(crate) struct Done {}

/// A link to open.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct ShellOpen {
    /// The link, https or mailto.
    pub(crate) url: String,
}

/// What was picked.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct PickedMedia {
    /// Whole paths; empty when the owner thought better of it.
    pub(crate) paths: Vec<String>,
}

/// Whether Roost starts at login.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub(crate) struct Autostart {
    /// It does.
    pub(crate) on: bool,
}

/// A folder to show.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub(crate) struct ShellReveal {
    /// Which.
    pub(crate) what: Place,
}

/// A folder of Roost's.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    /// The data folder.
    DataFolder,
    /// The logs in it.
    Logs,
    /// The evidence packs in it.
    Reports,
}

/// The owner wants to quit.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub(crate) struct ShellQuit {
    /// How many posts the owner knows to be due within the hour: what `quit-asked` said.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) due_seen: Option<u64>,
}

/// The passphrase of the vault file, as the owner typed it.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct ShellPassphrase {
    /// It.
    #[ts(type = "string")]
    pub(crate) passphrase: SecretText,
}

/// Which Roost this is.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct About {
    /// Its version.
    pub(crate) version: &'static str,
    /// Where it keeps everything.
    pub(crate) data_folder: String,
    /// Whether the loop runs in this app.
    pub(crate) part: LoopPart,
}

/// Who runs the loop.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LoopPart {
    /// This app.
    Owner,
    /// Another process on the same folder, such as `roost run`; this app takes over when it ends.
    Guest,
}

/// Where the Practice network can be looked at.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct PracticePage {
    /// Its address; `null` while no loop hosts it.
    pub(crate) url: Option<String>,
}

/// A drill to begin.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct DrillBegin {
    /// A Practice account: its handle, or `practice:h`.
    pub(crate) account: String,
    /// What happens to it.
    pub(crate) kind: DrillKind,
}

/// What can be played.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DrillKind {
    /// The account is locked.
    Locked,
    /// The account is suspended.
    Suspended,
    /// The network warns that it looks automated.
    Automated,
}

/// A drill to end.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct DrillUnlock {
    /// A Practice account: its handle, or `practice:h`.
    pub(crate) account: String,
}

/// A drill to open in a window of its own.
#[derive(Debug, Clone, Deserialize, TS)]
pub(crate) struct ShellDrillBegin {
    /// What is played.
    pub(crate) kind: Kind,
    /// What the owner will see on X's page; only some kinds have a choice.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) screen: Option<Screen>,
}

/// How fast a drill goes.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub(crate) struct ShellDrillPace {
    /// How many of its seconds pass in one: 1 (as time passes) to 483,840 (a week in 1¼ seconds).
    pub(crate) factor: f64,
}

/// A drill as it stands.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct DrillState {
    /// What is played.
    pub(crate) kind: Kind,
    /// What stands on X's page, where the kind has a choice.
    pub(crate) screen: Option<Screen>,
    /// The account that it happens to; for an app the first of its accounts.
    pub(crate) account: String,
    /// The incident, once it is there; after a second lock the newer one.
    pub(crate) incident: Option<String>,
    /// The drill's own time.
    pub(crate) now: roost_domain::Timestamp,
    /// How many of its seconds pass in one.
    pub(crate) factor: f64,
    /// What the owner would do on X's page, which `shell_drill_release` does for them.
    pub(crate) deed: Deed,
    /// Whether that was done, or can be done now.
    pub(crate) deed_state: DeedState,
    /// Whether the lock can come once more, which `shell_drill_again` lets it.
    pub(crate) again: Again,
    /// Posts that were planned.
    pub(crate) planned: usize,
    /// Posts that an incident has kept, at the most at one time.
    pub(crate) kept: usize,
    /// Posts that the network has.
    pub(crate) published: usize,
    /// Posts that wait in the queue.
    pub(crate) waiting: usize,
    /// Posts that are neither out nor waiting, or that Roost believes to be out and are not.
    pub(crate) lost: usize,
    /// Posts that the network has twice.
    pub(crate) twice: usize,
    /// Requests while held, by the simulator's log, without the looks that the incident's log names.
    pub(crate) requests_while_held: usize,
    /// Days on which more went out than was allowed.
    pub(crate) days_above: usize,
    /// Each day from the first post to today.
    pub(crate) days: Vec<DrillDay>,
}

/// One day of a drill, for its account.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct DrillDay {
    /// `YYYY-MM-DD` in the account's zone.
    pub(crate) date: String,
    /// Posts that the ramp allowed; `null` where no ramp ran.
    pub(crate) allowance: Option<u32>,
    /// Posts that went out.
    pub(crate) published: u32,
}
