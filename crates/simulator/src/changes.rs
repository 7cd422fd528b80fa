//! What a simulator keeps across restarts: every lasting change as one value.
//!
//! All lasting state is changed by applying a [`Change`] and by nothing else, so that replaying the
//! changes of an earlier run gives its state back.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::accounts::{Account, AccountTrouble, App, AppTrouble, Token, Trouble};
use crate::media::Medium;
use crate::posts::Post;
use crate::simulator::Simulator;

/// One lasting change, and one line of the state file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Change {
    /// A developer app came into being.
    App {
        /// Its public key.
        consumer_key: String,
        /// Its secret.
        consumer_secret: String,
    },
    /// An account came into being.
    Account {
        /// Its user id.
        id: u64,
        /// Its handle without @.
        handle: String,
        /// When.
        created_at: DateTime<Utc>,
    },
    /// An account gave an app its access.
    Token {
        /// The access token.
        token: String,
        /// Its secret.
        secret: String,
        /// The app's key.
        consumer_key: String,
        /// The account's user id.
        user: u64,
    },
    /// An access token ended.
    Revoked {
        /// The access token.
        token: String,
    },
    /// An account got into trouble, or out of it.
    AccountTrouble {
        /// The account's user id.
        user: u64,
        /// What is wrong now.
        trouble: Option<Trouble<AccountTrouble>>,
    },
    /// An app got into trouble, or out of it.
    AppTrouble {
        /// The app's key.
        consumer_key: String,
        /// What is wrong now.
        trouble: Option<Trouble<AppTrouble>>,
    },
    /// A file was uploaded to its end.
    Medium(Medium),
    /// A medium got its description.
    Alt {
        /// The medium's id.
        id: u64,
        /// The description.
        text: String,
    },
    /// A post was accepted.
    Post(Post),
    /// A post was deleted.
    Deleted {
        /// The post's id.
        id: u64,
    },
}

impl Simulator {
    /// Carries a change out and, where changes are kept, hands it on to be written down.
    pub(crate) fn commit(&mut self, change: Change) {
        if let Some(kept) = &mut self.kept {
            kept.push(change.clone());
        }
        self.apply(change);
    }

    /// From now on changes are kept for [`Simulator::take_changes`].
    pub(crate) fn keep_changes(&mut self) {
        self.kept.get_or_insert_default();
    }

    /// The changes since the last call. Empty unless changes are kept.
    pub(crate) fn take_changes(&mut self) -> Vec<Change> {
        self.kept.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Carries a change out without keeping it: it was kept before.
    pub(crate) fn apply(&mut self, change: Change) {
        match change {
            Change::App { consumer_key, consumer_secret } => {
                let app = App { consumer_secret, trouble: None };
                self.apps.insert(consumer_key, app);
            }
            Change::Account { id, handle, created_at } => {
                self.ids.seen(id);
                self.accounts.insert(Account { id, handle, created_at, trouble: None });
            }
            Change::Token { token, secret, consumer_key, user } => {
                self.access_tokens.insert((consumer_key.clone(), user), token.clone());
                self.tokens.insert(token, Token { secret, consumer_key, user });
            }
            Change::Revoked { token } => {
                self.tokens.remove(&token);
            }
            Change::AccountTrouble { user, trouble } => {
                if let Some(account) = self.accounts.get_mut(user) {
                    account.trouble = trouble;
                }
            }
            Change::AppTrouble { consumer_key, trouble } => {
                if let Some(app) = self.apps.get_mut(&consumer_key) {
                    app.trouble = trouble;
                }
            }
            Change::Medium(medium) => {
                self.ids.seen(medium.id);
                self.media.insert(medium);
            }
            Change::Alt { id, text } => self.media.describe(id, text),
            Change::Post(post) => {
                self.ids.seen_post(post.id);
                self.posts.insert(post);
            }
            Change::Deleted { id } => self.posts.delete(id),
        }
    }
}
