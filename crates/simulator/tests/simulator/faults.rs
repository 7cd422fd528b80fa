//! Every fault by its name, and how rules follow one another.

use std::time::Duration;

use chrono::TimeDelta;
use roost_simulator::{Answer, Verdict};
use rstest::rstest;
use serde_json::{Value, json};

use crate::kit::{Desk, sent};

fn body(answer: &Answer) -> String {
    answer.value().to_string()
}

#[rstest]
#[case::lock("lock", 403, "temporarily locked")]
#[case::suspend("suspend", 403, "problems/user-suspended")]
#[case::automated("automated", 403, "looks like it might be automated")]
#[case::limited("limited", 403, "You are not permitted to perform this action.")]
fn trouble_of_an_account_hits_reads_too_until_it_is_unlocked(
    #[case] name: &str,
    #[case] status: u16,
    #[case] sign: &str,
) {
    let mut desk = Desk::new();
    let (news, other) = (desk.account("news"), desk.account("other"));
    desk.faults(&json!({ "on": "POST /2/tweets", "account": "news", "after": 1, "do": name }));
    desk.posted(&news, "before");
    let refused = desk.post(&news, "refused");
    assert_eq!(refused.status, status);
    assert!(body(&refused).contains(sign), "{}", body(&refused));
    for (method, target) in [("GET", "/2/users/me"), ("DELETE", "/2/tweets/1")] {
        assert!(body(&desk.call(&news, method, target)).contains(sign), "{target}");
    }
    assert_eq!(desk.post(&other, "goes on").status, 201);
    let unlocked = desk.control("POST", "/_control/accounts/news/unlock", &json!({}));
    assert_eq!(unlocked.status, 200);
    desk.posted(&news, "after the unlock the rule is over");
    assert_eq!(desk.texts(), ["before", "goes on", "after the unlock the rule is over"]);
}

#[rstest]
#[case::write_block("write_block", 403, "cannot perform write actions")]
#[case::app_suspend("app_suspend", 401, "suspended application")]
#[case::setup("setup", 403, "client-not-enrolled")]
fn trouble_of_an_app_hits_all_its_accounts_until_it_is_unblocked(
    #[case] name: &str,
    #[case] status: u16,
    #[case] sign: &str,
) {
    let mut desk = Desk::new();
    let (news, other) = (desk.account("news"), desk.account("other"));
    desk.faults(&json!([{ "on": "POST /2/tweets", "account": "news", "do": name }]));
    desk.posted(&other, "before");
    for keys in [&news, &other] {
        let refused = desk.call(keys, "POST", "/2/tweets");
        let refused = if keys == &news { refused } else { desk.call(keys, "GET", "/2/users/me") };
        assert_eq!(refused.status, status);
        assert!(body(&refused).contains(sign), "{}", body(&refused));
    }
    let path = format!("/_control/apps/{}/unblock", roost_simulator::PRACTICE_CONSUMER_KEY);
    assert_eq!(desk.control("POST", &path, &json!({})).status, 200);
    desk.posted(&news, "again");
    desk.posted(&other, "again, too");
}

#[test]
fn reads_stay_open_where_the_rule_says_so() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    desk.faults(&json!({ "on": "POST /2/tweets", "do": "lock", "reads": "open" }));
    assert_eq!(desk.post(&keys, "refused").status, 403);
    assert_eq!(desk.call(&keys, "GET", "/2/users/me").status, 200);
    assert_eq!(desk.post(&keys, "still refused").status, 403);
}

#[test]
fn a_rule_without_an_account_is_about_everybody() {
    let mut desk = Desk::new();
    let (news, other) = (desk.account("news"), desk.account("other"));
    desk.faults(&json!({ "on": "POST /2/tweets", "account": null, "do": "lock" }));
    assert_eq!(desk.post(&news, "a").status, 403);
    assert_eq!(desk.call(&other, "GET", "/2/users/me").status, 200);
    assert_eq!(desk.post(&other, "b").status, 403);
}

#[test]
fn clearing_the_rules_does_not_unlock() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    desk.faults(&json!({ "do": "lock" }));
    assert_eq!(desk.post(&keys, "a").status, 403);
    assert_eq!(desk.control("DELETE", "/_control/faults", &json!(null)).status, 200);
    assert_eq!(desk.post(&keys, "a").status, 403);
    assert!(desk.simulator.unlock("@News"));
    assert_eq!(desk.post(&keys, "a").status, 201);
}

