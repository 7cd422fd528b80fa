//! Which machine is this? Asked to notice a data folder that was copied to another one. The answer
//! is a digest, so that the machine's real id lies in no folder that may be passed on.

use crate::folder::private_file;
use crate::{Result, connection};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A machine, as data folders name it: 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine(String);

impl Machine {
    /// This machine: by the id that systemd and D-Bus keep, else by one that Roost draws and keeps
    /// in the user's state folder, outside of every data folder. `None` where neither works.
    pub fn here() -> Option<Self> {
        for path in ["/etc/machine-id", "/var/lib/dbus/machine-id"] {
            if let Some(id) = drawn(Path::new(path)) {
                return Some(Self::of(&id));
            }
        }
        let kept = state_folder()?.join("roost").join("machine-id");
        drawn(&kept).or_else(|| draw(&kept).ok()).map(|id| Self::of(&id))
    }

    /// The machine of a raw id.
    pub fn of(id: &str) -> Self {
        let mut hex = String::with_capacity(64);
        for byte in Sha256::digest(format!("roost data folder\n{id}")) {
            // Writing to a string can't fail.
            let _ = write!(hex, "{byte:02x}");
        }
        Self(hex)
    }

    /// Its digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The id in a file, if one was ever drawn: systemd writes `uninitialized` before it has.
fn drawn(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let id = text.trim();
    (id.len() >= 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| id.to_owned())
}

fn draw(path: &Path) -> Result<String> {
    let id: String =
        connection::memory()?
            .query_row("SELECT lower(hex(randomblob(16)))", [], |row| row.get(0))?;
    let io = |source| crate::StoreError::Io { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(io)?;
    }
    let mut file = private_file(path).map_err(io)?;
    file.write_all(id.as_bytes()).and_then(|()| file.sync_all()).map_err(io)?;
    Ok(id)
}

fn state_folder() -> Option<PathBuf> {
    let place = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|p| p.is_absolute());
    place("XDG_STATE_HOME")
        .or_else(|| place("LOCALAPPDATA"))
        .or_else(|| place("HOME").map(|home| home.join(".local").join("state")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_was_drawn_is_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/roost/machine-id");
        assert_eq!(drawn(&path), None);
        let id = draw(&path).unwrap();
        assert_eq!(drawn(&path), Some(id));
    }

    #[test]
    fn an_id_that_is_not_yet_drawn_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("machine-id");
        fs::write(&path, "uninitialized\n").unwrap();
        assert_eq!(drawn(&path), None);
        fs::write(&path, "").unwrap();
        assert_eq!(drawn(&path), None);
    }

    #[test]
    fn the_digest_does_not_give_the_id_away() {
        let id = "0123456789abcdef0123456789abcdef";
        let machine = Machine::of(id);
        assert_eq!(machine.as_str().len(), 64);
        assert!(!machine.as_str().contains(id));
        assert_ne!(machine, Machine::of("0123456789abcdef0123456789abcdee"));
    }
}
