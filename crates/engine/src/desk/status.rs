//! How does everything stand? One look at all accounts, what goes out next, what waits for the owner;
//! and the pause of everything, which is a row and so survives restarts.

use crate::desk::Desk;
use crate::desk::accounts::{AccountCard, all_cards};
use crate::desk::incidents::{IncidentCard, incident_cards};
use crate::desk::posts::{DeliveryCard, cards, get_line};
use crate::desk::settings::read_settings;
use crate::error::EngineError;
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::delivery::DeliveryState;
use roost_domain::incident::IncidentState;
use roost_domain::walltime::{day_of, day_start};
use roost_store::tables::meta;

/// How everything stands.
#[derive(Debug, Clone)]
pub struct Status {
    /// Whether a loop runs on this folder.
    pub is_running: bool,
    /// The next delivery of all accounts.
    pub next: Option<DeliveryCard>,
    /// Every account.
    pub accounts: Vec<AccountCard>,
    /// Every incident that is not closed.
    pub incidents: Vec<IncidentCard>,
    /// Deliveries published today, each account's own day.
    pub published_today: u64,
    /// Deliveries held.
    pub held: u64,
    /// Deliveries whose answer was lost.
    pub unconfirmed: u64,
    /// Deliveries that were too old to send without asking.
    pub missed: u64,
    /// Since when everything is paused.
    pub paused_at: Option<Timestamp>,
    /// Since when nothing is sent until the owner confirms this folder.
    pub confirm_since: Option<Timestamp>,
    /// The time now.
    pub now: Timestamp,
    /// The zone of the settings.
    pub zone: chrono_tz::Tz,
    /// Deliveries that go out within the hour, if nothing holds their accounts.
    pub due_within_hour: u64,
    /// Deliveries that wait for a word from the owner.
    pub unanswered: u64,
}

impl Desk {
    /// How everything stands.
    pub async fn status_show(&self) -> Result<Status, EngineError> {
        let now = self.now();
        let is_running = (self.parts.is_running)();
        let machine = self.parts.zone;
        self.read(move |tx| {
            let mut next = None;
            let mut published_today = 0;
            for account in tx.all_accounts()? {
                let waiting = tx.next_waiting(account.id)?.map(|(id, due)| (due, id));
                next = match (next, waiting) {
                    (Some(known), Some(other)) => Some(std::cmp::min(known, other)),
                    (known, other) => known.or(other),
                };
                let zone = account.rules.zone;
                let today = day_start(zone, day_of(zone, now));
                published_today += tx.published_since(account.id, today)?.len() as u64;
            }
            let next = match next {
                Some((_, id)) => cards(tx, vec![get_line(tx, id)?])?.pop(),
                None => None,
            };
            let open = tx.open_incidents()?;
            debug_assert!(open.iter().all(|incident| incident.state != IncidentState::Closed));
            Ok(Status {
                is_running,
                next,
                accounts: all_cards(tx, now)?,
                incidents: incident_cards(tx, open)?,
                published_today,
                held: tx.count_in_state(DeliveryState::Held)?,
                unconfirmed: tx.count_in_state(DeliveryState::Unconfirmed)?,
                missed: tx.count_in_state(DeliveryState::Missed)?,
                paused_at: meta::paused_all_at(tx)?,
                confirm_since: meta::confirm_since_at(tx)?,
                now,
                zone: read_settings(tx)?.zone.unwrap_or(machine),
                due_within_hour: match meta::paused_all_at(tx)? {
                    Some(_) => 0,
                    None => tx.count_waiting_until(now + TimeDelta::hours(1))?,
                },
                unanswered: tx.count_unanswered()?,
            })
        })
        .await
    }

    /// Pauses everything; gives back since when.
    pub async fn pause_all(&self) -> Result<Option<Timestamp>, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            if meta::paused_all_at(tx)?.is_none() {
                meta::set_paused_all_at(tx, Some(now))?;
            }
            Ok(meta::paused_all_at(tx)?)
        })
        .await
    }

    /// Ends the pause of everything.
    pub async fn resume_all(&self) -> Result<Option<Timestamp>, EngineError> {
        self.write(|tx| {
            meta::set_paused_all_at(tx, None)?;
            Ok(None)
        })
        .await
    }
}
