//! What does a click in the tray do?

use crate::exit::Wish;
use crate::shell::Opening;
use crate::tray::view::Action;
use crate::{leaving, windows};
use roost_api::requests::Nothing;
use tauri::{AppHandle, Manager};

/// Does what a line of the menu says.
pub(crate) fn perform(app: &AppHandle, action: Action) {
    match action {
        Action::OpenRoost => windows::show(app),
        Action::NewPost => windows::open(app, "composer/new"),
        Action::OpenIncident(id) => windows::open(app, &format!("recovery/{id}")),
        Action::PauseAll | Action::ResumeAll => switch(app.clone(), action),
        Action::Quit => leaving::wish(app, Wish::Quit),
    }
}

fn switch(app: AppHandle, action: Action) {
    tauri::async_runtime::spawn(async move {
        let Ok(shell) = app.state::<Opening>().shell().await else { return };
        let door = &shell.home.door;
        let switched = match action {
            Action::PauseAll => door.pause_all(Nothing {}).await,
            _ => door.resume_all(Nothing {}).await,
        };
        if let Err(error) = switched {
            tracing::warn!(%error, "the pause could not be switched");
        }
    });
}
