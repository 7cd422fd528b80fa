//! Does every drill end well, and count what it says it counts?

use crate::kit::Place;
use serde_json::Value;

/// A week in two and a half seconds: as fast as two cores with other tests on them follow.
const FAST: &str = "241920";

/// Plays a drill; its exit code and its last line say that all went well.
fn played(words: &[&str]) -> Value {
    let place = Place::new();
    let ledger = place.json(&[&["drill"], words, &["--time-lapse", FAST]].concat());
    for wrong in ["lost", "twice", "requests_while_held", "days_above"] {
        assert_eq!(ledger[wrong], 0, "{ledger}");
    }
    assert_eq!(ledger["published"], ledger["planned"], "{ledger}");
    assert_eq!(ledger["waiting"], 0, "{ledger}");
    assert!(!place.data().exists(), "a drill never touches the owner's folder");
    ledger
}

/// The allowances of the ramp's days, in order, each once: its steps.
fn steps(ledger: &Value) -> Vec<u64> {
    let days = ledger["days"].as_array().unwrap();
    let mut steps: Vec<u64> = days.iter().filter_map(|day| day["allowance"].as_u64()).collect();
    steps.dedup();
    steps
}

/// How many days the ramp had.
fn length(ledger: &Value) -> usize {
    let days = ledger["days"].as_array().unwrap();
    days.iter().filter(|day| day["allowance"].is_u64()).count()
}

/// Four weeks at a quarter, a half, three quarters and all of six posts a day.
fn is_a_ramp_of_four_weeks(ledger: &Value) {
    assert!(ledger["kept"].as_u64().unwrap() >= 100, "{ledger}");
    assert_eq!(steps(ledger), [2, 3, 5, 6], "{ledger}");
    // The day of the quiet post and the day on which the last stage runs out are days of the ramp.
    assert!((28..=30).contains(&length(ledger)), "{ledger}");
}

#[test]
fn a_lock_ends_with_a_ramp_of_four_weeks_whose_days_keep_to_their_allowance() {
    is_a_ramp_of_four_weeks(&played(&["locked", "--account", "daily"]));
}

#[test]
fn a_lock_over_a_phone_number_ends_well() {
    is_a_ramp_of_four_weeks(&played(&["locked", "--screen", "phone"]));
}

#[test]
fn a_lock_over_a_code_by_mail_ends_well() {
    is_a_ramp_of_four_weeks(&played(&["locked", "--screen", "email_code"]));
}

#[test]
fn a_password_change_that_ended_the_tokens_is_recognised_and_ends_well() {
    is_a_ramp_of_four_weeks(&played(&["locked", "--screen", "change_password"]));
}

#[test]
fn limited_features_end_with_the_one_look_after_their_countdown() {
    is_a_ramp_of_four_weeks(&played(&["locked", "--screen", "limited"]));
}

#[test]
fn a_lock_over_a_named_post_ends_well() {
    is_a_ramp_of_four_weeks(&played(&["locked", "--screen", "named_post"]));
}

#[test]
fn a_second_lock_on_the_way_back_makes_the_next_one_longer_and_lower() {
    let ledger = played(&["locked", "--again"]);
    let days = ledger["days"].as_array().unwrap();
    let allowances: Vec<u64> = days.iter().filter_map(|day| day["allowance"].as_u64()).collect();
    // The first ramp begins with a quarter of six posts a day; the second with an eighth, and an
    // eighth more each week.
    let again = allowances.iter().position(|allowance| *allowance == 1).unwrap();
    let (first, second) = allowances.split_at(again);
    assert_eq!(first[0], 2, "{ledger}");
    let lowest = second.iter().filter(|allowance| **allowance == 1).count();
    assert!((7..=8).contains(&lowest), "{ledger}");
    let mut steps = second.to_vec();
    steps.dedup();
    assert!(steps.starts_with(&[1, 2, 3]), "{ledger}");
    assert!(second.len() > 28, "{ledger}");
}

#[test]
fn a_suspension_ends_well() {
    is_a_ramp_of_four_weeks(&played(&["suspended"]));
}

#[test]
fn a_write_block_ends_well() {
    is_a_ramp_of_four_weeks(&played(&["write_blocked"]));
}

#[test]
fn a_suspended_app_ends_well() {
    is_a_ramp_of_four_weeks(&played(&["app_suspended"]));
}

#[test]
fn a_doubtful_refusal_ends_well() {
    is_a_ramp_of_four_weeks(&played(&["doubtful"]));
}

#[test]
fn a_warning_ends_by_itself_with_a_ramp_from_half() {
    let ledger = played(&["automated"]);
    assert_eq!(steps(&ledger), [3, 5, 6], "{ledger}");
    assert!((21..=23).contains(&length(&ledger)), "{ledger}");
}

#[test]
fn signing_in_again_ends_without_a_ramp() {
    assert_eq!(length(&played(&["credentials"])), 0);
}

#[test]
fn new_credits_end_it_without_a_ramp() {
    assert_eq!(length(&played(&["money"])), 0);
}

#[test]
fn a_setting_put_right_ends_it_without_a_ramp() {
    assert_eq!(length(&played(&["setup"])), 0);
}

#[test]
fn a_clock_set_right_and_an_update_end_it_without_a_ramp() {
    assert_eq!(length(&played(&["clock"])), 0);
    assert_eq!(length(&played(&["retired"])), 0);
}

#[test]
fn a_screen_of_another_kind_is_refused() {
    let place = Place::new();
    let ran = place.roost(&["drill", "money", "--screen", "phone"]);
    ran.refused(&["only a drill of 'locked' has a screen"]);
}

#[test]
fn the_last_line_counts_what_was_kept_lost_twice_heard_and_above() {
    let place = Place::new();
    let ran = place.roost(&["drill", "money", "--time-lapse", FAST]).done();
    let last = ran.out.lines().last().unwrap();
    let counts = "lost 0, twice 0, requests while held 0, days above the allowance 0";
    assert!(last.starts_with("kept ") && last.ends_with(counts), "{}", ran.out);
}
