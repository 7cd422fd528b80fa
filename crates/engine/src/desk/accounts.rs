//! Which accounts are there, and how do they stand? Listing, showing, pausing and removing.

use crate::desk::Desk;
use crate::desk::account_state::Standing;
use crate::desk::cascade;
use crate::desk::names::{Names, account_named, app_of};
use crate::desk::way_back::ramp_of_account;
use crate::error::EngineError;
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::account::{Account, AccountState, App, NetworkKind, Pause};
use roost_domain::delivery::DeliveryState;
use roost_domain::ids::{AccountId, IncidentId};
use roost_domain::ports::VaultKey;
use roost_domain::ramp::Ladder;
use roost_domain::slots::Slot;
use roost_domain::slowdown::Slowdown;
use roost_domain::walltime::{day_of, day_start, parse_at};
use roost_store::Tx;
use roost_store::tables::deliveries::Placed;
use roost_store::tables::incidents::IncidentScope;
use roost_store::tables::loop_incidents;

/// One account as lists show it.
#[derive(Debug, Clone)]
pub struct AccountCard {
    /// The account.
    pub account: Account,
    /// What it is called.
    pub name: String,
    /// Its app.
    pub app: App,
    /// Its state.
    pub state: AccountState,
    /// A word: why it is in that state.
    pub reason: Option<&'static str>,
    /// When its next delivery is due.
    pub next_due: Option<Timestamp>,
    /// How many deliveries are held.
    pub held: u64,
    /// Incidents on it that are not closed.
    pub incidents: Vec<IncidentId>,
    /// Deliveries published today, its own day.
    pub published_today: u64,
    /// Segments that went out in the last 24 h: what counts against the cap.
    pub cap_used: u32,
    /// The slow-down that its owner chose because another account was locked.
    pub slowed: Option<Slowdown>,
}

/// One account with its slots and ramp.
#[derive(Debug, Clone)]
pub struct AccountDetails {
    /// As the list shows it.
    pub card: AccountCard,
    /// Its weekly slots, in the week's order.
    pub slots: Vec<Slot>,
    /// Its running ramp.
    pub ramp: Option<RampNow>,
}

/// A running ramp today.
#[derive(Debug, Clone, Copy)]
pub struct RampNow {
    /// The incident that it leads out of.
    pub incident: IncidentId,
    /// `standard`, `repeat` or `half`.
    pub shape: &'static str,
    /// Its stages.
    pub ladder: Ladder,
    /// Which stage, from 1.
    pub stage: u32,
    /// Posts a day before the incident.
    pub baseline: f64,
    /// Posts allowed today.
    pub allowance: u32,
}

/// An account that was removed.
#[derive(Debug, Clone, Copy)]
pub struct Removed {
    /// Which.
    pub id: AccountId,
    /// How many waiting deliveries became drafts.
    pub drafts: usize,
}

impl Desk {
    /// Every account, by id.
    pub async fn account_list(&self) -> Result<Vec<AccountCard>, EngineError> {
        let now = self.now();
        self.read(move |tx| all_cards(tx, now)).await
    }

    /// One account.
    pub async fn account_show(&self, name: String) -> Result<AccountDetails, EngineError> {
        let now = self.now();
        self.read(move |tx| {
            let account = account_named(tx, &name)?;
            details(tx, &account, now)
        })
        .await
    }

