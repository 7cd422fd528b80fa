//! Roost decides here.
//!
//! Values in, values out: ids, states and their only legal moves, plans, ramps, refusals, text
//! rules, and [`decide`], which turns an account's snapshot and the time into the one next step.
//! `ports` names what the outside must offer (a network, a clock, a vault).
//!
//! Deliberately absent: IO of any kind, tokio, a database, HTTP, a clock, randomness, JSON of the
//! wire. Time and dice are passed in, so the same question always has the same answer.

pub mod account;
pub mod before;
pub mod casefile;
pub mod catchup;
pub mod checklist;
pub mod decide;
pub mod delivery;
pub mod forecast;
pub mod ids;
pub mod incident;
pub mod limits;
pub mod mail;
pub mod plan;
pub mod ports;
pub mod post;
pub mod queue;
pub mod ramp;
pub mod reconcile;
pub mod redaction;
pub mod refusal;
pub mod secret;
pub mod settings;
pub mod slots;
pub mod slowdown;
pub mod stale;
pub mod text;
pub mod verdict;
pub mod walltime;
pub mod wayback;

/// An instant: UTC, kept to the millisecond wherever it is stored.
pub type Timestamp = chrono::DateTime<chrono::Utc>;
