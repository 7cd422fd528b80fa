//! What does the page hear without asking? Facts, on one channel: who hears one asks again for what it
//! shows.

use crate::windows::MAIN;
use serde_json::json;
use tauri::{AppHandle, Emitter};

/// The channel.
const FACT: &str = "fact";

/// Anything may have changed.
pub(crate) fn resync(app: &AppHandle) {
    // Without a window nobody listens, and one that opens later asks by itself.
    let _ = app.emit_to(MAIN, FACT, json!({ "type": "resync" }));
}
