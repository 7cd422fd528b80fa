//! Is the classifier taken in by nasty bodies? Echoes, broken JSON, odd envelopes, look-alikes.

#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use chrono::{TimeZone, Utc};
use roost_domain::Timestamp;
use roost_domain::refusal::{Refusal, RefusalAction, RefusalKind};
use roost_networks::http::Response;
use roost_networks::x::refusals::{Rules, classify, classify_echo, explain, lock_sign};
use rstest::rstest;

fn now() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 11, 22, 10, 0, 0).unwrap()
}

fn answer(status: u16, body: &[u8]) -> Response {
    Response { status, headers: vec![], body: body.to_vec() }
}

fn seen(status: u16, body: &str) -> Refusal {
    classify(&Rules::shipped().unwrap(), &answer(status, body.as_bytes()), now())
}

#[rstest]
#[case::code_as_text(403, r#"{"errors":[{"code":"326","message":"?"}]}"#)]
#[case::code_as_fraction(403, r#"{"errors":[{"code":326.0}]}"#)]
#[case::errors_an_object(403, r#"{"errors":{"code":326}}"#)]
#[case::errors_a_text(403, r#"{"errors":"This account is temporarily locked"}"#)]
#[case::error_a_text(403, r#"{"error":"Your account is Temporarily Locked."}"#)]
#[case::error_an_object(403, r#"{"error":{"code":326}}"#)]
#[case::a_bare_list(403, r#"[{"code":326}]"#)]
#[case::spec_error(403, r#"{"code":326,"message":"?"}"#)]
#[case::second_in_the_list(403, r#"{"errors":[{"code":187},{"code":326}]}"#)]
#[case::graphql(200, r#"{"errors":[{"message":"x","extensions":{"code":326}}],"data":{}}"#)]
#[case::bounce(
    200,
    r#"{"errors":[{"bounce":{"bounce_location":"https://x.com/account/access"}}]}"#
)]
#[case::success_with_errors(200, r#"{"errors":[{"code":326,"message":"locked"}]}"#)]
#[case::server_error(503, r#"{"errors":[{"code":326}]}"#)]
#[case::unauthorized(401, r#"{"title":"Unauthorized","detail":"Log in to unlock your account"}"#)]
#[case::too_many(429, r#"{"title":"Too Many Requests","detail":"temporarily locked"}"#)]
#[case::html(403, "<html><body>Your account is <b>temporarily</b>\n<i>locked</i></body></html>")]
#[case::html_link(403, r#"<a href="https://x.com/account/access">go</a>"#)]
#[case::broken_off(403, r#"{"errors":[{"code":326,"mess"#)]
#[case::broken_off_text(403, r#"{"errors":[{"message":"this account is temporarily locked. Plea"#)]
#[case::escaped_slash(403, r#"{"errors":[{"x":"https:\/\/x.com\/account\/access"#)]
#[case::plain_text(403, "temporarily locked")]
#[case::json_text(403, r#""temporarily locked""#)]
#[case::byte_order_mark(403, "\u{feff}{\"errors\":[{\"code\":326}]}")]
fn a_lock_is_seen_in_whatever_form_it_comes(#[case] status: u16, #[case] body: &str) {
    let refusal = seen(status, body);
    assert_eq!(refusal.kind, RefusalKind::Locked, "{refusal:?}");
    assert_eq!(refusal.action, RefusalAction::HoldAccount);
}

#[test]
fn a_lock_is_seen_behind_bytes_that_are_no_utf_8() {
    let body = b"{\"errors\":[{\"code\":326,\"message\":\"\xff\xfe locked\"}]}";
    let refusal = classify(&Rules::shipped().unwrap(), &answer(403, body), now());
    assert_eq!((refusal.kind, refusal.codes), (RefusalKind::Locked, vec![326]));
}

#[test]
fn a_lock_is_seen_in_a_huge_body() {
    let mut body = "x ".repeat(400_000);
    body.push_str("temporarily locked");
    assert_eq!(seen(403, &body).kind, RefusalKind::Locked);
}

#[rstest]
#[case::parameters(
    400,
    r#"{"errors":[{"parameters":{"text":["my account is temporarily locked"]},"message":"The text my account is temporarily locked is not valid"}],"title":"Invalid Request","type":"https://api.x.com/2/problems/invalid-request"}"#,
    RefusalKind::Content
)]
#[case::brackets(
    400,
    r#"{"errors":[{"message":"The `text` value [temporarily locked] is not valid"}],"type":"https://api.x.com/2/problems/invalid-request"}"#,
    RefusalKind::Content
)]
#[case::data_text(
    201,
    r#"{"data":{"id":"1","text":"temporarily locked account/access"}}"#,
    RefusalKind::None
)]
#[case::data_text_beside_errors(
    201,
    r#"{"data":{"id":"1","text":"temporarily locked"},"errors":[{"message":"field missing"}]}"#,
    RefusalKind::None
)]
#[case::foreign_field(
    403,
    r#"{"title":"Forbidden","echo":"temporarily locked"}"#,
    RefusalKind::Doubtful
)]
#[case::success_broken_off(
    201,
    r#"{"data":{"id":"1","text":"my account is temporarily locked"#,
    RefusalKind::ServerError
)]
fn an_echoed_phrase_is_no_lock(#[case] status: u16, #[case] body: &str, #[case] kind: RefusalKind) {
    let refusal = seen(status, body);
    assert_eq!(refusal.kind, kind, "{refusal:?}");
}

