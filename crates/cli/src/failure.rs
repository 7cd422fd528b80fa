//! What went wrong, and what does the owner hear? One closed enum for everything that ends a command
//! early; it becomes a sentence (what, where, what to do), a kind for scripts, and an exit code.

use crate::output::Format;
use crate::words::Words;
use roost_domain::ports::VaultError;
use roost_simulator::SimulatorError;
use roost_store::StoreError;
use serde_json::json;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// Why a command ended early. Unless a variant says otherwise, nothing was changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The store could not be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The simulator could not start.
    #[error(transparent)]
    Simulator(#[from] SimulatorError),
    /// The vault could not be opened.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A file or standard input can't be read.
    #[error("{what} can't be read")]
    Unreadable {
        /// Which.
        what: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file or standard input is not UTF-8.
    #[error("{what} is not UTF-8")]
    NotUtf8 {
        /// Which.
        what: String,
        /// The first byte that is wrong, from 0.
        at: usize,
    },
    /// Standard input is not the JSON that the command reads.
    #[error("standard input is not the JSON that is asked for")]
    BadSecrets {
        /// The fields that are asked for.
        fields: &'static str,
        /// What is wrong, without the text itself: it may hold secrets.
        problem: String,
    },
    /// The thread file has no words in it.
    #[error("{what} holds no segment")]
    EmptyThread {
        /// Which file.
        what: String,
    },
    /// The owner did not say yes.
    #[error("not confirmed")]
    NotConfirmed,
    /// The platform names no data folder.
    #[error("no data folder")]
    NoDataFolder,
    /// The folder's record of its time-lapse is broken.
    #[error(transparent)]
    BrokenLapse(#[from] roost_engine::clock::BrokenLapse),
    /// Time-lapse where a real account is.
    #[error("time-lapse with a real account")]
    LapseWithReal {
        /// The real account.
        account: String,
    },
    /// A real account for a folder that was once lapsed.
    #[error("a real account in a lapsed folder")]
    RealInLapsed,
    /// A start before something that is stored.
    #[error("a start before the newest event")]
    StartTooEarly {
        /// The newest stored event, RFC 3339.
        newest: String,
    },
    /// The still-locked answer of `incident unlocked`: the look itself was done and is stored.
    #[error("still locked")]
    StillLocked {
        /// `still_locked` or `unclear`.
        outcome: &'static str,
        /// What the network said, in words.
        sentence: String,
    },
    /// The doctor found something.
    #[error("not all is well")]
    Unwell {
        /// How many checks are bad.
        bad: usize,
    },
    /// The drill's ground truth does not agree.
    #[error("the drill lost or doubled a post")]
    DrillFailed {
        /// Posts that are missing.
        lost: usize,
        /// Posts that are there twice.
        twice: usize,
    },
    /// A part of Roost broke in a way that it should not.
    #[error("{what}")]
    Broken {
        /// What, for a report.
        what: String,
    },
    /// Standard output was closed or is full.
    #[error("standard output can't be written")]
    Output(#[from] io::Error),
}

impl Failure {
    /// The word for scripts.
    pub(crate) fn kind(&self) -> String {
        let word = match self {
            Self::Store(error) => store_kind(error),
            Self::Simulator(error) => match error {
                SimulatorError::PortInUse { .. } => "port_in_use",
                SimulatorError::Listen { .. } => "port_unusable",
                _ => "bad_state_file",
            },
            Self::Vault(error) => match error {
                VaultError::Unreachable { .. } => "vault_unreachable",
                VaultError::Locked { .. } => "vault_locked",
                VaultError::WrongPassphrase { .. } => "wrong_passphrase",
                VaultError::NoPassphrase { .. } => "no_passphrase",
                VaultError::File { .. } => "vault_file",
                VaultError::Refused { .. } => "vault_refused",
                VaultError::NotErased => "not_erased",
            },
            Self::Unreadable { .. } => "unreadable",
            Self::NotUtf8 { .. } => "not_utf8",
            Self::BadSecrets { .. } => "bad_secrets",
            Self::EmptyThread { .. } => "empty_thread",
            Self::NotConfirmed => "not_confirmed",
            Self::NoDataFolder => "no_data_folder",
            Self::BrokenLapse(_) => "broken_lapse",
            Self::LapseWithReal { .. } => "lapse_with_real",
            Self::RealInLapsed => "real_in_lapsed",
            Self::StartTooEarly { .. } => "start_too_early",
            Self::StillLocked { outcome, .. } => outcome,
            Self::Unwell { .. } => "unwell",
            Self::DrillFailed { .. } => "drill_failed",
            Self::Broken { .. } => "broken",
            Self::Output(_) => "output",
        };
        word.to_owned()
    }

    /// The sentence for people: what, where, what to do.
    pub(crate) fn message(&self, words: &Words) -> String {
        match self {
            Self::Simulator(error) => error.to_string(),
            Self::Store(error) => store_message(error, words),
            Self::Vault(error) => vault_message(error, words),
            Self::Unreadable { what, source } => {
                let reason = source.to_string();
                words.line("unreadable", &[("what", what), ("reason", &reason)])
            }
            Self::NotUtf8 { what, at } => {
                words.line("not_utf8", &[("what", what), ("at", &(at + 1).to_string())])
            }
            Self::BadSecrets { fields, problem } => {
                words.line("bad_secrets", &[("fields", fields), ("problem", problem)])
            }
            Self::EmptyThread { what } => words.line("empty_thread", &[("what", what)]),
            Self::NotConfirmed => words.line("not_confirmed", &[]),
            Self::NoDataFolder => words.line("no_data_folder", &[]),
            Self::BrokenLapse(error) => words.line("broken_lapse", &[("text", &error.text)]),
            Self::LapseWithReal { account } => {
                words.line("lapse_with_real", &[("account", account)])
            }
            Self::RealInLapsed => words.line("real_in_lapsed", &[]),
            Self::StartTooEarly { newest } => words.line("start_too_early", &[("newest", newest)]),
            Self::StillLocked { sentence, .. } => sentence.clone(),
            Self::Unwell { bad } => words.line("unwell", &[("bad", &bad.to_string())]),
            Self::DrillFailed { lost, twice } => {
                let (lost, twice) = (lost.to_string(), twice.to_string());
                words.line("drill_failed", &[("lost", &lost), ("twice", &twice)])
            }
            Self::Broken { what } => words.line("broken", &[("what", what)]),
            Self::Output(error) => words.line("output", &[("reason", &error.to_string())]),
        }
    }

    /// Tells the owner, and gives the exit code: 1, or 0 where the reader of our output simply had
    /// enough (`roost post list | head`).
    pub(crate) fn report(&self, format: Format, words: &Words) -> ExitCode {
        if let Self::Output(error) = self
            && error.kind() == io::ErrorKind::BrokenPipe
        {
            return ExitCode::SUCCESS;
        }
        let message = self.message(words);
        tell(format, &self.kind(), &message);
        ExitCode::from(1)
    }
}

/// Writes an error to standard error, as JSON or as a sentence.
pub(crate) fn tell(format: Format, kind: &str, message: &str) {
    // With standard error closed there is nobody to tell; the exit code still says it.
    let _ = match format {
        Format::Json => {
            let error = json!({ "error": { "kind": kind, "message": message } });
            writeln!(io::stderr(), "{error}")
        }
        Format::Plain => {
            let label = crate::output::styled(crate::output::style::STOP, "roost:");
            writeln!(anstream::stderr(), "{label} {}", crate::escape::lines(message))
        }
    };
}

fn store_kind(error: &StoreError) -> &'static str {
    match error {
        StoreError::Busy(_) => "busy",
        StoreError::Full(_) => "disk_full",
        StoreError::ReadOnly(_) => "read_only",
        StoreError::NewerSchema { .. } => "newer_schema",
        StoreError::InUse { .. } => "in_use",
        StoreError::Corrupt(_) | StoreError::NoGoodCopy { .. } => "broken_database",
        _ => "store",
    }
}

fn store_message(error: &StoreError, words: &Words) -> String {
    match error {
        StoreError::InUse { pid } => {
            let pid = pid.map_or_else(|| "?".to_owned(), |pid| pid.to_string());
            words.line("in_use", &[("pid", &pid)])
        }
        StoreError::Busy(_) => words.line("busy", &[]),
        StoreError::Full(_) => words.line("disk_full", &[]),
        StoreError::ReadOnly(_) => words.line("read_only", &[]),
        StoreError::NewerSchema { found, known } => {
            let (found, known) = (found.to_string(), known.to_string());
            words.line("newer_schema", &[("found", &found), ("known", &known)])
        }
        StoreError::Io { path, source } => {
            let (path, reason) = (path.display().to_string(), source.to_string());
            words.line("folder_unusable", &[("path", &path), ("reason", &reason)])
        }
        other => words.line("store", &[("reason", &other.to_string())]),
    }
}

fn vault_message(error: &VaultError, words: &Words) -> String {
    match error {
        VaultError::Unreachable { reason } => {
            words.line("vault_unreachable", &[("reason", reason)])
        }
        VaultError::Locked { reason } => words.line("vault_locked", &[("reason", reason)]),
        VaultError::WrongPassphrase { path } => {
            words.line("wrong_passphrase", &[("path", &path.display().to_string())])
        }
        VaultError::NoPassphrase { path } => {
            words.line("no_passphrase", &[("path", &path.display().to_string())])
        }
        VaultError::File { path, reason } => {
            let path = path.display().to_string();
            words.line("vault_file", &[("path", &path), ("reason", reason)])
        }
        VaultError::Refused { reason } => words.line("vault_refused", &[("reason", reason)]),
        VaultError::NotErased => words.line("not_erased", &[]),
    }
}
