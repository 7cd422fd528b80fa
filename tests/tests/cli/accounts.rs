//! Do accounts come, change and go as asked, and does the list keep its shape?

use crate::kit::{Place, pretty};
use serde_json::json;

#[test]
fn a_practice_account_is_added_without_anything_running() {
    let place = Place::new();
    let added = place.json(&["account", "add", "practice", "--handle", "news"]);
    assert_eq!(added["handle"], "news");
    assert!(added["id"].is_string());
    insta::assert_snapshot!(pretty(&place.json(&["account", "list"])));
    let mut status = place.json(&["status"]);
    // What the clock says is no matter of shape.
    for clock in ["now", "now_wall"] {
        assert!(status[clock].is_string(), "{clock}");
        status[clock] = json!("(now)");
    }
    insta::assert_snapshot!("status_of_a_new_account", pretty(&status));
}

#[test]
fn an_account_on_x_is_added_by_four_strings_and_is_who_its_tokens_say() {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    let url = simulator.url();
    let add =
        ["account", "add", "x", "--app", "mine", "--api-base", &url, "--secrets-stdin", "--json"];
    let added = place.roost_with(&add, simulator.secrets().to_string()).done();
    let added = added.json();
    let handle = simulator.ready["accounts"][0]["handle"].as_str().unwrap();
    assert_eq!(added["handle"], handle);
    assert_eq!(
        place.json(&["account", "show", handle])["user_id"],
        simulator.ready["accounts"][0]["user_id"]
    );
    let again = place.roost_with(&add, simulator.secrets().to_string());
    again.refused(&[handle]);
    assert_eq!(place.json(&["account", "list"]).as_array().unwrap().len(), 1);
}

#[test]
fn secrets_of_an_account_lie_in_the_vault_and_nowhere_else() {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    let url = simulator.url();
    let add = ["account", "add", "x", "--app", "mine", "--api-base", &url, "--secrets-stdin"];
    place.roost_with(&add, simulator.secrets().to_string()).done();
    assert!(place.data().join("vault.age").exists());
    let secrets = simulator.secrets();
    for entry in walk(&place.data()) {
        let bytes = std::fs::read(&entry).unwrap();
        for name in ["consumer_secret", "token", "token_secret"] {
            let secret = secrets[name].as_str().unwrap().as_bytes();
            let found = bytes.windows(secret.len()).any(|part| part == secret);
            assert!(!found, "{name} lies in {}", entry.display());
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn secrets_yet_to_come_are_not_promised_to_a_keyring_that_nobody_answers_for() {
    let place = Place::new();
    let nowhere = format!("unix:path={}", place.file("no-bus", "").display());
    let mut command = place.command(&["vault", "move", "keyring"]);
    let moved = command.env("DBUS_SESSION_BUS_ADDRESS", nowhere).output().unwrap();
    assert_eq!(moved.status.code(), Some(1), "{moved:?}");
    assert_eq!(place.json(&["vault", "status"])["place"], serde_json::Value::Null);
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files
}

#[test]
fn rules_and_slots_are_set_shown_and_cleared() {
    let place = Place::new();
    place.json(&["account", "add", "practice", "--handle", "news"]);
    let set =
        ["account", "set", "news", "--gap", "20m", "--cap", "none", "--zone", "Europe/Berlin"];
    let shown = place.json(&set);
    assert_eq!(shown["gap"], "20m");
    assert_eq!(shown["cap"], json!(null));
    assert_eq!(shown["zone"], "Europe/Berlin");
    let slots = place.json(&["account", "slots", "news", "--set", "mon,wed 09:00", "sat 11:30"]);
    assert_eq!(slots["slots"].as_array().unwrap().len(), 3);
    let cleared = place.json(&["account", "slots", "news", "--clear"]);
    assert_eq!(cleared["slots"], json!([]));
}

#[test]
fn a_pause_is_kept_and_ended() {
    let place = Place::new();
    place.json(&["account", "add", "practice", "--handle", "news"]);
    assert_eq!(place.json(&["account", "pause", "news"])["state"], "paused");
    assert_eq!(place.json(&["account", "list"])[0]["state"], "paused");
    assert_eq!(place.json(&["account", "resume", "news"])["state"], "active");
    place.roost(&["pause"]).done();
    assert_eq!(place.json(&["status"])["paused"], true);
    place.roost(&["resume"]).done();
    assert_eq!(place.json(&["status"])["paused"], false);
}

#[test]
fn a_removed_account_leaves_its_waiting_posts_as_drafts() {
    let place = Place::new();
    place.json(&["account", "add", "practice", "--handle", "news"]);
    let at = "2099-01-01T09:00:00Z";
    place.json(&["post", "add", "--account", "news", "--at", at, "kept"]);
    let asked = place.roost_with(&["account", "remove", "news"], "n\n");
    asked.refused(&["nothing was changed"]);
    place.json(&["account", "remove", "news", "--yes"]);
    assert_eq!(place.json(&["account", "list"]), json!([]));
    let posts = place.json(&["post", "list"]);
    assert_eq!(posts[0]["state"], "draft");
    assert_eq!(posts[0]["text"], "kept");
}
