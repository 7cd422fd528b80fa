//! What stands where in time? The calendar's deliveries, each with the little of its post that a
//! calendar shows: one statement, along an index that begins with the time.

use crate::tables::columns::{find_instant, get_instant, get_state, get_timing};
use crate::tables::deliveries::{COLUMNS, DeliveryLine, LINE, line};
use crate::{StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::delivery::{DeliveryState, Timing};
use roost_domain::ids::{AccountId, DeliveryId, IncidentId, PostId};
use rusqlite::{OptionalExtension, Row};

/// A delivery's place in time: what days, caps and forecasts are counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarPlace {
    /// The delivery.
    pub id: DeliveryId,
    /// Where it goes.
    pub account: AccountId,
    /// Where it is on its way.
    pub state: DeliveryState,
    /// When it goes out.
    pub due: Timestamp,
    /// How many segments its post has.
    pub segments: u32,
}

/// One delivery in the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarRow {
    /// Its id.
    pub id: DeliveryId,
    /// Its post.
    pub post: PostId,
    /// Where it goes.
    pub account: AccountId,
    /// Where it is on its way.
    pub state: DeliveryState,
    /// How its time came about.
    pub timing: Timing,
    /// When it goes out.
    pub due: Timestamp,
    /// When it was first meant to.
    pub original_due: Option<Timestamp>,
    /// The incident that holds it.
    pub incident: Option<IncidentId>,
    /// A word: why it is where it is.
    pub reason: Option<String>,
    /// Counts its changes.
    pub revision: i64,
    /// How its first segment begins.
    pub opening: String,
    /// What its post is made of.
    pub parts: Parts,
}

/// What a post is made of, as lists show it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// How many segments it has.
    pub segments: u32,
    /// How many media.
    pub media: u32,
    /// How many of them have no alt text.
    pub alt_missing: u32,
    /// Its labels, in their order.
    pub labels: Vec<String>,
}

/// Labels are joined by a character that none of them holds: the unit separator.
const PARTS: &str = "(SELECT count(*) FROM segments s WHERE s.post_id = d.post_id) AS segments,
    (SELECT count(*) FROM segment_media m WHERE m.post_id = d.post_id) AS media,
    (SELECT count(*) FROM segment_media m WHERE m.post_id = d.post_id AND m.alt = '')
        AS alt_missing,
    (SELECT group_concat(l.label, char(31) ORDER BY l.place) FROM post_labels l
     WHERE l.post_id = d.post_id) AS labels";

fn parts(row: &Row<'_>) -> rusqlite::Result<Parts> {
    let labels: Option<String> = row.get("labels")?;
    Ok(Parts {
        segments: row.get("segments")?,
        media: row.get("media")?,
        alt_missing: row.get("alt_missing")?,
        labels: labels
            .map_or_else(Vec::new, |all| all.split('\u{1f}').map(str::to_owned).collect()),
    })
}

fn calendar_row(row: &Row<'_>) -> rusqlite::Result<CalendarRow> {
    Ok(CalendarRow {
        id: DeliveryId(row.get("id")?),
        post: PostId(row.get("post_id")?),
        account: AccountId(row.get("account_id")?),
        state: get_state(row, "state")?,
        timing: get_timing(row, "timing")?,
        due: get_instant(row, "due")?,
        original_due: find_instant(row, "original_due")?,
        incident: row.get::<_, Option<i64>>("incident_id")?.map(IncidentId),
        reason: row.get("reason")?,
        revision: row.get("revision")?,
        opening: row.get::<_, Option<String>>("opening")?.unwrap_or_default(),
        parts: parts(row)?,
    })
}

/// The calendar's statement; a test looks at how SQLite runs it.
const PLACES: &str = "SELECT d.id, d.account_id, d.state, d.due,
        (SELECT count(*) FROM segments s WHERE s.post_id = d.post_id) AS segments
     FROM deliveries d INDEXED BY deliveries_calendar
     WHERE d.due IS NOT NULL AND d.due >= ?1 AND d.due < ?2 AND d.state <> 'cancelled'
     ORDER BY d.due, d.id";

fn row_sql() -> String {
    format!(
        "SELECT d.id, d.post_id, d.account_id, d.state, d.timing, d.due, d.original_due,
            d.incident_id, d.reason, d.revision,
            (SELECT substr(s.text, 1, 400) FROM segments s
             WHERE s.post_id = d.post_id AND s.position = 0) AS opening,
            {PARTS}
         FROM deliveries d WHERE d.id = ?1"
    )
}

