//! Does the mail watch do what the owner was told? From a lock to the mails about it, with a real Dovecot;
//! and through the real binary, whose folder must not hold the password.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may unwrap, and its kit waits for another process"
)]

mod binary;
// The room of mails has its tests on the same server.
#[path = "../../../crates/mail/tests/dovecot/kit.rs"]
mod dovecot;
mod watch;
