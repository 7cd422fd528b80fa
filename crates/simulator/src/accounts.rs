//! Apps, accounts and the tokens that tie them: who is there, and what is wrong with them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::changes::Change;
use crate::exchange::Answer;
use crate::refusals;
use crate::simulator::Simulator;

/// The consumer key of the app that every simulator starts with. Fixed, so that practice accounts
/// can be added while no simulator runs.
pub const PRACTICE_CONSUMER_KEY: &str = "RoostPracticeApp000000000";

/// The consumer secret of [`PRACTICE_CONSUMER_KEY`]. No secret at all: it opens nothing but
/// simulators.
pub const PRACTICE_CONSUMER_SECRET: &str = "RoostPracticeSecretKnownToEverybody00000000000000";

/// The handle of the account that a fresh simulator starts with.
pub const FIRST_HANDLE: &str = "practice";

/// The longest handle. X gives out 15 characters today, older ones have up to 20.
const LONGEST_HANDLE: usize = 20;

/// What a client needs to sign for an account.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Keys {
    /// The handle without @.
    pub handle: String,
    /// The user id, in digits.
    pub user_id: String,
    /// The access token.
    pub token: String,
    /// Its secret.
    pub token_secret: String,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Keys").field("handle", &self.handle).finish_non_exhaustive()
    }
}

/// A developer app.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) consumer_secret: String,
    pub(crate) trouble: Option<Trouble<AppTrouble>>,
}

/// An account on the simulated network.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) id: u64,
    pub(crate) handle: String,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) trouble: Option<Trouble<AccountTrouble>>,
}

/// An account's access for one app.
#[derive(Debug)]
pub(crate) struct Token {
    pub(crate) secret: String,
    pub(crate) consumer_key: String,
    pub(crate) user: u64,
}

/// Something is wrong until it is ended by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Trouble<Kind> {
    /// What is wrong.
    pub(crate) kind: Kind,
    /// Whether reading goes on.
    pub(crate) reads: Reads,
}

/// Whether GET requests pass while an account or app is in trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reads {
    /// They are refused like writes.
    Refused,
    /// They pass.
    Open,
}

/// What can be wrong with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AccountTrouble {
    /// Temporarily locked: 403 with code 326.
    Lock,
    /// Suspended.
    Suspend,
    /// Taken for automated: 403 with code 226.
    Automated,
    /// Features limited: X has no code of its own for it, the catch-all 403 stands in.
    Limited,
}

/// What can be wrong with an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AppTrouble {
    /// May not write any more: 403 with code 261.
    WriteBlock,
    /// Suspended: 401 with code 416.
    Suspend,
    /// In no package that covers v2: 403 client-forbidden.
    Setup,
}

impl AccountTrouble {
    pub(crate) fn refusal(self) -> Answer {
        match self {
            Self::Lock => refusals::locked(),
            Self::Suspend => refusals::suspended(),
            Self::Automated => refusals::automated(),
            Self::Limited => refusals::not_permitted(),
        }
    }
}

impl AppTrouble {
    pub(crate) fn refusal(self) -> Answer {
        match self {
            Self::WriteBlock => refusals::write_blocked(),
            Self::Suspend => refusals::app_suspended(),
            Self::Setup => refusals::not_enrolled(),
        }
    }
}

impl<Kind> Trouble<Kind> {
    /// Does it stand in the way of a request with this method?
    pub(crate) fn stops(&self, method: &str) -> bool {
        self.reads == Reads::Refused || method != "GET"
    }
}

/// All accounts, by user id and by handle.
#[derive(Debug, Default)]
pub(crate) struct Accounts {
    by_id: HashMap<u64, Account>,
    by_handle: HashMap<String, u64>,
    order: Vec<u64>,
}

impl Accounts {
    pub(crate) fn insert(&mut self, account: Account) {
        self.by_handle.insert(account.handle.to_ascii_lowercase(), account.id);
        self.order.push(account.id);
        self.by_id.insert(account.id, account);
    }

    pub(crate) fn get(&self, id: u64) -> Option<&Account> {
        self.by_id.get(&id)
    }

    pub(crate) fn get_mut(&mut self, id: u64) -> Option<&mut Account> {
        self.by_id.get_mut(&id)
    }

    /// Handles are the same whatever their case, with or without @.
    pub(crate) fn find(&self, handle: &str) -> Option<&Account> {
        let handle = handle.trim_start_matches('@').to_ascii_lowercase();
        self.by_handle.get(&handle).and_then(|id| self.by_id.get(id))
    }

    /// In the order in which they came into being.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Account> {
        self.order.iter().filter_map(|id| self.by_id.get(id))
    }

    /// The handle of a user id; empty for an unknown one.
    pub(crate) fn handle(&self, id: u64) -> &str {
        self.get(id).map_or("", |account| account.handle.as_str())
    }
}

/// Why a handle can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadHandle;

impl std::fmt::Display for BadHandle {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a handle has 1 to 20 letters, digits or underscores")
    }
}

impl std::error::Error for BadHandle {}

impl Simulator {
    /// The keys of an account on the practice app. An account that is not there comes into being;
    /// one that is keeps its user id and, unless they were revoked, its tokens.
    pub fn add_account(&mut self, handle: &str, now: DateTime<Utc>) -> Result<Keys, BadHandle> {
        self.add_account_to(PRACTICE_CONSUMER_KEY, handle, now)
    }

    pub(crate) fn add_account_to(
        &mut self,
        consumer_key: &str,
        handle: &str,
        now: DateTime<Utc>,
    ) -> Result<Keys, BadHandle> {
        let handle = handle.trim_start_matches('@');
        let is_word = handle.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if handle.is_empty() || handle.len() > LONGEST_HANDLE || !is_word {
            return Err(BadHandle);
        }
        let known = self.accounts.find(handle).map(|account| account.id);
        let user = known.unwrap_or_else(|| {
            let id = self.ids.next(now);
            self.commit(Change::Account { id, handle: handle.to_owned(), created_at: now });
            id
        });
        Ok(self.access(consumer_key, user, now))
    }

    /// The token that `user` gave the app; made now if there is none. X, too, gives the same token
    /// at every sign-in until it is revoked.
    pub(crate) fn access(&mut self, consumer_key: &str, user: u64, now: DateTime<Utc>) -> Keys {
        if let Some(keys) = self.keys(consumer_key, user) {
            return keys;
        }
        let id = self.ids.next(now);
        let token = format!("{user}-{}", self.ids.secret(id, "token", 40));
        let secret = self.ids.secret(id, "token secret", 45);
        let handle = self.accounts.handle(user).to_owned();
        let consumer_key = consumer_key.to_owned();
        let (access, token_secret) = (token.clone(), secret.clone());
        self.commit(Change::Token { token, secret, consumer_key, user });
        Keys { handle, user_id: user.to_string(), token: access, token_secret }
    }

    fn keys(&self, consumer_key: &str, user: u64) -> Option<Keys> {
        let token = self.access_tokens.get(&(consumer_key.to_owned(), user))?;
        let secret = self.tokens.get(token)?.secret.clone();
        let handle = self.accounts.handle(user).to_owned();
        Some(Keys { handle, user_id: user.to_string(), token: token.clone(), token_secret: secret })
    }
}
