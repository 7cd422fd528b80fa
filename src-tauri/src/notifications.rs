//! When does the desktop show a notification, and what does it say? One for each incident, when it
//! opens: whom it holds, what the network answered, how many posts are kept, and one action that opens
//! step 1. That it was told is kept with the incident, so that a restart does not repeat it. It comes
//! again only where the owner has something to do: a wait is over and the account is still not open.
//!
//! Plain text only: no post's words, no secrets, and what a server could take for markup is escaped.

use crate::shell::Shell;
use crate::tray::view;
use crate::windows;
use crate::words::Words;
use notify_rust::{Notification, Timeout};
use roost_api::views::IncidentView;
use roost_domain::ids::IncidentId;
use roost_store::tables::loop_incidents;
use std::collections::HashMap;
use std::thread;
use tauri::AppHandle;

/// What is to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    /// The headline.
    pub(crate) summary: String,
    /// The sentences below it.
    pub(crate) body: String,
    /// The word on the button.
    pub(crate) action: String,
    /// Where the button leads.
    pub(crate) place: String,
}

/// Why an incident is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// It opened.
    Opened,
    /// A wait is over, and it is still not open.
    StillShut,
}

/// Remembers the states in which incidents were seen.
#[derive(Default)]
pub(crate) struct Teller {
    seen: HashMap<String, &'static str>,
}

impl Teller {
    /// Tells what is new. What can't be shown now is tried again later.
    pub(crate) async fn tell(
        &mut self,
        app: &AppHandle,
        shell: &Shell,
        incidents: &[IncidentView],
        words: &Words,
    ) {
        let untold = shell.home.store.read(loop_incidents::untold).await.unwrap_or_default();
        for incident in incidents {
            let is_told = !untold.iter().any(|id| id.to_string() == incident.id);
            let before = self.seen.insert(incident.id.clone(), incident.state);
            let Some(reason) = reason(is_told, before, incident.state) else { continue };
            if reason == Reason::StillShut && windows::is_looked_at(app) {
                continue;
            }
            match show(app, message(incident, reason, words)) {
                Ok(()) => mark(shell, &incident.id).await,
                Err(error) => tracing::info!(%error, "no notification could be shown"),
            }
        }
    }
}

/// Whether and why to tell of an incident that was `before` and is `now`.
pub(crate) fn reason(is_told: bool, before: Option<&str>, now: &str) -> Option<Reason> {
    match (is_told, before, now) {
        (false, _, _) => Some(Reason::Opened),
        (true, Some("waiting" | "verifying"), "open") => Some(Reason::StillShut),
        (true, _, _) => None,
    }
}

/// The words of a notification.
pub(crate) fn message(incident: &IncidentView, reason: Reason, words: &Words) -> Message {
    let summary = match reason {
        Reason::Opened => view::headline(incident, words),
        Reason::StillShut => words.line("notify_again", &[("whom", &view::whom(incident, words))]),
    };
    let mut body = words.counted("incident_kept", incident.held);
    body.push('.');
    if let Some(status) = incident.http_status {
        let codes: Vec<String> = incident.codes.iter().map(u32::to_string).collect();
        let answer = match codes.as_slice() {
            [] => status.to_string(),
            codes => format!("{status} / {}", codes.join(", ")),
        };
        body = format!("{} {body}", words.line("notify_answer", &[("answer", &answer)]));
    }
    let action = words.line("notify_step", &[]);
    Message { summary, body, action, place: format!("recovery/{}", incident.id) }
}

async fn mark(shell: &Shell, id: &str) {
    let Ok(id) = id.parse::<IncidentId>() else { return };
    let now = shell.home.clock.now();
    let told = shell.home.store.write(move |tx| loop_incidents::set_told_at(tx, id, now)).await;
    if let Err(error) = told {
        tracing::warn!(%error, "that the owner was told could not be written down");
    }
}

/// Shows a message; its button, or a click on it, leads to its place.
pub(crate) fn show(app: &AppHandle, message: Message) -> notify_rust::error::Result<()> {
    let Message { summary, body, action, place } = message;
    let mut notification = Notification::new();
    notification.appname("Roost").summary(&summary).timeout(Timeout::Never);
    #[cfg(all(unix, not(target_os = "macos")))]
    {
        use notify_rust::{Hint, Urgency, get_capabilities};
        let reads_markup = get_capabilities()?.iter().any(|can| can == "body-markup");
        notification
            .body(&if reads_markup { escaped(&body) } else { body })
            .icon("roost-desktop")
            .hint(Hint::DesktopEntry("Roost".to_owned()))
            .hint(Hint::Category("im.error".to_owned()))
            .urgency(Urgency::Critical)
            .action("open", &action)
            .action("default", &action);
        let shown = notification.show()?;
        let app = app.clone();
        // Waiting for a click blocks; the thread ends when the notification is closed.
        thread::spawn(move || {
            let waited = shown.wait_for_response(|answer: &notify_rust::NotificationResponse| {
                use notify_rust::NotificationResponse::{Action, Default};
                if matches!(answer, Default | Action(_)) {
                    windows::open(&app, &place);
                }
            });
            if let Err(error) = waited {
                tracing::info!(%error, "a notification's answer could not be heard");
            }
        });
        Ok(())
    }
    #[cfg(not(all(unix, not(target_os = "macos"))))]
    {
        // A click brings the app forward by the system's own way.
        drop((app, place, action));
        notification.body(&body).show().map(|_| ())
    }
}

/// Text for a server that reads markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::a_lock;
    use crate::words::Language;
    use rstest::rstest;

    #[rstest]
    #[case(false, None, "open", Some(Reason::Opened))]
    #[case(false, Some("open"), "open", Some(Reason::Opened))]
    #[case(false, None, "recovering", Some(Reason::Opened))]
    #[case(true, None, "open", None)]
    #[case(true, Some("open"), "open", None)]
    #[case(true, Some("open"), "waiting", None)]
    #[case(true, Some("waiting"), "verifying", None)]
    #[case(true, Some("waiting"), "open", Some(Reason::StillShut))]
    #[case(true, Some("verifying"), "open", Some(Reason::StillShut))]
    #[case(true, Some("verifying"), "recovering", None)]
    fn an_incident_is_told_once_and_again_only_when_something_is_to_be_done(
        #[case] is_told: bool,
        #[case] before: Option<&str>,
        #[case] now: &str,
        #[case] told: Option<Reason>,
    ) {
        assert_eq!(reason(is_told, before, now), told);
    }

    #[test]
    fn a_notification_names_account_answer_and_what_is_kept() {
        let said = message(&a_lock(), Reason::Opened, &Words::of(Language::English));
        assert_eq!(said.summary, "@news is locked");
        assert_eq!(said.body, "The network answered 403 / 326. 23 posts are kept.");
        assert_eq!((said.action.as_str(), said.place.as_str()), ("Open step 1", "recovery/12"));
    }

    #[test]
    fn foreign_text_is_no_markup() {
        assert_eq!(escaped("<b>&lt;</b>"), "&lt;b&gt;&amp;lt;&lt;/b&gt;");
    }
}
