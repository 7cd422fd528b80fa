//! The JSON that scripts rely on: by name through the dispatch, as it leaves the door.

use crate::kit::{Room, at};
use chrono::TimeDelta;
use roost_api::{COMMANDS, ErrorCode};
use serde_json::{Value, json};

/// JSON with the parts that differ from run to run made the same.
fn steady(room: &Room, value: &Value) -> String {
    let text = serde_json::to_string_pretty(value).unwrap();
    text.replace(room.world.base_url(), "http://simulator")
        .replace(room.world.base_url().trim_start_matches("http://"), "simulator")
}

async fn call(room: &Room, name: &str, request: Value) -> Value {
    room.door.call(name, request).await.unwrap()
}

#[tokio::test]
async fn what_is_added_and_listed_has_the_shape_of_the_contract() {
    let mut room = Room::with_accounts(&["news"]).await;
    let add = json!({
        "accounts": ["news"], "when": { "at": "2026-12-01 09:00" },
        "segments": [{ "text": "Good morning" }],
    });
    let added = call(&room, "post_add", add).await;
    insta::assert_snapshot!("post_add", steady(&room, &added));
    room.world.start().await;
    room.world.pass(TimeDelta::minutes(61)).await;
    room.add("news", at("2026-12-02 09:00"), "Tomorrow").await;
    let mut listed = call(&room, "post_list", json!({})).await;
    // The id is made of the time at which the simulator took it.
    let remote = listed[0]["remote_id"].as_str().unwrap().to_owned();
    let url = listed[0]["url"].as_str().unwrap().replace(&remote, "REMOTE");
    listed[0]["remote_id"] = json!("REMOTE");
    listed[0]["url"] = json!(url);
    insta::assert_snapshot!("post_list", steady(&room, &listed));
    let accounts = call(&room, "account_list", json!({})).await;
    insta::assert_snapshot!("account_list", steady(&room, &accounts));
    let status = call(&room, "status_show", json!({})).await;
    assert_eq!(status["published_today"], 1);
    assert_eq!(status["next"]["text"], "Tomorrow");
    assert_eq!(status["incidents"], json!([]));
}

#[tokio::test]
async fn an_incident_has_the_shape_of_the_contract() {
    let mut room = Room::with_accounts(&["news"]).await;
    room.world.start().await;
    room.world.faults(json!({ "on": "POST /2/tweets", "account": "news", "do": "lock" })).await;
    room.world.post_in("news", TimeDelta::minutes(5), "one").await;
    room.world.pass(TimeDelta::minutes(6)).await;
    let mut listed = call(&room, "incident_list", json!({})).await;
    assert!(listed[0]["opened_at"].as_str().unwrap().starts_with("2026-12-01T08:05"));
    listed[0]["opened_at"] = json!("WHEN");
    insta::assert_snapshot!("incident_list", steady(&room, &listed));
    let accounts = call(&room, "account_list", json!({})).await;
    assert_eq!(accounts[0]["state"], "held");
    assert_eq!(accounts[0]["reason"], "locked");
    assert_eq!(accounts[0]["incidents"], json!(["1"]));
    let status = call(&room, "status_show", json!({})).await;
    assert_eq!((&status["held"], &status["unconfirmed"]), (&json!(1), &json!(0)));
}

#[tokio::test]
async fn a_command_that_is_none_and_a_request_that_is_none_are_told_apart() {
    let room = Room::new().await;
    let unknown = room.door.call("post_shout", json!({})).await.unwrap_err();
    assert_eq!(unknown.code, ErrorCode::UnknownCommand);
    let bad = room.door.call("post_add", json!({ "text": "hi" })).await.unwrap_err();
    assert_eq!((bad.code, bad.trace), (ErrorCode::BadRequest, Some("post_add")));
}

#[tokio::test]
async fn every_command_is_named_by_a_noun_and_a_verb_and_stands_once() {
    let mut names = COMMANDS.to_vec();
    assert!(names.iter().all(|name| name.split('_').count() >= 2), "{names:?}");
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), COMMANDS.len());
}
