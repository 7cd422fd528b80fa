//! What does a window cost that holds nothing? `./dev figures` measures it beside Roost's: the same
//! Tauri and WebKit, the same size and colour, the same kind of page, one line of text, and no engine.

#![expect(clippy::expect_used, reason = "a window that can't be made has nothing to be measured")]

use tauri::webview::Color;
use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() {
    let folder = std::env::args_os().nth(1).expect("a folder for what WebKit keeps");
    tauri::Builder::default()
        .setup(move |app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("Empty")
                .inner_size(1280.0, 860.0)
                .min_inner_size(320.0, 480.0)
                .background_color(Color(0xf7, 0xf6, 0xf3, 0xff))
                .data_directory(folder.into())
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!("../tests/desk-figures/empty/tauri.conf.json"))
        .expect("the empty window opens");
}
