//! Which deliveries can still move, and how do they? The loop's questions and its changes; each
//! change is conditional on the state it was decided from, so nothing moves twice.

use crate::tables::columns::{find_instant, get_instant, get_length, get_timing};
use crate::tables::days::{DAYS, SENT};
use crate::time::{instant, ms};
use crate::{Result, StoreError, Tx};
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::decide::snapshot::{Doubt, Waiting};
use roost_domain::delivery::DeliveryState;
use roost_domain::ids::{AccountId, DeliveryId, IncidentId, PostId};
use rusqlite::{OptionalExtension, Row};

// SQLite takes an index over some states only where the question repeats the index's own condition
// word for word: `state = 'sending'` alone would read every delivery there ever was.

const WAITING: &str = "SELECT d.id, d.due, d.timing, d.not_before, d.excused_ms,
        (SELECT count(*) FROM segments s WHERE s.post_id = d.post_id) - d.segments_out
     FROM deliveries d";

/// The first waiting deliveries of an account by due time, then id.
pub fn first_waiting(tx: &Tx<'_>, account: AccountId, most: u32) -> Result<Vec<Waiting>> {
    // SQLite plans by a bound limit's value, and so compiles the statement anew at each binding.
    let sql = format!(
        "{WAITING} WHERE d.account_id = ?1 AND d.state IN ('queued', 'scheduled')
            AND d.due IS NOT NULL ORDER BY d.due, d.id LIMIT {most}"
    );
    let mut query = tx.db().prepare_cached(&sql)?;
    Ok(query.query_map([account.0], read_waiting)?.collect::<rusqlite::Result<_>>()?)
}

