//! How does what the desk says become a view? One file per kind of answer; ids become texts, enums
//! become their contract words, reasons become sentences.

pub(crate) mod account;
pub(crate) mod calendar;
pub(crate) mod check;
pub(crate) mod composing;
pub(crate) mod delivery;
pub(crate) mod finding;
pub(crate) mod incident;
pub(crate) mod planning;
pub(crate) mod way_back;
pub(crate) mod why;

use chrono_tz::Tz;
use roost_domain::Timestamp;

/// An instant for people: on the wall of a zone, to the minute, with the zone's short name.
pub(crate) fn wall(at: Timestamp, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M %Z").to_string()
}

/// Every kind of refusal that holds an account, an app or all: each must have its words.
#[cfg(test)]
pub(crate) const HOLDING: [roost_domain::refusal::RefusalKind; 11] = [
    roost_domain::refusal::RefusalKind::Locked,
    roost_domain::refusal::RefusalKind::Suspended,
    roost_domain::refusal::RefusalKind::Automated,
    roost_domain::refusal::RefusalKind::Credentials,
    roost_domain::refusal::RefusalKind::WriteBlocked,
    roost_domain::refusal::RefusalKind::AppSuspended,
    roost_domain::refusal::RefusalKind::Setup,
    roost_domain::refusal::RefusalKind::Money,
    roost_domain::refusal::RefusalKind::Clock,
    roost_domain::refusal::RefusalKind::Retired,
    roost_domain::refusal::RefusalKind::Doubtful,
];
