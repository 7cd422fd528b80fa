//! Do wall times, days and durations come out right in zones with summer time of every kind?

use crate::{utc, wall};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use roost_domain::Timestamp;
use roost_domain::walltime::{
    AtError, DurationError, InGap, day_end, day_of, day_start, format_duration, parse_at,
    parse_duration, resolve, resolve_forward, wall_time,
};
use rstest::rstest;

fn long_ago() -> Timestamp {
    utc("1990-01-01T00:00:00Z")
}

#[rstest]
#[case::plain("Europe/Berlin", "2026-07-01 09:00", "2026-07-01T07:00:00Z")]
#[case::odd_offset("Asia/Kathmandu", "2026-07-01 09:00", "2026-07-01T03:15:00Z")]
#[case::overlap_first("Europe/Berlin", "2026-10-25 02:30", "2026-10-25T00:30:00Z")]
#[case::overlap_first("America/New_York", "2026-11-01 01:30", "2026-11-01T05:30:00Z")]
#[case::half_hour_overlap("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04T14:45:00Z")]
#[case::gap_moves_by_an_hour("Europe/Berlin", "2026-03-29 02:30", "2026-03-29T01:30:00Z")]
#[case::gap_moves_by_an_hour("America/New_York", "2026-03-08 02:00", "2026-03-08T07:00:00Z")]
#[case::gap_moves_by_half_an_hour(
    "Australia/Lord_Howe",
    "2026-10-04 02:15",
    "2026-10-03T15:45:00Z"
)]
#[case::gap_moves_by_a_day("Pacific/Apia", "2011-12-30 09:00", "2011-12-30T19:00:00Z")]
fn a_slot_time_means_one_instant(#[case] zone: Tz, #[case] text: &str, #[case] at: &str) {
    assert_eq!(resolve_forward(zone, wall(text)), utc(at));
}

#[rstest]
#[case("Europe/Berlin", "2026-03-29 02:30", "2026-03-29 01:59", "2026-03-29 03:00")]
#[case("Europe/Berlin", "2026-03-29 02:00", "2026-03-29 01:59", "2026-03-29 03:00")]
#[case("America/New_York", "2026-03-08 02:59", "2026-03-08 01:59", "2026-03-08 03:00")]
#[case("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-04 01:59", "2026-10-04 02:30")]
#[case("Pacific/Apia", "2011-12-30 09:00", "2011-12-29 23:59", "2011-12-31 00:00")]
#[case("America/Havana", "2026-03-08 00:30", "2026-03-07 23:59", "2026-03-08 01:00")]
fn a_typed_time_in_a_gap_is_refused_with_both_neighbours(
    #[case] zone: Tz,
    #[case] text: &str,
    #[case] before: &str,
    #[case] after: &str,
) {
    let Err(AtError::InGap(gap)) = parse_at(text, zone, long_ago()) else {
        panic!("{text} was taken");
    };
    assert_eq!((gap.before, gap.after), (wall(before), wall(after)));
    let sentence = gap.to_string();
    assert!(sentence.contains(before) && sentence.contains(after), "{sentence}");
    // Both suggestions can be typed.
    assert!(parse_at(before, zone, long_ago()).is_ok());
    assert!(parse_at(after, zone, long_ago()).is_ok());
}

#[rstest]
#[case::zone("2026-12-24 18:00", "2026-12-24T17:00:00Z")]
#[case::blanks_around(" 2026-12-24 18:00 ", "2026-12-24T17:00:00Z")]
#[case::rfc_3339("2026-12-24T18:00:00-05:00", "2026-12-24T23:00:00Z")]
#[case::rfc_3339_utc("2026-12-24T18:00:00Z", "2026-12-24T18:00:00Z")]
#[case::to_the_millisecond("2026-12-24T18:00:00.123456Z", "2026-12-24T18:00:00.123Z")]
#[case::first_of_two("2027-10-31 02:30", "2027-10-31T00:30:00Z")]
fn both_forms_of_a_time_are_read(#[case] text: &str, #[case] at: &str) {
    let now = utc("2026-11-22T10:00:00Z");
    assert_eq!(parse_at(text, chrono_tz::Europe::Berlin, now), Ok(utc(at)));
}

#[rstest]
#[case("")]
#[case("tomorrow")]
#[case("2026-12-24")]
#[case("2026-12-24 18")]
#[case("2026-12-24 9:00")]
#[case("2026-02-30 09:00")]
#[case("2026-12-24 24:00")]
#[case("2026-12-24 18:00:00")]
#[case("2026-12-24T18:00:00")]
#[case("24.12.2026 18:00")]
#[case("２026-12-24 18:0")]
fn any_other_form_is_refused_with_the_forms_that_work(#[case] text: &str) {
    let error = parse_at(text, chrono_tz::Europe::Berlin, long_ago()).unwrap_err();
    assert_eq!(error, AtError::Unreadable { text: text.to_owned() });
    assert!(error.to_string().contains("2026-03-01 09:30"));
}

