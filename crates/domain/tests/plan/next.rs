//! Is the next free slot free, the nearest time near, and the cap's opening the first moment?

use crate::{slots, utc};
use chrono::TimeDelta;
use proptest::prelude::*;
use roost_domain::Timestamp;
use roost_domain::account::Rules;
use roost_domain::plan::{
    CapOpening, Timetable, cap_opens_at, nearest_free_time, next_free, split_draw,
};
use roost_domain::slots::Slot;
use rstest::rstest;

fn rules(gap: i64, jitter: i64) -> Rules {
    Rules {
        gap: TimeDelta::minutes(gap),
        jitter: TimeDelta::minutes(jitter),
        zone: chrono_tz::Europe::Berlin,
        ..Rules::default()
    }
}

fn open<'a>(slots: &'a [Slot], rules: &'a Rules) -> Timetable<'a> {
    Timetable { slots, rules, category: None }
}

fn times(texts: &[&str]) -> Vec<Timestamp> {
    texts.iter().map(|text| utc(text)).collect()
}

// Sunday 2026-11-22, 11:00 in Berlin; slots on weekdays at 09:00 there (08:00 UTC).
#[rstest]
#[case::first_one(&[], "2026-11-23T08:00:00Z")]
#[case::next_when_taken(&["2026-11-23T08:00:00Z"], "2026-11-24T08:00:00Z")]
#[case::taken_within_the_jitter(&["2026-11-23T08:02:30Z"], "2026-11-24T08:00:00Z")]
#[case::a_chosen_time_too_near_behind(&["2026-11-23T08:09:00Z"], "2026-11-24T08:00:00Z")]
#[case::a_chosen_time_too_near_before(&["2026-11-23T07:52:00Z"], "2026-11-24T08:00:00Z")]
#[case::just_the_gap_before(&["2026-11-23T07:50:00Z"], "2026-11-23T08:00:00Z")]
#[case::just_the_gap_behind(&["2026-11-23T08:10:00Z"], "2026-11-23T08:00:00Z")]
#[case::a_hole_is_used(&["2026-11-23T08:00:00Z", "2026-11-25T08:00:00Z"], "2026-11-24T08:00:00Z")]
#[case::over_the_weekend(
    &["2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z", "2026-11-25T08:00:00Z",
      "2026-11-26T08:00:00Z", "2026-11-27T08:00:00Z"], "2026-11-30T08:00:00Z")]
fn the_next_free_slot_keeps_the_gap(#[case] taken: &[&str], #[case] expected: &str) {
    let (slots, rules) = (slots(&["weekdays 09:00"]), rules(10, 0));
    let taken = times(taken);
    let found = next_free(&open(&slots, &rules), &taken, utc("2026-11-22T10:00:00Z"), 7).unwrap();
    assert_eq!(found.occurrence.at, found.due);
    assert_eq!(found.due, utc(expected));
}

#[test]
fn jitter_carries_a_post_clear_of_the_one_before() {
    let (slots, rules) = (slots(&["daily 09:00"]), rules(10, 3));
    let taken = times(&["2026-11-23T07:52:00Z", "2026-11-23T08:13:00Z"]);
    for draw in [0, u64::MAX / 2, u64::MAX] {
        let after = utc("2026-11-22T10:00:00Z");
        let found = next_free(&open(&slots, &rules), &taken, after, draw).unwrap();
        assert!(found.due >= utc("2026-11-23T08:02:00Z"), "{}", found.due);
        assert!(found.due <= utc("2026-11-23T08:03:00Z"), "{}", found.due);
    }
}

#[test]
fn jitter_reaches_both_its_ends() {
    let (slots, rules) = (slots(&["daily 09:00"]), rules(10, 3));
    let after = utc("2026-11-22T10:00:00Z");
    let due = |draw| next_free(&open(&slots, &rules), &[], after, draw).unwrap().due;
    assert_eq!(due(0), utc("2026-11-23T08:00:00Z"));
    assert_eq!(due(u64::MAX), utc("2026-11-23T08:03:00Z"));
}

#[test]
fn a_slot_of_a_category_takes_only_its_posts() {
    let (slots, rules) =
        (slots(&["mon 09:00 #tips", "tue 09:00", "wed 09:00 #tips"]), rules(10, 0));
    let after = utc("2026-11-22T10:00:00Z");
    let due = |category| {
        let timetable = Timetable { slots: &slots, rules: &rules, category };
        next_free(&timetable, &[], after, 0).unwrap().due
    };
    assert_eq!(due(None), utc("2026-11-24T08:00:00Z"));
    assert_eq!(due(Some("news")), utc("2026-11-24T08:00:00Z"));
    assert_eq!(due(Some("tips")), utc("2026-11-23T08:00:00Z"));
}

#[test]
fn without_a_slot_that_takes_it_a_post_has_no_next_slot() {
    let (slots, rules) = (slots(&["mon 09:00 #tips"]), rules(10, 3));
    let after = utc("2026-11-22T10:00:00Z");
    assert_eq!(next_free(&open(&slots, &rules), &[], after, 0), None);
    assert_eq!(next_free(&open(&[], &rules), &[], after, 0), None);
}

