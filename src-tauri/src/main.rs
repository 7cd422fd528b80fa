//! The `roost-desktop` binary: window, tray, notifications.
//!
//! `shell` opens the data folder and runs the loop, `door` is the one command of the page, `tray` and
//! `exit` decide by pure functions, `life` holds it together. Deliberately absent: anything about
//! posting. That is behind the door, and `roost` in a terminal does the same.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod args;
mod commands;
mod curtain;
mod deeds;
mod door;
mod drills;
mod exit;
mod follow;
mod forwarder;
mod instance;
mod leaving;
mod life;
mod mails;
mod media;
mod notifications;
mod passphrase;
mod presence;
mod reminders;
mod shell;
#[cfg(test)]
mod testing;
mod tray;
mod webkit;
mod windows;
mod words;

use args::{Args, Start};
use roost_store::Folder;
use shell::Opening;
use std::path::Path;
use std::process::ExitCode;
use tauri::{AppHandle, Emitter, Manager, RunEvent, WindowEvent};
use words::{Language, Spoken};

fn main() -> ExitCode {
    webkit::settle();
    let line = std::env::args_os().skip(1);
    let started = Args::read(line, std::env::var_os("ROOST_DATA_DIR"))
        .map_err(|error| (2, error.to_string()))
        .and_then(|args| start(args).map_err(|error| (1, error.to_string())));
    match started {
        Ok(()) => ExitCode::SUCCESS,
        Err((code, reason)) => {
            complain(&reason);
            ExitCode::from(code)
        }
    }
}

/// There is no window to say it in.
#[expect(clippy::print_stderr, reason = "the only place left to say why no window comes")]
fn complain(reason: &str) {
    eprintln!("roost-desktop: {reason}");
}

/// Runs until the app ends.
fn start(args: Args) -> Result<(), Box<dyn std::error::Error>> {
    let owners = roost_home::data_folder(args.data_dir.clone())?;
    let folder = match args.drill {
        Some(play) => drills::folder(&owners, play),
        None => owners,
    };
    let mut context = tauri::generate_context!();
    let identifier = instance::identifier(&context.config().identifier, &folder);
    context.config_mut().identifier = identifier;
    let media = folder.join("media");
    let at_login = ["--hidden".to_owned(), format!("--data-dir={}", folder.display())];
    let app = tauri::Builder::default()
        // First, so that a second start is over before it opens anything.
        .plugin(tauri_plugin_single_instance::init(|app, line, _| second_start(app, line)))
        .plugin(
            tauri_plugin_window_state::Builder::new().with_state_flags(kept_of_window()).build(),
        )
        .plugin(tauri_plugin_autostart::Builder::new().args(at_login).build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .register_asynchronous_uri_scheme_protocol(media::SCHEME, move |_, request, answer| {
            let media = media.clone();
            tauri::async_runtime::spawn_blocking(move || {
                answer.respond(media::answer(&media, &request));
            });
        })
        .invoke_handler(tauri::generate_handler![door::call])
        .manage(Opening::of(folder.clone(), args.drill))
        .manage(drills::Opened::default())
        .manage(Spoken::new(Language::of_session()))
        .manage(windows::Page::default())
        .manage(follow::Panel::default())
        .manage(passphrase::Prompt::default())
        .setup(move |app| set_up(app.handle(), &folder, &args))
        .build(context)?;
    app.run(on_event);
    Ok(())
}

/// What is remembered of the window. Whether it was shown is not: it is, unless asked otherwise.
fn kept_of_window() -> tauri_plugin_window_state::StateFlags {
    use tauri_plugin_window_state::StateFlags;
    StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN
}

fn set_up(app: &AppHandle, folder: &Path, args: &Args) -> Result<(), Box<dyn std::error::Error>> {
    if args.drill.is_some() {
        drills::clear(folder)?;
    }
    // Closed to others before the page keeps anything in it.
    Folder::create(folder)?;
    windows::build(app, folder, args)?;
    app.state::<follow::Panel>().show(app, tray::starting(&app.state::<Spoken>().words()));
    if let Some(place) = &args.open {
        windows::lead(app, place);
    }
    tauri::async_runtime::spawn(life::live(app.clone()));
    Ok(())
}

/// Another start on the same folder: it hands its line over and ends.
fn second_start(app: &AppHandle, line: Vec<String>) {
    let line = line.into_iter().skip(1).map(Into::into);
    match Args::read(line, None) {
        Ok(args) => match (args.open, args.start) {
            (Some(place), _) => windows::open(app, &place),
            (None, Start::Shown) => windows::show(app),
            (None, Start::Hidden) => {}
        },
        Err(error) => {
            tracing::info!(%error, "a second start asked for something else");
            windows::show(app);
        }
    }
}

fn on_event(app: &AppHandle, event: RunEvent) {
    match event {
        RunEvent::WindowEvent { event: WindowEvent::CloseRequested { api, .. }, .. } => {
            api.prevent_close();
            leaving::close(app);
        }
        RunEvent::WindowEvent {
            event: WindowEvent::DragDrop(tauri::DragDropEvent::Drop { paths, position }),
            ..
        } => {
            let paths: Vec<String> =
                paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
            let dropped = serde_json::json!({ "paths": paths, "x": position.x, "y": position.y });
            let _ = app.emit_to(windows::MAIN, "files-dropped", dropped);
        }
        // The last window is gone, which is no reason for the loop to end.
        RunEvent::ExitRequested { code: None, api, .. } => api.prevent_exit(),
        _ => {}
    }
}
