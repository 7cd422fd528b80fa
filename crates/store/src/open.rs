//! How does a data folder become a [`Store`]? In this order: the folder and its permissions, the
//! lease (owner only), the file (mended if it is broken), the schema, the machine.
//!
//! One process at a time does this (the door). What changes the database as a whole is left to the
//! holder of the lease; a guest may do it too while nobody holds it.

use crate::folder::{Folder, private_file};
use crate::lease::{Door, Lease};
use crate::machine::Machine;
use crate::migrate::Standing;
use crate::tables::doubt::doubt_what_was_due;
use crate::tables::meta;
use crate::{Result, Store, StoreError, Tx, check, connection, group, mend, migrate};
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};

/// A database of up to so many bytes is checked whole before anything is done with it: a fifth of a
/// second, and some 30,000 deliveries.
const CHECKED_AT_ONCE: u64 = 16 << 20;

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
    /// The schema was brought up to date.
    Migrated {
        /// The schema number of before.
        from: usize,
        /// Where the database of before lies.
        copy: PathBuf,
    },
    /// The database was broken or gone, and a copy took its place. Nothing is sent until the owner
    /// confirms.
    Mended {
        /// Where the broken file lies now; `None` where there was none.
        aside: Option<PathBuf>,
        /// The copy that took its place.
        copy: PathBuf,
        /// When that copy was made.
        copied_at: DateTime<Utc>,
        /// How many deliveries may have gone out since.
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
        Self::open_on(folder, role, Machine::here().as_ref(), now)
    }

    /// As [`Store::open`], on a machine that the caller names; `None`: it is not known.
    pub fn open_on(
        folder: &Path,
        role: Role,
        machine: Option<&Machine>,
        now: DateTime<Utc>,
    ) -> Result<Opened> {
        let folder = Folder::create(folder)?;
        match Self::open_in(folder.clone(), role, machine, now) {
            // A long past that was not checked whole, and the first look met the broken page.
            Err(StoreError::Corrupt(_)) if role == Role::Owner && !folder.suspect().exists() => {
                let mark = folder.suspect();
                private_file(&mark).map_err(StoreError::io(&mark))?;
                Self::open_in(folder, role, machine, now)
            }
            opened => opened,
        }
    }

    fn open_in(
        folder: Folder,
        role: Role,
        machine: Option<&Machine>,
        now: DateTime<Utc>,
    ) -> Result<Opened> {
        // The door first: a guest that mends behind it holds the lease for a moment.
        let door = Door::pass(&folder.door())?;
        let lease = match role {
            Role::Owner => Some(Lease::take(&folder.lease())?),
            Role::Guest => None,
        };
        let mut opening = Opening { folder: &folder, role, guest_lease: None, notes: Vec::new() };
        opening.check(now)?;
        let mut db = connection::open(&folder.database(), connection::Durability::PowerCut)?;
        opening.migrate(&mut db, now)?;
        opening.settle_machine(&db, machine, now)?;
        let Opening { notes, guest_lease, .. } = opening;
        drop(guest_lease);
        drop(door);
        let store = Self::on_thread(db, Some(folder.clone()), lease)?;
        Ok(Opened { store, folder, notes })
    }
}

/// Between the door and the store.
struct Opening<'a> {
    folder: &'a Folder,
    role: Role,
    /// The lease that a guest holds until it is through the door.
    guest_lease: Option<Lease>,
    notes: Vec<Note>,
}

impl Opening<'_> {
    /// Finds out whether the file is whole and of a schema that this build knows, and mends it.
    fn check(&mut self, now: DateTime<Utc>) -> Result<()> {
        let database = self.folder.database();
        let looked =
            if mend::was_cut_off(&database) { Ok(Looked::Broken(None)) } else { self.look() }?;
        match looked {
            Looked::Good => self.clear(),
            // A first start has no copies; a database that vanished has.
            Looked::Empty if !mend::can_mend(self.folder)? => Ok(()),
            Looked::Empty => self.mend(None, now),
            Looked::Broken(error) => self.mend(error, now),
        }
    }

    /// What was suspected is checked, or mended.
    fn clear(&self) -> Result<()> {
        if self.role == Role::Guest {
            return Ok(());
        }
        let mark = self.folder.suspect();
        match fs::remove_file(&mark) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(StoreError::Io { path: mark, source: error })
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    fn look(&self) -> Result<Looked> {
        let db = check::look(&self.folder.database())?;
        let checked = match self.role {
            Role::Owner if self.is_checked_at_once() => {
                check::header(&db).and_then(|()| check::whole(&db))
            }
            Role::Owner | Role::Guest => check::header(&db),
        };
        match checked {
            Ok(()) => match migrate::standing(&db)? {
                Standing::Empty => Ok(Looked::Empty),
                Standing::Current | Standing::Older(_) => Ok(Looked::Good),
            },
            Err(StoreError::Corrupt(error)) => Ok(Looked::Broken(Some(error))),
            Err(error) => Err(error),
        }
    }

    /// A long past is not read before the first post goes out: it is checked beside the loop, with
    /// the day's copy. What was found broken there is looked at here.
    fn is_checked_at_once(&self) -> bool {
        let length = fs::metadata(self.folder.database()).map_or(0, |file| file.len());
        length <= CHECKED_AT_ONCE || self.folder.suspect().exists()
    }

    fn mend(&mut self, found: Option<rusqlite::Error>, now: DateTime<Utc>) -> Result<()> {
        match (self.lead(), found) {
            (Ok(()), _) => {
                self.notes.push(mend::mend(self.folder, now)?);
                self.clear()
            }
            // The loop runs on it: a guest can't take the file away.
            (Err(StoreError::InUse { .. }), Some(error)) => Err(StoreError::Corrupt(error)),
            (Err(error), _) => Err(error),
        }
    }

    fn migrate(&mut self, db: &mut Connection, now: DateTime<Utc>) -> Result<()> {
        if let Standing::Older(_) = migrate::standing(db)? {
            self.lead()?;
        }
        self.notes.extend(migrate::run_in(self.folder, db, now)?);
        Ok(())
    }

    /// Gives a new folder its names, and doubts what was due in one that was copied here.
    fn settle_machine(
        &mut self,
        db: &Connection,
        machine: Option<&Machine>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let Some(machine) = machine else {
            self.notes.push(Note::MachineUnknown);
            return Ok(());
        };
        let here = machine.as_str().to_owned();
        let recorded = meta::machine_id(&Tx::new(db))?;
        match recorded {
            Some(recorded) if recorded == here => Ok(()),
            None => group::solo(db, |tx| meta::set_machine_id(tx, &here), || Ok(())),
            Some(_) => {
                match self.lead() {
                    Ok(()) => (),
                    // The loop of the other machine runs on this very folder (a network drive).
                    Err(StoreError::InUse { .. }) => return Ok(()),
                    Err(error) => return Err(error),
                }
                let in_doubt = group::solo(
                    db,
                    |tx| {
                        meta::set_machine_id(tx, &here)?;
                        doubt_what_was_due(tx, now)
                    },
                    || Ok(()),
                )?;
                self.notes.push(Note::CopiedFolder { in_doubt });
                Ok(())
            }
        }
    }

    /// Makes sure that this process holds the lease, at least until it is through the door.
    fn lead(&mut self) -> Result<()> {
        if self.role == Role::Guest && self.guest_lease.is_none() {
            self.guest_lease = Some(Lease::take(&self.folder.lease())?);
        }
        Ok(())
    }
}

enum Looked {
    Good,
    Empty,
    /// With what SQLite found, where it was asked.
    Broken(Option<rusqlite::Error>),
}
