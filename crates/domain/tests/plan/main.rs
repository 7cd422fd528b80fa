//! Planning, by tables and properties: each module asks one question of one part of the plan.
#![expect(clippy::unwrap_used, reason = "a test that can't read its own values has failed")]

mod baseline;
mod catchup;
mod next;
mod ramp;
mod reconcile;
mod slots;
mod stale;
mod walltime;
mod wayback;
mod wayback_laws;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use roost_domain::Timestamp;
use roost_domain::slots::{Slot, parse_slots};

/// An instant in RFC 3339.
fn utc(text: &str) -> Timestamp {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

/// A wall time, `2026-03-01 09:30`.
fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

/// A day, `2026-03-01`.
fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The slots of several texts.
fn slots(specs: &[&str]) -> Vec<Slot> {
    specs.iter().flat_map(|spec| parse_slots(spec).unwrap()).collect()
}
