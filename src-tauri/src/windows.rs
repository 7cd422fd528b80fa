//! How is the window made, shown, and told where to go? There is one. Nothing but Roost's own page is
//! ever loaded in it.

use crate::args::{Args, Start};
use crate::curtain;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use tauri::webview::Color;
use tauri::{AppHandle, Emitter, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// The window's label.
pub(crate) const MAIN: &str = "main";

/// The channel on which the page hears where to go.
const NAVIGATE: &str = "navigate";

/// Whether the page listens yet.
#[derive(Default)]
pub(crate) struct Page(Mutex<Listening>);

#[derive(Default)]
enum Listening {
    /// Not yet; the place it should go to first.
    #[default]
    NotYet,
    /// Not yet, and it should go to a place then.
    Awaited(String),
    /// It does.
    Yes,
}

/// Makes the window. What the page keeps by itself lies in the data folder too.
pub(crate) fn build(app: &AppHandle, folder: &Path, args: &Args) -> tauri::Result<()> {
    let title = match args.drill {
        Some(play) => format!("Roost: drill {play}"),
        None => "Roost".to_owned(),
    };
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title(title)
        .inner_size(1280.0, 860.0)
        .min_inner_size(320.0, 480.0)
        .visible(args.start == Start::Shown)
        // Paper, so that nothing flashes before the page has painted.
        .background_color(Color(0xf7, 0xf6, 0xf3, 0xff))
        .data_directory(folder.join("window"))
        .on_navigation(is_own_page)
        .build()?;
    curtain::close(&window)
}

/// Only the page that is part of the app: links to elsewhere go through the opener.
fn is_own_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // How the same page is called on Windows.
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        "about" => url.path() == "blank",
        _ => false,
    }
}

/// The window.
pub(crate) fn main(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(MAIN)
}

/// Brings the window forward.
pub(crate) fn show(app: &AppHandle) {
    let Some(window) = main(app) else { return };
    let shown = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window could not be shown");
    }
}

/// Brings the window forward and lets the page go to a place, such as `recovery/12`.
pub(crate) fn open(app: &AppHandle, place: &str) {
    show(app);
    lead(app, place);
}

/// Lets the page go to a place, as soon as it listens.
pub(crate) fn lead(app: &AppHandle, place: &str) {
    let page = app.state::<Page>();
    let mut listening = page.0.lock().unwrap_or_else(PoisonError::into_inner);
    match &*listening {
        Listening::Yes => navigate(app, place),
        Listening::NotYet | Listening::Awaited(_) => {
            *listening = Listening::Awaited(place.to_owned());
        }
    }
}

/// The page says that it has painted and listens.
pub(crate) fn ready(app: &AppHandle) {
    let page = app.state::<Page>();
    let mut listening = page.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Listening::Awaited(place) = std::mem::replace(&mut *listening, Listening::Yes) {
        navigate(app, &place);
    }
}

fn navigate(app: &AppHandle, place: &str) {
    let _ = app.emit_to(MAIN, NAVIGATE, serde_json::json!({ "to": place }));
}

/// Whether the owner has the window before them.
pub(crate) fn is_looked_at(app: &AppHandle) -> bool {
    main(app).is_some_and(|window| {
        window.is_visible().unwrap_or(false) && window.is_focused().unwrap_or(false)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("tauri://localhost", true)]
    #[case("tauri://localhost/index.html#/calendar", true)]
    #[case("http://tauri.localhost/", true)]
    #[case("about:blank", true)]
    #[case("https://x.com/", false)]
    #[case("http://localhost/", false)]
    #[case("http://127.0.0.1:8080/", false)]
    #[case("tauri://elsewhere/", false)]
    #[case("file:///etc/passwd", false)]
    #[case("data:text/html,hello", false)]
    fn nothing_but_the_own_page_is_loaded(#[case] url: &str, #[case] own: bool) {
        assert_eq!(is_own_page(&url.parse().unwrap()), own);
    }
}
