//! Does what is late go out, move or wait as its account's policy says, and is none lost?

use crate::{slots, utc};
use chrono::TimeDelta;
use proptest::prelude::*;
use roost_domain::Timestamp;
use roost_domain::account::{CatchUp, Rules};
use roost_domain::catchup::{CatchUpStep, Late, MissReason, Situation, catch_up};
use roost_domain::delivery::Timing;
use roost_domain::ids::DeliveryId;
use roost_domain::plan::Timetable;
use roost_domain::slots::Slot;
use rstest::rstest;

fn now() -> Timestamp {
    utc("2026-11-22T12:00:00Z")
}

fn late(id: i64, minutes: i64, timing: Timing) -> Late {
    let late_by = TimeDelta::minutes(minutes);
    Late { id: DeliveryId(id), due: now() - late_by, late_by, timing }
}

fn rules(catch_up: CatchUp) -> Rules {
    Rules { catch_up, jitter: TimeDelta::zero(), ..Rules::default() }
}

fn steps(late: &[Late], slots: &[Slot], rules: &Rules, taken: &[Timestamp]) -> Vec<CatchUpStep> {
    let timetable = Timetable { slots, rules, category: None };
    let grace = TimeDelta::zero();
    catch_up(late, &Situation { timetable, taken, grace, now: now(), draw: 1 })
}

fn go(id: i64) -> CatchUpStep {
    CatchUpStep::Go(DeliveryId(id))
}

fn moved(id: i64, due: &str) -> CatchUpStep {
    CatchUpStep::Move { id: DeliveryId(id), due: utc(due) }
}

fn missed(id: i64, why: MissReason) -> CatchUpStep {
    CatchUpStep::Miss { id: DeliveryId(id), why }
}

#[rstest]
#[case(CatchUp::Spread)]
#[case(CatchUp::Today)]
#[case(CatchUp::Ask)]
fn up_to_ten_minutes_late_simply_goes_out_under_every_policy(#[case] policy: CatchUp) {
    let late = [late(1, 10, Timing::Slot), late(2, 3, Timing::Chosen)];
    assert_eq!(steps(&late, &[], &rules(policy), &[]), [go(1), go(2)]);
}

#[test]
fn without_slots_they_spread_a_quarter_of_an_hour_apart() {
    let late =
        [late(1, 60, Timing::Chosen), late(2, 50, Timing::Chosen), late(3, 40, Timing::Slot)];
    let expected = [
        moved(1, "2026-11-22T12:00:00Z"),
        moved(2, "2026-11-22T12:15:00Z"),
        moved(3, "2026-11-22T12:30:00Z"),
    ];
    assert_eq!(steps(&late, &[], &rules(CatchUp::Spread), &[]), expected);
}

#[test]
fn without_slots_a_longer_gap_is_kept() {
    let late = [late(1, 60, Timing::Chosen), late(2, 50, Timing::Chosen)];
    let rules = Rules { gap: TimeDelta::hours(1), ..rules(CatchUp::Spread) };
    let expected = [moved(1, "2026-11-22T12:00:00Z"), moved(2, "2026-11-22T13:00:00Z")];
    assert_eq!(steps(&late, &[], &rules, &[]), expected);
}

#[test]
fn spread_keeps_clear_of_what_is_planned_and_what_just_went_out() {
    let late = [late(1, 60, Timing::Chosen), late(2, 50, Timing::Chosen)];
    let taken = [utc("2026-11-22T11:58:00Z"), utc("2026-11-22T12:25:00Z")];
    let expected = [moved(1, "2026-11-22T12:08:00Z"), moved(2, "2026-11-22T12:35:00Z")];
    assert_eq!(steps(&late, &[], &rules(CatchUp::Spread), &taken), expected);
}

#[test]
fn with_slots_they_take_the_next_free_ones_in_order() {
    let slots = slots(&["daily 15:00,18:00"]);
    let late = [late(1, 60, Timing::Slot), late(2, 50, Timing::Chosen)];
    let taken = [utc("2026-11-22T18:00:00Z")];
    let expected = [moved(1, "2026-11-22T15:00:00Z"), moved(2, "2026-11-23T15:00:00Z")];
    assert_eq!(steps(&late, &slots, &rules(CatchUp::Spread), &taken), expected);
}

#[test]
fn pinned_ones_go_first() {
    let late = [late(1, 60, Timing::Chosen), late(2, 50, Timing::Pinned)];
    let expected = [moved(2, "2026-11-22T12:00:00Z"), moved(1, "2026-11-22T12:15:00Z")];
    assert_eq!(steps(&late, &[], &rules(CatchUp::Spread), &[]), expected);
}

#[test]
fn what_moves_begins_after_what_goes_out_now() {
    let late = [late(1, 60, Timing::Chosen), late(2, 5, Timing::Chosen), late(3, 1, Timing::Slot)];
    let expected = [go(2), go(3), moved(1, "2026-11-22T12:25:00Z")];
    assert_eq!(steps(&late, &[], &rules(CatchUp::Spread), &[]), expected);
}

