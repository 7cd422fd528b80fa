//! Which accounts did their owner slow, for which incident, and until when? At most one slow-down of an
//! account runs at a time.

use crate::tables::columns::get_instant;
use crate::time::ms;
use crate::{Result, Tx};
use roost_domain::Timestamp;
use roost_domain::ids::{AccountId, IncidentId};
use roost_domain::ramp::Baseline;
use roost_domain::slowdown::Slowdown;
use rusqlite::{OptionalExtension, Row};

const COLUMNS: &str = "account_id, incident_id, normal_milli, began_at, until";

fn read(row: &Row<'_>) -> rusqlite::Result<(AccountId, Slowdown)> {
    let normal: u32 = row.get("normal_milli")?;
    let slowed = Slowdown {
        incident: IncidentId(row.get("incident_id")?),
        began: get_instant(row, "began_at")?,
        until: get_instant(row, "until")?,
        normal: Baseline { thousandths: u64::from(normal) },
    };
    Ok((AccountId(row.get("account_id")?), slowed))
}

/// The slow-down of an account that was not ended; whether its time is over the caller looks.
pub fn running(tx: &Tx<'_>, account: AccountId) -> Result<Option<Slowdown>> {
    let sql = format!("SELECT {COLUMNS} FROM slowdowns WHERE account_id = ?1 AND ended_at IS NULL");
    let found = tx.db().prepare_cached(&sql)?.query_row([account.0], read).optional()?;
    Ok(found.map(|(_, slowed)| slowed))
}

/// Those that were slowed for an incident and not ended, by account.
pub fn running_for(tx: &Tx<'_>, incident: IncidentId) -> Result<Vec<(AccountId, Slowdown)>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM slowdowns WHERE incident_id = ?1 AND ended_at IS NULL
         ORDER BY account_id"
    );
    let mut query = tx.db().prepare_cached(&sql)?;
    Ok(query.query_map([incident.0], read)?.collect::<rusqlite::Result<_>>()?)
}

/// Slows an account; one that is slowed already is slowed anew.
pub fn begin(tx: &Tx<'_>, account: AccountId, slowed: &Slowdown) -> Result<()> {
    end(tx, account, slowed.began)?;
    tx.db()
        .prepare_cached(
            "INSERT INTO slowdowns (account_id, incident_id, normal_milli, began_at, until)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            account.0,
            slowed.incident.0,
            u32::try_from(slowed.normal.thousandths).unwrap_or(u32::MAX),
            ms(slowed.began),
            ms(slowed.until),
        ))?;
    Ok(())
}

/// Ends an account's slow-down, where one runs.
pub fn end(tx: &Tx<'_>, account: AccountId, at: Timestamp) -> Result<()> {
    tx.db()
        .prepare_cached(
            "UPDATE slowdowns SET ended_at = ?2 WHERE account_id = ?1 AND ended_at IS NULL",
        )?
        .execute((account.0, ms(at)))?;
    Ok(())
}
