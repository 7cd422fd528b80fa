//! How is a mailbox read? By IMAP (RFC 3501) over TLS from the first byte (RFC 8314), opened by EXAMINE,
//! headers only, each wait and each answer bounded.

mod connect;
mod fetch;
mod ration;
mod session;

pub use connect::Trust;

use roost_domain::mail::{LookFor, Looked, MailFailure, Mailbox};
use roost_domain::ports::{BoxFuture, Mailboxes, OpenMailbox};
use roost_domain::secret::Secret;
use session::Session;
use std::time::Duration;

/// Opens mailboxes by IMAP.
#[derive(Debug, Clone)]
pub struct ImapMailboxes {
    trust: Trust,
    patience: Patience,
}

impl ImapMailboxes {
    /// Opens those whose certificate comes from an authority that is believed.
    pub fn new(trust: Trust, patience: Patience) -> Self {
        Self { trust, patience }
    }
}

impl Mailboxes for ImapMailboxes {
    fn open<'a>(
        &'a self,
        mailbox: &'a Mailbox,
        password: &'a Secret,
    ) -> BoxFuture<'a, Result<Box<dyn OpenMailbox>, MailFailure>> {
        Box::pin(async move {
            let session = Session::open(mailbox, password, &self.trust, self.patience).await?;
            Ok(Box::new(session) as Box<dyn OpenMailbox>)
        })
    }
}

impl OpenMailbox for Session {
    fn tells(&self) -> bool {
        self.can_idle()
    }

    fn look<'a>(&'a mut self, wanted: &'a LookFor) -> BoxFuture<'a, Result<Looked, MailFailure>> {
        Box::pin(fetch::look(self, wanted))
    }

    fn wait(&mut self) -> BoxFuture<'_, Result<(), MailFailure>> {
        Box::pin(self.wait_for_mails())
    }

    fn leave(self: Box<Self>) -> BoxFuture<'static, ()> {
        Box::pin(self.say_goodbye())
    }
}

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
