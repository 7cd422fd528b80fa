//! What reads give: who I am, posts by id, timelines with their bounds, fields of both generations.

use chrono::{SecondsFormat, TimeDelta};
use roost_simulator::Request;
use rstest::rstest;
use serde_json::{Value, json};

use crate::kit::{Desk, sent};

/// Ids of a timeline's page, newest first.
fn ids(page: &Value) -> Vec<String> {
    let posts = page["data"].as_array().cloned().unwrap_or_default();
    posts.iter().map(|post| post["id"].as_str().unwrap().to_owned()).collect()
}

/// Twelve posts, a minute apart, and a helper's view of them.
fn twelve() -> (Desk, roost_simulator::Keys, Vec<String>) {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let posted = (0..12).map(|number| {
        desk.pass(TimeDelta::minutes(1));
        desk.posted(&keys, &format!("number {number}"))
    });
    let posted = posted.collect();
    (desk, keys, posted)
}

#[test]
fn me_is_the_account_of_the_token() {
    let mut desk = Desk::new();
    let keys = desk.account("News");
    let answer = desk.call(&keys, "GET", "/2/users/me");
    let expected = json!({ "data": { "id": keys.user_id, "name": "News", "username": "News" } });
    assert_eq!((answer.status, answer.value()), (200, expected));
    let more = desk.call(&keys, "GET", "/2/users/me?user.fields=created_at,public_metrics");
    assert_eq!(more.value()["data"]["created_at"], json!("2026-11-22T12:00:00.000Z"));
    let metrics = &more.value()["data"]["public_metrics"];
    assert_eq!((&metrics["tweet_count"], &metrics["post_count"]), (&json!(0), &json!(0)));
}

#[test]
fn a_timeline_is_newest_first_and_ten_long() {
    let (mut desk, keys, posted) = twelve();
    let page = desk.call(&keys, "GET", &format!("/2/users/{}/tweets", keys.user_id)).value();
    let newest: Vec<_> = posted.iter().rev().take(10).cloned().collect();
    assert_eq!(ids(&page), newest);
    assert_eq!(page["meta"]["result_count"], json!(10));
    assert_eq!(page["meta"]["newest_id"], json!(posted[11]));
    assert_eq!(page["meta"]["oldest_id"], json!(posted[2]));
    let token = page["meta"]["next_token"].as_str().unwrap();
    let next = format!("/2/users/{}/tweets?pagination_token={token}", keys.user_id);
    let rest = desk.call(&keys, "GET", &next).value();
    assert_eq!(ids(&rest), [posted[1].clone(), posted[0].clone()]);
    assert_eq!(rest["meta"].get("next_token"), None);
}

#[test]
fn a_timeline_keeps_the_bounds_asked_for() {
    let (mut desk, keys, posted) = twelve();
    let truth = desk.simulator.accepted_posts();
    let at = |number: usize| truth[number].created_at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let mut ask = |query: &str| {
        let target = format!("/2/users/{}/tweets?{query}", keys.user_id);
        let answer = desk.call(&keys, "GET", &target);
        assert_eq!(answer.status, 200, "{query}: {}", answer.value());
        ids(&answer.value())
    };
    assert_eq!(ask(&format!("since_id={}", posted[9])), [posted[11].clone(), posted[10].clone()]);
    assert_eq!(ask(&format!("until_id={}", posted[2])), [posted[1].clone(), posted[0].clone()]);
    assert_eq!(ask(&format!("start_time={}", at(11))), [posted[11].clone()]);
    assert_eq!(ask(&format!("end_time={}", at(1))), [posted[0].clone()]);
    assert_eq!(ask("max_results=5").len(), 5);
    assert_eq!(ask("max_results=100&exclude=retweets").len(), 12);
}

#[test]
fn replies_can_be_left_out() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let first = desk.posted(&keys, "one");
    let reply = json!({ "text": "two", "reply": { "in_reply_to_tweet_id": first } });
    desk.call_with(&keys, "POST", "/2/tweets", &reply);
    let target = format!("/2/users/{}/tweets?exclude=replies,retweets", keys.user_id);
    assert_eq!(ids(&desk.call(&keys, "GET", &target).value()), [first]);
}

#[rstest]
#[case::too_few("max_results=4")]
#[case::too_many("max_results=101")]
#[case::no_time("start_time=yesterday")]
#[case::unknown_parameter("count=5")]
#[case::unknown_field("tweet.fields=colour")]
#[case::unknown_exclude("exclude=likes")]
#[case::unknown_page("pagination_token=zzz")]
fn a_query_that_x_does_not_know_is_refused(#[case] query: &str) {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let target = format!("/2/users/{}/tweets?{query}", keys.user_id);
    let answer = desk.call(&keys, "GET", &target);
    assert_eq!(answer.status, 400);
    assert!(answer.value()["type"].as_str().unwrap().ends_with("/invalid-request"));
}

