//! How is the app started, asked, and seen to end?

use super::browser::Browser;
use super::session::Session;
use super::until;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};

/// The app in a session, with a driver in its page.
pub(crate) struct Desk<'a> {
    /// Where it runs.
    pub(crate) session: &'a Session,
    /// Its page.
    pub(crate) page: Browser,
    /// Its process.
    pub(crate) process: u32,
}

/// The binary under test, built before the tests are.
fn binary() -> PathBuf {
    let beside = std::env::current_exe().unwrap();
    let folder = beside.parent().and_then(|deps| deps.parent()).unwrap();
    let name = format!("roost-desktop{}", std::env::consts::EXE_SUFFIX);
    let binary = folder.join(name);
    assert!(binary.exists(), "{} is built by ./dev", binary.display());
    binary
}

impl<'a> Desk<'a> {
    /// Starts the app on the session's data folder, and waits until its page and its tray are there.
    pub(crate) async fn open(session: &'a Session) -> Self {
        Self::open_with(session, &[]).await
    }

    /// Starts it with more words on its line.
    pub(crate) async fn open_with(session: &'a Session, words: &[&str]) -> Self {
        let before = session.panel.registrations();
        let folder = session.data_folder();
        let mut args = vec!["--data-dir".to_owned(), folder.to_string_lossy().into_owned()];
        args.extend(words.iter().map(|word| (*word).to_owned()));
        let page = Browser::open(session, &binary(), &args).await;
        until("the page has the door", async || {
            let has = "return typeof window.__TAURI_INTERNALS__?.invoke === 'function';";
            page.run(has, &[]).await.as_bool().filter(|has| *has)
        })
        .await;
        until("the tray is there", async || (session.panel.registrations() > before).then_some(()))
            .await;
        let process = until("the app's process", || session.panel.process()).await;
        Self { session, page, process }
    }

    /// Starts the app once more in the same session and waits until that start is over.
    pub(crate) fn start_again(session: &Session, words: &[&str]) -> ExitStatus {
        let folder = session.data_folder();
        let mut command = session.command(binary());
        command
            .arg("--data-dir")
            .arg(folder)
            .args(words)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().unwrap()
    }

    /// Asks the door; a refusal fails the journey.
    pub(crate) async fn ask(&self, name: &str, request: Value) -> Value {
        match self.page.call(name, request.clone()).await {
            Ok(view) => view,
            Err(error) => panic!("{name} {request} was refused: {error}"),
        }
    }

    /// Adds a Practice account.
    pub(crate) async fn add_account(&self, handle: &str) {
        self.ask("account_add_practice", json!({ "handle": handle, "zone": "UTC" })).await;
    }

    /// Schedules a post so many seconds from now, and gives its delivery.
    pub(crate) async fn add_post(&self, handle: &str, text: &str, seconds: i64) -> String {
        let script = "return new Date(Date.now() + arguments[0] * 1000).toISOString();";
        let at = self.page.run(script, &[json!(seconds)]).await;
        let request = json!({
            "accounts": [handle], "when": { "at": at }, "segments": [{ "text": text }],
        });
        let added = self.ask("post_add", request).await;
        added["deliveries"][0].as_str().unwrap().to_owned()
    }

    /// How a delivery stands.
    pub(crate) async fn state_of(&self, delivery: &str) -> String {
        let shown = self.ask("post_show", json!({ "id": delivery })).await;
        shown["state"].as_str().unwrap().to_owned()
    }

    /// Whether the app's process is still there.
    pub(crate) fn runs(&self) -> bool {
        std::path::Path::new(&format!("/proc/{}/exe", self.process)).exists()
    }

    /// Waits until the app has ended by itself, and its lease is free.
    pub(crate) async fn ended(self) {
        until("the app has ended", async || (!self.runs()).then_some(())).await;
        let folder = roost_store::Folder::create(&self.session.data_folder()).unwrap();
        until("the lease is free", async || (!folder.is_in_use()).then_some(())).await;
        self.page.close().await;
    }

    /// Ends the app through the driver, as a crash would.
    pub(crate) async fn kill(self) {
        self.page.close().await;
        until("the app is gone", async || (!self.runs()).then_some(())).await;
    }
}
