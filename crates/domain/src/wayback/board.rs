//! Where is there room? The calendar that the way back is laid out on: what is taken, how much each
//! day and each 24 hours still allow, and the next place for a delivery.

use super::{Decision, PickReason, Waiting, WayBack, stale_at};
use crate::Timestamp;
use crate::catchup::insert_sorted;
use crate::delivery::Timing;
use crate::plan::{CAP_WINDOW, drawn, first_free_from, free_places, split_draw};
use crate::ramp::Share;
use crate::walltime::{day_end, day_of, day_start, resolve_forward, wall_time};
use chrono::{Days, NaiveDate, TimeDelta};
use std::collections::BTreeMap;

/// Deliveries of one turn, placed in order.
pub(super) struct Queue<'a> {
    deliveries: Vec<&'a Waiting<'a>>,
    next: usize,
    /// The time of the one placed last.
    last: Option<Timestamp>,
}

impl<'a> Queue<'a> {
    pub(super) fn new(deliveries: &[&'a Waiting<'a>]) -> Self {
        Self { deliveries: deliveries.to_vec(), next: 0, last: None }
    }

    fn left(&self) -> u32 {
        u32::try_from(self.deliveries.len() - self.next).unwrap_or(u32::MAX)
    }

    /// The first delivery behind the next one whose own time is still to come, and how many are to
    /// be placed before it.
    fn next_kept(&self, after: Timestamp) -> Option<(Timestamp, u32)> {
        let behind = self.deliveries.get(self.next + 1..)?;
        let ahead = behind.iter().position(|one| one.due.is_some_and(|due| due > after))?;
        Some((behind[ahead].due?, u32::try_from(ahead).ok()?.saturating_add(1)))
    }
}

/// What is taken and what is allowed.
pub(super) struct Board<'a> {
    way: &'a WayBack<'a>,
    /// Planned and published times, and those that owners chose and that are not placed yet.
    taken: Vec<Timestamp>,
    posts_on: BTreeMap<NaiveDate, u32>,
    segments_at: BTreeMap<Timestamp, u32>,
    /// When the quiet post goes, or now: nothing goes before.
    from: Timestamp,
    /// How far ahead places are looked for: a place a day at worst, and a year of closed days.
    last_day: NaiveDate,
}

