//! What may be asked? One request per command, as it travels on the wire. Times, durations and zones
//! are texts here, because how they read depends on the account; they are parsed once, behind the
//! door.

use roost_domain::secret::Secret;
use serde::Deserialize;

/// A request without anything in it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A secret on its way in. It can be read from the wire and never written to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretText(pub Secret);

impl<'de> Deserialize<'de> for SecretText {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|text| Self(Secret::new(text)))
    }
}

impl From<String> for SecretText {
    fn from(text: String) -> Self {
        Self(Secret::new(text))
    }
}

/// Names an app.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppNamed {
    /// The owner's name for it; `practice:NAME` or `x:NAME` where two networks share it.
    pub app: String,
}

/// Adds an account on the Practice network.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountAddPractice {
    /// Its handle, with or without @.
    pub handle: String,
    /// The simulator it lives on; `None` for the one that the running loop hosts.
    #[serde(default)]
    pub simulator: Option<String>,
    /// Its IANA zone; the machine's where nothing is said.
    #[serde(default)]
    pub zone: Option<String>,
}

/// Adds an account on X by the four strings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountAddX {
    /// The owner's name for the app; a new one is made, one that exists is used.
    pub app: String,
    /// Where the API is; X's own address where nothing is said.
    #[serde(default)]
    pub api_base: Option<String>,
    /// The four strings.
    pub keys: FourStrings,
    /// Its IANA zone; the machine's where nothing is said.
    #[serde(default)]
    pub zone: Option<String>,
}

/// The four strings of `--secrets-stdin`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FourStrings {
    /// The app's key; not secret by itself.
    pub consumer_key: String,
    /// The app's secret.
    pub consumer_secret: SecretText,
    /// The account's token.
    pub token: SecretText,
    /// The account's token secret.
    pub token_secret: SecretText,
}

/// The two strings of a new app, for a sign-in by PIN.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TwoStrings {
    /// The app's key.
    pub consumer_key: String,
    /// The app's secret.
    pub consumer_secret: SecretText,
}

/// Begins a sign-in by PIN.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInBegin {
    /// Whom the sign-in is for.
    pub purpose: SignInPurpose,
    /// The app's two strings; only for an app that Roost doesn't know yet.
    #[serde(default)]
    pub keys: Option<TwoStrings>,
}

/// Whom a sign-in is for.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInPurpose {
    /// A new account through this app.
    Add {
        /// The owner's name for the app.
        app: String,
        /// Where the API is; X's own address where nothing is said.
        #[serde(default)]
        api_base: Option<String>,
        /// Its IANA zone; the machine's where nothing is said.
        #[serde(default)]
        zone: Option<String>,
    },
    /// New tokens for an account that is here already.
    Renew {
        /// Which account.
        account: String,
    },
}

/// Finishes a sign-in by PIN.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInFinish {
    /// Which sign-in, as `account_sign_in_begin` said.
    pub sign_in: String,
    /// What the page showed.
    pub pin: String,
}

/// Names an account.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountNamed {
    /// Handle with or without @; `practice:h` or `x:h` where two networks share it.
    pub account: String,
}

/// Gives an account new tokens.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountRenew {
    /// Which account.
    pub account: String,
    /// The four strings.
    pub keys: FourStrings,
}

/// Changes an account's rules; what is not said stays.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountSet {
    /// Which account.
    pub account: String,
    /// Least time between two posts, e.g. `15m`.
    #[serde(default)]
    pub gap: Option<String>,
    /// At most so much is added to a slot's time, e.g. `3m`.
    #[serde(default)]
    pub jitter: Option<String>,
    /// Most original posts in a rolling 24 h: a number, or `none`.
    #[serde(default)]
    pub cap: Option<String>,
    /// `spread`, `today` or `ask`.
    #[serde(default)]
    pub catch_up: Option<String>,
    /// Older than this a post is missed, e.g. `24h`.
    #[serde(default)]
    pub late_limit: Option<String>,
    /// IANA zone, e.g. `Europe/Berlin`.
    #[serde(default)]
    pub zone: Option<String>,
}

/// Shows or replaces an account's weekly slots.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountSlots {
    /// Which account.
    pub account: String,
    /// The new slots, e.g. `mon,wed 09:00`; an empty list clears them, `None` only shows them.
    #[serde(default)]
    pub set: Option<Vec<String>>,
}