#[rstest]
#[case::allowance(json!({ "do": "allowance" }), 403, "over daily status update limit")]
#[case::rate_limit(json!({ "do": "rate_limit" }), 429, "Too Many Requests")]
#[case::credits(json!({ "do": "credits" }), 402, "CreditsDepleted")]
#[case::spend_cap(json!({ "do": "spend_cap" }), 403, "\"reset_date\":\"2026-12-01\"")]
#[case::spend_cap_until(
    json!({ "do": "spend_cap", "reset_date": "2027-01-15" }), 403, "\"reset_date\":\"2027-01-15\""
)]
#[case::over_capacity(json!({ "do": "over_capacity" }), 503, "Service Unavailable")]
#[case::answer(json!({ "do": "answer", "status": 418, "body": { "a": 1 } }), 418, "{\"a\":1}")]
fn a_passing_refusal_accepts_nothing(
    #[case] mut rule: Value,
    #[case] status: u16,
    #[case] sign: &str,
) {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    rule["on"] = json!("POST /2/tweets");
    rule["times"] = json!(2);
    desk.faults(&rule);
    for _ in 0..2 {
        let refused = desk.post(&keys, "text");
        assert_eq!(refused.status, status);
        assert!(body(&refused).contains(sign), "{}", body(&refused));
    }
    assert!(desk.texts().is_empty());
    desk.posted(&keys, "text");
}

#[test]
fn the_headers_of_a_rate_limit_tell_when_it_ends() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    desk.faults(&json!([
        { "do": "rate_limit", "times": 1 },
        { "do": "allowance", "times": 1, "wait_s": 3600 },
    ]));
    let limited = desk.post(&keys, "a");
    let reset = (desk.now + TimeDelta::minutes(15)).timestamp().to_string();
    assert_eq!(limited.header("x-rate-limit-remaining"), Some("0"));
    assert_eq!(limited.header("x-rate-limit-reset"), Some(reset.as_str()));
    let spent = desk.post(&keys, "a");
    let reset = (desk.now + TimeDelta::hours(1)).timestamp().to_string();
    assert_eq!(spent.header("x-user-limit-24hour-remaining"), Some("0"));
    assert_eq!(spent.header("x-user-limit-24hour-reset"), Some(reset.as_str()));
}

#[test]
fn an_answer_can_be_anything() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let headers = json!({ "content-type": "text/html", "Retry-After": 7, "date": "yesterday" });
    desk.faults(&json!({ "do": "answer", "status": 502, "headers": headers, "body": "<h1>no" }));
    let answer = desk.post(&keys, "a");
    assert_eq!((answer.status, answer.body.as_slice()), (502, b"<h1>no".as_slice()));
    assert_eq!(answer.header("content-type"), Some("text/html"));
    assert_eq!(answer.header("retry-after"), Some("7"));
    assert_eq!(answer.header("date"), Some("yesterday"));
}

#[test]
fn a_revoked_token_stays_dead_and_a_new_one_works() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    desk.faults(&json!({ "on": "POST /2/tweets", "do": "revoke_token" }));
    assert_eq!(desk.post(&keys, "a").status, 401);
    assert_eq!(desk.call(&keys, "GET", "/2/users/me").status, 401);
    desk.simulator.clear_faults();
    let renewed = desk.account("news");
    assert_eq!(renewed.user_id, keys.user_id);
    assert_ne!(renewed.token, keys.token);
    desk.posted(&renewed, "a");
}

#[test]
fn the_connection_can_be_cut_before_anything_is_accepted() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    desk.faults(&json!({ "on": "POST /2/tweets", "times": 1, "do": "reset_before" }));
    let verdict = desk.verdict(&keys, "POST", "/2/tweets", Some(&json!({ "text": "a" })));
    assert_eq!(verdict, Verdict::Cut);
    assert!(desk.texts().is_empty());
    let entry = desk.simulator.requests().last().unwrap().clone();
    assert_eq!((entry.handle.as_deref(), entry.status), (Some("news"), None));
}

#[test]
fn an_answer_can_be_lost_after_the_post_was_accepted() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    desk.faults(&json!([
        { "on": "POST /2/tweets", "times": 1, "do": "accept_then_drop" },
        { "on": "POST /2/tweets", "times": 1, "do": "accept_then_500" },
        { "on": "POST /2/tweets", "times": 1, "do": "delay", "ms": 1500 },
    ]));
    let mut post =
        |text: &str| desk.verdict(&keys, "POST", "/2/tweets", Some(&json!({ "text": text })));
    assert_eq!(post("dropped"), Verdict::Drop);
    assert_eq!(sent(post("failed")).status, 500);
    let Verdict::SendLate(answer, wait) = post("late") else { panic!("not late") };
    assert_eq!((answer.status, wait), (201, Duration::from_millis(1500)));
    assert_eq!(desk.texts(), ["dropped", "failed", "late"]);
}

