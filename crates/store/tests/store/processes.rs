//! What holds between processes? One owner, whose lease dies with it however it dies; and writers
//! that never lose each other's changes.
//!
//! The other process is this same test, started once more with a folder in its environment.

use crate::kit::{at, open};
use roost_store::tables::meta;
use roost_store::{Role, Store, StoreError};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

const FOLDER: &str = "ROOST_STORE_TEST_FOLDER";

/// The folder, where this process is the other one.
fn as_the_other_process() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// The other process. What it says is kept open, or its harness would stumble over its last words.
struct Other {
    child: Child,
    _says: BufReader<ChildStdout>,
}

impl Other {
    /// Starts this binary once more with one test only, and waits until that says `ready`.
    fn start(test: &str, place: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", test, "--nocapture", "--test-threads=1"])
            .env(FOLDER, place)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut says = BufReader::new(child.stdout.take().unwrap());
        // The harness's own words may come before it on the same line.
        let is_ready = says.by_ref().lines().any(|line| line.unwrap().ends_with("ready"));
        assert!(is_ready, "the other process began");
        Self { child, _says: says }
    }

    /// Lets it go on.
    fn go(&mut self) {
        self.child.stdin.take().unwrap().write_all(b"go\n").unwrap();
    }

    fn assert_passes(mut self) {
        assert!(self.child.wait().unwrap().success());
    }
}

fn say_ready() {
    let mut out = std::io::stdout();
    out.write_all(b"ready\n").and_then(|()| out.flush()).unwrap();
}

fn wait_for_a_line() {
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

#[test]
fn the_lease_of_a_killed_owner_is_free_and_what_it_wrote_is_there() {
    if let Some(place) = as_the_other_process() {
        let opened = open(&place, Role::Owner, at("22T10:00")).unwrap();
        opened.store.write_blocking(|tx| meta::set_vault(tx, "written")).unwrap();
        say_ready();
        wait_for_a_line();
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let name = "processes::the_lease_of_a_killed_owner_is_free_and_what_it_wrote_is_there";
    let mut other = Other::start(name, place.path());
    let refused = open(place.path(), Role::Owner, at("22T10:00")).err().unwrap();
    let pid = other.child.id();
    assert!(matches!(refused, StoreError::InUse { pid: Some(p) } if p == pid), "{refused:?}");
    other.child.kill().unwrap();
    other.child.wait().unwrap();
    let opened = open(place.path(), Role::Owner, at("22T10:01")).unwrap();
    assert_eq!(opened.notes, []);
    let vault = opened.store.read_blocking(meta::vault).unwrap();
    assert_eq!(vault, Some("written".to_owned()));
}

/// Reads the count and writes the next one, in one transaction each, 200 times.
fn count_up(store: &Store) {
    for _ in 0..200 {
        store
            .write_blocking(|tx| {
                let count: u32 = meta::vault(tx)?.map_or(0, |text| text.parse().unwrap());
                meta::set_vault(tx, &(count + 1).to_string())
            })
            .unwrap();
    }
}

#[test]
fn two_processes_that_write_lose_nothing_of_each_other() {
    if let Some(place) = as_the_other_process() {
        let opened = open(&place, Role::Guest, at("22T10:00")).unwrap();
        say_ready();
        wait_for_a_line();
        count_up(&opened.store);
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let opened = open(place.path(), Role::Owner, at("22T10:00")).unwrap();
    let name = "processes::two_processes_that_write_lose_nothing_of_each_other";
    let mut other = Other::start(name, place.path());
    other.go();
    count_up(&opened.store);
    other.assert_passes();
    assert_eq!(opened.store.read_blocking(meta::vault).unwrap(), Some("400".to_owned()));
}

#[test]
fn many_processes_may_make_the_folder_at_once() {
    if let Some(place) = as_the_other_process() {
        say_ready();
        wait_for_a_line();
        open(&place, Role::Guest, at("22T10:00")).unwrap();
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let name = "processes::many_processes_may_make_the_folder_at_once";
    let mut others: Vec<_> = (0..4).map(|_| Other::start(name, place.path())).collect();
    others.iter_mut().for_each(Other::go);
    others.into_iter().for_each(Other::assert_passes);
    assert_eq!(open(place.path(), Role::Owner, at("22T10:01")).unwrap().notes, []);
}
