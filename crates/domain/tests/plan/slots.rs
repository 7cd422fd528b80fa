//! Do slots come round when they should, every week, in every zone?

use crate::{slots, utc};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;
use proptest::prelude::*;
use roost_domain::Timestamp;
use roost_domain::slots::{Slot, SlotError, occurrences, parse_slots};
use roost_domain::walltime::{InGap, resolve, wall_time};
use rstest::rstest;

fn written(spec: &str) -> Vec<String> {
    parse_slots(spec).unwrap().iter().map(ToString::to_string).collect()
}

#[rstest]
#[case("mon,wed 09:00", &["mon 09:00", "wed 09:00"])]
#[case("Wednesday,MON 9:05", &["mon 09:05", "wed 09:05"])]
#[case("fri-mon 12:00", &["mon 12:00", "fri 12:00", "sat 12:00", "sun 12:00"])]
#[case("weekend 10:00,18:30", &["sat 10:00", "sat 18:30", "sun 10:00", "sun 18:30"])]
#[case("mon,mon 09:00,09:00", &["mon 09:00"])]
#[case("tue 09:00 #tips", &["tue 09:00 #tips"])]
fn a_slot_text_gives_a_slot_for_each_day_and_time(#[case] spec: &str, #[case] slots: &[&str]) {
    assert_eq!(written(spec), slots);
}

#[test]
fn daily_and_weekdays_are_seven_and_five() {
    assert_eq!(parse_slots("daily 09:00").unwrap().len(), 7);
    assert_eq!(parse_slots("weekdays 09:00").unwrap().len(), 5);
}

#[rstest]
#[case("")]
#[case("mon")]
#[case("mon 09:00 17:00")]
#[case("mon 09:00 #")]
#[case("mon 09:00 #tips more")]
fn a_text_that_is_not_days_and_times_is_refused(#[case] spec: &str) {
    assert_eq!(parse_slots(spec), Err(SlotError::Shape { spec: spec.to_owned() }));
}

#[rstest]
#[case("mon,xyz 09:00", "xyz")]
#[case("mon, 09:00", "")]
#[case("mon-xyz 09:00", "mon-xyz")]
fn a_day_that_is_none_is_named(#[case] spec: &str, #[case] day: &str) {
    let expected = SlotError::Day { spec: spec.to_owned(), word: day.to_owned() };
    assert_eq!(parse_slots(spec), Err(expected));
}

#[rstest]
#[case("mon 24:00", "24:00")]
#[case("mon 9", "9")]
#[case("mon 09:5", "09:5")]
#[case("mon 09:60", "09:60")]
#[case("mon +9:00", "+9:00")]
#[case("mon 09:00,", "")]
fn a_time_that_is_none_is_named(#[case] spec: &str, #[case] time: &str) {
    let expected = SlotError::Time { spec: spec.to_owned(), word: time.to_owned() };
    assert_eq!(parse_slots(spec), Err(expected));
}

#[rstest]
#[case::gap("Europe/Berlin", "daily 02:30", "2026-03-28T12:00:00Z",
    &["2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"])]
#[case::overlap_once("Europe/Berlin", "daily 02:30", "2026-10-24T12:00:00Z",
    &["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"])]
#[case::half_hour_gap("Australia/Lord_Howe", "daily 02:15", "2026-10-03T12:00:00Z",
    &["2026-10-03T15:45:00Z", "2026-10-04T15:15:00Z"])]
#[case::kathmandu("Asia/Kathmandu", "mon 09:00", "2026-11-22T00:00:00Z",
    &["2026-11-23T03:15:00Z", "2026-11-30T03:15:00Z"])]
#[case::strictly_after("UTC", "mon 09:00", "2026-11-23T09:00:00Z", &["2026-11-30T09:00:00Z"])]
fn slots_come_round_at_these_instants(
    #[case] zone: Tz,
    #[case] spec: &str,
    #[case] after: &str,
    #[case] expected: &[&str],
) {
    let slots = slots(&[spec]);
    let times: Vec<Timestamp> =
        occurrences(&slots, zone, utc(after)).take(expected.len()).map(|one| one.at).collect();
    let expected: Vec<Timestamp> = expected.iter().map(|at| utc(at)).collect();
    assert_eq!(times, expected);
}

