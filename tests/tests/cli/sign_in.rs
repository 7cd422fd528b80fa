//! Can an account come in and be renewed by a PIN that its owner reads off the page? And are PINs that
//! are wrong or too old refused, with nothing kept?

use crate::kit::{Place, Ran, Simulator, form};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

/// Runs a sign-in up to its question, does on the page what `owner` does, and types what it gives.
fn sign_in(
    place: &Place,
    args: &[&str],
    first_line: &str,
    owner: impl FnOnce(&str) -> String,
) -> Ran {
    let mut child = place.command(args).stdin(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(first_line.as_bytes()).unwrap();
    let mut errors = BufReader::new(child.stderr.take().unwrap());
    let mut seen = String::new();
    let token = loop {
        let mut line = String::new();
        assert!(errors.read_line(&mut line).unwrap() > 0, "no page was named: {seen}");
        seen.push_str(&line);
        if let Some((_, token)) = line.split_once("oauth_token=") {
            break token.trim().to_owned();
        }
    };
    writeln!(input, "{}", owner(&token)).unwrap();
    drop(input);
    let mut out = String::new();
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    errors.read_to_string(&mut seen).unwrap();
    Ran { code: child.wait().unwrap().code().unwrap(), out, err: seen }
}

/// Presses the account's button on the page and reads the PIN.
fn pin_from_page(simulator: &Simulator, token: &str, handle: &str) -> String {
    let fields = format!("oauth_token={token}&handle={handle}");
    let page = form(&simulator.url(), "/oauth/authorize", &fields).body;
    let (_, rest) = page.split_once("<code>").unwrap_or_else(|| panic!("no PIN in {page}"));
    rest.split_once("</code>").unwrap().0.to_owned()
}

fn app_json(simulator: &Simulator) -> String {
    let ready = &simulator.ready;
    json!({ "consumer_key": ready["consumer_key"], "consumer_secret": ready["consumer_secret"] })
        .to_string()
}

fn handle(simulator: &Simulator) -> String {
    simulator.ready["accounts"][0]["handle"].as_str().unwrap().to_owned()
}

#[test]
fn an_account_comes_in_by_its_pin_and_is_renewed_by_another() {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    let (url, handle) = (simulator.url(), handle(&simulator));
    let add = ["account", "add", "x", "--app", "mine", "--api-base", &url, "--pin", "--json"];
    let page = |token: &str| pin_from_page(&simulator, token, &handle);
    let added = sign_in(&place, &add, &app_json(&simulator), page).done();
    let added: Value = serde_json::from_str(&added.out).unwrap();
    assert_eq!(added["handle"], handle);
    let renew = ["account", "renew", &handle, "--pin", "--json"];
    sign_in(&place, &renew, "", page).done();
    let other = simulator.post("/accounts", &json!({ "handle": "somebody" }));
    assert_eq!(other["handle"], "somebody");
    let stranger = |token: &str| pin_from_page(&simulator, token, "somebody");
    sign_in(&place, &renew, "", stranger).refused(&["somebody"]);
}

#[test]
fn a_wrong_pin_is_refused_and_nothing_is_kept() {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    let url = simulator.url();
    let add = ["account", "add", "x", "--app", "mine", "--api-base", &url, "--pin"];
    sign_in(&place, &add, &app_json(&simulator), |_| "0000000".to_owned()).refused(&[]);
    assert_eq!(place.json(&["account", "list"]), json!([]));
    assert_eq!(place.json(&["app", "list"]), json!([]));
}

#[test]
fn a_pin_that_is_too_old_is_refused_and_nothing_is_kept() {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    let (url, handle) = (simulator.url(), handle(&simulator));
    let add = ["account", "add", "x", "--app", "mine", "--api-base", &url, "--pin"];
    let late = |token: &str| {
        let pin = pin_from_page(&simulator, token, &handle);
        simulator.post("/clock", &json!({ "now": "2099-01-01T00:00:00Z", "factor": 1 }));
        pin
    };
    sign_in(&place, &add, &app_json(&simulator), late).refused(&[]);
    assert_eq!(place.json(&["account", "list"]), json!([]));
}
