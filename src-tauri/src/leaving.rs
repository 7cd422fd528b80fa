//! How does the app end? What to do is decided in [`crate::exit`]; here it is done. On the way out the
//! loop stops claiming, a send that runs may finish, Practice is closed, and the lease goes with the
//! process. Correctness never depends on any of it.

use crate::drills;
use crate::exit::{Decision, Standing, Tray, Wish, decide};
use crate::follow::Panel;
use crate::passphrase::Prompt;
use crate::shell::Opening;
use crate::tray::view::Part;
use crate::windows::{self, MAIN};
use roost_api::requests::Nothing;
use serde_json::json;
use tauri::{AppHandle, Emitter, Manager};

/// The channel on which the page hears that the owner must be asked.
const QUIT_ASKED: &str = "quit-asked";

/// Somebody wants something ended.
pub(crate) fn wish(app: &AppHandle, wish: Wish) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let standing = standing(&app).await;
        perform(&app, decide(wish, standing)).await;
    });
}

/// The window's close button. Decided at once: it never needs to know what is due.
pub(crate) fn close(app: &AppHandle) {
    let standing = Standing { due_within_hour: 0, tray: tray(app) };
    let Some(window) = windows::main(app) else { return };
    let done = match decide(Wish::CloseWindow, standing) {
        Decision::Hide => window.hide(),
        Decision::Minimise | Decision::Ask { .. } | Decision::Drain => window.minimize(),
    };
    if let Err(error) = done {
        tracing::warn!(%error, "the window could not be put away");
    }
}

async fn perform(app: &AppHandle, decision: Decision) {
    match decision {
        Decision::Hide | Decision::Minimise => close(app),
        Decision::Ask { due } => {
            windows::show(app);
            let _ = app.emit_to(MAIN, QUIT_ASKED, json!({ "due": due }));
        }
        Decision::Drain => {
            if let Some(window) = windows::main(app) {
                // Nobody should type into what is ending.
                let _ = window.hide();
            }
            app.state::<Prompt>().close();
            app.state::<drills::Opened>().end().await;
            if let Some(shell) = app.state::<Opening>().now()
                && !shell.end().await
            {
                tracing::warn!("a send did not finish in time; the next start looks for it");
            }
            app.exit(0);
        }
    }
}

async fn standing(app: &AppHandle) -> Standing {
    let due_within_hour = match app.state::<Opening>().now() {
        Some(shell) if shell.part() == Part::Owner => {
            let status = shell.home.door.status_show(Nothing {}).await;
            status.map_or(0, |status| status.due_within_hour)
        }
        Some(_) | None => 0,
    };
    Standing { due_within_hour, tray: tray(app) }
}

fn tray(app: &AppHandle) -> Tray {
    if app.state::<Panel>().is_there() { Tray::There } else { Tray::Missing }
}

/// Ends when the system asks: SIGTERM and SIGINT, on Windows Ctrl-C.
pub(crate) async fn on_signal(app: AppHandle) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (Ok(mut terminate), Ok(mut interrupt)) =
            (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
        else {
            return;
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
    #[cfg(not(unix))]
    if tokio::signal::ctrl_c().await.is_err() {
        return;
    }
    wish(&app, Wish::System);
}
