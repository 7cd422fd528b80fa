//! What does the first sign do? It opens the incident, or joins the one that is open, and holds
//! what waits: the account's, its app's, or everything.

use super::{alike, ends_without_ramp, looks, step_back};
use crate::events::Event;
use crate::turn::Moment;
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::account::Account;
use roost_domain::ids::{AccountId, AttemptId, IncidentId};
use roost_domain::incident::IncidentState;
use roost_domain::ports::Evidence;
use roost_domain::refusal::{Refusal, RefusalAction, RefusalKind};
use roost_store::tables::loop_incidents::{self, Holding, Opening};
use roost_store::tables::{casefile, loop_account, loop_deliveries};
use roost_store::{Result, Tx};
use std::collections::BTreeSet;

/// A new lock within so long of the last names its predecessor (product rule, section 'States').
const RELOCK_WITHIN: TimeDelta = TimeDelta::days(30);

/// Doubtful refusals of one app's accounts within so long are one matter of the app ('refused alike
/// within minutes').
const ALIKE_WITHIN: TimeDelta = TimeDelta::minutes(10);

/// What was met: the refusal and where it is written down.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sign<'a> {
    /// The refusal.
    pub(crate) refusal: &'a Refusal,
    /// The raw answer.
    pub(crate) evidence: &'a Evidence,
    /// The attempt that met it.
    pub(crate) attempt: AttemptId,
}

