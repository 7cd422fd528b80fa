//! Which code does an error of the engine get? Every variant by name, with what its sentence needs.

use crate::error::{ApiError, ErrorCode as Code};
use roost_domain::mail::{BadMailbox, MailFailure};
use roost_domain::ports::{NetworkError, VaultError};
use roost_domain::slots::SlotError;
use roost_domain::walltime::{AtError, DurationError, format_duration};
use roost_engine::desk::records::StoreError;
use roost_engine::error::{DraftError, EngineError};
use roost_engine::networks::PracticeError;

type Params = Vec<(&'static str, String)>;

impl From<EngineError> for ApiError {
    fn from(error: EngineError) -> Self {
        let (code, params) = told(&error);
        Self::new(code, &params).caused_by(&error)
    }
}

macro_rules! params {
    ($($name:ident),* $(,)?) => { vec![$((stringify!($name), $name.to_string())),*] };
}

fn told(error: &EngineError) -> (Code, Params) {
    use EngineError as E;
    match error {
        E::Store(error) => store(error),
        E::Vault(error) => vault(error),
        E::Network(error) => network(error),
        E::Practice(error) => practice(error),
        E::Time(error) => time(error),
        E::Duration(error) => duration(error),
        E::Slot(error) => slot(error),
        E::Draft(error) => draft(error),
        E::ReportExists { path } => {
            (Code::ReportExists, vec![("path", path.display().to_string())])
        }
        E::ReportUnwritable { path, reason } => (
            Code::ReportUnwritable,
            vec![("path", path.display().to_string()), ("reason", reason.clone())],
        ),
        E::NotSlowable { account, incident } => (Code::NotSlowable, params![account, incident]),
        E::Mail { host, failure } => mail(host, failure),
        E::BadMailbox(error) => mailbox(error),
        E::NoMailbox => (Code::MailNotSetUp, vec![]),
        E::NoAccount { name } => (Code::NoAccount, params![name]),
        E::TwoAccounts { name } => (Code::TwoAccounts, params![name]),
        E::NoApp { name } => (Code::NoApp, params![name]),
        E::TwoApps { name } => (Code::TwoApps, params![name]),
        E::NoDelivery { id } => (Code::NoDelivery, params![id]),
        E::NoIncident { id } => (Code::NoIncident, params![id]),
        E::NoSignIn { id } => (Code::NoSignIn, params![id]),
        E::AccountExists { handle, network } => (
            Code::AccountExists,
            vec![("handle", handle.clone()), ("network", network_name(*network))],
        ),
        E::SameUser { handle, user_id } => (Code::SameUser, params![handle, user_id]),
        E::OtherUser { handle, found } => (Code::OtherUser, params![handle, found]),
        E::AppKeyDiffers { name } => (Code::AppKeyDiffers, params![name]),
        E::AppBaseDiffers { name, api_base } => (Code::AppBaseDiffers, params![name, api_base]),
        E::AppKeysMissing { name } => (Code::AppKeysMissing, params![name]),
        E::AppInUse { name, count } => (Code::AppInUse, params![name, count]),
        E::BadHandle { handle } => (Code::BadHandle, params![handle]),
        E::BadZone { zone } => (Code::BadZone, params![zone]),
        E::BadBase { url } => (Code::BadBase, params![url]),
        E::LapsedFolder => (Code::LapsedFolder, vec![]),
        E::NoNetwork { handle } => (Code::NoNetwork, params![handle]),
        E::NoKeys { handle } => (Code::NoKeys, params![handle]),
        E::NotErased { what } => (Code::NotErased, params![what]),
        E::NotMoved { what } => (Code::NotMoved, params![what]),
        E::AccountHeld { handle, incident } => (Code::AccountHeld, params![handle, incident]),
        E::BadRule { rule, value } => match *rule {
            "cap" => (Code::BadCap, params![value]),
            "catch_up" => (Code::BadCatchUp, params![value]),
            _ => (Code::BadLateLimit, params![value]),
        },
        E::Conflict { id, .. } => (Code::Conflict, params![id]),
        E::IllegalMove { id, step } => {
            let (from, to) = (step.from.word(), step.to.word());
            (Code::IllegalMove, params![id, from, to])
        }
        E::NotEditable { id, state } => {
            let state = state.word();
            (Code::NotEditable, params![id, state])
        }
        E::NotADraft { id, state } => {
            let state = state.word();
            (Code::NotADraft, params![id, state])
        }
        E::SaidThere { id, handle } => (Code::SaidThere, params![id, handle]),
        E::NotDeletable { id, state } => {
            let state = state.word();
            (Code::NotDeletable, params![id, state])
        }
        E::NotRetryable { id, state } => {
            let state = state.word();
            (Code::NotRetryable, params![id, state])
        }
        E::HalfSent { id } => (Code::HalfSent, params![id]),
        E::RemoteIdNeeded { id } => (Code::RemoteIdNeeded, params![id]),
        E::BadRemoteId { text } => (Code::BadRemoteId, params![text]),
        E::IncidentIs { id, found } => {
            let state = found.word();
            (Code::IncidentIs, params![id, state])
        }
        E::NotHeldBy { delivery, incident } => (Code::NotHeldBy, params![delivery, incident]),
        E::NoTicket { id, incident } => (Code::NoTicket, params![id, incident]),
        E::NoPlace => (Code::NoPlace, vec![]),
        E::NoLook { id, kind } => {
            let kind = kind.word();
            (Code::NoLook, params![id, kind])
        }
        E::AccountStillThere { id, account } => (Code::AccountStillThere, params![id, account]),
        E::NothingToUndo => (Code::NothingToUndo, vec![]),
        E::NothingToRedo => (Code::NothingToRedo, vec![]),
        E::UndoStale { id } => (Code::UndoStale, params![id]),
        E::UndoStaleSlots { account } => (Code::UndoStaleSlots, params![account]),
        E::NoTime { id } => (Code::NoTime, params![id]),
        E::NotInQueue { id, account } => (Code::NotInQueue, params![id, account]),
        E::NoComposition { id } => (Code::NoComposition, params![id]),
        E::CompositionChanged { id } => (Code::Conflict, params![id]),
        E::BadDate { text } => (Code::BadDate, params![text]),
        E::BadDays { count, most } => (Code::BadDays, params![count, most]),
        E::NoFolder => (Code::NoFolder, vec![]),
        E::VaultIsThere { place } => (Code::VaultIsThere, params![place]),
        E::BadVaultPlace { place } => (Code::BadVaultPlace, params![place]),
        // An engine variant that is newer than this table, and moves that only the loop makes.
        other => (Code::Internal, vec![("reason", other.to_string())]),
    }
}

fn network_name(kind: roost_domain::account::NetworkKind) -> String {
    match kind {
        roost_domain::account::NetworkKind::X => "X".to_owned(),
        roost_domain::account::NetworkKind::Practice => "Practice".to_owned(),
    }
}

fn store(error: &StoreError) -> (Code, Params) {
    let reason = || {
        let cause = std::error::Error::source(error).map(ToString::to_string);
        vec![("reason", cause.unwrap_or_else(|| error.to_string()))]
    };
    match error {
        StoreError::Busy(_) => (Code::StoreBusy, vec![]),
        StoreError::Full(_) => (Code::StoreFull, vec![]),
        StoreError::ReadOnly(_) => (Code::StoreReadOnly, vec![]),
        StoreError::Corrupt(_) | StoreError::NoGoodCopy { .. } => (Code::StoreBroken, reason()),
        StoreError::Disk(_) => (Code::StoreDisk, reason()),
        StoreError::NewerSchema { found, known } => (Code::StoreNewer, params![found, known]),
        StoreError::InUse { pid } => {
            let holder =
                pid.map_or_else(|| "another process".to_owned(), |pid| format!("process {pid}"));
            (Code::StoreInUse, params![holder])
        }
        StoreError::Conflict { id, .. } => (Code::Conflict, params![id]),
        StoreError::Io { path, source } => {
            let path = path.display();
            (Code::StoreFile, vec![("path", path.to_string()), ("reason", source.to_string())])
        }
        other => (Code::Internal, vec![("reason", other.to_string())]),
    }
}

fn vault(error: &VaultError) -> (Code, Params) {
    match error {
        VaultError::Unreachable { reason } => (Code::VaultUnreachable, params![reason]),
        VaultError::Locked { reason } => (Code::VaultLocked, params![reason]),
        VaultError::WrongPassphrase { path } => {
            (Code::VaultWrongPassphrase, vec![("path", path.display().to_string())])
        }
        VaultError::NoPassphrase { path } => {
            (Code::VaultNoPassphrase, vec![("path", path.display().to_string())])
        }
        VaultError::File { path, reason } => (
            Code::VaultFile,
            vec![("path", path.display().to_string()), ("reason", reason.clone())],
        ),
    }
}

fn network(error: &NetworkError) -> (Code, Params) {
    match error {
        NetworkError::Refused { refusal, evidence, .. } => {
            let status = evidence.status.map_or_else(|| "?".to_owned(), |s| s.to_string());
            let params = vec![
                ("kind", refusal.kind.word().to_owned()),
                ("message", refusal.message.clone()),
                ("status", status),
            ];
            (Code::Refused, params)
        }
        NetworkError::NotSent { reason } => (Code::NotSent, params![reason]),
        NetworkError::Lost { reason } => (Code::NoAnswer, params![reason]),
        NetworkError::Media { path, reason } => {
            let path = path.display();
            (Code::MediaUnreadable, params![path, reason])
        }
    }
}

fn practice(error: &PracticeError) -> (Code, Params) {
    match error {
        PracticeError::Unreachable { base, reason } => {
            let base = base.as_deref().unwrap_or("the running loop");
            (Code::SimulatorUnreachable, params![base, reason])
        }
        PracticeError::Refused { base, reason } => (Code::NoSimulator, params![base, reason]),
    }
}

fn time(error: &AtError) -> (Code, Params) {
    const MINUTE: &str = "%Y-%m-%d %H:%M";
    match error {
        AtError::Unreadable { text } => (Code::TimeUnreadable, params![text]),
        AtError::InGap(gap) => {
            let (wall, zone) = (gap.wall.format(MINUTE), gap.zone.name());
            let (before, after) = (gap.before.format(MINUTE), gap.after.format(MINUTE));
            (Code::TimeInGap, params![wall, zone, before, after])
        }
        AtError::Past { at, zone, ago } => {
            let at = format!("{} ({})", at.with_timezone(zone).format(MINUTE), zone.name());
            let ago = format_duration(rounded(*ago));
            (Code::TimePast, params![at, ago])
        }
    }
}

/// To the largest unit that the length reaches, so that it reads well.
fn rounded(length: chrono::TimeDelta) -> chrono::TimeDelta {
    if length.num_days() > 0 {
        chrono::TimeDelta::days(length.num_days())
    } else if length.num_hours() > 0 {
        chrono::TimeDelta::hours(length.num_hours())
    } else if length.num_minutes() > 0 {
        chrono::TimeDelta::minutes(length.num_minutes())
    } else {
        length
    }
}

fn duration(error: &DurationError) -> (Code, Params) {
    match error {
        DurationError::Unreadable { text } => (Code::DurationUnreadable, params![text]),
        DurationError::TooLong { text } => (Code::DurationTooLong, params![text]),
    }
}

fn slot(error: &SlotError) -> (Code, Params) {
    match error {
        SlotError::Shape { spec } => (Code::SlotUnreadable, params![spec]),
        SlotError::Day { spec, word } => (Code::SlotDay, params![spec, word]),
        SlotError::Time { spec, word } => (Code::SlotTime, params![spec, word]),
    }
}

fn draft(error: &DraftError) -> (Code, Params) {
    use DraftError as D;
    match error {
        D::NoAccount => (Code::NoAccountNamed, vec![]),
        D::NoSegment => (Code::NoSegment, vec![]),
        D::Empty { segment } => (Code::EmptySegment, params![segment]),
        D::TooLong { segment, weighted, max } => {
            let over = weighted.saturating_sub(*max);
            (Code::TooLong, params![segment, weighted, max, over])
        }
        D::BadCharacter { segment } => (Code::BadCharacter, params![segment]),
        D::MediaUnreadable { path, source } => {
            let (path, reason) = (path.display(), source);
            (Code::MediaUnreadable, params![path, reason])
        }
        D::MediaKind { path } => (Code::MediaKind, vec![("path", path.display().to_string())]),
        D::MediaTooLarge { path, kind, bytes, max } => {
            let (path, size, most) = (path.display(), megabytes(*bytes), megabytes(*max));
            (Code::MediaTooLarge, params![path, kind, size, most])
        }
        D::MediaMix { segment } => (Code::MediaMix, params![segment]),
        D::AltTooLong { path, chars } => {
            let path = path.display();
            (Code::AltTooLong, params![path, chars])
        }
        D::PollOptions { count } => (Code::PollOptions, params![count]),
        D::PollOption { option } => (Code::PollOption, params![option]),
        D::PollMinutes { minutes } => (Code::PollMinutes, params![minutes]),
        D::PollAndMedia { segment } => (Code::PollAndMedia, params![segment]),
        D::ReplySettings { word } => (Code::ReplySettings, params![word]),
        other => (Code::Internal, vec![("reason", other.to_string())]),
    }
}

fn mail(host: &str, failure: &MailFailure) -> (Code, Params) {
    let (trouble, reason) = (failure.trouble.word(), &failure.detail);
    (Code::MailFailed, params![trouble, host, reason])
}

fn mailbox(error: &BadMailbox) -> (Code, Params) {
    match error {
        BadMailbox::Host { host } => (Code::BadMailHost, params![host]),
        BadMailbox::Port { port } => (Code::BadMailPort, params![port]),
        BadMailbox::User => (Code::BadMailUser, vec![]),
        BadMailbox::Provider { id } => (Code::BadMailProvider, params![id]),
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / (1024.0 * 1024.0))
}
