//! Whom does the desktop remind, and of what? Each reminder whose time has come, once: the loop has
//! written down that it was told before it says so here. One action opens the incident.
//!
//! Plain text only, as in [`crate::notifications`].

use crate::notifications::{Message, show};
use crate::shell::Shell;
use crate::tray::view;
use crate::words::{Spoken, Words};
use roost_api::requests::{IncidentNamed, Nothing};
use roost_api::views::IncidentView;
use roost_domain::ids::{IncidentId, ReminderId};
use roost_engine::events::Event;
use std::sync::Arc;
use tauri::{AppHandle, Manager};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// Follows the loop of this process until it ends. `events` are heard from before the loop begins: a
/// reminder that came due while Roost was off is told at once.
pub(crate) async fn follow(app: AppHandle, shell: Arc<Shell>, mut events: Receiver<Event>) {
    loop {
        match events.recv().await {
            Ok(Event::ReminderDue(incident, reminder)) => {
                remind(&app, &shell, incident, reminder).await;
            }
            Ok(_) | Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}

async fn remind(app: &AppHandle, shell: &Shell, incident: IncidentId, reminder: ReminderId) {
    let door = &shell.home.door;
    let settings = door.settings_show(Nothing {}).await;
    if settings.is_ok_and(|settings| !settings.notify_incidents) {
        return;
    }
    let shown = match door.incident_show(IncidentNamed { id: incident.to_string() }).await {
        Ok(shown) => shown,
        Err(error) => {
            tracing::warn!(%error, "an incident with a reminder could not be read");
            return;
        }
    };
    let known = shown.reminders.iter().find(|one| one.id == reminder.to_string());
    let Some(known) = known else { return };
    let ticket = shown.tickets.iter().find(|one| Some(&one.id) == known.ticket.as_ref());
    let sent_to = ticket.map(|ticket| ticket.place.as_str());
    let words = app.state::<Spoken>().words();
    if let Err(error) = show(app, message(&shown.incident, sent_to, &words)) {
        tracing::info!(%error, "no notification could be shown");
    }
}

/// The words of a reminder, of what was sent to a place, or of a countdown's end.
fn message(incident: &IncidentView, sent_to: Option<&str>, words: &Words) -> Message {
    let whom = view::whom(incident, words);
    let (summary, body) = match sent_to {
        Some(place) => (
            words.line("remind_ticket", &[("whom", &whom)]),
            words.line("remind_ticket_where", &[("place", place)]),
        ),
        None => (
            words.line("remind_countdown", &[("whom", &whom)]),
            words.line("remind_countdown_what", &[]),
        ),
    };
    let action = words.line("remind_open", &[]);
    Message { summary, body, action, place: format!("recovery/{}", incident.id) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::a_lock;
    use crate::words::Language;

    #[test]
    fn a_reminder_of_a_ticket_says_where_it_was_sent_and_leads_to_the_incident() {
        let words = Words::of(Language::English);
        let said = message(&a_lock(), Some("support@x.com"), &words);
        assert_eq!(said.summary, "@news: has an answer come?");
        assert!(said.body.contains("support@x.com"), "{}", said.body);
        assert_eq!(
            (said.action.as_str(), said.place.as_str()),
            ("Open the incident", "recovery/12")
        );
    }

    #[test]
    fn a_countdown_that_is_over_is_told_as_such() {
        let said = message(&a_lock(), None, &Words::of(Language::German));
        assert_eq!(said.summary, "@news: Der Countdown ist abgelaufen");
    }
}
