//! Roost reads mails here, as little of them as it can.
//!
//! [`ImapMailboxes`] opens the owner's mailbox by IMAP over TLS, read-only, and finds mails that claim to
//! be of X; [`judge`] says whether the owner's own provider proves it. Bodies are never fetched, nothing is
//! marked as read, no link is followed. What a server may send is bounded, and so is each wait.
//!
//! Deliberately absent: keeping what was found (the store's), when to look (the composition's),
//! passwords at rest (the vault's), words for people (the api's), sending mails.

mod error;
mod fields;
mod looks;
mod results;
mod sender;
mod verdict;
mod wire;

pub use verdict::{Claimed, MOST_HEADER, claims, judge, learn};
pub use wire::{ImapMailboxes, Patience, Trust};
