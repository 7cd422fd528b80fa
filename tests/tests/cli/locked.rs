//! What does every test of an incident begin with? Three accounts on a real simulator, of which one
//! was locked after its third post, and short ways to ask `roost incident` about that.

use crate::kit::{Place, Ran, Simulator};
use roost_domain::ports::Clock;
use roost_engine::clock::SystemClock;
use roost_tests::stories::STORIES;
use serde_json::{Value, json};
use std::time::Duration;

const HOUR: Duration = Duration::from_hours(1);

/// So many posts of each account, an hour apart; `news` and `shop` say the same.
const POSTS: usize = 6;

/// `news` is locked after three of its six posts; `shop` said the same, `garden` something else.
pub(crate) struct Locked {
    pub(crate) place: Place,
    pub(crate) simulator: Simulator,
    /// The incident.
    pub(crate) id: String,
}

impl Locked {
    pub(crate) fn new() -> Self {
        let place = Place::new();
        let simulator = place.simulator(&[]);
        let url = simulator.url();
        let starts = SystemClock.now() + 24 * HOUR;
        for handle in ["news", "shop", "garden"] {
            place.json(&["account", "add", "practice", "--handle", handle, "--simulator", &url]);
            for (hours, story) in (1..).zip(&STORIES[..POSTS]) {
                let at = (starts + hours * HOUR).to_rfc3339();
                let own = format!("{} beans are ripe", hours * hours * 7919);
                let text = if handle == "garden" { &*own } else { *story };
                place.json(&["post", "add", "--account", handle, "--at", &at, text]);
            }
        }
        simulator.post(
            "/faults",
            &json!([{ "on": "POST /2/tweets", "account": "news", "after": 3, "do": "lock" }]),
        );
        let starts = starts.to_rfc3339();
        let run = ["run", "--time-lapse", "20160", "--start", &starts, "--until-idle"];
        place.roost(&[&run[..], &["--within", "12h"]].concat()).done();
        let id = place.json(&["incident", "list"])[0]["id"].as_str().unwrap().to_owned();
        Self { place, simulator, id }
    }

    /// Runs `roost incident` with these words; `ID` stands for the incident.
    pub(crate) fn roost(&self, words: &[&str]) -> Ran {
        self.place.roost(&self.line(words))
    }

    /// The same, expects it to be done, and reads its JSON.
    #[track_caller]
    pub(crate) fn json(&self, words: &[&str]) -> Value {
        self.place.json(&self.line(words))
    }

    /// Expects it to be refused with all of these parts, in words and as JSON of this kind, and
    /// nothing on standard output.
    #[track_caller]
    pub(crate) fn refused(&self, words: &[&str], kind: &str, parts: &[&str]) {
        let plain = self.roost(words).refused(parts);
        assert!(plain.out.is_empty(), "{plain:?}");
        let asked = self.roost(&[words, &["--json"]].concat()).refused(&[]);
        let error: Value = serde_json::from_str(&asked.err).unwrap();
        assert_eq!(error["error"]["kind"], kind, "{asked:?}");
        let message = error["error"]["message"].as_str().unwrap();
        assert!(parts.iter().all(|part| message.contains(part)), "{message}");
    }

    /// How many requests of the locked account the simulator has seen.
    pub(crate) fn requests(&self) -> usize {
        let log = self.simulator.get("/requests");
        log.as_array().unwrap().iter().filter(|one| one["handle"] == "news").count()
    }

    fn line<'a>(&'a self, words: &[&'a str]) -> Vec<&'a str> {
        let mut line = vec!["incident"];
        line.extend(words.iter().map(|word| if *word == "ID" { &*self.id } else { *word }));
        line
    }
}

/// The strings of a field over a list.
pub(crate) fn all<'a>(list: &'a Value, field: &str) -> Vec<&'a str> {
    let list = list.as_array().unwrap();
    list.iter().map(|one| one[field].as_str().unwrap_or_default()).collect()
}
