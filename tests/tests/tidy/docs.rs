//! Can a newcomer find the way: does every file say what it answers, every room give a tour, and
//! does every link in the docs lead somewhere?

use std::path::Path;

use crate::{
    assert_tidy,
    tree::{self, File, root},
};

/// Lines below which the opening of a room is a label, not a tour.
const FEWEST_TOUR_LINES: usize = 3;

fn files_without_an_opening(files: &[File]) -> Vec<String> {
    files
        .iter()
        .filter(|file| file.has_extension(&["rs"]) && !file.text.starts_with("//! "))
        .map(|file| format!("{}: the first line does not say which question it answers", file.path))
        .collect()
}

fn rooms_without_a_tour(files: &[File]) -> Vec<String> {
    files
        .iter()
        .filter(|file| file.path.ends_with("src/lib.rs"))
        .filter(|file| tour_lines(&file.text) < FEWEST_TOUR_LINES)
        .map(|file| {
            format!(
                "{}: a room opens with a tour: what is here, what is deliberately absent",
                file.path
            )
        })
        .collect()
}

fn tour_lines(text: &str) -> usize {
    text.lines().take_while(|line| line.starts_with("//!")).filter(|line| line.len() > 4).count()
}

fn dead_links(files: &[File], exists: impl Fn(&Path) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files.iter().filter(|file| file.has_extension(&["md"]) && !tree::is_data(file)) {
        let folder = Path::new(&file.path).parent().unwrap_or(Path::new(""));
        for target in links(&file.text) {
            if !exists(&folder.join(target)) {
                faults.push(format!("{}: the link to '{target}' leads nowhere", file.path));
            }
        }
    }
    faults
}

/// Targets of inline links to files, outside code blocks; without anchors.
fn links(text: &str) -> Vec<&str> {
    let mut fenced = false;
    let mut targets = Vec::new();
    for line in text.lines() {
        fenced ^= line.trim_start().starts_with("```");
        if fenced {
            continue;
        }
        let ends = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        targets.extend(ends.filter_map(|target| {
            let path = target.split('#').next()?;
            let elsewhere = path.contains("://") || path.starts_with("mailto:");
            (!path.is_empty() && !elsewhere).then_some(path)
        }));
    }
    targets
}

#[test]
fn every_rust_file_opens_with_its_question() {
    assert_tidy(&files_without_an_opening(&tree::files()));
}

#[test]
fn every_room_opens_with_a_tour() {
    assert_tidy(&rooms_without_a_tour(&tree::files()));
}

#[test]
fn every_link_in_the_docs_leads_to_a_file() {
    assert_tidy(&dead_links(&tree::files(), |path| root().join(path).exists()));
}

#[test]
fn a_label_instead_of_a_tour_is_seen() {
    let label = [File::new("crates/store/src/lib.rs", "//! The store.\n//!\npub mod desk;\n")];
    assert_eq!(rooms_without_a_tour(&label).len(), 1);
    assert_eq!(files_without_an_opening(&label).len(), 0);
    let silent = [File::new("crates/store/src/desk.rs", "use std::path::Path;\n")];
    assert_eq!(files_without_an_opening(&silent).len(), 1);
}

#[test]
fn a_dead_link_is_seen_and_one_in_a_code_block_is_not() {
    let page = "[a](gone.md#part) [b](https://example.org) [c](#here)\n```\n[d](x.md)\n```\n";
    let faults = dead_links(&[File::new("docs/page.md", page)], |path| path.ends_with("words.md"));
    assert_eq!(faults, ["docs/page.md: the link to 'gone.md' leads nowhere"]);
}
