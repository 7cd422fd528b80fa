//! Does Roost read text as X's own public conformance cases say?
//!
//! Every case of every group runs. A case that Roost does not meet stands in `exceptions.json` with
//! its reason; an exception that passes is stale and fails the test as well.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a broken fixture must stop the test")]

use std::collections::{BTreeMap, BTreeSet};

use roost_domain::text::{self, Limits, Span};
use serde::Deserialize;
use serde_json::{Map, Value, json};

const VALIDATE: &str = include_str!("fixtures/text/validate.json");
const EXTRACT: &str = include_str!("fixtures/text/extract.json");
const EXCEPTIONS: &str = include_str!("fixtures/text/exceptions.json");

#[derive(Deserialize)]
struct Suite {
    tests: BTreeMap<String, Vec<Case>>,
}

#[derive(Deserialize)]
struct Case {
    description: String,
    text: String,
    expected: Value,
}

#[derive(Deserialize)]
struct Exception {
    group: String,
    description: String,
    reason: String,
}

#[test]
fn validity_and_weights_are_those_of_the_public_cases() {
    check("validate", VALIDATE, 97, observe_validity);
}

#[test]
fn extraction_is_that_of_the_public_cases() {
    check("extract", EXTRACT, 238, observe_extraction);
}

#[test]
fn every_exception_names_a_case_and_gives_a_reason() {
    let mut names = BTreeSet::new();
    for (file, suite) in [("validate", VALIDATE), ("extract", EXTRACT)] {
        for (group, cases) in parse(suite).tests {
            names.extend(
                cases.into_iter().map(|case| (format!("{file}/{group}"), case.description)),
            );
        }
    }
    for exception in exceptions() {
        assert!(!exception.reason.is_empty(), "{}", exception.description);
        let name = (exception.group, exception.description);
        assert!(names.contains(&name), "no such case: {name:?}");
    }
}

fn check(file: &str, suite: &str, n_cases: usize, observe: fn(&str, &str) -> Value) {
    let excepted: BTreeSet<(String, String)> =
        exceptions().into_iter().map(|e| (e.group, e.description)).collect();
    let mut wrong = Vec::new();
    let mut n_run = 0;
    for (group, cases) in parse(suite).tests {
        for case in cases {
            n_run += 1;
            let seen = observe(&group, &case.text);
            let name = (format!("{file}/{group}"), case.description);
            let expected = judged(&group, &case.expected);
            match (seen == expected, excepted.contains(&name)) {
                (true, false) | (false, true) => {}
                (true, true) => wrong.push(format!("stale exception: {name:?}")),
                (false, false) => {
                    let text = case.text.escape_unicode().to_string();
                    wrong.push(format!(
                        "{name:?}\n  text {text:.300}\n  want {expected}\n  seen {seen}"
                    ));
                }
            }
        }
    }
    assert_eq!(n_run, n_cases);
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn parse(suite: &str) -> Suite {
    serde_json::from_str(suite).unwrap()
}

fn exceptions() -> Vec<Exception> {
    serde_json::from_str(EXCEPTIONS).unwrap()
}

/// What Roost answers of what a case expects: of the weighted groups, weight and validity; the
/// ranges for display are no part of it.
fn judged(group: &str, expected: &Value) -> Value {
    if group.ends_with("CounterTest") {
        json!({ "weightedLength": expected["weightedLength"], "valid": expected["valid"] })
    } else {
        expected.clone()
    }
}

fn observe_validity(group: &str, text: &str) -> Value {
    let count = text::count(text, Limits::STANDARD);
    match group {
        "WeightedTweetsCounterTest"
        | "WeightedTweetsWithDiscountedEmojiCounterTest"
        | "UnicodeDirectionalMarkerCounterTest" => {
            assert_eq!(count.weighted, text::weighted_len(text));
            json!({ "weightedLength": count.weighted, "valid": count.valid })
        }
        "tweets" => json!(count.valid),
        "usernames" => json!(is_whole(text, &text::mentions(text))),
        "lists" => json!(is_whole(text, &text::lists(text))),
        "hashtags" => json!(is_whole(text, &text::hashtags(text))),
        "urls" | "urls_without_protocol" => json!(is_whole(text, &text::links(text))),
        other => panic!("a group without a check: {other}"),
    }
}

fn observe_extraction(group: &str, text: &str) -> Value {
    match group {
        "mentions" => texts(&text::mentions(text)),
        "mentions_with_indices" => indexed("screen_name", &text::mentions(text)),
        "mentions_or_lists_with_indices" => {
            let mut all = text::mentions(text);
            all.extend(text::lists(text));
            all.sort_by_key(|span| span.start);
            all.iter().map(with_list).collect()
        }
        "replies" => json!(text::reply_to(text)),
        "urls" | "tco_urls_with_params" => {
            text::links(text).into_iter().map(|span| Value::String(span.text)).collect()
        }
        "urls_with_indices" | "urls_with_directional_markers" => {
            text::links(text).iter().map(|span| entry("url", &span.text, span)).collect()
        }
        "hashtags" | "hashtags_from_astral" => texts(&text::hashtags(text)),
        "hashtags_with_indices" => indexed("hashtag", &text::hashtags(text)),
        "cashtags" => texts(&text::cashtags(text)),
        "cashtags_with_indices" => indexed("cashtag", &text::cashtags(text)),
        other => panic!("a group without a check: {other}"),
    }
}

fn is_whole(text: &str, spans: &[Span]) -> bool {
    spans.len() == 1 && spans[0].text == text
}

fn texts(spans: &[Span]) -> Value {
    spans.iter().map(|span| Value::from(without_sign(&span.text))).collect()
}

fn indexed(key: &str, spans: &[Span]) -> Value {
    spans.iter().map(|span| entry(key, without_sign(&span.text), span)).collect()
}

fn with_list(span: &Span) -> Value {
    let name = without_sign(&span.text);
    let (name, list) = name.find('/').map_or((name, ""), |at| name.split_at(at));
    json!({ "screen_name": name, "list_slug": list, "indices": [span.start, span.end] })
}

fn entry(key: &str, value: &str, span: &Span) -> Value {
    let mut entry = Map::new();
    entry.insert(key.to_owned(), Value::from(value));
    entry.insert("indices".to_owned(), json!([span.start, span.end]));
    Value::Object(entry)
}

fn without_sign(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}
