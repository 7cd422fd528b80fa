//! How is a mailbox read? By IMAP (RFC 3501) over TLS from the first byte (RFC 8314), opened by EXAMINE,
//! headers only, each wait and each answer bounded.

mod connect;
mod fetch;
mod ration;
mod session;

pub use connect::Trust;
pub use fetch::{Looked, Since};
pub use session::{Session, Woken};

use std::time::Duration;

/// How long to wait, in real time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For a connection with TLS.
    pub connect: Duration,
    /// For each answer.
    pub answer: Duration,
    /// How long the server may be left alone while it is to tell of new mails: routers forget a silent
    /// connection, servers end one after half an hour (RFC 2177).
    pub idle: Duration,
    /// How often to ask a server that can't tell of new mails.
    pub poll: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            answer: Duration::from_secs(30),
            idle: Duration::from_mins(9),
            poll: Duration::from_mins(5),
        }
    }
}
