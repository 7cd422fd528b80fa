//! An account's weekly slots, as the domain plans with them.

use chrono::{NaiveTime, TimeDelta, Weekday};
use roost_domain::ids::AccountId;
use roost_domain::slots::Slot;
use roost_store::tables::slots::SlotRow;
use roost_store::{Result, StoreError, Tx};

/// An account's slots in the week's order.
pub(crate) fn slots(tx: &Tx<'_>, account: AccountId) -> Result<Vec<Slot>> {
    tx.all_slots(account)?.iter().map(slot_of).collect()
}

fn slot_of(row: &SlotRow) -> Result<Slot> {
    let weekday = Weekday::try_from(row.weekday)
        .map_err(|_| StoreError::BadRow { what: "a weekday", value: row.weekday.to_string() })?;
    let time = NaiveTime::MIN + TimeDelta::minutes(i64::from(row.minute));
    Ok(Slot { weekday, time, category: row.category.clone() })
}
