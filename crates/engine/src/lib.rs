//! Roost acts here.
//!
//! [`Engine`] is the posting loop: lanes take turns, one account each, side by side. A turn is one
//! transaction: what came of the last errand, what the domain decides, the promise of the next. The
//! courier carries errands out, the lockwatch opens incidents and brings posting back, the desk does
//! what the owner asks.
//!
//! Deliberately absent: SQL (the store's), HTTP (the networks'), words for people (the api's), and
//! every decision that does not need the outside (the domain's).

pub mod access;
pub mod clock;
mod clockwatch;
mod courier;
pub mod desk;
pub mod error;
pub mod events;
mod lane;
pub mod lockwatch;
pub mod mailwatch;
pub mod networks;
mod poster;
mod reminders;
mod running;
mod supervisor;
mod timetable;
mod turn;
mod upkeep;

pub use lane::Dice;
pub use poster::{Stop, Until};
pub use running::Engine;
