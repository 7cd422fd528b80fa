//! The three legs of OAuth 1.0a, with a PIN and with a callback.

use chrono::TimeDelta;
use roost_simulator::{Answer, Request};
use rstest::rstest;

use crate::kit::{Desk, Signer, code, sent};

/// A value of a form-encoded body.
fn value(answer: &Answer, name: &str) -> String {
    let body = String::from_utf8(answer.body.clone()).unwrap();
    let mut pairs = body.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).unwrap().1.to_owned()
}

fn begin(desk: &mut Desk, callback: &str) -> (String, String) {
    let signer =
        Signer { callback: Some(callback.to_owned()), ..Signer::app(desk.now.timestamp()) };
    let answer = sent(desk.handle(&signer.request("POST", "/oauth/request_token", None)));
    assert_eq!(answer.status, 200);
    assert_eq!(value(&answer, "oauth_callback_confirmed"), "true");
    (value(&answer, "oauth_token"), value(&answer, "oauth_token_secret"))
}

fn page(desk: &mut Desk, token: &str) -> Answer {
    sent(desk.handle(&Request::new("GET", &format!("/oauth/authorize?oauth_token={token}"))))
}

fn choose(desk: &mut Desk, fields: &str) -> Answer {
    let mut request = Request::new("POST", "/oauth/authorize")
        .with_header("content-type", "application/x-www-form-urlencoded");
    request.body = fields.as_bytes().to_vec();
    sent(desk.handle(&request))
}

/// The seven digits that the page shows.
fn pin(answer: &Answer) -> String {
    let page = String::from_utf8(answer.body.clone()).unwrap();
    let code = page.split("<code>").nth(1).unwrap().split("</code>").next().unwrap();
    assert!(code.len() == 7 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
    code.to_owned()
}

fn finish(desk: &mut Desk, token: &(String, String), verifier: &str) -> Answer {
    let signer = Signer {
        verifier: Some(verifier.to_owned()),
        ..Signer::account(&token.0, &token.1, desk.now.timestamp())
    };
    sent(desk.handle(&signer.request("POST", "/oauth/access_token", None)))
}

#[test]
fn a_pin_gives_tokens_that_work() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let token = begin(&mut desk, "oob");
    let shown = page(&mut desk, &token.0);
    let html = String::from_utf8(shown.body.clone()).unwrap();
    assert_eq!(shown.status, 200);
    assert!(html.contains("Authorize as @news") && html.contains("Authorize as @practice"));
    assert!(!html.contains("<script"));
    let verifier = pin(&choose(&mut desk, &format!("oauth_token={}&handle=news", token.0)));
    let answer = finish(&mut desk, &token, &verifier);
    assert_eq!(answer.status, 200);
    assert_eq!(value(&answer, "screen_name"), "news");
    assert_eq!(value(&answer, "user_id"), keys.user_id);
    assert_eq!(value(&answer, "oauth_token"), keys.token, "as on X, it is the same token again");
    assert_eq!(value(&answer, "oauth_token_secret"), keys.token_secret);
}

#[test]
fn a_callback_gets_the_verifier() {
    let mut desk = Desk::new();
    desk.account("news");
    let token = begin(&mut desk, "http://127.0.0.1:9/back?a=b");
    let answer = choose(&mut desk, &format!("oauth_token={}&handle=news", token.0));
    assert_eq!(answer.status, 302);
    let address = answer.header("location").unwrap().to_owned();
    let start = format!("http://127.0.0.1:9/back?a=b&oauth_token={}&oauth_verifier=", token.0);
    let verifier = address.strip_prefix(&start).unwrap();
    assert_eq!(finish(&mut desk, &token, verifier).status, 200);
}

#[test]
fn a_wrong_pin_is_refused_and_the_right_one_still_works() {
    let mut desk = Desk::new();
    desk.account("news");
    let token = begin(&mut desk, "oob");
    assert_eq!(finish(&mut desk, &token, "").status, 401, "nobody has agreed yet");
    let verifier = pin(&choose(&mut desk, &format!("oauth_token={}&handle=news", token.0)));
    let answer = finish(&mut desk, &token, "0000000");
    assert_eq!(answer.status, 401);
    assert!(String::from_utf8(answer.body).unwrap().contains("Invalid oauth_verifier"));
    assert_eq!(finish(&mut desk, &token, &verifier).status, 200);
}

#[test]
fn a_pin_works_once_and_for_a_quarter_of_an_hour() {
    let mut desk = Desk::new();
    desk.account("news");
    let token = begin(&mut desk, "oob");
    let verifier = pin(&choose(&mut desk, &format!("oauth_token={}&handle=news", token.0)));
    assert_eq!(finish(&mut desk, &token, &verifier).status, 200);
    let again = finish(&mut desk, &token, &verifier);
    assert_eq!((again.status, code(&again)), (401, 89));

    let late = begin(&mut desk, "oob");
    let verifier = pin(&choose(&mut desk, &format!("oauth_token={}&handle=news", late.0)));
    desk.pass(TimeDelta::minutes(15));
    assert_eq!(finish(&mut desk, &late, &verifier).status, 401);
    assert_eq!(page(&mut desk, &late.0).status, 403);
}

#[rstest]
#[case::pin("oob", 200)]
#[case::callback("http://127.0.0.1:9/back", 302)]
fn cancelling_ends_the_sign_in(#[case] callback: &str, #[case] status: u16) {
    let mut desk = Desk::new();
    let token = begin(&mut desk, callback);
    let answer = choose(&mut desk, &format!("oauth_token={}", token.0));
    assert_eq!(answer.status, status);
    if let Some(address) = answer.header("location") {
        assert!(address.ends_with(&format!("?denied={}", token.0)));
    }
    assert_eq!(finish(&mut desk, &token, "").status, 401);
}

#[test]
fn a_request_token_needs_the_app_s_signature_and_a_callback() {
    let mut desk = Desk::new();
    let now = desk.now.timestamp();
    let mut signer = Signer { callback: Some("oob".to_owned()), ..Signer::app(now) };
    signer.consumer.1.push('x');
    let refused = sent(desk.handle(&signer.request("POST", "/oauth/request_token", None)));
    assert_eq!((refused.status, code(&refused)), (401, 32));
    let signer = Signer::app(now);
    let refused = sent(desk.handle(&signer.request("POST", "/oauth/request_token", None)));
    assert_eq!((refused.status, code(&refused)), (403, 415));
}

#[test]
fn an_invalidated_token_is_dead() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let answer = desk.call(&keys, "POST", "/1.1/oauth/invalidate_token.json");
    assert_eq!(answer.value()["access_token"], serde_json::json!(keys.token));
    assert_eq!(desk.call(&keys, "GET", "/2/users/me").status, 401);
}

#[test]
fn a_foreign_text_on_the_page_is_escaped() {
    let mut desk = Desk::new();
    let token = begin(&mut desk, "oob");
    let answer = choose(&mut desk, &format!("oauth_token={}&handle=%3Cb%3E", token.0));
    let html = String::from_utf8(answer.body).unwrap();
    assert!(!html.contains("<b>"));
}
