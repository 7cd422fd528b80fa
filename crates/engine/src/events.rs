//! What happened? Facts, published after their commit, never rows: who hears one asks for what it
//! wants to show. The terminal, the window, the tray and `--on-incident` listen alike.

use roost_domain::ids::{AccountId, DeliveryId, IncidentId, MailId, ReminderId};
use tokio::sync::broadcast;

/// One fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A delivery is out.
    Published(DeliveryId),
    /// A delivery's answer was lost; Roost looks before it does anything else.
    Unconfirmed(DeliveryId),
    /// A delivery failed for a reason of its own.
    Failed(DeliveryId),
    /// A delivery is to be tried again later.
    Retrying(DeliveryId),
    /// A delivery is too old to send without asking.
    Missed(DeliveryId),
    /// A delivery got another time.
    Moved(DeliveryId),
    /// Deliveries of an account are held.
    Held(AccountId, IncidentId),
    /// An incident was opened.
    IncidentOpened(IncidentId),
    /// An incident changed its state.
    IncidentChanged(IncidentId),
    /// The time of an incident's reminder has come. Told once: its row says so already.
    ReminderDue(IncidentId, ReminderId),
    /// A mail that claims to be of X was found for an incident.
    MailFound(IncidentId, MailId),
    /// What an account may do changed.
    AccountChanged(AccountId),
}

/// Where facts are published. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Events {
    sender: broadcast::Sender<Event>,
}

impl Default for Events {
    fn default() -> Self {
        // A listener that falls this far behind hears that it lagged, and looks at everything anew.
        Self { sender: broadcast::channel(1024).0 }
    }
}

impl Events {
    /// Hears every fact from now on.
    pub fn listen(&self) -> broadcast::Receiver<Event> {
        self.sender.subscribe()
    }

    /// Publishes facts whose commit is done. That nobody listens is fine.
    pub(crate) fn publish(&self, facts: Vec<Event>) {
        for fact in facts {
            let _nobody_listens = self.sender.send(fact);
        }
    }
}
