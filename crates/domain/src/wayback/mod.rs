//! What happens to each waiting delivery once its account is unlocked? The preview of old and new
//! times that the owner sees before release, and that is carried out as it stands.
//!
//! Rules (product words, section 'The way back'): one quiet post first; above the day's allowance
//! deliveries move to later slots in order; pinned ones go first, evergreen ones give way first;
//! nothing is dropped; what no longer makes sense and threads half sent for more than a day are
//! picked out for a decision. A due time that passed while held is no reason.
//!
//! What Roost reads into them: a day's allowance counts posts (a thread is one, as in the baseline),
//! the cap counts segments. Order is kept among pinned, plain and evergreen deliveries each. A due
//! time in the future stays if that day's allowance has room and no earlier delivery is thereby
//! overtaken; in an account with slots a time that the owner chose does not wait behind a delivery
//! that waits for its slot.

mod board;

use crate::Timestamp;
use crate::delivery::Timing;
use crate::ids::DeliveryId;
use crate::plan::Timetable;
use crate::ramp::Ramp;
use crate::stale::{Stale, find_stale};
use crate::walltime::day_of;
use board::{Board, Queue};
use chrono::TimeDelta;

/// A thread half sent for longer than this is never continued by itself (product words, section
/// 'The posting loop', 4).
pub const HALF_SENT_LIMIT: TimeDelta = TimeDelta::days(1);

/// A delivery that waits: held by the incident, or planned beside it.
#[derive(Debug, Clone, Copy)]
pub struct Waiting<'a> {
    /// Which one.
    pub id: DeliveryId,
    /// When it was to go out; `None` for one that waits for a slot.
    pub due: Option<Timestamp>,
    /// How that time came about.
    pub timing: Timing,
    /// All its text.
    pub text: &'a str,
    /// Segments still to go out, at least 1.
    pub segments: u32,
    /// Whether part of it is out.
    pub begun: Begun,
    /// How long its text stays good.
    pub endurance: Endurance,
}

/// Whether part of a delivery is out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// Nothing is.
    NotYet,
    /// A thread's first segments are.
    HalfSent {
        /// Since when it has been standing still.
        since: Timestamp,
    },
}

/// How long a text stays good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endurance {
    /// It belongs to its time.
    Timely,
    /// Any time will do: it gives way first.
    Evergreen,
}

/// A post that went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Out {
    /// When.
    pub at: Timestamp,
    /// Its segments.
    pub segments: u32,
}

/// Which delivery proves that the door is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuietPick {
    /// The one the owner picked, whatever its text says.
    Chosen(DeliveryId),
    /// The earliest that makes sense now; where none does, the first to go out at its own time.
    Earliest,
    /// None: it is out already, or the incident needs none.
    Without,
}

/// All that the preview is made from.
#[derive(Debug, Clone, Copy)]
pub struct WayBack<'a> {
    /// The deliveries, in any order.
    pub waiting: &'a [Waiting<'a>],
    /// The account's slots and rules.
    pub timetable: Timetable<'a>,
    /// The ramp, as it will be from the quiet post on.
    pub ramp: &'a Ramp,
    /// What went out since the day before, sorted by time.
    pub published: &'a [Out],
    /// The quiet post.
    pub quiet: QuietPick,
    /// The time.
    pub now: Timestamp,
    /// Any number; the jitter of slots is drawn from it, the same for the same number.
    pub draw: u64,
}

/// One delivery's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which one.
    pub id: DeliveryId,
    /// Its old time.
    pub old: Option<Timestamp>,
    /// Its new time; `None` if it stays held.
    pub new: Option<Timestamp>,
    /// What becomes of it.
    pub decision: Decision,
}

/// What becomes of a waiting delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It is the quiet post: it goes first, and the rest once it is confirmed.
    Quiet,
    /// It keeps its time.
    Keep,
    /// It gets a new time.
    Move,
    /// It stays held until the owner decides.
    PickedOut(PickReason),
}

