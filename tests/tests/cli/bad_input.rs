//! Is bad input refused with a sentence that says what, where and what to do, with exit code 1, and
//! is nothing changed by it?

use crate::kit::{Place, Ran};
use serde_json::Value;

fn place_with_news() -> Place {
    let place = Place::new();
    place.json(&["account", "add", "practice", "--handle", "news"]);
    place
}

/// Adds a post that must be refused, in words and as JSON, and leaves no post behind.
#[track_caller]
fn refused_post(place: &Place, rest: &[&str], parts: &[&str]) {
    let mut args = vec!["post", "add", "--account", "news"];
    args.extend(rest);
    refused_both_ways(|args| place.roost(args), &args, parts);
    assert_eq!(place.json(&["post", "list"]), serde_json::json!([]));
}

/// Runs a command twice: its sentence holds all parts, and with --json it is the promised object.
#[track_caller]
fn refused_both_ways(run: impl Fn(&[&str]) -> Ran, args: &[&str], parts: &[&str]) {
    let plain = run(args).refused(parts);
    assert!(plain.out.is_empty() && plain.err.trim().contains(' '), "{plain:?}");
    let mut args = args.to_vec();
    args.push("--json");
    let asked = run(&args).refused(&[]);
    let error: Value = serde_json::from_str(&asked.err).unwrap_or_else(|_| panic!("{asked:?}"));
    let kind = error["error"]["kind"].as_str().unwrap();
    assert!(
        kind.chars().all(|char| char == '_' || char.is_ascii_lowercase() || char.is_ascii_digit()),
        "{kind}"
    );
    let message = error["error"]["message"].as_str().unwrap();
    assert!(parts.iter().all(|part| message.contains(part)), "{message}");
}

#[test]
fn an_unknown_account_is_refused_by_name() {
    let place = place_with_news();
    let add = ["post", "add", "--account", "nobody", "--draft", "x"];
    refused_both_ways(|args| place.roost(args), &add, &["nobody"]);
    for args in [&["account", "show", "nobody"][..], &["account", "slots", "nobody"]] {
        refused_both_ways(|args| place.roost(args), args, &["nobody"]);
    }
}

#[test]
fn a_time_in_the_past_is_refused() {
    refused_post(
        &place_with_news(),
        &["--at", "2001-01-01T00:00:00Z", "x"],
        &["2001-01-01", "passed"],
    );
}

#[test]
fn a_time_in_a_gap_of_the_clock_is_refused_with_the_nearest_times() {
    let place = place_with_news();
    place.roost(&["account", "set", "news", "--zone", "Europe/Berlin"]).done();
    refused_post(&place, &["--at", "2099-03-29 02:30", "x"], &["01:59", "03:00"]);
}

#[test]
fn a_time_that_is_none_is_refused_with_the_forms_that_are_read() {
    refused_post(
        &place_with_news(),
        &["--at", "tomorrow-ish", "x"],
        &["tomorrow-ish", "2026-03-01 09:30"],
    );
}

#[test]
fn a_text_that_is_too_long_is_refused_with_its_weight() {
    let long = "a".repeat(281);
    let at = "2099-01-01T00:00:00Z";
    refused_post(&place_with_news(), &["--at", at, &long], &["281", "280"]);
}

#[test]
fn media_that_are_missing_too_large_or_of_a_wrong_kind_are_refused() {
    let place = place_with_news();
    let at = "2099-01-01T00:00:00Z";
    let missing = place.file("gone.png", "").with_file_name("never.png");
    let path = missing.to_str().unwrap();
    refused_post(&place, &["--at", at, "--media", path, "x"], &["never.png"]);
    let text = place.file("notes.png", "just words");
    let path = text.to_str().unwrap();
    refused_post(&place, &["--at", at, "--media", path, "x"], &["notes.png"]);
    let mut large = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0".to_vec();
    large.resize(5 * 1024 * 1024 + 1, 0);
    let large = place.file("large.png", large);
    let path = large.to_str().unwrap();
    refused_post(&place, &["--at", at, "--media", path, "x"], &["large.png"]);
    assert_eq!(std::fs::read_dir(place.data().join("media")).unwrap().count(), 0);
}

#[test]
fn files_that_are_not_utf8_or_not_there_are_refused() {
    let place = place_with_news();
    let bad = place.file("bad.txt", b"fine \xff not");
    let path = bad.to_str().unwrap();
    refused_post(&place, &["--draft", "--thread-file", path], &["bad.txt", "UTF-8", "byte 6"]);
    refused_post(&place, &["--draft", "--thread-file", "/no/such/file"], &["/no/such/file"]);
    let empty = place.file("empty.txt", "\n---\n\n");
    let path = empty.to_str().unwrap();
    refused_post(&place, &["--draft", "--thread-file", path], &["empty.txt", "---"]);
    let add = ["post", "add", "--account", "news", "--draft", "-"];
    place.roost_with(&add, [0xc3, 0x28]).refused(&["standard input", "UTF-8"]);
    assert_eq!(place.json(&["post", "list"]), serde_json::json!([]));
}