#[test]
fn deleted_posts_are_in_no_read() {
    let (mut desk, keys, posted) = twelve();
    desk.call(&keys, "DELETE", &format!("/2/tweets/{}", posted[11]));
    let target = format!("/2/users/{}/tweets?max_results=100", keys.user_id);
    assert_eq!(ids(&desk.call(&keys, "GET", &target).value()).len(), 11);
    let asked = format!("/2/tweets?ids={},{}", posted[10], posted[11]);
    let answer = desk.call(&keys, "GET", &asked);
    assert_eq!(ids(&answer.value()), [posted[10].clone()]);
    assert_eq!(answer.value()["errors"][0]["resource_id"], json!(posted[11]));
}

#[test]
fn what_is_missing_altogether_comes_as_errors_of_a_200() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    for target in ["/2/tweets?ids=17", "/2/tweets/17", "/2/users/17/tweets"] {
        let answer = desk.call(&keys, "GET", target);
        let value = answer.value();
        assert_eq!((answer.status, value.get("data")), (200, None), "{target}");
        assert!(value["errors"][0]["type"].as_str().unwrap().ends_with("/resource-not-found"));
    }
}

#[test]
fn entities_tell_what_stood_behind_a_short_link() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let id = desk.posted(&keys, "Größe & more 👋 at www.example.com/a?b=1&c=2 today");
    let answer = desk.call(&keys, "GET", &format!("/2/tweets/{id}?post.fields=entities"));
    let data = &answer.value()["data"];
    let link = &data["entities"]["urls"][0];
    assert_eq!(link["expanded_url"], json!("http://www.example.com/a?b=1&c=2"));
    assert_eq!(link["display_url"], json!("example.com/a?b=1&c=2"));
    let bound = |name: &str| link[name].as_u64().unwrap() as usize;
    let text: Vec<char> = data["text"].as_str().unwrap().chars().collect();
    let cut: String = text[bound("start")..bound("end")].iter().collect();
    assert_eq!(json!(cut), link["url"]);
}

#[test]
fn both_generations_of_field_names_are_answered_in_kind() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let first = desk.posted(&keys, "one");
    let reply = json!({ "text": "two", "reply": { "in_reply_to_tweet_id": first } });
    let id = desk.call_with(&keys, "POST", "/2/tweets", &reply).value()["data"]["id"].clone();
    let id = id.as_str().unwrap();
    let mut ask = |query: &str| {
        desk.call(&keys, "GET", &format!("/2/tweets/{id}?{query}")).value()["data"].clone()
    };
    let older = ask("tweet.fields=public_metrics,referenced_tweets,conversation_id");
    assert_eq!(older["public_metrics"]["retweet_count"], json!(0));
    assert_eq!(older["referenced_tweets"], json!([{ "type": "replied_to", "id": first }]));
    assert_eq!(older["conversation_id"], json!(first));
    let newer = ask("post.fields=public_metrics,referenced_posts,in_reply_to_user_id");
    assert_eq!(newer["public_metrics"]["repost_count"], json!(0));
    assert_eq!(newer["referenced_posts"][0]["id"], json!(first));
    assert_eq!(newer["in_reply_to_user_id"], json!(keys.user_id));
    let plain = ask("");
    assert_eq!(plain["edit_history_post_ids"], json!([id]));
    assert_eq!(plain["edit_history_tweet_ids"], json!([id]));
}

#[test]
fn authors_are_included_where_asked_for() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let id = desk.posted(&keys, "one");
    let target = format!("/2/tweets?ids={id}&expansions=author_id&user.fields=verified");
    let value = desk.call(&keys, "GET", &target).value();
    assert_eq!(value["data"][0]["author_id"], json!(keys.user_id));
    assert_eq!(value["includes"]["users"][0]["username"], json!("news"));
    assert_eq!(value["includes"]["users"][0]["verified"], json!(false));
}

#[test]
fn the_timeline_can_be_looked_at_in_a_browser_and_holds_no_markup_of_others() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    desk.posted(&keys, "the first");
    let gone = desk.posted(&keys, "regretted");
    desk.posted(&keys, "<script>alert(1)</script>");
    desk.call(&keys, "DELETE", &format!("/2/tweets/{gone}"));
    let page = sent(desk.handle(&Request::new("GET", "/")));
    let html = String::from_utf8(page.body.clone()).unwrap();
    assert_eq!(page.status, 200);
    assert!(page.header("content-security-policy").unwrap().contains("default-src 'none'"));
    let places = ["&lt;script&gt;", "the first"].map(|text| html.find(text).unwrap());
    assert!(places[0] < places[1], "the newest comes first");
    assert!(!html.contains("regretted") && !html.contains("<script>"), "{html}");
}
