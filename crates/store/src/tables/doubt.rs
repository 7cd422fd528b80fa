//! What must be doubted when the database is not the latest word? After a restore, after a broken
//! database was replaced by a copy, and where the folder came from another machine, posts may be
//! out that this database takes for waiting.
//!
//! The restore rule: nothing is sent until the owner confirms (`confirm_since_at`), and every
//! delivery whose time has come, waiting, held or being sent, becomes `unconfirmed`. From `queued`,
//! `scheduled` and `held` that is no move of the loop; it is legal here only, because here nobody
//! knows whether the loop has moved on elsewhere. Roost looks for each of them (`read_at`) among
//! the account's posts since the newest event that this database knows (`began_at`), because the
//! owner may have moved them to an earlier time.

use super::meta;
use crate::time::ms;
use crate::{Result, Tx};
use chrono::{DateTime, Utc};

/// The word in `deliveries.reason`, the same for all three: what the owner must do is the same.
const REASON: &str = "copied_folder";

/// Applies the restore rule; how many deliveries are in doubt now.
pub fn doubt_what_was_due(tx: &Tx<'_>, now: DateTime<Utc>) -> Result<usize> {
    meta::set_confirm_since_at(tx, Some(now))?;
    let known_until = meta::last_event_at(tx)?;
    let in_doubt = tx
        .db()
        .prepare_cached(
            "UPDATE deliveries
             SET state = 'unconfirmed', reason = ?2, reason_note = NULL,
                 began_at = coalesce(began_at, min(due, ifnull(?3, due))), held_at = NULL,
                 incident_id = NULL, reads = 0, read_at = ?1, revision = revision + 1
             WHERE (state IN ('queued', 'scheduled', 'held') AND due <= ?1) OR state = 'sending'",
        )?
        .execute((ms(now), REASON, known_until.map(ms)))?;
    Ok(in_doubt)
}