#[rstest]
#[case::in_a_sentence(r#"{"detail":"Text is my account is temporarily locked! and bad"}"#)]
#[case::in_html("<p>could not post: My account is temporarily locked!</p>")]
#[case::in_broken_json(r#"{"message":"my account is temporarily locked!"#)]
fn the_posts_own_text_in_an_answer_is_no_lock(#[case] body: &str) {
    let rules = Rules::shipped().unwrap();
    let sent = "my account is temporarily locked!";
    let refusal = classify_echo(&rules, &answer(403, body.to_lowercase().as_bytes()), sent, now());
    assert_eq!(refusal.kind, RefusalKind::Doubtful, "{refusal:?}");
}

#[rstest]
#[case(
    403,
    r#"{"errors":[{"code":63,"message":"User has been suspended."}]}"#,
    RefusalKind::TargetGone
)]
#[case(403, r#"{"errors":[{"code":64,"message":"Your account is suspended and is not permitted to access this feature."}]}"#, RefusalKind::Suspended)]
#[case(403, r#"{"title":"Forbidden","detail":"Your account is not permitted to access this feature.","type":"about:blank"}"#, RefusalKind::Doubtful)]
#[case(
    401,
    r#"{"errors":[{"code":135,"message":"Could not authenticate you"}]}"#,
    RefusalKind::Clock
)]
#[case(
    401,
    r#"{"errors":[{"code":32,"message":"Could not authenticate you"}]}"#,
    RefusalKind::Credentials
)]
#[case(403, r#"{"title":"SpendCapReached","detail":"Raise it at x.com/account/access to unlock your account","type":"https://api.x.com/2/problems/credits"}"#, RefusalKind::Money)]
#[case(403, r#"{"title":"Forbidden","detail":"Reply to this conversation is not allowed because you have not been mentioned"}"#, RefusalKind::ReplyGate)]
fn look_alikes_are_told_apart(#[case] status: u16, #[case] body: &str, #[case] kind: RefusalKind) {
    assert_eq!(seen(status, body).kind, kind);
}

#[rstest]
#[case(403, "", RefusalKind::Doubtful)]
#[case(403, "<html>no</html>", RefusalKind::Doubtful)]
#[case(401, "", RefusalKind::Credentials)]
#[case(402, "", RefusalKind::Money)]
#[case(404, "{}", RefusalKind::TargetGone)]
#[case(404, "<html>", RefusalKind::Doubtful)]
#[case(400, "<html>", RefusalKind::Doubtful)]
#[case(410, "", RefusalKind::Retired)]
#[case(302, "", RefusalKind::Doubtful)]
#[case(500, "", RefusalKind::ServerError)]
#[case(503, "", RefusalKind::OverCapacity)]
#[case(599, "\u{0}\u{1}", RefusalKind::ServerError)]
#[case(200, "", RefusalKind::ServerError)]
#[case(201, "{}", RefusalKind::ServerError)]
#[case(0, "", RefusalKind::ServerError)]
#[case(403, "[[[[[[", RefusalKind::Doubtful)]
#[case(403, "null", RefusalKind::Doubtful)]
#[case(403, r#"{"errors":[null,1,true,[],{"code":null,"message":7}]}"#, RefusalKind::Doubtful)]
fn without_words_the_status_decides(
    #[case] status: u16,
    #[case] body: &str,
    #[case] kind: RefusalKind,
) {
    assert_eq!(seen(status, body).kind, kind);
}

#[test]
fn json_too_deep_to_parse_is_searched_whole() {
    let deep = format!("{}temporarily locked{}", "[\"".repeat(10_000), "\"]".repeat(10_000));
    assert_eq!(seen(403, &deep).kind, RefusalKind::Locked);
}

#[test]
fn a_published_post_with_a_lock_beside_it_still_shows_the_lock() {
    let rules = Rules::shipped().unwrap();
    let both = answer(201, br#"{"data":{"id":"1","text":"x"},"errors":[{"code":326}]}"#);
    assert_eq!(lock_sign(&rules, &both, "x", now()).unwrap().kind, RefusalKind::Locked);
    let fine = answer(201, br#"{"data":{"id":"1","text":"x"},"errors":[{"code":63}]}"#);
    assert_eq!(lock_sign(&rules, &fine, "x", now()), None);
}

#[test]
fn explain_takes_headers_in_any_case() {
    let headers = vec![
        ("X-Rate-Limit-Remaining".to_owned(), "0".to_owned()),
        ("X-Rate-Limit-Reset".to_owned(), " 1795345200 ".to_owned()),
    ];
    let refusal = explain(429, &headers, br#"{"title":"Too Many Requests"}"#, now()).unwrap();
    assert_eq!(refusal.kind, RefusalKind::RateLimit);
    assert_eq!(refusal.until.unwrap().timestamp(), 1_795_345_200);
}

#[test]
fn xs_words_are_kept_short_and_plain() {
    let long = format!(r#"{{"detail":"a\u0007\nb {}"}}"#, "x".repeat(900));
    let refusal = seen(403, &long);
    assert!(refusal.message.starts_with("a b xxx"), "{}", refusal.message);
    assert_eq!(refusal.message.chars().count(), 500);
}

#[test]
fn a_body_that_nobody_can_read_is_told_in_one_short_line() {
    let page = format!("<html><body>\n<h1>Bad gateway</h1>\n{}</body></html>", "word ".repeat(900));
    let message = seen(502, &page).message;
    assert!(message.starts_with("Bad gateway word word"), "{message}");
    assert!(message.ends_with('…') && !message.contains('\n'), "{message}");
    assert!(message.chars().count() <= 200, "{}", message.chars().count());
    assert_eq!(seen(403, "temporarily locked").message, "temporarily locked");
}
