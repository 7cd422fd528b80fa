//! What holds between processes? One owner, whose lease dies with it however it dies; and writers
//! that never lose each other's changes.
//!
//! The other process is this same test, started once more with a folder in its environment.

use crate::kit::{at, open};
use roost_store::tables::meta;
use roost_store::{Role, Store, StoreError};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const FOLDER: &str = "ROOST_STORE_TEST_FOLDER";

/// The folder, where this process is the other one.
fn as_the_other_process() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// Starts this binary once more with one test only, and waits until that says `ready`.
fn other_process(test: &str, place: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(FOLDER, place)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    // The harness's own words come on the same line.
    assert!(lines.any(|line| line.unwrap().ends_with("ready")), "the other process began");
    child
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
    let mut child = other_process(name, place.path());
    let refused = open(place.path(), Role::Owner, at("22T10:00")).err().unwrap();
    let pid = child.id();
    assert!(matches!(refused, StoreError::InUse { pid: Some(p) } if p == pid), "{refused:?}");
    child.kill().unwrap();
    child.wait().unwrap();
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
    let mut child = other_process(name, place.path());
    child.stdin.take().unwrap().write_all(b"go\n").unwrap();
    count_up(&opened.store);
    assert!(child.wait().unwrap().success());
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
    let mut children: Vec<_> = (0..4).map(|_| other_process(name, place.path())).collect();
    for child in &mut children {
        child.stdin.take().unwrap().write_all(b"go\n").unwrap();
    }
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(open(place.path(), Role::Owner, at("22T10:01")).unwrap().notes, []);
}
