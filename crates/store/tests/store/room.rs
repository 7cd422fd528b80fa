//! What if there is no room, or no right to write? A typed error, no damage, and the next write
//! works once the cause is gone.
//!
//! A small limit on file sizes and another user are things of a whole process, so a child bears
//! them: this same test, started once more.

use crate::kit::{at, open};
use roost_store::tables::meta;
use roost_store::{Folder, Note, Role, StoreError};
use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const FOLDER: &str = "ROOST_STORE_TEST_FOLDER";

fn as_the_child() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// Runs one test of this binary in a child, behind the words of `before`.
fn child(before: &[&str], test: &str, place: &Path) -> Output {
    // Another user may not be able to reach the build folder.
    let binary = tempfile::tempdir().unwrap();
    fs::set_permissions(binary.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let copied = binary.path().join("store-tests");
    fs::copy(std::env::current_exe().unwrap(), &copied).unwrap();
    let own = [copied.to_str().unwrap(), "--exact", test, "--test-threads=1"];
    let words: Vec<&str> = before.iter().copied().chain(own).collect();
    Command::new(words[0]).args(&words[1..]).env(FOLDER, place).output().unwrap()
}

fn assert_passed(output: &Output) {
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}{output:?}");
}

#[test]
fn a_full_disk_is_an_error_and_leaves_what_was_there() {
    if let Some(place) = as_the_child() {
        let store = open(&place, Role::Owner, at("22T10:00")).unwrap().store;
        let error =
            store.write_blocking(|tx| meta::set_lapse(tx, &"x".repeat(8 << 20))).unwrap_err();
        assert!(matches!(error, StoreError::Full(_) | StoreError::Disk(_)), "{error:?}");
        assert_eq!(store.read_blocking(meta::lapse).unwrap(), None);
        store.write_blocking(|tx| meta::set_vault(tx, "small")).unwrap();
        return;
    }
    let place = tempfile::tempdir().unwrap();
    drop(open(place.path(), Role::Owner, at("22T10:00")).unwrap());
    // 2 MiB a file; the signal that would end the process is ignored, as the error is wanted.
    let limited = "trap '' XFSZ; ulimit -f 4096; exec \"$0\" \"$@\"";
    let name = "room::a_full_disk_is_an_error_and_leaves_what_was_there";
    assert_passed(&child(&["sh", "-c", limited], name, place.path()));

    let opened = open(place.path(), Role::Owner, at("22T10:01")).unwrap();
    assert_eq!(opened.notes, [] as [Note; 0], "whole");
    assert_eq!(opened.store.read_blocking(meta::vault).unwrap(), Some("small".to_owned()));
    opened.store.write_blocking(|tx| meta::set_lapse(tx, &"x".repeat(8 << 20))).unwrap();
}

#[test]
fn a_folder_that_can_not_be_written_to_is_refused_and_left_as_it_is() {
    if let Some(place) = as_the_child() {
        for role in [Role::Owner, Role::Guest] {
            let error = open(&place, role, at("22T10:00")).err().unwrap();
            let StoreError::Io { source, .. } = &error else { panic!("{error:?}") };
            assert_eq!(source.kind(), io::ErrorKind::PermissionDenied, "{error:?}");
        }
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let folder = open(place.path(), Role::Owner, at("22T10:00")).unwrap().folder;
    let before = fs::read(folder.database()).unwrap();
    let name = "room::a_folder_that_can_not_be_written_to_is_refused_and_left_as_it_is";
    // Root may write anywhere, so there the child is somebody else.
    let somebody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let am_root = fs::metadata("/proc/self").unwrap().uid() == 0;
    set_modes(&folder, 0o555, 0o444);
    assert_passed(&child(if am_root { &somebody } else { &["env"] }, name, place.path()));
    set_modes(&folder, 0o700, 0o600);
    assert_eq!(fs::read(folder.database()).unwrap(), before);
    let opened = open(place.path(), Role::Owner, at("22T10:01")).unwrap();
    opened.store.write_blocking(|tx| meta::set_vault(tx, "again")).unwrap();
}

fn set_modes(folder: &Folder, folders: u32, files: u32) {
    let set = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    for entry in fs::read_dir(folder.root()).unwrap().map(Result::unwrap) {
        let is_folder = entry.file_type().unwrap().is_dir();
        set(&entry.path(), if is_folder { folders } else { files });
    }
    set(folder.root(), folders);
}
