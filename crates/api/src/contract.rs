//! What does the window know of the door? The same requests, views, facts and errors as TypeScript,
//! made from the Rust types with ts-rs, so that neither side can drift: a test compares the files in
//! `ui/src/contract` with what this makes.
//!
//! One page for each file of Rust types, one with the closed sets of words, one with the commands.

mod pages;
mod words;

pub use pages::Contract;

use crate::commands::describe_commands;
use crate::{ApiError, Fact};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Hears of every command, for the page of commands.
pub trait CommandListener {
    /// One command: its request, its view, its name and what it does.
    fn command<Q, V>(&mut self, name: &'static str, does: &'static [&'static str])
    where
        Q: ts_rs::TS + 'static,
        V: ts_rs::TS + 'static;
}

/// The contract of the door.
pub fn door() -> Contract {
    let mut contract = Contract::new("roost_api::", words::page());
    describe_commands(&mut contract);
    contract.add::<ApiError>();
    contract.add::<Fact>();
    contract
}

/// Makes the files of a folder be these pages.
///
/// # Errors
/// What the disk says.
pub fn write_pages(folder: &Path, pages: &BTreeMap<PathBuf, String>) -> io::Result<()> {
    for (name, text) in pages {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, text)?;
    }
    Ok(())
}

/// The pages that the files of a folder differ from, or lack.
pub fn stale_pages(folder: &Path, pages: &BTreeMap<PathBuf, String>) -> Vec<PathBuf> {
    pages
        .iter()
        .filter(|(name, text)| {
            std::fs::read_to_string(folder.join(name)).ok().as_deref() != Some(text.as_str())
        })
        .map(|(name, _)| name.clone())
        .collect()
}
