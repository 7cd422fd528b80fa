//! The kit: what scenarios, simulated weeks and crash runs are played in.
//!
//! [`world::World`] is for scenarios: a real folder, a real socket, a clock by hand. [`sim`] is for
//! seeded weeks: everything in one process and on one thread, so that a seed gives one history.

pub mod clock;
pub mod crash;
pub mod dice;
pub mod in_process;
pub mod sim;
pub mod stories;
pub mod wires;
pub mod wiring;
pub mod world;
