//! What does the page hear without asking? The door's facts, on one channel: who hears one asks again
//! for what it shows.

use crate::shell::Shell;
use crate::windows::MAIN;
use roost_api::Fact;
use roost_engine::Engine;
use std::sync::Arc;
use tauri::{AppHandle, Emitter};

/// The channel.
const FACT: &str = "fact";

/// Forwards what happens, until the store is closed.
pub(crate) async fn forward(app: AppHandle, shell: Arc<Shell>) {
    let mut facts = shell.home.door.facts(shell.engine().map(Engine::events));
    // What was shown before this folder was open may be wrong by now.
    resync(&app);
    while let Some(fact) = facts.next().await {
        send(&app, &fact);
    }
}

/// Anything may have changed.
pub(crate) fn resync(app: &AppHandle) {
    send(app, &Fact::Resync);
}

fn send(app: &AppHandle, fact: &Fact) {
    // Without a window nobody listens, and one that opens later asks by itself.
    let _ = app.emit_to(MAIN, FACT, fact);
}
