//! Does `roost simulator` print its one line, serve, and stop when it is asked to?

use crate::kit::{Place, http};
use serde_json::json;

#[test]
fn it_prints_one_line_of_json_and_ends_well_on_sigterm() {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    let ready = simulator.ready.clone();
    for field in ["base_url", "consumer_key", "consumer_secret"] {
        assert!(ready[field].is_string(), "{ready}");
    }
    let accounts = ready["accounts"].as_array().unwrap();
    assert_eq!(accounts.len(), 1, "a fresh simulator has one account");
    for field in ["handle", "user_id", "token", "token_secret"] {
        assert!(accounts[0][field].is_string(), "{ready}");
    }
    assert_eq!(simulator.get("/posts"), json!([]));
    let (code, rest) = simulator.going.terminate();
    assert_eq!((code, rest.as_str()), (0, ""));
}

#[test]
fn a_state_file_keeps_accounts_over_a_restart() {
    let place = Place::new();
    let state = place.data().with_extension("jsonl");
    let options = ["--state", state.to_str().unwrap()];
    let first = place.simulator(&options);
    let opened = first.post("/accounts", &json!({ "handle": "keeper" }));
    drop(first);
    let second = place.simulator(&options);
    let again = second.post("/accounts", &json!({ "handle": "keeper" }));
    assert_eq!(opened["user_id"], again["user_id"]);
    assert_eq!(opened["token"], again["token"]);
}

#[test]
fn an_unsigned_request_to_the_api_is_refused() {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    assert_eq!(http(&simulator.url(), "GET", "/2/users/me", "").status, 401);
}
