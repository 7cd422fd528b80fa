//! Who is calling? Signature, token, timestamp and nonce of a request against what the simulator
//! knows.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};

use crate::exchange::Request;
use crate::signature::{Credentials, Unreadable};
use crate::simulator::Simulator;

/// Seconds by which a signature's timestamp may differ from real time, either way.
pub const SIGNATURE_WINDOW_S: i64 = 300;

/// Who signed a request, and through which app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Caller {
    pub(crate) consumer_key: String,
    /// The access token; empty during sign-in, where no account is known yet.
    pub(crate) token: String,
    pub(crate) user: Option<u64>,
}

/// Why a request is taken to be nobody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stranger {
    NoCredentials,
    Bearer,
    UnknownToken,
    WrongSignature,
    WrongTime,
    Replay,
}

/// Nonces of the last minutes, by the second of their timestamp.
#[derive(Debug, Default)]
pub(crate) struct Nonces {
    seen: BTreeMap<i64, HashSet<String>>,
}

impl Nonces {
    /// Remembers a nonce for its consumer, token and timestamp. False: it was there already.
    fn is_first(&mut self, credentials: &Credentials, oldest: i64) -> bool {
        while let Some(entry) = self.seen.first_entry() {
            if *entry.key() >= oldest {
                break;
            }
            entry.remove();
        }
        let token = credentials.token.as_deref().unwrap_or_default();
        let whole = format!("{}&{token}&{}", credentials.consumer_key, credentials.nonce);
        self.seen.entry(credentials.timestamp).or_default().insert(whole)
    }
}

impl Simulator {
    /// Checks a request signed with an access token.
    pub(crate) fn identify(
        &mut self,
        request: &Request,
        signing_now: DateTime<Utc>,
    ) -> Result<Caller, Stranger> {
        let credentials = Credentials::read(request)?;
        let known = credentials.token.as_deref().and_then(|token| self.tokens.get(token));
        let token = known.ok_or(Stranger::UnknownToken)?;
        if token.consumer_key != credentials.consumer_key {
            return Err(Stranger::UnknownToken);
        }
        let (user, secret) = (token.user, token.secret.clone());
        self.check_signature(request, &credentials, &secret, signing_now)?;
        let token = credentials.token.unwrap_or_default();
        Ok(Caller { consumer_key: credentials.consumer_key, token, user: Some(user) })
    }

    /// Checks the signature by the app's secret and `token_secret`, then time and nonce. A nonce is
    /// used up only by a request that is right in everything else.
    pub(crate) fn check_signature(
        &mut self,
        request: &Request,
        credentials: &Credentials,
        token_secret: &str,
        signing_now: DateTime<Utc>,
    ) -> Result<(), Stranger> {
        let app = self.apps.get(&credentials.consumer_key).ok_or(Stranger::WrongSignature)?;
        if !credentials.is_signed_by(request, &app.consumer_secret, token_secret) {
            return Err(Stranger::WrongSignature);
        }
        let now = signing_now.timestamp();
        if (credentials.timestamp.saturating_sub(now)).saturating_abs() > SIGNATURE_WINDOW_S {
            return Err(Stranger::WrongTime);
        }
        if !self.nonces.is_first(credentials, now - SIGNATURE_WINDOW_S) {
            return Err(Stranger::Replay);
        }
        Ok(())
    }
}

impl From<Unreadable> for Stranger {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::Missing => Self::NoCredentials,
            Unreadable::Bearer => Self::Bearer,
        }
    }
}
