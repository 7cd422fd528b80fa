//! How does a data folder become a [`Store`]? In this order: the folder and its permissions, the
//! lease (owner only), the file, the schema.

use crate::folder::Folder;
use crate::lease::{Door, Lease};
use crate::{Result, Store, connection, migrate};
use chrono::{DateTime, Utc};
use std::path::{Path, PathBuf};

/// What the process wants to do on the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Run the loop: takes the lease, and is refused where another process has it.
    Owner,
    /// Look and plan beside a running loop; touches nothing in flight.
    Guest,
}

/// Something the owner should hear about an opening.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// The schema was brought up to date; the database of before lies in `copy`.
    Migrated {
        /// The schema number of before.
        from: usize,
        /// Where the database of before lies.
        copy: PathBuf,
    },
    /// The database was broken: it was moved to `aside` and replaced by the copy of `copied_at`.
    /// Nothing is sent until the owner confirms.
    Mended {
        /// Where the broken file lies now.
        aside: PathBuf,
        /// The copy that took its place.
        copy: PathBuf,
        /// How many deliveries may have gone out since the copy.
        in_doubt: usize,
    },
    /// The folder came from another machine. Nothing is sent until the owner confirms.
    CopiedFolder {
        /// How many deliveries may have gone out on the other machine.
        in_doubt: usize,
    },
    /// The machine has no id and nowhere to keep one: a copied folder would go unnoticed.
    MachineUnknown,
}

/// A store, and what happened on the way to it.
pub struct Opened {
    /// The store. As the owner's it holds the lease until its last clone goes.
    pub store: Store,
    /// Where its files lie.
    pub folder: Folder,
    /// What the owner should hear.
    pub notes: Vec<Note>,
}

impl Store {
    /// Opens the data folder at `folder`, creating what is missing.
    pub fn open(folder: &Path, role: Role, now: DateTime<Utc>) -> Result<Opened> {
        let _ = now;
        let folder = Folder::create(folder)?;
        let lease = match role {
            Role::Owner => Some(Lease::take(&folder.lease())?),
            Role::Guest => None,
        };
        let door = Door::pass(&folder.door())?;
        let mut db = connection::open(&folder.database(), connection::Durability::PowerCut)?;
        migrate::run(&mut db)?;
        drop(door);
        let store = Store::on_thread(db, lease)?;
        Ok(Opened { store, folder, notes: Vec::new() })
    }
}
