//! How is the owner asked for the passphrase of the vault file? By the page, when the vault is really
//! needed; the window comes forward for it, because without it nothing goes out to X. What was typed is
//! tried before it is handed on, so whoever waits for it gets one that opens the file, or none.
//!
//! It is in no log and no error: it travels as a [`Secret`] from the wire to the vault.

use crate::windows::{self, MAIN};
use roost_api::ApiError;
use roost_domain::ports::VaultError;
use roost_domain::secret::Secret;
use roost_engine::error::EngineError;
use roost_home::AskPassphrase;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tauri::{AppHandle, Emitter, Manager};

/// The channel on which the page hears that the owner must be asked.
const PASSPHRASE_ASKED: &str = "passphrase-asked";

/// The door's commands by which the owner says that they want the vault, whatever they said before.
const WANT_THE_VAULT: &[&str] = &[
    "account_add_x",
    "account_renew",
    "account_sign_in_begin",
    "account_sign_in_finish",
    "mail_set",
    "vault_move",
];

/// What the page hears.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Question {
    /// The vault's file.
    path: PathBuf,
    /// There is none yet: this will be its passphrase, and it is asked for twice.
    is_new: bool,
}

/// Whether a question waits, and whether one may be asked.
#[derive(Default)]
pub(crate) struct Prompt(Mutex<State>);

#[derive(Default)]
enum State {
    /// Nobody waits.
    #[default]
    Free,
    /// Somebody waits for the answer.
    Asked(Question, Sender<Secret>),
    /// The owner does not want to be asked now.
    Declined,
    /// The app ends.
    Closed,
}

/// How rooms behind the window ask.
pub(crate) fn asking(app: &AppHandle) -> AskPassphrase {
    let app = app.clone();
    Arc::new(move |path| ask(&app, path))
}

/// Asks and waits; on a thread that may.
fn ask(app: &AppHandle, path: &Path) -> Option<Secret> {
    let answer = app.state::<Prompt>().put(path)?;
    windows::show(app);
    repeat(app);
    answer.recv().ok()
}

/// Tells the page of the question that waits, if one does: a page that was not there yet asks then.
pub(crate) fn repeat(app: &AppHandle) {
    if let Some(question) = app.state::<Prompt>().question() {
        let _ = app.emit_to(MAIN, PASSPHRASE_ASKED, question);
    }
}

/// The owner has typed something. An error leaves the question where it is.
pub(crate) async fn give(app: &AppHandle, typed: Secret) -> Result<(), ApiError> {
    let prompt = app.state::<Prompt>();
    let Some(question) = prompt.question() else { return Ok(()) };
    if typed.expose().is_empty() {
        return Err(vault_error(VaultError::NoPassphrase { path: question.path }));
    }
    if !question.is_new {
        roost_home::try_passphrase(&question.path, typed.clone()).await.map_err(vault_error)?;
    }
    prompt.answer(typed);
    Ok(())
}

fn vault_error(error: VaultError) -> ApiError {
    EngineError::from(error).into()
}

impl Prompt {
    /// Lets a question wait, unless none may be asked.
    fn put(&self, path: &Path) -> Option<std::sync::mpsc::Receiver<Secret>> {
        let mut state = self.state();
        if matches!(*state, State::Declined | State::Closed) {
            return None;
        }
        let (tell, told) = channel();
        let question = Question { path: path.to_owned(), is_new: !path.exists() };
        *state = State::Asked(question, tell);
        Some(told)
    }

    fn question(&self) -> Option<Question> {
        match &*self.state() {
            State::Asked(question, _) => Some(question.clone()),
            State::Free | State::Declined | State::Closed => None,
        }
    }

    fn answer(&self, passphrase: Secret) {
        let mut state = self.state();
        if matches!(*state, State::Asked(..))
            && let State::Asked(_, tell) = std::mem::take(&mut *state)
        {
            // Who asked may be gone; the passphrase then goes too.
            let _ = tell.send(passphrase);
        }
    }

    /// The owner does not want to be asked: who waits gets nothing, and so does whoever asks by itself.
    pub(crate) fn decline(&self) {
        let mut state = self.state();
        if !matches!(*state, State::Closed) {
            *state = State::Declined;
        }
    }

    /// The owner wants the vault after all.
    pub(crate) fn allow(&self) {
        let mut state = self.state();
        if matches!(*state, State::Declined) {
            *state = State::Free;
        }
    }

    /// The same, where a command of the door needs the vault.
    pub(crate) fn allow_for(&self, command: &str) {
        if WANT_THE_VAULT.contains(&command) {
            self.allow();
        }
    }

    /// Nobody is asked any more: the app ends, and nothing may wait for an answer.
    pub(crate) fn close(&self) {
        *self.state() = State::Closed;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "/nowhere/vault.age";

    #[test]
    fn an_answer_reaches_whoever_waits() {
        let prompt = Prompt::default();
        let told = prompt.put(Path::new(FILE)).unwrap();
        assert_eq!(prompt.question(), Some(Question { path: FILE.into(), is_new: true }));
        prompt.answer(Secret::new("open sesame"));
        assert_eq!(told.recv().unwrap().expose(), "open sesame");
        assert_eq!(prompt.question(), None);
    }

    #[test]
    fn who_declined_is_left_alone_until_they_want_the_vault() {
        let prompt = Prompt::default();
        let told = prompt.put(Path::new(FILE)).unwrap();
        prompt.decline();
        assert!(told.recv().is_err(), "who waited gets nothing");
        assert!(prompt.put(Path::new(FILE)).is_none());
        prompt.allow_for("post_add");
        assert!(prompt.put(Path::new(FILE)).is_none());
        prompt.allow_for("account_renew");
        assert!(prompt.put(Path::new(FILE)).is_some());
    }

    #[test]
    fn nothing_waits_for_an_answer_when_the_app_ends() {
        let prompt = Prompt::default();
        let told = prompt.put(Path::new(FILE)).unwrap();
        prompt.close();
        assert!(told.recv().is_err());
        prompt.allow();
        assert!(prompt.put(Path::new(FILE)).is_none());
    }
}
