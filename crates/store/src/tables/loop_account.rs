//! What does the loop know of an account before it decides? Its rules, what holds it, what it
//! waits for, and what its keys did last.

use crate::tables::accounts::{AFTER, COLUMNS, account};
use crate::tables::columns::find_instant;
use crate::tables::days::LAST_SENT;
use crate::tables::unread::understood;
use crate::time::{maybe_instant, ms};
use crate::{Result, Tx};
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::account::Account;
use roost_domain::decide::snapshot::{Gates, Hold, KeyHistory, Wait, WaitReason};
use roost_domain::ids::{AccountId, AppId, DeliveryId, IncidentId};
use rusqlite::{OptionalExtension, Row};

/// What went out longer ago than this matters to no gap.
const LONGEST_GAP: TimeDelta = TimeDelta::days(366);

/// An account as the loop sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopAccount {
    /// The account and its rules.
    pub account: Account,
    /// Where its app's API is; `None`: Practice, hosted by the loop itself.
    pub api_base: Option<String>,
    /// The vault no longer has its tokens.
    pub disconnected: bool,
    /// What the network asked to wait for.
    pub wait: Option<Wait>,
    /// Waits in a row.
    pub waits: u32,
    /// What its keys did last.
    pub keys: KeyHistory,
    /// When its last delivery went out.
    pub last_out_at: Option<Timestamp>,
}

