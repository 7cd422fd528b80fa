//! Is there anything left to do? Asked by a run that ends when it is idle.

use crate::tables::unread::KNOWN_KINDS;
use crate::time::ms;
use crate::{Result, Tx};
use roost_domain::Timestamp;

/// Whether nothing is being sent, reconciled or retried, and nothing sendable is due until an
/// instant. Held, missed and owner-waiting deliveries do not count, nor what waits
/// behind a closed gate or on an account that the owner paused. An incident of a kind that is not known
/// holds, whatever it says of its state.
pub fn nothing_until(tx: &Tx<'_>, until: Timestamp) -> Result<bool> {
    let known = &*KNOWN_KINDS;
    let busy: bool = tx
        .db()
        .prepare_cached(&format!(
            "SELECT EXISTS (
                SELECT 1 FROM deliveries d JOIN accounts a ON a.id = d.account_id
                WHERE d.state IN ('sending', 'unconfirmed') AND (d.state = 'sending'
                   OR (d.read_at IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM incidents i
                        WHERE i.state <> 'closed' AND i.state <> 'recovering'
                          AND (i.state <> 'verifying' OR i.kind NOT IN ({known}))
                          AND (i.account_id = a.id OR i.app_id = a.app_id OR i.scope = 'machine'))))
             ) OR EXISTS (
                SELECT 1 FROM deliveries d INDEXED BY deliveries_due
                JOIN accounts a ON a.id = d.account_id
                WHERE d.state IN ('queued', 'scheduled') AND d.due IS NOT NULL
                  AND a.paused_at IS NULL AND a.disconnected = 0 AND a.removed_at IS NULL
                  AND (max(d.due, ifnull(d.not_before, 0)) <= ?1
                       OR (d.troubles > 0 AND d.not_before IS NOT NULL))
                  AND NOT EXISTS (SELECT 1 FROM meta WHERE key IN
                       ('paused_all_at', 'confirm_since_at', 'clock_doubt_at'))
             ) OR EXISTS (
                SELECT 1 FROM incidents i JOIN deliveries d ON d.id = i.quiet_delivery_id
                WHERE i.state = 'verifying' AND d.state = 'held' AND i.kind IN ({known})
             )"
        ))?
        .query_row([ms(until)], |row| row.get(0))?;
    Ok(!busy)
}
