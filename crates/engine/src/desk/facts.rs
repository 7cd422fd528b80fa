//! What happened, for those who show it? One stream of facts, made from what the store commits in
//! this process, from the loop's own events, and from a look whether another process has written.
//! Each comes after its commit; many at once become few.

use crate::desk::Desk;
use crate::events::{Event, Events};
use roost_domain::ids::{DeliveryId, IncidentId, MailId, ReminderId};
use roost_store::{Commit, Store, Table};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// These deliveries changed.
    Deliveries(Vec<DeliveryId>),
    /// Accounts, their apps, slots, states or ramps changed.
    Accounts,
    /// An incident changed.
    Incident {
        /// Which.
        id: IncidentId,
        /// Whether it was opened just now.
        opened: bool,
    },
    /// The time of a reminder has come.
    ReminderDue {
        /// Of which incident.
        incident: IncidentId,
        /// Which.
        reminder: ReminderId,
    },
    /// A mail that claims to be of X was found.
    MailFound {
        /// For which incident.
        incident: IncidentId,
        /// Which.
        mail: MailId,
    },
    /// Anything else that is shown.
    Plan,
    /// Settings changed.
    Settings,
    /// A delivery went out.
    Published(DeliveryId),
    /// Anything may have changed.
    Resync,
}

/// Commits that come this close together are told as one. Real time: people look at it.
const GATHER: Duration = Duration::from_millis(40);
/// How often is looked whether another process wrote. Real time, as the writes are.
const FOREIGN: Duration = Duration::from_secs(1);

/// What happens, one by one.
pub struct Facts {
    store: Store,
    commits: broadcast::Receiver<Commit>,
    events: Option<broadcast::Receiver<Event>>,
    foreign: Option<i64>,
    next_look: Instant,
    ready: VecDeque<Happened>,
}

impl Desk {
    /// What happens from now on. `events` are those of the loop, where it runs in this process.
    pub fn facts(&self, events: Option<&Events>) -> Facts {
        Facts {
            store: self.parts.store.clone(),
            commits: self.parts.store.commits(),
            events: events.map(Events::listen),
            foreign: None,
            next_look: Instant::now(),
            ready: VecDeque::new(),
        }
    }
}

impl Facts {
    /// The next fact; `None` when the store is closed.
    pub async fn next(&mut self) -> Option<Happened> {
        loop {
            if let Some(fact) = self.ready.pop_front() {
                return Some(fact);
            }
            let mut gathered = Gathered::default();
            self.hear(&mut gathered).await?;
            let end = Instant::now() + GATHER;
            while tokio::time::timeout_at(end, self.hear(&mut gathered))
                .await
                .is_ok_and(|heard| heard.is_some())
            {}
            self.ready.extend(gathered.facts());
        }
    }

    /// Hears one thing. Safe to drop at any await: what was received is in `gathered` by then.
    async fn hear(&mut self, gathered: &mut Gathered) -> Option<()> {
        tokio::select! {
            commit = self.commits.recv() => match commit {
                Ok(commit) => gathered.commit(&commit),
                Err(RecvError::Lagged(_)) => gathered.lost = true,
                Err(RecvError::Closed) => return None,
            },
            event = next_event(&mut self.events) => match event {
                Some(event) => gathered.event(event),
                None => gathered.lost = true,
            },
            () = tokio::time::sleep_until(self.next_look) => {
                self.next_look = Instant::now() + FOREIGN;
                // A store that can't be read says so to whoever asks for something.
                if let Ok(version) = self.store.foreign_version().await {
                    let before = self.foreign.replace(version);
                    gathered.lost |= before.is_some_and(|before| before != version);
                }
            }
        }
        Some(())
    }
}

/// The loop's next event; `None` where some were lost. Without a loop none ever comes, and one that
/// ended says nothing more.
async fn next_event(events: &mut Option<broadcast::Receiver<Event>>) -> Option<Event> {
    if let Some(receiver) = events {
        match receiver.recv().await {
            Ok(event) => return Some(event),
            Err(RecvError::Lagged(_)) => return None,
            Err(RecvError::Closed) => *events = None,
        }
    }
    std::future::pending().await
}

/// What happened close together.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact that was seen or was not")]
struct Gathered {
    deliveries: BTreeSet<DeliveryId>,
    incidents: BTreeMap<IncidentId, bool>,
    published: Vec<DeliveryId>,
    reminders: Vec<(IncidentId, ReminderId)>,
    mails: Vec<(IncidentId, MailId)>,
    accounts: bool,
    settings: bool,
    others: bool,
    lost: bool,
}

impl Gathered {
    fn commit(&mut self, commit: &Commit) {
        // A commit of which no row is known changed a table without row ids.
        self.others |= commit.is_empty();
        for touched in commit.iter() {
            match touched.table {
                Table::Deliveries => {
                    self.deliveries.insert(DeliveryId(touched.row));
                }
                Table::Incidents => {
                    *self.incidents.entry(IncidentId(touched.row)).or_default() |= touched.is_new;
                }
                Table::Accounts => self.accounts = true,
                Table::Settings => self.settings = true,
                Table::Others => self.others = true,
            }
        }
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Published(id) => self.published.push(id),
            Event::ReminderDue(incident, reminder) => self.reminders.push((incident, reminder)),
            Event::MailFound(incident, mail) => self.mails.push((incident, mail)),
            // Their commits have said it.
            Event::Unconfirmed(_)
            | Event::Failed(_)
            | Event::Retrying(_)
            | Event::Missed(_)
            | Event::Moved(_)
            | Event::Held(..)
            | Event::IncidentOpened(_)
            | Event::IncidentChanged(_)
            | Event::AccountChanged(_) => {}
        }
    }

    fn facts(self) -> Vec<Happened> {
        if self.lost {
            // Whoever looks at everything anew still hears what asks for a word to the owner.
            let opened = self.incidents.into_iter().filter(|(_, opened)| *opened);
            let opened = opened.map(|(id, opened)| Happened::Incident { id, opened });
            let reminders = self.reminders.into_iter().map(reminder_due);
            let told = opened.chain(reminders).chain(self.mails.into_iter().map(mail_found));
            return std::iter::once(Happened::Resync).chain(told).collect();
        }
        let mut facts = Vec::new();
        if !self.deliveries.is_empty() {
            facts.push(Happened::Deliveries(self.deliveries.into_iter().collect()));
        }
        let incidents = self.incidents.into_iter();
        facts.extend(incidents.map(|(id, opened)| Happened::Incident { id, opened }));
        facts.extend(self.published.into_iter().map(Happened::Published));
        facts.extend(self.reminders.into_iter().map(reminder_due));
        facts.extend(self.mails.into_iter().map(mail_found));
        let rest = [
            (self.accounts, Happened::Accounts),
            (self.settings, Happened::Settings),
            (self.others, Happened::Plan),
        ];
        facts.extend(rest.into_iter().filter(|(is, _)| *is).map(|(_, fact)| fact));
        facts
    }
}

fn reminder_due((incident, reminder): (IncidentId, ReminderId)) -> Happened {
    Happened::ReminderDue { incident, reminder }
}

fn mail_found((incident, mail): (IncidentId, MailId)) -> Happened {
    Happened::MailFound { incident, mail }
}
