//! What may be asked about apps, accounts and the secrets they come with.

use roost_domain::secret::Secret;
use serde::Deserialize;
use ts_rs::TS;

/// A secret on its way in. It can be read from the wire and never written to it.
#[derive(Debug, Clone, PartialEq, Eq, TS)]
pub struct SecretText(#[ts(type = "string")] pub Secret);

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
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AppNamed {
    /// The owner's name for it; `practice:NAME` or `x:NAME` where two networks share it.
    pub app: String,
}

/// Adds an account on the Practice network.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
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
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
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
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
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
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TwoStrings {
    /// The app's key.
    pub consumer_key: String,
    /// The app's secret.
    pub consumer_secret: SecretText,
}

/// Begins a sign-in by PIN.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SignInBegin {
    /// Whom the sign-in is for.
    pub purpose: SignInPurpose,
    /// The app's two strings; only for an app that Roost doesn't know yet.
    #[serde(default)]
    pub keys: Option<TwoStrings>,
}

/// Whom a sign-in is for.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignInPurpose {
    /// A new account through this app.
    Add {
        /// The owner's name for the app.
        app: String,
        /// Where the API is; X's own address where nothing is said.
        #[serde(default)]
        #[ts(optional = nullable)]
        api_base: Option<String>,
        /// Its IANA zone; the machine's where nothing is said.
        #[serde(default)]
        #[ts(optional = nullable)]
        zone: Option<String>,
    },
    /// New tokens for an account that is here already.
    Renew {
        /// Which account.
        account: String,
    },
}

/// Finishes a sign-in by PIN.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SignInFinish {
    /// Which sign-in, as `account_sign_in_begin` said.
    pub sign_in: String,
    /// What the page showed.
    pub pin: String,
}

/// Names an account.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AccountNamed {
    /// Handle with or without @; `practice:h` or `x:h` where two networks share it.
    pub account: String,
}

/// Gives an account new tokens.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AccountRenew {
    /// Which account.
    pub account: String,
    /// The four strings.
    pub keys: FourStrings,
}

/// Changes an account's rules; what is not said stays.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
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
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AccountSlots {
    /// Which account.
    pub account: String,
    /// The new slots, e.g. `mon,wed 09:00`; an empty list clears them, `None` only shows them.
    #[serde(default)]
    pub set: Option<Vec<String>>,
}

/// Pauses an account.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AccountPause {
    /// Which account.
    pub account: String,
    /// When it ends by itself: RFC 3339 or `YYYY-MM-DD HH:MM` in the account's zone.
    #[serde(default)]
    pub until: Option<String>,
}
