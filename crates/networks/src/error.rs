//! What can be wrong before the first request? A base URL, a TLS set-up or a rules file that can't
//! be used. Failures of a call itself are the domain's `NetworkError`.

/// An adapter that can't be set up.
#[derive(Debug, thiserror::Error)]
pub enum AdapterError {
    /// The base URL is not a URL, or has a user, a query or a fragment.
    #[error("'{url}' is not a base URL: {reason}")]
    BadBaseUrl {
        /// As it was given.
        url: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Plain http to another machine.
    #[error("'{url}' is not safe: use https, plain http goes only to this machine (127.0.0.1)")]
    InsecureBaseUrl {
        /// As it was given.
        url: String,
    },
    /// An extra certificate authority that is no PEM certificate.
    #[error("the certificate authority can't be used")]
    BadAuthority(#[source] reqwest::Error),
    /// The HTTP client could not be built.
    #[error("the HTTP client could not be set up")]
    Client(#[source] reqwest::Error),
    /// The rules file of the classifier is broken.
    #[error("the rules of the classifier can't be read")]
    Rules(#[source] toml::de::Error),
    /// A rule of the classifier contradicts itself.
    #[error("rule '{rule}' of the classifier can't be used: {reason}")]
    BadRule {
        /// Its id.
        rule: String,
        /// What is wrong with it.
        reason: &'static str,
    },
}