/// Pauses an account.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountPause {
    /// Which account.
    pub account: String,
    /// When it ends by itself: RFC 3339 or `YYYY-MM-DD HH:MM` in the account's zone.
    #[serde(default)]
    pub until: Option<String>,
}

/// When a post goes out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// At this time: RFC 3339, or `YYYY-MM-DD HH:MM` in the account's zone.
    At(String),
    /// In the next free slot.
    Next,
    /// Not yet.
    Draft,
}

/// Whether a post goes first against cap and ramp.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pin {
    /// It waits its turn.
    #[default]
    Loose,
    /// It must go at its time.
    Pinned,
}

/// Adds a post.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostAdd {
    /// One delivery for each of these.
    pub accounts: Vec<String>,
    /// When it goes out.
    pub when: When,
    /// Whether it goes first.
    #[serde(default)]
    pub pin: Pin,
    /// One for a plain post, more for a thread.
    pub segments: Vec<SegmentText>,
}

/// One segment as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SegmentText {
    /// The text.
    pub text: String,
    /// Files in order.
    #[serde(default)]
    pub media: Vec<MediaPath>,
    /// A poll.
    #[serde(default)]
    pub poll: Option<PollText>,
    /// `everyone`, `following`, `mentioned_users`, `subscribers` or `verified`.
    #[serde(default)]
    pub reply_settings: Option<String>,
}

/// A file to attach.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediaPath {
    /// Where it lies.
    pub path: std::path::PathBuf,
    /// What it shows, for people who can't see it.
    #[serde(default)]
    pub alt: String,
}

/// A poll as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PollText {
    /// Two to four options.
    pub options: Vec<String>,
    /// How long it stays open.
    pub minutes: u32,
}

/// Which deliveries are listed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostList {
    /// Only those in this state.
    #[serde(default)]
    pub state: Option<String>,
    /// Only those of this account.
    #[serde(default)]
    pub account: Option<String>,
}

/// Names a delivery.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliveryNamed {
    /// Its id.
    pub id: String,
}

/// Changes a post's words; every delivery of it that hasn't begun says the new ones.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostEdit {
    /// A delivery of the post.
    pub id: String,
    /// The delivery's revision that was looked at; `None` takes whatever is there.
    #[serde(default)]
    pub revision: Option<i64>,
    /// All segments anew. A segment that brings no media keeps those it has.
    pub segments: Vec<SegmentText>,
}

/// Moves a delivery to another time.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostMove {
    /// Which delivery.
    pub id: String,
    /// The revision that was looked at; `None` takes whatever is there.
    #[serde(default)]
    pub revision: Option<i64>,
    /// Where to.
    pub when: When,
    /// Whether it goes first from now on.
    #[serde(default)]
    pub pin: Pin,
}

/// Does something to a delivery as it was looked at.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliverySeen {
    /// Which delivery.
    pub id: String,
    /// The revision that was looked at; `None` takes whatever is there.
    #[serde(default)]
    pub revision: Option<i64>,
}

/// Sends a failed or missed delivery after all.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostRetry {
    /// Which delivery.
    pub id: String,
    /// The revision that was looked at; `None` takes whatever is there.
    #[serde(default)]
    pub revision: Option<i64>,
    /// When; `None` is now.
    #[serde(default)]
    pub at: Option<String>,
}

/// Says what the owner saw on the network.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostConfirm {
    /// Which delivery.
    pub id: String,
    /// The revision that was looked at; `None` takes whatever is there.
    #[serde(default)]
    pub revision: Option<i64>,
    /// What was seen.
    pub seen: Seen,
}

/// What the owner saw on the network.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// It is there.
    There {
        /// Its id there, if the owner read it off.
        #[serde(default)]
        remote_id: Option<String>,
    },
    /// It is not there.
    NotThere,
}

/// How far the plan looks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanDays {
    /// Days from today on, at most 366.
    pub days: u32,
}

/// Names an incident.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentNamed {
    /// Its id.
    pub id: String,
}

/// Plans the way back, or takes the plan.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentResume {
    /// Its id.
    pub id: String,
    /// The quiet post; the earliest held one where nothing is said.
    #[serde(default)]
    pub first: Option<String>,
}

/// Writes into an incident's diary.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentNote {
    /// Its id.
    pub id: String,
    /// What to write.
    pub text: String,
}

/// Moves the secrets to another place.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VaultMove {
    /// `keyring` or `file`.
    pub to: String,
}
