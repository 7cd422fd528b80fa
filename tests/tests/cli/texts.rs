//! Do `count` and `explain` answer in the shapes that scripts rely on?

use crate::kit::{Place, pretty};

#[test]
fn a_count_gives_weight_limit_and_ranges_in_utf16_units() {
    let place = Place::new();
    let counted = place.json(&["count", "👩‍🚀 @news reads https://example.org/a #today $ABC"]);
    insta::assert_snapshot!(pretty(&counted));
    assert!(!place.data().exists(), "counting needs no data folder");
}

#[test]
fn a_count_reads_standard_input_and_says_by_how_much_it_is_too_long() {
    let place = Place::new();
    let ran = place.roost_with(&["count", "-"], "a".repeat(283)).done();
    assert!(ran.out.contains("283 of 280") && ran.out.contains("too long by 3"), "{ran:?}");
}

#[test]
fn a_saved_lock_is_explained_as_one() {
    let place = Place::new();
    let body = place.file(
        "body.json",
        r#"{"errors":[{"code":326,"message":"To protect our users from spam and other malicious activity, this account is temporarily locked. Please log in to https://twitter.com to unlock your account."}]}"#,
    );
    let headers = place.file("headers.txt", "");
    let (body, headers) = (body.to_str().unwrap(), headers.to_str().unwrap());
    let asked = ["explain", "--status", "403", "--headers", headers, "--body", body];
    let explained = place.json(&asked);
    assert_eq!(explained["kind"], "locked");
    assert_eq!(explained["scope"], "account");
    assert_eq!(explained["action"], "hold_account");
    assert!(explained["rule"].is_string());
    assert!(explained["sentence"].as_str().unwrap().len() > 20);
    let plain = place.roost(&asked).done();
    assert!(plain.out.contains("locked") && !plain.out.contains('{'), "{plain:?}");
}

#[test]
fn a_body_may_come_on_standard_input_and_be_no_text_at_all() {
    let place = Place::new();
    let asked = ["explain", "--status", "503", "--body", "-", "--json"];
    let explained = place.roost_with(&asked, [0xff, 0xfe, 0x00]).done().json();
    assert_eq!(explained["action"], "reconcile");
}
