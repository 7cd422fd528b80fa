//! What went wrong, and what does the owner hear? One closed enum for everything that ends a command
//! early; it becomes a sentence (what, where, what to do), a kind for scripts, and an exit code.

use crate::drill::counts;
use crate::output::Format;
use crate::words::Words;
use roost_api::ApiError;
use roost_domain::ports::VaultError;
use roost_drill::{DrillError, Ledger};
use roost_engine::error::EngineError;
use roost_engine::networks::PracticeError;
use roost_home::HomeError;
use roost_simulator::SimulatorError;
use roost_store::StoreError;
use serde_json::json;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// Why a command ended early. Unless a variant says otherwise, nothing was changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The door refused, or what lies behind it.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// The simulator could not start.
    #[error(transparent)]
    Simulator(#[from] SimulatorError),
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
    DrillFailed(Box<Ledger>),
    /// No drill goes by that name.
    #[error("no such drill")]
    NoSuchDrill {
        /// What is wrong, with what there is.
        reason: String,
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
            Self::Api(error) => return error.code.word().to_owned(),
            Self::Simulator(error) => match error {
                SimulatorError::PortInUse { .. } => "port_in_use",
                SimulatorError::Listen { .. } => "port_unusable",
                _ => "bad_state_file",
            },
            Self::Unreadable { .. } => "unreadable",
            Self::NotUtf8 { .. } => "not_utf8",
            Self::BadSecrets { .. } => "bad_secrets",
            Self::EmptyThread { .. } => "empty_thread",
            Self::NotConfirmed => "not_confirmed",
            Self::NoDataFolder => "no_data_folder",
            Self::BrokenLapse(_) => "broken_lapse",
            Self::LapseWithReal { .. } => "lapse_with_real",
            Self::StartTooEarly { .. } => "start_too_early",
            Self::StillLocked { outcome, .. } => outcome,
            Self::Unwell { .. } => "unwell",
            Self::DrillFailed(_) => "drill_failed",
            Self::NoSuchDrill { .. } => "no_such_drill",
            Self::Broken { .. } => "broken",
            Self::Output(_) => "output",
        };
        word.to_owned()
    }

    /// The sentence for people: what, where, what to do.
    pub(crate) fn message(&self, words: &Words, door_words: &roost_api::Words) -> String {
        match self {
            Self::Api(error) => door_words.error(error),
            Self::Simulator(error) => error.to_string(),
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
            Self::StartTooEarly { newest } => words.line("start_too_early", &[("newest", newest)]),
            Self::StillLocked { sentence, .. } => sentence.clone(),
            Self::Unwell { bad } => words.line("unwell", &[("bad", &bad.to_string())]),
            Self::DrillFailed(ledger) => counts(words, "drill_failed", ledger),
            Self::NoSuchDrill { reason } => words.line("no_such_drill", &[("reason", reason)]),
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
        let message = self.message(words, &roost_api::Words::english());
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

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self::Api(Box::new(error))
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        ApiError::from(error).into()
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        EngineError::from(error).into()
    }
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        EngineError::from(error).into()
    }
}

impl From<PracticeError> for Failure {
    fn from(error: PracticeError) -> Self {
        EngineError::from(error).into()
    }
}

impl From<DrillError> for Failure {
    fn from(error: DrillError) -> Self {
        match error {
            DrillError::Home(error) => error.into(),
            DrillError::Api(error) => Self::Api(error),
            DrillError::Practice(error) => error.into(),
            DrillError::Store(error) => error.into(),
            DrillError::Engine(error) => error.into(),
            DrillError::Hung { .. } | DrillError::Unreadable { .. } => {
                Self::Broken { what: error.to_string() }
            }
        }
    }
}

/// What went wrong while a folder was opened keeps its kind: scripts read it.
impl From<HomeError> for Failure {
    fn from(error: HomeError) -> Self {
        match error {
            HomeError::NoDataFolder => Self::NoDataFolder,
            HomeError::Store(error) => error.into(),
            HomeError::BrokenLapse(error) => error.into(),
            HomeError::Adapter(error) => Self::Broken { what: error.to_string() },
            HomeError::Vault(error) => error.into(),
            HomeError::Simulator(error) => error.into(),
            HomeError::Practice(error) => error.into(),
            HomeError::Note(error) => error.into(),
        }
    }
}
