//! Which accounts are there, and by which rules do they post? Rows of `accounts`. What holds an
//! account is read from `incidents`, never stored beside it.

use crate::tables::columns::{
    find_instant, get_catch_up, get_length, get_network, millis, reserve, unknown,
};
use crate::{StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::account::{Account, NetworkKind, Pause, Rules};
use roost_domain::ids::{AccountId, AppId};
use rusqlite::{OptionalExtension, Row, named_params};

/// An account that is to be added.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Its id, reserved before: the vault learnt its tokens under it.
    pub id: AccountId,
    /// On which network.
    pub network: NetworkKind,
    /// Through which app it posts.
    pub app: AppId,
    /// Its lasting id there; `None` until a Practice account met its simulator.
    pub user_id: Option<String>,
    /// Its handle, without @.
    pub handle: String,
    /// How it posts.
    pub rules: Rules,
}

/// The tokens of a Practice account, which are not secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeTokens {
    /// The token.
    pub token: String,
    /// Its secret.
    pub token_secret: String,
}

/// What [`account`] reads, of `accounts` as `a`. What a question adds to it stands from [`AFTER`] on.
pub(crate) const COLUMNS: &str = "a.id, a.network, a.app_id, a.user_id, a.handle, a.zone, a.gap_ms, \
     a.jitter_ms, a.cap, a.catch_up, a.late_limit_ms, a.paused_at, a.paused_until";

/// The place after [`COLUMNS`].
pub(crate) const AFTER: usize = 13;

/// An account whose row begins with [`COLUMNS`]. Counted, not named: the loop asks for every post.
pub(crate) fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    let zone: String = row.get(5)?;
    let zone = zone.parse().map_err(|_| unknown("an IANA zone", zone))?;
    let pause = match find_instant(row, 11)? {
        Some(_) => Some(Pause { until: find_instant(row, 12)? }),
        None => None,
    };
    Ok(Account {
        id: AccountId(row.get(0)?),
        network: get_network(row, 1)?,
        app: AppId(row.get(2)?),
        user_id: row.get(3)?,
        handle: row.get(4)?,
        rules: Rules {
            gap: get_length(row, 6)?,
            jitter: get_length(row, 7)?,
            cap: row.get(8)?,
            catch_up: get_catch_up(row, 9)?,
            late_limit: get_length(row, 10)?,
            zone,
        },
        pause,
    })
}

