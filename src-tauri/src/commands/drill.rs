//! What may the page ask of a drill? How it stands, another pace, the deed on X's page; and, from the
//! ordinary window, to open one.

use super::bad_request;
use super::types::{Done, DrillState, Nothing, ShellDrillBegin, ShellDrillPace};
use roost_api::ApiError;
use tauri::AppHandle;

/// Opens a drill in a window of its own.
pub(super) async fn begin(_app: &AppHandle, _: ShellDrillBegin) -> Result<Done, ApiError> {
    Err(not_here("shell_drill_begin"))
}

/// How the drill stands.
pub(super) async fn state(_app: &AppHandle, _: Nothing) -> Result<Option<DrillState>, ApiError> {
    Ok(None)
}

/// Lets time pass at another pace.
pub(super) async fn pace(_app: &AppHandle, _: ShellDrillPace) -> Result<DrillState, ApiError> {
    Err(not_here("shell_drill_pace"))
}

/// Does what the owner would do on X's page.
pub(super) async fn release(_app: &AppHandle, _: Nothing) -> Result<DrillState, ApiError> {
    Err(not_here("shell_drill_release"))
}

/// The ordinary window plays no drill.
fn not_here(command: &'static str) -> ApiError {
    bad_request(command, "this window plays no drill".to_owned())
}
