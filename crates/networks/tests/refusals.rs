//! Does the classifier know every answer on record? Walks the fixture: each row is a fact with its
//! source, and what it means in Roost's words.

#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use chrono::{TimeZone, Utc};
use roost_domain::Timestamp;
use roost_domain::refusal::Refusal;
use roost_networks::http::{Response, TransportError};
use roost_networks::x::refusals::{Rules, classify, classify_missing};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

#[derive(Deserialize)]
struct Fixture {
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    #[serde(rename = "row")]
    name: String,
    status: Option<u16>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Option<Value>,
    transport: Option<String>,
    rule: String,
    kind: String,
    scope: String,
    action: String,
}

fn fixture() -> Vec<Row> {
    let text = include_str!("fixtures/refusals.json");
    serde_json::from_str::<Fixture>(text).unwrap().rows
}

fn now() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 11, 22, 10, 0, 0).unwrap()
}

fn classified(rules: &Rules, row: &Row) -> Refusal {
    let reason = || "in the transport's words".to_owned();
    match row.transport.as_deref() {
        Some("lost") => return classify_missing(rules, &TransportError::Lost { reason: reason() }),
        Some(_) => return classify_missing(rules, &TransportError::NotSent { reason: reason() }),
        None => {}
    }
    let body = match row.body.as_ref().unwrap() {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let headers = row.headers.clone().into_iter().collect();
    let answer = Response { status: row.status.unwrap(), headers, body: body.into_bytes() };
    classify(rules, &answer, now())
}

#[test]
fn every_answer_on_record_means_what_the_record_says() {
    let rules = Rules::shipped().unwrap();
    for row in fixture() {
        let refusal = classified(&rules, &row);
        let found =
            (&*refusal.rule, refusal.kind.word(), refusal.scope.word(), refusal.action.word());
        let wanted = (&*row.rule, &*row.kind, &*row.scope, &*row.action);
        assert_eq!(found, wanted, "{} with status {:?}: {:?}", row.name, row.status, row.body);
    }
}

#[test]
fn the_record_has_all_75_rows_that_a_scheduler_can_meet() {
    let rows: HashSet<String> = fixture()
        .into_iter()
        .map(|row| row.name)
        .filter(|row| !row.starts_with("unknown ") && !row.starts_with("also "))
        .collect();
    assert_eq!(rows.len(), 75);
}

#[test]
fn every_rule_is_reached_by_a_row() {
    let rules = Rules::shipped().unwrap();
    let reached: HashSet<String> = fixture().into_iter().map(|row| row.rule).collect();
    let unreached: Vec<&str> = rules.ids().filter(|id| !reached.contains(*id)).collect();
    assert_eq!(unreached, Vec::<&str>::new());
}

#[test]
fn the_status_alone_never_decides_over_a_legacy_code() {
    // The legacy table gives 403 for code 89, the OAuth reference 401; the code is what counts.
    let rules = Rules::shipped().unwrap();
    for row in fixture().iter().filter(|row| row.name.starts_with("code ")) {
        for status in [400, 401, 403, 404, 429, 500] {
            let moved = Row { status: Some(status), body: row.body.clone(), ..copy(row) };
            let refusal = classified(&rules, &moved);
            assert_eq!(refusal.kind.word(), row.kind, "{} with status {status}", row.name);
        }
    }
}

#[test]
fn the_host_of_a_problem_type_does_not_matter() {
    let rules = Rules::shipped().unwrap();
    for row in fixture() {
        let Some(body) = row.body.as_ref().map(ToString::to_string) else { continue };
        if !body.contains("/2/problems/") {
            continue;
        }
        for host in ["api.x.com", "api.twitter.com", "api.X.com", "API.TWITTER.COM"] {
            let moved = body.replace("api.twitter.com", host).replace("api.x.com", host);
            let moved = Row { body: Some(serde_json::from_str(&moved).unwrap()), ..copy(&row) };
            assert_eq!(classified(&rules, &moved).rule, row.rule, "{} at {host}", row.name);
        }
    }
}

#[test]
fn the_rules_file_is_dated_and_whole() {
    let rules = Rules::shipped().unwrap();
    assert_eq!(rules.version(), "2026-11-22");
    assert!(rules.count() > 75, "{}", rules.count());
}

fn copy(row: &Row) -> Row {
    Row {
        name: row.name.clone(),
        status: row.status,
        headers: row.headers.clone(),
        body: row.body.clone(),
        transport: row.transport.clone(),
        rule: row.rule.clone(),
        kind: row.kind.clone(),
        scope: row.scope.clone(),
        action: row.action.clone(),
    }
}
