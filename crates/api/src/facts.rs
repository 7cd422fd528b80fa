//! What does the window hear without asking? Facts, after the commit they tell of: who hears one asks
//! again for what it shows. They carry ids, never rows.

use roost_engine::desk::{Facts, Happened};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Something happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Fact {
    /// These deliveries changed.
    Deliveries {
        /// Which, each once.
        ids: Vec<String>,
    },
    /// An account changed: its rules, its slots, its state, or which there are.
    Accounts,
    /// An incident was opened, or changed its state.
    Incident {
        /// Which.
        id: String,
        /// Whether it was opened just now.
        opened: bool,
    },
    /// The time of a reminder has come. Told once.
    ReminderDue {
        /// Of which incident.
        incident: String,
        /// Which.
        reminder: String,
    },
    /// A mail that claims to be of X was found.
    MailFound {
        /// For which incident.
        incident: String,
        /// Which.
        mail: String,
    },
    /// Anything else that the owner changed: the pause of everything, compositions, labels.
    Plan,
    /// Settings changed.
    Settings,
    /// A delivery went out.
    Published {
        /// Which.
        id: String,
    },
    /// Anything may have changed: another process wrote, or the listener fell behind.
    Resync,
    /// Something that the owner should read.
    Notice {
        /// What it is.
        code: String,
        /// What its sentence needs.
        params: BTreeMap<String, String>,
    },
}

/// What happens, fact by fact. It is to be asked again and again by one who forwards them.
pub struct FactStream {
    facts: Facts,
}

impl FactStream {
    pub(crate) fn new(facts: Facts) -> Self {
        Self { facts }
    }

    /// The next fact; `None` when the store is closed and nothing more will happen.
    pub async fn next(&mut self) -> Option<Fact> {
        Some(match self.facts.next().await? {
            Happened::Deliveries(ids) => {
                Fact::Deliveries { ids: ids.iter().map(ToString::to_string).collect() }
            }
            Happened::Accounts => Fact::Accounts,
            Happened::Incident { id, opened } => Fact::Incident { id: id.to_string(), opened },
            Happened::ReminderDue { incident, reminder } => {
                Fact::ReminderDue { incident: incident.to_string(), reminder: reminder.to_string() }
            }
            Happened::MailFound { incident, mail } => {
                Fact::MailFound { incident: incident.to_string(), mail: mail.to_string() }
            }
            Happened::Plan => Fact::Plan,
            Happened::Settings => Fact::Settings,
            Happened::Published(id) => Fact::Published { id: id.to_string() },
            Happened::Resync => Fact::Resync,
        })
    }
}
