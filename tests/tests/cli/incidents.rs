//! Can an owner walk out of a lock with nothing but a terminal? From the list over what they see, the
//! steps, a ticket, a letter and what came before to the way back, with the shapes that scripts read;
//! and nothing of it asks the network before they say that it is unlocked.

use crate::locked::{Locked, all};
use serde_json::{Value, json};

/// The fields that scripts rely on (product words, section 'JSON that others rely on').
const LISTED: [&str; 12] = [
    "id",
    "kind",
    "scope",
    "account",
    "app",
    "state",
    "opened_at",
    "closed_at",
    "held",
    "http_status",
    "codes",
    "relock_of",
];

#[test]
fn an_owner_walks_from_the_lock_to_the_way_back_and_asks_the_network_once() {
    let locked = Locked::new();
    let before = locked.requests();
    lists_it(&locked);
    shows_it(&locked);
    chooses_by_what_is_seen(&locked);
    marks_steps(&locked);
    waits_for_a_countdown(&locked);
    keeps_tickets(&locked);
    drafts_a_letter(&locked);
    looks_at_what_came_before(&locked);
    assert_eq!(locked.requests(), before, "all of this asks the network nothing");
    comes_back(&locked);
    // One read that found it locked, and one that found it open.
    assert_eq!(locked.requests(), before + 2);
}

fn lists_it(locked: &Locked) {
    let list = locked.json(&["list"]);
    assert_eq!(list.as_array().unwrap().len(), 1);
    for field in LISTED {
        assert!(list[0].get(field).is_some(), "{field} is missing in {list}");
    }
    let one = &list[0];
    assert_eq!((&one["kind"], &one["scope"]), (&json!("locked"), &json!("account")));
    assert_eq!((&one["account"], &one["state"]), (&json!("news"), &json!("open")));
    assert_eq!((&one["http_status"], &one["codes"]), (&json!(403), &json!([326])));
    assert_eq!((&one["held"], &one["closed_at"]), (&json!(3), &Value::Null));
    let plain = locked.roost(&["list"]).done().out;
    assert!(plain.contains("news") && plain.contains("locked"), "{plain}");
}

fn shows_it(locked: &Locked) {
    let shown = locked.json(&["show", "ID"]);
    for field in LISTED {
        assert!(shown.get(field).is_some(), "{field} is missing");
    }
    assert_eq!(shown["counts"]["lost"], 0);
    assert_eq!(shown["deliveries"].as_array().unwrap().len(), 3);
    for step in shown["checklist"].as_array().unwrap() {
        let source = step["source"].as_str().unwrap();
        assert!(source.contains("(20"), "a source without a date: {source}");
        let link = step["source_link"].as_str();
        assert!(link.is_none_or(|link| link.starts_with("https://")), "{step}");
    }
    let plain = locked.roost(&["show", "ID"]).done().out;
    for part in [
        "@news",
        "326",
        "https://x.com/account/access",
        "open_access",
        "Source: X's help page on locked and limited accounts",
        "https://help.x.com/en/managing-your-account/locked-and-limited-accounts",
        "Kept 3",
        "lost 0",
    ] {
        assert!(plain.contains(part), "no '{part}' in {plain}");
    }
}

fn chooses_by_what_is_seen(locked: &Locked) {
    let offered = locked.json(&["see", "ID"]);
    assert_eq!(all(&offered, "id").last(), Some(&"unsure"), "'not sure' is always possible");
    let plain = locked.roost(&["see", "ID"]).done().out;
    assert!(plain.contains("phone") && plain.contains("A phone number"), "{plain}");
    let shown = locked.json(&["see", "ID", "phone"]);
    assert_eq!(shown["screen"], "phone");
    let steps = all(&shown["checklist"], "id");
    assert!(steps.contains(&"phone_code") && !steps.contains(&"solve_challenge"), "{steps:?}");
    let shown = locked.json(&["see", "ID", "--clear"]);
    assert_eq!(shown["screen"], Value::Null);
    locked.roost(&["see", "ID", "phone"]).done();
}