fn place(row: &Row<'_>) -> rusqlite::Result<CalendarPlace> {
    Ok(CalendarPlace {
        id: DeliveryId(row.get("id")?),
        account: AccountId(row.get("account_id")?),
        state: get_state(row, "state")?,
        due: get_instant(row, "due")?,
        segments: row.get("segments")?,
    })
}

impl Tx<'_> {
    /// Every delivery with a time from `from` on and before `to`, by time, then id; without those
    /// that were cancelled.
    pub fn calendar_places(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<CalendarPlace>, StoreError> {
        let mut rows = self.db().prepare_cached(PLACES)?;
        let span = (from.timestamp_millis(), to.timestamp_millis());
        let found = rows.query_map(span, place)?.collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// What a calendar shows of these deliveries, in their order; one that is gone is left out.
    pub fn calendar_rows(
        &self,
        ids: impl IntoIterator<Item = DeliveryId>,
    ) -> Result<Vec<CalendarRow>, StoreError> {
        let mut row = self.db().prepare_cached(&row_sql())?;
        let mut found = Vec::new();
        for id in ids {
            found.extend(row.query_row([id.0], calendar_row).optional()?);
        }
        Ok(found)
    }

    /// An account's deliveries that have not ended, without drafts, and those that failed since an
    /// instant: by due time, then id, those without a time last. With what their posts are made of.
    pub fn queue_lines(
        &self,
        account: AccountId,
        failed_since: Timestamp,
    ) -> Result<Vec<(DeliveryLine, Parts)>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS}, {LINE}, {PARTS}
             FROM deliveries d JOIN accounts a ON a.id = d.account_id
             WHERE d.account_id = ?1 AND d.state IN
                ('queued', 'scheduled', 'sending', 'unconfirmed', 'held', 'missed', 'failed')
               AND (d.state <> 'failed' OR d.ended_at >= ?2)
             ORDER BY d.due IS NULL, d.due, d.id"
        );
        let mut rows = self.db().prepare_cached(&sql)?;
        let found = rows
            .query_map((account.0, failed_since.timestamp_millis()), |row| {
                Ok((line(row)?, parts(row)?))
            })?
            .collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// Every delivery that is a draft, the newest first, with what its post is made of and when it
    /// was written.
    pub fn draft_lines(&self) -> Result<Vec<(DeliveryLine, Parts, Timestamp)>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS}, {LINE}, {PARTS}, d.created_at
             FROM deliveries d JOIN accounts a ON a.id = d.account_id
             WHERE d.state = 'draft' ORDER BY d.created_at DESC, d.id DESC"
        );
        let mut rows = self.db().prepare_cached(&sql)?;
        let found = rows
            .query_map([], |row| Ok((line(row)?, parts(row)?, get_instant(row, "created_at")?)))?
            .collect::<Result<_, _>>()?;
        Ok(found)
    }

    /// What a delivery's post is made of.
    pub fn parts_of(&self, id: DeliveryId) -> Result<Parts, StoreError> {
        let sql = format!("SELECT {PARTS} FROM deliveries d WHERE d.id = ?1");
        Ok(self.db().prepare_cached(&sql)?.query_row([id.0], parts).optional()?.unwrap_or_default())
    }

    /// A number that grows with every change of the database that this connection can see.
    pub fn change_number(&self) -> Result<i64, StoreError> {
        let foreign: i64 =
            self.db().prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        Ok(foreign + self.db().total_changes() as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{connection, migrate};

    #[test]
    fn the_calendar_looks_at_its_days_only_and_sorts_nothing() {
        let mut db = connection::memory().unwrap();
        migrate::run(&mut db).unwrap();
        let mut explain = db.prepare(&format!("EXPLAIN QUERY PLAN {PLACES}")).unwrap();
        let plan: Vec<String> =
            explain.query_map((0, 1), |row| row.get(3)).unwrap().map(Result::unwrap).collect();
        assert!(plan[0].contains("USING INDEX deliveries_calendar (due>? AND due<?)"), "{plan:#?}");
        assert!(plan.iter().all(|step| !step.starts_with("SCAN")), "{plan:#?}");
        assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE FOR ORDER BY")), "{plan:#?}");
    }
}
