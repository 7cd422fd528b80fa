//! Does the adapter keep the port's contract? Every call over real HTTP against the simulator, which
//! checks signatures, schemas and lengths by code of its own.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on has failed")]

mod kit;
mod losing;
mod media;
mod posting;
mod reading;
mod refusing;
mod sign_in;