fn marks_steps(locked: &Locked) {
    let state = |shown: &Value, id: &str| {
        let steps = shown["checklist"].as_array().unwrap().iter();
        let step = steps.clone().find(|step| step["id"] == id).unwrap();
        (step["state"].as_str().unwrap().to_owned(), step["note"].as_str().unwrap().to_owned())
    };
    let said = |state: &str, note: &str| (state.to_owned(), note.to_owned());
    let shown = locked.json(&["step", "ID", "open_access"]);
    assert_eq!(state(&shown, "open_access"), said("done", ""));
    let shown = locked.json(&["step", "ID", "real_mail", "--skip", "--note", "none came"]);
    assert_eq!(state(&shown, "real_mail"), said("skipped", "none came"));
    let shown = locked.json(&["step", "ID", "real_mail", "--todo"]);
    assert_eq!(state(&shown, "real_mail"), said("todo", "none came"));
    let plain = locked.roost(&["step", "ID", "phone_code", "--note", "at 14:10"]).done().out;
    assert!(plain.contains("[x]") && plain.contains("at 14:10"), "{plain}");
    let shown = locked.json(&["note", "ID", "the phone is charged"]);
    let log = &shown["log"];
    assert!(all(log, "note").contains(&"the phone is charged"), "{log}");
}

fn waits_for_a_countdown(locked: &Locked) {
    let shown = locked.json(&["countdown", "ID", "--for", "12h"]);
    assert_eq!(shown["state"], "waiting");
    assert_eq!(shown["countdown"]["ends_at"], shown["probe_at"]);
    let plain = locked.roost(&["countdown", "ID", "--clear"]).done().out;
    assert!(plain.contains("roost incident unlocked"), "{plain}");
    let shown = locked.json(&["look", "ID", "on"]);
    assert_eq!(shown["look_daily"], true);
    assert!(shown["probe_at"].is_string(), "the next look is visible");
    let shown = locked.json(&["look", "ID", "off"]);
    assert_eq!((&shown["look_daily"], &shown["state"]), (&json!(false), &json!("open")));
}

fn keeps_tickets(locked: &Locked) {
    let place = "https://help.x.com/en/forms/account-access";
    let shown = locked.json(&["ticket", "add", "ID", place, "--number", "0123"]);
    assert_eq!(shown["state"], "waiting");
    assert_eq!(all(&shown["tickets"], "number"), ["0123"]);
    assert_eq!(shown["reminders"].as_array().unwrap().len(), 2, "after 3 and after 7 days");
    let ticket = shown["tickets"][0]["id"].as_str().unwrap();
    let plain = locked.roost(&["ticket", "answer", "ID", ticket, "wait, please"]).done().out;
    assert!(plain.contains("wait, please") && plain.contains("0123"), "{plain}");
    let shown = locked.json(&["ticket", "answer", "ID", ticket, "it is open", "--closed"]);
    assert!(shown["tickets"][0]["closed_at"].is_string());
    assert_eq!(shown["reminders"], json!([]));
}

fn drafts_a_letter(locked: &Locked) {
    let letter = locked.roost(&["letter", "ID", "appeal", "--changed", "Fewer links."]).done();
    assert!(letter.out.starts_with("Appeal: @news is locked\n\n"), "{letter:?}");
    assert!(letter.out.contains("Fewer links."), "{letter:?}");
    let place = "https://help.x.com/en/forms/account-access/appeals";
    assert!(letter.err.contains(place) && !letter.out.contains(place), "{letter:?}");
    let letter = locked.json(&["letter", "ID", "appeal", "--language", "de"]);
    assert_eq!((&letter["language"], &letter["letter"]), (&json!("de"), &json!("appeal")));
    assert_eq!(letter["subject"], "Einspruch: @news ist gesperrt");
}

fn looks_at_what_came_before(locked: &Locked) {
    let before = locked.json(&["before", "ID"]);
    assert_eq!((&before["incident"], &before["account"]), (&json!(locked.id), &json!("news")));
    let days = before["days"].as_array().unwrap();
    let posts: u64 = days.iter().filter_map(|day| day["posts"].as_u64()).sum();
    assert_eq!(posts, 3, "{before}");
    assert!(all(&before["features"], "id").contains(&"posts_a_day"), "{before}");
    let plain = locked.roost(&["before", "ID"]).done().out;
    assert!(plain.contains("measure") && plain.contains("usual"), "{plain}");
    let over_all = locked.json(&["before", "--all"]);
    assert_eq!((&over_all["cases"], &over_all["incidents"]), (&json!(1), &json!([locked.id])));
    assert!(over_all["warning"].is_string(), "one case proves nothing, and it says so");
    let plain = locked.roost(&["before", "--all"]).done().out;
    assert!(plain.contains("cases"), "{plain}");
}

