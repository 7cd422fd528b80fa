//! What does the page need of the desktop? Links, dialogs, folders, login, and the end.

use super::types::{
    About, Autostart, Done, LoopPart, Nothing, PickedMedia, Place, ShellOpen, ShellPassphrase,
    ShellQuit, ShellReveal,
};
use super::{bad_request, broken};
use crate::exit::Wish;
use crate::passphrase::{self, Prompt};
use crate::shell::Opening;
use crate::tray::view::Part;
use crate::words::Spoken;
use crate::{curtain, leaving, windows};
use roost_api::ApiError;
use roost_engine::error::EngineError;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager, Url};
use tauri_plugin_autostart::ManagerExt as _;
use tauri_plugin_dialog::DialogExt as _;
use tauri_plugin_opener::OpenerExt as _;
use tokio::sync::oneshot;

/// What the dialog offers: X's kinds (X docs, media best practices, August 2026).
const KINDS: &[&str] = &["jpg", "jpeg", "png", "webp", "gif", "mp4"];

/// Opens a link outside.
pub(super) async fn open(app: &AppHandle, asked: ShellOpen) -> Result<Done, ApiError> {
    let hosted = app.state::<Opening>().now().and_then(|shell| shell.home.simulators.hosted());
    let Some(url) = allowed(&asked.url, hosted.as_deref()) else {
        let reason = "only https and mailto links are opened".to_owned();
        return Err(bad_request("shell_open", reason));
    };
    app.opener().open_url(url, None::<&str>).map_err(|error| broken(&error))?;
    Ok(Done {})
}

/// The link as it is handed to the system, if it may be.
fn allowed(link: &str, practice: Option<&str>) -> Option<String> {
    let url: Url = link.parse().ok()?;
    let is_practice = practice
        .and_then(|base| base.parse::<Url>().ok())
        .is_some_and(|base| base.origin() == url.origin() && url.path() == "/");
    let is_allowed = match url.scheme() {
        "https" => url.has_host() && url.username().is_empty() && url.password().is_none(),
        "mailto" => true,
        _ => is_practice,
    };
    is_allowed.then(|| url.to_string())
}

/// Asks for files.
pub(super) async fn pick_media(app: &AppHandle, _: Nothing) -> Result<PickedMedia, ApiError> {
    let (tell, told) = oneshot::channel();
    let words = app.state::<Spoken>().words();
    let mut dialog = app
        .dialog()
        .file()
        .set_title(words.line("pick_media", &[]))
        .add_filter(words.line("pick_media_kinds", &[]), KINDS);
    if let Some(window) = windows::main(app) {
        dialog = dialog.set_parent(&window);
    }
    dialog.pick_files(move |picked| {
        // A page that was reloaded does not wait any more.
        let _ = tell.send(picked.unwrap_or_default());
    });
    let picked = told.await.map_err(|error| broken(&error))?;
    let paths = picked.into_iter().filter_map(|file| file.into_path().ok());
    Ok(PickedMedia { paths: paths.map(|path| path.to_string_lossy().into_owned()).collect() })
}

/// Whether Roost starts at login.
pub(super) async fn autostart_show(app: &AppHandle, _: Nothing) -> Result<Autostart, ApiError> {
    let on = app.autolaunch().is_enabled().map_err(|error| broken(&error))?;
    Ok(Autostart { on })
}

/// Lets Roost start at login, or not.
pub(super) async fn autostart_set(
    app: &AppHandle,
    asked: Autostart,
) -> Result<Autostart, ApiError> {
    let launch = app.autolaunch();
    let set = if asked.on { launch.enable() } else { launch.disable() };
    set.map_err(|error| broken(&error))?;
    autostart_show(app, Nothing {}).await
}

