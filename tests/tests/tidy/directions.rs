//! Do the arrows between rooms still point down, and does each room keep to its own tools?

use std::{
    collections::BTreeMap,
    process::{Command, Stdio},
};

use crate::{assert_tidy, tree::root};

/// Room → the rooms it may know. The drawing is in docs/ARCHITECTURE.md; a new arrow needs a
/// decision record.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("roost-domain", &[]),
    ("roost-store", &["roost-domain"]),
    ("roost-networks", &["roost-domain"]),
    ("roost-vault", &["roost-domain"]),
    ("roost-mail", &["roost-domain"]),
    ("roost-engine", &["roost-domain", "roost-store"]),
    ("roost-api", &["roost-domain", "roost-engine"]),
    ("roost-simulator", &[]),
    ("roost-home", EVERY_ROOM_BELOW),
    ("roost-drill", BELOW_THE_FACES),
    ("roost-cli", EVERY_ROOM),
    ("roost-desktop", EVERY_ROOM),
    ("roost-tests", EVERY_ROOM),
];

/// What a composition root may know.
const EVERY_ROOM: &[&str] = &[
    "roost-drill",
    "roost-home",
    "roost-api",
    "roost-domain",
    "roost-engine",
    "roost-mail",
    "roost-networks",
    "roost-simulator",
    "roost-store",
    "roost-vault",
];

/// What the drill plays with: all that both faces share, but no vault.
const BELOW_THE_FACES: &[&str] = &[
    "roost-home",
    "roost-api",
    "roost-domain",
    "roost-engine",
    "roost-networks",
    "roost-simulator",
    "roost-store",
];

/// What is wired in one place for both faces.
const EVERY_ROOM_BELOW: &[&str] = &[
    "roost-api",
    "roost-domain",
    "roost-engine",
    "roost-mail",
    "roost-networks",
    "roost-simulator",
    "roost-store",
    "roost-vault",
];

/// Room → the further rooms its tests may know: networks are tested against the simulator.
const TESTS_MAY_KNOW: &[(&str, &[&str])] = &[("roost-networks", &["roost-simulator"])];

/// Library → the only rooms that may use it outside their tests.
const TOOLS: &[(&str, &[&str])] = &[
    ("age", &["roost-vault"]),
    ("async-imap", &["roost-mail"]),
    ("clap", &["roost-cli", "roost-tests"]),
    ("hyper", &["roost-simulator", "roost-tests"]),
    ("keyring", &["roost-vault"]),
    ("mail-parser", &["roost-mail"]),
    ("oauth1-request", &["roost-networks", "roost-tests"]),
    ("rusqlite", &["roost-store", "roost-tests"]),
    ("rusqlite_migration", &["roost-store"]),
    ("tauri", &["roost-desktop"]),
    ("twitter-text", &["roost-simulator"]),
];

/// What the deciding room never uses: IO, tasks, chance.
const NEVER_IN_DOMAIN: &[&str] = &[
    "age", "fs4", "hyper", "keyring", "rand", "reqwest", "rusqlite", "tempfile", "tokio", "tracing",
];

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Normal,
    Test,
}

struct Edge {
    from: String,
    to: String,
    kind: Kind,
}

fn edge(from: &str, to: &str, kind: Kind) -> Edge {
    Edge { from: from.to_owned(), to: to.to_owned(), kind }
}

fn allowed<'a>(table: &'a [(&str, &[&'a str])], room: &str) -> &'a [&'a str] {
    table.iter().find(|(name, _)| *name == room).map_or(&[], |(_, rooms)| rooms)
}

fn stray_edges(edges: &[Edge]) -> Vec<String> {
    edges.iter().filter_map(stray).collect()
}

fn stray(edge: &Edge) -> Option<String> {
    let Edge { from, to, kind } = edge;
    let fault = if to.starts_with("roost-") {
        let known = allowed(MAY_KNOW, from).contains(&to.as_str())
            || (*kind == Kind::Test && allowed(TESTS_MAY_KNOW, from).contains(&to.as_str()));
        (!known).then_some("this arrow is not in docs/ARCHITECTURE.md")
    } else if *kind == Kind::Test {
        None
    } else if from == "roost-domain" && NEVER_IN_DOMAIN.contains(&to.as_str()) {
        Some("domain decides and does nothing")
    } else {
        let owners = TOOLS.iter().find(|(tool, _)| tool == to).map(|(_, rooms)| *rooms);
        owners
            .is_some_and(|rooms| !rooms.contains(&from.as_str()))
            .then_some("this library is the tool of another room")
    };
    fault.map(|reason| format!("{from} -> {to}: {reason}"))
}

/// Every member with its dependencies, as cargo sees them. Needs no network.
fn workspace() -> BTreeMap<String, Vec<Edge>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let answer = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo describes the workspace");
    assert!(answer.status.success());
    let metadata: serde_json::Value = serde_json::from_slice(&answer.stdout).unwrap();
    let members = metadata["packages"].as_array().unwrap();
    members.iter().map(|member| (text(&member["name"]), edges_of(member))).collect()
}

fn edges_of(member: &serde_json::Value) -> Vec<Edge> {
    let from = text(&member["name"]);
    let dependencies = member["dependencies"].as_array().unwrap();
    dependencies
        .iter()
        .map(|dependency| {
            let kind = if dependency["kind"] == "dev" { Kind::Test } else { Kind::Normal };
            edge(&from, &text(&dependency["name"]), kind)
        })
        .collect()
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn every_arrow_between_rooms_points_down() {
    let faults: Vec<String> = workspace().values().flat_map(|edges| stray_edges(edges)).collect();
    assert_tidy(&faults);
}

#[test]
fn every_room_has_a_line_in_the_table_of_directions() {
    let rooms: Vec<String> = workspace().into_keys().collect();
    let mut drawn: Vec<&str> = MAY_KNOW.iter().map(|(room, _)| *room).collect();
    drawn.sort_unstable();
    assert_eq!(rooms, drawn);
}

#[test]
fn an_arrow_that_points_up_is_seen() {
    for (from, to) in [
        ("roost-domain", "roost-store"),
        ("roost-simulator", "roost-networks"),
        ("roost-engine", "roost-networks"),
        ("roost-vault", "roost-store"),
        ("roost-domain", "tokio"),
        ("roost-engine", "rusqlite"),
    ] {
        assert_eq!(stray_edges(&[edge(from, to, Kind::Normal)]).len(), 1, "{from} -> {to}");
    }
}

#[test]
fn the_simulator_is_for_the_tests_of_networks_only() {
    let dependency = |kind| edge("roost-networks", "roost-simulator", kind);
    assert_eq!(stray_edges(&[dependency(Kind::Test)]), Vec::<String>::new());
    assert_eq!(stray_edges(&[dependency(Kind::Normal)]).len(), 1);
}
