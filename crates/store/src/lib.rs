//! Roost remembers here.
//!
//! One SQLite database in the data folder, one connection on one thread, and closures that are
//! sent to it: [`Store::write`] and [`Store::read`]. Writes that wait at the same time share one
//! commit. `open` takes the lease, checks the file, mends it from the copies and brings the schema
//! up to date; `tables` holds every statement.
//!
//! Deliberately absent: decisions (that is `domain`), the network, the wall clock (`now` is passed
//! in), secrets other than Practice's.

mod backups;
mod changes;
mod check;
mod connection;
mod copies;
mod error;
mod faults;
mod folder;
mod group;
mod heard;
mod housekeeping;
mod inline;
mod job;
mod journal;
mod lease;
mod machine;
mod mend;
mod migrate;
mod open;
mod pace;
mod store;
pub mod tables;
mod thread;
mod time;
mod tx;

pub use backups::CopyRow;
pub use changes::Changes;
pub use error::{Result, StoreError};
pub use faults::{CommitFaults, Fault, NoFaults, Pause};
pub use folder::Folder;
pub use heard::{Commit, Table, Touched};
pub use housekeeping::Swept;
pub use inline::Source;
pub use journal::{DeliveryThen, PostThen};
pub use machine::Machine;
pub use migrate::SCHEMA;
pub use open::{Note, Opened, Role};
pub use store::Store;
pub use tx::Tx;
