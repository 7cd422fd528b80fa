//! Do names say something: tests by sentences, things by what they are?

use crate::{
    assert_tidy,
    tree::{self, File},
};

/// The fewest words that make a sentence: who, does, what.
const FEWEST_WORDS: usize = 3;

/// Words that fit everything and so say nothing.
const VAGUE: &[&str] = &[
    "manager",
    "service",
    "helper",
    "util",
    "processor",
    "data",
    "info",
    "item",
    "common",
    "misc",
];

const MARKS: &[&str] = &["#[test]", "#[tokio::test", "#[rstest"];

fn curt_names(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files.iter().filter(|file| file.has_extension(&["rs"])) {
        for name in test_names(&file.text) {
            if name.split('_').filter(|word| !word.is_empty()).count() < FEWEST_WORDS {
                faults.push(format!("{}: the test '{name}' is no sentence", file.path));
            }
        }
    }
    faults
}

fn vague_names(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files.iter().filter(|file| file.has_extension(&["rs"])) {
        for name in file.text.lines().filter_map(declared_name) {
            let last = last_word(name).trim_end_matches('s').to_owned();
            if VAGUE.contains(&last.as_str()) {
                faults.push(format!("{}: what is a '{name}'?", file.path));
            }
        }
    }
    faults
}

/// The name on a line that declares a type, a trait or a module.
fn declared_name(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().skip_while(|word| word.starts_with("pub"));
    matches!(words.next(), Some("struct" | "enum" | "trait" | "mod")).then_some(())?;
    let name = words.next()?;
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    Some(&name[..end])
}

/// `MediaHelper` and `media_helper` both end in "helper".
fn last_word(name: &str) -> String {
    let last = name.rsplit('_').next().unwrap_or(name);
    let start = last.rfind(char::is_uppercase).unwrap_or(0);
    last[start..].to_lowercase()
}

/// The first function after each mark of a test.
fn test_names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut marked = false;
    for line in text.lines().map(str::trim) {
        marked |= MARKS.iter().any(|mark| line.starts_with(mark));
        if let Some(name) = function_name(line).filter(|_| marked) {
            // A macro that makes tests is given their names where it is called.
            names.extend((!name.is_empty()).then_some(name));
            marked = false;
        }
        if let Some(call) = line.strip_prefix("journey!(").or(line.strip_prefix("journey! {")) {
            names.extend(call.split(|c: char| !c.is_alphanumeric() && c != '_').next());
        }
    }
    names
}

fn function_name(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("fn ")?;
    let only_qualifiers = before.split(' ').all(|word| {
        word.is_empty() || word == "async" || word.starts_with("pub") || word.starts_with("#[")
    });
    let end = after.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    only_qualifiers.then_some(&after[..end])
}

#[test]
fn every_test_is_named_by_a_sentence() {
    assert_tidy(&curt_names(&tree::files()));
}

#[test]
fn a_journey_is_named_by_a_sentence_too() {
    assert_eq!(test_names("journey!(starts, |session| {"), ["starts"]);
    assert_eq!(test_names("#[test]\nasync fn $name() {"), Vec::<&str>::new());
}

#[test]
fn no_type_or_module_has_a_name_that_fits_everything() {
    assert_tidy(&vague_names(&tree::files()));
}

#[test]
fn a_name_that_fits_everything_is_seen() {
    let text = "pub(crate) struct PostManager<'a> {\nmod utils;\nenum Held {\npub mod metadata;\n";
    let faults = vague_names(&[File::new("crates/store/src/desk.rs", text)]);
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults[0].contains("'PostManager'"), "{faults:?}");
    assert!(faults[1].contains("'utils'"), "{faults:?}");
}

#[test]
fn a_curt_name_is_seen_and_a_sentence_is_not() {
    let mark = MARKS[0];
    let text = format!(
        "{mark}\nfn works() {{}}\n{mark}\n#[should_panic]\nasync fn it_works() {{}}\n\
         {mark}\nfn a_locked_account_keeps_its_queue() {{}}\nfn helper() {{}}\n"
    );
    let faults = curt_names(&[File::new("crates/store/src/desk.rs", &text)]);
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults[0].contains("'works'"), "{faults:?}");
    assert!(faults[1].contains("'it_works'"), "{faults:?}");
}
