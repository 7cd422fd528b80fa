//! Why a simulator could not start or go on.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why a simulator could not start or go on.
#[derive(Debug, Error)]
pub enum SimulatorError {
    /// Another program listens on the port.
    #[error("port {port} of 127.0.0.1 is in use: choose another with --port, or leave it out")]
    PortInUse {
        /// The port asked for.
        port: u16,
    },
    /// The port could not be opened for another reason.
    #[error("port {port} of 127.0.0.1 can't be opened: {source}")]
    Listen {
        /// The port asked for.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// The state file could not be read, created or written.
    #[error("the state file {} can't be used: {source}", path.display())]
    State {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another simulator has the state file open.
    #[error("the state file {} is in use by another simulator", path.display())]
    StateInUse {
        /// The file.
        path: PathBuf,
    },
    /// The state file holds a line that is no change of a simulator.
    #[error("the state file {} is not a simulator's: line {line} can't be read ({source})", path.display())]
    StateLine {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What was wrong with it.
        source: serde_json::Error,
    },
}
