//! How does the tray come onto the panel? What it shows is decided in [`view`]; here it is drawn, and
//! clicks become deeds. On Linux this is a `StatusNotifierItem` of our own, without a library of the
//! desktop's (tray-icon's `ksni`), which is where tooltip and left click come from.

pub(crate) mod icons;
pub(crate) mod view;
#[cfg(test)]
mod view_tests;

use crate::deeds;
use icons::Ground;
use tauri::menu::{Menu, MenuBuilder, MenuItemBuilder, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Wry};
use view::{Action, Form, Line, TrayView};

/// The id under which panels know it.
const ID: &str = "roost";

/// The tray icon, and what it showed last: an unchanged tray is not drawn again.
pub(crate) struct Tray {
    icon: TrayIcon<Wry>,
    shown: TrayView,
    ground: Ground,
}

impl Tray {
    /// Puts the icon onto the panel.
    pub(crate) fn new(app: &AppHandle, view: TrayView, ground: Ground) -> tauri::Result<Self> {
        let icon = TrayIconBuilder::with_id(ID)
            .icon(icons::image(view.form, ground)?)
            .title("Roost")
            .tooltip(&view.tooltip)
            .menu(&menu(app, &view.menu)?)
            .show_menu_on_left_click(false)
            .on_menu_event(|app, event| {
                if let Some(action) = read(event.id().as_ref()) {
                    deeds::perform(app, action);
                }
            })
            .on_tray_icon_event(|tray, event| {
                if let TrayIconEvent::Click {
                    button: MouseButton::Left,
                    button_state: MouseButtonState::Up,
                    ..
                } = event
                {
                    deeds::perform(tray.app_handle(), Action::OpenRoost);
                }
            })
            .build(app)?;
        Ok(Self { icon, shown: view, ground })
    }

    /// Shows another view.
    pub(crate) fn show(&mut self, view: TrayView, ground: Ground) -> tauri::Result<()> {
        if view.form != self.shown.form || ground != self.ground {
            self.icon.set_icon(Some(icons::image(view.form, ground)?))?;
        }
        if view.tooltip != self.shown.tooltip {
            self.icon.set_tooltip(Some(&view.tooltip))?;
        }
        if view.menu != self.shown.menu {
            self.icon.set_menu(Some(menu(self.icon.app_handle(), &view.menu)?))?;
        }
        (self.shown, self.ground) = (view, ground);
        Ok(())
    }
}

fn menu(app: &AppHandle, lines: &[Line]) -> tauri::Result<Menu<Wry>> {
    let mut menu = MenuBuilder::new(app);
    for (place, line) in lines.iter().enumerate() {
        menu = match line {
            Line::Says(text) => {
                let item = MenuItemBuilder::with_id(format!("says-{place}"), plain(text));
                menu.item(&item.enabled(false).build(app)?)
            }
            Line::Does(action, text) => {
                menu.item(&MenuItemBuilder::with_id(written(action), plain(text)).build(app)?)
            }
            Line::Rule => menu.item(&PredefinedMenuItem::separator(app)?),
        };
    }
    menu.build()
}

/// A handle may hold what a menu takes for an access key.
fn plain(text: &str) -> String {
    text.replace('&', "&&")
}

/// An action as a menu id.
fn written(action: &Action) -> String {
    match action {
        Action::NewPost => "new-post".to_owned(),
        Action::PauseAll => "pause-all".to_owned(),
        Action::ResumeAll => "resume-all".to_owned(),
        Action::OpenIncident(id) => format!("incident-{id}"),
        Action::OpenRoost => "open".to_owned(),
        Action::Quit => "quit".to_owned(),
    }
}

fn read(id: &str) -> Option<Action> {
    match id {
        "new-post" => Some(Action::NewPost),
        "pause-all" => Some(Action::PauseAll),
        "resume-all" => Some(Action::ResumeAll),
        "open" => Some(Action::OpenRoost),
        "quit" => Some(Action::Quit),
        id => id.strip_prefix("incident-").map(|id| Action::OpenIncident(id.to_owned())),
    }
}

/// The view before anything is known.
pub(crate) fn starting(words: &crate::words::Words) -> TrayView {
    let says = words.line("app", &[]);
    let quit = Line::Does(Action::Quit, words.line("menu_quit", &[]));
    let open = Line::Does(Action::OpenRoost, words.line("menu_open", &[]));
    TrayView { form: Form::Steady, tooltip: says, menu: vec![open, Line::Rule, quit] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_read_back_from_its_menu_id() {
        for action in [
            Action::NewPost,
            Action::PauseAll,
            Action::ResumeAll,
            Action::OpenIncident("12".to_owned()),
            Action::OpenRoost,
            Action::Quit,
        ] {
            assert_eq!(read(&written(&action)), Some(action));
        }
        assert_eq!(read("says-0"), None);
    }
}
