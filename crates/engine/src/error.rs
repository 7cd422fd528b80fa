//! What can go wrong in the engine? One enum; each variant carries what its sentence needs, so that
//! words can be made of it in any language.

mod draft;

pub use draft::DraftError;

use crate::networks::PracticeError;
use roost_domain::account::NetworkKind;
use roost_domain::delivery::{DeliveryState, IllegalMove};
use roost_domain::ids::{DeliveryId, IncidentId, TicketId};
use roost_domain::incident::{IllegalIncidentMove, IncidentState};
use roost_domain::mail::{BadMailbox, MailFailure};
use roost_domain::ports::{NetworkError, VaultError};
use roost_domain::refusal::RefusalKind;
use roost_domain::slots::SlotError;
use roost_domain::walltime::{AtError, DurationError};
use roost_store::StoreError;
use std::path::PathBuf;

/// Why the engine did not do what it was asked. Unless a variant says otherwise nothing changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The network.
    #[error(transparent)]
    Network(Box<NetworkError>),
    /// The simulator.
    #[error(transparent)]
    Practice(#[from] PracticeError),

    /// An account that can't be slowed for an incident: it is the locked one itself, on another
    /// network or not active, or the incident is over or no lock of one account.
    #[error("{account} can't be slowed for incident {incident}")]
    NotSlowable {
        /// Its handle.
        account: String,
        /// Which incident.
        incident: IncidentId,
    },
    /// The owner's mailbox.
    #[error("the mailbox at {host} can't be read: {failure}")]
    Mail {
        /// Its server.
        host: String,
        /// Why.
        #[source]
        failure: MailFailure,
    },
    /// What was given can't be a mailbox.
    #[error(transparent)]
    BadMailbox(#[from] BadMailbox),
    /// No mailbox is known yet.
    #[error("no mailbox is set up")]
    NoMailbox,
    /// No account goes by this name.
    #[error("there is no account {name}")]
    NoAccount {
        /// As it was asked for.
        name: String,
    },
    /// The handle is on two networks.
    #[error("{name} is on two networks: say practice:{name} or x:{name}")]
    TwoAccounts {
        /// As it was asked for.
        name: String,
    },
    /// No app goes by this name.
    #[error("there is no app {name}")]
    NoApp {
        /// As it was asked for.
        name: String,
    },
    /// The name is on two networks.
    #[error("the app {name} is on two networks: say practice:{name} or x:{name}")]
    TwoApps {
        /// As it was asked for.
        name: String,
    },
    /// No delivery has this id.
    #[error("there is no delivery {id}")]
    NoDelivery {
        /// As it was asked for.
        id: String,
    },
    /// No incident has this id.
    #[error("there is no incident {id}")]
    NoIncident {
        /// As it was asked for.
        id: String,
    },
    /// No sign-in of this name has begun here.
    #[error("no sign-in {id} has begun here")]
    NoSignIn {
        /// As it was asked for.
        id: String,
    },

    /// The handle is taken by an account that is here already.
    #[error("@{handle} on {} is here already", .network.word())]
    AccountExists {
        /// The handle.
        handle: String,
        /// On which network.
        network: NetworkKind,
    },
    /// The user is here already, under whatever handle.
    #[error("user {user_id} is here already, as @{handle}")]
    SameUser {
        /// The account that is here.
        handle: String,
        /// The user's lasting id.
        user_id: String,
    },
    /// The new tokens belong to somebody else.
    #[error("these tokens belong to @{found}, not to @{handle}")]
    OtherUser {
        /// The account that was to be renewed.
        handle: String,
        /// Whose tokens they are.
        found: String,
    },
    /// An app of this name is here with another key.
    #[error("the app {name} is here already, with another consumer key")]
    AppKeyDiffers {
        /// The app.
        name: String,
    },
    /// An app of this name is here at another address.
    #[error("the app {name} is here already, at {api_base}")]
    AppBaseDiffers {
        /// The app.
        name: String,
        /// Where it is.
        api_base: String,
    },
    /// The app is not here yet and came without its two strings.
    #[error("the app {name} is not here yet, and its consumer key and secret were not given")]
    AppKeysMissing {
        /// The app.
        name: String,
    },
    /// Accounts still use the app.
    #[error("the app {name} is used by {count} accounts")]
    AppInUse {
        /// The app.
        name: String,
        /// By how many.
        count: usize,
    },
    /// X allows 1 to 15 letters, digits and underscores.
    #[error("'{handle}' is not a handle")]
    BadHandle {
        /// What was given.
        handle: String,
    },
    /// Not in the IANA list.
    #[error("'{zone}' is not a time zone")]
    BadZone {
        /// What was given.
        zone: String,
    },
    /// Not https, nor http on loopback.
    #[error("'{url}' can't be an address of a network")]
    BadBase {
        /// What was given.
        url: String,
    },
    /// A folder whose time was once lapsed never takes a real account.
    #[error("this folder's time was lapsed; it takes no real account")]
    LapsedFolder,
    /// Nothing answers for that network now.
    #[error("the network of @{handle} can't be reached: no loop hosts its simulator")]
    NoNetwork {
        /// The account.
        handle: String,
    },
    /// The vault has no keys for the account.
    #[error("the vault has no keys for @{handle}")]
    NoKeys {
        /// The account.
        handle: String,
    },
    /// The vault still shows what it was told to erase.
    #[error("the vault still holds the secret of {what}")]
    NotErased {
        /// Whose secret.
        what: String,
    },
    /// The vault that secrets were to move to did not give one back as it was put there. They are
    /// still where they were.
    #[error("the secret of {what} could not be read back from its new place")]
    NotMoved {
        /// Whose secret.
        what: String,
    },
    /// Nothing is signed for a held account but probes.
    #[error("@{handle} is held: nothing is sent for it")]
    AccountHeld {
        /// The account.
        handle: String,
        /// What holds it.
        incident: IncidentId,
    },

    /// A time can't be taken.
    #[error(transparent)]
    Time(#[from] AtError),
    /// A duration can't be read.
    #[error(transparent)]
    Duration(#[from] DurationError),
    /// A slot can't be read.
    #[error(transparent)]
    Slot(#[from] SlotError),
    /// A rule's value is outside of its bounds.
    #[error("'{value}' can't be the {rule}")]
    BadRule {
        /// Which rule.
        rule: &'static str,
        /// What was given.
        value: String,
    },
    /// What was written can't be a post.
    #[error(transparent)]
    Draft(#[from] DraftError),

    /// The delivery has changed since it was looked at.
    #[error("delivery {id} has changed since it was looked at (revision {seen}, now {found})")]
    Conflict {
        /// Which.
        id: DeliveryId,
        /// The revision that was looked at.
        seen: i64,
        /// The one it has.
        found: i64,
    },
    /// A delivery can't make this move.
    #[error("delivery {id}: {step}")]
    IllegalMove {
        /// Which.
        id: DeliveryId,
        /// From where to where.
        step: IllegalMove,
    },
    /// A delivery's words can't change in its state.
    #[error("delivery {id} is {}; its words can't change any more", .state.word())]
    NotEditable {
        /// Which.
        id: DeliveryId,
        /// Where it is.
        state: DeliveryState,
    },
    /// Only a draft goes to another account.
    #[error("delivery {id} is {}; only a draft goes to another account", .state.word())]
    NotADraft {
        /// Which.
        id: DeliveryId,
        /// Where it is.
        state: DeliveryState,
    },
    /// The account has the same post already.
    #[error("@{handle} has this post already, as delivery {id}")]
    SaidThere {
        /// The delivery that it has.
        id: DeliveryId,
        /// The account's handle.
        handle: String,
    },
    /// A thread goes on after a segment only by that segment's id.
    #[error("the id of delivery {id}'s segment on the network is needed")]
    RemoteIdNeeded {
        /// Which.
        id: DeliveryId,
    },
    /// Not an id of the network, nor a link with one.
    #[error("'{text}' is not an id of a post")]
    BadRemoteId {
        /// What was given.
        text: String,
    },
    /// Only what is out can be deleted.
    #[error("delivery {id} is {}; only a published one can be deleted", .state.word())]
    NotDeletable {
        /// Which.
        id: DeliveryId,
        /// Where it is.
        state: DeliveryState,
    },
    /// Only what has failed, was missed or is held can be sent after all.
    #[error("delivery {id} is {}; there is nothing to try again", .state.word())]
    NotRetryable {
        /// Which.
        id: DeliveryId,
        /// Where it is.
        state: DeliveryState,
    },
    /// Part of the thread is out already.
    #[error("delivery {id} is out in part; its words can't change any more")]
    HalfSent {
        /// Which.
        id: DeliveryId,
    },
    /// The incident can't make this move.
    #[error(transparent)]
    IllegalIncidentMove(#[from] IllegalIncidentMove),
    /// The command needs an incident in another state.
    #[error("incident {id} is {}", .found.word())]
    IncidentIs {
        /// Which.
        id: IncidentId,
        /// The state it is in.
        found: IncidentState,
    },
    /// The quiet post must be one that the incident holds.
    #[error("delivery {delivery} is not held by incident {incident}")]
    NotHeldBy {
        /// The delivery.
        delivery: DeliveryId,
        /// The incident.
        incident: IncidentId,
    },
    /// A file is there already where the evidence pack would go.
    #[error("{} is there already", .path.display())]
    ReportExists {
        /// Where.
        path: PathBuf,
    },
    /// The evidence pack can't be written there.
    #[error("the evidence pack can't be written to {}: {reason}", .path.display())]
    ReportUnwritable {
        /// Where.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// The incident has no such ticket.
    #[error("incident {incident} has no ticket {id}")]
    NoTicket {
        /// The ticket.
        id: TicketId,
        /// The incident.
        incident: IncidentId,
    },
    /// A ticket says where it was sent.
    #[error("where it was sent is missing")]
    NoPlace,
    /// A look at a set time tells nothing about an incident of this kind.
    #[error("a look at a time tells nothing about incident {id} ({})", .kind.word())]
    NoLook {
        /// The incident.
        id: IncidentId,
        /// Its kind.
        kind: RefusalKind,
    },
    /// The incident still holds somebody, so it ends by its steps.
    #[error("incident {id} still holds @{account}")]
    AccountStillThere {
        /// The incident.
        id: IncidentId,
        /// Whom it holds.
        account: String,
    },
    /// Nothing was changed that could be undone.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// Nothing was undone that could be made again.
    #[error("there is nothing to make again")]
    NothingToRedo,
    /// Something else has changed a delivery since: undoing would take that away too.
    #[error("delivery {id} has changed since; the change can't be undone any more")]
    UndoStale {
        /// Which.
        id: DeliveryId,
    },
    /// Other slots stand there since, or the account was removed.
    #[error("the slots of @{account} have changed since; the change can't be undone any more")]
    UndoStaleSlots {
        /// Whose.
        account: String,
    },
    /// The delivery has no time that could be shifted.
    #[error("delivery {id} has no time")]
    NoTime {
        /// Which.
        id: DeliveryId,
    },
    /// The delivery is not among those of the account's queue that can be put elsewhere.
    #[error("delivery {id} is not in the queue of @{account}")]
    NotInQueue {
        /// Which.
        id: DeliveryId,
        /// Whose queue.
        account: String,
    },
    /// No composition has this id.
    #[error("there is no composition {id}")]
    NoComposition {
        /// As it was asked for.
        id: i64,
    },
    /// The composition has changed since it was looked at.
    #[error("composition {id} has changed since it was looked at")]
    CompositionChanged {
        /// Which.
        id: i64,
    },
    /// Not a date.
    #[error("'{text}' is not a date")]
    BadDate {
        /// What was given.
        text: String,
    },
    /// The calendar shows one day at least, and so many at most.
    #[error("the calendar shows 1 to {most} days, not {count}")]
    BadDays {
        /// How many were asked for.
        count: i64,
        /// The most.
        most: i64,
    },
    /// There is no folder in which copies could lie.
    #[error("this database is in memory and has no folder")]
    NoFolder,
    /// The vault is there already.
    #[error("the secrets lie there already")]
    VaultIsThere {
        /// The place.
        place: &'static str,
    },
    /// No such place for secrets.
    #[error("'{place}' is no place for secrets")]
    BadVaultPlace {
        /// What was given.
        place: String,
    },
}

impl From<NetworkError> for EngineError {
    fn from(error: NetworkError) -> Self {
        Self::Network(Box::new(error))
    }
}
