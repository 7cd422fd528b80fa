//! What is wrong with a data file? Every fault at once, each with its file and its key, so that
//! whoever adds a step mends the file in one go.

use super::link::BadLink;
use std::fmt;
use toml::{Table, Value};

/// One thing that is wrong with a data file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {key}: {reason}")]
pub struct Fault {
    /// The file's name.
    pub file: String,
    /// Where in it: `dated`, `steps[3].link`; `line 7` where it can't be read at all.
    pub key: String,
    /// What is wrong.
    pub reason: FaultReason,
}

/// What is wrong at a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultReason {
    /// The file is no TOML.
    #[error("{0}")]
    Syntax(String),
    /// A key that must be there is not, or is empty.
    #[error("it is missing")]
    Missing,
    /// A key that means nothing.
    #[error("there is no such key")]
    NoSuchKey,
    /// Another type than the key wants.
    #[error("it must be {0}")]
    WrongType(&'static str),
    /// A word that is none of a closed set.
    #[error("'{word}' is none of {choices}")]
    UnknownWord {
        /// What stands there.
        word: String,
        /// What could.
        choices: String,
    },
    /// An id or a word that stands there twice.
    #[error("'{0}' stands there twice")]
    Twice(String),
    /// A link that may not be shown.
    #[error("{0}")]
    Link(#[from] BadLink),
    /// Not a date.
    #[error("'{0}' is no date")]
    Date(String),
    /// Something that holds for a file as a whole.
    #[error("{0}")]
    Rule(&'static str),
}

/// Everything that is wrong with the data files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.0.iter().enumerate() {
            write!(f, "{}{fault}", if index == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

/// Reads one file and gathers its faults.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    file: &'a str,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: &'a str) -> Self {
        Self { file, faults: Vec::new() }
    }

    pub(super) fn file(&self) -> &str {
        self.file
    }

    pub(super) fn fault(&mut self, key: impl Into<String>, reason: impl Into<FaultReason>) {
        let fault = Fault { file: self.file.to_owned(), key: key.into(), reason: reason.into() };
        self.faults.push(fault);
    }

    /// The file as a table; an empty one with a fault where it is no TOML.
    pub(super) fn table(&mut self, text: &str) -> Table {
        match text.parse::<Table>() {
            Ok(table) => table,
            Err(error) => {
                let start = error.span().map_or(0, |span| span.start.min(text.len()));
                let line = text.get(..start).unwrap_or(text).matches('\n').count();
                let reason = FaultReason::Syntax(error.message().to_owned());
                self.fault(format!("line {}", line + 1), reason);
                Table::new()
            }
        }
    }

    /// Refuses every key but these.
    pub(super) fn known_only(&mut self, table: &Table, at: &str, known: &[&str]) {
        for key in table.keys().filter(|key| !known.contains(&key.as_str())) {
            self.fault(format!("{at}{key}"), FaultReason::NoSuchKey);
        }
    }

    /// A text that must be there.
    pub(super) fn text(&mut self, table: &Table, at: &str, key: &str) -> Option<String> {
        let text = self.find_text(table, at, key);
        if text.is_none() && !table.contains_key(key) {
            self.fault(format!("{at}{key}"), FaultReason::Missing);
        }
        text
    }

    /// A text that may be there.
    pub(super) fn find_text(&mut self, table: &Table, at: &str, key: &str) -> Option<String> {
        match table.get(key)? {
            Value::String(text) if text.trim().is_empty() => {
                self.fault(format!("{at}{key}"), FaultReason::Missing);
                None
            }
            Value::String(text) => Some(text.clone()),
            _ => {
                self.fault(format!("{at}{key}"), FaultReason::WrongType("a text"));
                None
            }
        }
    }

    /// A list of texts; an absent one is empty.
    pub(super) fn texts(&mut self, table: &Table, at: &str, key: &str) -> Vec<String> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let texts: Option<Vec<String>> = value
            .as_array()
            .and_then(|all| all.iter().map(|one| one.as_str().map(str::to_owned)).collect());
        texts.unwrap_or_else(|| {
            self.fault(format!("{at}{key}"), FaultReason::WrongType("a list of texts"));
            Vec::new()
        })
    }

    /// The tables of a list; an absent list is empty.
    pub(super) fn tables(&mut self, table: &Table, key: &str) -> Vec<Table> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let tables: Option<Vec<Table>> = value
            .as_array()
            .and_then(|all| all.iter().map(|one| one.as_table().cloned()).collect());
        tables.unwrap_or_else(|| {
            self.fault(key, FaultReason::WrongType("a list of tables"));
            Vec::new()
        })
    }

    /// A word of a closed set.
    pub(super) fn word<T>(
        &mut self,
        key: String,
        word: &str,
        from_word: impl Fn(&str) -> Option<T>,
        choices: &[&str],
    ) -> Option<T> {
        let found = from_word(word);
        if found.is_none() {
            let choices = choices.join(", ");
            self.fault(key, FaultReason::UnknownWord { word: word.to_owned(), choices });
        }
        found
    }
}
