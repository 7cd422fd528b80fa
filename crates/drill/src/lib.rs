//! Plays every incident from its first sign to its end, on the Practice network and in time-lapse.
//!
//! Terminal and window share the stage: an owner's folder of the drill's own, accounts with weeks of
//! posts, the fault that fits the [`Play`], and what the owner would do on X's page ([`Stage`]). The
//! engine is the real one over real HTTP. What is counted at the end ([`Ledger`]) comes from the
//! simulator's ground truth and request log. [`walk`] is the owner who does everything by the
//! checklist; in the window a person is.
//!
//! Deliberately absent: words for people, and any account outside of the drill's folder.

mod again;
mod casting;
mod error;
mod ledger;
mod play;
mod silence;
mod stage;
pub mod walk;
mod watch;

pub use again::Again;
pub use error::DrillError;
pub use ledger::{Day, Ledger};
pub use play::{BadPlay, Deed, Kind, Play, Screen};
pub use stage::{DeedState, Stage};
