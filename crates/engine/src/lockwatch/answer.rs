//! What did a question who the keys belong to find out? The quiet key check, the probes that Roost
//! makes by itself, and the one that the owner asks for with 'I have unlocked it'.

use super::open::{Sign, meet};
use super::ramp::begin_recovery;
use super::{ends_without_ramp, looks, note_keys, resume};
use crate::events::Event;
use crate::turn::Moment;
use crate::turn::errand::{About, Ask};
use chrono::TimeDelta;
use roost_domain::account::Account;
use roost_domain::ids::{AccountId, AttemptId, IncidentId};
use roost_domain::incident::IncidentState;
use roost_domain::ports::{Identity, NetworkError, Reply};
use roost_domain::refusal::{RefusalAction, RefusalKind};
use roost_domain::verdict::automated_wait;
use roost_store::tables::loop_incidents::{self, Holding, LoopIncident};
use roost_store::tables::{casefile, loop_account, loop_attempts, loop_deliveries};
use roost_store::{Result, Tx};

/// A look that told nothing is made again after so long.
const LOOK_AGAIN: TimeDelta = TimeDelta::minutes(15);

/// Writes down what a question found out.
pub(crate) fn settle_answer(
    tx: &Tx<'_>,
    ask: Ask,
    result: std::result::Result<Reply<Identity>, NetworkError>,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    if !loop_attempts::is_open(tx, ask.attempt)? {
        return Ok(());
    }
    let Some(known) = loop_account::loop_account(tx, ask.account)? else { return Ok(()) };
    let account = known.account;
    match &result {
        Ok(reply) => {
            loop_attempts::done(tx, ask.attempt, &reply.evidence, moment.now)?;
            loop_account::keys_worked(tx, account.id, moment.now)?;
            follow_rename(tx, &account, &reply.value)?;
        }
        Err(error) => {
            loop_attempts::not_done(tx, ask.attempt, error, moment.now)?;
            note_keys(tx, account.id, error, moment.now)?;
        }
    }
    match (ask.about, result) {
        (About::Keys, Ok(_)) => Ok(()),
        (About::Keys, Err(error)) => {
            meet_if_held(tx, account.id, ask.attempt, &error, moment, facts)
        }
        (About::Incident(id) | About::Unlocked(id), Ok(_)) => {
            usable(tx, id, ask.about, moment, facts)
        }
        (About::Incident(id) | About::Unlocked(id), Err(error)) => {
            let incident = loop_incidents::loop_incident(tx, id)?;
            not_usable(tx, &account, &incident, ask, &error, moment, facts)
        }
    }
}

/// An account is its user id: a new handle is followed.
fn follow_rename(tx: &Tx<'_>, account: &Account, found: &Identity) -> Result<()> {
    let same_user = account.user_id.as_deref() == Some(found.user_id.0.as_str());
    if same_user && account.handle != found.handle {
        tx.set_account_identity(account.id, &found.user_id.0, &found.handle)?;
    }
    Ok(())
}

/// A request that publishes nothing (a key check, a deletion) met a refusal: if it is one that
/// holds, the incident opens as it would for a post.
pub(crate) fn meet_if_held(
    tx: &Tx<'_>,
    account: AccountId,
    attempt: AttemptId,
    error: &NetworkError,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let NetworkError::Refused { refusal, evidence, .. } = error else { return Ok(()) };
    let Some(known) = loop_account::loop_account(tx, account)? else { return Ok(()) };
    if holds(refusal.action) {
        let sign = Sign { refusal, evidence, attempt };
        let probe_at = wait_of(tx, &known.account, refusal.kind, refusal.until, moment)?;
        meet(tx, &known.account, &sign, probe_at, moment, facts)?;
    }
    Ok(())
}

fn holds(action: RefusalAction) -> bool {
    matches!(action, RefusalAction::HoldAccount | RefusalAction::HoldApp | RefusalAction::HoldAll)
}

fn wait_of(
    tx: &Tx<'_>,
    account: &Account,
    kind: RefusalKind,
    until: Option<roost_domain::Timestamp>,
    moment: Moment,
) -> Result<Option<roost_domain::Timestamp>> {
    if kind == RefusalKind::Automated {
        let since = moment.now - TimeDelta::days(30);
        let before = loop_incidents::count_since(tx, account.id, kind, since)?;
        return Ok(Some(moment.now + automated_wait(before)));
    }
    Ok(until.filter(|until| *until > moment.now && kind == RefusalKind::Money))
}

