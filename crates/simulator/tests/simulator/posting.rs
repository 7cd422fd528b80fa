//! What X takes as a post, and what it refuses.

use chrono::TimeDelta;
use rstest::rstest;
use serde_json::{Value, json};

use crate::kit::Desk;

#[test]
fn an_accepted_post_comes_back_escaped_and_with_short_links() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let answer = desk.post(&keys, "  a < b & c: https://example.com/long?x=1&y=2  ");
    assert_eq!(answer.status, 201);
    let data = &answer.value()["data"];
    assert!(data["text"].as_str().unwrap().starts_with("a &lt; b &amp; c: https://t.co/"));
    assert_eq!(data["edit_history_post_ids"], json!([data["id"]]));
    let sent = "  a < b & c: https://example.com/long?x=1&y=2  ";
    assert_eq!(desk.texts(), [sent], "the ground truth has the text as it was sent");
}

#[test]
fn the_time_of_a_post_can_be_derived_from_its_id() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    desk.pass(TimeDelta::milliseconds(1234));
    let id: i64 = desk.posted(&keys, "now").parse().unwrap();
    let milliseconds = (id >> 22) + roost_simulator::SNOWFLAKE_EPOCH_MS;
    assert_eq!(milliseconds, desk.now.timestamp_millis());
}

#[test]
fn a_clock_set_to_last_spring_gives_ids_of_last_spring() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    desk.pass(TimeDelta::days(-200));
    let id: i64 = desk.posted(&keys, "spring").parse().unwrap();
    let milliseconds = (id >> 22) + roost_simulator::SNOWFLAKE_EPOCH_MS;
    assert_eq!(milliseconds, desk.now.timestamp_millis());
}

#[test]
fn ids_rise_even_if_the_clock_goes_back() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let first: u64 = desk.posted(&keys, "first").parse().unwrap();
    desk.pass(TimeDelta::minutes(-2));
    let second: u64 = desk.posted(&keys, "second").parse().unwrap();
    assert!(first < second);
}

#[rstest]
#[case::unknown_field(json!({ "text": "a", "txt": "b" }), "$.txt")]
#[case::unknown_inner_field(json!({ "text": "a", "reply": { "to": "1" } }), "$.reply.to")]
#[case::text_is_no_text(json!({ "text": 5 }), "$.text")]
#[case::one_option(
    json!({ "text": "a", "poll": { "options": ["x"], "duration_minutes": 60 } }), "$.poll.options"
)]
#[case::long_option(
    json!({ "text": "a", "poll": { "options": ["x", "y".repeat(26)], "duration_minutes": 60 } }),
    "$.poll.options[1]"
)]
#[case::short_poll(
    json!({ "text": "a", "poll": { "options": ["x", "y"], "duration_minutes": 4 } }),
    "$.poll.duration_minutes"
)]
#[case::poll_without_end(
    json!({ "text": "a", "poll": { "options": ["x", "y"] } }), "$.poll.duration_minutes"
)]
#[case::five_media(
    json!({ "media": { "media_ids": ["1", "2", "3", "4", "5"] } }), "$.media.media_ids"
)]
#[case::no_media(json!({ "media": { "media_ids": [] } }), "$.media.media_ids")]
#[case::id_with_letters(
    json!({ "text": "a", "reply": { "in_reply_to_tweet_id": "12x" } }),
    "$.reply.in_reply_to_tweet_id"
)]
#[case::reply_settings(json!({ "text": "a", "reply_settings": "everyone" }), "$.reply_settings")]
#[case::nothing(json!({}), "text")]
#[case::blanks(json!({ "text": " \n " }), "text")]
#[case::unknown_media(json!({ "media": { "media_ids": ["1"] } }), "media.media_ids")]
#[case::poll_and_media(
    json!({ "text": "a", "poll": { "options": ["x", "y"], "duration_minutes": 60 },
            "media": { "media_ids": ["1"] } }),
    "media"
)]
#[case::forbidden_character(json!({ "text": "a\u{fffe}" }), "text")]
fn a_body_that_does_not_fit_is_refused(#[case] body: Value, #[case] parameter: &str) {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let answer = desk.call_with(&keys, "POST", "/2/tweets", &body);
    let value = answer.value();
    assert_eq!(answer.status, 400, "{value}");
    assert!(value["type"].as_str().unwrap().ends_with("/problems/invalid-request"));
    assert!(value["errors"][0]["parameters"].get(parameter).is_some(), "{value}");
    assert!(desk.texts().is_empty());
}

#[test]
fn every_field_of_the_specification_is_taken() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let target = desk.posted(&keys, "start");
    let body = json!({
        "text": "all of it",
        "poll": { "options": ["yes", "no"], "duration_minutes": 10080, "reply_settings": "verified" },
        "reply": {
            "in_reply_to_tweet_id": target,
            "exclude_reply_user_ids": ["1"],
            "auto_populate_reply_metadata": true,
        },
        "reply_settings": "mentionedUsers",
        "community_id": "1",
        "for_super_followers_only": false,
        "geo": { "place_id": "abc" },
        "made_with_ai": true,
        "nullcast": false,
        "paid_partnership": false,
        "share_with_followers": true,
    });
    let answer = desk.call_with(&keys, "POST", "/2/tweets", &body);
    assert_eq!(answer.status, 201, "{}", answer.value());
    let truth = desk.simulator.accepted_posts();
    assert_eq!(truth[1].poll.as_deref(), Some(&["yes".to_owned(), "no".to_owned()][..]));
}

