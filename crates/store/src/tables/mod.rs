//! What lies in the tables? One file per group of tables: private rows, their conversion to the
//! domain's words, and the statements. Every function takes the [`crate::Tx`] it works in.

pub mod accounts;
pub mod apps;
pub mod attempts;
pub mod before;
pub mod calendar;
pub mod casefile;
pub(crate) mod columns;
pub mod compositions;
mod days;
pub mod deliveries;
pub mod doubt;
pub mod history;
pub mod incidents;
pub mod labels;
#[cfg(test)]
mod long_past;
pub mod loop_account;
pub mod loop_attempts;
pub mod loop_deliveries;
pub mod loop_incidents;
pub mod loop_plan;
pub mod loop_posts;
pub mod loop_wake;
pub mod mail;
pub mod media;
pub mod meta;
pub mod posts;
pub mod settings;
pub mod slots;
pub mod slowdowns;
mod standing;
pub mod tickets;
pub(crate) mod unread;
pub mod views;
