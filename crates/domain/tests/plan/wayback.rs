//! Does the preview after an unlock say, case by case, what the product promises?

use crate::{slots, utc};
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::account::Rules;
use roost_domain::delivery::Timing;
use roost_domain::ids::DeliveryId;
use roost_domain::plan::Timetable;
use roost_domain::ramp::{Baseline, Ladder, Ramp};
use roost_domain::slots::Slot;
use roost_domain::stale::Stale;
use roost_domain::wayback::{
    Begun, Decision, Endurance, Line, Out, PickReason, QuietPick, Waiting, WayBack, preview,
};

/// Sunday, 2026-11-22, 12:00 UTC: the unlock of every case here.
fn now() -> Timestamp {
    utc("2026-11-22T12:00:00Z")
}

fn waiting(id: i64, due: &str, timing: Timing) -> Waiting<'static> {
    Waiting {
        id: DeliveryId(id),
        due: Some(utc(&format!("{due}:00Z"))),
        timing,
        text: "A plain text",
        segments: 1,
        begun: Begun::NotYet,
        endurance: Endurance::Timely,
    }
}

fn chosen(id: i64, due: &str) -> Waiting<'static> {
    waiting(id, due, Timing::Chosen)
}

fn rules() -> Rules {
    Rules { jitter: TimeDelta::zero(), ..Rules::default() }
}

/// A case with its usual values; the baseline is in posts a day.
struct Case<'a> {
    waiting: &'a [Waiting<'a>],
    slots: &'a [Slot],
    rules: Rules,
    baseline: u64,
    published: &'a [Out],
    quiet: QuietPick,
}

impl<'a> Case<'a> {
    fn of(waiting: &'a [Waiting<'a>], baseline: u64) -> Self {
        let quiet = QuietPick::Earliest;
        Self { waiting, slots: &[], rules: rules(), baseline, published: &[], quiet }
    }

    fn lines(&self) -> Vec<Line> {
        let baseline = Baseline::planned(self.baseline, 1);
        let ramp = Ramp::start(Ladder::Standard, baseline, self.rules.zone, now());
        preview(&WayBack {
            waiting: self.waiting,
            timetable: Timetable { slots: self.slots, rules: &self.rules, category: None },
            ramp: &ramp,
            published: self.published,
            quiet: self.quiet,
            now: now(),
            draw: 1,
        })
    }

    /// Each line as `id decision day hour`, short enough to read as a table.
    fn table(&self) -> Vec<String> {
        self.lines()
            .iter()
            .map(|line| {
                let word = match line.decision {
                    Decision::Quiet => "quiet",
                    Decision::Keep => "keep",
                    Decision::Move => "move",
                    Decision::PickedOut(_) => "picked out",
                };
                match line.new {
                    Some(new) => format!("{} {word} {}", line.id, new.format("%d %H:%M")),
                    None => format!("{} {word}", line.id),
                }
            })
            .collect()
    }
}

#[test]
fn one_a_day_goes_out_at_its_old_time_of_day_in_order() {
    let held = [
        chosen(1, "2026-11-20T09:00"),
        chosen(2, "2026-11-20T15:00"),
        chosen(3, "2026-11-21T09:30"),
        chosen(4, "2026-11-22T18:00"),
    ];
    let expected = ["1 quiet 22 12:00", "2 move 23 15:00", "3 move 24 09:30", "4 move 25 18:00"];
    assert_eq!(Case::of(&held, 4).table(), expected);
}

#[test]
fn a_days_posts_spread_evenly_from_the_old_time_of_day() {
    let held: Vec<_> = (1..=5).map(|id| chosen(id, &format!("2026-11-20T09:{id}0"))).collect();
    // Three a day; today the quiet one and two more over what is left of it.
    let expected = [
        "1 quiet 22 12:00",
        "2 move 22 16:00",
        "3 move 22 20:00",
        "4 move 23 09:40",
        "5 move 23 16:50",
    ];
    assert_eq!(Case::of(&held, 12).table(), expected);
}

#[test]
fn a_time_to_come_is_kept_where_the_day_has_room() {
    let held = [
        chosen(1, "2026-11-22T09:00"),
        chosen(2, "2026-11-22T10:00"),
        chosen(3, "2026-11-22T18:00"),
        chosen(4, "2026-11-23T08:00"),
    ];
    // The passed one goes before the one that can keep its time.
    let expected = ["1 quiet 22 12:00", "2 move 22 15:00", "3 keep 22 18:00", "4 keep 23 08:00"];
    assert_eq!(Case::of(&held, 12).table(), expected);
}

#[test]
fn above_the_days_allowance_times_to_come_move_on_in_order() {
    let held = [
        chosen(1, "2026-11-22T13:00"),
        chosen(2, "2026-11-23T08:00"),
        chosen(3, "2026-11-23T09:00"),
        chosen(4, "2026-11-24T10:00"),
    ];
    let expected = ["1 quiet 22 12:00", "2 keep 23 08:00", "3 move 24 09:00", "4 move 25 10:00"];
    assert_eq!(Case::of(&held, 4).table(), expected);
}

