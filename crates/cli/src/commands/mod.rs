//! What does each command do? One file per noun; each asks the door and shows the answer.

pub(crate) mod accounts;
pub(crate) mod apps;
mod before;
pub(crate) mod doctor;
mod casefile;
pub(crate) mod incidents;
pub(crate) mod mail;
mod letters;
pub(crate) mod overview;
pub(crate) mod posts;
mod sign_in;
pub(crate) mod simulator;
pub(crate) mod texts;
pub(crate) mod vault;
