//! Opens a data folder and wires the rooms.
//!
//! The terminal and the window are two faces of one program. What both need before they can show
//! anything is put together here, once: clock, vault, networks, the hosted Practice network, desk,
//! door and loop ([`Home`]), and the log ([`log`]).
//!
//! Deliberately absent: words for people, questions to them, and every decision. A face brings its
//! own way of asking for a passphrase, and turns [`HomeError`] and opening notes into its own words.

mod adapters;
mod error;
mod home;
pub mod lines;
pub mod log;
mod practice;
mod vaults;

pub use error::HomeError;
pub use home::{Home, Timekeeping, data_folder};
pub use practice::Simulators;
pub use vaults::{AskPassphrase, FolderVaults, try_passphrase};
