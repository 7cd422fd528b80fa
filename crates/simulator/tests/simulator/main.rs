//! What the simulator promises: in-process with a clock by hand, and over real sockets.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on has failed")]

mod kit;

mod control;
mod faults;
mod limits;
mod media;
mod posting;
mod reading;
mod sign_in;
mod signatures;
mod state;
mod wire;
