//! Is the end of a known wait read from where X says it? Headers, `reset_date`, `period`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use chrono::{TimeZone, Utc};
use roost_domain::Timestamp;
use roost_domain::refusal::{Refusal, RefusalKind};
use roost_networks::http::Response;
use roost_networks::x::refusals::{Rules, classify};
use rstest::rstest;

fn now() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 11, 22, 10, 0, 0).unwrap()
}

fn seen(status: u16, headers: &[(&str, &str)], body: &str) -> Refusal {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let answer = Response { status, headers: headers.collect(), body: body.as_bytes().to_vec() };
    classify(&Rules::shipped().unwrap(), &answer, now())
}

#[test]
fn a_429_waits_until_the_latest_reset_among_groups_with_nothing_left() {
    let headers = [
        ("x-rate-limit-limit", "40000"),
        ("x-rate-limit-remaining", "0"),
        ("x-rate-limit-reset", "1795345200"),
        ("x-app-limit-24hour-remaining", "12"),
        ("x-app-limit-24hour-reset", "1795400000"),
    ];
    let refusal = seen(429, &headers, "{}");
    assert_eq!(refusal.kind, RefusalKind::RateLimit);
    assert_eq!(refusal.until.unwrap().timestamp(), 1_795_345_200);
}

#[test]
fn a_spent_day_is_the_allowance_and_waits_for_the_day() {
    let headers = [
        ("x-rate-limit-remaining", "39999"),
        ("x-rate-limit-reset", "1795345200"),
        ("x-user-limit-24hour-remaining", "0"),
        ("x-user-limit-24hour-reset", "1795400000"),
    ];
    let refusal =
        seen(429, &headers, r#"{"errors":[{"code":88,"message":"Rate limit exceeded"}]}"#);
    assert_eq!(refusal.kind, RefusalKind::Allowance);
    assert_eq!(refusal.until.unwrap().timestamp(), 1_795_400_000);
}

#[test]
fn a_429_that_says_nothing_leaves_the_wait_open() {
    assert_eq!(seen(429, &[], "{}").until, None);
    let odd =
        [("x-rate-limit-remaining", "none"), ("x-rate-limit-reset", "0"), ("retry-after", "soon")];
    assert_eq!(seen(429, &odd, "{}").until, None);
}

#[rstest]
#[case("120", "Sun, 22 Nov 2026 09:00:00 GMT", 1_795_338_120)]
#[case("Sun, 22 Nov 2026 11:00:00 GMT", "Sun, 22 Nov 2026 09:00:00 GMT", 1_795_345_200)]
fn retry_after_counts_from_the_answers_own_date(
    #[case] retry: &str,
    #[case] date: &str,
    #[case] until: i64,
) {
    let refusal = seen(429, &[("retry-after", retry), ("date", date)], "{}");
    assert_eq!(refusal.until.unwrap().timestamp(), until);
}

#[test]
fn a_spending_limit_ends_on_its_reset_date() {
    let body = r#"{"title":"SpendCapReached","reset_date":"2026-12-01","type":"https://api.x.com/2/problems/credits"}"#;
    let until = Utc.with_ymd_and_hms(2026, 12, 1, 0, 0, 0).unwrap();
    assert_eq!(seen(403, &[], body).until, Some(until));
    assert_eq!(seen(403, &[], &body.replace("2026-12-01", "soon")).until, None);
}

#[rstest]
#[case("Monthly", "Sun, 22 Nov 2026 10:00:00 GMT", "2026-12-01T00:00:00Z")]
#[case("Monthly", "Thu, 31 Dec 2026 23:59:59 GMT", "2027-01-01T00:00:00Z")]
#[case("Daily", "Thu, 31 Dec 2026 23:59:59 GMT", "2027-01-01T00:00:00Z")]
fn a_usage_cap_ends_with_its_period(#[case] period: &str, #[case] date: &str, #[case] until: &str) {
    let body = format!(
        r#"{{"title":"UsageCapExceeded","period":"{period}","type":"https://api.twitter.com/2/problems/usage-capped"}}"#
    );
    // The rate headers still show plenty left (xdevplatform/xdk#25).
    let headers =
        [("x-rate-limit-remaining", "99"), ("x-rate-limit-reset", "1795345200"), ("date", date)];
    let refusal = seen(429, &headers, &body);
    assert_eq!(refusal.kind, RefusalKind::Money);
    assert_eq!(refusal.until.unwrap(), until.parse::<Timestamp>().unwrap());
}
