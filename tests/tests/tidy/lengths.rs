//! Does any file try to answer more than one question? Its length tells.

use crate::{
    assert_tidy,
    tree::{self, File},
};

/// Lines after which a file is two files. Most stay under 300.
const MOST_LINES: usize = 500;

fn too_long(files: &[File]) -> Vec<String> {
    files
        .iter()
        .filter(|file| is_code(file) && !tree::is_data(file))
        .filter(|file| file.text.lines().count() > MOST_LINES)
        .map(|file| {
            let lines = file.text.lines().count();
            format!("{}: {lines} lines, {MOST_LINES} are the most; can it be two rooms?", file.path)
        })
        .collect()
}

fn is_code(file: &File) -> bool {
    file.is_script() || file.has_extension(&["rs", "ts", "mjs", "js", "svelte", "py", "sql", "css"])
}

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    assert_tidy(&too_long(&tree::files()));
}

#[test]
fn a_file_with_one_line_too_many_is_seen() {
    let long = "line\n".repeat(MOST_LINES + 1);
    let files = [
        File::new("crates/store/src/desk.rs", &long),
        File::new("crates/domain/data/zones.rs", &long),
        File::new("crates/store/src/just.rs", &"line\n".repeat(MOST_LINES)),
    ];
    let faults = too_long(&files);
    assert_eq!(faults.len(), 1);
    assert!(faults[0].starts_with("crates/store/src/desk.rs: 501 lines"), "{}", faults[0]);
}
