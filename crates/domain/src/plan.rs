//! When does the next post go out? The next free slot, the free time nearest to a chosen one, and
//! the moment at which the daily cap lets more through.
//!
//! Rules (product words, section 'The posting loop', 7): a slot's occurrence is one delivery; times
//! are at least the gap apart; jitter is for slots only, drawn once and part of the due time; the
//! cap counts segments over a rolling 24 h.

use crate::Timestamp;
use crate::account::Rules;
use crate::slots::{Occurrence, Slot, occurrences};
use chrono::TimeDelta;

/// The window of the daily cap: a rolling 24 h (product words, section 'The posting loop', 7).
pub const CAP_WINDOW: TimeDelta = TimeDelta::hours(24);

/// What a delivery is planned into: an account's slots and rules.
#[derive(Debug, Clone, Copy)]
pub struct Timetable<'a> {
    /// All the account's slots.
    pub slots: &'a [Slot],
    /// Its rules: zone, gap and jitter are read here.
    pub rules: &'a Rules,
    /// What is being planned: a category's post goes into slots of that category and into open
    /// ones; a post without one into open ones only.
    pub category: Option<&'a str>,
}

/// A slot given to a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assigned {
    /// Which slot, and when it comes round.
    pub occurrence: Occurrence,
    /// When the delivery goes out: the occurrence, and jitter.
    pub due: Timestamp,
}

/// When more segments fit under the cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CapOpening {
    /// They fit now.
    Open,
    /// They fit from this instant on.
    At(Timestamp),
    /// They never fit: the post alone is longer than the cap.
    Never {
        /// Segments of the post.
        needed: u32,
        /// Segments allowed in 24 h.
        cap: u32,
    },
}

impl Timetable<'_> {
    fn takes(&self, slot: &Slot) -> bool {
        slot.category.is_none() || slot.category.as_deref() == self.category
    }
}

/// The first occurrence after `after` that is free, with its jitter drawn.
///
/// `taken` are the account's planned times and its last published one, sorted. An occurrence is
/// taken once a planned time lies where its own would (from it up to the jitter). Where a neighbour
/// is nearer than the gap, the jitter may carry the post clear of it; it never brings it nearer to
/// one than the gap, nor past the next slot. `draw` is any number, uniform over all of `u64`.
///
/// `None` without a slot that takes the post.
pub fn next_free(
    timetable: &Timetable<'_>,
    taken: &[Timestamp],
    after: Timestamp,
    draw: u64,
) -> Option<Assigned> {
    free_places(timetable, taken, after).next().map(|place| Assigned {
        occurrence: place.occurrence,
        due: drawn(place.earliest, place.latest, draw),
    })
}

/// Every occurrence after an instant that is free for somebody, soonest first: those of slots that are
/// tied to a category too. `taken` as in [`next_free`]; one free occurrence doesn't take the next.
pub fn free_occurrences<'a>(
    timetable: &Timetable<'a>,
    taken: &'a [Timestamp],
    after: Timestamp,
) -> impl Iterator<Item = Occurrence> + use<'a> {
    places(*timetable, taken, after, |_, _| true).map(|place| place.occurrence)
}

/// A free occurrence, and the span that its jitter is drawn from.
pub(crate) struct FreePlace {
    pub(crate) occurrence: Occurrence,
    pub(crate) earliest: Timestamp,
    pub(crate) latest: Timestamp,
}

/// Every free occurrence after an instant, soonest first. See [`next_free`].
pub(crate) fn free_places<'a>(
    timetable: &Timetable<'a>,
    taken: &'a [Timestamp],
    after: Timestamp,
) -> impl Iterator<Item = FreePlace> + use<'a> {
    places(*timetable, taken, after, Timetable::takes)
}

