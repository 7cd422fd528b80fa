//! The real `roost` binary on a folder of its own, as a script would use it. One file per question
//! in `cli/`; all of them share this one program, because linking is what costs.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what can't go on in a test ends it")]

#[path = "cli/kit.rs"]
mod kit;

#[path = "cli/locked.rs"]
mod locked;

#[path = "cli/accounts.rs"]
mod accounts;
#[path = "cli/bad_input.rs"]
mod bad_input;
#[path = "cli/done_when.rs"]
mod done_when;
#[path = "cli/drill.rs"]
mod drill;
#[path = "cli/evidence.rs"]
mod evidence;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/incident_refusals.rs"]
mod incident_refusals;
#[path = "cli/incidents.rs"]
mod incidents;
#[path = "cli/posts.rs"]
mod posts;
#[path = "cli/run.rs"]
mod run;
#[path = "cli/sign_in.rs"]
mod sign_in;
#[path = "cli/simulator.rs"]
mod simulator;
#[path = "cli/texts.rs"]
mod texts;
#[path = "cli/unread.rs"]
mod unread;
