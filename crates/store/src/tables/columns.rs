//! How do domain values lie in columns? Instants as milliseconds since 1970, lengths as
//! milliseconds, enums as their contract words. A column that holds none of the known words is a
//! broken database, and says which column. A column is named, or counted where that is asked for every
//! post.

use chrono::{DateTime, TimeDelta, Utc};
use roost_domain::Timestamp;
use roost_domain::account::{CatchUp, NetworkKind};
use roost_domain::delivery::{DeliveryState, Timing};
use roost_domain::post::ReplySettings;
use rusqlite::types::Type;
use rusqlite::{Result, Row, RowIndex};

/// A value that no version of Roost has written there; [`crate::StoreError::BadRow`] to callers.
#[derive(Debug, thiserror::Error)]
#[error("the database holds '{found}' as {what}, which this Roost doesn't know")]
pub(crate) struct UnknownWord {
    pub(crate) what: &'static str,
    pub(crate) found: String,
}

pub(crate) fn unknown(what: &'static str, found: impl Into<String>) -> rusqlite::Error {
    let error = UnknownWord { what, found: found.into() };
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error))
}

fn instant(ms: i64) -> Result<Timestamp> {
    DateTime::<Utc>::from_timestamp_millis(ms).ok_or_else(|| unknown("an instant", ms.to_string()))
}

pub(crate) fn get_instant(row: &Row<'_>, column: impl RowIndex) -> Result<Timestamp> {
    instant(row.get(column)?)
}

pub(crate) fn find_instant(row: &Row<'_>, column: impl RowIndex) -> Result<Option<Timestamp>> {
    row.get::<_, Option<i64>>(column)?.map(instant).transpose()
}

pub(crate) fn get_length(row: &Row<'_>, column: impl RowIndex) -> Result<TimeDelta> {
    row.get::<_, i64>(column).map(TimeDelta::milliseconds)
}

pub(crate) fn millis(at: Option<Timestamp>) -> Option<i64> {
    at.map(|at| at.timestamp_millis())
}

pub(crate) fn get_network(row: &Row<'_>, column: impl RowIndex) -> Result<NetworkKind> {
    let word: String = row.get(column)?;
    [NetworkKind::X, NetworkKind::Practice]
        .into_iter()
        .find(|kind| kind.word() == word)
        .ok_or_else(|| unknown("a network", word))
}

pub(crate) fn get_catch_up(row: &Row<'_>, column: impl RowIndex) -> Result<CatchUp> {
    let word: String = row.get(column)?;
    [CatchUp::Spread, CatchUp::Today, CatchUp::Ask]
        .into_iter()
        .find(|policy| policy.word() == word)
        .ok_or_else(|| unknown("a catch-up policy", word))
}

pub(crate) fn get_state(row: &Row<'_>, column: impl RowIndex) -> Result<DeliveryState> {
    let word: String = row.get(column)?;
    DeliveryState::from_word(&word).ok_or_else(|| unknown("a delivery's state", word))
}

pub(crate) fn get_timing(row: &Row<'_>, column: impl RowIndex) -> Result<Timing> {
    let word: String = row.get(column)?;
    [Timing::Slot, Timing::Chosen, Timing::Pinned]
        .into_iter()
        .find(|timing| timing_word(*timing) == word)
        .ok_or_else(|| unknown("a delivery's timing", word))
}

pub(crate) fn timing_word(timing: Timing) -> &'static str {
    match timing {
        Timing::Slot => "slot",
        Timing::Chosen => "chosen",
        Timing::Pinned => "pinned",
    }
}

pub(crate) fn reply_word(settings: ReplySettings) -> &'static str {
    match settings {
        ReplySettings::Everyone => "everyone",
        ReplySettings::Following => "following",
        ReplySettings::MentionedUsers => "mentioned_users",
        ReplySettings::Subscribers => "subscribers",
        ReplySettings::Verified => "verified",
    }
}

pub(crate) fn get_reply(row: &Row<'_>, column: impl RowIndex) -> Result<ReplySettings> {
    let word: String = row.get(column)?;
    [
        ReplySettings::Everyone,
        ReplySettings::Following,
        ReplySettings::MentionedUsers,
        ReplySettings::Subscribers,
        ReplySettings::Verified,
    ]
    .into_iter()
    .find(|settings| reply_word(*settings) == word)
    .ok_or_else(|| unknown("a reply setting", word))
}

pub(crate) fn codes(joined: &str) -> Vec<u32> {
    joined.split(',').filter_map(|code| code.trim().parse().ok()).collect()
}

/// Takes the next id of a table without making a row: SQLite keeps the last id given in
/// `sqlite_sequence`, which may be written like any table (SQLite docs, 'AUTOINCREMENT').
pub(crate) fn reserve(db: &rusqlite::Connection, table: &str) -> Result<i64> {
    db.prepare_cached(
        "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, 0
         WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
    )?
    .execute([table])?;
    db.prepare_cached("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = ?1 RETURNING seq")?
        .query_row([table], |row| row.get(0))
}
