//! What exactly goes out? One segment of a delivery's post with its media, its poll and the post it
//! answers, and what a delivery in doubt must be compared with.

use crate::tables::columns::{find_instant, get_state, get_timing};
use crate::tables::days::{DAYS, SENT};
use crate::tables::posts::{medium_of, segment_of};
use crate::time::instant;
use crate::{Result, StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::delivery::{DeliveryState, Timing};
use roost_domain::ids::{DeliveryId, IncidentId, PostId};
use roost_domain::post::{Media, Segment};
use rusqlite::OptionalExtension;

/// A delivery as the loop handles it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopDelivery {
    /// Its id.
    pub id: DeliveryId,
    /// Its post.
    pub post: PostId,
    /// Where it is on its way.
    pub state: DeliveryState,
    /// How its time came about.
    pub timing: Timing,
    /// When it goes out.
    pub due: Option<Timestamp>,
    /// When the newest attempt began.
    pub began_at: Option<Timestamp>,
    /// Segments out, from the front.
    pub segments_out: u32,
    /// Segments in all.
    pub segments: u32,
    /// Tries in a row without a clear answer.
    pub troubles: u32,
    /// Reads that found nothing.
    pub reads: u32,
    /// Whether its media were uploaded anew.
    pub uploads_again: u32,
    /// Which incident holds it.
    pub incident: Option<IncidentId>,
    /// Why it is where it is.
    pub reason: Option<String>,
}

/// One delivery.
pub fn loop_delivery(tx: &Tx<'_>, id: DeliveryId) -> Result<LoopDelivery> {
    let mut query = tx.db().prepare_cached(
        "SELECT d.post_id, d.state, d.timing, d.due, d.began_at, d.segments_out,
            (SELECT count(*) FROM segments s WHERE s.post_id = d.post_id),
            d.troubles, d.reads, d.uploads_again, d.incident_id, d.reason
         FROM deliveries d WHERE d.id = ?1",
    )?;
    let found = query
        .query_row([id.0], |row| {
            Ok(LoopDelivery {
                id,
                post: PostId(row.get(0)?),
                state: get_state(row, 1)?,
                timing: get_timing(row, 2)?,
                due: find_instant(row, 3)?,
                began_at: find_instant(row, 4)?,
                segments_out: row.get(5)?,
                segments: row.get(6)?,
                troubles: row.get(7)?,
                reads: row.get(8)?,
                uploads_again: row.get(9)?,
                incident: row.get::<_, Option<i64>>(10)?.map(IncidentId),
                reason: row.get(11)?,
            })
        })
        .optional()?;
    found.ok_or_else(|| StoreError::NotFound { what: "delivery", id: id.to_string() })
}

/// One segment of a post, or `None` past the last.
pub fn segment(tx: &Tx<'_>, post: PostId, position: u32) -> Result<Option<Segment>> {
    let found = tx
        .db()
        .prepare_cached(
            "SELECT text, reply_settings, poll_json,
                EXISTS (SELECT 1 FROM segment_media WHERE post_id = ?1 AND position = ?2)
             FROM segments WHERE post_id = ?1 AND position = ?2",
        )?
        .query_row((post.0, position), |row| Ok((segment_of(row)?, row.get(3)?)))
        .optional()?;
    let Some((mut segment, has_media)) = found else { return Ok(None) };
    if has_media {
        segment.media = media(tx, post, position)?;
    }
    Ok(Some(segment))
}

fn media(tx: &Tx<'_>, post: PostId, position: u32) -> Result<Vec<Media>> {
    let mut query = tx.db().prepare_cached(
        "SELECT m.id, m.sha256, m.mime, m.bytes, sm.alt
         FROM segment_media sm JOIN media m ON m.id = sm.media_id
         WHERE sm.post_id = ?1 AND sm.position = ?2 ORDER BY sm.place",
    )?;
    Ok(query.query_map((post.0, position), medium_of)?.collect::<rusqlite::Result<_>>()?)
}

/// The remote id of a segment that is out: what the next one of a thread answers.
pub fn segment_remote_id(tx: &Tx<'_>, id: DeliveryId, position: u32) -> Result<Option<String>> {
    Ok(tx
        .db()
        .prepare_cached(
            "SELECT remote_id FROM delivery_segments WHERE delivery_id = ?1 AND position = ?2",
        )?
        .query_row((id.0, position), |row| row.get(0))
        .optional()?)
}

/// Remote ids of an account that belong to deliveries already: no other delivery is found in them.
pub fn known_remote_ids(
    tx: &Tx<'_>,
    account: roost_domain::ids::AccountId,
    since: Timestamp,
) -> Result<Vec<String>> {
    let sql = format!("{DAYS} SELECT o.remote_id FROM days {SENT}");
    let mut query = tx.db().prepare_cached(&sql)?;
    let rows = query.query_map((account.0, crate::time::ms(since)), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When the first segment of a half-sent thread went out.
pub fn first_out_at(tx: &Tx<'_>, id: DeliveryId) -> Result<Option<Timestamp>> {
    let at: Option<i64> = tx
        .db()
        .prepare_cached("SELECT min(published_at) FROM delivery_segments WHERE delivery_id = ?1")?
        .query_row([id.0], |row| row.get(0))?;
    at.map(instant).transpose()
}

/// Media must be uploaded anew.
pub fn upload_again(tx: &Tx<'_>, id: DeliveryId) -> Result<()> {
    tx.db()
        .prepare_cached("UPDATE deliveries SET uploads_again = uploads_again + 1 WHERE id = ?1")?
        .execute([id.0])?;
    Ok(())
}
