//! Which accounts should their owner slow when one locks? Those that are active and whose posts are
//! like its posts; for 48 hours, only when the owner says so, and until the owner ends it.

use super::before::posted;
use crate::desk::Desk;
use crate::desk::account_state::Standing;
use crate::desk::incidents::{IncidentDetails, get_incident, incident_details};
use crate::desk::names::{Names, account_named};
use crate::error::EngineError;
use crate::lockwatch;
use roost_domain::Timestamp;
use roost_domain::account::{Account, AccountState};
use roost_domain::before::likeness::{ALIKE, Kinship, kinship};
use roost_domain::before::{BEFORE_DAYS, Posted};
use roost_domain::ids::{AccountId, IncidentId};
use roost_domain::incident::IncidentState;
use roost_domain::refusal::RefusalKind;
use roost_domain::slowdown::{LASTS, Slowdown};
use roost_store::Tx;
use roost_store::tables::incidents::{IncidentRecord, IncidentScope};
use roost_store::tables::{loop_incidents, slowdowns};

/// Of so many of its newest posts each account's likeness is told.
const COMPARED: usize = 200;

/// What the owner is offered.
#[derive(Debug, Clone)]
pub struct Cascade {
    /// The accounts, the most alike first.
    pub offered: Vec<Offered>,
}

/// An account that the owner may slow, or has slowed.
#[derive(Debug, Clone)]
pub struct Offered {
    /// What it is called.
    pub account: String,
    /// How alike its posts are to those of the locked account.
    pub kinship: Kinship,
    /// Until when it is slowed.
    pub slowed_until: Option<Timestamp>,
}

impl Desk {
    /// Slows these accounts for an incident on another, and ends the slow-down of all others that
    /// were slowed for it: an empty list ends them all.
    pub async fn incident_slow(
        &self,
        id: IncidentId,
        accounts: Vec<String>,
    ) -> Result<IncidentDetails, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            let record = get_incident(tx, id)?;
            let running: Vec<AccountId> =
                running_for(tx, id, now)?.into_iter().map(|(account, _)| account).collect();
            let mut wanted = Vec::new();
            for name in &accounts {
                wanted.push(account_named(tx, name)?);
            }
            for account in &running {
                if wanted.iter().all(|one| one.id != *account) {
                    slowdowns::end(tx, *account, now)?;
                    note(tx, id, "slow_ended", *account, now)?;
                }
            }
            for account in wanted.iter().filter(|one| !running.contains(&one.id)) {
                slow(tx, &record, account, now)?;
            }
            incident_details(tx, id, now)
        })
        .await
    }
}

fn slow(
    tx: &Tx<'_>,
    record: &IncidentRecord,
    account: &Account,
    now: Timestamp,
) -> Result<(), EngineError> {
    let refused =
        || EngineError::NotSlowable { account: account.handle.clone(), incident: record.id };
    let locked = locked_account(tx, record)?.ok_or_else(refused)?;
    let is_another = locked.id != account.id && locked.network == account.network;
    if record.state == IncidentState::Closed || !is_another || !is_active(tx, account, now)? {
        return Err(refused());
    }
    let normal = lockwatch::normal_of(tx, account, record.id, now)?;
    slowdowns::begin(tx, account.id, &Slowdown::start(record.id, normal, now))?;
    note(tx, record.id, "slowed", account.id, now)
}

/// The offer that goes with an incident; none for kinds that are no lock, and once 48 hours have
/// passed and nothing is slowed any more.
pub(crate) fn offer(
    tx: &Tx<'_>,
    record: &IncidentRecord,
    now: Timestamp,
) -> Result<Option<Cascade>, EngineError> {
    let Some(locked) = locked_account(tx, record)? else { return Ok(None) };
    let running = running_for(tx, record.id, now)?;
    let is_fresh = record.state != IncidentState::Closed && now < record.opened_at + LASTS;
    if running.is_empty() && !is_fresh {
        return Ok(None);
    }
    let names = Names::read(tx)?;
    let before = record.opened_at - chrono::TimeDelta::days(BEFORE_DAYS.cast_signed());
    let span = (before, record.opened_at);
    let its = newest(tx, locked.id, span)?;
    let mut offered = Vec::new();
    for other in tx.all_accounts()? {
        if other.id == locked.id || other.network != locked.network {
            continue;
        }
        let slowed = running.iter().find(|(account, _)| *account == other.id);
        if slowed.is_none() && !(is_fresh && is_active(tx, &other, now)?) {
            continue;
        }
        let theirs = newest(tx, other.id, span)?;
        let kinship = kinship(&refs(&its), &refs(&theirs));
        if slowed.is_some() || kinship.likeness() >= ALIKE {
            let slowed_until = slowed.map(|(_, slowed)| slowed.until);
            offered.push(Offered { account: names.of_account(&other), kinship, slowed_until });
        }
    }
    offered.sort_by(|a, b| b.kinship.likeness().total_cmp(&a.kinship.likeness()));
    Ok((!offered.is_empty()).then_some(Cascade { offered }))
}

/// The slow-down of an account that holds now.
pub(crate) fn slowed(
    tx: &Tx<'_>,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<Slowdown>, EngineError> {
    Ok(slowdowns::running(tx, account)?.filter(|slowed| slowed.holds_at(now)))
}

fn running_for(
    tx: &Tx<'_>,
    id: IncidentId,
    now: Timestamp,
) -> Result<Vec<(AccountId, Slowdown)>, EngineError> {
    let mut running = slowdowns::running_for(tx, id)?;
    running.retain(|(_, slowed)| slowed.holds_at(now));
    Ok(running)
}

/// The account of an incident that may be the first of several.
fn locked_account(tx: &Tx<'_>, record: &IncidentRecord) -> Result<Option<Account>, EngineError> {
    let may_spread = matches!(
        record.kind,
        RefusalKind::Locked | RefusalKind::Suspended | RefusalKind::Automated
    );
    match record.scope {
        IncidentScope::Account(id) if may_spread => Ok(tx.find_account(id)?),
        IncidentScope::Account(_) | IncidentScope::App(_) | IncidentScope::Machine => Ok(None),
    }
}

fn is_active(tx: &Tx<'_>, account: &Account, now: Timestamp) -> Result<bool, EngineError> {
    Ok(Standing::read(tx, account, now)?.state == AccountState::Active)
}

fn newest(
    tx: &Tx<'_>,
    account: AccountId,
    span: (Timestamp, Timestamp),
) -> Result<Vec<Posted>, EngineError> {
    let mut posts = posted(tx, account, span)?;
    Ok(posts.split_off(posts.len().saturating_sub(COMPARED)))
}

fn refs(posts: &[Posted]) -> Vec<&Posted> {
    posts.iter().collect()
}

fn note(
    tx: &Tx<'_>,
    id: IncidentId,
    event: &str,
    account: AccountId,
    now: Timestamp,
) -> Result<(), EngineError> {
    let name = match tx.find_account(account)? {
        Some(account) => Names::read(tx)?.of_account(&account),
        None => account.to_string(),
    };
    Ok(loop_incidents::log(tx, id, event, &format!("@{name}"), now)?)
}
