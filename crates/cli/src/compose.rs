//! How does the terminal open a data folder? [`Home`] puts the rooms together; what is the terminal's
//! own is how it asks for a passphrase, and the words for what happened at the opening.

use crate::failure::Failure;
use crate::output::Output;
use crate::words::Words;
use roost_domain::secret::Secret;
use roost_home::AskPassphrase;
pub(crate) use roost_home::{Home, Timekeeping};
use roost_store::{Note, Role};
use std::io::{IsTerminal, stderr, stdin};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the data folder is.
pub(crate) fn data_folder(said: Option<PathBuf>) -> Result<PathBuf, Failure> {
    Ok(roost_home::data_folder(said)?)
}

/// Opens a folder beside a loop that may run there.
pub(crate) async fn open(out: &Output, folder: &Path) -> Result<Home, Failure> {
    open_as(out, folder, Role::Guest, &Timekeeping::AsKept).await
}

/// Opens a folder in a role, by its own clock or one that begins now, and tells what happened.
pub(crate) async fn open_as(
    out: &Output,
    folder: &Path,
    role: Role,
    timekeeping: &Timekeeping,
) -> Result<Home, Failure> {
    let home = Home::open_as(folder, role, timekeeping, prompt(out.words.clone())).await?;
    for note in &home.notes {
        out.remark(&noted(out, note));
    }
    Ok(home)
}

/// Asks at the terminal, where there is one; a new passphrase twice.
fn prompt(words: Words) -> AskPassphrase {
    Arc::new(move |path: &Path| {
        if !stderr().is_terminal() && !stdin().is_terminal() {
            return None;
        }
        let ask = |question: String| rpassword::prompt_password(format!("{question} ")).ok();
        if path.exists() {
            return ask(words.line("ask_passphrase", &[])).map(Secret::new);
        }
        let first = ask(words.line("ask_new_passphrase", &[]))?;
        let again = ask(words.line("ask_passphrase_again", &[]))?;
        (first == again && !first.is_empty()).then(|| Secret::new(first))
    })
}

/// What the owner should hear of an opening.
fn noted(out: &Output, note: &Note) -> String {
    match note {
        Note::Migrated { copy, .. } => {
            out.say("note_migrated", &[("copy", &copy.display().to_string())])
        }
        Note::Mended { aside, copy, in_doubt, .. } => {
            let aside =
                aside.as_ref().map_or_else(|| "-".to_owned(), |at| at.display().to_string());
            let copy = copy.display().to_string();
            let in_doubt = in_doubt.to_string();
            out.say("note_mended", &[("aside", &aside), ("copy", &copy), ("count", &in_doubt)])
        }
        Note::CopiedFolder { in_doubt } => {
            out.say("note_copied", &[("count", &in_doubt.to_string())])
        }
        Note::MachineUnknown => out.say("note_machine", &[]),
        other => format!("{other:?}"),
    }
}