#[test]
fn a_delayed_request_is_accepted_only_after_its_wait() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    desk.faults(&json!({ "on": "POST /2/tweets", "times": 1, "do": "delay_before", "ms": 9000 }));
    let verdict = desk.verdict(&keys, "POST", "/2/tweets", Some(&json!({ "text": "later" })));
    let Verdict::Postpone(postponed) = verdict else { panic!("not postponed") };
    assert_eq!(postponed.wait, Duration::from_secs(9));
    assert!(desk.texts().is_empty());
    desk.posted(&keys, "overtakes");
    desk.pass(TimeDelta::seconds(9));
    let answer = desk.simulator.resume(postponed, desk.now);
    assert_eq!(answer.status, 201);
    assert_eq!(desk.texts(), ["overtakes", "later"]);
    assert_eq!(desk.simulator.accepted_posts()[1].created_at, desk.now);
}

#[test]
fn a_timeline_can_lag_behind() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    desk.faults(&json!({ "do": "timeline_lag", "ms": 5000 }));
    desk.posted(&keys, "soon");
    let target = format!("/2/users/{}/tweets", keys.user_id);
    let mut count = |after: i64| {
        desk.pass(TimeDelta::milliseconds(after));
        desk.call(&keys, "GET", &target).value()["meta"]["result_count"].clone()
    };
    assert_eq!(count(4999), json!(0));
    assert_eq!(count(1), json!(1));
}

#[test]
fn switches_stand_beside_the_rule_that_fires() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    desk.faults(&json!([
        { "do": "accept_duplicates" },
        { "on": "POST /2/tweets", "after": 1, "times": 1, "do": "accept_then_drop" },
        { "on": "POST /2/tweets", "account": "news", "do": "timeline_lag", "ms": 60000 },
    ]));
    desk.posted(&keys, "same");
    let verdict = desk.verdict(&keys, "POST", "/2/tweets", Some(&json!({ "text": "same" })));
    assert_eq!(verdict, Verdict::Drop);
    desk.posted(&keys, "same");
    assert_eq!(desk.texts(), ["same", "same", "same"]);
    let target = format!("/2/users/{}/tweets", keys.user_id);
    let seen = desk.call(&keys, "GET", &target).value()["meta"]["result_count"].clone();
    assert_eq!(seen, json!(0), "a lag on posting hides what was posted under it");
}

#[test]
fn the_first_rule_that_fits_wins_and_the_next_takes_over() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    desk.faults(&json!({ "on": "POST /2/tweets", "times": 1, "do": "over_capacity" }));
    desk.faults(&json!({ "on": "POST /2/tweets", "times": 1, "do": "rate_limit" }));
    desk.faults(&json!({ "on": "POST /2/tweets", "after": 3, "times": 1, "do": "credits" }));
    let statuses: Vec<u16> =
        (0..5).map(|number| desk.post(&keys, &format!("post {number}")).status).collect();
    assert_eq!(statuses, [503, 429, 201, 402, 201]);
}

#[test]
fn a_rule_fits_its_method_and_path_only() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    desk.faults(&json!({ "on": "GET /2/users/:id/tweets", "do": "over_capacity" }));
    desk.posted(&keys, "a");
    assert_eq!(desk.call(&keys, "GET", "/2/users/me").status, 200);
    let target = format!("/2/users/{}/tweets", keys.user_id);
    assert_eq!(desk.call(&keys, "GET", &target).status, 503);
}

#[rstest]
#[case::unknown_name(json!({ "do": "lokc" }), "there is no fault named \"lokc\"")]
#[case::no_name(json!({ "on": "POST /2/tweets" }), "needs \"do\"")]
#[case::unknown_field(json!({ "do": "lock", "ms": 5 }), "takes no field \"ms\"")]
#[case::misspelt_field(json!({ "do": "lock", "acount": "a" }), "takes no field \"acount\"")]
#[case::missing_value(json!({ "do": "delay" }), "\"ms\" must be")]
#[case::wrong_type(json!({ "do": "lock", "after": "3" }), "\"after\" must be")]
#[case::wrong_reads(json!({ "do": "lock", "reads": "shut" }), "\"reads\" must be")]
#[case::wrong_path(json!({ "do": "lock", "on": "/2/tweets" }), "\"on\" must be")]
#[case::wrong_status(json!({ "do": "answer", "status": 99 }), "\"status\" must be")]
#[case::no_object(json!(["lock"]), "a rule is a JSON object")]
fn a_rule_that_is_not_understood_is_refused_with_a_sentence(
    #[case] rule: Value,
    #[case] sentence: &str,
) {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let both = json!([{ "do": "over_capacity" }, rule]);
    let refused =
        desk.control("POST", "/_control/faults", if rule.is_array() { &rule } else { &both });
    assert_eq!(refused.status, 400);
    let said = refused.value()["error"].as_str().unwrap().to_owned();
    assert!(said.contains(sentence), "{said}");
    desk.posted(&keys, "of a list with a wrong rule none is taken");
}
