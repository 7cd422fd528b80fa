//! Rate limits and caps as X documents them, and their absence.

use chrono::TimeDelta;
use roost_simulator::{Answer, Limits};
use serde_json::json;

use crate::kit::{Desk, code};

fn number(answer: &Answer, header: &str) -> i64 {
    answer.header(header).unwrap().parse().unwrap()
}

#[test]
fn every_answer_tells_how_much_of_the_window_is_left() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let first = desk.post(&keys, "one");
    assert_eq!(number(&first, "x-rate-limit-limit"), 100);
    assert_eq!(number(&first, "x-rate-limit-remaining"), 99);
    assert_eq!(number(&first, "x-rate-limit-reset"), desk.now.timestamp() + 900);
    assert_eq!(number(&first, "x-app-limit-24hour-limit"), 10_000);
    assert_eq!(number(&first, "x-app-limit-24hour-remaining"), 9_999);
    desk.pass(TimeDelta::minutes(5));
    let refused = desk.post(&keys, "one");
    assert_eq!(refused.status, 403);
    assert_eq!(number(&refused, "x-rate-limit-remaining"), 98);
    assert_eq!(number(&refused, "x-rate-limit-reset"), desk.now.timestamp() + 600);
    let me = desk.call(&keys, "GET", "/2/users/me");
    assert_eq!(number(&me, "x-rate-limit-remaining"), 74);
    assert_eq!(me.header("x-app-limit-24hour-limit"), None);
    desk.faults(&json!({ "do": "lock" }));
    assert_eq!(number(&desk.post(&keys, "two"), "x-rate-limit-remaining"), 97, "a fault's, too");
    assert_eq!(
        number(&desk.post(&keys, "two"), "x-rate-limit-remaining"),
        96,
        "a locked one's, too"
    );
}

#[test]
fn a_used_up_window_refuses_until_its_reset() {
    let mut desk = Desk::new();
    let (news, other) = (desk.account("news"), desk.account("other"));
    for _ in 0..75 {
        assert_eq!(desk.call(&news, "GET", "/2/users/me").status, 200);
    }
    let refused = desk.call(&news, "GET", "/2/users/me");
    assert_eq!((refused.status, &refused.value()["title"]), (429, &json!("Too Many Requests")));
    assert_eq!(number(&refused, "x-rate-limit-remaining"), 0);
    assert_eq!(desk.call(&other, "GET", "/2/users/me").status, 200, "others have their own");
    desk.pass(TimeDelta::minutes(15));
    assert_eq!(desk.call(&news, "GET", "/2/users/me").status, 200);
}

#[test]
fn fifty_original_posts_a_day_are_the_cap() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let first = desk.posted(&keys, "post 0");
    for number in 1..50 {
        desk.pass(TimeDelta::minutes(10));
        desk.posted(&keys, &format!("post {number}"));
    }
    let refused = desk.post(&keys, "one more");
    assert_eq!((refused.status, code(&refused)), (403, 185));
    let reply = json!({ "text": "a reply", "reply": { "in_reply_to_tweet_id": first } });
    assert_eq!(desk.call_with(&keys, "POST", "/2/tweets", &reply).status, 201);
    desk.pass(TimeDelta::hours(24) - TimeDelta::minutes(490));
    assert_eq!(desk.post(&keys, "one more").status, 201, "the first is a day old now");
    assert_eq!(code(&desk.post(&keys, "and another")), 185, "the second is not");
}

#[test]
fn a_clock_set_back_begins_a_new_day() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    for number in 0..50 {
        desk.posted(&keys, &format!("post {number}"));
    }
    assert_eq!(code(&desk.post(&keys, "one more")), 185);
    desk.pass(TimeDelta::days(-30));
    assert_eq!(desk.post(&keys, "a month ago").status, 201);
}

#[test]
fn without_limits_nothing_is_capped() {
    let mut desk = Desk::with(Limits::Off);
    let keys = desk.account("news");
    for number in 0..210 {
        desk.posted(&keys, &format!("post {number}"));
    }
    let answer = desk.call(&keys, "GET", "/2/users/me");
    assert_eq!(number(&answer, "x-rate-limit-limit"), 1_200_000);
}