#[test]
fn ids_that_do_not_exist_are_refused_by_their_number() {
    let place = place_with_news();
    for args in [
        &["post", "show", "999"][..],
        &["post", "cancel", "999"],
        &["post", "retry", "999"],
        &["post", "edit", "999", "x"],
        &["post", "confirm", "999", "--not-there"],
        &["why", "999"],
        &["incident", "show", "999"],
        &["incident", "unlocked", "999"],
        &["incident", "resume", "999", "--yes"],
        &["incident", "note", "999", "x"],
    ] {
        refused_both_ways(|args| place.roost(args), args, &["999"]);
    }
    refused_both_ways(|args| place.roost(args), &["post", "show", "nonsense"], &["nonsense"]);
}

#[test]
fn wrong_keys_are_refused_and_leave_neither_account_nor_secret() {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    let mut secrets = simulator.secrets();
    secrets["token_secret"] = Value::from("wrong");
    let url = simulator.url();
    let add = ["account", "add", "x", "--app", "mine", "--api-base", &url, "--secrets-stdin"];
    refused_both_ways(|args| place.roost_with(args, secrets.to_string()), &add, &[]);
    assert_eq!(place.json(&["account", "list"]), serde_json::json!([]));
    assert_eq!(place.json(&["app", "list"]), serde_json::json!([]));
}

#[test]
fn secrets_that_are_no_json_are_refused_without_being_shown() {
    let place = Place::new();
    let add = ["account", "add", "x", "--app", "mine", "--secrets-stdin"];
    let input = r#"{"consumer_key":"k","consumer_secret":"HUSH","token":99887766}"#;
    let run = |args: &[&str]| {
        let ran = place.roost_with(args, input);
        assert!(!ran.err.contains("HUSH") && !ran.err.contains("99887766"), "{ran:?}");
        ran
    };
    refused_both_ways(run, &add, &["standard input", "token_secret"].map(capital_free));
    place.roost_with(&add, "").refused(&["empty"]);
}

/// Sentences begin with a capital.
fn capital_free(part: &'static str) -> &'static str {
    part.strip_prefix("standard").map_or(part, |_| "tandard input")
}

#[test]
fn plain_http_to_another_machine_is_refused() {
    let place = Place::new();
    let base = "http://192.0.2.1:80";
    let add = ["account", "add", "x", "--app", "mine", "--api-base", base, "--secrets-stdin"];
    let keys = r#"{"consumer_key":"a","consumer_secret":"b","token":"c","token_secret":"d"}"#;
    refused_both_ways(|args| place.roost_with(args, keys), &add, &["192.0.2.1"]);
}

#[test]
fn a_port_in_use_is_refused_by_its_number() {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    let port = simulator.url().rsplit(':').next().unwrap().to_owned();
    refused_both_ways(
        |args| place.roost(args),
        &["simulator", "--port", &port],
        &[&port, "--port"],
    );
}

#[test]
fn a_broken_state_file_is_refused_and_left_as_it_is() {
    let place = Place::new();
    let state = place.file("state.jsonl", "not a journal\n");
    let path = state.to_str().unwrap();
    let args = ["simulator", "--state", path];
    refused_both_ways(|args| place.roost(args), &args, &["state.jsonl", "line 1"]);
    assert_eq!(std::fs::read_to_string(state).unwrap(), "not a journal\n");
}

#[test]
fn a_data_folder_that_can_not_be_is_refused() {
    let place = Place::new();
    let file = place.file("file", "");
    let inside = file.join("data");
    let folder = inside.to_str().unwrap();
    refused_both_ways(|args| place.roost(args), &["status", "--data-dir", folder], &[folder]);
}

#[test]
fn rules_beyond_their_bounds_are_refused() {
    let place = place_with_news();
    for (args, part) in [
        (&["account", "set", "news", "--zone", "Mars/Olympus"][..], "Mars/Olympus"),
        (&["account", "slots", "news", "--set", "someday 09:00"], "someday"),
        (&["account", "slots", "news", "--set", "mon 25:00"], "25:00"),
    ] {
        refused_both_ways(|args| place.roost(args), args, &[part]);
    }
    for args in [&["account", "set", "news", "--gap", "soon"][..], &["plan", "--days", "0"]] {
        assert_eq!(place.roost(args).code, 2, "{args:?}");
    }
}
