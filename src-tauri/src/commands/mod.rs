//! Which questions does only the window answer? The list, in the same form as the door's: each line is
//! a row of the dispatch by name and of the page's contract.

mod desktop;
mod drill;
mod practice;
mod types;

use roost_api::{ApiError, ErrorCode};
use serde_json::Value;
use tauri::AppHandle;

macro_rules! commands {
    ($($(#[doc = $doc:literal])+ $name:ident($request:ty) -> $view:ty = $body:path;)+) => {
        /// Every command's name, in the order of the list.
        pub(crate) const COMMANDS: &[&str] = &[$(stringify!($name)),+];

        /// Does a command by its name: JSON in, JSON out.
        pub(crate) async fn call(
            app: &AppHandle,
            name: &str,
            request: Value,
        ) -> Result<Value, ApiError> {
            match name {
                $(stringify!($name) => {
                    let request: $request = serde_json::from_value(request)
                        .map_err(|error| bad_request(stringify!($name), error.to_string()))?;
                    let view: $view = $body(app, request).await?;
                    serde_json::to_value(view).map_err(|error| broken(&error))
                })+
                _ => Err(ApiError::new(ErrorCode::UnknownCommand, &[("name", name.to_owned())])),
            }
        }

        /// Tells a listener of every command, in the order of the list.
        #[cfg(test)]
        fn describe_commands(listener: &mut impl roost_api::contract::CommandListener) {
            $(listener.command::<$request, $view>(stringify!($name), &[$($doc),+]);)+
        }
    };
}

commands! {
    /// Opens a link in the owner's own browser or mail program: https, mailto, and the pages of the
    /// Practice network that runs here.
    shell_open(types::ShellOpen) -> types::Done = desktop::open;
    /// Asks for pictures or a video with the system's dialog.
    shell_pick_media(types::Nothing) -> types::PickedMedia = desktop::pick_media;
    /// Says whether Roost starts at login.
    shell_autostart_show(types::Nothing) -> types::Autostart = desktop::autostart_show;
    /// Lets Roost start at login, or not.
    shell_autostart_set(types::Autostart) -> types::Autostart = desktop::autostart_set;
    /// Shows a folder in the system's file manager.
    shell_reveal(types::ShellReveal) -> types::Done = desktop::reveal;
    /// Ends Roost. With posts due within the hour that the owner was not told of, it asks first.
    shell_quit(types::ShellQuit) -> types::Done = desktop::quit;
    /// Says which Roost this is.
    shell_about(types::Nothing) -> types::About = desktop::about;
    /// The page says that it has its first picture, and is seen from now on.
    shell_show_page(types::Nothing) -> types::Done = desktop::show_page;
    /// The page says that it has painted and listens.
    shell_ready(types::Nothing) -> types::Done = desktop::ready;
    /// Gives the passphrase that `passphrase-asked` asked for; one that does not open the vault file is
    /// refused, and can be typed again.
    shell_passphrase_give(types::ShellPassphrase) -> types::Done = desktop::passphrase_give;
    /// Leaves the vault shut; nobody is asked again until the owner wants something of it.
    shell_passphrase_decline(types::Nothing) -> types::Done = desktop::passphrase_decline;
    /// Opens the vault, asking for its passphrase where it needs one.
    shell_vault_open(types::Nothing) -> types::Done = desktop::vault_open;
    /// Says where the Practice network's timeline can be looked at.
    practice_page(types::Nothing) -> types::PracticePage = practice::page;
    /// Lets the Practice network lock an account when it posts next.
    drill_begin(types::DrillBegin) -> types::Done = practice::begin;
    /// Does on the Practice network what the owner would do on X's own page.
    drill_unlock(types::DrillUnlock) -> types::Done = practice::unlock;
    /// Opens a drill in a window of its own, on a folder of its own.
    shell_drill_begin(types::ShellDrillBegin) -> types::Done = drill::begin;
    /// Says how the drill stands that this window plays; `null` in the ordinary window.
    shell_drill_state(types::Nothing) -> Option<types::DrillState> = drill::state;
    /// Lets the drill's time pass faster or slower.
    shell_drill_pace(types::ShellDrillPace) -> types::DrillState = drill::pace;
    /// Does in the drill what the owner would do on X's own page.
    shell_drill_release(types::Nothing) -> types::DrillState = drill::release;
    /// Lets the drill's account be locked once more, on the way back from the first lock.
    shell_drill_again(types::Nothing) -> types::DrillState = drill::again;
}

/// The request is not one of this command.
fn bad_request(command: &'static str, reason: String) -> ApiError {
    ApiError::new(ErrorCode::BadRequest, &[("name", command.to_owned()), ("reason", reason)])
}

/// The desktop did not do what it was asked.
fn broken(error: &dyn std::error::Error) -> ApiError {
    ApiError::new(ErrorCode::Internal, &[("reason", error.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use roost_api::contract::Contract;
    use std::path::Path;

    /// The window's own page of the contract: its types and its commands, in one file.
    fn page() -> String {
        let mut contract = Contract::of_crate("roost_desktop::commands::", "roost_drill::");
        describe_commands(&mut contract);
        let types = contract.pages().remove(Path::new("types.ts")).unwrap();
        let commands = contract.command_page("ShellCommands", "SHELL_COMMANDS");
        let body =
            commands.lines().filter(|line| !line.starts_with("//") && !line.starts_with("import"));
        format!("{}\n{}\n", types.trim_end(), body.collect::<Vec<_>>().join("\n").trim_end())
    }

    #[test]
    fn the_page_knows_the_windows_commands_as_they_are() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/contract/shell.ts");
        let page = page();
        if std::env::var_os("ROOST_BLESS").is_some_and(|bless| bless == "1") {
            std::fs::write(&path, &page).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(kept, page, "ui/src/contract/shell.ts is stale: ./dev fix makes it anew");
    }
}
