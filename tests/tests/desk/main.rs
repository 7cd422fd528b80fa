//! What does the owner get for what they ask? The commands at the door, over a real folder, a real
//! simulator and a clock by hand.

#![expect(clippy::unwrap_used, reason = "the tests' own helpers: what fails there fails the test")]

mod accounts;
mod calendar;
mod casefile;
mod guide;
mod incidents;
mod kit;
mod planning;
mod secrets;
mod settling;
mod shapes;
mod sign_in;
mod texts_and_media;
mod undo;
mod window;
