//! Does the loop begin, tell and end as it was asked to, and refuse what it must not do?

use crate::kit::Place;
use roost_domain::ports::Clock;
use roost_engine::clock::SystemClock;
use serde_json::{Value, json};
use std::time::Duration;

/// An account on its own simulator, with a post due in a moment.
fn place_with_due_post() -> (Place, crate::kit::Simulator) {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    let url = simulator.url();
    place.json(&["account", "add", "practice", "--handle", "news", "--simulator", &url]);
    let at = (SystemClock.now() + Duration::from_secs(2)).to_rfc3339();
    place.json(&["post", "add", "--account", "news", "--at", &at, "due soon"]);
    (place, simulator)
}

#[test]
fn until_idle_sends_what_is_due_within_the_time_and_ends() {
    let (place, simulator) = place_with_due_post();
    place.json(&["post", "add", "--account", "news", "--at", "2099-01-01T00:00:00Z", "much later"]);
    let told = place.roost(&["run", "--until-idle", "--within", "1m", "--json"]).done().out;
    let told: Vec<Value> = told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let published = told.iter().find(|one| one["event"] == "published").unwrap();
    assert_eq!((&published["account"], &published["text"]), (&json!("news"), &json!("due soon")));
    let there = simulator.get("/posts");
    assert_eq!(there[0]["text"], "due soon");
    assert_eq!(there.as_array().unwrap().len(), 1);
    assert_eq!(place.json(&["post", "list", "--state", "scheduled"])[0]["text"], "much later");
}

#[test]
fn a_practice_account_without_a_simulator_posts_to_one_that_the_run_hosts() {
    let place = Place::new();
    place.json(&["account", "add", "practice", "--handle", "news"]);
    let at = (SystemClock.now() + Duration::from_secs(2)).to_rfc3339();
    place.json(&["post", "add", "--account", "news", "--at", &at, "to the house's own"]);
    place.roost(&["run", "--until-idle", "--within", "1m"]).done();
    let posts = place.json(&["post", "list"]);
    assert_eq!(posts[0]["state"], "published");
    let kept = std::fs::read_to_string(place.data().join("practice.jsonl")).unwrap();
    assert!(kept.contains("to the house's own"));
    #[cfg(unix)]
    assert_eq!(mode(&place.data().join("practice.jsonl")), 0o600, "it holds tokens");
    assert!(!place.data().join("practice.url").exists(), "the note goes with the run");
    let log = std::fs::read_dir(place.data().join("logs")).unwrap().next().unwrap().unwrap();
    let log = std::fs::read_to_string(log.path()).unwrap();
    assert!(log.contains("the loop begins") && !log.contains("to the house's own"), "{log}");
}

#[cfg(unix)]
fn mode(path: &std::path::Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).unwrap().permissions()) & 0o777
}

#[test]
fn a_blocked_app_is_told_once_by_its_own_name() {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    simulator.post(
        "/faults",
        &json!([{ "on": "POST /2/tweets", "account": "one", "do": "write_block" }]),
    );
    for (handle, wait) in [("one", 2), ("two", 3600), ("three", 3600)] {
        let add = ["account", "add", "practice", "--handle", handle];
        place.roost(&[&add[..], &["--simulator", &simulator.url()]].concat()).done();
        let at = (SystemClock.now() + Duration::from_secs(wait)).to_rfc3339();
        place.json(&["post", "add", "--account", handle, "--at", &at, handle]);
    }
    let ran = place.roost(&["run", "--until-idle", "--within", "1m"]).done();
    let held: Vec<&str> = ran.out.lines().filter(|line| line.contains(" are kept (")).collect();
    assert_eq!(held.len(), 1, "{ran:#?}");
    assert!(held[0].contains("App practice@") && !held[0].contains("@practice"), "{ran:#?}");
    assert!(held[0].contains("3 posts are kept (incident 1)"), "{ran:#?}");
    let plan = place.roost(&["plan"]).done().out;
    assert!(plan.contains("@two  two (held)"), "nobody waits for it: {plan}");
}

