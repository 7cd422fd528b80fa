//! Does the store keep its promises on a real disk, beside other processes, and when things break?
//! One binary, one file per promise.
#![expect(clippy::unwrap_used, reason = "a test may unwrap, and so may what tests share")]

mod casefile;
mod commits;
mod copied_folder;
mod faults;
mod folder;
mod housekeeping;
mod kit;
mod mail;
mod mending;
mod processes;
mod room;
mod unread;
