//! When is the page seen in its window? Once it has its first picture. Until then GTK lays it out and does
//! not draw it: without DMA-BUF (`webkit`), GTK's first drawing waits for the page's process, which waits for
//! this very thread to hand it its files, until WebKit gives up after half a second. That was every fourth
//! start (`WebKitGTK` 2.50, docs/decisions/0014).

use tauri::WebviewWindow;
#[cfg(target_os = "linux")]
use {gtk::prelude::WidgetExt as _, std::time::Duration};

/// A page that has not asked for it by then, because its script is broken, is seen as it is.
#[cfg(target_os = "linux")]
const PATIENCE: Duration = Duration::from_secs(3);

/// Hides the page. Call it before the window's first event.
#[cfg(target_os = "linux")]
pub(crate) fn close(window: &WebviewWindow) -> tauri::Result<()> {
    window.with_webview(|page| page.inner().set_child_visible(false))?;
    let window = window.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(PATIENCE).await;
        open(&window);
    });
    Ok(())
}

/// Lets the page be seen; one that is seen already stays as it is.
#[cfg(target_os = "linux")]
pub(crate) fn open(window: &WebviewWindow) {
    let opened = window.with_webview(|page| {
        let page = page.inner();
        if !page.is_child_visible() {
            page.set_child_visible(true);
            // What can't be seen has no focus.
            page.grab_focus();
        }
    });
    if let Err(error) = opened {
        tracing::warn!(%error, "the page could not be shown");
    }
}

/// Elsewhere nothing waits.
#[cfg(not(target_os = "linux"))]
pub(crate) fn close(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// Elsewhere the page is seen from the beginning.
#[cfg(not(target_os = "linux"))]
pub(crate) fn open(_: &WebviewWindow) {}