/// A lock sign was met: gives the incident that now holds the account.
pub(crate) fn meet(
    tx: &Tx<'_>,
    account: &Account,
    sign: &Sign<'_>,
    probe_at: Option<Timestamp>,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<IncidentId> {
    let kind = sign.refusal.kind;
    if kind == RefusalKind::Credentials {
        loop_account::keys_failed(tx, account.id, moment.now)?;
    }
    if kind == RefusalKind::Doubtful {
        step_back(tx, account, "doubtful", moment, facts)?;
    }
    let holding = holding(tx, account, sign.refusal, moment)?;
    if let Some(open) = loop_incidents::holding_incident(tx, holding, kind)? {
        casefile::add_evidence(tx, open, sign.attempt)?;
        still(tx, open, sign, probe_at, moment)?;
        hold(tx, holding, open, moment, facts)?;
        facts.push(Event::IncidentChanged(open));
        return Ok(open);
    }
    let opening = Opening {
        kind,
        holding,
        http_status: sign.evidence.status,
        codes: sign.refusal.codes.clone(),
        message: sign.refusal.message.clone(),
        attempt: Some(sign.attempt),
        relock_of: relock_of(tx, account.id, kind, moment)?,
        probe_at,
    };
    let incident = loop_incidents::open_incident(tx, &opening, moment.now)?;
    casefile::add_evidence(tx, incident, sign.attempt)?;
    if let Holding::App(_) = holding
        && sign.refusal.action != RefusalAction::HoldApp
    {
        let tried = alike::tried(tx, account, sign, moment)?;
        loop_incidents::log(tx, incident, "app_wide", &tried, moment.now)?;
    }
    supersede(tx, holding, kind, incident, moment, facts)?;
    hold(tx, holding, incident, moment, facts)?;
    facts.push(Event::IncidentOpened(incident));
    Ok(incident)
}

/// The door is still closed: an incident that was verifying goes back to its steps, and so does one
/// whose wait is over.
fn still(
    tx: &Tx<'_>,
    incident: IncidentId,
    sign: &Sign<'_>,
    probe_at: Option<Timestamp>,
    moment: Moment,
) -> Result<()> {
    let known = loop_incidents::loop_incident(tx, incident)?;
    let to = match known.state {
        IncidentState::Verifying => IncidentState::Open,
        IncidentState::Waiting if !looks::waits(tx, incident)? => IncidentState::Open,
        state => state,
    };
    let word = ("still_held", sign.refusal.message.as_str());
    loop_incidents::move_incident(tx, incident, to, word, moment.now)?;
    loop_incidents::set_quiet(tx, incident, None)?;
    casefile::set_own_look(tx, incident, probe_at)?;
    looks::refresh(tx, incident, moment.now)
}

/// Whom it holds. Refused keys and doubtful answers are the app's matter when every account of it
/// that was tried is refused alike; a lock or suspension stays one incident per account.
fn holding(tx: &Tx<'_>, account: &Account, refusal: &Refusal, moment: Moment) -> Result<Holding> {
    match refusal.action {
        RefusalAction::HoldApp => return Ok(Holding::App(account.app)),
        RefusalAction::HoldAll => return Ok(Holding::Machine),
        RefusalAction::HoldAccount
        | RefusalAction::Wait
        | RefusalAction::Retry
        | RefusalAction::Reconcile
        | RefusalAction::FailPost
        | RefusalAction::Diagnose
        | RefusalAction::None => {}
    }
    let of_the_app = match refusal.kind {
        RefusalKind::Credentials => {
            let (failed, works) = loop_account::key_failures(tx, account.app)?;
            failed.len() >= 2 && !works
        }
        RefusalKind::Doubtful => others_doubtful(tx, account, moment)?,
        _ => false,
    };
    if of_the_app {
        return Ok(Holding::App(account.app));
    }
    Ok(Holding::Account(account.id))
}

fn others_doubtful(tx: &Tx<'_>, account: &Account, moment: Moment) -> Result<bool> {
    let since = moment.now - ALIKE_WITHIN;
    let mut doubtful = 0;
    for other in loop_account::accounts_of_app(tx, account.app)? {
        if other == account.id {
            continue;
        }
        let kinds = [RefusalKind::Doubtful];
        if loop_incidents::newest_since(tx, other, &kinds, since)?.is_some() {
            doubtful += 1;
        } else if loop_account::worked_since(tx, other, since)? {
            return Ok(false);
        }
    }
    Ok(doubtful > 0)
}

fn relock_of(
    tx: &Tx<'_>,
    account: AccountId,
    kind: RefusalKind,
    moment: Moment,
) -> Result<Option<IncidentId>> {
    let locks = [RefusalKind::Locked, RefusalKind::Suspended];
    if !locks.contains(&kind) {
        return Ok(None);
    }
    loop_incidents::newest_since(tx, account, &locks, moment.now - RELOCK_WITHIN)
}

/// A new incident takes the place of what the account was recovering from, unless it ends without a
/// way back of its own: then the old one goes on after it. One of the app takes the place of its
/// accounts' own of the same kind.
fn supersede(
    tx: &Tx<'_>,
    holding: Holding,
    kind: RefusalKind,
    incident: IncidentId,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let word = incident.to_string();
    let accounts = affected(tx, holding)?;
    if !ends_without_ramp(kind) {
        let mut before = BTreeSet::new();
        for id in &accounts {
            before.extend(loop_incidents::recovering(tx, *id)?);
            loop_incidents::end_ramp(tx, *id, moment.now)?;
        }
        for old in before {
            // An app's accounts recover each on its own: the others' ramps go on.
            if loop_incidents::ramps_of(tx, old)?.is_empty() {
                close(tx, old, &word, moment, facts)?;
            }
        }
    }
    if matches!(holding, Holding::App(_)) {
        for id in accounts {
            let own = loop_incidents::holding_incident(tx, Holding::Account(id), kind)?;
            if let Some(own) = own {
                loop_deliveries::hand_over(tx, own, incident)?;
                casefile::share_evidence(tx, own, incident)?;
                close(tx, own, &word, moment, facts)?;
            }
        }
    }
    Ok(())
}

fn close(
    tx: &Tx<'_>,
    incident: IncidentId,
    by: &str,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let word = ("superseded", by);
    loop_incidents::move_incident(tx, incident, IncidentState::Closed, word, moment.now)?;
    facts.push(Event::IncidentChanged(incident));
    Ok(())
}

/// The accounts that a hold concerns.
fn affected(tx: &Tx<'_>, holding: Holding) -> Result<Vec<AccountId>> {
    match holding {
        Holding::Account(id) => Ok(vec![id]),
        Holding::App(app) => loop_account::accounts_of_app(tx, app),
        Holding::Machine => loop_account::account_ids(tx),
    }
}

/// Holds everything that waits on the accounts concerned, each in its place.
fn hold(
    tx: &Tx<'_>,
    holding: Holding,
    incident: IncidentId,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    for id in affected(tx, holding)? {
        loop_deliveries::hold_waiting(tx, id, incident, moment.now)?;
        facts.push(Event::Held(id, incident));
    }
    Ok(())
}