#[test]
fn a_post_that_a_killed_run_was_sending_waits_for_the_next_run_and_goes_out_once() {
    let (place, simulator) = place_with_due_post();
    let delay = json!([{ "on": "POST /2/tweets", "do": "delay", "ms": 60_000 }]);
    simulator.post("/faults", &delay);
    let going = place.start(&["run"]);
    while simulator.get("/posts").as_array().unwrap().is_empty() {}
    drop(going);
    let why = place.roost(&["why", "1"]).done().out;
    assert!(why.contains("no loop runs"), "{why}");
    place.roost(&["run", "--until-idle", "--within", "1m"]).done();
    let posts = place.json(&["post", "list", "--state", "published"]);
    assert_eq!(posts.as_array().unwrap().len(), 1);
    assert_eq!(simulator.get("/posts").as_array().unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn sigterm_ends_a_run_well_and_a_second_run_is_refused_meanwhile() {
    let place = Place::new();
    place.json(&["account", "add", "practice", "--handle", "news"]);
    let going = place.start(&["run", "--json"]);
    while place.json(&["status"])["running"] != true {}
    place.roost(&["run"]).refused(&["in use"]);
    let (code, _) = going.terminate();
    assert_eq!(code, 0);
    assert_eq!(place.json(&["status"])["running"], false);
}

#[test]
fn a_run_for_a_time_ends_by_its_own_clock() {
    let place = Place::new();
    let run = ["run", "--for", "1d", "--time-lapse", "86400"];
    place.roost(&run).done();
}

#[test]
fn an_incident_is_handed_to_the_owners_command_as_json() {
    let (place, simulator) = place_with_due_post();
    simulator
        .post("/faults", &json!([{ "on": "POST /2/tweets", "account": "news", "do": "lock" }]));
    let file = place.data().with_extension("incident");
    let command = format!("cat > '{}'", file.display());
    place.roost(&["run", "--until-idle", "--within", "1m", "--on-incident", &command]).done();
    let handed: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(handed["kind"], "locked");
    assert_eq!(handed["account"], "news");
    assert!(handed["headline"].as_str().unwrap().contains("@news"));
}

#[test]
fn a_folder_with_a_real_account_is_never_lapsed_and_a_lapsed_one_takes_none() {
    let place = Place::new();
    let lapse = ["run", "--for", "1h", "--time-lapse", "86400"];
    place.roost(&lapse).done();
    let keys = json!({
        "consumer_key": "k", "consumer_secret": "s", "token": "t", "token_secret": "u",
    });
    let add = ["account", "add", "x", "--app", "mine", "--secrets-stdin"];
    place.roost_with(&add, keys.to_string()).refused(&["laps"]);
}

#[test]
fn a_lapsed_clock_starts_after_all_that_is_stored_and_other_commands_read_it() {
    let (place, _simulator) = place_with_due_post();
    place.roost(&["run", "--until-idle", "--within", "1m"]).done();
    let early = ["run", "--for", "1h", "--time-lapse", "3600", "--start", "2020-01-01T00:00:00Z"];
    place.roost(&early).refused(&["newest", "Start later"]);
    let late = ["run", "--for", "1h", "--time-lapse", "86400", "--start", "2090-01-01T00:00:00Z"];
    place.roost(&late).done();
    let past = ["post", "add", "--account", "news", "--at", "2089-12-31T00:00:00Z", "x"];
    place.roost(&past).refused(&["passed"]);
    let future = ["post", "add", "--account", "news", "--at", "2090-02-01T00:00:00Z", "x"];
    place.roost(&future).done();
}

#[test]
fn a_vault_that_can_not_be_opened_ends_a_run_before_anything_is_sent() {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    let url = simulator.url();
    let add = ["account", "add", "x", "--app", "mine", "--api-base", &url, "--secrets-stdin"];
    place.roost_with(&add, simulator.secrets().to_string()).done();
    let asked = simulator.get("/requests").as_array().unwrap().len();
    let mut wrong = place.command(&["run", "--until-idle"]);
    let ran = wrong.env("ROOST_VAULT_PASSPHRASE", "not this one").output().unwrap();
    assert_eq!(ran.status.code(), Some(1), "{ran:?}");
    assert_eq!(simulator.get("/requests").as_array().unwrap().len(), asked);
    place.roost(&["run", "--until-idle"]).done();
}

#[test]
fn commands_that_sign_nothing_never_open_the_vault() {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    let url = simulator.url();
    let add = ["account", "add", "x", "--app", "mine", "--api-base", &url, "--secrets-stdin"];
    place.roost_with(&add, simulator.secrets().to_string()).done();
    std::fs::write(place.data().join("vault.age"), "broken").unwrap();
    for args in [&["account", "list"][..], &["status"], &["post", "list"], &["vault", "status"]] {
        place.roost(args).done();
    }
}

#[test]
fn a_passphrase_may_lie_in_a_file_that_the_environment_names() {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    let url = simulator.url();
    let add = ["account", "add", "x", "--app", "mine", "--api-base", &url, "--secrets-stdin"];
    place.roost_with(&add, simulator.secrets().to_string()).done();
    let file = place.file("passphrase", "only for tests\n");
    let mut run = place.command(&["run", "--until-idle"]);
    run.env_remove("ROOST_VAULT_PASSPHRASE").env("ROOST_VAULT_PASSPHRASE_FILE", file);
    let ran = run.output().unwrap();
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
}