#[test]
fn a_time_in_the_past_is_refused_with_how_long_ago_it_was() {
    let now = utc("2026-11-22T10:00:00Z");
    let zone = chrono_tz::Europe::Berlin;
    let error = parse_at("2026-11-22 08:30", zone, now).unwrap_err();
    let at = utc("2026-11-22T07:30:00Z");
    assert_eq!(error, AtError::Past { at, zone, ago: TimeDelta::minutes(150) });
    assert!(error.to_string().starts_with("2026-11-22 08:30 (Europe/Berlin)"), "{error}");
    assert!(error.to_string().contains("2h ago"), "{error}");
    assert_eq!(parse_at("2026-11-22 11:00", chrono_tz::Europe::Berlin, now), Ok(now));
}

#[rstest]
#[case("Europe/Berlin", "2026-07-01", 24 * 60)]
#[case("Europe/Berlin", "2026-03-29", 23 * 60)]
#[case("Europe/Berlin", "2026-10-25", 25 * 60)]
#[case("Australia/Lord_Howe", "2026-10-04", 23 * 60 + 30)]
#[case("Australia/Lord_Howe", "2026-04-05", 24 * 60 + 30)]
#[case("America/Havana", "2026-03-08", 23 * 60)]
#[case("Pacific/Apia", "2011-12-30", 0)]
#[case("Pacific/Apia", "2011-12-31", 24 * 60)]
fn a_day_is_as_long_as_it_is_in_its_zone(
    #[case] zone: Tz,
    #[case] day: NaiveDate,
    #[case] minutes: i64,
) {
    assert_eq!(day_end(zone, day) - day_start(zone, day), TimeDelta::minutes(minutes));
}

#[rstest]
#[case("90s", 90)]
#[case("15m", 900)]
#[case("2h", 7_200)]
#[case("3d", 259_200)]
#[case("0s", 0)]
#[case(" 10m ", 600)]
#[case("36500d", 36_500 * 86_400)]
fn a_duration_is_a_number_and_one_unit(#[case] text: &str, #[case] seconds: i64) {
    assert_eq!(parse_duration(text), Ok(TimeDelta::seconds(seconds)));
}

#[rstest]
#[case("")]
#[case("m")]
#[case("15")]
#[case("1h30m")]
#[case("-5m")]
#[case("+5m")]
#[case("1.5h")]
#[case("15 m")]
#[case("15M")]
#[case("5w")]
#[case("٣d")]
#[case("5é")]
fn anything_else_is_no_duration(#[case] text: &str) {
    let expected = DurationError::Unreadable { text: text.to_owned() };
    assert_eq!(parse_duration(text), Err(expected));
}

#[rstest]
#[case("36501d")]
#[case("9223372036854775807d")]
#[case("99999999999999999999s")]
fn a_duration_beyond_a_century_is_too_long(#[case] text: &str) {
    assert_eq!(parse_duration(text), Err(DurationError::TooLong { text: text.to_owned() }));
}

#[rstest]
#[case(TimeDelta::seconds(90), "90s")]
#[case(TimeDelta::seconds(120), "2m")]
#[case(TimeDelta::hours(24), "1d")]
#[case(TimeDelta::minutes(-90), "-90m")]
#[case(TimeDelta::zero(), "0s")]
fn a_duration_is_written_in_the_largest_unit_that_fits(
    #[case] duration: TimeDelta,
    #[case] text: &str,
) {
    assert_eq!(format_duration(duration), text);
}

fn zones() -> impl Strategy<Value = Tz> {
    prop::sample::select(vec![
        chrono_tz::Europe::Berlin,
        chrono_tz::America::New_York,
        chrono_tz::America::Havana,
        chrono_tz::Australia::Lord_Howe,
        chrono_tz::Pacific::Apia,
        chrono_tz::Asia::Kathmandu,
        chrono_tz::Africa::Casablanca,
        chrono_tz::UTC,
    ])
}

proptest! {
    #[test]
    fn every_duration_is_read_back_as_written(seconds in 0_i64..=36_500 * 86_400) {
        let duration = TimeDelta::seconds(seconds);
        prop_assert_eq!(parse_duration(&format_duration(duration)), Ok(duration));
    }

    // From 2005 to 2037: every rule of today, and Apia's skipped day.
    #[test]
    fn every_instant_lies_within_its_day(
        zone in zones(),
        seconds in 1_104_537_600_i64..2_145_916_800,
    ) {
        let at = DateTime::<Utc>::from_timestamp(seconds, 0).unwrap();
        let day = day_of(zone, at);
        prop_assert!(day_start(zone, day) <= at && at < day_end(zone, day));
    }

    #[test]
    fn a_wall_time_that_exists_is_what_the_clock_shows_at_its_instant(
        zone in zones(),
        minutes in 18_408_960_i64..35_765_280,
    ) {
        let wall = DateTime::<Utc>::from_timestamp(minutes * 60, 0).unwrap().naive_utc();
        match resolve(zone, wall, InGap::Refuse) {
            Ok(at) => prop_assert_eq!(wall_time(zone, at), wall),
            Err(gap) => {
                prop_assert!(gap.before < wall && wall < gap.after);
                let moved = resolve_forward(zone, wall);
                prop_assert!(wall_time(zone, moved) >= gap.after);
            }
        }
    }
}
