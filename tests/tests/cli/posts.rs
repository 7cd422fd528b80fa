//! Do posts go in, move and come back out as asked, and does the list keep its shape?

use crate::kit::{Place, pretty};
use serde_json::json;

fn place_with_news() -> Place {
    let place = Place::new();
    place.json(&["account", "add", "practice", "--handle", "news"]);
    place
}

const AT: &str = "2099-01-01T09:00:00Z";

#[test]
fn a_post_for_two_accounts_is_one_post_with_two_deliveries() {
    let place = place_with_news();
    place.json(&["account", "add", "practice", "--handle", "shop"]);
    let both = ["post", "add", "--account", "news", "--account", "shop", "--at", AT, "to both"];
    let added = place.json(&both);
    assert!(added["post"].is_string());
    assert_eq!(added["deliveries"].as_array().unwrap().len(), 2);
    insta::assert_snapshot!(pretty(&place.json(&["post", "list"])));
}

#[test]
fn a_thread_file_becomes_one_delivery_with_its_segments_joined() {
    let place = place_with_news();
    let file = place.file("thread.txt", "\none\n\n---\n  two, & more\n\n---\nthree\n");
    let file = file.to_str().unwrap();
    place.json(&["post", "add", "--account", "news", "--draft", "--thread-file", file]);
    let posts = place.json(&["post", "list"]);
    assert_eq!(posts[0]["text"], "one\n---\ntwo, & more\n---\nthree");
    assert_eq!(posts[0]["state"], "draft");
}

#[test]
fn a_text_comes_from_standard_input_as_it_is() {
    let place = place_with_news();
    let add = ["post", "add", "--account", "news", "--at", AT, "-"];
    place.roost_with(&add, "line one\nline two\n").done();
    assert_eq!(place.json(&["post", "list"])[0]["text"], "line one\nline two");
}

#[test]
fn foreign_control_characters_never_reach_the_terminal() {
    let place = place_with_news();
    let add = ["post", "add", "--account", "news", "--at", AT, "red \u{1b}[31m alarm \u{7}"];
    place.roost(&add).done();
    let id = place.json(&["post", "list"])[0]["id"].as_str().unwrap().to_owned();
    for args in [&["post", "list"][..], &["post", "show", &id], &["status"], &["plan"]] {
        let ran = place.roost(args).done();
        assert!(!ran.out.contains(['\u{1b}', '\u{7}']), "{args:?}: {ran:?}");
    }
}

#[test]
fn a_delivery_is_moved_edited_and_taken_back() {
    let place = place_with_news();
    let added = place.json(&["post", "add", "--account", "news", "--at", AT, "first words"]);
    let id = added["deliveries"][0].as_str().unwrap();
    let moved = place.json(&["post", "move", id, "--at", "2099-01-02T10:00:00Z"]);
    assert_eq!(moved["due"], "2099-01-02T10:00:00Z");
    let edited = place.json(&["post", "edit", id, "better words"]);
    assert_eq!(edited["text"], "better words");
    let why = place.json(&["why", id]);
    assert!(why["sentence"].as_str().unwrap().ends_with('.'), "{why}");
    assert_eq!(place.json(&["post", "cancel", id])["state"], "cancelled");
    place.roost(&["post", "move", id, "--draft"]).refused(&[id]);
}

#[test]
fn a_picture_is_copied_so_that_the_original_may_vanish() {
    let place = place_with_news();
    let png: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";
    let file = place.file("dot.png", png);
    let path = file.to_str().unwrap();
    let add =
        ["post", "add", "--account", "news", "--at", AT, "--media", path, "--alt", "a dot", "look"];
    let id = place.json(&add)["deliveries"][0].as_str().unwrap().to_owned();
    std::fs::remove_file(file).unwrap();
    let shown = place.json(&["post", "show", &id]);
    let media = &shown["segments"][0]["media"][0];
    assert_eq!(media["alt"], "a dot");
    assert_eq!(media["mime"], "image/png");
    let copy = place.data().join("media").join(media["sha256"].as_str().unwrap());
    assert_eq!(std::fs::read(copy).unwrap(), png);
}

#[test]
fn a_poll_is_read_with_its_answers_and_length() {
    let place = place_with_news();
    let poll = [
        "post",
        "add",
        "--account",
        "news",
        "--at",
        AT,
        "--poll",
        "yes | no",
        "--poll-minutes",
        "60",
        "well?",
    ];
    let id = place.json(&poll)["deliveries"][0].as_str().unwrap().to_owned();
    let shown = place.json(&["post", "show", &id]);
    assert_eq!(shown["segments"][0]["poll"], json!({ "options": ["yes", "no"], "minutes": 60 }));
}

#[test]
fn the_plan_shows_what_goes_out_on_which_day() {
    let place = place_with_news();
    let slots = ["account", "slots", "news", "--set", "daily 09:00"];
    place.roost(&slots).done();
    for text in ["one", "two", "three"] {
        place.roost(&["post", "add", "--account", "news", "--next", text]).done();
    }
    let plan = place.json(&["plan", "--days", "5"]);
    let texts: Vec<&str> = plan
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|day| day["deliveries"].as_array().unwrap())
        .map(|delivery| delivery["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["one", "two", "three"]);
}
