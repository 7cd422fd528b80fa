//! The whole way by hand, as a script: three accounts, thirty posts, a lock after the third post of
//! one, the silence, the unlock that came too early, the unlock, the way back, and at the end Roost
//! and the simulator agree about every post.

use crate::kit::{Place, Simulator};
use roost_domain::ports::Clock;
use roost_engine::clock::SystemClock;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

const HANDLES: [&str; 3] = ["news", "shop", "notes"];
const HOUR: Duration = Duration::from_hours(1);

/// A folder with three accounts on a simulator and ten posts for each, an hour apart.
struct Played {
    place: Place,
    simulator: Simulator,
    starts: String,
}

fn set_up() -> Played {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    let url = simulator.url();
    let starts = SystemClock.now() + 24 * HOUR;
    for handle in HANDLES {
        place.json(&["account", "add", "practice", "--handle", handle, "--simulator", &url]);
        for number in 1..=10 {
            let at = (starts + number * HOUR).to_rfc3339();
            let text = format!("{handle} writes {number}");
            place.json(&["post", "add", "--account", handle, "--at", &at, &text]);
        }
    }
    simulator.post(
        "/faults",
        &json!([{ "on": "POST /2/tweets", "account": "news", "after": 3, "do": "lock" }]),
    );
    Played { place, simulator, starts: starts.to_rfc3339() }
}

impl Played {
    fn posts(&self, handle: &str) -> Vec<Value> {
        self.place.json(&["post", "list", "--account", handle]).as_array().unwrap().clone()
    }

    fn in_state(&self, handle: &str, state: &str) -> usize {
        self.posts(handle).iter().filter(|post| post["state"] == state).count()
    }

    /// The requests of the locked account since the one that was refused.
    fn since_lock(&self) -> Vec<Value> {
        let log = self.simulator.get("/requests");
        let own = log.as_array().unwrap().iter().filter(|one| one["handle"] == "news");
        own.skip_while(|one| one["status"] != 403).skip(1).cloned().collect()
    }

    fn incident(&self) -> Value {
        self.place.json(&["incident", "list"])[0].clone()
    }
}

#[test]
fn a_locked_account_keeps_its_queue_and_comes_back_slowly_while_the_others_go_on() {
    let played = set_up();
    let before = played.posts("news");
    let run = ["run", "--time-lapse", "3600", "--start", &played.starts, "--until-idle"];
    let mut first = run.to_vec();
    first.extend(["--within", "12h", "--json"]);
    let told = played.place.roost(&first).done().out;
    assert!(told.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()), "{told}");

    assert_eq!(played.in_state("shop", "published"), 10);
    assert_eq!(played.in_state("notes", "published"), 10);
    assert_eq!(played.in_state("news", "published"), 3);
    assert_eq!(played.in_state("news", "held"), 7);
    for (post, before) in played.posts("news").iter().zip(&before) {
        assert_eq!(post["due"], before["due"], "held posts keep their places");
        assert_eq!(post["text"], before["text"]);
    }
    assert_eq!(played.since_lock(), [] as [Value; 0], "silence while held");
    let incident = played.incident();
    assert_eq!((&incident["kind"], &incident["http_status"]), (&json!("locked"), &json!(403)));
    assert_eq!((&incident["codes"], &incident["held"]), (&json!([326]), &json!(7)));

    let id = incident["id"].as_str().unwrap();
    played.place.roost(&["incident", "unlocked", id]).refused(&["locked"]);
    assert_eq!(methods(&played.since_lock()), ["GET"], "one read, and no more");
    assert_eq!(played.in_state("news", "held"), 7);

    played.simulator.post("/accounts/news/unlock", &json!({}));
    played.place.roost(&["incident", "unlocked", id]).done();
    assert_eq!(methods(&played.since_lock()), ["GET", "GET"]);
    let asked = played.place.roost_with(&["incident", "resume", id], "n\n");
    let asked = asked.refused(&["nothing was changed"]);
    assert!(asked.out.contains("news writes 4"), "the plan is shown: {asked:?}");
    let asked = played.place.roost(&["incident", "resume", id, "--json"]).refused(&[]);
    let error: Value = serde_json::from_str(&asked.err).expect("a script reads nothing but JSON");
    assert_eq!(error["error"]["kind"], "not_confirmed");
    let plan = played.place.json(&["incident", "resume", id, "--yes"]);
    let quiet = plan["first"].as_str().unwrap();
    let why = played.place.roost(&["why", quiet]).done().out;
    assert!(why.contains("no loop runs"), "{why}");
    assert_eq!(plan["deliveries"].as_array().unwrap().len(), 7);

    let mut second = vec!["run", "--time-lapse", "40320", "--until-idle"];
    second.extend(["--within", "30d"]);
    played.place.roost(&second).done();
    everything_is_out_once_and_in_order(&played);
    within_allowance(&played, &plan);
}

fn methods(requests: &[Value]) -> Vec<&str> {
    requests.iter().map(|one| one["method"].as_str().unwrap()).collect()
}

fn everything_is_out_once_and_in_order(played: &Played) {
    let there = played.simulator.get("/posts");
    let there = there.as_array().unwrap();
    assert_eq!(there.len(), 30);
    for handle in HANDLES {
        let texts: Vec<&str> = there
            .iter()
            .filter(|post| post["handle"] == handle)
            .map(|post| post["text"].as_str().unwrap())
            .collect();
        let expected: Vec<String> = (1..=10).map(|n| format!("{handle} writes {n}")).collect();
        assert_eq!(texts, expected);
        for post in played.posts(handle) {
            assert_eq!(post["state"], "published", "{post}");
            let is_same = |one: &&Value| one["id"] == post["remote_id"];
            let found = there.iter().find(is_same).unwrap();
            assert_eq!((&found["text"], &found["handle"]), (&post["text"], &post["account"]));
        }
    }
}

/// From the quiet post on no day has more than the plan's curve allows for it.
fn within_allowance(played: &Played, plan: &Value) {
    let quiet = plan["first"].as_str().unwrap();
    let mut days: BTreeMap<String, u64> = BTreeMap::new();
    let posts = played.posts("news");
    let since = posts.iter().find(|post| post["id"] == quiet).unwrap()["published_at"].clone();
    for post in &posts {
        let at = post["published_at"].as_str().unwrap();
        if at >= since.as_str().unwrap() {
            *days.entry(at[..10].to_owned()).or_default() += 1;
        }
    }
    assert_eq!(days.values().sum::<u64>(), 7);
    let most = plan["curve"][0]["allowance"].as_u64().unwrap();
    assert!(days.values().all(|count| *count <= most), "{most} a day, but {days:?}");
}
