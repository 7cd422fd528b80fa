//! Is an owner who mistypes about an incident told what is wrong and what there is instead? With exit
//! code 1 for what is not there, 2 for wrong usage, and nothing changed.

use crate::locked::Locked;

#[test]
fn what_is_not_there_is_named_together_with_what_is() {
    let locked = Locked::new();
    let before = locked.roost(&["show", "ID", "--json"]).done().out;
    unknown_ids(&locked);
    unknown_words(&locked);
    impossible_times(&locked);
    wrong_usage(&locked);
    too_early(&locked);
    let after = locked.roost(&["show", "ID", "--json"]).done().out;
    assert_eq!(after, before, "nothing was changed by all this");
}

/// Each command with an incident that is not there, and with an id that is none.
fn unknown_ids(locked: &Locked) {
    let commands: [&[&str]; 17] = [
        &["show", "999"],
        &["see", "999"],
        &["see", "999", "phone"],
        &["step", "999", "open_access"],
        &["countdown", "999", "--for", "12h"],
        &["look", "999", "on"],
        &["ticket", "add", "999", "a form"],
        &["ticket", "answer", "999", "1", "yes"],
        &["letter", "999", "appeal"],
        &["before", "999"],
        &["report", "999"],
        &["slow", "999"],
        &["slow", "999", "shop"],
        &["close", "999"],
        &["unlocked", "999"],
        &["resume", "999", "--yes"],
        &["note", "999", "x"],
    ];
    for words in commands {
        locked.refused(words, "no_incident", &["999", "roost incident list"]);
        let nonsense: Vec<&str> =
            words.iter().map(|word| if *word == "999" { "3rd" } else { word }).collect();
        let ran = locked.roost(&[&nonsense[..], &["--json"]].concat());
        ran.refused(&["\"kind\":\"bad_id\"", "3rd"]);
    }
}

fn unknown_words(locked: &Locked) {
    locked.refused(&["see", "ID", "mirror"], "bad_screen", &["mirror", "challenge", "unsure"]);
    locked.refused(&["step", "ID", "pray"], "bad_step", &["pray", "open_access", "say_unlocked"]);
    // A step of another screen than the one that was chosen is none of this incident's.
    locked.refused(&["step", "ID", "wait_lockout"], "bad_step", &["wait_lockout"]);
    locked.refused(&["letter", "ID", "poem"], "bad_letter", &["poem", "appeal"]);
    locked.refused(&["letter", "ID", "billing"], "bad_letter", &["billing", "locked"]);
    locked.refused(&["ticket", "answer", "ID", "77", "yes"], "no_ticket", &["77", &locked.id]);
    locked.refused(&["ticket", "add", "ID", "  "], "no_place", &["address"]);
}

fn impossible_times(locked: &Locked) {
    let past = ["countdown", "ID", "--at", "2001-01-01T00:00:00Z"];
    locked.refused(&past, "time_past", &["2001-01-01"]);
    let none = ["countdown", "ID", "--at", "soon"];
    locked.refused(&none, "time_unreadable", &["soon"]);
}

fn wrong_usage(locked: &Locked) {
    let lines: [&[&str]; 12] = [
        &["see", "ID", "phone", "--clear"],
        &["step", "ID"],
        &["step", "ID", "open_access", "--skip", "--todo"],
        &["countdown", "ID"],
        &["countdown", "ID", "--for", "a while"],
        &["look", "ID", "maybe"],
        &["letter", "ID", "appeal", "--language", "fr"],
        &["report", "ID", "--language", "fr"],
        &["report", "ID", "--out", ""],
        &["before"],
        &["before", "ID", "--all"],
        &["resume", "ID", "--days-per-stage", "3"],
    ];
    for words in lines {
        let ran = locked.roost(words);
        assert_eq!((ran.code, &*ran.out), (2, ""), "{words:?}: {ran:?}");
        assert!(ran.err.contains("Usage") || ran.err.contains("--help"), "{words:?}: {ran:?}");
    }
    let languages = locked.roost(&["report", "ID", "--language", "fr"]).err;
    assert!(languages.contains("en") && languages.contains("de"), "{languages}");
}

fn too_early(locked: &Locked) {
    let resume = ["resume", "ID", "--yes"];
    locked.refused(&resume, "incident_is", &[&locked.id, "open"]);
    locked.refused(&["resume", "ID", "--first", "999"], "not_held_by", &["999", &locked.id]);
    locked.refused(&["resume", "ID", "--shares", "50,20"], "bad_request", &["shares"]);
}