/// The accounts of a folder that were not removed.
pub fn account_ids(tx: &Tx<'_>) -> Result<Vec<AccountId>> {
    let mut query =
        tx.db().prepare_cached("SELECT id FROM accounts WHERE removed_at IS NULL ORDER BY id")?;
    let ids = query.query_map([], |row| row.get(0).map(AccountId))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// The accounts that post through an app and were not removed.
pub fn accounts_of_app(tx: &Tx<'_>, app: AppId) -> Result<Vec<AccountId>> {
    let mut query = tx.db().prepare_cached(
        "SELECT id FROM accounts WHERE app_id = ?1 AND removed_at IS NULL ORDER BY id",
    )?;
    let ids = query.query_map([app.0], |row| row.get(0).map(AccountId))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// One account, or `None` when it was removed.
pub fn loop_account(tx: &Tx<'_>, id: AccountId) -> Result<Option<LoopAccount>> {
    let sql = format!(
        "SELECT {COLUMNS}, a.disconnected, a.wait_until, a.wait_reason, a.troubles, a.signed_ok_at,
                a.key_checked_at, a.last_out_at, p.api_base
         FROM accounts a JOIN apps p ON p.id = a.app_id
         WHERE a.id = ?1 AND a.removed_at IS NULL"
    );
    Ok(tx.db().prepare_cached(&sql)?.query_row([id.0], read_account).optional()?)
}

fn read_account(row: &Row<'_>) -> rusqlite::Result<LoopAccount> {
    let wait_reason: Option<String> = row.get(AFTER + 2)?;
    let wait_until = find_instant(row, AFTER + 1)?;
    let wait = match (wait_until, wait_reason.as_deref().and_then(WaitReason::from_word)) {
        (Some(until), Some(reason)) => Some(Wait { until, reason }),
        (_, _) => None,
    };
    Ok(LoopAccount {
        account: account(row)?,
        disconnected: row.get(AFTER)?,
        wait,
        waits: row.get(AFTER + 3)?,
        keys: KeyHistory {
            signed_ok_at: find_instant(row, AFTER + 4)?,
            checked_at: find_instant(row, AFTER + 5)?,
        },
        last_out_at: find_instant(row, AFTER + 6)?,
        api_base: row.get(AFTER + 7)?,
    })
}

/// What is out of the ordinary about an account, so that only that need be asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "five answers of one question, not a state")]
pub struct Signs {
    /// Something stops everything: [`gates`] says what.
    pub gates: bool,
    /// An incident is not closed: [`holds`] says whether it holds this account.
    pub incidents: bool,
    /// A ramp runs.
    pub ramp: bool,
    /// The owner slowed it.
    pub slowed: bool,
    /// A delivery stands as sending, or is in doubt.
    pub unsettled: bool,
}

/// What is out of the ordinary about an account: one question in place of six on a usual day.
pub fn signs(tx: &Tx<'_>, id: AccountId) -> Result<Signs> {
    let mut query = tx.db().prepare_cached(
        "SELECT
            EXISTS (SELECT 1 FROM meta WHERE key IN
                ('paused_all_at', 'confirm_since_at', 'clock_doubt_at')),
            EXISTS (SELECT 1 FROM incidents WHERE state <> 'closed'),
            EXISTS (SELECT 1 FROM ramps WHERE account_id = ?1 AND ended_at IS NULL),
            EXISTS (SELECT 1 FROM slowdowns WHERE account_id = ?1 AND ended_at IS NULL),
            EXISTS (SELECT 1 FROM deliveries
                WHERE account_id = ?1 AND state IN ('sending', 'unconfirmed'))",
    )?;
    let signs = query.query_row([id.0], |row| {
        Ok(Signs {
            gates: row.get(0)?,
            incidents: row.get(1)?,
            ramp: row.get(2)?,
            slowed: row.get(3)?,
            unsettled: row.get(4)?,
        })
    })?;
    Ok(signs)
}

/// What stops everything on this machine.
pub fn gates(tx: &Tx<'_>) -> Result<Gates> {
    let mut gates = Gates::default();
    let mut query = tx.db().prepare_cached(
        "SELECT key FROM meta WHERE key IN ('paused_all_at', 'confirm_since_at', 'clock_doubt_at')",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        match row.get_ref(0)?.as_str().unwrap_or_default() {
            "paused_all_at" => gates.paused_all = true,
            "confirm_since_at" => gates.unconfirmed_folder = true,
            "clock_doubt_at" => gates.clock_doubt = true,
            _ => {}
        }
    }
    Ok(gates)
}

/// The incidents that hold an account: its own, its app's, the machine's; oldest first. One that can't
/// be read holds too, in silence, until its owner says something.
pub fn holds(tx: &Tx<'_>, account: AccountId, app: AppId) -> Result<Vec<Hold>> {
    let mut query = tx.db().prepare_cached(
        "SELECT id, kind, state, probe_at FROM incidents
         WHERE state <> 'closed' AND state <> 'recovering'
           AND (account_id = ?1 OR app_id = ?2 OR scope = 'machine') ORDER BY id",
    )?;
    let holds = query.query_map([account.0, app.0], |row| {
        let incident = IncidentId(row.get(0)?);
        let said = understood(row, 1, 2)?;
        if let Some(unread) = &said.unread {
            tracing::warn!(%incident, unread, "this incident's kind or state is not known: it holds");
        }
        let probe_at = said.trusted(find_instant(row, 3)?);
        Ok(Hold { incident, kind: said.kind, state: said.state, probe_at })
    })?;
    Ok(holds.collect::<rusqlite::Result<_>>()?)
}

/// A signed request was not refused for its keys.
pub fn keys_worked(tx: &Tx<'_>, account: AccountId, now: Timestamp) -> Result<()> {
    tx.db()
        .prepare_cached("UPDATE accounts SET signed_ok_at = ?2 WHERE id = ?1")?
        .execute((account.0, ms(now)))?;
    Ok(())
}

/// A signed request was refused for its keys.
pub fn keys_failed(tx: &Tx<'_>, account: AccountId, now: Timestamp) -> Result<()> {
    tx.db()
        .prepare_cached("UPDATE accounts SET signed_bad_at = ?2 WHERE id = ?1")?
        .execute((account.0, ms(now)))?;
    Ok(())
}

/// The quiet key check of the day was made, whatever came back.
pub fn keys_checked(tx: &Tx<'_>, account: AccountId, now: Timestamp) -> Result<()> {
    tx.db()
        .prepare_cached("UPDATE accounts SET key_checked_at = ?2 WHERE id = ?1")?
        .execute((account.0, ms(now)))?;
    Ok(())
}

/// The network asked this account to wait.
pub fn set_wait(tx: &Tx<'_>, account: AccountId, wait: Wait) -> Result<()> {
    tx.db()
        .prepare_cached(
            "UPDATE accounts SET wait_until = ?2, wait_reason = ?3, troubles = troubles + 1
             WHERE id = ?1",
        )?
        .execute((account.0, ms(wait.until), wait.reason.word()))?;
    Ok(())
}

/// Something went out: no wait is in force, and waits are counted from nothing again.
pub fn went_out(tx: &Tx<'_>, account: AccountId, at: Timestamp) -> Result<()> {
    tx.db()
        .prepare_cached(
            "UPDATE accounts SET last_out_at = max(?2, ifnull(last_out_at, 0)), signed_ok_at = ?2,
                    troubles = 0, wait_until = NULL, wait_reason = NULL WHERE id = ?1",
        )?
        .execute((account.0, ms(at)))?;
    Ok(())
}

/// The vault no longer has the account's tokens, or has them again.
pub fn set_disconnected(tx: &Tx<'_>, id: AccountId, disconnected: bool) -> Result<()> {
    tx.db()
        .prepare_cached("UPDATE accounts SET disconnected = ?2 WHERE id = ?1")?
        .execute((id.0, disconnected))?;
    Ok(())
}

/// Accounts of an app whose last signed request was refused for its keys, and whether any account
/// of it had one accepted since the first of those refusals.
pub fn key_failures(tx: &Tx<'_>, app: AppId) -> Result<(Vec<AccountId>, bool)> {
    let mut query = tx.db().prepare_cached(
        "SELECT id, signed_bad_at FROM accounts
         WHERE app_id = ?1 AND removed_at IS NULL
           AND signed_bad_at > ifnull(signed_ok_at, -1) ORDER BY signed_bad_at",
    )?;
    let rows: Vec<(i64, i64)> = query
        .query_map([app.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let Some((_, first)) = rows.first() else { return Ok((vec![], false)) };
    let works: bool = tx
        .db()
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM accounts WHERE app_id = ?1 AND removed_at IS NULL
                AND signed_ok_at >= ?2 AND signed_ok_at > ifnull(signed_bad_at, -1))",
        )?
        .query_row((app.0, first), |row| row.get(0))?;
    Ok((rows.into_iter().map(|(id, _)| AccountId(id)).collect(), works))
}

/// A delivery may have gone out: the gap counts from there.
pub fn may_have_gone_out(tx: &Tx<'_>, account: AccountId, at: Timestamp) -> Result<()> {
    tx.db()
        .prepare_cached(
            "UPDATE accounts SET last_out_at = max(?2, ifnull(last_out_at, 0)) WHERE id = ?1",
        )?
        .execute((account.0, ms(at)))?;
    Ok(())
}

fn last_out_at(tx: &Tx<'_>, account: AccountId) -> Result<Option<Timestamp>> {
    let at = tx
        .db()
        .prepare_cached("SELECT last_out_at FROM accounts WHERE id = ?1")?
        .query_row([account.0], |row| row.get(0))?;
    maybe_instant(at)
}

/// A delivery that may have gone out did not: the gap counts from the last that did, or from
/// another that still may have.
pub fn did_not_go_out(tx: &Tx<'_>, account: AccountId, delivery: DeliveryId) -> Result<()> {
    let Some(thought) = last_out_at(tx, account)? else { return Ok(()) };
    let since = ms(thought - LONGEST_GAP);
    let sent: Option<i64> =
        tx.db().prepare_cached(LAST_SENT)?.query_row((account.0, since), |row| row.get(0))?;
    let in_doubt: Option<i64> = tx
        .db()
        .prepare_cached(
            "SELECT max(began_at) FROM deliveries WHERE account_id = ?1
               AND state IN ('sending', 'unconfirmed') AND state = 'unconfirmed' AND id <> ?2",
        )?
        .query_row((account.0, delivery.0), |row| row.get(0))?;
    tx.db()
        .prepare_cached("UPDATE accounts SET last_out_at = ?2 WHERE id = ?1")?
        .execute((account.0, sent.max(in_doubt)))?;
    Ok(())
}

/// Whether a signed request of the account was accepted since an instant.
pub fn worked_since(tx: &Tx<'_>, account: AccountId, since: Timestamp) -> Result<bool> {
    Ok(tx
        .db()
        .prepare_cached("SELECT ifnull(signed_ok_at, 0) >= ?2 FROM accounts WHERE id = ?1")?
        .query_row((account.0, ms(since)), |row| row.get(0))?)
}
