//! What is known of the folder itself? One row per fact, each behind its own pair of functions, so
//! that no key is spelled twice.

use crate::time::{instant, ms};
use crate::{Result, StoreError, Tx};
use chrono::{DateTime, Utc};
use rusqlite::OptionalExtension;

/// Which machine the folder belongs to: a digest, see [`crate::Machine`].
pub fn machine_id(tx: &Tx<'_>) -> Result<Option<String>> {
    get(tx, "machine_id")
}

/// Gives the folder to a machine.
pub fn set_machine_id(tx: &Tx<'_>, machine: &str) -> Result<()> {
    set(tx, "machine_id", machine)
}

/// The folder's own random name: 32 hexadecimal digits, drawn once.
pub fn folder_id(tx: &Tx<'_>) -> Result<String> {
    get(tx, "folder_id")?
        .ok_or_else(|| StoreError::NotFound { what: "meta", id: "folder_id".to_owned() })
}

/// Draws the folder's name if it has none yet. Drawn by SQLite, from the system's random source.
pub fn ensure_folder_id(tx: &Tx<'_>) -> Result<()> {
    tx.db()
        .prepare_cached(
            "INSERT INTO meta (key, value) VALUES ('folder_id', lower(hex(randomblob(16))))
             ON CONFLICT (key) DO NOTHING",
        )?
        .execute([])?;
    Ok(())
}

/// Where the folder's secrets lie: a word of the vault, `None` until the first secret.
pub fn vault(tx: &Tx<'_>) -> Result<Option<String>> {
    get(tx, "vault")
}

/// Records where the folder's secrets lie.
pub fn set_vault(tx: &Tx<'_>, word: &str) -> Result<()> {
    set(tx, "vault", word)
}

/// The time-lapse of the folder as the engine wrote it: JSON `{start, factor, anchor}`.
pub fn lapse(tx: &Tx<'_>) -> Result<Option<String>> {
    get(tx, "lapse")
}

/// Records the folder's time-lapse. A folder once lapsed never takes a real account.
pub fn set_lapse(tx: &Tx<'_>, json: &str) -> Result<()> {
    set(tx, "lapse", json)
}

/// Since when everything is paused by the owner; `None`: it is not.
pub fn paused_all_at(tx: &Tx<'_>) -> Result<Option<DateTime<Utc>>> {
    get_at(tx, "paused_all_at")
}

/// Pauses everything, or resumes it.
pub fn set_paused_all_at(tx: &Tx<'_>, at: Option<DateTime<Utc>>) -> Result<()> {
    set_at(tx, "paused_all_at", at)
}

/// Since when nothing is sent until the owner confirms: the folder was copied, restored or mended.
pub fn confirm_since_at(tx: &Tx<'_>) -> Result<Option<DateTime<Utc>>> {
    get_at(tx, "confirm_since_at")
}

/// Asks for the owner's confirmation, or records that it was given (`None`).
pub fn set_confirm_since_at(tx: &Tx<'_>, at: Option<DateTime<Utc>>) -> Result<()> {
    set_at(tx, "confirm_since_at", at)
}

/// Since when the clock is doubted after an unexplained jump; `None`: it is trusted.
pub fn clock_doubt_at(tx: &Tx<'_>) -> Result<Option<DateTime<Utc>>> {
    get_at(tx, "clock_doubt_at")
}

/// Doubts the clock, or trusts it again (`None`).
pub fn set_clock_doubt_at(tx: &Tx<'_>, at: Option<DateTime<Utc>>) -> Result<()> {
    set_at(tx, "clock_doubt_at", at)
}

/// When the newest stored event happened: an attempt, a publication, an end, or anything about an
/// incident. `None` where nothing has happened yet. A time-lapse can't start before it.
pub fn last_event_at(tx: &Tx<'_>) -> Result<Option<DateTime<Utc>>> {
    let newest: Option<i64> = tx
        .db()
        .prepare_cached(
            "SELECT max(at) FROM (
                SELECT max(max(began_at, ifnull(ended_at, 0))) AS at FROM attempts
                UNION ALL
                SELECT max(max(ifnull(published_at, 0), ifnull(ended_at, 0))) FROM deliveries
                    WHERE published_at IS NOT NULL OR ended_at IS NOT NULL
                UNION ALL
                SELECT max(published_at) FROM delivery_segments
                UNION ALL
                SELECT max(max(opened_at, ifnull(closed_at, 0))) FROM incidents
                UNION ALL
                SELECT max(at) FROM incident_log
             )",
        )?
        .query_row([], |row| row.get(0))?;
    newest.map(instant).transpose()
}

/// The last attempt whose body housekeeping has looked at; 0 at first.
pub(crate) fn swept_attempt(tx: &Tx<'_>) -> Result<i64> {
    let Some(text) = get(tx, "swept_attempt")? else { return Ok(0) };
    text.parse().map_err(|_| StoreError::BadRow { what: "an id", value: text })
}

/// Moves housekeeping's mark.
pub(crate) fn set_swept_attempt(tx: &Tx<'_>, id: i64) -> Result<()> {
    set(tx, "swept_attempt", &id.to_string())
}

fn get(tx: &Tx<'_>, key: &str) -> Result<Option<String>> {
    Ok(tx
        .db()
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

fn set(tx: &Tx<'_>, key: &str, value: &str) -> Result<()> {
    tx.db()
        .prepare_cached(
            "INSERT INTO meta (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )?
        .execute([key, value])?;
    Ok(())
}

fn clear(tx: &Tx<'_>, key: &str) -> Result<()> {
    tx.db().prepare_cached("DELETE FROM meta WHERE key = ?1")?.execute([key])?;
    Ok(())
}

fn get_at(tx: &Tx<'_>, key: &str) -> Result<Option<DateTime<Utc>>> {
    let Some(text) = get(tx, key)? else { return Ok(None) };
    let Ok(number) = text.parse() else {
        return Err(StoreError::BadRow { what: "an instant", value: text });
    };
    instant(number).map(Some)
}

fn set_at(tx: &Tx<'_>, key: &str, at: Option<DateTime<Utc>>) -> Result<()> {
    match at {
        Some(at) => set(tx, key, &ms(at).to_string()),
        None => clear(tx, key),
    }
}
