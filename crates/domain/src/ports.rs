//! What must the outside offer? Three ports with at least two real implementations each:
//! [`Network`] (X, Practice), [`Clock`] (system, lapsed, manual) and [`Vault`] (keyring, encrypted
//! file, memory); and [`Mailboxes`], so that the engine need not know how mails are read.

use crate::limits::Limits;
use crate::mail::{LookFor, Looked, MailFailure, Mailbox};
use crate::post::{Poll, ReplySettings};
use crate::refusal::{Refusal, RefusalAction};
use crate::secret::{AccountKeys, AppKeys, Keys, Secret};
use crate::{Timestamp, ids};
use std::path::PathBuf;
use std::pin::Pin;
use std::time::Duration;

/// A boxed future, so that the ports can be trait objects.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The answer to one call on a network.
pub type Call<'a, T> = BoxFuture<'a, Result<Reply<T>, NetworkError>>;

// ---- Network ---------------------------------------------------------------------------------

/// One network at one base URL. Calls are signed with the keys given; none is ever repeated by the
/// adapter, none follows a redirect.
pub trait Network: Send + Sync {
    /// Who do these keys belong to? The quiet key check and the probe.
    fn whoami<'a>(&'a self, keys: &'a Keys) -> Call<'a, Identity>;
    /// Uploads one file, waits for its processing and sets its alt text. Publishes nothing.
    fn upload<'a>(&'a self, keys: &'a Keys, file: &'a MediaFile) -> Call<'a, RemoteMediaId>;
    /// Publishes one segment. The one call whose lost answer matters.
    fn publish<'a>(&'a self, keys: &'a Keys, segment: &'a Outgoing) -> Call<'a, Receipt>;
    /// The account's own posts since an instant, newest first, with links expanded.
    fn recent<'a>(
        &'a self,
        keys: &'a Keys,
        user: &'a RemoteUserId,
        since: Timestamp,
    ) -> Call<'a, Vec<RemotePost>>;
    /// Deletes a post; one that is gone already counts as deleted.
    fn delete<'a>(&'a self, keys: &'a Keys, post: &'a RemoteId) -> Call<'a, ()>;
    /// Begins a sign-in by PIN: where the owner must go, and the pair to finish with.
    fn begin_sign_in<'a>(&'a self, app: &'a AppKeys) -> Call<'a, SignInRequest>;
    /// Finishes it with the PIN that the owner read off the page.
    fn finish_sign_in<'a>(
        &'a self,
        app: &'a AppKeys,
        request: &'a SignInRequest,
        pin: &'a str,
    ) -> Call<'a, SignedIn>;
}

/// A user's id on a network: digits, never changes, unlike the handle.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RemoteUserId(pub String);

/// A post's id on a network.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RemoteId(pub String);

/// An uploaded file's id on a network.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RemoteMediaId(pub String);

/// Who an account is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its lasting id.
    pub user_id: RemoteUserId,
    /// Its handle of today, without @.
    pub handle: String,
}

/// A file to upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFile {
    /// Where Roost's own copy lies.
    pub path: PathBuf,
    /// Its MIME type, found from its bytes, e.g. `image/png`.
    pub mime: String,
    /// Length in bytes.
    pub bytes: u64,
    /// Alt text, at most 1,000 characters; empty for none.
    pub alt: String,
}

/// One segment on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The text.
    pub text: String,
    /// Uploaded media, in order.
    pub media: Vec<RemoteMediaId>,
    /// A poll, where the segment has one.
    pub poll: Option<Poll>,
    /// The post it answers: the segment before it in a thread.
    pub reply_to: Option<RemoteId>,
    /// Who may reply.
    pub reply_settings: ReplySettings,
}

/// The network's word that a segment is out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The post's id there.
    pub id: RemoteId,
    /// Where it can be looked at.
    pub url: String,
}

/// A post as the account's own timeline shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemotePost {
    /// Its id.
    pub id: RemoteId,
    /// Its text, HTML unescaped, links expanded, the media's own link cut off.
    pub text: String,
    /// When it was made: derived from the id where the id carries time (X), else as told.
    pub created_at: Timestamp,
    /// Where it can be looked at.
    pub url: String,
}

/// A sign-in that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInRequest {
    /// The page to open in the owner's own browser.
    pub url: String,
    /// The temporary pair.
    pub pair: AccountKeys,
}

/// A sign-in that succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The lasting pair.
    pub keys: AccountKeys,
    /// Whose it is.
    pub identity: Identity,
}

/// What a network answered, kept for the attempt's record. Never holds a secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// HTTP status; `None` when no answer came.
    pub status: Option<u16>,
    /// Headers that mean something (limits, date, content type, ids), lower-case names.
    pub headers: Vec<(String, String)>,
    /// The raw body, redacted, lossy UTF-8, at most 64 KiB.
    pub body: String,
    /// The `Date` header, for checking this machine's clock.
    pub date: Option<Timestamp>,
}

/// A successful call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply<T> {
    /// What was asked for.
    pub value: T,
    /// The raw answer.
    pub evidence: Evidence,
    /// Its rate-limit headers.
    pub limits: Limits,
    /// A lock sign that came beside the success: it still opens the incident.
    pub warning: Option<Refusal>,
}

