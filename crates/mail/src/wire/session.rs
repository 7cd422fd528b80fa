//! How is a mailbox opened, and how does one wait there for new mails? The password is sent once, over
//! TLS; a refusal is never answered by a second try.

use crate::error;
use crate::wire::Patience;
use crate::wire::connect::{Trust, Wire, connect};
use async_imap::extensions::idle::IdleResponse;
use async_imap::{Authenticator, Client};
use roost_domain::mail::{MailFailure, MailTrouble, Mailbox};
use roost_domain::secret::Secret;
use std::time::Duration;
use tokio::time::timeout;

/// What a server may say while nothing large was asked for, in bytes.
const SMALL: u64 = 64 * 1024;

pub(crate) type Imap = async_imap::Session<Wire>;

/// An open mailbox. Dropping it ends the connection.
pub(crate) struct Session {
    /// Gone while the server is to tell of new mails, and after a failure.
    imap: Option<Imap>,
    can_idle: bool,
    uid_validity: u32,
    exists: u32,
    patience: Patience,
}

impl Session {
    /// Connects, signs in, and opens the inbox read-only.
    pub(crate) async fn open(
        mailbox: &Mailbox,
        password: &Secret,
        trust: &Trust,
        patience: Patience,
    ) -> Result<Self, MailFailure> {
        let wire = connect(mailbox, trust, patience).await?;
        let mut imap = sign_in(wire, &mailbox.user, password, patience).await?;
        let capabilities = bounded(patience.answer, imap.capabilities()).await?;
        imap.get_mut().allow(SMALL);
        // EXAMINE, never SELECT: opened so, nothing in the mailbox can change, not even \Recent.
        let inbox = bounded(patience.answer, imap.examine("INBOX")).await?;
        Ok(Self {
            imap: Some(imap),
            can_idle: capabilities.has_str("IDLE"),
            uid_validity: inbox.uid_validity.unwrap_or_default(),
            exists: inbox.exists,
            patience,
        })
    }

    /// Whether the server tells of new mails by itself (RFC 2177).
    pub(crate) fn can_idle(&self) -> bool {
        self.can_idle
    }

    /// Under which the numbers of mails hold; another one, and they mean other mails.
    pub(crate) fn uid_validity(&self) -> u32 {
        self.uid_validity
    }

    /// How many mails the inbox held when it was opened.
    pub(crate) fn exists(&self) -> u32 {
        self.exists
    }

    pub(crate) fn patience(&self) -> Patience {
        self.patience
    }

    /// The connection with room for an answer of so many bytes.
    pub(crate) fn imap(&mut self, bytes: u64) -> Result<&mut Imap, MailFailure> {
        let imap = self.imap.as_mut().ok_or_else(error::dropped)?;
        imap.get_mut().allow(bytes);
        Ok(imap)
    }

    /// Waits for new mails: until the server tells of something, or for as long as it may be left alone;
    /// where it can't tell, until it is time to ask.
    pub(crate) async fn wait_for_mails(&mut self) -> Result<(), MailFailure> {
        if !self.can_idle {
            tokio::time::sleep(self.patience.poll).await;
            // Without it a server may go on answering from what it knew (RFC 3501, section 7).
            let limit = self.patience.answer;
            return bounded(limit, self.imap(SMALL)?.noop()).await;
        }
        let mut imap = self.imap.take().ok_or_else(error::dropped)?;
        imap.get_mut().allow(SMALL);
        let mut idle = imap.idle();
        bounded(self.patience.answer, idle.init()).await?;
        let heard = {
            let (hearing, _keeps_it_open) = idle.wait_with_timeout(self.patience.idle);
            // Once more around it: answers that say nothing start async-imap's own limit anew.
            timeout(self.patience.idle, hearing).await
        };
        match heard {
            Err(_) | Ok(Ok(IdleResponse::Timeout | IdleResponse::NewData(_))) => {}
            // So async-imap calls the end of the connection; nobody here interrupts.
            Ok(Ok(IdleResponse::ManualInterrupt)) => return Err(error::dropped()),
            Ok(Err(error)) => return Err(error::of(&error)),
        }
        idle.as_mut().allow(SMALL);
        self.imap = Some(bounded(self.patience.answer, idle.done()).await?);
        Ok(())
    }

    /// Says goodbye. That it is not heard does no harm.
    pub(crate) async fn say_goodbye(mut self: Box<Self>) {
        if let Ok(imap) = self.imap(SMALL) {
            let _unheard = timeout(Duration::from_secs(2), imap.logout()).await;
        }
    }
}

/// Awaits an answer, but not for ever.
pub(crate) async fn bounded<T>(
    limit: Duration,
    answer: impl Future<Output = async_imap::error::Result<T>>,
) -> Result<T, MailFailure> {
    match timeout(limit, answer).await {
        Ok(answer) => answer.map_err(|error| error::of(&error)),
        Err(_) => Err(error::silent()),
    }
}

async fn sign_in(
    mut wire: Wire,
    user: &str,
    password: &Secret,
    patience: Patience,
) -> Result<Imap, MailFailure> {
    wire.allow(SMALL);
    let mut client = Client::new(wire);
    let greeting = match timeout(patience.answer, client.read_response()).await {
        Ok(Ok(Some(greeting))) => greeting,
        Ok(Ok(None)) => return Err(error::dropped()),
        Ok(Err(error)) => return Err(error::of(&error.into())),
        Err(_) => return Err(error::silent()),
    };
    let greeting = format!("{:?}", greeting.parsed());
    if greeting.contains("status: Bye") {
        return Err(error::failure(MailTrouble::Busy, "the server turns connections away"));
    }
    // Every server takes one of both; PLAIN carries letters that LOGIN can't (RFC 4616).
    let signing_in = async {
        if user.is_ascii() && password.expose().is_ascii() {
            client.login(user, password.expose()).await
        } else {
            client.authenticate("PLAIN", Plain { user, password }).await
        }
    };
    match timeout(patience.answer, signing_in).await {
        Ok(Ok(imap)) => Ok(imap),
        Ok(Err((error, _client))) => Err(error::signing_in(&error)),
        Err(_) => Err(error::silent()),
    }
}

/// SASL PLAIN.
struct Plain<'a> {
    user: &'a str,
    password: &'a Secret,
}

impl Authenticator for Plain<'_> {
    type Response = String;

    fn process(&mut self, _challenge: &[u8]) -> Self::Response {
        format!("\0{}\0{}", self.user, self.password.expose())
    }
}
