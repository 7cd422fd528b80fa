//! What does each command do? One file per noun; each asks the door and shows the answer.

pub(crate) mod accounts;
pub(crate) mod apps;
mod before;
mod casefile;
pub(crate) mod doctor;
pub(crate) mod incidents;
mod letters;
pub(crate) mod mail;
pub(crate) mod overview;
pub(crate) mod posts;
mod sign_in;
pub(crate) mod simulator;
pub(crate) mod texts;
pub(crate) mod vault;
