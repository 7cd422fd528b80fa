//! Which index knows the deliveries of a state? Each holds some states, and SQLite takes it only where
//! the question repeats its condition word for word: `state = 'held'` alone reads every delivery
//! there ever was. Where a question also compares the time it names the index (`INDEXED BY`), since
//! the calendar's, which holds the past, would do as well.

use roost_domain::delivery::DeliveryState;

/// What waits for its time: `deliveries_waiting` by account and time, `deliveries_due` by time.
pub(crate) const WAITING: &str = "state IN ('queued', 'scheduled') AND due IS NOT NULL";

/// What is on its way or may be out: `deliveries_doubt` by account.
pub(crate) const UNSETTLED: &str = "state IN ('sending', 'unconfirmed')";

/// What the owner may still do something about: `deliveries_open` by account, state and time.
pub(crate) const OPEN: &str = "state IN ('draft', 'queued', 'held', 'missed', 'failed')";

/// The deliveries of one state, after `FROM`: by their index, with its condition. What is over has
/// none: it is the past itself.
pub(crate) fn only(state: DeliveryState) -> String {
    let (index, condition) = match state {
        DeliveryState::Scheduled => ("deliveries_due", WAITING),
        DeliveryState::Sending | DeliveryState::Unconfirmed => ("deliveries_doubt", UNSETTLED),
        DeliveryState::Draft
        | DeliveryState::Queued
        | DeliveryState::Held
        | DeliveryState::Missed
        | DeliveryState::Failed => ("deliveries_open", OPEN),
        DeliveryState::Published | DeliveryState::Cancelled => {
            return format!("deliveries WHERE state = '{}'", state.word());
        }
    };
    format!("deliveries INDEXED BY {index} WHERE {condition} AND state = '{}'", state.word())
}