#[test]
fn a_slot_moved_onto_another_by_a_gap_fires_with_it_once() {
    let slots = slots(&["daily 02:30", "daily 03:30"]);
    let after = utc("2026-03-29T00:00:00Z");
    let first: Vec<_> =
        occurrences(&slots, chrono_tz::Europe::Berlin, after).take(2).map(|one| one.at).collect();
    assert_eq!(first, [utc("2026-03-29T01:30:00Z"), utc("2026-03-30T00:30:00Z")]);
}

#[test]
fn a_slot_on_the_day_that_apia_left_out_moves_past_the_next_days_first() {
    let slots = slots(&["fri 09:00", "sat 08:00"]);
    let after = utc("2011-12-29T20:00:00Z");
    let days: Vec<_> =
        occurrences(&slots, chrono_tz::Pacific::Apia, after).take(2).map(|one| one.at).collect();
    assert_eq!(days, [utc("2011-12-30T18:00:00Z"), utc("2011-12-30T19:00:00Z")]);
}

#[test]
fn without_slots_nothing_comes_round() {
    assert_eq!(occurrences(&[], chrono_tz::UTC, utc("2026-01-01T00:00:00Z")).next(), None);
}

#[test]
fn slots_end_with_the_calendar_and_not_with_a_panic() {
    let slots = slots(&["daily 09:00"]);
    let near_the_end = DateTime::<Utc>::MAX_UTC - TimeDelta::days(800);
    assert!(occurrences(&slots, chrono_tz::Europe::Berlin, near_the_end).count() < 800);
}

fn zones() -> impl Strategy<Value = Tz> {
    prop::sample::select(vec![
        chrono_tz::Europe::Berlin,
        chrono_tz::America::New_York,
        chrono_tz::America::Havana,
        chrono_tz::Australia::Lord_Howe,
        chrono_tz::Pacific::Apia,
        chrono_tz::Asia::Kathmandu,
    ])
}

fn some_slots() -> impl Strategy<Value = Vec<Slot>> {
    let slot = (0_u8..7, 0_u32..24 * 60).prop_map(|(day, minute)| Slot {
        weekday: Weekday::try_from(day).unwrap(),
        time: NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap(),
        category: None,
    });
    prop::collection::hash_set(slot, 1..12).prop_map(|slots| slots.into_iter().collect())
}

proptest! {
    #[test]
    fn occurrences_strictly_increase_and_show_the_slots_time(
        zone in zones(),
        slots in some_slots(),
        seconds in 1_293_840_000_i64..2_145_916_800,
    ) {
        let after = DateTime::from_timestamp(seconds, 0).unwrap();
        let mut last = after;
        for one in occurrences(&slots, zone, after).take(200) {
            prop_assert!(one.at > last);
            last = one.at;
            prop_assert_eq!(one.wall.time(), slots[one.slot].time);
            match resolve(zone, one.wall, InGap::Refuse) {
                Ok(at) => {
                    prop_assert_eq!(at, one.at);
                    prop_assert_eq!(wall_time(zone, one.at), one.wall);
                }
                Err(gap) => prop_assert!(wall_time(zone, one.at) >= gap.after),
            }
        }
    }

    // Four weeks without a change of the clocks in any of the zones: mid-November to mid-December.
    #[test]
    fn every_slot_fires_once_a_week(zone in zones(), slots in some_slots(), hours in 0_i64..168) {
        let after = utc("2026-11-10T00:00:00Z") + TimeDelta::hours(hours);
        let until = after + TimeDelta::days(28);
        let fired: Vec<usize> = occurrences(&slots, zone, after)
            .take_while(|one| one.at <= until)
            .map(|one| one.slot)
            .collect();
        for slot in 0..slots.len() {
            prop_assert_eq!(fired.iter().filter(|fired| **fired == slot).count(), 4);
        }
    }

    // A whole year with both changes: once each week, save where a gap moved one onto another.
    #[test]
    fn no_day_of_a_slot_is_missed_over_a_year(zone in zones(), slots in some_slots()) {
        let (after, until) = (utc("2026-01-01T00:00:00Z"), utc("2027-01-01T00:00:00Z"));
        let times: std::collections::HashSet<Timestamp> = occurrences(&slots, zone, after)
            .take_while(|one| one.at <= until)
            .map(|one| one.at)
            .collect();
        for slot in &slots {
            let alone = std::slice::from_ref(slot);
            for one in occurrences(alone, zone, after).take_while(|one| one.at <= until) {
                prop_assert!(times.contains(&one.at));
            }
        }
    }
}
