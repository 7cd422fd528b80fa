//! What the state file keeps.

use std::fs;
use std::path::Path;

use roost_simulator::{Options, Running, SimulatorError, start};
use serde_json::json;

use crate::wire::Client;

async fn started(state: &Path) -> Running {
    let options = Options { state: Some(state.to_owned()), seed: Some(3), ..Options::default() };
    start(options).await.unwrap()
}

#[tokio::test]
async fn posts_accounts_and_tokens_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.jsonl");
    let running = started(&state).await;
    let client = Client::of(&running);
    let news = client.add_account("news").await;
    assert_eq!(client.post(&news, "kept").await.0, 201);
    let before = client.control("GET", "/_control/posts", None).await;
    running.shutdown().await;

    let again = started(&state).await;
    let client = Client::of(&again);
    assert_eq!(client.control("GET", "/_control/posts", None).await, before);
    assert_eq!(client.get(&news, "/2/users/me").await.0, 200, "the old tokens work");
    let (status, body) = client.post(&news, "kept").await;
    assert_eq!(status, 403, "it is still a duplicate: {body}");
    let (_, posted) = client.post(&news, "later").await;
    let id = |value: &serde_json::Value| value.as_str().unwrap().parse::<u64>().unwrap();
    assert!(id(&posted["data"]["id"]) > id(&before.1[0]["id"]));
    assert_eq!(again.ready_line()["accounts"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_lock_survives_a_restart_until_the_unlock() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.jsonl");
    let running = started(&state).await;
    let client = Client::of(&running);
    let news = client.add_account("news").await;
    client.control("POST", "/_control/faults", Some(json!({ "do": "lock" }))).await;
    assert_eq!(client.post(&news, "a").await.0, 403);
    running.shutdown().await;

    let again = started(&state).await;
    let client = Client::of(&again);
    assert_eq!(client.post(&news, "a").await.0, 403);
    client.control("POST", "/_control/accounts/news/unlock", Some(json!({}))).await;
    assert_eq!(client.post(&news, "a").await.0, 201);
}

#[tokio::test]
async fn an_accepted_post_is_in_the_file_before_its_answer_leaves() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.jsonl");
    let running = started(&state).await;
    let client = Client::of(&running);
    let news = client.add_account("news").await;
    client.post(&news, "on disk").await;
    let kept = fs::read_to_string(&state).unwrap();
    assert!(kept.lines().last().unwrap().contains("\"on disk\""));
}

#[tokio::test]
async fn a_line_cut_off_by_a_kill_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.jsonl");
    let running = started(&state).await;
    let client = Client::of(&running);
    let news = client.add_account("news").await;
    client.post(&news, "whole").await;
    client.post(&news, "half").await;
    running.shutdown().await;
    let kept = fs::read(&state).unwrap();
    fs::write(&state, &kept[..kept.len() - 20]).unwrap();

    let again = started(&state).await;
    let client = Client::of(&again);
    assert_eq!(client.post(&news, "next").await.0, 201);
    again.shutdown().await;
    let third = started(&state).await;
    let (_, posts) = Client::of(&third).control("GET", "/_control/posts", None).await;
    let texts: Vec<_> = posts.as_array().unwrap().iter().map(|post| post["text"].clone()).collect();
    assert_eq!(texts, [json!("whole"), json!("next")]);
}

#[tokio::test]
async fn a_file_of_another_kind_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("notes.txt");
    fs::write(&state, "dear diary\n").unwrap();
    let options = Options { state: Some(state.clone()), ..Options::default() };
    let error = start(options).await.unwrap_err();
    assert!(matches!(error, SimulatorError::StateLine { line: 1, .. }));
    assert!(error.to_string().contains("notes.txt"));
    assert_eq!(fs::read_to_string(&state).unwrap(), "dear diary\n");
}

#[tokio::test]
async fn two_simulators_never_share_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.jsonl");
    let _first = started(&state).await;
    let options = Options { state: Some(state), ..Options::default() };
    let error = start(options).await.unwrap_err();
    assert!(matches!(error, SimulatorError::StateInUse { .. }));
}
