//! OAuth 1.0a's three legs: request token, the owner's choice on a page, access token; with a PIN
//! (`oob`) or a callback.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use crate::callers::{Caller, Stranger};
use crate::changes::Change;
use crate::exchange::{Answer, Request};
use crate::page;
use crate::refusals;
use crate::signature::Credentials;
use crate::simulator::Simulator;

/// How long a request token, and so its PIN, can be used.
pub const SIGN_IN_WINDOW: TimeDelta = TimeDelta::minutes(15);

/// Sign-ins under way, by request token.
#[derive(Debug, Default)]
pub(crate) struct Logins {
    by_token: HashMap<String, Login>,
}

#[derive(Debug)]
struct Login {
    consumer_key: String,
    secret: String,
    callback: Callback,
    begun_at: DateTime<Utc>,
    granted: Option<Grant>,
}

#[derive(Debug)]
struct Grant {
    user: u64,
    verifier: String,
}

/// Where the owner's answer goes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Callback {
    /// To the owner's eyes, as a PIN.
    Pin,
    /// To this address.
    To(String),
}

impl Logins {
    fn live(&mut self, token: &str, now: DateTime<Utc>) -> Option<&mut Login> {
        self.by_token.retain(|_, login| now < login.begun_at + SIGN_IN_WINDOW);
        self.by_token.get_mut(token)
    }
}

impl Simulator {
    pub(crate) fn request_token(
        &mut self,
        request: &Request,
        now: DateTime<Utc>,
        signing_now: DateTime<Utc>,
    ) -> Answer {
        let credentials = match Credentials::read(request) {
            Ok(credentials) => credentials,
            Err(why) => return refusals::stranger(why.into(), false),
        };
        if let Err(why) = self.check_signature(request, &credentials, "", signing_now) {
            return refusals::stranger(why, false);
        }
        let callback = match credentials.parameter("oauth_callback") {
            Some("oob") => Callback::Pin,
            Some(address) if address.contains("://") => Callback::To(address.to_owned()),
            _ => {
                let message = "Callback URL not approved for this client application. Approved \
                     callback URLs can be adjusted in your application settings";
                return refusals::legacy(403, 415, message);
            }
        };
        let id = self.ids.next(now);
        let token = self.ids.secret(id, "request token", 27);
        let secret = self.ids.secret(id, "request secret", 32);
        let body = format!(
            "oauth_token={token}&oauth_token_secret={secret}&oauth_callback_confirmed=true"
        );
        let consumer_key = credentials.consumer_key;
        let login = Login { consumer_key, secret, callback, begun_at: now, granted: None };
        self.logins.by_token.insert(token, login);
        form(body)
    }

    pub(crate) fn authorize_page(&mut self, request: &Request, now: DateTime<Utc>) -> Answer {
        let query = request.query_pairs();
        let find = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        let token = find("oauth_token").cloned().unwrap_or_default();
        if self.logins.live(&token, now).is_none() {
            return page::stale();
        }
        let asked = find("screen_name").and_then(|handle| self.accounts.find(handle));
        let handles: Vec<&str> = match asked {
            Some(account) => vec![account.handle.as_str()],
            None => self.accounts.iter().map(|account| account.handle.as_str()).collect(),
        };
        page::choice(&token, &handles)
    }

    pub(crate) fn authorize_choice(&mut self, request: &Request, now: DateTime<Utc>) -> Answer {
        let fields = request.body_pairs();
        let find = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        let token = find("oauth_token").cloned().unwrap_or_default();
        let user = find("handle").and_then(|handle| self.accounts.find(handle)).map(|one| one.id);
        let id = self.ids.next(now);
        let pin = self.ids.pin(id);
        let long = self.ids.secret(id, "verifier", 32);
        let Some(login) = self.logins.live(&token, now) else { return page::stale() };
        let callback = login.callback.clone();
        let Some(user) = user else {
            self.logins.by_token.remove(&token);
            return match callback {
                Callback::Pin => page::denied(),
                Callback::To(address) => redirect(&address, &format!("denied={}", escaped(&token))),
            };
        };
        let verifier = if callback == Callback::Pin { pin } else { long };
        login.granted = Some(Grant { user, verifier: verifier.clone() });
        match callback {
            Callback::Pin => page::pin(self.accounts.handle(user), &verifier),
            Callback::To(address) => {
                let query = format!("oauth_token={}&oauth_verifier={verifier}", escaped(&token));
                redirect(&address, &query)
            }
        }
    }

    pub(crate) fn access_token(
        &mut self,
        request: &Request,
        now: DateTime<Utc>,
        signing_now: DateTime<Utc>,
    ) -> Answer {
        let credentials = match Credentials::read(request) {
            Ok(credentials) => credentials,
            Err(why) => return refusals::stranger(why.into(), false),
        };
        let token = credentials.token.clone().unwrap_or_default();
        let login = self.logins.live(&token, now);
        let own = login.filter(|login| login.consumer_key == credentials.consumer_key);
        let Some(secret) = own.map(|login| login.secret.clone()) else {
            return refusals::stranger(Stranger::UnknownToken, false);
        };
        if let Err(why) = self.check_signature(request, &credentials, &secret, signing_now) {
            return refusals::stranger(why, false);
        }
        let sent = request.body_pairs().into_iter().chain(request.query_pairs());
        let mut sent = sent.filter(|(name, _)| name == "oauth_verifier").map(|(_, value)| value);
        let of_header = credentials.parameter("oauth_verifier").map(str::to_owned);
        let verifier = of_header.or_else(|| sent.next()).unwrap_or_default();
        let login = self.logins.live(&token, now);
        let grant = login.and_then(|login| login.granted.as_ref());
        let Some(user) = grant.filter(|grant| grant.verifier == verifier).map(|one| one.user)
        else {
            let body = "Error processing your OAuth request: Invalid oauth_verifier parameter";
            return Answer::of_type(401, "text/html; charset=utf-8", body.to_owned());
        };
        self.logins.by_token.remove(&token);
        let keys = self.access(&credentials.consumer_key, user, now);
        form(format!(
            "oauth_token={}&oauth_token_secret={}&user_id={}&screen_name={}",
            keys.token, keys.token_secret, keys.user_id, keys.handle
        ))
    }

    pub(crate) fn invalidate_token(&mut self, caller: &Caller) -> Answer {
        let token = caller.token.clone();
        self.commit(Change::Revoked { token: token.clone() });
        Answer::json(200, &json!({ "access_token": token }))
    }
}

fn form(body: String) -> Answer {
    Answer::of_type(200, "application/x-www-form-urlencoded", body)
}

fn redirect(address: &str, query: &str) -> Answer {
    let joint = if address.contains('?') { '&' } else { '?' };
    let body = "You are being redirected to the app.".to_owned();
    Answer::of_type(302, "text/plain", body).with("location", format!("{address}{joint}{query}"))
}

fn escaped(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