#[test]
fn a_text_of_281_units_gets_the_catch_all_refusal() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    assert_eq!(desk.post(&keys, &"a".repeat(280)).status, 201);
    assert_eq!(desk.post(&keys, &"語".repeat(140)).status, 201);
    for text in ["a".repeat(281), "語".repeat(141)] {
        let answer = desk.post(&keys, &text);
        let detail = json!("You are not permitted to perform this action.");
        assert_eq!((answer.status, &answer.value()["detail"]), (403, &detail));
    }
}

#[test]
fn more_than_one_cashtag_is_refused() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    assert_eq!(desk.post(&keys, "up: $ABC").status, 201);
    let answer = desk.post(&keys, "up: $ABC $XYZ");
    assert!(answer.value()["detail"].as_str().unwrap().contains("maximum of one cashtag"));
}

#[test]
fn the_same_text_within_a_day_is_a_duplicate() {
    let mut desk = Desk::new();
    let (news, sport) = (desk.account("news"), desk.account("sport"));
    desk.posted(&news, "same");
    let answer = desk.post(&news, " same ");
    assert_eq!(answer.status, 403);
    assert!(answer.value()["detail"].as_str().unwrap().contains("duplicate content"));
    assert_eq!(desk.post(&sport, "same").status, 201, "another account may say it");
    desk.pass(TimeDelta::hours(24));
    assert_eq!(desk.post(&news, "same").status, 201, "the next day it may be said again");
}

#[test]
fn a_deleted_text_may_be_posted_again() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let id = desk.posted(&keys, "same");
    let answer = desk.call(&keys, "DELETE", &format!("/2/tweets/{id}"));
    assert_eq!((answer.status, answer.value()), (200, json!({ "data": { "deleted": true } })));
    assert_eq!(desk.post(&keys, "same").status, 201);
    let deleted: Vec<bool> =
        desk.simulator.accepted_posts().iter().map(|post| post.deleted).collect();
    assert_eq!(deleted, [true, false]);
}

#[test]
fn a_thread_is_a_chain_of_replies_to_oneself() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let first = desk.posted(&keys, "one");
    let reply = json!({ "text": "two", "reply": { "in_reply_to_tweet_id": first } });
    assert_eq!(desk.call_with(&keys, "POST", "/2/tweets", &reply).status, 201);
    assert_eq!(desk.simulator.accepted_posts()[1].in_reply_to, Some(first));
}

#[test]
fn a_reply_needs_a_target_that_is_there_and_has_summoned() {
    let mut desk = Desk::new();
    let (news, other) = (desk.account("news"), desk.account("other"));
    let closed = desk.posted(&other, "nobody asked");
    let open = desk.posted(&other, "what does @News say?");
    let gone = desk.posted(&other, "soon gone");
    desk.call(&other, "DELETE", &format!("/2/tweets/{gone}"));
    let mut reply = |to: &str| {
        let body = json!({ "text": format!("to {to}"), "reply": { "in_reply_to_tweet_id": to } });
        let answer = desk.call_with(&news, "POST", "/2/tweets", &body);
        (answer.status, answer.value()["detail"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(reply(&open).0, 201);
    assert!(reply(&closed).1.contains("Reply to this conversation is not allowed"));
    assert!(reply(&gone).1.contains("deleted or not visible to you"));
    assert!(reply("17").1.contains("deleted or not visible to you"));
}

#[test]
fn quoting_and_editing_are_refused_to_self_serve_accounts() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let id = desk.posted(&keys, "one");
    let quote = json!({ "text": "two", "quote_tweet_id": id });
    let answer = desk.call_with(&keys, "POST", "/2/tweets", &quote);
    assert_eq!(answer.status, 403);
    assert!(
        answer.value()["detail"].as_str().unwrap().contains("Quoting this post is not allowed")
    );
    let edit = json!({ "text": "two", "edit_options": { "previous_post_id": id } });
    assert_eq!(desk.call_with(&keys, "POST", "/2/tweets", &edit).status, 403);
}

#[test]
fn only_ones_own_posts_can_be_deleted() {
    let mut desk = Desk::new();
    let (news, other) = (desk.account("news"), desk.account("other"));
    let id = desk.posted(&other, "mine");
    assert_eq!(desk.call(&news, "DELETE", &format!("/2/tweets/{id}")).status, 403);
    assert_eq!(desk.call(&news, "DELETE", "/2/tweets/17").status, 404);
    assert_eq!(desk.call(&news, "DELETE", "/2/tweets/x").status, 400);
    assert!(!desk.simulator.accepted_posts()[0].deleted);
}
