//! What may the page ask? One command: the window's own questions first, then whatever the door
//! answers.

use crate::passphrase::Prompt;
use crate::shell::Opening;
use crate::{commands, drills};
use roost_api::ApiError;
use serde_json::{Value, json};
use tauri::{AppHandle, Manager};

/// Does a command by its name: JSON in, JSON or an [`ApiError`] out.
#[tauri::command]
pub(crate) async fn call(
    app: AppHandle,
    name: String,
    request: Option<Value>,
) -> Result<Value, ApiError> {
    let request = request.unwrap_or_else(|| json!({}));
    if commands::COMMANDS.contains(&name.as_str()) {
        return commands::call(&app, &name, request).await;
    }
    let shell = app.state::<Opening>().shell().await?;
    app.state::<Prompt>().allow_for(&name);
    let answer = shell.home.door.call(&name, request).await;
    if let (Some(stage), Ok(_)) = (shell.stage(), &answer)
        && drills::LOOKS.contains(&name.as_str())
    {
        stage.owner_looks();
    }
    answer
}