/// Why a delivery stays held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickReason {
    /// Its text would no longer make sense.
    Stale(Stale),
    /// Half of the thread has been out for more than a day.
    HalfSent {
        /// Since when it has been standing still.
        since: Timestamp,
    },
    /// The thread alone is longer than the cap.
    OverCap {
        /// Its segments.
        needed: u32,
        /// Segments allowed in 24 h.
        cap: u32,
    },
    /// No time was found in all the years that were looked at.
    NoTime,
}

/// A line for every delivery, by old time; those without one last.
pub fn preview(way: &WayBack<'_>) -> Vec<Line> {
    let mut waiting: Vec<&Waiting<'_>> = way.waiting.iter().collect();
    waiting.sort_by_key(|one| (one.due.is_none(), one.due, one.id));
    let mut lines = vec![None; waiting.len()];
    let quiet = quiet_index(way, &waiting);
    for (index, one) in waiting.iter().enumerate() {
        if Some(index) != quiet
            && let Some(reason) = unfit(way, one)
        {
            lines[index] = Some(line(one, None, Decision::PickedOut(reason)));
        }
    }
    let open = |lines: &[Option<Line>], index: usize| lines[index].is_none();
    let still_to_place: Vec<&Waiting<'_>> = (0..waiting.len())
        .filter(|&index| Some(index) != quiet && open(&lines, index))
        .map(|index| waiting[index])
        .collect();
    let mut board = Board::new(way, &still_to_place);
    if let Some(index) = quiet {
        let at = board.place_quiet(waiting[index]);
        lines[index] = Some(line(waiting[index], Some(at), Decision::Quiet));
    }
    for turn in [Turn::Pinned, Turn::Plain, Turn::Evergreen] {
        let indices: Vec<usize> = (0..waiting.len())
            .filter(|&index| open(&lines, index) && turn == Turn::of(waiting[index]))
            .collect();
        let queue: Vec<&Waiting<'_>> = indices.iter().map(|&index| waiting[index]).collect();
        let mut queue = Queue::new(&queue);
        for index in indices {
            let (new, decision) = board.place_next(&mut queue);
            lines[index] = Some(line(waiting[index], new, decision));
        }
    }
    let mut lines: Vec<Line> = lines.into_iter().flatten().collect();
    if way.quiet == QuietPick::Earliest && quiet.is_none() {
        let going = lines.iter_mut().filter(|line| line.new.is_some());
        if let Some(first) = going.min_by_key(|line| line.new) {
            first.decision = Decision::Quiet;
        }
    }
    lines
}

/// Who is placed when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Pinned,
    Plain,
    Evergreen,
}

impl Turn {
    fn of(one: &Waiting<'_>) -> Self {
        match (one.timing, one.endurance) {
            (Timing::Pinned, _) => Self::Pinned,
            (Timing::Slot | Timing::Chosen, Endurance::Timely) => Self::Plain,
            (Timing::Slot | Timing::Chosen, Endurance::Evergreen) => Self::Evergreen,
        }
    }
}

fn line(one: &Waiting<'_>, new: Option<Timestamp>, decision: Decision) -> Line {
    Line { id: one.id, old: one.due, new, decision }
}

/// Why a delivery needs a decision whenever it would go out.
fn unfit(way: &WayBack<'_>, one: &Waiting<'_>) -> Option<PickReason> {
    if let Begun::HalfSent { since } = one.begun
        && way.now - since > HALF_SENT_LIMIT
    {
        return Some(PickReason::HalfSent { since });
    }
    match way.timetable.rules.cap {
        Some(cap) if one.segments > cap => Some(PickReason::OverCap { needed: one.segments, cap }),
        Some(_) | None => None,
    }
}

/// Why a delivery would make no sense at a new time.
fn stale_at(way: &WayBack<'_>, one: &Waiting<'_>, new: Timestamp) -> Option<Stale> {
    let zone = way.timetable.rules.zone;
    find_stale(one.text, day_of(zone, one.due?), day_of(zone, new))
}

fn quiet_index(way: &WayBack<'_>, waiting: &[&Waiting<'_>]) -> Option<usize> {
    match way.quiet {
        QuietPick::Without => None,
        QuietPick::Chosen(id) => waiting.iter().position(|one| one.id == id),
        QuietPick::Earliest => waiting
            .iter()
            .position(|one| unfit(way, one).is_none() && stale_at(way, one, way.now).is_none()),
    }
}