#[test]
fn a_pinned_one_keeps_its_day_against_those_before_it() {
    let held = [
        chosen(1, "2026-11-20T09:00"),
        chosen(2, "2026-11-20T10:00"),
        waiting(3, "2026-11-23T08:00", Timing::Pinned),
    ];
    let expected = ["1 quiet 22 12:00", "2 move 24 10:00", "3 keep 23 08:00"];
    assert_eq!(Case::of(&held, 4).table(), expected);
}

#[test]
fn pinned_is_not_above_the_ramp() {
    let held = [
        chosen(1, "2026-11-20T09:00"),
        waiting(2, "2026-11-23T08:00", Timing::Pinned),
        waiting(3, "2026-11-23T09:00", Timing::Pinned),
    ];
    let expected = ["1 quiet 22 12:00", "2 keep 23 08:00", "3 move 24 09:00"];
    assert_eq!(Case::of(&held, 4).table(), expected);
}

#[test]
fn an_evergreen_one_gives_way_first() {
    let mut held = [
        chosen(1, "2026-11-20T09:00"),
        chosen(2, "2026-11-20T10:00"),
        chosen(3, "2026-11-20T11:00"),
    ];
    held[1].endurance = Endurance::Evergreen;
    let expected = ["1 quiet 22 12:00", "2 move 24 10:00", "3 move 23 11:00"];
    assert_eq!(Case::of(&held, 4).table(), expected);
}

#[test]
fn with_slots_everything_shifts_along_them() {
    let slots = slots(&["daily 09:00"]);
    let held: Vec<_> = ["21", "22", "23", "24"]
        .iter()
        .zip(1..)
        .map(|(day, id)| waiting(id, &format!("2026-11-{day}T09:00"), Timing::Slot))
        .collect();
    let case = Case { slots: &slots, ..Case::of(&held, 40) };
    let expected = ["1 quiet 22 12:00", "2 move 23 09:00", "3 move 24 09:00", "4 move 25 09:00"];
    assert_eq!(case.table(), expected);
}

#[test]
fn a_chosen_time_does_not_wait_behind_a_slot() {
    let slots = slots(&["fri 09:00"]);
    let held = [
        chosen(1, "2026-11-20T09:00"),
        waiting(2, "2026-11-20T09:00", Timing::Slot),
        chosen(3, "2026-11-24T15:00"),
    ];
    let case = Case { slots: &slots, ..Case::of(&held, 40) };
    assert_eq!(case.table(), ["1 quiet 22 12:00", "2 move 27 09:00", "3 keep 24 15:00"]);
}

#[test]
fn what_waits_for_a_slot_without_a_time_comes_last() {
    let slots = slots(&["daily 09:00"]);
    let mut queued = waiting(1, "2026-11-20T09:00", Timing::Slot);
    queued.due = None;
    let held = [queued, chosen(2, "2026-11-20T09:00"), chosen(3, "2026-11-20T10:00")];
    let case = Case { slots: &slots, ..Case::of(&held, 40) };
    assert_eq!(case.table(), ["2 quiet 22 12:00", "3 move 23 09:00", "1 move 24 09:00"]);
}

#[test]
fn what_went_out_today_counts_towards_today() {
    let held = [chosen(1, "2026-11-22T09:00"), chosen(2, "2026-11-22T10:00")];
    let published = [Out { at: utc("2026-11-22T08:00:00Z"), segments: 1 }];
    let case = Case { published: &published, ..Case::of(&held, 8) };
    assert_eq!(case.table(), ["1 quiet 22 12:00", "2 move 23 10:00"]);
}

#[test]
fn the_owner_picks_the_quiet_post() {
    let held = [chosen(1, "2026-11-20T09:00"), chosen(2, "2026-11-20T10:00")];
    let case = Case { quiet: QuietPick::Chosen(DeliveryId(2)), ..Case::of(&held, 4) };
    assert_eq!(case.table(), ["1 move 23 09:00", "2 quiet 22 12:00"]);
}

#[test]
fn a_text_that_names_its_day_is_picked_out_only_if_the_day_changes() {
    let mut held = [
        chosen(1, "2026-11-20T09:00"),
        chosen(2, "2026-11-22T09:00"),
        chosen(3, "2026-11-22T10:00"),
        chosen(4, "2026-11-23T18:00"),
    ];
    for one in &mut held {
        one.text = "Live today!";
    }
    // Three a day: the first is of an earlier day, the second goes out on its own as quiet post.
    let case = Case::of(&held, 12);
    assert_eq!(
        case.table(),
        ["1 picked out", "2 quiet 22 12:00", "3 move 22 18:00", "4 keep 23 18:00"]
    );
    let word = "today".to_owned();
    let reason = PickReason::Stale(Stale::RelativeDay { word });
    assert_eq!(case.lines()[0].decision, Decision::PickedOut(reason));
}

