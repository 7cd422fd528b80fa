//! What goes into and comes out of the window's own commands?

use roost_api::requests::SecretText;
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
    pub(crate) kind: PlayKind,
    /// What the owner will see on X's page; only some kinds have a choice.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) screen: Option<PlayScreen>,
}

/// The incidents that can be played, by the words of the incident's kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PlayKind {
    /// X locks the account.
    Locked,
    /// X suspends the account.
    Suspended,
    /// X warns that it looks automated.
    Automated,
    /// The tokens are no longer good.
    Credentials,
    /// X forbids the app to post.
    WriteBlocked,
    /// X suspends the app.
    AppSuspended,
    /// The app's console lacks a setting.
    Setup,
    /// The credits are gone.
    Money,
    /// X says no, and nobody knows why.
    Doubtful,
    /// X says that this machine's clock is wrong.
    Clock,
    /// X has switched the address off that Roost uses.
    Retired,
}

/// What a drill's owner sees on X's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PlayScreen {
    /// A challenge to solve.
    Challenge,
    /// A phone number to confirm.
    Phone,
    /// A code from a mail.
    EmailCode,
    /// A password to change, which ends all tokens.
    ChangePassword,
    /// Limited features with a countdown.
    Limited,
    /// A post to delete.
    NamedPost,
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
    pub(crate) kind: PlayKind,
    /// What stands on X's page, where the kind has a choice.
    pub(crate) screen: Option<PlayScreen>,
    /// The account that it happens to; for an app the first of its accounts.
    pub(crate) account: String,
    /// The incident, once it is there; after a second lock the newer one.
    pub(crate) incident: Option<String>,
    /// The drill's own time.
    pub(crate) now: roost_domain::Timestamp,
    /// How many of its seconds pass in one.
    pub(crate) factor: f64,
    /// What the owner would do on X's page, which `shell_drill_release` does for them.
    pub(crate) deed: PlayDeed,
    /// Whether that was done, or can be done now.
    pub(crate) deed_state: PlayDeedState,
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

/// What the owner does on X's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PlayDeed {
    /// What the page asks, which unlocks the account.
    UnlockAccount,
    /// The form, whose answer lets the app go.
    UnblockApp,
    /// Credits are bought.
    TopUp,
    /// The setting is put right in the console.
    FixSetting,
    /// The account allows the app again, and Roost gets the new tokens.
    RenewTokens,
    /// The machine's clock is set right.
    SetClock,
    /// Roost is brought up to date.
    Update,
    /// Nothing: the network lets go by itself after the wait.
    Wait,
}

/// Whether the deed was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PlayDeedState {
    /// It has not happened yet.
    NotYet,
    /// It is to be done now.
    Open,
    /// It was done, and the network lets the account go.
    Done,
}
