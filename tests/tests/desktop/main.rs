//! Does the real window do what it promises? The real `roost-desktop` on a display of its own, with a
//! panel and a notification server that the tests can see into, and a driver that uses the page as a
//! person would.
//!
//! `./dev test` sets the machine up and says so with `ROOST_TEST_DISPLAY=1`. Without it these journeys
//! say that they looked away; with it, whatever is missing makes them fail.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what can't go on in a test ends it"
)]
#![expect(
    clippy::unused_self,
    clippy::used_underscore_binding,
    reason = "what D-Bus asks of a panel and a notification server has this form"
)]

mod kit;

mod by_keys;
// The room of mails has its tests on the same server.
#[cfg(target_os = "linux")]
#[path = "../../../crates/mail/tests/dovecot/kit.rs"]
#[expect(
    dead_code,
    clippy::disallowed_methods,
    reason = "a journey needs little of it, and it waits"
)]
mod dovecot;
mod drills;
mod lock;
#[cfg(target_os = "linux")]
mod mails;
mod more_drills;
mod passphrase;
mod rooms;
mod signing_in;
mod tray;
mod window;
