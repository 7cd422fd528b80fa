//! Who signs wrongly is nobody.

use chrono::TimeDelta;
use roost_simulator::Request;
use rstest::rstest;
use serde_json::json;

use crate::kit::{Desk, Signer, code, sent};

fn desk_and_signer() -> (Desk, Signer) {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let signer = Signer::account(&keys.token, &keys.token_secret, desk.now.timestamp());
    (desk, signer)
}

#[test]
fn a_right_signature_is_taken() {
    let (mut desk, signer) = desk_and_signer();
    let answer = sent(desk.handle(&signer.request("GET", "/2/users/me", None)));
    assert_eq!((answer.status, &answer.value()["data"]["username"]), (200, &json!("news")));
}

#[test]
fn one_wrong_byte_in_the_signature_is_refused() {
    let (mut desk, signer) = desk_and_signer();
    let mut request = signer.request("GET", "/2/users/me", None);
    let header =
        &mut request.headers.iter_mut().find(|(name, _)| name == "authorization").unwrap().1;
    let at = header.find("oauth_signature=\"").unwrap() + "oauth_signature=\"".len();
    let byte = if &header[at..=at] == "A" { "B" } else { "A" };
    header.replace_range(at..=at, byte);
    let answer = sent(desk.handle(&request));
    assert_eq!((answer.status, &answer.value()["title"]), (401, &json!("Unauthorized")));
    assert_eq!(desk.simulator.requests()[0].handle, None);
}

#[rstest]
#[case::secret_of_the_app(|signer: &mut Signer| signer.consumer.1.push('x'))]
#[case::key_of_the_app(|signer: &mut Signer| signer.consumer.0.push('x'))]
#[case::secret_of_the_token(|signer: &mut Signer| signer.token.as_mut().unwrap().1.push('x'))]
#[case::token(|signer: &mut Signer| signer.token.as_mut().unwrap().0.push('x'))]
#[case::no_token(|signer: &mut Signer| signer.token = None)]
#[case::five_minutes_old(|signer: &mut Signer| signer.timestamp -= 301)]
#[case::five_minutes_early(|signer: &mut Signer| signer.timestamp += 301)]
fn a_wrong_key_secret_or_time_is_refused(#[case] spoil: fn(&mut Signer)) {
    let (mut desk, mut signer) = desk_and_signer();
    spoil(&mut signer);
    let answer = sent(desk.handle(&signer.request("GET", "/2/users/me", None)));
    assert_eq!((answer.status, &answer.value()["title"]), (401, &json!("Unauthorized")));
}

#[test]
fn the_edge_of_the_time_window_is_within() {
    let (mut desk, mut signer) = desk_and_signer();
    for seconds in [-300, 300] {
        signer.timestamp = desk.now.timestamp() + seconds;
        let answer = sent(desk.handle(&signer.request("GET", "/2/users/me", None)));
        assert_eq!(answer.status, 200);
    }
}

#[test]
fn a_nonce_can_be_used_once() {
    let (mut desk, mut signer) = desk_and_signer();
    signer.nonce = Some("once".to_owned());
    let request = signer.request("GET", "/2/users/me", None);
    assert_eq!(sent(desk.handle(&request)).status, 200);
    assert_eq!(sent(desk.handle(&request)).status, 401);
    signer.timestamp += 1;
    let later = signer.request("GET", "/2/users/me", None);
    assert_eq!(sent(desk.handle(&later)).status, 200, "a nonce belongs to its timestamp");
}

#[test]
fn a_nonce_of_a_refused_request_is_not_used_up() {
    let (mut desk, mut signer) = desk_and_signer();
    signer.nonce = Some("once".to_owned());
    let right = signer.clone();
    signer.consumer.1.push('x');
    assert_eq!(sent(desk.handle(&signer.request("GET", "/2/users/me", None))).status, 401);
    assert_eq!(sent(desk.handle(&right.request("GET", "/2/users/me", None))).status, 200);
}

#[test]
fn the_query_is_part_of_the_signature() {
    let (mut desk, signer) = desk_and_signer();
    let mut request = signer.request("GET", "/2/tweets?ids=1,2", None);
    request.query = "ids=1,3".to_owned();
    assert_eq!(sent(desk.handle(&request)).status, 401);
}

#[test]
fn a_json_body_is_not_part_of_the_signature() {
    let (mut desk, signer) = desk_and_signer();
    let mut request = signer.request("POST", "/2/tweets", Some(&json!({ "text": "a" })));
    request.body = json!({ "text": "b" }).to_string().into_bytes();
    assert_eq!(sent(desk.handle(&request)).status, 201);
    assert_eq!(desk.texts(), ["b"]);
}

#[test]
fn the_signature_is_held_against_real_time_in_time_lapse() {
    let (mut desk, signer) = desk_and_signer();
    let lapsed = desk.now + TimeDelta::days(28);
    let request = signer.request("POST", "/2/tweets", Some(&json!({ "text": "later" })));
    let answer = sent(desk.simulator.handle(&request, lapsed, desk.now));
    assert_eq!(answer.status, 201);
    assert_eq!(answer.header("date"), Some("Sun, 20 Dec 2026 12:00:00 GMT"));
    assert_eq!(desk.simulator.accepted_posts()[0].created_at, lapsed);
}

#[test]
fn a_bearer_token_is_of_the_wrong_kind() {
    let mut desk = Desk::new();
    let request = Request::new("GET", "/2/users/me").with_header("authorization", "Bearer x");
    let answer = sent(desk.handle(&request));
    assert_eq!(answer.status, 403);
    assert!(answer.value()["type"].as_str().unwrap().ends_with("/unsupported-authentication"));
}

#[rstest]
#[case::nothing_sent(|request: &mut Request| request.headers.clear(), 400, 215)]
#[case::unknown_token(|request: &mut Request| insert(request, "oauth_token=\"", "x"), 401, 89)]
#[case::wrong_nonce(|request: &mut Request| insert(request, "oauth_nonce=\"", "x"), 401, 32)]
fn the_old_endpoints_answer_with_their_codes(
    #[case] spoil: fn(&mut Request),
    #[case] status: u16,
    #[case] expected: u64,
) {
    let (mut desk, signer) = desk_and_signer();
    let mut request = signer.request("POST", "/1.1/oauth/invalidate_token.json", None);
    spoil(&mut request);
    let answer = sent(desk.handle(&request));
    assert_eq!((answer.status, code(&answer)), (status, expected));
}

#[test]
fn the_old_endpoints_tell_a_wrong_time() {
    let (mut desk, mut signer) = desk_and_signer();
    signer.timestamp -= 3600;
    let answer =
        sent(desk.handle(&signer.request("POST", "/1.1/oauth/invalidate_token.json", None)));
    assert_eq!((answer.status, code(&answer)), (401, 135));
}

fn insert(request: &mut Request, before: &str, text: &str) {
    let header =
        &mut request.headers.iter_mut().find(|(name, _)| name == "authorization").unwrap().1;
    let at = header.find(before).unwrap() + before.len();
    header.insert_str(at, text);
}
