//! Roost reads mails here, as little of them as it can.
//!
//! [`Session`] opens the owner's mailbox by IMAP over TLS, read-only, and finds mails that claim to be
//! of X; [`judge`] says whether the owner's own provider proves it. Bodies are never fetched, nothing is
//! marked as read, no link is followed. What a server may send is bounded, and so is each wait.
//!
//! Deliberately absent: keeping what was found (the store's), when to look (the composition's),
//! passwords at rest (the vault's), words for people (the api's), sending mails.

mod backoff;
mod error;
mod fields;
mod looks;
mod results;
mod sender;
mod verdict;
mod wire;

pub use backoff::pause_after;
pub use error::MailError;
pub use verdict::{Claimed, MOST_HEADER, claims, judge, learn};
pub use wire::{Looked, Patience, Session, Since, Trust, Woken};