#[test]
fn where_nothing_makes_sense_now_the_first_to_go_is_the_quiet_post() {
    let mut held = [chosen(1, "2026-11-24T09:00"), chosen(2, "2026-11-23T09:00")];
    held[0].text = "Today!";
    held[1].text = "Today!";
    assert_eq!(Case::of(&held, 40).table(), ["2 quiet 23 09:00", "1 keep 24 09:00"]);
}

#[test]
fn what_is_picked_out_takes_no_place() {
    let mut held = [
        chosen(1, "2026-11-20T09:00"),
        chosen(2, "2026-11-20T10:00"),
        chosen(3, "2026-11-20T11:00"),
    ];
    held[1].text = "On 2026-11-21 we meet";
    assert_eq!(Case::of(&held, 4).table(), ["1 quiet 22 12:00", "2 picked out", "3 move 23 11:00"]);
}

#[test]
fn a_thread_half_sent_for_over_a_day_waits_for_the_owner() {
    let mut held = [chosen(1, "2026-11-20T09:00"), chosen(2, "2026-11-20T10:00")];
    let since = now() - TimeDelta::days(1) - TimeDelta::seconds(1);
    held[0].begun = Begun::HalfSent { since };
    let case = Case::of(&held, 4);
    assert_eq!(case.table(), ["1 picked out", "2 quiet 22 12:00"]);
    let reason = PickReason::HalfSent { since };
    assert_eq!(case.lines()[0].decision, Decision::PickedOut(reason));
    held[0].begun = Begun::HalfSent { since: now() - TimeDelta::days(1) };
    assert_eq!(Case::of(&held, 4).table(), ["1 quiet 22 12:00", "2 move 23 10:00"]);
}

#[test]
fn segments_count_under_the_cap_and_posts_under_the_ramp() {
    let mut held = [
        chosen(1, "2026-11-20T09:00"),
        chosen(2, "2026-11-20T10:00"),
        chosen(3, "2026-11-20T11:00"),
        chosen(4, "2026-11-20T11:00"),
    ];
    held[1].segments = 6;
    held[2].segments = 5;
    held[3].segments = 11;
    let rules = Rules { cap: Some(10), ..rules() };
    let lines = Case { rules, ..Case::of(&held, 40) }.lines();
    let times: Vec<_> = lines.iter().map(|line| line.new).collect();
    assert_eq!(times[0], Some(now()));
    assert!(times[1].unwrap() < now() + TimeDelta::hours(12), "six more fit today: {times:?}");
    assert!(times[2].unwrap() >= times[1].unwrap() + TimeDelta::hours(24), "{times:?}");
    let reason = PickReason::OverCap { needed: 11, cap: 10 };
    assert_eq!(lines[3].decision, Decision::PickedOut(reason));
}

#[test]
fn the_quiet_post_waits_for_the_gap_and_the_cap() {
    let held = [chosen(1, "2026-11-20T09:00")];
    let published = [
        Out { at: utc("2026-11-21T12:30:00Z"), segments: 3 },
        Out { at: utc("2026-11-22T11:55:00Z"), segments: 1 },
    ];
    let case = Case { published: &published, ..Case::of(&held, 40) };
    assert_eq!(case.table(), ["1 quiet 22 12:05"]);
    let rules = Rules { cap: Some(4), ..rules() };
    assert_eq!(Case { rules, ..case }.table(), ["1 quiet 22 12:30"]);
}

#[test]
fn a_backlog_is_no_burst_after_the_ramp_either() {
    // Two a day at full rate: 150 posts take far longer than the four weeks.
    let held: Vec<_> = (1..=150).map(|id| chosen(id, "2026-11-20T09:00")).collect();
    let lines = Case::of(&held, 2).lines();
    let last = lines.last().unwrap().new.unwrap();
    assert!(last - now() > TimeDelta::days(70), "{last}");
    let on_last_days = lines
        .iter()
        .filter(|line| line.new.is_some_and(|new| new > last - TimeDelta::days(10)))
        .count();
    assert!(on_last_days <= 21, "{on_last_days}");
}

#[test]
fn the_same_question_has_the_same_answer() {
    let slots = slots(&["daily 09:00,17:00"]);
    let held: Vec<_> = (1..=9).map(|id| waiting(id, "2026-11-20T09:00", Timing::Slot)).collect();
    let case = Case { slots: &slots, rules: Rules::default(), ..Case::of(&held, 8) };
    assert_eq!(case.lines(), case.lines());
    let jittered = case
        .lines()
        .iter()
        .filter_map(|line| line.new)
        .any(|new| new.timestamp_millis() % 3_600_000 != 0);
    assert!(jittered, "a slot's time has jitter");
}
