//! Who knows the networks? The composition roots do: they hand the engine a [`Networks`], which
//! finds the adapter for an address, and a [`PracticeHost`], which opens accounts on a simulator.

use roost_domain::account::NetworkKind;
use roost_domain::ports::{BoxFuture, Network};
use std::sync::Arc;

/// Where X's own API is.
pub const X_API: &str = "https://api.x.com";

/// Finds the network at an address.
pub trait Networks: Send + Sync {
    /// The adapter for a base URL; without one, Practice as the running loop hosts it. `None` when
    /// that can't be reached now: no loop runs, so no simulator does.
    fn at(&self, kind: NetworkKind, api_base: Option<&str>) -> Option<Arc<dyn Network>>;
}

/// Opens accounts on a simulator by its control address. Nothing of it is signed.
pub trait PracticeHost: Send + Sync {
    /// Opens the account of this handle, or finds it if it is there already. `base` is the
    /// simulator's URL; without one, the simulator that the running loop hosts.
    fn open_account<'a>(
        &'a self,
        base: Option<&'a str>,
        handle: &'a str,
    ) -> BoxFuture<'a, Result<PracticeKeys, PracticeError>>;
}

/// What a simulator says of an account. None of it is secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeKeys {
    /// The account's lasting id.
    pub user_id: String,
    /// Its handle there.
    pub handle: String,
    /// The app's key.
    pub consumer_key: String,
    /// The app's secret.
    pub consumer_secret: String,
    /// The account's token.
    pub token: String,
    /// The account's token secret.
    pub token_secret: String,
}

/// Why a simulator did not open an account.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PracticeError {
    /// It does not answer: it isn't running.
    #[error("the simulator{} does not answer: {reason}", match .base { Some(base) => format!(" at {base}"), None => String::new() })]
    Unreachable {
        /// Its URL; `None` for the one that the running loop hosts.
        base: Option<String>,
        /// The transport's words.
        reason: String,
    },
    /// It answered with something else than an account.
    #[error("what answers at {base} is not Roost's simulator: {reason}")]
    Refused {
        /// Its URL.
        base: String,
        /// What it answered.
        reason: String,
    },
}
