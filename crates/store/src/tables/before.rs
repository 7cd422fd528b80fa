//! What did an account say in a window of time? Texts of what went out, for the comparison of an
//! account's posts before an incident with its normal. Asked by the day, so that a long history
//! costs only the window.

use crate::tables::days::{DAYS, SENT};
use crate::time::{instant, ms};
use crate::{Result, Tx};
use roost_domain::Timestamp;
use roost_domain::ids::{AccountId, AppId, AttemptId};
use rusqlite::OptionalExtension;

/// What went out of an account from an instant on and before another, by time: a thread once, at
/// its first segment in the window, with all its text. At most so many, the newest.
pub fn texts_out(
    tx: &Tx<'_>,
    account: AccountId,
    (from, until): (Timestamp, Timestamp),
    most: usize,
) -> Result<Vec<(Timestamp, String)>> {
    let mut query = tx.db().prepare_cached(
        "WITH RECURSIVE days (day) AS (
            SELECT ?2 / 86400000
            UNION ALL
            SELECT day + 1 FROM days WHERE day < (?3 - 1) / 86400000
                AND day < (SELECT max(day) FROM delivery_segments)),
         out (delivery, at) AS (
            SELECT o.delivery_id, min(o.published_at) AS at FROM days
            CROSS JOIN delivery_segments o ON o.day = days.day AND o.account_id = ?1
                AND o.published_at >= ?2 AND o.published_at < ?3
            GROUP BY o.delivery_id ORDER BY at DESC LIMIT ?4)
         SELECT out.at, (SELECT group_concat(text, char(10)) FROM
                (SELECT s.text FROM segments s WHERE s.post_id = d.post_id ORDER BY s.position))
         FROM out JOIN deliveries d ON d.id = out.delivery ORDER BY out.at, out.delivery",
    )?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = query.query_map((account.0, ms(from), ms(until), most), |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?))
    })?;
    rows.map(|row| {
        let (at, text) = row?;
        Ok((instant(at)?, text.unwrap_or_default()))
    })
    .collect()
}

/// When the first post of an account went out from an instant on.
pub fn first_out(tx: &Tx<'_>, account: AccountId, since: Timestamp) -> Result<Option<Timestamp>> {
    let sql = format!("{DAYS} SELECT o.published_at FROM days {SENT} LIMIT 1");
    let at: Option<i64> = tx
        .db()
        .prepare_cached(&sql)?
        .query_row((account.0, ms(since)), |row| row.get(0))
        .optional()?;
    at.map(instant).transpose()
}

/// Whether a lock, a suspension, a warning or a block that held an account, itself or its app, was
/// open at any time of a window.
pub fn was_locked(
    tx: &Tx<'_>,
    (account, app): (AccountId, AppId),
    (from, until): (Timestamp, Timestamp),
) -> Result<bool> {
    Ok(tx
        .db()
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM incidents WHERE (account_id = ?1 OR app_id = ?2)
                AND kind IN ('locked', 'suspended', 'automated', 'write_blocked', 'app_suspended')
                AND opened_at <= ?4 AND ifnull(closed_at, ?4) >= ?3)",
        )?
        .query_row((account.0, app.0, ms(from), ms(until)), |row| row.get(0))?)
}

/// For which account an attempt was made.
pub fn account_of_attempt(tx: &Tx<'_>, attempt: AttemptId) -> Result<Option<AccountId>> {
    Ok(tx
        .db()
        .prepare_cached("SELECT account_id FROM attempts WHERE id = ?1")?
        .query_row([attempt.0], |row| row.get(0).map(AccountId))
        .optional()?)
}
