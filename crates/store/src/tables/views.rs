//! What do overviews count? Numbers and next times across tables, each by an index over rows that
//! can still move, so that a long history costs nothing.

use crate::tables::columns::get_instant;
use crate::{StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::delivery::DeliveryState;
use roost_domain::ids::{AccountId, DeliveryId};
use rusqlite::OptionalExtension;

impl Tx<'_> {
    /// How many deliveries of an account are held.
    pub fn count_held(&self, account: AccountId) -> Result<u64, StoreError> {
        let count: i64 = self
            .db()
            .prepare_cached(
                "SELECT count(*) FROM deliveries WHERE account_id = ?1 AND state = 'held'
                   AND state IN ('draft', 'queued', 'held', 'missed', 'failed')",
            )?
            .query_row([account.0], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// How many deliveries are in a state.
    pub fn count_in_state(&self, state: DeliveryState) -> Result<u64, StoreError> {
        let count: i64 = self
            .db()
            .prepare_cached("SELECT count(*) FROM deliveries WHERE state = ?1")?
            .query_row([state.word()], |row| row.get(0))?;
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
        let mut rows = self.db().prepare_cached(
            "SELECT published_at FROM deliveries
             WHERE account_id = ?1 AND state = 'published' AND published_at >= ?2
             ORDER BY published_at",
        )?;
        let times = rows
            .query_map((account.0, since.timestamp_millis()), |row| {
                get_instant(row, "published_at")
            })?
            .collect::<Result<_, _>>()?;
        Ok(times)
    }
}
