//! Which files make up the house, and what do they say?

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// A file of the tree: its path from the root with `/`, and its text.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    pub(crate) fn has_extension(&self, wanted: &[&str]) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|found| wanted.iter().any(|extension| found == *extension))
    }

    /// Shell scripts need no extension: `dev` and `.ci/run` have none.
    pub(crate) fn is_script(&self) -> bool {
        self.has_extension(&["sh"]) || self.text.starts_with("#!")
    }
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every text file that git tracks or would track. Folders named `data` or `fixtures` hold what was
/// said elsewhere; they are part of the tree, and each rule decides whether it looks at them.
pub(crate) fn files() -> Vec<File> {
    let listed = Command::new("git")
        .args(["-c", "safe.directory=*", "ls-files", "-z"])
        .args(["--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the tree");
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let paths = String::from_utf8(listed.stdout).unwrap();
    let files: Vec<File> = paths.split_terminator('\0').filter_map(read).collect();
    assert!(files.len() > 20, "this looks at the tree, not at an empty folder");
    files
}

/// Nothing for a file that was removed but not yet committed, and for one that is no text.
fn read(path: &str) -> Option<File> {
    let text = std::fs::read_to_string(root().join(path)).ok()?;
    Some(File::new(path, &text))
}

/// Is this somebody else's words: recorded answers, tables made by others, lock files?
pub(crate) fn is_data(file: &File) -> bool {
    let folder = |name: &str| file.path.split('/').any(|part| part == name);
    folder("data") || folder("fixtures") || folder("snapshots") || is_lock_file(file)
}

pub(crate) fn is_lock_file(file: &File) -> bool {
    file.path.ends_with("Cargo.lock") || file.path.ends_with("package-lock.json")
}
