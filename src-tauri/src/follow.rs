//! When is the tray looked at again? After every commit, of this process or another, and every half
//! minute; and then incidents that nobody was told of are told. Language and zone are the settings'.

use crate::notifications::Teller;
use crate::shell::Shell;
use crate::tray::icons::{self, Ground};
use crate::tray::view::{self, Moment, Part, TrayView};
use crate::tray::{self, Tray};
use crate::words::{Language, Spoken};
use crate::{forwarder, windows};
use roost_api::requests::Nothing;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tauri::{AppHandle, Manager, Theme};

/// Times go by without commits: the next post's, midnight.
const TICK: Duration = Duration::from_secs(30);
/// Commits that follow each other this closely are one change.
const GATHER: Duration = Duration::from_millis(100);
/// How often a guest asks whether another process has committed. An owner's loop asks by itself.
const FOREIGN: Duration = Duration::from_secs(1);

/// The tray, once there is a panel that takes it.
#[derive(Default)]
pub(crate) struct Panel {
    tray: Mutex<Option<Tray>>,
    /// Kept beside the lock: drawing waits for the main thread with the lock held, and the main thread
    /// asks this when the window is closed.
    is_there: AtomicBool,
}

impl Panel {
    /// Whether something shows the tray.
    pub(crate) fn is_there(&self) -> bool {
        self.is_there.load(Ordering::Acquire)
    }

    /// Shows a view, and registers first where that did not work before: at login the app may be there
    /// before the panel is.
    pub(crate) fn show(&self, app: &AppHandle, view: TrayView) {
        let mut tray = self.tray.lock().unwrap_or_else(PoisonError::into_inner);
        let ground = ground(app);
        let shown = match tray.as_mut() {
            Some(tray) => tray.show(view, ground),
            None => Tray::new(app, view, ground).map(|new| {
                *tray = Some(new);
                self.is_there.store(true, Ordering::Release);
            }),
        };
        if let Err(error) = shown {
            tracing::info!(%error, "no panel takes the tray icon");
        }
    }
}

fn ground(app: &AppHandle) -> Ground {
    let theme = windows::main(app).and_then(|window| window.theme().ok()).unwrap_or(Theme::Dark);
    icons::ground(&std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default(), theme)
}

/// Follows an open folder.
pub(crate) async fn follow(app: AppHandle, shell: Arc<Shell>) {
    let mut changed = shell.home.store.changed();
    let mut teller = Teller::default();
    loop {
        changed.mark_unchanged();
        refresh(&app, &shell, &mut teller).await;
        tokio::select! {
            change = changed.changed() => {
                if change.is_err() {
                    return;
                }
                tokio::time::sleep(GATHER).await;
            }
            () = foreign(&shell) => {}
            () = tokio::time::sleep(TICK) => {}
        }
    }
}

/// Resolves after another process has committed, where no loop of this one notices.
async fn foreign(shell: &Shell) {
    if shell.part() == Part::Owner {
        std::future::pending::<()>().await;
    }
    loop {
        tokio::time::sleep(FOREIGN).await;
        if let Ok(true) = shell.home.store.poll_foreign_change().await {
            return;
        }
    }
}

async fn refresh(app: &AppHandle, shell: &Shell, teller: &mut Teller) {
    let status = match shell.home.door.status_show(Nothing {}).await {
        Ok(status) => status,
        Err(error) => {
            tracing::warn!(%error, "the status could not be read");
            return;
        }
    };
    let mut zone = shell.home.parts.zone;
    let mut is_to_be_told = true;
    if let Ok(settings) = shell.home.door.settings_show(Nothing {}).await {
        app.state::<Spoken>().speak(Language::chosen(settings.language));
        zone = settings.effective_zone.parse().unwrap_or(zone);
        is_to_be_told = settings.notify_incidents;
    }
    let moment = Moment { now: status.now, zone };
    let words = app.state::<Spoken>().words();
    let view = view::tray(&status, shell.part(), moment, &words);
    app.state::<Panel>().show(app, view);
    if shell.part() == Part::Owner && is_to_be_told {
        teller.tell(app, shell, &status.incidents, &words).await;
    }
}

/// The tray of a folder that did not open.
pub(crate) fn without_shell(app: &AppHandle) {
    app.state::<Panel>().show(app, tray::starting(&app.state::<Spoken>().words()));
    forwarder::resync(app);
}