impl Tx<'_> {
    /// Reserves the id of an account to come. It is never given again, whatever becomes of it.
    pub fn reserve_account(&self) -> Result<AccountId, StoreError> {
        Ok(AccountId(reserve(self.db(), "accounts")?))
    }

    /// Adds an account.
    pub fn add_account(&self, new: &NewAccount, now: Timestamp) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "INSERT INTO accounts (id, network, app_id, user_id, handle, zone, gap_ms,
                   jitter_ms, cap, catch_up, late_limit_ms, created_at)
                 VALUES (:id, :network, :app, :user, :handle, :zone, :gap, :jitter,
                   :cap, :catch_up, :late, :now)",
            )?
            .execute(named_params! {
                ":id": new.id.0,
                ":network": new.network.word(), ":app": new.app.0, ":user": new.user_id,
                ":handle": new.handle, ":zone": new.rules.zone.name(),
                ":gap": new.rules.gap.num_milliseconds(),
                ":jitter": new.rules.jitter.num_milliseconds(), ":cap": new.rules.cap,
                ":catch_up": new.rules.catch_up.word(),
                ":late": new.rules.late_limit.num_milliseconds(), ":now": now.timestamp_millis(),
            })?;
        Ok(())
    }

    /// Every account that is not removed, by id.
    pub fn all_accounts(&self) -> Result<Vec<Account>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM accounts a WHERE removed_at IS NULL ORDER BY id");
        let mut rows = self.db().prepare_cached(&sql)?;
        let accounts = rows.query_map([], account)?.collect::<Result<_, _>>()?;
        Ok(accounts)
    }

    /// One account, removed or not.
    pub fn find_account(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM accounts a WHERE id = ?1");
        Ok(self.db().prepare_cached(&sql)?.query_row([id.0], account).optional()?)
    }

    /// Whether an account that is removed still has this row: its deliveries show it.
    pub fn account_is_removed(&self, id: AccountId) -> Result<bool, StoreError> {
        let removed = self
            .db()
            .prepare_cached("SELECT removed_at IS NOT NULL FROM accounts WHERE id = ?1")?
            .query_row([id.0], |row| row.get(0))
            .optional()?;
        Ok(removed.unwrap_or(true))
    }

    /// Whether the vault was found without this account's tokens.
    pub fn account_is_disconnected(&self, id: AccountId) -> Result<bool, StoreError> {
        Ok(self
            .db()
            .prepare_cached("SELECT disconnected FROM accounts WHERE id = ?1")?
            .query_row([id.0], |row| row.get(0))?)
    }

    /// Writes an account's rules.
    pub fn set_account_rules(&self, id: AccountId, rules: &Rules) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE accounts SET zone = :zone, gap_ms = :gap, jitter_ms = :jitter, cap = :cap,
                   catch_up = :catch_up, late_limit_ms = :late, revision = revision + 1
                 WHERE id = :id",
            )?
            .execute(named_params! {
                ":id": id.0, ":zone": rules.zone.name(), ":gap": rules.gap.num_milliseconds(),
                ":jitter": rules.jitter.num_milliseconds(), ":cap": rules.cap,
                ":catch_up": rules.catch_up.word(),
                ":late": rules.late_limit.num_milliseconds(),
            })?;
        Ok(())
    }

    /// Pauses an account, or ends its pause.
    pub fn set_account_pause(
        &self,
        id: AccountId,
        pause: Option<Pause>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let since = pause.map(|_| now.timestamp_millis());
        let until = millis(pause.and_then(|pause| pause.until));
        self.db()
            .prepare_cached(
                "UPDATE accounts SET paused_at = ?2, paused_until = ?3, revision = revision + 1
                 WHERE id = ?1",
            )?
            .execute((id.0, since, until))?;
        Ok(())
    }

    /// Writes down who an account is: its lasting id and its handle of today. One that is known
    /// as that already has not changed.
    pub fn set_account_identity(
        &self,
        id: AccountId,
        user_id: &str,
        handle: &str,
    ) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE accounts SET user_id = ?2, handle = ?3, revision = revision + 1
                 WHERE id = ?1 AND (user_id IS NOT ?2 OR handle <> ?3)",
            )?
            .execute((id.0, user_id, handle))?;
        Ok(())
    }

    /// All keys of Practice: tokens and consumer secrets, which lie here and not in the vault.
    pub fn practice_secrets(&self) -> Result<Vec<String>, StoreError> {
        let mut rows = self.db().prepare_cached(
            "SELECT practice_token FROM accounts WHERE practice_token IS NOT NULL
             UNION SELECT practice_token_secret FROM accounts WHERE practice_token_secret IS NOT NULL
             UNION SELECT practice_secret FROM apps WHERE practice_secret IS NOT NULL",
        )?;
        let secrets = rows.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(secrets)
    }

    /// A Practice account's tokens.
    pub fn find_practice_tokens(
        &self,
        id: AccountId,
    ) -> Result<Option<PracticeTokens>, StoreError> {
        let pair = self
            .db()
            .prepare_cached(
                "SELECT practice_token, practice_token_secret FROM accounts
                 WHERE id = ?1 AND practice_token IS NOT NULL",
            )?
            .query_row([id.0], |row| {
                Ok(PracticeTokens { token: row.get(0)?, token_secret: row.get(1)? })
            })
            .optional()?;
        Ok(pair)
    }

    /// Writes down a Practice account's tokens.
    pub fn set_practice_tokens(
        &self,
        id: AccountId,
        tokens: &PracticeTokens,
    ) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE accounts SET practice_token = ?2, practice_token_secret = ?3
                 WHERE id = ?1 AND network = 'practice'",
            )?
            .execute((id.0, &tokens.token, &tokens.token_secret))?;
        Ok(())
    }

    /// Writes down that an account's tokens were renewed: it is connected, and what was known of
    /// the old keys is forgotten.
    pub fn set_account_renewed(&self, id: AccountId, now: Timestamp) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE accounts SET disconnected = 0, signed_ok_at = ?2, signed_bad_at = NULL,
                   revision = revision + 1 WHERE id = ?1",
            )?
            .execute((id.0, now.timestamp_millis()))?;
        Ok(())
    }

    /// Removes an account; its row stays for the history.
    pub fn remove_account(&self, id: AccountId, now: Timestamp) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE accounts SET removed_at = ?2, practice_token = NULL,
                   practice_token_secret = NULL, revision = revision + 1 WHERE id = ?1",
            )?
            .execute((id.0, now.timestamp_millis()))?;
        Ok(())
    }
}