/// Pinned deliveries that are due before an instant, the first of them excepted if it leads the
/// queue anyway; in order.
pub fn pinned_before(tx: &Tx<'_>, account: AccountId, before: Timestamp) -> Result<Vec<Waiting>> {
    let sql = format!(
        "{WAITING} WHERE d.account_id = ?1 AND d.state IN ('queued', 'scheduled')
            AND d.due IS NOT NULL AND d.due < ?2 AND d.timing = 'pinned' ORDER BY d.due, d.id"
    );
    let mut query = tx.db().prepare_cached(&sql)?;
    let rows = query.query_map((account.0, ms(before)), read_waiting)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The quiet post of an account's verifying incident, while it is still held.
pub fn held_quiet(tx: &Tx<'_>, account: AccountId) -> Result<Option<Waiting>> {
    let sql = format!(
        "{WAITING} JOIN incidents i ON i.quiet_delivery_id = d.id AND i.state = 'verifying'
            WHERE d.account_id = ?1 AND d.state = 'held' ORDER BY i.id LIMIT 1"
    );
    let mut query = tx.db().prepare_cached(&sql)?;
    Ok(query.query_row([account.0], read_waiting).optional()?)
}

/// A waiting delivery whose row begins with the columns of the questions here.
pub(crate) fn read_waiting(row: &Row<'_>) -> rusqlite::Result<Waiting> {
    Ok(Waiting {
        delivery: DeliveryId(row.get(0)?),
        due: get_instant(row, 1)?,
        timing: get_timing(row, 2)?,
        not_before: find_instant(row, 3)?,
        excused: get_length(row, 4)?,
        segments_left: row.get::<_, i64>(5)?.max(0) as u32,
    })
}

/// A delivery that stands as `sending`, the oldest first.
pub fn left_sending(tx: &Tx<'_>, account: AccountId) -> Result<Option<DeliveryId>> {
    Ok(tx
        .db()
        .prepare_cached(
            "SELECT id FROM deliveries WHERE account_id = ?1
               AND state IN ('sending', 'unconfirmed') AND state = 'sending'
             ORDER BY id LIMIT 1",
        )?
        .query_row([account.0], |row| row.get(0).map(DeliveryId))
        .optional()?)
}

/// The oldest delivery that is being reconciled; those that wait for the owner are not.
pub fn oldest_doubt(tx: &Tx<'_>, account: AccountId) -> Result<Option<Doubt>> {
    let row: Option<(i64, i64)> = tx
        .db()
        .prepare_cached(
            "SELECT id, read_at FROM deliveries WHERE account_id = ?1
               AND state IN ('sending', 'unconfirmed') AND state = 'unconfirmed'
               AND read_at IS NOT NULL ORDER BY read_at, id LIMIT 1",
        )?
        .query_row([account.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    row.map(|(id, at)| Ok(Doubt { delivery: DeliveryId(id), read_at: instant(at)? })).transpose()
}

/// When each segment of an account went out since an instant, oldest first.
pub fn out_since(tx: &Tx<'_>, account: AccountId, since: Timestamp) -> Result<Vec<Timestamp>> {
    let sql = format!(
        "{DAYS} SELECT o.published_at FROM days {SENT} WHERE o.published_at > ?2
         ORDER BY o.published_at"
    );
    let mut query = tx.db().prepare_cached(&sql)?;
    let rows = query.query_map((account.0, ms(since)), |row| row.get::<_, i64>(0))?;
    rows.map(|row| instant(row?)).collect()
}

/// How many posts (a thread counts once) began to go out in a span of time.
pub fn posts_out_between(
    tx: &Tx<'_>,
    account: AccountId,
    from: Timestamp,
    to: Timestamp,
) -> Result<u32> {
    let sql = format!(
        "{DAYS} SELECT count(*) FROM days {SENT} WHERE o.position = 0 AND o.published_at < ?3"
    );
    let mut query = tx.db().prepare_cached(&sql)?;
    Ok(query.query_row((account.0, ms(from), ms(to)), |row| row.get(0))?)
}

/// Moves a delivery if it still is where it was thought to be; refuses an illegal move.
pub fn move_delivery(
    tx: &Tx<'_>,
    id: DeliveryId,
    from: DeliveryState,
    to: DeliveryState,
) -> Result<()> {
    debug_assert!(from.check_move(to).is_ok(), "{from:?} to {to:?}");
    let moved = tx
        .db()
        .prepare_cached(
            "UPDATE deliveries SET state = ?3, revision = revision + 1
             WHERE id = ?1 AND state = ?2",
        )?
        .execute((id.0, from.word(), to.word()))?;
    if moved == 1 { Ok(()) } else { Err(conflict(id)) }
}

fn conflict(id: DeliveryId) -> StoreError {
    StoreError::Conflict { what: "delivery", id: id.to_string() }
}

/// How far the sending of a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Its post.
    pub post: PostId,
    /// Segments out, from the front.
    pub segments_out: u32,
    /// Segments in all.
    pub segments: u32,
}

fn progress(row: &Row<'_>) -> rusqlite::Result<Progress> {
    Ok(Progress { post: PostId(row.get(0)?), segments_out: row.get(1)?, segments: row.get(2)? })
}

/// Claims a delivery for sending: the promise that is on disk before the first byte leaves. Says
/// how much of it is out.
pub fn claim(tx: &Tx<'_>, id: DeliveryId, now: Timestamp) -> Result<Progress> {
    let claimed = tx
        .db()
        .prepare_cached(
            "UPDATE deliveries SET state = 'sending', began_at = ?2, not_before = NULL,
                attempts = attempts + 1, reads = 0, read_at = NULL, revision = revision + 1
             WHERE id = ?1 AND state IN ('queued', 'scheduled', 'held')
             RETURNING post_id, segments_out,
                (SELECT count(*) FROM segments s WHERE s.post_id = deliveries.post_id)",
        )?
        .query_row((id.0, ms(now)), progress)
        .optional()?;
    claimed.ok_or_else(|| conflict(id))
}

/// How much of a delivery is out.
pub fn progress_of(tx: &Tx<'_>, id: DeliveryId) -> Result<Progress> {
    let found = tx
        .db()
        .prepare_cached(
            "SELECT post_id, segments_out,
                (SELECT count(*) FROM segments s WHERE s.post_id = d.post_id)
             FROM deliveries d WHERE id = ?1",
        )?
        .query_row([id.0], progress)
        .optional()?;
    found.ok_or_else(|| StoreError::NotFound { what: "delivery", id: id.to_string() })
}

/// A segment is out: its row is what caps, ramps and threads count.
pub fn segment_out(
    tx: &Tx<'_>,
    (id, account, position): (DeliveryId, AccountId, u32),
    (remote_id, url): (&str, &str),
    at: Timestamp,
) -> Result<()> {
    add_segment(tx, (id, account, position), (remote_id, url), at)?;
    tx.db()
        .prepare_cached(
            "UPDATE deliveries SET segments_out = ?2 + 1, troubles = 0, reads = 0,
                remote_id = ifnull(remote_id, ?3), url = ifnull(url, ?4) WHERE id = ?1",
        )?
        .execute((id.0, position, remote_id, url))?;
    Ok(())
}

/// The last segment of a delivery that is being sent is out, and with it the whole: what
/// [`segment_out`] and [`published`] do, in one change of its row.
pub fn last_segment_out(
    tx: &Tx<'_>,
    (id, account, position): (DeliveryId, AccountId, u32),
    (remote_id, url): (&str, &str),
    at: Timestamp,
) -> Result<()> {
    add_segment(tx, (id, account, position), (remote_id, url), at)?;
    let moved = tx
        .db()
        .prepare_cached(
            "UPDATE deliveries SET segments_out = ?2 + 1, troubles = 0, reads = 0,
                remote_id = ifnull(remote_id, ?3), url = ifnull(url, ?4),
                state = 'published', published_at = ?5, ended_at = ?5,
                reason = NULL, reason_note = NULL, incident_id = NULL, held_at = NULL,
                read_at = NULL, revision = revision + 1 WHERE id = ?1 AND state = 'sending'",
        )?
        .execute((id.0, position, remote_id, url, ms(at)))?;
    if moved == 1 { Ok(()) } else { Err(conflict(id)) }
}

fn add_segment(
    tx: &Tx<'_>,
    (id, account, position): (DeliveryId, AccountId, u32),
    (remote_id, url): (&str, &str),
    at: Timestamp,
) -> Result<()> {
    tx.db()
        .prepare_cached(
            "INSERT INTO delivery_segments
                (delivery_id, position, account_id, remote_id, url, published_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((id.0, position, account.0, remote_id, url, ms(at)))?;
    Ok(())
}

/// The whole delivery is out.
pub fn published(tx: &Tx<'_>, id: DeliveryId, from: DeliveryState, at: Timestamp) -> Result<()> {
    let moved = tx
        .db()
        .prepare_cached(
            "UPDATE deliveries SET state = 'published', published_at = ?3, ended_at = ?3,
                reason = NULL, reason_note = NULL, incident_id = NULL, held_at = NULL,
                read_at = NULL, revision = revision + 1 WHERE id = ?1 AND state = ?2",
        )?
        .execute((id.0, from.word(), ms(at)))?;
    if moved == 1 { Ok(()) } else { Err(conflict(id)) }
}

/// It may be out: when the next look is due (`None`: the owner is asked), and why.
pub fn doubt(
    tx: &Tx<'_>,
    (id, from): (DeliveryId, DeliveryState),
    read_at: Option<Timestamp>,
    (reason, note): (&str, &str),
    now: Timestamp,
) -> Result<()> {
    let moved = tx
        .db()
        .prepare_cached(
            "UPDATE deliveries SET state = 'unconfirmed', read_at = ?3, reason = ?4,
                reason_note = ?5, held_at = ifnull(held_at, ?6), revision = revision + 1
             WHERE id = ?1 AND state = ?2",
        )?
        .execute((id.0, from.word(), read_at.map(ms), reason, note, ms(now)))?;
    if moved == 1 { Ok(()) } else { Err(conflict(id)) }
}

/// A read found nothing, or could not be made: when the next one is due.
pub fn read_again(
    tx: &Tx<'_>,
    id: DeliveryId,
    (reads, troubles): (u32, u32),
    read_at: Option<Timestamp>,
) -> Result<()> {
    tx.db()
        .prepare_cached(
            "UPDATE deliveries SET reads = ?2, troubles = ?3, read_at = ?4,
                reason = CASE WHEN ?4 IS NULL THEN 'asks_owner' ELSE reason END,
                revision = revision + 1 WHERE id = ?1 AND state = 'unconfirmed'",
        )?
        .execute((id.0, reads, troubles, read_at.map(ms)))?;
    Ok(())
}

/// It is to be tried again, not before a time. What it waited in doubt does not count as late, nor
/// does `excused`: a wait that the network asked for.
pub fn again(
    tx: &Tx<'_>,
    (id, from): (DeliveryId, DeliveryState),
    (not_before, excused): (Timestamp, TimeDelta),
    (reason, note): (&str, &str),
    now: Timestamp,
) -> Result<()> {
    let moved = tx
        .db()
        .prepare_cached(
            "UPDATE deliveries SET state = 'scheduled', not_before = ?3, reason = ?4,
                reason_note = ?5, troubles = troubles + 1, read_at = NULL, reads = 0,
                excused_ms = excused_ms + ifnull(?6 - held_at, 0) + ?7, held_at = NULL,
                revision = revision + 1 WHERE id = ?1 AND state = ?2",
        )?
        .execute((
            id.0,
            from.word(),
            ms(not_before),
            reason,
            note,
            ms(now),
            excused.num_milliseconds(),
        ))?;
    if moved == 1 { Ok(()) } else { Err(conflict(id)) }
}

/// It failed for a reason of its own.
pub fn failed(
    tx: &Tx<'_>,
    (id, from): (DeliveryId, DeliveryState),
    (reason, note): (&str, &str),
    now: Timestamp,
) -> Result<()> {
    let moved = tx
        .db()
        .prepare_cached(
            "UPDATE deliveries SET state = 'failed', reason = ?3, reason_note = ?4, ended_at = ?5,
                read_at = NULL, held_at = NULL, revision = revision + 1
             WHERE id = ?1 AND state = ?2",
        )?
        .execute((id.0, from.word(), reason, note, ms(now)))?;
    if moved == 1 { Ok(()) } else { Err(conflict(id)) }
}

/// It is held by an incident; text, media, order and times stay as they are.
pub fn held(
    tx: &Tx<'_>,
    (id, from): (DeliveryId, DeliveryState),
    incident: IncidentId,
    now: Timestamp,
) -> Result<()> {
    let moved = tx
        .db()
        .prepare_cached(
            "UPDATE deliveries SET state = 'held', incident_id = ?3,
                held_at = ifnull(held_at, ?4), reason = NULL, read_at = NULL,
                revision = revision + 1 WHERE id = ?1 AND state = ?2",
        )?
        .execute((id.0, from.word(), incident.0, ms(now)))?;
    if moved == 1 { Ok(()) } else { Err(conflict(id)) }
}

/// Holds everything that waits on an account.
pub fn hold_waiting(
    tx: &Tx<'_>,
    account: AccountId,
    incident: IncidentId,
    now: Timestamp,
) -> Result<usize> {
    Ok(tx
        .db()
        .prepare_cached(
            "UPDATE deliveries SET state = 'held', incident_id = ?2, held_at = ?3, reason = NULL,
                revision = revision + 1
             WHERE account_id = ?1 AND state IN ('queued', 'scheduled') AND due IS NOT NULL",
        )?
        .execute((account.0, incident.0, ms(now)))?)
}

/// Lets the deliveries of an incident go, except those picked out for the owner: each goes back to
/// where its timing belongs, and the held time does not count as late.
pub fn release(tx: &Tx<'_>, incident: IncidentId, now: Timestamp) -> Result<usize> {
    Ok(tx
        .db()
        .prepare_cached(
            "UPDATE deliveries SET
                state = CASE timing WHEN 'slot' THEN 'queued' ELSE 'scheduled' END,
                excused_ms = excused_ms + max(0, ?2 - max(ifnull(held_at, ?2), ifnull(due, ?2))),
                held_at = NULL, incident_id = NULL, not_before = NULL, revision = revision + 1
             WHERE incident_id = ?1 AND state = 'held' AND reason IS NULL",
        )?
        .execute((incident.0, ms(now)))?)
}

/// Hands the deliveries that one incident holds to another that holds the same account.
pub fn hand_over(tx: &Tx<'_>, from: IncidentId, to: IncidentId) -> Result<()> {
    tx.db()
        .prepare_cached("UPDATE deliveries SET incident_id = ?2 WHERE incident_id = ?1")?
        .execute((from.0, to.0))?;
    Ok(())
}

/// Time that passed while the account was kept waiting does not count as late for what was due.
pub fn excuse_waiting(
    tx: &Tx<'_>,
    account: AccountId,
    since: Timestamp,
    now: Timestamp,
) -> Result<()> {
    tx.db()
        .prepare_cached(
            "UPDATE deliveries SET excused_ms = excused_ms + max(0, ?3 - max(due, ?2))
             WHERE account_id = ?1 AND state IN ('queued', 'scheduled') AND due < ?3",
        )?
        .execute((account.0, ms(since), ms(now)))?;
    Ok(())
}

/// It waits for room under the cap; the wait does not count as late.
pub fn postpone(tx: &Tx<'_>, id: DeliveryId, until: Timestamp, now: Timestamp) -> Result<()> {
    tx.db()
        .prepare_cached(
            "UPDATE deliveries SET not_before = ?2, excused_ms = excused_ms + (?2 - ?3),
                reason = 'cap', revision = revision + 1
             WHERE id = ?1 AND state IN ('queued', 'scheduled')",
        )?
        .execute((id.0, ms(until), ms(now)))?;
    Ok(())
}

/// Roost moves it to another time; its original time stays known.
pub fn move_due(tx: &Tx<'_>, id: DeliveryId, due: Timestamp, reason: &str) -> Result<()> {
    tx.db()
        .prepare_cached(
            "UPDATE deliveries SET due = ?2, not_before = NULL, excused_ms = 0, reason = ?3,
                timing = CASE timing WHEN 'pinned' THEN 'pinned' ELSE 'slot' END,
                state = CASE WHEN timing = 'pinned' THEN 'scheduled' ELSE 'queued' END,
                revision = revision + 1
             WHERE id = ?1 AND state IN ('queued', 'scheduled')",
        )?
        .execute((id.0, ms(due), reason))?;
    Ok(())
}

/// It waits for the owner: too old to send without asking (`late`), or its words no longer make
/// sense (`stale`).
pub fn missed(tx: &Tx<'_>, id: DeliveryId, reason: &str) -> Result<()> {
    tx.db()
        .prepare_cached(
            "UPDATE deliveries SET state = 'missed', reason = ?2, revision = revision + 1
             WHERE id = ?1 AND state IN ('queued', 'scheduled')",
        )?
        .execute((id.0, reason))?;
    Ok(())
}
