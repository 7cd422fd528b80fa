//! Who may run the loop on a data folder? The process that holds an advisory lock on its `lease`
//! file. The lock dies with its process, however that ends; the file stays and names the holder.

use crate::folder::private_file;
use crate::{Result, StoreError};
use fs4::{FileExt, TryLockError};
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::Path;

/// Held by at most one process per data folder; let go when dropped.
#[derive(Debug)]
pub(crate) struct Lease {
    _locked: File,
}

impl Lease {
    /// Takes the lease.
    ///
    /// # Errors
    /// [`StoreError::InUse`] where another process (or another store of this one) holds it.
    pub(crate) fn take(path: &Path) -> Result<Self> {
        let mut file = private_file(path).map_err(StoreError::io(path))?;
        match patient_lock(&file) {
            Ok(()) => {
                write_pid(&mut file).map_err(StoreError::io(path))?;
                Ok(Self { _locked: file })
            }
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse { pid: read_pid(&mut file) }),
            Err(TryLockError::Error(source)) => {
                Err(StoreError::Io { path: path.to_owned(), source })
            }
        }
    }
}

/// A guest that asks [`is_held`] holds a shared lock for an instant, and that is no reason to
/// refuse an owner.
fn patient_lock(file: &File) -> Result<(), TryLockError> {
    for _ in 0..100 {
        match FileExt::try_lock(file) {
            Err(TryLockError::WouldBlock) => std::thread::yield_now(),
            other => return other,
        }
    }
    FileExt::try_lock(file)
}

/// Whether some process holds the lease, this one included. Asks by taking a shared lock for an
/// instant; a file that is not there is held by nobody.
pub(crate) fn is_held(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    matches!(FileExt::try_lock_shared(&file), Err(TryLockError::WouldBlock))
}

/// Held for the moment of opening; the next process waits for it.
#[derive(Debug)]
pub(crate) struct Door {
    _locked: File,
}

impl Door {
    /// Waits until no other process is creating, migrating or mending the database.
    pub(crate) fn pass(path: &Path) -> Result<Self> {
        let file = private_file(path).map_err(StoreError::io(path))?;
        FileExt::lock(&file).map_err(StoreError::io(path))?;
        Ok(Self { _locked: file })
    }
}

fn write_pid(file: &mut File) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(std::process::id().to_string().as_bytes())
}

fn read_pid(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