/// Free occurrences of the slots that are wanted.
fn places<'a>(
    timetable: Timetable<'a>,
    taken: &'a [Timestamp],
    after: Timestamp,
    is_wanted: fn(&Timetable<'a>, &Slot) -> bool,
) -> impl Iterator<Item = FreePlace> + use<'a> {
    let possible = timetable.slots.iter().any(|slot| is_wanted(&timetable, slot));
    let slots: &[Slot] = if possible { timetable.slots } else { &[] };
    let gap = timetable.rules.gap.max(TimeDelta::zero());
    let jitter = timetable.rules.jitter.max(TimeDelta::zero());
    let mut all = occurrences(slots, timetable.rules.zone, after).peekable();
    std::iter::from_fn(move || {
        loop {
            let occurrence = all.next()?;
            if !is_wanted(&timetable, &timetable.slots[occurrence.slot]) {
                continue;
            }
            let mut latest = occurrence.at + jitter;
            if let Some(next) = all.peek() {
                latest = latest.min(next.at - TimeDelta::milliseconds(1));
            }
            let before = taken.partition_point(|at| *at < occurrence.at);
            let mut earliest = occurrence.at;
            if let Some(previous) = before.checked_sub(1).map(|index| taken[index]) {
                earliest = earliest.max(previous + gap);
            }
            if let Some(&next) = taken.get(before) {
                if next <= latest {
                    continue;
                }
                latest = latest.min(next - gap);
            }
            if earliest <= latest {
                return Some(FreePlace { occurrence, earliest, latest });
            }
        }
    })
}

/// An instant in `earliest..=latest`, to the millisecond, every one as likely as any other.
pub(crate) fn drawn(earliest: Timestamp, latest: Timestamp, draw: u64) -> Timestamp {
    let choices = (latest - earliest).num_milliseconds().max(0).unsigned_abs() + 1;
    // Scaling by 128-bit multiplication: the bias is below choices / 2^64.
    let chosen = (u128::from(draw) * u128::from(choices)) >> 64;
    earliest + TimeDelta::milliseconds(chosen as i64)
}

/// The `n`th of many draws made from one: each delivery of a plan has its own, and the plan comes
/// out the same whenever it is made again from the same seed.
///
/// This is the output function of `SplitMix64` (Steele, Lea, Flood: Fast splittable pseudorandom
/// number generators, OOPSLA 2014).
pub fn split_draw(seed: u64, n: u64) -> u64 {
    let mut mixed = seed.wrapping_add(n.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The free time nearest to a chosen one: at least the gap from every taken time (sorted) and not
/// before `earliest`. The chosen time itself where it is free; the later of two that are as near.
pub fn nearest_free_time(
    chosen: Timestamp,
    gap: TimeDelta,
    taken: &[Timestamp],
    earliest: Timestamp,
) -> Timestamp {
    let later = first_free_from(chosen.max(earliest), gap, taken);
    let mut sooner = chosen;
    for &at in taken[..taken.partition_point(|at| *at < chosen + gap)].iter().rev() {
        if at - sooner >= gap {
            continue;
        }
        if sooner - at >= gap {
            break;
        }
        sooner = at - gap;
    }
    if sooner >= earliest && chosen - sooner < later - chosen { sooner } else { later }
}

/// The first instant from `from` on that is at least the gap from every taken time (sorted).
pub(crate) fn first_free_from(from: Timestamp, gap: TimeDelta, taken: &[Timestamp]) -> Timestamp {
    let mut free = from;
    for &at in &taken[taken.partition_point(|at| *at <= from - gap)..] {
        if at - free >= gap {
            break;
        }
        if free - at < gap {
            free = at + gap;
        }
    }
    free
}

/// The earliest instant at which `needed` more segments fit under the cap.
///
/// `published` are the instants at which segments went out, sorted. One counts over the 24 h that
/// begin with it and not at the end of them: at `t` the window is `(t - 24 h, t]`.
pub fn cap_opens_at(
    published: &[Timestamp],
    cap: Option<u32>,
    needed: u32,
    now: Timestamp,
) -> CapOpening {
    let Some(cap) = cap else { return CapOpening::Open };
    if needed > cap {
        return CapOpening::Never { needed, cap };
    }
    let counted = &published[published.partition_point(|at| *at <= now - CAP_WINDOW)..];
    let room = (cap - needed) as usize;
    match counted.len().checked_sub(room + 1) {
        None => CapOpening::Open,
        Some(last_to_go) => CapOpening::At(counted[last_to_go] + CAP_WINDOW),
    }
}
