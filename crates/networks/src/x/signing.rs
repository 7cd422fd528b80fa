//! How is a request signed? OAuth 1.0a, HMAC-SHA1 (RFC 5849) by `oauth1-request`. A JSON or form-data
//! body is not part of the signature, query parameters are.

use crate::http::Method;
use oauth1_request::{Builder, Credentials, HMAC_SHA1, ParameterList};
use roost_domain::secret::{AccountKeys, AppKeys, Keys};
use std::fmt;
use std::num::NonZeroU64;
use std::sync::Arc;

/// What makes one signature unlike all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Never used twice with one token; ASCII letters and digits.
    pub nonce: String,
    /// Unix time in seconds, real time: X allows about five minutes of difference.
    pub seconds: u64,
}

/// Where stamps come from: dice and clock, or a seed in the simulation.
#[derive(Clone)]
pub struct Signing(Arc<dyn Fn() -> Stamp + Send + Sync>);

impl Signing {
    /// Random nonces and the machine's clock.
    pub fn system() -> Self {
        Self::new(|| Stamp {
            nonce: format!("{:032x}", rand::random::<u128>()),
            seconds: unix_seconds(),
        })
    }

    /// Stamps of one's own.
    pub fn new(stamps: impl Fn() -> Stamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(stamps))
    }

    /// The next stamp.
    pub fn stamp(&self) -> Stamp {
        (self.0)()
    }
}

impl fmt::Debug for Signing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signing")
    }
}

/// In whose name a request is signed.
#[derive(Debug, Clone, Copy)]
pub enum Signer<'a> {
    /// The app alone: the first step of a sign-in.
    App(&'a AppKeys),
    /// The app with a token pair.
    Pair(&'a AppKeys, &'a AccountKeys),
}

impl<'a> From<&'a Keys> for Signer<'a> {
    fn from(keys: &'a Keys) -> Self {
        Self::Pair(&keys.app, &keys.account)
    }
}

/// The parameters of the sign-in, which travel in the header only.
#[derive(Clone, Copy, Default)]
pub enum Extra<'a> {
    /// None: an ordinary request.
    #[default]
    None,
    /// Where to come back to; `oob` for a PIN.
    Callback(&'a str),
    /// The PIN.
    Verifier(&'a str),
}

/// The value of the `authorization` header. `url` comes without its query.
pub fn authorization(
    method: Method,
    url: &str,
    query: &[(&str, String)],
    signer: Signer<'_>,
    extra: Extra<'_>,
    stamp: &Stamp,
) -> String {
    let (app, pair) = match signer {
        Signer::App(app) => (app, None),
        Signer::Pair(app, pair) => (app, Some(pair)),
    };
    let client = Credentials::new(app.consumer_key.as_str(), app.consumer_secret.expose());
    let mut builder = Builder::<_, &str, &str>::new(client, HMAC_SHA1);
    if let Some(pair) = pair {
        builder.token(Credentials::new(pair.token.expose(), pair.token_secret.expose()));
    }
    match extra {
        Extra::None => {}
        Extra::Callback(callback) => {
            builder.callback(callback);
        }
        Extra::Verifier(verifier) => {
            builder.verifier(verifier);
        }
    }
    // Zero would make the library read the machine's clock by itself.
    builder
        .nonce(stamp.nonce.as_str())
        .timestamp(NonZeroU64::new(stamp.seconds.max(1)))
        .version(true);
    builder.authorize(method.word(), url, &parameters(query))
}

/// `url` with its query, encoded as it was signed.
pub fn with_query(url: String, query: &[(&str, String)]) -> String {
    if query.is_empty() { url } else { oauth1_request::to_query(url, &parameters(query)) }
}

fn parameters<'a>(query: &'a [(&'a str, String)]) -> ParameterList<&'a str, &'a str> {
    ParameterList::new(query.iter().map(|(key, value)| (*key, value.as_str())).collect())
}

#[expect(
    clippy::disallowed_methods,
    reason = "signatures need real time, whatever the run's clock says"
)]
fn unix_seconds() -> u64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(1, |since| since.as_secs())
}
