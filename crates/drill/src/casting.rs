//! Who plays, what is planned, and which fault is set? Three accounts with posts for weeks; the first
//! meets the fault with its fourth post.

use crate::play::{Kind, Play, Reach, Return};
use chrono::TimeDelta;
use roost_api::requests as ask;
use roost_domain::Timestamp;
use serde_json::{Value, json};

/// The others, beside the account that the owner named.
const OTHER_HANDLES: [&str; 3] = ["shop", "notes", "garden"];
/// Between two posts of an account: six a day, so that a ramp allows 2, 3, 5 and 6.
const EVERY: TimeDelta = TimeDelta::hours(4);
/// The first posts go out an hour after the beginning, each account's so long after the one before, so
/// that no request of another account is under way when the fault is met.
const BETWEEN: TimeDelta = TimeDelta::minutes(80);
/// Posts of each of the two others.
const OTHERS: usize = 8;
/// So many of the first account's posts go out before the fault.
const BEFORE: u64 = 3;

/// The handles: the one that it happens to, and two others.
pub(crate) fn cast(first: &str) -> Vec<String> {
    let first = first.trim_start_matches('@').to_owned();
    let others = OTHER_HANDLES.iter().filter(|other| !other.eq_ignore_ascii_case(&first)).take(2);
    let others: Vec<String> = others.map(|other| (*other).to_owned()).collect();
    [vec![first], others].concat()
}

/// How many posts the account at a place plans. The first one's last for the four weeks of its ramp:
/// 25, 50, 75 and 100 % of six a day are 7 × (2 + 3 + 5 + 6) = 112; from half on it is 7 × 14 = 98.
pub(crate) fn posts(play: Play, place: usize) -> usize {
    match (place, play.kind().comes_back()) {
        (0, Return::ByRamp) => 118,
        (0, Return::ByItself) => 104,
        (0, Return::AtOnce) => 42,
        (_, _) => OTHERS,
    }
}

/// Every post of the account at a place.
pub(crate) fn plan(
    handle: &str,
    place: usize,
    count: usize,
    starts: Timestamp,
) -> impl Iterator<Item = ask::PostAdd> {
    let handle = handle.to_owned();
    (0..count).map(move |number| {
        let at = starts + TimeDelta::hours(1) + BETWEEN * place as i32 + EVERY * number as i32;
        let text = format!("{} {}", subject(place), number + 1);
        let segment = ask::SegmentText { text, ..Default::default() };
        ask::PostAdd::of(vec![handle.clone()], ask::When::At(at.to_rfc3339()), vec![segment])
    })
}

/// The accounts that the fault holds.
pub(crate) fn held(play: Play, cast: &[String]) -> &[String] {
    match play.kind().reach() {
        Reach::Account => &cast[..1],
        Reach::Everyone => cast,
    }
}

/// The rules for the simulator: the first account meets the fault with its fourth post.
pub(crate) fn fault(kind: Kind, handle: &str) -> Value {
    let mut rule = refusal(kind);
    rule["on"] = json!("POST /2/tweets");
    rule["account"] = json!(handle);
    rule["after"] = json!(BEFORE);
    json!([rule])
}

/// What refuses reads too from the moment on at which the fault was met, where the fault itself is the
/// answer to one request; as X does, which refuses all.
pub(crate) fn reads_too(kind: Kind) -> Option<Value> {
    let is_of_one_request = matches!(kind, Kind::Money | Kind::Clock | Kind::Retired);
    is_of_one_request.then(|| {
        let mut rule = refusal(kind);
        rule["on"] = json!("GET /2/users/me");
        json!([rule])
    })
}

/// The next request of an account ends its tokens.
pub(crate) fn revoke_at_next_read(handle: &str) -> Value {
    json!([{ "on": "GET /2/users/me", "account": handle, "times": 1, "do": "revoke_token" }])
}

/// The next post of an account meets a lock.
pub(crate) fn lock_at_next_post(handle: &str) -> Value {
    json!([{ "on": "POST /2/tweets", "account": handle, "times": 1, "do": "lock" }])
}

fn refusal(kind: Kind) -> Value {
    match kind {
        Kind::Locked => json!({ "do": "lock" }),
        Kind::Suspended => json!({ "do": "suspend" }),
        Kind::Automated => json!({ "do": "automated" }),
        Kind::Credentials => json!({ "do": "revoke_token", "times": 1 }),
        Kind::WriteBlocked => json!({ "do": "write_block" }),
        Kind::AppSuspended => json!({ "do": "app_suspend" }),
        Kind::Setup => json!({ "do": "setup" }),
        Kind::Money => json!({ "do": "credits" }),
        // Limited features: X has no code for it, its catch-all 403 stands in, and reading goes on.
        Kind::Doubtful => json!({ "do": "limited", "reads": "open" }),
        Kind::Clock => json!({
            "do": "answer",
            "status": 401,
            "body": { "errors": [{ "code": 135, "message": "Timestamp out of bounds." }] },
        }),
        Kind::Retired => json!({
            "do": "answer",
            "status": 410,
            "body": { "errors": [{
                "code": 251,
                "message": "This endpoint has been retired and should not be used.",
            }] },
        }),
    }
}

/// What an account's posts are about; none of it names a day, and no two accounts say the same.
fn subject(place: usize) -> &'static str {
    ["Headlines, edition", "From the workshop, piece", "Reading notes, page"][place % 3]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cast_has_three_handles_whatever_the_owner_named() {
        assert_eq!(cast("@news"), ["news", "shop", "notes"]);
        assert_eq!(cast("shop"), ["shop", "notes", "garden"]);
    }

    #[test]
    fn the_plan_of_a_ramp_outlasts_its_four_weeks() {
        let play: Play = "locked".parse().unwrap();
        assert!(posts(play, 0) > 3 + 7 * (2 + 3 + 5 + 6));
    }
}
