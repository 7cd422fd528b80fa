//! What goes into and comes out of the window's own commands?

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
}

/// The owner wants to quit.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub(crate) struct ShellQuit {
    /// How many posts the owner knows to be due within the hour: what `quit-asked` said.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) due_seen: Option<u64>,
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
