//! What do overviews count? Numbers and next times across tables, each by an index over rows that
//! can still move, so that a long history costs nothing.

use crate::tables::columns::get_instant;
use crate::tables::days::{DAYS, SENT};
use crate::tables::standing::only;
use crate::{StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::delivery::DeliveryState;
use roost_domain::ids::{AccountId, DeliveryId};
use rusqlite::OptionalExtension;

impl Tx<'_> {
    /// How many deliveries of an account are held.
    pub fn count_held(&self, account: AccountId) -> Result<u64, StoreError> {
        let held = only(DeliveryState::Held);
        let sql = format!("SELECT count(*) FROM {held} AND account_id = ?1");
        let count: i64 =
            self.db().prepare_cached(&sql)?.query_row([account.0], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// How many deliveries are in a state. Only for those that are over is the whole past read.
    pub fn count_in_state(&self, state: DeliveryState) -> Result<u64, StoreError> {
        let sql = format!("SELECT count(*) FROM {}", only(state));
        let count: i64 = self.db().prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// An account's next waiting delivery.
    pub fn next_waiting(
        &self,
        account: AccountId,
    ) -> Result<Option<(DeliveryId, Timestamp)>, StoreError> {
        Ok(self
            .db()
            .prepare_cached(
                "SELECT id, due FROM deliveries
                 WHERE account_id = ?1 AND state IN ('queued', 'scheduled') AND due IS NOT NULL
                 ORDER BY due, id LIMIT 1",
            )?
            .query_row([account.0], |row| {
                Ok((DeliveryId(row.get("id")?), get_instant(row, "due")?))
            })
            .optional()?)
    }

    /// When each of an account's deliveries went out, from an instant on, oldest first.
    pub fn published_since(
        &self,
        account: AccountId,
        since: Timestamp,
    ) -> Result<Vec<Timestamp>, StoreError> {
        // A thread is published with its last segment, so only what has one since can be.
        let sql = format!(
            "{DAYS} SELECT d.published_at FROM days {SENT} JOIN deliveries d ON d.id = o.delivery_id
             WHERE d.state = 'published' AND d.published_at >= ?2
             GROUP BY d.id ORDER BY d.published_at"
        );
        let mut rows = self.db().prepare_cached(&sql)?;
        let times = rows
            .query_map((account.0, since.timestamp_millis()), |row| {
                get_instant(row, "published_at")
            })?
            .collect::<Result<_, _>>()?;
        Ok(times)
    }

    /// How many segments of an account went out from an instant on: what its cap counts.
    pub fn segments_out_since(
        &self,
        account: AccountId,
        since: Timestamp,
    ) -> Result<u32, StoreError> {
        let sql = format!("{DAYS} SELECT count(*) FROM days {SENT}");
        let mut query = self.db().prepare_cached(&sql)?;
        Ok(query.query_row((account.0, since.timestamp_millis()), |row| row.get(0))?)
    }

    /// How many deliveries go out by themselves up to an instant, if nothing holds their accounts.
    pub fn count_waiting_until(&self, until: Timestamp) -> Result<u64, StoreError> {
        let count: i64 = self
            .db()
            .prepare_cached(
                "SELECT count(*) FROM deliveries INDEXED BY deliveries_due
                 WHERE state IN ('queued', 'scheduled') AND due IS NOT NULL AND due <= ?1",
            )?
            .query_row([until.timestamp_millis()], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// How many deliveries wait for a word from the owner: missed ones, and doubtful ones that
    /// nobody reads for any more.
    pub fn count_unanswered(&self) -> Result<u64, StoreError> {
        let (missed, doubtful) = (only(DeliveryState::Missed), only(DeliveryState::Unconfirmed));
        let sql = format!(
            "SELECT (SELECT count(*) FROM {missed})
                + (SELECT count(*) FROM {doubtful} AND read_at IS NULL)"
        );
        let count: i64 = self.db().prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
        Ok(count as u64)
    }
}
