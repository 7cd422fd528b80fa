//! What can be done with developer apps?

use crate::args::AppCommand;
use crate::compose::Home;
use crate::escape::one_line;
use crate::failure::Failure;
use crate::input;
use crate::output::{Output, state, table};
use roost_api::requests::{AppNamed, Nothing};
use roost_api::views::AppView;

/// `roost app ...`.
pub(crate) async fn app(out: &Output, home: &Home, asked: AppCommand) -> Result<(), Failure> {
    match asked {
        AppCommand::List => {
            let apps = home.door.app_list(Nothing {}).await?;
            out.answer(&apps, |apps| list(out, apps))?;
        }
        AppCommand::Show { name } => {
            let app = home.door.app_show(AppNamed { app: name }).await?;
            out.answer(&app, |app| list(out, std::slice::from_ref(app)))?;
        }
        AppCommand::Remove { name, yes } => {
            if !yes {
                input::confirmed(out, &out.say("ask_app_remove", &[("app", &one_line(&name))]))?;
            }
            let removed = home.door.app_remove(AppNamed { app: name }).await?;
            out.answer(&removed, |removed| {
                out.say("app_removed", &[("app", &one_line(&removed.name))])
            })?;
        }
    }
    Ok(())
}

fn list(out: &Output, apps: &[AppView]) -> String {
    if apps.is_empty() {
        return out.say("no_apps", &[]);
    }
    let rows: Vec<Vec<String>> = apps
        .iter()
        .map(|app| {
            vec![
                one_line(&app.name),
                app.network.to_owned(),
                state(app.state),
                app.api_base.as_deref().map_or_else(|| "-".to_owned(), one_line),
                one_line(&app.accounts.join(" ")),
            ]
        })
        .collect();
    table(&["app", "network", "state", "address", "accounts"], &rows)
}