#[rstest]
#[case::free("12:00", &["11:50", "12:10"], "12:00")]
#[case::later_is_nearer("12:00", &["11:52"], "12:02")]
#[case::sooner_is_nearer("12:00", &["12:08"], "11:58")]
#[case::as_near_so_later("12:00", &["12:00"], "12:10")]
#[case::a_run_is_passed("12:00", &["11:52", "12:02", "12:12"], "11:42")]
#[case::sooner_would_be_past("12:00", &["12:08"], "12:18")]
fn the_nearest_free_time_keeps_the_gap(
    #[case] chosen: &str,
    #[case] taken: &[&str],
    #[case] expected: &str,
) {
    let at = |time: &str| utc(&format!("2026-11-22T{time}:00Z"));
    let taken: Vec<Timestamp> = taken.iter().map(|time| at(time)).collect();
    let earliest = if expected == "12:18" { at("11:59") } else { at("06:00") };
    let gap = TimeDelta::minutes(10);
    assert_eq!(nearest_free_time(at(chosen), gap, &taken, earliest), at(expected));
}

#[rstest]
#[case::room(2, CapOpening::Open)]
#[case::one_must_leave(3, CapOpening::At(utc("2026-11-22T12:00:00Z")))]
#[case::two_must_leave(4, CapOpening::At(utc("2026-11-22T20:00:00Z")))]
#[case::all_must_leave(5, CapOpening::At(utc("2026-11-23T08:00:00Z")))]
#[case::longer_than_the_cap(6, CapOpening::Never { needed: 6, cap: 5 })]
fn the_cap_opens_as_old_segments_leave_the_window(
    #[case] needed: u32,
    #[case] expected: CapOpening,
) {
    // The first is 24 h old to the second and counts no more.
    let published = times(&[
        "2026-11-21T10:00:00Z",
        "2026-11-21T12:00:00Z",
        "2026-11-21T20:00:00Z",
        "2026-11-22T08:00:00Z",
    ]);
    assert_eq!(cap_opens_at(&published, Some(5), needed, utc("2026-11-22T10:00:00Z")), expected);
}

#[test]
fn without_a_cap_everything_fits() {
    let now = utc("2026-11-22T10:00:00Z");
    assert_eq!(cap_opens_at(&vec![now; 500], None, 99, now), CapOpening::Open);
}

proptest! {
    #[test]
    fn a_full_queue_keeps_gap_jitter_and_slots(
        seed: u64,
        gap in 0_i64..40,
        jitter in 0_i64..40,
        chosen in prop::collection::vec(0_i64..40_320, 0..20),
    ) {
        let slots = slots(&["mon-fri 09:00,09:10,12:30,23:55", "weekend 10:00"]);
        let rules = rules(gap, jitter);
        let after = utc("2026-03-20T10:00:00Z");
        let mut chosen: Vec<_> =
            chosen.into_iter().map(|minutes| after + TimeDelta::minutes(minutes)).collect();
        chosen.sort_unstable();
        let mut taken = chosen.clone();
        for n in 0..60 {
            let found =
                next_free(&open(&slots, &rules), &taken, after, split_draw(seed, n)).unwrap();
            let late = found.due - found.occurrence.at;
            prop_assert!(late >= TimeDelta::zero() && late <= rules.jitter);
            let clear = taken.iter().all(|at| (found.due - *at).abs() >= rules.gap);
            prop_assert!(clear, "{} is too near another", found.due);
            prop_assert!(!taken.contains(&found.due));
            taken.push(found.due);
            taken.sort_unstable();
        }
    }

    #[test]
    fn at_its_opening_the_cap_holds_and_a_moment_before_it_would_not(
        minutes in prop::collection::vec(0_i64..3_000, 0..40),
        cap in 1_u32..20,
        needed in 1_u32..20,
    ) {
        let now = utc("2026-11-22T10:00:00Z");
        let mut published: Vec<_> =
            minutes.into_iter().map(|ago| now - TimeDelta::minutes(ago)).collect();
        published.sort_unstable();
        let counted = |at: Timestamp| {
            let window = published.iter().filter(|out| **out > at - TimeDelta::hours(24));
            u32::try_from(window.count()).unwrap()
        };
        match cap_opens_at(&published, Some(cap), needed, now) {
            CapOpening::Open => prop_assert!(counted(now) + needed <= cap),
            CapOpening::At(at) => {
                prop_assert!(at > now);
                prop_assert!(counted(at) + needed <= cap);
                prop_assert!(counted(at - TimeDelta::milliseconds(1)) + needed > cap);
            }
            CapOpening::Never { .. } => prop_assert!(needed > cap),
        }
    }

    #[test]
    fn the_nearest_free_time_is_free_and_no_nearer_one_is(
        minutes in prop::collection::vec(0_i64..300, 0..20),
        chosen in 0_i64..300,
    ) {
        let start = utc("2026-11-22T10:00:00Z");
        let mut taken: Vec<_> =
            minutes.into_iter().map(|one| start + TimeDelta::minutes(one)).collect();
        taken.sort_unstable();
        let chosen = start + TimeDelta::minutes(chosen);
        let gap = TimeDelta::minutes(10);
        let free = |at: Timestamp| taken.iter().all(|one| (at - *one).abs() >= gap);
        let found = nearest_free_time(chosen, gap, &taken, start);
        prop_assert!(free(found) && found >= start);
        for minutes in 0..(found - chosen).abs().num_minutes() {
            let away = TimeDelta::minutes(minutes);
            prop_assert!(!free(chosen + away));
            prop_assert!(chosen - away < start || !free(chosen - away));
        }
    }
}
