//! What can go wrong with a mailbox? Each failure is a [`MailTrouble`], which says whether to come back,
//! with the words of its cause: short, plain, and never with the password, which no answer holds.

use crate::fields::plain;
use async_imap::error::Error as ImapError;
use roost_domain::mail::{MailFailure, MailTrouble};
use std::io;

/// What the bounded wire says by itself, carried through `io::Error`.
#[derive(Debug, thiserror::Error)]
#[error("the server sent more than it was asked for")]
pub(crate) struct TooMuch;

pub(crate) fn failure(trouble: MailTrouble, detail: &str) -> MailFailure {
    MailFailure { trouble, detail: plain(detail, 200) }
}

pub(crate) fn silent() -> MailFailure {
    failure(MailTrouble::Silent, "no answer in time")
}

pub(crate) fn dropped() -> MailFailure {
    failure(MailTrouble::Dropped, "the connection ended")
}

/// While a connection was made. A certificate that does not fit is told apart from no network.
pub(crate) fn connecting(error: &io::Error) -> MailFailure {
    let is_certificate = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<tokio_rustls::rustls::Error>())
        .is_some_and(|error| matches!(error, tokio_rustls::rustls::Error::InvalidCertificate(_)));
    let trouble =
        if is_certificate { MailTrouble::BadCertificate } else { MailTrouble::Unreachable };
    failure(trouble, &error.to_string())
}

/// While a command was carried out.
pub(crate) fn of(error: &ImapError) -> MailFailure {
    match error {
        ImapError::Io(error) => of_io(error),
        ImapError::ConnectionLost => dropped(),
        ImapError::No(words) => failure(later_or(words, MailTrouble::Refused), words),
        ImapError::Bad(words) => failure(MailTrouble::Refused, words),
        ImapError::Parse(_) | ImapError::Validate(_) | ImapError::Append => {
            failure(MailTrouble::Garbled, "its answer can't be read")
        }
        _ => failure(MailTrouble::Garbled, "its answer is of no known kind"),
    }
}

/// While signing in: a plain no is the password's, unless the server says that it is its own fault
/// (RFC 5530).
pub(crate) fn signing_in(error: &ImapError) -> MailFailure {
    match error {
        ImapError::No(words) => failure(later_or(words, MailTrouble::WrongPassword), words),
        ImapError::Bad(words) => failure(MailTrouble::WrongPassword, words),
        other => of(other),
    }
}

fn of_io(error: &io::Error) -> MailFailure {
    if matches!(error.get_ref(), Some(inner) if inner.is::<TooMuch>()) {
        return failure(MailTrouble::TooMuch, &TooMuch.to_string());
    }
    match error.kind() {
        // What async-imap's parser can't read comes as 'other', with the whole answer as its text.
        io::ErrorKind::Other => failure(MailTrouble::Garbled, "its answer can't be read"),
        io::ErrorKind::TimedOut => silent(),
        _ => failure(MailTrouble::Dropped, &error.to_string()),
    }
}

fn later_or(words: &str, otherwise: MailTrouble) -> MailTrouble {
    let words = words.to_ascii_uppercase();
    let is_later = ["UNAVAILABLE", "SERVERBUG", "INUSE", "LIMIT"]
        .iter()
        .any(|code| words.contains(&format!("[{code}]")));
    if is_later { MailTrouble::Busy } else { otherwise }
}
