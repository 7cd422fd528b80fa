//! What lies where in the data folder? `roost.db`, `media/`, `copies/`, `logs/` and the `lease`,
//! for the owner alone: folders 0700, files 0600.

use crate::{Result, StoreError};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// The data folder's places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Creates what is missing, closed to others, and closes what is open to them.
    pub fn create(root: &Path) -> Result<Self> {
        let folder = Self { root: root.to_owned() };
        for place in [folder.root.clone(), folder.media(), folder.copies(), folder.logs()] {
            private_folder(&place).map_err(StoreError::io(&place))?;
        }
        // SQLite gives its -wal and -shm files the permissions of the database file, so the file
        // is made before SQLite opens it.
        ensure_private(&folder.database()).map_err(StoreError::io(folder.database()))?;
        Ok(folder)
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.root.join("roost.db")
    }

    /// Copies of the media that posts need, named by their content's hash.
    pub fn media(&self) -> PathBuf {
        self.root.join("media")
    }

    /// Daily copies of the database, and one from before each change of its schema.
    pub fn copies(&self) -> PathBuf {
        self.root.join("copies")
    }

    /// Logs.
    pub fn logs(&self) -> PathBuf {
        self.root.join("logs")
    }

    /// Whether a process runs the loop here.
    pub fn is_in_use(&self) -> bool {
        crate::lease::is_held(&self.lease())
    }

    /// There while the database is thought to be broken: the next opening checks all of it.
    pub(crate) fn suspect(&self) -> PathBuf {
        self.root.join("suspect")
    }

    /// Locked by the one process that runs the loop.
    pub(crate) fn lease(&self) -> PathBuf {
        self.root.join("lease")
    }

    /// Locked for the moment in which a process creates, migrates or mends the database.
    pub(crate) fn door(&self) -> PathBuf {
        self.root.join("opening")
    }
}

/// Opens or creates a file that only its owner can read, keeping what is in it.
pub(crate) fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    close_to_others(path, &file.metadata()?)?;
    Ok(file)
}

/// Creates a file for its owner alone, or closes the one that is there. One that is there is not
/// opened: closing it again would take away the locks that SQLite holds on it in this process.
fn ensure_private(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(file) => close_to_others(path, &file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => private_file(path).map(|_| ()),
        Err(error) => Err(error),
    }
}

/// Makes a rename in the folder of `path` outlive a power cut.
pub(crate) fn sync_folder(path: &Path) -> Result<()> {
    let Some(folder) = path.parent() else { return Ok(()) };
    // Windows can't open a folder as a file, and needs no sync of it.
    if cfg!(unix) {
        File::open(folder).and_then(|open| open.sync_all()).map_err(StoreError::io(folder))?;
    }
    Ok(())
}

fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    close_to_others(path, &fs::metadata(path)?)
}

#[cfg(unix)]
fn close_to_others(path: &Path, now: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = now.permissions().mode() & 0o777;
    let owners_part = mode & 0o700;
    if owners_part == mode {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(owners_part))
}

#[cfg(not(unix))]
fn close_to_others(_path: &Path, _now: &fs::Metadata) -> io::Result<()> {
    Ok(())
}
