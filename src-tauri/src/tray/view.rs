//! What does the tray show? A pure function of how everything stands: the form of the icon, the
//! tooltip, and the menu.

use crate::words::Words;
use chrono::Datelike;
use roost_api::views::{IncidentView, StatusView};
use roost_domain::Timestamp;

/// The three forms of the bird, told apart by silhouette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// All is well.
    Steady,
    /// Something waits for the owner: a lock above all.
    Alert,
    /// The owner paused everything.
    Paused,
}

/// What a line of the menu does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Action {
    /// Opens the composer.
    NewPost,
    /// Pauses all accounts.
    PauseAll,
    /// Ends the pause of all accounts.
    ResumeAll,
    /// Opens an incident.
    OpenIncident(String),
    /// Shows the window.
    OpenRoost,
    /// Ends Roost.
    Quit,
}

/// One line of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Line {
    /// Only says something.
    Says(String),
    /// Does something.
    Does(Action, String),
    /// A rule between groups.
    Rule,
}

/// The tray as it should look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TrayView {
    /// The icon's form.
    pub(crate) form: Form,
    /// What is said on hovering.
    pub(crate) tooltip: String,
    /// The menu, from above.
    pub(crate) menu: Vec<Line>,
}

/// Whether this process runs the loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// It does.
    Owner,
    /// Another one does, or none.
    Guest,
}

/// From when and where the tray is looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// Now.
    pub(crate) now: Timestamp,
    /// The zone in which times are told.
    pub(crate) zone: chrono_tz::Tz,
}

/// At most so many incidents have a line of their own.
const MOST_INCIDENTS: usize = 5;

/// The tray for a status.
pub(crate) fn tray(status: &StatusView, part: Part, moment: Moment, words: &Words) -> TrayView {
    let urgent: Vec<&IncidentView> = status.incidents.iter().filter(|one| is_urgent(one)).collect();
    let form = if !urgent.is_empty() || status.confirm_since.is_some() {
        Form::Alert
    } else if status.paused {
        Form::Paused
    } else {
        Form::Steady
    };
    let says = state(status, part, &urgent, words);
    let next = next(status, moment, words);
    let today = words.counted("today", status.published_today);
    let mut menu: Vec<Line> =
        [&says, &next, &today].into_iter().map(|line| Line::Says(line.clone())).collect();
    menu.push(Line::Rule);
    for incident in urgent.iter().take(MOST_INCIDENTS) {
        let headline = headline(incident, words);
        let text = words.line("menu_incident", &[("headline", &headline)]);
        menu.push(Line::Does(Action::OpenIncident(incident.id.clone()), text));
    }
    let mut does = |action, key| menu.push(Line::Does(action, words.line(key, &[])));
    does(Action::NewPost, "menu_new_post");
    if status.paused {
        does(Action::ResumeAll, "menu_resume");
    } else {
        does(Action::PauseAll, "menu_pause");
    }
    does(Action::OpenRoost, "menu_open");
    menu.push(Line::Rule);
    menu.push(Line::Does(Action::Quit, words.line("menu_quit", &[])));
    TrayView { form, tooltip: format!("{says}\n{next}\n{today}"), menu }
}

/// Whether an incident waits for something. One that is recovering only goes its way: weeks of alarm
/// would be none.
fn is_urgent(incident: &IncidentView) -> bool {
    matches!(incident.state, "open" | "waiting" | "verifying")
}

/// The first line: the worst that is so.
fn state(status: &StatusView, part: Part, urgent: &[&IncidentView], words: &Words) -> String {
    if let Some(first) = urgent.first() {
        let kept = words.counted("incident_kept", first.held);
        return format!("{}. {kept}", headline(first, words));
    }
    let key = if status.confirm_since.is_some() {
        "status_confirm"
    } else if status.paused {
        "status_paused"
    } else if status.accounts.is_empty() {
        "status_empty"
    } else if status.unanswered > 0 {
        return words.counted("status_answer", status.unanswered);
    } else {
        match (part, status.running) {
            (Part::Owner, _) => "status_running",
            (Part::Guest, true) => "status_guest",
            (Part::Guest, false) => "status_stopped",
        }
    };
    words.line(key, &[])
}

/// What happened, in one short line.
pub(crate) fn headline(incident: &IncidentView, words: &Words) -> String {
    let whom = whom(incident, words);
    let key = format!("incident_{}", incident.kind);
    let key = if words.has(&key) { key.as_str() } else { "incident_other" };
    words.line(key, &[("whom", &whom)])
}

/// Whom it holds.
pub(crate) fn whom(incident: &IncidentView, words: &Words) -> String {
    match (incident.scope, &incident.account, &incident.app) {
        ("account", Some(account), _) => words.line("whom_account", &[("account", account)]),
        ("app", _, Some(app)) => words.line("whom_app", &[("app", app)]),
        _ => words.line("whom_machine", &[]),
    }
}

fn next(status: &StatusView, moment: Moment, words: &Words) -> String {
    let due = status.next.as_ref().and_then(|next| Some((next, next.due?)));
    let Some((next, due)) = due else { return words.line("next_none", &[]) };
    let time = time(due, moment, words);
    words.line("next_at", &[("time", &time), ("account", &next.account)])
}

/// A time as one says it: the nearer, the shorter.
fn time(at: Timestamp, moment: Moment, words: &Words) -> String {
    let (wall, now) = (at.with_timezone(&moment.zone), moment.now.with_timezone(&moment.zone));
    let clock = wall.format("%H:%M").to_string();
    let days = (wall.date_naive() - now.date_naive()).num_days();
    let key = match days {
        0 => "time_today",
        1 => "time_tomorrow",
        2..=6 => "time_weekday",
        _ => "time_date",
    };
    let weekday = words.line(&format!("weekday_{}", wall.weekday().number_from_monday()), &[]);
    let date = wall.format("%Y-%m-%d").to_string();
    words.line(key, &[("time", &clock), ("weekday", &weekday), ("date", &date)])
}
