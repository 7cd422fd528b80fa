//! What is done outside of any transaction, and what came of it? An [`Errand`] has its promise on
//! disk already; its [`Done`] is what the next turn writes down.

use roost_domain::Timestamp;
use roost_domain::decide::why::Why;
use roost_domain::ids::{AccountId, AttemptId, DeliveryId, IncidentId};
use roost_domain::ports::{
    Certainty, Identity, NetworkError, Receipt, RemoteId, RemotePost, Reply,
};
use roost_domain::post::Segment;

/// What a turn ends with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Turned {
    /// Something to do on the network.
    Go(Errand),
    /// Nothing now.
    Rest {
        /// When to ask again.
        until: Option<Timestamp>,
        /// Why nothing goes out.
        why: Why,
    },
    /// The account was removed.
    Gone,
}

/// Something to do on the network, promised on disk.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Errand {
    /// Publish one segment.
    Publish(Publish),
    /// Read the account's own posts for a delivery in doubt.
    Read(Read),
    /// Ask who the keys belong to.
    Ask(Ask),
}

/// One segment to publish.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Publish {
    /// Its attempt.
    pub(crate) attempt: AttemptId,
    /// Its delivery.
    pub(crate) delivery: DeliveryId,
    /// Which segment, from 0.
    pub(crate) position: u32,
    /// What it says.
    pub(crate) segment: Segment,
    /// The segment before it.
    pub(crate) reply_to: Option<RemoteId>,
}

/// One read for a delivery in doubt.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Read {
    /// Its attempt.
    pub(crate) attempt: AttemptId,
    /// The delivery in doubt.
    pub(crate) delivery: DeliveryId,
    /// From when on the account's posts are wanted.
    pub(crate) since: Timestamp,
}

/// One question who the keys belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ask {
    /// Its attempt.
    pub(crate) attempt: AttemptId,
    /// Who asks.
    pub(crate) account: AccountId,
    /// What for.
    pub(crate) about: About,
}

/// What a question is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// Whether the keys work, an hour ahead.
    Keys,
    /// Whether a held account is usable again; Roost looks by itself.
    Incident(IncidentId),
    /// The same, because the owner says so.
    Unlocked(IncidentId),
}

/// What came of an errand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Done {
    /// Nothing was done yet.
    Nothing,
    /// Of publishing.
    Published(Publish, Result<Reply<Receipt>, Failure>),
    /// Of reading.
    Read(Read, Result<Reply<Vec<RemotePost>>, NetworkError>),
    /// Of asking.
    Asked(Ask, Result<Reply<Identity>, NetworkError>),
}

/// Publishing did not succeed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Failure {
    /// While media were uploaded: nothing can have been published.
    Before(NetworkError),
    /// In the call that publishes.
    During(NetworkError),
}

impl Failure {
    /// As the verdict needs it: what was lost before publishing was certainly not published.
    pub(crate) fn into_error(self) -> NetworkError {
        match self {
            Self::Before(NetworkError::Lost { reason }) => NetworkError::NotSent { reason },
            Self::Before(error) if error.certainty() == Certainty::Unknown => {
                NetworkError::NotSent { reason: error.to_string() }
            }
            Self::During(error) | Self::Before(error) => error,
        }
    }
}
