//! How does an error pass the door? As a code from a closed list with the parameters of its sentence;
//! [`crate::Words`] makes the sentence. `detail` is for logs and 'copy details' only.

use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal [$($param:ident),*];)+) => {
        /// Every error that passes the door. A code without words fails a test.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize,
        )]
        pub enum ErrorCode {
            $($(#[doc = $doc])+ #[serde(rename = $word)] $name,)+
        }

        impl ErrorCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word on the wire; also the `kind` of `--json` errors.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// The parameters that its sentence may name.
            pub fn params(self) -> &'static [&'static str] {
                match self {
                    $(Self::$name => &[$(stringify!($param)),*],)+
                }
            }
        }
    };
}

codes! {
    /// No command has this name.
    UnknownCommand = "unknown_command" [name];
    /// The request is not one of this command.
    BadRequest = "bad_request" [name, reason];
    /// A mistake of Roost's own.
    Internal = "internal" [reason];

    /// No account goes by this name.
    NoAccount = "no_account" [name];
    /// The handle is on two networks.
    TwoAccounts = "two_accounts" [name];
    /// No app goes by this name.
    NoApp = "no_app" [name];
    /// The name is on two networks.
    TwoApps = "two_apps" [name];
    /// No delivery has this id.
    NoDelivery = "no_delivery" [id];
    /// No incident has this id.
    NoIncident = "no_incident" [id];
    /// No sign-in of this name has begun here.
    NoSignIn = "no_sign_in" [id];
    /// Not an id.
    BadId = "bad_id" [text];
    /// Not a state.
    BadState = "bad_state" [text];

    /// The handle is taken.
    AccountExists = "account_exists" [handle, network];
    /// The user is here already.
    SameUser = "same_user" [handle, user_id];
    /// The tokens belong to somebody else.
    OtherUser = "other_user" [handle, found];
    /// The app is here with another key.
    AppKeyDiffers = "app_key_differs" [name];
    /// The app is here at another address.
    AppBaseDiffers = "app_base_differs" [name, api_base];
    /// The app's two strings are needed.
    AppKeysMissing = "app_keys_missing" [name];
    /// Accounts still use the app.
    AppInUse = "app_in_use" [name, count];
    /// Not a handle.
    BadHandle = "bad_handle" [handle];
    /// Not a zone.
    BadZone = "bad_zone" [zone];
    /// Not an address of a network.
    BadBase = "bad_base" [url];
    /// A lapsed folder takes no real account.
    LapsedFolder = "lapsed_folder" [];
    /// No loop hosts the simulator now.
    NoNetwork = "no_network" [handle];
    /// The vault has no keys.
    NoKeys = "no_keys" [handle];
    /// Nothing is sent for a held account.
    AccountHeld = "account_held" [handle, incident];

    /// The network refused.
    Refused = "refused" [kind, sentence, message, status];
    /// Nothing left this machine.
    NotSent = "not_sent" [reason];
    /// No answer came.
    NoAnswer = "no_answer" [reason];
    /// The simulator does not answer.
    SimulatorUnreachable = "simulator_unreachable" [base, reason];
    /// What answers is no simulator.
    NoSimulator = "no_simulator" [base, reason];

    /// A time can't be read.
    TimeUnreadable = "time_unreadable" [text];
    /// A time has passed.
    TimePast = "time_past" [at, ago];
    /// A time does not exist.
    TimeInGap = "time_in_gap" [wall, zone, before, after];
    /// A duration can't be read.
    DurationUnreadable = "duration_unreadable" [text];
    /// A duration is too long.
    DurationTooLong = "duration_too_long" [text];
    /// A slot can't be read.
    SlotUnreadable = "slot_unreadable" [spec];
    /// A slot's day can't be read.
    SlotDay = "slot_day" [spec, word];
    /// A slot's time can't be read.
    SlotTime = "slot_time" [spec, word];
    /// The cap is no number within its bounds.
    BadCap = "bad_cap" [value];
    /// Not a catch-up policy.
    BadCatchUp = "bad_catch_up" [value];
    /// The late limit must be longer than nothing.
    BadLateLimit = "bad_late_limit" [value];

    /// No account was named.
    NoAccountNamed = "no_account_named" [];
    /// A post needs a segment.
    NoSegment = "no_segment" [];
    /// A segment is empty.
    EmptySegment = "empty_segment" [segment];
    /// A segment is too long.
    TooLong = "too_long" [segment, weighted, max, over];
    /// A segment holds a forbidden character.
    BadCharacter = "bad_character" [segment];
    /// A media file can't be read.
    MediaUnreadable = "media_unreadable" [path, reason];
    /// A media file is of no kind that X takes.
    MediaKind = "media_kind" [path];
    /// A media file is too large.
    MediaTooLarge = "media_too_large" [path, kind, size, most];
    /// Too many media, or a mix.
    MediaMix = "media_mix" [segment];
    /// An alt text is too long.
    AltTooLong = "alt_too_long" [path, chars];
    /// A poll has too few or too many options.
    PollOptions = "poll_options" [count];
    /// A poll's option is empty or too long.
    PollOption = "poll_option" [option];
    /// A poll is too short or too long.
    PollMinutes = "poll_minutes" [minutes];
    /// A poll and media exclude each other.
    PollAndMedia = "poll_and_media" [segment];
    /// Not a reply setting.
    ReplySettings = "reply_settings" [word];

    /// The delivery changed meanwhile.
    Conflict = "conflict" [id];
    /// The delivery can't make this move.
    IllegalMove = "illegal_move" [id, from, to];
    /// The delivery's words can't change any more.
    NotEditable = "not_editable" [id, state];
    /// Only a draft goes to another account.
    NotADraft = "not_a_draft" [id, state];
    /// The account has the post already.
    SaidThere = "said_there" [id, handle];
    /// Part of the thread is out.
    HalfSent = "half_sent" [id];
    /// The segment's id on the network is needed.
    RemoteIdNeeded = "remote_id_needed" [id];
    /// Not an id on the network.
    BadRemoteId = "bad_remote_id" [text];
    /// Only what is out can be deleted.
    NotDeletable = "not_deletable" [id, state];
    /// Only what has failed, was missed or is held can be sent after all.
    NotRetryable = "not_retryable" [id, state];
    /// The incident is in another state.
    IncidentIs = "incident_is" [id, state];
    /// The quiet post must be held by the incident.
    NotHeldBy = "not_held_by" [delivery, incident];
    /// Not one of the incident's screens.
    BadScreen = "bad_screen" [text, choices];
    /// Not one of the checklist's steps.
    BadStep = "bad_step" [text, choices];
    /// Not one of the letters that the incident's steps name.
    BadLetter = "bad_letter" [text, kind, choices];
    /// The incident has no such ticket.
    NoTicket = "no_ticket" [id, incident];
    /// A ticket says where it was sent.
    NoPlace = "no_place" [];
    /// A look would prove nothing about this kind.
    NoLook = "no_look" [id, kind];
    /// A file is there already where the evidence pack would go.
    ReportExists = "report_exists" [path];
    /// The evidence pack can't be written there.
    ReportUnwritable = "report_unwritable" [path, reason];
    /// The account can't be slowed for this incident.
    NotSlowable = "not_slowable" [account, incident];
    /// The account is still there, so its incident ends by its steps.
    AccountStillThere = "account_still_there" [id, account];

    /// No change can be undone.
    NothingToUndo = "nothing_to_undo" [];
    /// No change can be made again.
    NothingToRedo = "nothing_to_redo" [];
    /// Something else has changed it since.
    UndoStale = "undo_stale" [id];
    /// The slots are others since.
    UndoStaleSlots = "undo_stale_slots" [account];
    /// The delivery has no time.
    NoTime = "no_time" [id];
    /// The delivery is not in the queue.
    NotInQueue = "not_in_queue" [id, account];
    /// No composition has this id.
    NoComposition = "no_composition" [id];
    /// Not a date.
    BadDate = "bad_date" [text];
    /// Too many days, or none.
    BadDays = "bad_days" [count, most];
    /// The database has no folder.
    NoFolder = "no_folder" [];

    /// No mailbox is set up.
    MailNotSetUp = "mail_not_set_up" [];
    /// Not a mail server.
    BadMailHost = "bad_mail_host" [host];
    /// Not a port for mail.
    BadMailPort = "bad_mail_port" [port];
    /// Not a user name of a mailbox.
    BadMailUser = "bad_mail_user" [];
    /// Not the name of a provider.
    BadMailProvider = "bad_mail_provider" [id];
    /// The mailbox can't be read.
    MailFailed = "mail_failed" [trouble, sentence, host, reason];

    /// The secrets lie there already.
    VaultIsThere = "vault_is_there" [place];
    /// No such place for secrets.
    BadVaultPlace = "bad_vault_place" [place];
    /// No keyring answers.
    VaultUnreachable = "vault_unreachable" [reason];
    /// The keyring is locked.
    VaultLocked = "vault_locked" [reason];
    /// The passphrase is wrong.
    VaultWrongPassphrase = "vault_wrong_passphrase" [path];
    /// A passphrase is needed.
    VaultNoPassphrase = "vault_no_passphrase" [path];
    /// The vault's file can't be used.
    VaultFile = "vault_file" [path, reason];
    /// A secret is still there.
    NotErased = "not_erased" [what];
    /// A secret did not arrive.
    NotMoved = "not_moved" [what];

    /// Another process is writing.
    StoreBusy = "store_busy" [];
    /// The disk is full.
    StoreFull = "store_full" [];
    /// The database can't be written to.
    StoreReadOnly = "store_read_only" [];
    /// The database is broken.
    StoreBroken = "store_broken" [reason];
    /// The disk refused.
    StoreDisk = "store_disk" [reason];
    /// The database is newer than this Roost.
    StoreNewer = "store_newer" [found, known];
    /// The data folder is in use.
    StoreInUse = "store_in_use" [holder];
    /// A file of the data folder can't be used.
    StoreFile = "store_file" [path, reason];
}

