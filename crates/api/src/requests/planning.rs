//! What may be asked about the calendar and the queue: what stands where, and moving more than one.

use crate::requests::{DeliverySeen, Pin, When};
use serde::Deserialize;
use ts_rs::TS;

/// Which days the calendar shows.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CalendarShow {
    /// The first day, `YYYY-MM-DD`.
    pub from: String,
    /// The day after the last one; at most 400 days after the first.
    pub to: String,
    /// The zone whose days are meant; that of the settings where nothing is said.
    #[serde(default)]
    pub zone: Option<String>,
    /// Only these accounts; all where nothing is said.
    #[serde(default)]
    pub accounts: Option<Vec<String>>,
    /// Give only the first so many deliveries of each day; `left_out` of the day counts the others. All
    /// where nothing is said.
    #[serde(default)]
    pub most_per_day: Option<u32>,
}

/// Whose queue is shown.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct QueueShow {
    /// Only that of this account; all where nothing is said.
    #[serde(default)]
    pub account: Option<String>,
}

/// Moves several deliveries: all of them, or none.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PostMoveMany {
    /// Each once.
    pub moves: Vec<DeliveryMove>,
}

/// Takes several deliveries back: all of them, or none.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PostCancelMany {
    /// Each once.
    pub ids: Vec<DeliverySeen>,
}

/// One of several moves.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DeliveryMove {
    /// Which delivery.
    pub id: String,
    /// The revision that was looked at; `None` takes whatever is there.
    #[serde(default)]
    pub revision: Option<i64>,
    /// Where to.
    pub when: When,
    /// Whether it goes first from now on; `None` leaves that as it is.
    #[serde(default)]
    pub pin: Option<Pin>,
}

/// Shifts deliveries by days and minutes: all of them, or none.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PostShift {
    /// Each once; all have a time.
    pub ids: Vec<DeliverySeen>,
    /// Whole days, which keep the wall time in each account's zone; may be negative.
    pub days: i32,
    /// Minutes on top; may be negative.
    pub minutes: i32,
}

/// Gives a delivery another place in its account's queue. The due times stay as a set; who has which
/// changes.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct QueueReorder {
    /// Whose queue.
    pub account: String,
    /// Which delivery.
    pub id: String,
    /// The revision that was looked at; `None` takes whatever is there.
    #[serde(default)]
    pub revision: Option<i64>,
    /// The delivery that comes after it from now on; `None` puts it last.
    #[serde(default)]
    pub before: Option<String>,
}
