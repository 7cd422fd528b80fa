//! What does the terminal say of an incident that it can't read, and does everything else go on?

use crate::kit::Place;
use roost_domain::ports::Clock;
use roost_engine::clock::SystemClock;
use serde_json::{Value, json};
use std::time::Duration;

fn post_soon(place: &Place, handle: &str, text: &str) {
    let at = (SystemClock.now() + Duration::from_secs(2)).to_rfc3339();
    place.json(&["post", "add", "--account", handle, "--at", &at, text]);
}

#[test]
fn an_incident_of_an_unknown_kind_is_listed_and_explained_and_stops_nothing_else() {
    let place = Place::new();
    let simulator = place.simulator(&[]);
    for handle in ["news", "shop"] {
        let add = ["account", "add", "practice", "--handle", handle, "--simulator"];
        place.roost(&[&add[..], &[&simulator.url()]].concat()).done();
    }
    let lock = json!([{ "on": "POST /2/tweets", "account": "news", "times": 1, "do": "lock" }]);
    simulator.post("/faults", &lock);
    post_soon(&place, "news", "meets the lock");
    place.roost(&["run", "--until-idle", "--within", "1m"]).done();
    simulator.post("/accounts/news/unlock", &json!({}));
    let db = rusqlite::Connection::open(place.data().join("roost.db")).unwrap();
    assert_eq!(db.execute("UPDATE incidents SET kind = 'shadowed'", []).unwrap(), 1);
    drop(db);

    let silent = |requests: Value| {
        let of_news = |one: &&Value| one["handle"] == "news";
        requests.as_array().unwrap().iter().filter(of_news).count()
    };
    let before = silent(simulator.get("/requests"));
    post_soon(&place, "news", "comes to a held account");
    post_soon(&place, "shop", "goes out");
    place.roost(&["run", "--until-idle", "--within", "1m"]).done();
    assert_eq!(silent(simulator.get("/requests")), before);
    let posts = simulator.get("/posts");
    assert_eq!((posts.as_array().unwrap().len(), &posts[0]["text"]), (1, &json!("goes out")));

    let listed = place.json(&["incident", "list"]);
    let facts = ["id", "kind", "state", "held"].map(|name| listed[0][name].clone());
    assert_eq!(facts, [json!("1"), json!("doubtful"), json!("open"), json!(2)]);
    let status = place.json(&["status"]);
    assert_eq!((&status["held"], &status["accounts"][0]["state"]), (&json!(2), &json!("held")));
    let shown = place.roost(&["incident", "show", "1"]).done().out;
    for part in [
        "says 'shadowed' of incident 1",
        "Nothing is sent and nothing is lost",
        "Start the newest Roost",
        "roost incident unlocked 1",
    ] {
        assert!(shown.contains(part), "no '{part}' in {shown}");
    }
}
