//! Is a post found again when it is there, and only then?

use crate::utc;
use chrono::TimeDelta;
use proptest::prelude::*;
use roost_domain::Timestamp;
use roost_domain::ports::{RemoteId, RemotePost};
use roost_domain::reconcile::{
    CLOCK_SLACK, NextRead, ReadPlan, Sought, find, same_text, snowflake_time,
};
use rstest::rstest;
use std::collections::HashSet;

/// An id as X makes it at an instant.
fn id_at(at: Timestamp, sequence: u64) -> RemoteId {
    let after_epoch = (at.timestamp_millis() - 1_288_834_974_657).unsigned_abs();
    RemoteId(((after_epoch << 22) | sequence).to_string())
}

fn post(at: Timestamp, sequence: u64, text: &str) -> RemotePost {
    RemotePost {
        id: id_at(at, sequence),
        text: text.to_owned(),
        created_at: at,
        url: String::new(),
    }
}

fn began() -> Timestamp {
    utc("2026-11-22T12:00:00Z")
}

fn after(seconds: i64) -> Timestamp {
    began() + TimeDelta::seconds(seconds)
}

fn look(text: &str, posts: &[RemotePost], claimed: &[RemoteId]) -> Option<RemoteId> {
    let claimed: HashSet<RemoteId> = claimed.iter().cloned().collect();
    let (began, until) = (began(), after(30));
    find(&Sought { text, began, until, slack: CLOCK_SLACK, claimed: &claimed }, posts)
}

#[rstest]
// jack's "just setting up my twttr" came before Snowflake; the second is the docs' own example.
#[case("20", None)]
#[case("1541815603606036480", Some("2022-06-28T16:07:40.105Z"))]
#[case("not a number", None)]
#[case("", None)]
#[case("99999999999999999999999", None)]
fn an_id_of_x_carries_its_time(#[case] id: &str, #[case] at: Option<&str>) {
    assert_eq!(snowflake_time(&RemoteId(id.to_owned())), at.map(utc));
}

#[rstest]
#[case::the_same("Good morning", "Good morning")]
#[case::escaped("Salt & pepper <3", "Salt &amp; pepper &lt;3")]
#[case::blanks("  two  lines\nhere ", "two lines here")]
#[case::composed("Cafe\u{301}", "Caf\u{e9}")]
#[case::link_expanded(
    "Read https://example.com/a?b=1&c=2",
    "Read https://example.com/a?b=1&amp;c=2"
)]
#[case::bare_link_expanded("Read example.com", "Read http://example.com/")]
#[case::link_shortened("Read https://example.com/a now", "Read https://t.co/aBcDeFgHiJ now")]
#[case::link_in_brackets("Read (https://example.com/a)", "Read (https://t.co/aBcDeFgHiJ)")]
#[case::media_link_behind("A picture", "A picture https://t.co/aBcDeFgHiJ")]
#[case::media_link_expanded("A picture", "A picture https://x.com/a/status/1/photo/1")]
#[case::link_and_media(
    "See https://example.com",
    "See https://t.co/aBcDeFgHiJ https://t.co/kLmNoPqRsT"
)]
#[case::media_alone("", "https://t.co/aBcDeFgHiJ")]
#[case::media_alone_cut_off("", "")]
fn the_text_that_comes_back_is_the_one_sent(#[case] ours: &str, #[case] theirs: &str) {
    assert!(same_text(ours, theirs));
}

#[rstest]
#[case::another_word("Good morning", "Good evening")]
#[case::another_link("Read https://example.com/a", "Read https://example.com/b")]
#[case::more_text("Good morning", "Good morning all")]
#[case::less_text("Good morning all", "Good morning")]
#[case::letter_case("good morning", "Good morning")]
#[case::path_case("https://example.com/A", "https://example.com/a")]
#[case::text_for_media("", "Good morning")]
#[case::media_for_text("Good morning", "https://t.co/aBcDeFgHiJ")]
#[case::no_link_in_ours("Read this now", "Read https://t.co/aBcDeFgHiJ now")]
#[case::foreign_link_behind("Good morning", "Good morning https://example.com")]
fn another_text_is_not_taken_for_it(#[case] ours: &str, #[case] theirs: &str) {
    assert!(!same_text(ours, theirs));
}

