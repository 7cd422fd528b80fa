//! How is a secret carried without being shown? [`Secret`] has no `Serialize`, prints as
//! `[redacted]`, and is wiped from memory when dropped.

use std::fmt;
use zeroize::Zeroizing;

/// A consumer secret, a token, a token secret or a passphrase.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself, for signing and for the vault only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// The consumer key and secret of a developer app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppKeys {
    /// Names the app to the network; not secret by itself.
    pub consumer_key: String,
    /// Signs for the app.
    pub consumer_secret: Secret,
}

/// An account's token pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountKeys {
    /// Names the grant.
    pub token: Secret,
    /// Signs for it.
    pub token_secret: Secret,
}

/// All four strings with which a request of one account is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    /// The app's pair.
    pub app: AppKeys,
    /// The account's pair.
    pub account: AccountKeys,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_never_prints_itself() {
        let keys =
            AppKeys { consumer_key: "ck".to_owned(), consumer_secret: Secret::new("hush-hush") };
        assert!(!format!("{keys:?}").contains("hush-hush"));
    }
}
