//! What happens from the start of the app to its end? The folder is opened, the loop runs, tray, page
//! and notifications follow it. A guest waits for its turn: when the loop of the other process ends,
//! this one takes over.

use crate::drills;
use crate::follow;
use crate::forwarder;
use crate::leaving;
use crate::mails;
use crate::passphrase;
use crate::presence;
use crate::reminders;
use crate::shell::{Opening, Shell};
use crate::tray::view::Part;
use crate::words::Language;
use std::sync::Arc;
use std::time::Duration;
use tauri::{AppHandle, Manager};
use tokio::task::JoinSet;

/// How often a guest looks whether the loop's place is free.
const TURN: Duration = Duration::from_secs(2);

/// Lives. Ends with the process.
pub(crate) async fn live(app: AppHandle) {
    let mut signals = JoinSet::new();
    signals.spawn(leaving::on_signal(app.clone()));
    let opening = app.state::<Opening>().inner().clone();
    loop {
        let shell =
            match Shell::open(opening.folder(), opening.drill(), passphrase::asking(&app)).await {
                Ok(shell) => Arc::new(shell),
                Err(error) => {
                    tracing::error!(%error, "the data folder did not open");
                    opening.tell(Err(error));
                    follow::without_shell(&app);
                    std::future::pending::<()>().await;
                    return;
                }
            };
        if let Err(error) = shell.host_practice().await {
            tracing::error!(%error, "the Practice network could not be hosted");
        }
        if let Err(error) = shell.home.door.follow_settings(Language::of_session().named()).await {
            tracing::error!(%error, "the language of the settings could not be read");
        }
        opening.tell(Ok(Arc::clone(&shell)));
        let mut tasks = JoinSet::new();
        tasks.spawn(forwarder::forward(app.clone(), Arc::clone(&shell)));
        tasks.spawn(follow::follow(app.clone(), Arc::clone(&shell)));
        if let Some(engine) = shell.engine() {
            let heard = engine.events().listen();
            tasks.spawn(reminders::follow(app.clone(), Arc::clone(&shell), heard));
            let heard = engine.events().listen();
            tasks.spawn(mails::follow(app.clone(), Arc::clone(&shell), heard));
        }
        if let Some(stage) = shell.stage() {
            tasks.spawn(drills::attend(Arc::clone(stage)));
        }
        match shell.part() {
            Part::Owner => {
                tasks.spawn(presence::watch(shell.home.store.clone()));
                tasks.spawn(open_vault(Arc::clone(&shell)));
                shell.run().await;
                // The loop ends only on the way out, and the process ends with it.
                std::future::pending::<()>().await;
            }
            Part::Guest => turn(&shell).await,
        }
        tasks.shutdown().await;
    }
}

/// Opens the vault, if anything of an account lies in it: better now, with the owner there, than when
/// the first post is due.
async fn open_vault(shell: Arc<Shell>) {
    if let Err(error) = shell.home.open_vault().await {
        tracing::warn!(%error, "the vault stays shut");
    }
}

/// Resolves when no other process runs the loop any more.
async fn turn(shell: &Shell) {
    while shell.home.folder.is_in_use() {
        tokio::time::sleep(TURN).await;
    }
}
