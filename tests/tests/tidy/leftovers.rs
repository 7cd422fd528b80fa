//! Was something left behind: a stub, a switched-off test, the path of one machine, a private mirror?

use crate::{
    assert_tidy,
    tree::{self, File},
};

/// Marks of unfinished or switched-off code, in pieces so that this file is none of them.
const STUBS: &[&str] = &[
    concat!("to", "do!("),
    concat!("unimpl", "emented!("),
    concat!("#[ig", "nore"),
    concat!("FIX", "ME"),
    concat!(".on", "ly("),
    concat!("test.", "todo"),
];

/// Folders that exist on one machine only.
const MACHINE_PATHS: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("/tmp/", "bash_jobs"),
];

/// Marks of a private package mirror.
const MIRRORS: &[&str] = &[concat!("artif", "actory"), concat!("crates.io:", "443")];

/// Where a lock file may say that a package comes from.
const PUBLIC_SOURCES: &[&str] =
    &["registry+https://github.com/rust-lang/crates.io-index", "https://registry.npmjs.org/"];

fn stubs(files: &[File]) -> Vec<String> {
    let code: Vec<&File> = files
        .iter()
        .filter(|file| file.is_script() || file.has_extension(&["rs", "ts", "mjs", "svelte"]))
        .collect();
    lines_with(&code, "unfinished or switched off", |line| {
        STUBS.iter().any(|stub| line.contains(stub))
    })
}

fn machine_paths(files: &[File]) -> Vec<String> {
    let all: Vec<&File> = files.iter().filter(|file| !tree::is_data(file)).collect();
    lines_with(&all, "a path of one machine", |line| {
        MACHINE_PATHS.iter().any(|path| stands_alone(line, path))
    })
}

fn mirrors(files: &[File]) -> Vec<String> {
    let all: Vec<&File> = files.iter().collect();
    lines_with(&all, "a private mirror", |line| MIRRORS.iter().any(|mark| line.contains(mark)))
}

fn foreign_sources(files: &[File]) -> Vec<String> {
    let locks: Vec<&File> = files.iter().filter(|file| tree::is_lock_file(file)).collect();
    lines_with(&locks, "a package from elsewhere than the public registries", |line| {
        let from =
            line.trim().trim_start_matches("source = \"").trim_start_matches("\"resolved\": \"");
        let names_source = from.len() < line.trim().len();
        names_source && !PUBLIC_SOURCES.iter().any(|source| from.starts_with(source))
    })
}

/// True where `path` begins a path, and not where it is a part of an address such as `x.com/home/`.
fn stands_alone(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '~' | '}'))
    })
}

fn lines_with(files: &[&File], what: &str, is_fault: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        for (number, line) in file.text.lines().enumerate() {
            if is_fault(line) {
                faults.push(format!("{}:{}: {what}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    faults
}

#[test]
fn nothing_is_stubbed_or_switched_off() {
    assert_tidy(&stubs(&tree::files()));
}

#[test]
fn no_file_names_a_path_of_one_machine() {
    assert_tidy(&machine_paths(&tree::files()));
}

#[test]
fn packages_come_from_the_public_registries_only() {
    let files = tree::files();
    assert_tidy(&mirrors(&files));
    assert_tidy(&foreign_sources(&files));
}

#[test]
fn a_planted_leftover_is_seen() {
    let planted = |text: &str| [File::new("crates/store/src/desk.rs", text)];
    for stub in STUBS {
        assert_eq!(stubs(&planted(&format!("fn a() {{}}\n    {stub}\n"))).len(), 1, "{stub}");
    }
    for path in MACHINE_PATHS {
        assert_eq!(machine_paths(&planted(&format!("see {path}x"))).len(), 1, "{path}");
        assert_eq!(machine_paths(&planted(&format!("see x.com{path}x"))).len(), 0, "{path}");
    }
    for mirror in MIRRORS {
        assert_eq!(mirrors(&planted(&format!("https://{mirror}/x"))).len(), 1, "{mirror}");
    }
}

#[test]
fn a_package_from_elsewhere_is_seen() {
    let lock = |source: &str| [File::new("Cargo.lock", &format!("source = \"{source}\"\n"))];
    assert_eq!(foreign_sources(&lock("git+https://example.org/fork")).len(), 1);
    assert_eq!(foreign_sources(&lock(PUBLIC_SOURCES[0])).len(), 0);
}