/// Whether a call may have taken effect although it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// It certainly had no effect.
    NotDelivered,
    /// It may have had: look before anything else.
    Unknown,
}

/// A call that did not succeed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NetworkError {
    /// The network answered, and not with a success.
    #[error("the network refused: {} (rule {})", .refusal.message, .refusal.rule)]
    Refused {
        /// The answer, classified.
        refusal: Refusal,
        /// The raw answer.
        evidence: Box<Evidence>,
        /// Its rate-limit headers.
        limits: Limits,
    },
    /// Nothing left this machine: no connection, no name, no TLS.
    #[error("nothing was sent: {reason}")]
    NotSent {
        /// Why, in the transport's words, without secrets.
        reason: String,
    },
    /// The request left, the answer did not come.
    #[error("no answer came: {reason}")]
    Lost {
        /// Why, in the transport's words, without secrets.
        reason: String,
    },
    /// A file on this machine could not be read or is not what it should be.
    #[error("the media file {path} can't be used: {reason}")]
    Media {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

impl NetworkError {
    /// Whether the call may have taken effect.
    pub fn certainty(&self) -> Certainty {
        match self {
            Self::Refused { refusal, .. } => match refusal.action {
                RefusalAction::Reconcile => Certainty::Unknown,
                RefusalAction::HoldAccount
                | RefusalAction::HoldApp
                | RefusalAction::HoldAll
                | RefusalAction::Wait
                | RefusalAction::Retry
                | RefusalAction::FailPost
                | RefusalAction::Diagnose
                | RefusalAction::None => Certainty::NotDelivered,
            },
            Self::NotSent { .. } | Self::Media { .. } => Certainty::NotDelivered,
            Self::Lost { .. } => Certainty::Unknown,
        }
    }
}

// ---- Clock -----------------------------------------------------------------------------------

/// Tells the time and waits for it.
pub trait Clock: Send + Sync {
    /// The time on this clock.
    fn now(&self) -> Timestamp;
    /// Resolves when the clock reads `until` or later, and soon after it was set back: what was
    /// waited for may be nearer than it seems, so whoever sleeps asks the clock again.
    fn sleep_until(&self, until: Timestamp) -> BoxFuture<'_, ()>;
    /// How much of this clock's time passes in a real second: 1 unless time is lapsed.
    fn factor(&self) -> f64;
    /// Time since some fixed moment that counts sleep but not changes of the wall clock; a forward
    /// jump of `now` without one here is unexplained. `None` where the check is off (time-lapse).
    fn uptime(&self) -> Option<Duration>;
}

// ---- Vault -----------------------------------------------------------------------------------

/// Which secret is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VaultKey {
    /// An app's consumer secret.
    App(ids::AppId),
    /// An account's token pair.
    Account(ids::AccountId),
    /// The password of the owner's mailbox.
    Mail,
}

/// Where secrets lie. One value per key, opaque text to the vault.
pub trait Vault: Send + Sync {
    /// The secret under a key, if there is one.
    fn get(&self, key: VaultKey) -> BoxFuture<'_, Result<Option<Secret>, VaultError>>;
    /// Puts a secret there, over what was.
    fn set(&self, key: VaultKey, secret: Secret) -> BoxFuture<'_, Result<(), VaultError>>;
    /// Takes it away; taking away nothing is fine.
    fn erase(&self, key: VaultKey) -> BoxFuture<'_, Result<(), VaultError>>;
}

/// A vault that can't do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// No keyring service answers.
    #[error("no keyring can be reached: {reason}")]
    Unreachable {
        /// The service's words.
        reason: String,
    },
    /// The keyring is there, but locked, or the owner said no.
    #[error("the keyring is locked: {reason}")]
    Locked {
        /// The service's words.
        reason: String,
    },
    /// The passphrase does not open the vault file.
    #[error("the passphrase does not open {path}")]
    WrongPassphrase {
        /// The vault file.
        path: PathBuf,
    },
    /// A passphrase is needed and none was given.
    #[error("a passphrase is needed to open {path}")]
    NoPassphrase {
        /// The vault file.
        path: PathBuf,
    },
    /// The vault file can't be read or written, or is broken.
    #[error("the vault file {path} can't be used: {reason}")]
    File {
        /// The vault file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

// ---- Mail ------------------------------------------------------------------------------------

/// Opens the owner's mailbox, read-only.
pub trait Mailboxes: Send + Sync {
    /// Connects and signs in.
    fn open<'a>(
        &'a self,
        mailbox: &'a Mailbox,
        password: &'a Secret,
    ) -> BoxFuture<'a, Result<Box<dyn OpenMailbox>, MailFailure>>;
}

/// A mailbox that is open. Dropping it ends the connection; after a failure it is of no use.
pub trait OpenMailbox: Send {
    /// Whether the server tells of new mails by itself.
    fn tells(&self) -> bool;
    /// Finds the mails that claim to be of the network.
    fn look<'a>(&'a mut self, wanted: &'a LookFor) -> BoxFuture<'a, Result<Looked, MailFailure>>;
    /// Waits until there may be new mails.
    fn wait(&mut self) -> BoxFuture<'_, Result<(), MailFailure>>;
    /// Says goodbye.
    fn leave(self: Box<Self>) -> BoxFuture<'static, ()>;
}