    /// Pauses an account, until a time as the owner typed it or until they resume.
    pub async fn account_pause(
        &self,
        name: String,
        until: Option<String>,
    ) -> Result<AccountDetails, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            let account = account_named(tx, &name)?;
            let until = match until {
                Some(text) => Some(parse_at(&text, account.rules.zone, now)?),
                None => None,
            };
            tx.set_account_pause(account.id, Some(Pause { until }), now)?;
            details(tx, &account_named(tx, &name)?, now)
        })
        .await
    }

    /// Ends an account's pause.
    pub async fn account_resume(&self, name: String) -> Result<AccountDetails, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            let account = account_named(tx, &name)?;
            tx.set_account_pause(account.id, None, now)?;
            details(tx, &account_named(tx, &name)?, now)
        })
        .await
    }

    /// Removes an account: what still waits becomes drafts, then its tokens are erased and it is
    /// looked whether they are gone. A delivery that is being sent stops it: its answer is awaited
    /// first.
    pub async fn account_remove(&self, name: String) -> Result<Removed, EngineError> {
        let now = self.now();
        let (account, drafts) = self
            .write(move |tx| {
                let account = account_named(tx, &name)?;
                let drafts = shelve(tx, &account)?;
                for incident in tx.incidents_on(account.id)? {
                    if incident.scope == IncidentScope::Account(account.id) {
                        tx.close_incident_record(incident.id, now)?;
                        tx.note_incident(incident.id, "account_removed", "", now)?;
                    }
                }
                loop_incidents::end_ramp(tx, account.id, now)?;
                tx.remove_account(account.id, now)?;
                Ok((account, drafts))
            })
            .await?;
        if account.network == NetworkKind::X {
            self.erase_checked(VaultKey::Account(account.id), &account.handle).await?;
        }
        Ok(Removed { id: account.id, drafts })
    }

    /// Erases a secret and looks whether it is gone.
    pub(crate) async fn erase_checked(&self, key: VaultKey, what: &str) -> Result<(), EngineError> {
        self.parts.vault.erase(key).await?;
        match self.parts.vault.get(key).await? {
            None => Ok(()),
            Some(_) => Err(EngineError::NotErased { what: what.to_owned() }),
        }
    }
}

/// Makes drafts of what still waits on an account.
fn shelve(tx: &Tx<'_>, account: &Account) -> Result<usize, EngineError> {
    let planned = tx.planned_deliveries(account.id)?;
    let sending = planned.iter().find(|record| record.delivery.state == DeliveryState::Sending);
    if let Some(record) = sending {
        let step = DeliveryState::Sending.check_move(DeliveryState::Draft);
        if let Err(step) = step {
            return Err(EngineError::IllegalMove { id: record.delivery.id, step });
        }
    }
    let mut drafts = 0;
    for record in tx.open_deliveries(account.id)? {
        if record.delivery.state == DeliveryState::Draft {
            continue;
        }
        let placed = Placed {
            state: DeliveryState::Draft,
            due: None,
            slot_at: None,
            incident: None,
            held_at: None,
            reason: Some("account_removed".to_owned()),
            ..record.placed()
        };
        tx.place_delivery(record.delivery.id, &placed)?;
        drafts += 1;
    }
    Ok(drafts)
}

pub(crate) fn all_cards(tx: &Tx<'_>, now: Timestamp) -> Result<Vec<AccountCard>, EngineError> {
    let names = Names::read(tx)?;
    tx.all_accounts()?.into_iter().map(|account| card(tx, &names, account, now)).collect()
}

fn card(
    tx: &Tx<'_>,
    names: &Names,
    account: Account,
    now: Timestamp,
) -> Result<AccountCard, EngineError> {
    let standing = Standing::read(tx, &account, now)?;
    let zone = account.rules.zone;
    let today = day_start(zone, day_of(zone, now));
    Ok(AccountCard {
        name: names.of_account(&account),
        app: app_of(tx, account.app)?,
        reason: standing.reason(),
        next_due: tx.next_waiting(account.id)?.map(|(_, due)| due),
        held: tx.count_held(account.id)?,
        incidents: standing.incidents.iter().map(|incident| incident.id).collect(),
        published_today: tx.published_since(account.id, today)?.len() as u64,
        cap_used: tx.segments_out_since(account.id, now - TimeDelta::days(1))?,
        slowed: cascade::slowed(tx, account.id, now)?,
        state: standing.state,
        account,
    })
}

pub(crate) fn details(
    tx: &Tx<'_>,
    account: &Account,
    now: Timestamp,
) -> Result<AccountDetails, EngineError> {
    let names = Names::read(tx)?;
    let ramp = ramp_of_account(tx, account)?.map(|(incident, ramp)| RampNow {
        incident,
        shape: ramp.ladder.word(),
        ladder: ramp.ladder,
        stage: ramp.stage_at(now) as u32 + 1,
        baseline: ramp.baseline.per_day(),
        allowance: ramp.allowance_at(now).unwrap_or_default(),
    });
    Ok(AccountDetails {
        card: card(tx, &names, account.clone(), now)?,
        slots: crate::desk::account_rules::slots_of(tx, account.id)?,
        ramp,
    })
}
