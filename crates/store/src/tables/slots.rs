//! Which weekly times does an account have? Rows of `slots`; they are replaced as a whole, because
//! the owner edits a week, not a row.

use crate::{StoreError, Tx};
use roost_domain::ids::AccountId;

/// One weekly slot as it lies in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotRow {
    /// 0 is Monday.
    pub weekday: u8,
    /// Minute of the wall day, 0 to 1439.
    pub minute: u16,
    /// The category it is kept for.
    pub category: Option<String>,
}

impl Tx<'_> {
    /// An account's slots in the week's order.
    pub fn all_slots(&self, account: AccountId) -> Result<Vec<SlotRow>, StoreError> {
        let mut rows = self.db().prepare_cached(
            "SELECT weekday, minute, category FROM slots WHERE account_id = ?1
             ORDER BY weekday, minute",
        )?;
        let slots = rows
            .query_map([account.0], |row| {
                Ok(SlotRow { weekday: row.get(0)?, minute: row.get(1)?, category: row.get(2)? })
            })?
            .collect::<Result<_, _>>()?;
        Ok(slots)
    }

    /// Replaces an account's slots.
    pub fn replace_slots(&self, account: AccountId, slots: &[SlotRow]) -> Result<(), StoreError> {
        self.journal_slots(account)?;
        self.db()
            .prepare_cached("DELETE FROM slots WHERE account_id = ?1")?
            .execute([account.0])?;
        let mut insert = self.db().prepare_cached(
            "INSERT INTO slots (account_id, weekday, minute, category) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for slot in slots {
            insert.execute((account.0, slot.weekday, slot.minute, &slot.category))?;
        }
        Ok(())
    }
}
