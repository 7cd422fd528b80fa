//! What did a commit change? Row by row, for those who show it: the window asks again for what it
//! shows of it. SQLite itself says which rows a statement changes (its update hook), so no function
//! has to think of it. Of what was rolled back a row may be named too much, never one too few; rows of
//! tables without row ids are not named.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::broadcast;

/// A table, as far as somebody shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Deliveries.
    Deliveries,
    /// Accounts, their apps, slots and ramps.
    Accounts,
    /// Incidents.
    Incidents,
    /// Settings.
    Settings,
    /// Anything else that is shown: posts, compositions.
    Others,
}

/// One row that a commit changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touched {
    /// Of which table.
    pub table: Table,
    /// Which row.
    pub row: i64,
    /// Whether the commit made it.
    pub is_new: bool,
}

/// What one commit of this process changed. Empty where no row of a table is known.
pub type Commit = Arc<Vec<Touched>>;

/// The side that hears. Nothing is written down while nobody listens.
#[derive(Debug)]
pub(crate) struct Heard {
    rows: Mutex<BTreeMap<(Table, i64), bool>>,
    listeners: broadcast::Sender<Commit>,
}

impl Default for Heard {
    fn default() -> Self {
        // A listener that falls this far behind hears that it lagged, and looks at everything anew.
        Self { rows: Mutex::default(), listeners: broadcast::channel(1024).0 }
    }
}

impl Heard {
    /// Hears every commit from now on.
    pub(crate) fn listen(&self) -> broadcast::Receiver<Commit> {
        self.listeners.subscribe()
    }

    /// A row was changed; whether that stays is not known yet.
    fn row(&self, table: &str, row: i64, is_new: bool) {
        if self.listeners.receiver_count() == 0 {
            return;
        }
        let table = match table {
            "deliveries" => Table::Deliveries,
            "accounts" | "apps" | "slots" | "ramps" => Table::Accounts,
            "incidents" => Table::Incidents,
            "settings" => Table::Settings,
            "posts" | "compositions" => Table::Others,
            _ => return,
        };
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        *rows.entry((table, row)).or_insert(false) |= is_new;
    }

    /// What was changed is committed.
    pub(crate) fn committed(&self) {
        if self.listeners.receiver_count() == 0 {
            return;
        }
        let rows = std::mem::take(&mut *self.rows.lock().unwrap_or_else(PoisonError::into_inner));
        let commit = rows.into_iter().map(|((table, row), is_new)| Touched { table, row, is_new });
        let _nobody_listens = self.listeners.send(Arc::new(commit.collect()));
    }

    /// What was changed is not kept.
    pub(crate) fn dropped(&self) {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Lets a connection say which rows it changes.
pub(crate) fn attach(db: &rusqlite::Connection, heard: &Arc<Heard>) -> rusqlite::Result<()> {
    let heard = Arc::clone(heard);
    db.update_hook(Some(move |action, _: &str, table: &str, row| {
        heard.row(table, row, action == rusqlite::hooks::Action::SQLITE_INSERT);
    }))
}