/// The network answers as if nothing were wrong. What that means depends on the incident.
fn usable(
    tx: &Tx<'_>,
    id: IncidentId,
    about: About,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let incident = loop_incidents::loop_incident(tx, id)?;
    if !incident.state.holds() {
        return Ok(());
    }
    facts.push(Event::IncidentChanged(id));
    match incident.kind {
        kind if ends_without_ramp(kind) => begin_recovery(tx, id, "usable", moment, facts),
        // The ladder's last rung: the account can be read, so only its owner can tell.
        RefusalKind::Doubtful
            if matches!(about, About::Incident(_)) && !tx.case_row(id)?.countdown_is_over =>
        {
            loop_incidents::set_probe_at(tx, id, None)?;
            loop_incidents::log(tx, id, "asks_owner", "", moment.now)
        }
        // Two looks were on their way at once, and the first let the quiet post go.
        RefusalKind::Automated if quiet_is_out_there(tx, &incident)? => {
            loop_incidents::log(tx, id, "usable", "", moment.now)
        }
        RefusalKind::Automated => {
            verify(tx, id, moment)?;
            resume::by_itself(tx, id, moment, facts)
        }
        RefusalKind::Locked
        | RefusalKind::Suspended
        | RefusalKind::WriteBlocked
        | RefusalKind::AppSuspended
        | RefusalKind::Doubtful
        | RefusalKind::Allowance
        | RefusalKind::RateLimit
        | RefusalKind::Duplicate
        | RefusalKind::Content
        | RefusalKind::Media
        | RefusalKind::ReplyGate
        | RefusalKind::TargetGone
        | RefusalKind::OverCapacity
        | RefusalKind::ServerError
        | RefusalKind::Credentials
        | RefusalKind::Money
        | RefusalKind::Setup
        | RefusalKind::Clock
        | RefusalKind::Retired
        | RefusalKind::None => verify(tx, id, moment),
    }
}

/// Whether the quiet post is being sent, or waits for a look whether it arrived.
fn quiet_is_out_there(tx: &Tx<'_>, incident: &LoopIncident) -> Result<bool> {
    let (Some(quiet), Holding::Account(account)) = (incident.quiet, incident.holding) else {
        return Ok(false);
    };
    let doubted = loop_deliveries::oldest_doubt(tx, account)?.map(|doubt| doubt.delivery);
    Ok([loop_deliveries::left_sending(tx, account)?, doubted].contains(&Some(quiet)))
}

fn verify(tx: &Tx<'_>, id: IncidentId, moment: Moment) -> Result<()> {
    casefile::set_own_look(tx, id, None)?;
    loop_incidents::set_probe_at(tx, id, None)?;
    let to = IncidentState::Verifying;
    loop_incidents::move_incident(tx, id, to, ("usable", ""), moment.now)
}

fn not_usable(
    tx: &Tx<'_>,
    account: &Account,
    incident: &LoopIncident,
    ask: Ask,
    error: &NetworkError,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let id = incident.id;
    if !incident.state.holds() {
        return Ok(());
    }
    casefile::add_evidence(tx, id, ask.attempt)?;
    let NetworkError::Refused { refusal, evidence, .. } = error else {
        return unclear(tx, id, ask, &error.to_string(), moment);
    };
    if !holds(refusal.action) {
        if refusal.kind == incident.kind {
            let word = ("still_held", refusal.message.as_str());
            loop_incidents::log(tx, id, word.0, word.1, moment.now)?;
            return looks::refresh(tx, id, moment.now);
        }
        return unclear(tx, id, ask, &refusal.message, moment);
    }
    facts.push(Event::IncidentChanged(id));
    let sign = Sign { refusal, evidence, attempt: ask.attempt };
    let probe_at = wait_of(tx, account, refusal.kind, refusal.until, moment)?;
    if refusal.kind == incident.kind {
        meet(tx, account, &sign, probe_at, moment, facts)?;
        return Ok(());
    }
    // It is something else than was thought: the incident that says so takes over.
    let new = meet(tx, account, &sign, probe_at, moment, facts)?;
    if incident.kind == RefusalKind::Doubtful && new != id {
        loop_deliveries::hand_over(tx, id, new)?;
        let word = ("superseded", new.to_string());
        let to = IncidentState::Closed;
        loop_incidents::move_incident(tx, id, to, (word.0, &word.1), moment.now)?;
    }
    looks::refresh(tx, id, moment.now)
}

/// The answer does not tell. A look of Roost's own is made again later; the owner's is theirs.
fn unclear(tx: &Tx<'_>, id: IncidentId, ask: Ask, said: &str, moment: Moment) -> Result<()> {
    if let About::Incident(_) = ask.about {
        casefile::set_own_look(tx, id, Some(moment.now + LOOK_AGAIN))?;
        looks::refresh(tx, id, moment.now)?;
    }
    loop_incidents::log(tx, id, "unclear", said, moment.now)
}
