//! Does the store keep its promises on a real disk, beside other processes, and when things break?
//! One binary, one file per promise.

mod commits;
mod copied_folder;
mod faults;
mod folder;
mod housekeeping;
mod kit;
mod mending;
mod processes;
mod room;