/// Shows a folder.
pub(super) async fn reveal(app: &AppHandle, asked: ShellReveal) -> Result<Done, ApiError> {
    let folder = shown(app.state::<Opening>().folder(), asked.what);
    let path = folder.to_string_lossy().into_owned();
    app.opener().open_path(path, None::<&str>).map_err(|error| broken(&error))?;
    Ok(Done {})
}

/// Where a place is. One that nothing was written to yet is not there: then it is the data folder.
fn shown(data: &Path, place: Place) -> PathBuf {
    let folder = match place {
        Place::DataFolder => return data.to_owned(),
        Place::Logs => data.join("logs"),
        Place::Reports => data.join("reports"),
    };
    if folder.is_dir() { folder } else { data.to_owned() }
}

/// Ends Roost.
pub(super) async fn quit(app: &AppHandle, asked: ShellQuit) -> Result<Done, ApiError> {
    let wish = match asked.due_seen {
        Some(due) => Wish::QuitKnowing { due },
        None => Wish::Quit,
    };
    leaving::wish(app, wish);
    Ok(Done {})
}

/// Which Roost this is.
pub(super) async fn about(app: &AppHandle, _: Nothing) -> Result<About, ApiError> {
    let opening = app.state::<Opening>();
    let data_folder = opening.folder().to_string_lossy().into_owned();
    let part = match opening.shell().await?.part() {
        Part::Owner => LoopPart::Owner,
        Part::Guest => LoopPart::Guest,
    };
    Ok(About { version: env!("CARGO_PKG_VERSION"), data_folder, part })
}

/// The page has its first picture.
pub(super) async fn show_page(app: &AppHandle, _: Nothing) -> Result<Done, ApiError> {
    if let Some(window) = windows::main(app) {
        curtain::open(&window);
    }
    Ok(Done {})
}

/// The page has painted.
pub(super) async fn ready(app: &AppHandle, _: Nothing) -> Result<Done, ApiError> {
    windows::ready(app);
    passphrase::repeat(app);
    Ok(Done {})
}

/// The owner has typed the passphrase.
pub(super) async fn passphrase_give(
    app: &AppHandle,
    given: ShellPassphrase,
) -> Result<Done, ApiError> {
    passphrase::give(app, given.passphrase.0).await?;
    Ok(Done {})
}

/// The owner does not want to be asked now.
pub(super) async fn passphrase_decline(app: &AppHandle, _: Nothing) -> Result<Done, ApiError> {
    app.state::<Prompt>().decline();
    Ok(Done {})
}

/// The owner wants the vault open: they are asked, and this answers when it is.
pub(super) async fn vault_open(app: &AppHandle, _: Nothing) -> Result<Done, ApiError> {
    let shell = app.state::<Opening>().shell().await?;
    app.state::<Prompt>().allow();
    shell.home.vaults.open_now().await.map_err(EngineError::from)?;
    Ok(Done {})
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn a_place_is_its_folder_and_one_that_is_not_there_yet_is_the_data_folder() {
        let data = tempfile::tempdir().unwrap();
        std::fs::create_dir(data.path().join("reports")).unwrap();
        assert_eq!(shown(data.path(), Place::Reports), data.path().join("reports"));
        assert_eq!(shown(data.path(), Place::Logs), data.path());
    }

    #[rstest]
    #[case("https://x.com/account/access", true)]
    #[case("mailto:support@x.com?subject=Locked", true)]
    #[case("http://127.0.0.1:4321/", true)]
    #[case("http://127.0.0.1:4321/_control/posts", false)]
    #[case("http://127.0.0.1:1/", false)]
    #[case("http://x.com/", false)]
    #[case("https://x.com@evil.example/", false)]
    #[case("file:///etc/passwd", false)]
    #[case("javascript:alert(1)", false)]
    #[case("roost://x", false)]
    #[case("no link", false)]
    fn only_safe_links_leave_the_window(#[case] link: &str, #[case] leaves: bool) {
        assert_eq!(allowed(link, Some("http://127.0.0.1:4321")).is_some(), leaves);
    }
}
