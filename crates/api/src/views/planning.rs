//! What is answered about the calendar, the queue and the drafts, and about changes of the plan. Wall
//! times are `YYYY-MM-DDTHH:MM` and dates `YYYY-MM-DD`, in the zone that the view names: who shows them
//! reckons with no zone.

use crate::views::{DeliveryView, FindingView};
use roost_domain::Timestamp;
use serde::Serialize;
use ts_rs::TS;

/// What stands where in the calendar.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CalendarView {
    /// The zone of all days and walls here.
    pub zone: String,
    /// The time on this folder's clock.
    pub now: Timestamp,
    /// The same on the wall.
    pub now_wall: String,
    /// The day that it is.
    pub today: String,
    /// Grows with every change that this could show; the same number means the same answer.
    pub revision: i64,
    /// Every day asked for, in order.
    pub days: Vec<CalendarDay>,
    /// Every delivery with a time on these days, by due time, then id; the first ones of each day where
    /// only so many were asked for.
    pub deliveries: Vec<CalendarEntry>,
    /// Free slots to come on these days, by time.
    pub ghosts: Vec<CalendarGhost>,
    /// What keeps an account from taking a post at some time, one for each account.
    pub limits: Vec<CalendarLimit>,
}

/// One day.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CalendarDay {
    /// Its date.
    pub date: String,
    /// Its first instant.
    pub begins: Timestamp,
    /// How long it is: 1440, or another number where the clocks change.
    pub minutes: i64,
    /// What is planned on it against what is normal, one for each account that has something on it.
    pub forecasts: Vec<CalendarForecast>,
    /// How many deliveries of the day are not here, as only so many were asked for.
    pub left_out: u32,
}

/// One account's day against its own last 28 days.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CalendarForecast {
    /// Which account.
    pub account: String,
    /// Deliveries that went out on the day, or are planned for it.
    pub planned: u32,
    /// The median of its last 28 days; `null` under 7 days of history.
    pub normal: Option<f64>,
    /// Whether this is a surge: more than twice the normal, and more than one above it.
    pub above: bool,
}

/// One delivery in the calendar.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CalendarEntry {
    /// Its id.
    pub id: String,
    /// Its post.
    pub post: String,
    /// Where it goes.
    pub account: String,
    /// Where it is on its way.
    #[ts(type = "DeliveryState")]
    pub state: &'static str,
    /// When it goes out; of one that is out, when it did.
    pub due: Timestamp,
    /// The same on the wall.
    pub wall: String,
    /// When it was first meant to.
    pub original_due: Option<Timestamp>,
    /// How its text begins, in one line: at most 120 characters.
    pub text: String,
    /// How many segments it has.
    pub segments: u32,
    /// How many media.
    pub media: u32,
    /// How many of them have no alt text.
    pub alt_missing: u32,
    /// The owner's labels, in their order.
    pub labels: Vec<String>,
    /// `slot`, `chosen` or `pinned`.
    #[ts(type = "Timing")]
    pub timing: &'static str,
    /// The incident that holds it.
    pub incident: Option<String>,
    /// A word: why it is where it is.
    pub reason: Option<String>,
    /// Counts its changes; commands may carry the one they saw.
    pub revision: i64,
    /// Whether the owner may give it another time.
    pub movable: bool,
}

/// A free slot.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CalendarGhost {
    /// Whose.
    pub account: String,
    /// When, without jitter.
    pub at: Timestamp,
    /// The same on the wall.
    pub wall: String,
    /// The category it is kept for.
    pub category: Option<String>,
}

/// What keeps an account from taking a post.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CalendarLimit {
    /// Which account.
    pub account: String,
    /// Whether nothing goes out for it now.
    pub held: bool,
    /// A word: why; as in the list of accounts.
    pub reason: Option<String>,
    /// Most original posts in a rolling 24 h; `null` for no cap.
    pub cap: Option<u32>,
    /// The days on which no further segment fits under the cap.
    pub capped_days: Vec<String>,
}

/// One account's queue.
#[derive(Debug, Clone, Serialize, TS)]
pub struct QueueView {
    /// Which account.
    pub account: String,
    /// Its zone: that of the walls here.
    pub zone: String,
    /// Its open deliveries in the order in which they go out; those without a time come last.
    pub deliveries: Vec<QueueEntry>,
}

/// One delivery in a queue.
#[derive(Debug, Clone, Serialize, TS)]
pub struct QueueEntry {
    /// What the list says.
    #[serde(flatten)]
    pub delivery: DeliveryView,
    /// When it goes out, on the wall.
    pub wall: Option<String>,
    /// Its place, from 1.
    pub position: u32,
    /// Why it is not out, in one sentence; `null` while its time has not come.
    pub why: Option<String>,
    /// The owner's labels, in their order.
    pub labels: Vec<String>,
    /// How many segments it has.
    pub segments: u32,
    /// How many media.
    pub media: u32,
}

/// What waits to be planned or to be finished, the newest first.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DraftView {
    /// A delivery that is a draft, or a composition that is not a post yet.
    #[ts(type = "DraftKind")]
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Counts its changes.
    pub revision: i64,
    /// Where it goes.
    pub accounts: Vec<String>,
    /// What it says.
    pub text: String,
    /// How many segments it has.
    pub segments: u32,
    /// How many media.
    pub media: u32,
    /// How many of them have no alt text.
    pub alt_missing: u32,
    /// The owner's labels, in their order.
    pub labels: Vec<String>,
    /// When it was written last.
    pub saved_at: Timestamp,
}

/// A change of the plan.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Moved {
    /// Every delivery that changed, as it is now, in the order asked.
    pub deliveries: Vec<DeliveryView>,
    /// What is worth knowing.
    pub findings: Vec<FindingView>,
}

/// What can be undone and redone.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HistoryView {
    /// The change that undo takes back.
    pub undo: Option<UndoStep>,
    /// The change that redo makes again.
    pub redo: Option<UndoStep>,
}

/// One change of the plan by the owner.
#[derive(Debug, Clone, Serialize, TS)]
pub struct UndoStep {
    /// What was done.
    #[ts(type = "UndoCode")]
    pub code: &'static str,
    /// To how many deliveries.
    pub count: u32,
    /// When.
    pub at: Timestamp,
}

/// A change that was taken back, or made again.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HistoryDone {
    /// Which change.
    pub done: UndoStep,
    /// The deliveries that it changed.
    pub deliveries: Vec<String>,
}