#[test]
fn only_todays_are_spread_and_the_day_is_the_accounts() {
    // In Auckland it is already the 23rd at 01:00, and an hour ago it was midnight.
    let rules = Rules { zone: chrono_tz::Pacific::Auckland, ..rules(CatchUp::Today) };
    let late = [late(1, 61, Timing::Chosen), late(2, 60, Timing::Chosen)];
    let expected = [moved(2, "2026-11-22T12:00:00Z"), missed(1, MissReason::NotToday)];
    assert_eq!(steps(&late, &[], &rules, &[]), expected);
}

#[test]
fn ask_misses_at_once() {
    let late = [late(1, 11, Timing::Slot), late(2, 11, Timing::Pinned)];
    let expected = [missed(2, MissReason::Asked), missed(1, MissReason::Asked)];
    assert_eq!(steps(&late, &[], &rules(CatchUp::Ask), &[]), expected);
}

#[test]
fn older_than_the_late_limit_is_missed_under_every_policy() {
    let day = 24 * 60;
    let late = [late(1, day + 1, Timing::Pinned), late(2, day, Timing::Slot)];
    let expected = [moved(2, "2026-11-22T12:00:00Z"), missed(1, MissReason::TooOld)];
    assert_eq!(steps(&late, &[], &rules(CatchUp::Spread), &[]), expected);
}

#[test]
fn a_late_limit_below_ten_minutes_counts() {
    let rules = Rules { late_limit: TimeDelta::minutes(5), ..rules(CatchUp::Spread) };
    let late = [late(1, 6, Timing::Slot), late(2, 5, Timing::Slot)];
    assert_eq!(steps(&late, &[], &rules, &[]), [go(2), missed(1, MissReason::TooOld)]);
}

#[test]
fn grace_lengthens_both_limits() {
    let rules = rules(CatchUp::Ask);
    let timetable = Timetable { slots: &[], rules: &rules, category: None };
    let grace = TimeDelta::minutes(30);
    let situation = Situation { timetable, taken: &[], grace, now: now(), draw: 1 };
    let late =
        [late(1, 40, Timing::Slot), late(2, 41, Timing::Slot), late(3, 24 * 60 + 31, Timing::Slot)];
    let expected = [go(1), missed(2, MissReason::Asked), missed(3, MissReason::TooOld)];
    assert_eq!(catch_up(&late, &situation), expected);
}

#[test]
fn time_held_does_not_count_towards_lateness() {
    let held = Late { late_by: TimeDelta::minutes(2), ..late(1, 3 * 24 * 60, Timing::Slot) };
    assert_eq!(steps(&[held], &[], &rules(CatchUp::Ask), &[]), [go(1)]);
}

proptest! {
    #[test]
    fn each_has_one_step_and_what_moves_keeps_order_and_gap(
        minutes in prop::collection::vec((0_i64..3_000, 0_u8..3), 0..40),
        slotted: bool,
        policy in prop::sample::select(vec![CatchUp::Spread, CatchUp::Today, CatchUp::Ask]),
        draw: u64,
    ) {
        let mut late: Vec<Late> = minutes
            .iter()
            .zip(1..)
            .map(|(&(minutes, timing), id)| {
                let timing = [Timing::Slot, Timing::Chosen, Timing::Pinned][usize::from(timing)];
                late(id, minutes, timing)
            })
            .collect();
        late.sort_by_key(|one| (one.due, one.id));
        let slots = if slotted { slots(&["daily 08:00,13:00,19:30"]) } else { Vec::new() };
        let rules = Rules { catch_up: policy, ..Rules::default() };
        let timetable = Timetable { slots: &slots, rules: &rules, category: None };
        let grace = TimeDelta::zero();
        let steps = catch_up(&late, &Situation { timetable, taken: &[], grace, now: now(), draw });

        let mut seen: Vec<DeliveryId> = steps
            .iter()
            .map(|step| match *step {
                CatchUpStep::Go(id)
                | CatchUpStep::Move { id, .. }
                | CatchUpStep::Miss { id, .. } => id,
            })
            .collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (1..).take(late.len()).map(DeliveryId).collect::<Vec<_>>());

        let moved: Vec<(DeliveryId, Timestamp)> = steps
            .iter()
            .filter_map(|step| match *step {
                CatchUpStep::Move { id, due } => Some((id, due)),
                CatchUpStep::Go(_) | CatchUpStep::Miss { .. } => None,
            })
            .collect();
        let least = if slotted { rules.gap } else { TimeDelta::minutes(15) };
        for pair in moved.windows(2) {
            prop_assert!(pair[1].1 - pair[0].1 >= least);
        }
        let place = |id: DeliveryId| {
            let one = late.iter().find(|one| one.id == id).unwrap();
            (one.timing != Timing::Pinned, one.due, one.id)
        };
        prop_assert!(moved.windows(2).all(|pair| place(pair[0].0) < place(pair[1].0)));
        prop_assert!(moved.iter().all(|(_, due)| *due >= now()));
    }
}