fn comes_back(locked: &Locked) {
    let still = locked.roost(&["unlocked", "ID", "--json"]).refused(&[]);
    let error: Value = serde_json::from_str(&still.err).unwrap();
    assert_eq!(error["error"]["kind"], "still_locked");
    locked.simulator.post("/accounts/news/unlock", &json!({}));
    let open = locked.json(&["unlocked", "ID"]);
    assert_eq!((&open["id"], &open["outcome"]), (&json!(locked.id), &json!("usable")));
    assert_eq!(open["state"], "verifying");
    let first = locked.json(&["show", "ID"])["deliveries"][1]["id"].clone();
    let first = first.as_str().unwrap();
    let resume = ["resume", "ID", "--first", first, "--shares", "10,100", "--days-per-stage", "3"];
    let asked = locked.roost(&resume).refused(&["nothing was changed"]);
    assert!(asked.out.contains("10, 100 %, 3 d each"), "the plan is shown first: {asked:?}");
    let plan = locked.json(&[&resume[..], &["--yes"]].concat());
    assert_eq!((&plan["applied"], &plan["first"]), (&json!(true), &json!(first)));
    assert_eq!(plan["ramps"][0]["shares"], json!([10.0, 100.0]));
    assert_eq!(plan["deliveries"].as_array().unwrap().len(), 3);
    assert_eq!(locked.json(&["show", "ID"])["quiet"], first);
}

#[test]
fn accounts_that_say_the_same_are_slowed_by_the_owners_word_only() {
    let locked = Locked::new();
    let until = |shown: &Value| shown["cascade"]["offered"][0]["slowed_until"].clone();
    let offer = locked.json(&["slow", "ID"]);
    assert_eq!(offer["until_hours"], 48);
    assert_eq!(all(&offer["offered"], "account"), ["shop"], "garden says something else");
    assert_eq!(offer["offered"][0]["slowed_until"], Value::Null, "nothing is slowed unasked");
    let plain = locked.roost(&["slow", "ID"]).done().out;
    assert!(plain.contains("shop") && plain.contains("48 hours"), "{plain}");
    let shown = locked.json(&["slow", "ID", "@shop"]);
    assert!(until(&shown).is_string(), "{shown}");
    let shown = locked.json(&["slow", "ID", "practice:shop", "--end"]);
    assert_eq!(until(&shown), Value::Null, "{shown}");
    locked.roost(&["slow", "ID", "shop"]).done();
    assert_eq!(until(&locked.json(&["slow", "ID", "--end"])), Value::Null);
    locked.refused(&["slow", "ID", "news"], "not_slowable", &["@news", &locked.id]);
    locked.refused(&["slow", "ID", "nobody"], "no_account", &["nobody"]);
    locked.refused(&["slow", "ID", "nobody", "--end"], "no_account", &["nobody"]);
    let log = locked.json(&["show", "ID"])["log"].clone();
    let slowed = all(&log, "event").into_iter().filter(|event| event.starts_with("slow"));
    let told: Vec<&str> = slowed.collect();
    assert_eq!(told, ["slowed", "slow_ended", "slowed", "slow_ended"]);
}

#[test]
fn an_incident_ends_with_its_account_and_not_by_closing_it_and_its_evidence_stays() {
    let locked = Locked::new();
    locked.refused(&["close", "ID"], "account_still_there", &["@news", &locked.id]);
    locked.place.roost(&["account", "remove", "news", "--yes"]).done();
    let shown = locked.json(&["show", "ID"]);
    assert_eq!((&shown["state"], &shown["held"]), (&json!("closed"), &json!(0)));
    assert!(all(&shown["log"], "event").contains(&"account_removed"), "{shown}");
    for over in [&["close", "ID"][..], &["see", "ID", "phone"], &["unlocked", "ID"]] {
        locked.refused(over, "incident_is", &["closed"]);
    }
    let written = locked.json(&["report", "ID"]);
    assert!(std::path::Path::new(written["path"].as_str().unwrap()).exists());
}
