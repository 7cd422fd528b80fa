//! What does a closure in the store hold? A [`Tx`]: the inside of one transaction. Only this crate
//! can reach SQL through it; other crates call the functions in [`crate::tables`] with it.

use crate::journal::Journal;
use rusqlite::Connection;
use std::cell::RefCell;

/// The inside of a transaction. In a write everything done through it is kept together or not at
/// all; in a read everything seen through it is of one moment.
pub struct Tx<'a> {
    db: &'a Connection,
    /// What the owner's changes of the plan found, while that is being written down.
    pub(crate) journal: RefCell<Option<Journal>>,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(db: &'a Connection) -> Self {
        Self { db, journal: RefCell::new(None) }
    }

    /// The connection, inside its transaction. Use `prepare_cached`: the loop runs the same few
    /// statements all day.
    pub(crate) fn db(&self) -> &Connection {
        self.db
    }
}