#[test]
fn the_post_of_the_attempt_is_found() {
    let posts =
        [post(after(20), 1, "Other"), post(after(2), 2, "Hello"), post(after(-900), 3, "Hi")];
    assert_eq!(look("Hello", &posts, &[]), Some(id_at(after(2), 2)));
}

#[rstest]
#[case::long_before(-121)]
#[case::long_after(151)]
fn an_identical_post_of_another_time_is_not_taken_for_it(#[case] seconds: i64) {
    assert_eq!(look("Hello", &[post(after(seconds), 1, "Hello")], &[]), None);
}

#[rstest]
#[case(-119)]
#[case(149)]
fn clocks_may_be_two_minutes_apart(#[case] seconds: i64) {
    let posts = [post(after(seconds), 1, "Hello")];
    assert_eq!(look("Hello", &posts, &[]), Some(id_at(after(seconds), 1)));
}

#[test]
fn a_post_of_another_delivery_is_not_taken_for_it() {
    let other = post(after(-30), 1, "Hello");
    let claimed = [other.id.clone()];
    assert_eq!(look("Hello", std::slice::from_ref(&other), &claimed), None);
    let posts = [other, post(after(40), 2, "Hello")];
    assert_eq!(look("Hello", &posts, &claimed), Some(id_at(after(40), 2)));
}

#[test]
fn the_time_comes_from_the_id() {
    let mut old = post(after(-86_400), 1, "Hello");
    old.created_at = after(1);
    assert_eq!(look("Hello", &[old], &[]), None);
}

#[test]
fn without_time_in_the_id_the_network_is_believed() {
    let id = RemoteId("17".to_owned());
    let told = RemotePost {
        id: id.clone(),
        text: "Hello".to_owned(),
        created_at: after(1),
        url: String::new(),
    };
    assert_eq!(look("Hello", &[told], &[]), Some(id));
}

#[test]
fn of_two_alike_the_nearer_is_taken() {
    let posts = [post(after(90), 1, "Hello"), post(after(1), 2, "Hello")];
    assert_eq!(look("Hello", &posts, &[]), Some(id_at(after(1), 2)));
}

#[rstest]
#[case::no_read(&[], NextRead::At(after(30)))]
#[case::too_early_does_not_count(&[5, 29], NextRead::At(after(30)))]
#[case::one_counts(&[30], NextRead::At(after(60)))]
#[case::a_late_first_one(&[5, 100], NextRead::At(after(130)))]
#[case::two_count(&[30, 60], NextRead::Absent)]
#[case::in_any_order(&[61, 5, 31], NextRead::Absent)]
fn absent_means_two_reads_after_the_timeline_had_settled(
    #[case] empty: &[i64],
    #[case] next: NextRead,
) {
    let plan = ReadPlan::new(began(), TimeDelta::seconds(30), 1.0);
    let empty: Vec<Timestamp> = empty.iter().map(|seconds| after(*seconds)).collect();
    assert_eq!(plan.next(&empty), next);
}

#[test]
fn settling_is_real_time_also_when_time_is_lapsed() {
    let plan = ReadPlan::new(began(), TimeDelta::seconds(2), 1000.0);
    assert_eq!(plan.next(&[]), NextRead::At(after(2_000)));
    for odd in [f64::NAN, f64::INFINITY, 0.0, -1.0] {
        assert_eq!(ReadPlan::new(began(), TimeDelta::seconds(2), odd).first(), after(2));
    }
}

proptest! {
    #[test]
    fn a_text_is_the_same_when_it_comes_back_as_x_gives_it(
        words in prop::collection::vec("[a-zA-Zäöüß0-9&<>.,!?#]{1,12}", 1..12),
    ) {
        let ours = words.join(" ");
        let escaped = ours.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let theirs = format!("{escaped} https://t.co/aBcDeFgHiJ");
        prop_assert!(same_text(&ours, &theirs), "{ours} / {theirs}");
    }

    #[test]
    fn another_word_in_the_middle_is_another_text(
        before in "[a-z]{1,8}", word in "[a-z]{1,8}", other in "[a-z]{1,8}", behind in "[a-z]{1,8}",
    ) {
        prop_assume!(word != other);
        let ours = format!("{before} {word} {behind}");
        let theirs = format!("{before} {other} {behind}");
        prop_assert!(!same_text(&ours, &theirs));
    }
}
