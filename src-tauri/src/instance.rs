//! Which running app is this one? One per data folder: the instance's name carries a hash of the
//! folder, so that a second start on the same folder finds the first, and one on another does not.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The app's identifier with the folder in it. It also names where the platform keeps the size of the
/// window, which is therefore one for each folder.
pub(crate) fn identifier(app: &str, folder: &Path) -> String {
    let mut name = format!("{app}.f");
    for byte in Sha256::digest(absolute(folder).to_string_lossy().as_bytes()).iter().take(8) {
        // Writing to a String can't fail.
        let _ = write!(name, "{byte:02x}");
    }
    name
}

/// The folder by its one real name, as far as it is there.
fn absolute(folder: &Path) -> PathBuf {
    if let Ok(real) = folder.canonicalize() {
        return real;
    }
    let Ok(whole) = std::path::absolute(folder) else { return folder.to_owned() };
    match (whole.parent(), whole.file_name()) {
        (Some(parent), Some(name)) => absolute(parent).join(name),
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_folder_has_one_name_however_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let plain = identifier("app.roost", folder.path());
        assert_eq!(plain, identifier("app.roost", &folder.path().join(".")));
        assert_eq!(plain, identifier("app.roost", &folder.path().join("../").join(name(&folder))));
        assert!(plain.starts_with("app.roost.f") && plain.len() == "app.roost.f".len() + 16);
    }

    #[test]
    fn a_folder_keeps_its_name_when_it_is_created() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("to/come");
        let before = identifier("app.roost", &folder);
        std::fs::create_dir_all(&folder).unwrap();
        assert_eq!(identifier("app.roost", &folder), before);
    }

    #[test]
    fn two_folders_have_two_names() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        assert_ne!(identifier("app.roost", one.path()), identifier("app.roost", two.path()));
    }

    fn name(folder: &tempfile::TempDir) -> String {
        folder.path().file_name().unwrap().to_string_lossy().into_owned()
    }
}