impl<'a> Board<'a> {
    pub(super) fn new(way: &'a WayBack<'a>, to_place: &[&Waiting<'_>]) -> Self {
        let today = day_of(way.timetable.rules.zone, way.now);
        let furthest = Days::new(way.waiting.len() as u64 + 400);
        let mut board = Self {
            way,
            taken: Vec::new(),
            posts_on: BTreeMap::new(),
            segments_at: BTreeMap::new(),
            from: way.now,
            last_day: today.checked_add_days(furthest).unwrap_or(today),
        };
        for out in way.published {
            board.take(out.at, out.segments);
        }
        for due in to_place.iter().filter_map(|one| reserved(one, way.now)) {
            insert_sorted(&mut board.taken, due);
        }
        board
    }

    /// The quiet post goes now, or as soon as gap and cap let it.
    pub(super) fn place_quiet(&mut self, one: &Waiting<'_>) -> Timestamp {
        let rules = self.way.timetable.rules;
        let last = self.way.published.last().map(|out| out.at + rules.gap);
        let mut at = last.map_or(self.way.now, |clear| clear.max(self.way.now));
        while let Some(opens) = self.cap_closed_until(at, one.segments) {
            at = opens;
        }
        self.from = at;
        self.take(at, one.segments);
        at
    }

    /// Places the next delivery of a queue.
    pub(super) fn place_next(&mut self, queue: &mut Queue<'_>) -> (Option<Timestamp>, Decision) {
        let one = queue.deliveries[queue.next];
        if let Some(due) = reserved(one, self.way.now) {
            self.release(due);
        }
        let found = match self.kept(queue, one) {
            Some(due) => Some((due, Decision::Keep)),
            None => self.new_place(queue, one).map(|at| (at, Decision::Move)),
        };
        queue.next += 1;
        let Some((at, decision)) = found else {
            return (None, Decision::PickedOut(PickReason::NoTime));
        };
        if let Some(stale) = stale_at(self.way, one, at) {
            return (None, Decision::PickedOut(PickReason::Stale(stale)));
        }
        self.take(at, one.segments);
        queue.last = Some(queue.last.map_or(at, |last| last.max(at)));
        (Some(at), decision)
    }

    /// The delivery's own time, if it is to come and may stay.
    fn kept(&self, queue: &Queue<'_>, one: &Waiting<'_>) -> Option<Timestamp> {
        let due = one.due.filter(|due| *due > self.from)?;
        let rules = self.way.timetable.rules;
        let clear = first_free_from(due, rules.gap, &self.taken) == due;
        let overtakes = queue.last.is_some_and(|last| due < last);
        let stays = match one.timing {
            Timing::Slot => clear && !overtakes,
            Timing::Chosen | Timing::Pinned => !overtakes || !self.way.timetable.slots.is_empty(),
        };
        let day = day_of(rules.zone, due);
        let room = self.way.ramp.allowance(day).is_none_or(|most| self.on(day) < most);
        let fits = self.cap_closed_until(due, one.segments).is_none();
        (stays && room && fits).then_some(due)
    }

    /// The next place behind everything placed before it in its queue, and not before its own time.
    fn new_place(&self, queue: &Queue<'_>, one: &Waiting<'_>) -> Option<Timestamp> {
        let rules = self.way.timetable.rules;
        let from = [Some(self.from), queue.last, one.due].into_iter().flatten().max()?;
        let mut places = free_places(&self.way.timetable, &self.taken, from)
            .take_while(|place| day_of(rules.zone, place.earliest) <= self.last_day)
            .peekable();
        if places.peek().is_some() {
            let draw = split_draw(self.way.draw, one.id.0.unsigned_abs());
            return places
                .map(|place| drawn(place.earliest, place.latest, draw))
                .find(|at| self.room(day_of(rules.zone, *at)) > 0 && self.fits(*at, one));
        }
        let mut day = day_of(rules.zone, from);
        while day <= self.last_day {
            if let Some(at) = self.spread_on(day, from, queue, one) {
                return Some(at);
            }
            day = day.checked_add_days(Days::new(1))?;
        }
        None
    }

    /// A place on a day of an account without slots: the day's posts spread evenly from the old
    /// time of day, or, where that has passed, over what is left of the day; if possible before the
    /// next delivery that could keep its own time on that day.
    fn spread_on(
        &self,
        day: NaiveDate,
        from: Timestamp,
        queue: &Queue<'_>,
        one: &Waiting<'_>,
    ) -> Option<Timestamp> {
        let zone = self.way.timetable.rules.zone;
        let room = self.room(day);
        if room == 0 {
            return None;
        }
        let (start, end) = (day_start(zone, day).max(from), day_end(zone, day));
        let next_kept = queue.next_kept(start);
        let backlog = next_kept.map_or_else(|| queue.left(), |(_, ahead)| ahead);
        let whole = Span { start, end, posts: room.min(backlog) };
        let before_next = next_kept
            .filter(|(due, ahead)| *due < end && *ahead < room)
            .map(|(due, ahead)| Span { start, end: due, posts: ahead });
        before_next
            .into_iter()
            .chain([whole])
            .find_map(|span| self.spread_in(&span, day, queue, one))
    }

    fn spread_in(
        &self,
        span: &Span,
        day: NaiveDate,
        queue: &Queue<'_>,
        one: &Waiting<'_>,
    ) -> Option<Timestamp> {
        let rules = self.way.timetable.rules;
        let posts = i32::try_from(span.posts).unwrap_or(i32::MAX);
        let even = |from: Timestamp| from + (span.end - from) / posts.saturating_add(1);
        let is_first = queue.last.is_none_or(|last| day_of(rules.zone, last) < day);
        let wanted = match one.due {
            Some(due) if is_first => {
                let time = wall_time(rules.zone, due).time();
                let old = resolve_forward(rules.zone, day.and_time(time));
                let needs = rules.gap.checked_mul(posts).unwrap_or(TimeDelta::MAX);
                if old >= span.start && span.end - old >= needs { old } else { even(span.start) }
            }
            Some(_) | None => even(span.start),
        };
        [wanted, span.start]
            .into_iter()
            .map(|at| first_free_from(whole_second(at), rules.gap, &self.taken))
            .find(|at| *at < span.end && self.fits(*at, one))
    }

    fn on(&self, day: NaiveDate) -> u32 {
        self.posts_on.get(&day).copied().unwrap_or(0)
    }

    /// How many moved posts a day still takes. Once the ramp is over the whole baseline is the
    /// measure: a backlog is no reason for a burst.
    fn room(&self, day: NaiveDate) -> u32 {
        let ramp = self.way.ramp;
        let most = ramp.allowance(day).unwrap_or_else(|| ramp.baseline.allowance(Share(1000)));
        most.saturating_sub(self.on(day))
    }

    fn fits(&self, at: Timestamp, one: &Waiting<'_>) -> bool {
        self.cap_closed_until(at, one.segments).is_none()
    }

    /// `None` if the segments fit under the cap at an instant, in every window of 24 h that holds
    /// it; else the next instant worth trying.
    fn cap_closed_until(&self, at: Timestamp, segments: u32) -> Option<Timestamp> {
        let cap = self.way.timetable.rules.cap?;
        let near = (at - CAP_WINDOW)..(at + CAP_WINDOW);
        let crowded = |end: Timestamp| {
            let window = self.segments_at.range((end - CAP_WINDOW)..=end);
            let counted = window.filter(|(time, _)| **time > end - CAP_WINDOW);
            counted.map(|(_, count)| *count).sum::<u32>().saturating_add(segments) > cap
        };
        let ends = self.segments_at.range(at..near.end).map(|(time, _)| *time);
        if !std::iter::once(at).chain(ends).any(crowded) {
            return None;
        }
        let first = self.segments_at.range(near.clone()).map(|(time, _)| *time);
        first.map(|time| time + CAP_WINDOW).find(|opens| *opens > at)
    }

    fn take(&mut self, at: Timestamp, segments: u32) {
        insert_sorted(&mut self.taken, at);
        let day = day_of(self.way.timetable.rules.zone, at);
        *self.posts_on.entry(day).or_default() += 1;
        *self.segments_at.entry(at).or_default() += segments;
    }

    fn release(&mut self, at: Timestamp) {
        if let Ok(index) = self.taken.binary_search(&at) {
            self.taken.remove(index);
        }
    }
}

/// A stretch of a day, and how many posts are to be spread over it.
struct Span {
    start: Timestamp,
    end: Timestamp,
    posts: u32,
}

/// A time that the owner chose and that is still to come: moved deliveries keep the gap to it even
/// before its turn.
fn reserved(one: &Waiting<'_>, now: Timestamp) -> Option<Timestamp> {
    match one.timing {
        Timing::Chosen | Timing::Pinned => one.due.filter(|due| *due > now),
        Timing::Slot => None,
    }
}

fn whole_second(at: Timestamp) -> Timestamp {
    let within = at.timestamp_subsec_millis();
    if within == 0 { at } else { at + TimeDelta::milliseconds(i64::from(1000 - within)) }
}