/// Whether asking again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Retry {
    /// Not unless something else changes.
    No,
    /// The same request may succeed later.
    Later,
    /// After looking again: what was seen has changed.
    Reload,
}

/// An error at the door. Nothing was changed, unless its sentence says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[error("{} ({detail})", .code.word())]
pub struct ApiError {
    /// What it is.
    #[ts(type = "ErrorCode")]
    pub code: ErrorCode,
    /// What its sentence needs.
    pub params: BTreeMap<&'static str, String>,
    /// Whether asking again can help.
    pub retry: Retry,
    /// For logs and 'copy details': the chain of causes, without secrets.
    pub detail: String,
    /// Which command it came from.
    pub trace: Option<&'static str>,
}

impl ApiError {
    /// An error with its parameters.
    pub fn new(code: ErrorCode, params: &[(&'static str, String)]) -> Self {
        let params: BTreeMap<_, _> = params.iter().cloned().collect();
        let retry = match code {
            ErrorCode::Conflict | ErrorCode::UndoStale | ErrorCode::UndoStaleSlots => Retry::Reload,
            ErrorCode::StoreBusy
            | ErrorCode::StoreFull
            | ErrorCode::NotSent
            | ErrorCode::NoAnswer
            | ErrorCode::NoNetwork
            | ErrorCode::SimulatorUnreachable
            | ErrorCode::VaultLocked
            | ErrorCode::VaultUnreachable => Retry::Later,
            _ => Retry::No,
        };
        Self { code, params, retry, detail: code.word().to_owned(), trace: None }
    }

    /// With the chain of causes.
    pub(crate) fn caused_by(mut self, cause: &dyn std::error::Error) -> Self {
        self.detail = chain(cause);
        self
    }

    /// With the command that it came from.
    pub(crate) fn during(mut self, command: &'static str) -> Self {
        self.trace = Some(command);
        self
    }

    pub(crate) fn bad_request(command: &'static str, cause: &serde_json::Error) -> Self {
        let params = [("name", command.to_owned()), ("reason", cause.to_string())];
        Self::new(ErrorCode::BadRequest, &params).caused_by(cause).during(command)
    }

    pub(crate) fn internal(command: &'static str, cause: &dyn std::error::Error) -> Self {
        let params = [("reason", cause.to_string())];
        Self::new(ErrorCode::Internal, &params).caused_by(cause).during(command)
    }

    pub(crate) fn unknown_command(name: &str) -> Self {
        Self::new(ErrorCode::UnknownCommand, &[("name", name.to_owned())])
    }
}

/// An error and what caused it, outermost first.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let told = inner.to_string();
        if !text.ends_with(&told) {
            text.push_str(": ");
            text.push_str(&told);
        }
        cause = inner.source();
    }
    text
}
