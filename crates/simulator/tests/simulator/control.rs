//! The second door: accounts, ground truth and the request log.

use chrono::TimeDelta;
use roost_simulator::{PRACTICE_CONSUMER_KEY, PRACTICE_CONSUMER_SECRET, Request};
use rstest::rstest;
use serde_json::{Value, json};

use crate::kit::{Desk, Signer, sent};

#[test]
fn a_new_account_comes_with_all_its_keys() {
    let mut desk = Desk::new();
    let answer = desk.control("POST", "/_control/accounts", &json!({ "handle": "news" }));
    let keys = answer.value();
    assert_eq!(answer.status, 200);
    assert_eq!(keys["consumer_key"], json!(PRACTICE_CONSUMER_KEY));
    assert_eq!(keys["consumer_secret"], json!(PRACTICE_CONSUMER_SECRET));
    let text = |name: &str| keys[name].as_str().unwrap().to_owned();
    let signer = Signer::account(&text("token"), &text("token_secret"), desk.now.timestamp());
    let me = sent(desk.handle(&signer.request("GET", "/2/users/me", None)));
    assert_eq!(me.value()["data"]["id"], keys["user_id"]);
}

#[test]
fn an_account_that_exists_is_given_back() {
    let mut desk = Desk::new();
    let mut add = |handle: &str| {
        desk.control("POST", "/_control/accounts", &json!({ "handle": handle })).value()
    };
    let first = add("news");
    assert_eq!(add("News"), first);
    assert_eq!(add("@news"), first);
    assert_ne!(add("other")["user_id"], first["user_id"]);
}

#[rstest]
#[case::empty(json!({ "handle": "" }))]
#[case::blank(json!({ "handle": "a b" }))]
#[case::markup(json!({ "handle": "<b>" }))]
#[case::too_long(json!({ "handle": "a".repeat(21) }))]
#[case::missing(json!({}))]
fn a_handle_that_x_would_not_give_is_refused(#[case] body: Value) {
    let mut desk = Desk::new();
    let answer = desk.control("POST", "/_control/accounts", &body);
    assert_eq!(answer.status, 400);
    assert!(answer.value()["error"].is_string());
}

#[test]
fn the_same_seed_gives_the_same_tokens() {
    let (mut one, mut two) = (Desk::new(), Desk::new());
    assert_eq!(one.account("news"), two.account("news"));
}

#[test]
fn silence_can_be_proved() {
    let mut desk = Desk::new();
    let (news, other) = (desk.account("news"), desk.account("other"));
    desk.faults(&json!({ "on": "POST /2/tweets", "account": "news", "do": "lock" }));
    desk.post(&news, "refused");
    for number in 0..3 {
        desk.pass(TimeDelta::minutes(10));
        desk.posted(&other, &format!("post {number}"));
    }
    let log = desk.control("GET", "/_control/requests", &json!(null)).value();
    let of = |handle: &str| -> Vec<Value> {
        let all = log.as_array().unwrap();
        all.iter().filter(|entry| entry["handle"] == json!(handle)).cloned().collect()
    };
    let at = "2026-11-22T12:00:00Z";
    let only =
        json!({ "at": at, "handle": "news", "method": "POST", "path": "/2/tweets", "status": 403 });
    assert_eq!(of("news"), [only]);
    assert_eq!(of("other").len(), 3);
    assert_eq!(log.as_array().unwrap().len(), 4, "the control's own calls are not in it");
}

#[test]
fn the_ground_truth_has_the_promised_shape() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let id = desk.posted(&keys, "a & b");
    let posts = desk.control("GET", "/_control/posts", &json!(null)).value();
    let expected = json!([{
        "id": id, "handle": "news", "text": "a & b", "created_at": "2026-11-22T12:00:00Z",
        "in_reply_to": null, "deleted": false, "media": [], "poll": null,
    }]);
    assert_eq!(posts, expected);
}

#[test]
fn a_web_page_can_t_drive_the_control() {
    let mut desk = Desk::new();
    let mut request =
        Request::new("POST", "/_control/accounts").with_header("content-type", "text/plain");
    request.body = b"{\"handle\":\"evil\"}".to_vec();
    assert_eq!(sent(desk.handle(&request)).status, 415);
    let none = Request::new("POST", "/_control/accounts/practice/unlock");
    assert_eq!(sent(desk.handle(&none)).status, 415);
}

#[rstest]
#[case("GET", "/_control/nothing")]
#[case("POST", "/_control/accounts/nobody/unlock")]
#[case("POST", "/_control/apps/none/unblock")]
fn what_is_not_there_is_said_so(#[case] method: &str, #[case] target: &str) {
    let mut desk = Desk::new();
    let answer = desk.control(method, target, &json!({}));
    assert_eq!(answer.status, 404);
    assert!(answer.value()["error"].as_str().unwrap().starts_with("there is no "));
}

#[test]
fn a_second_app_has_accounts_and_trouble_of_its_own() {
    let mut desk = Desk::new();
    let app = desk.control("POST", "/_control/apps", &json!({})).value();
    let (key, secret) = (app["consumer_key"].as_str().unwrap(), &app["consumer_secret"]);
    let body = json!({ "handle": "news", "consumer_key": key });
    let keys = desk.control("POST", "/_control/accounts", &body).value();
    let on_practice = desk.account("news");
    assert_eq!(keys["user_id"], json!(on_practice.user_id));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let timestamp = desk.now.timestamp();
    let mut signer =
        Signer::account(&text(&keys["token"]), &text(&keys["token_secret"]), timestamp);
    signer.consumer = (key.to_owned(), text(secret));
    desk.faults(&json!({ "on": "GET /2/users/me", "times": 1, "do": "write_block" }));
    let refused = sent(desk.handle(&signer.request("GET", "/2/users/me", None)));
    assert_eq!(refused.status, 403);
    assert_eq!(desk.call(&on_practice, "GET", "/2/users/me").status, 200);
}
