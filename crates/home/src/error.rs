//! Why could a data folder not be opened, or a part of it not be wired?

use roost_domain::ports::VaultError;
use roost_engine::clock::BrokenLapse;
use roost_engine::networks::PracticeError;
use roost_networks::AdapterError;
use roost_simulator::SimulatorError;
use roost_store::StoreError;
use std::io;

/// What ended an opening early. Nothing was changed beyond what the store says itself.
#[derive(Debug, thiserror::Error)]
pub enum HomeError {
    /// The platform names no data folder.
    #[error("the platform names no data folder")]
    NoDataFolder,
    /// The store could not be opened or read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder's record of its time-lapse is broken.
    #[error(transparent)]
    BrokenLapse(#[from] BrokenLapse),
    /// The HTTP client could not be set up.
    #[error(transparent)]
    Adapter(#[from] AdapterError),
    /// The vault did not open.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The hosted simulator could not start.
    #[error(transparent)]
    Simulator(#[from] SimulatorError),
    /// A simulator that runs could not be told something.
    #[error(transparent)]
    Practice(#[from] PracticeError),
    /// Where Practice is hosted could not be written down.
    #[error("the address of the Practice network could not be written down")]
    Note(#[source] io::Error),
}
