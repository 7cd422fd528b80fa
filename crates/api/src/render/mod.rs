//! How does what the desk says become a view? One file per kind of answer; ids become texts, enums
//! become their contract words, reasons become sentences.

pub(crate) mod account;
pub(crate) mod before;
pub(crate) mod calendar;
pub(crate) mod casefile;
pub(crate) mod check;
pub(crate) mod composing;
pub(crate) mod delivery;
pub(crate) mod finding;
pub(crate) mod incident;
pub(crate) mod mail;
pub(crate) mod planning;
pub(crate) mod report;
pub(crate) mod way_back;
pub(crate) mod why;

use chrono_tz::Tz;
use roost_domain::Timestamp;

/// An instant for people: on the wall of a zone, to the minute, with the zone's short name.
pub(crate) fn wall(at: Timestamp, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M %Z").to_string()
}
