//! What does the way back look like, and how is it taken? [`plan`] lays out every held delivery
//! along the ramp without changing anything; [`apply`] writes the new times down and picks the quiet
//! post. The loop sends that one first, and lets the rest go when it is confirmed.

use super::normal;
use super::ramp::{begin_recovery, ramp_of};
use crate::events::Event;
use crate::timetable;
use crate::turn::Moment;
use chrono::TimeDelta;
use roost_domain::account::Account;
use roost_domain::ids::{AccountId, DeliveryId, IncidentId};
use roost_domain::incident::IncidentState;
use roost_domain::plan::Timetable;
use roost_domain::ramp::{Ladder, Ramp, Stages};
use roost_domain::refusal::RefusalKind;
use roost_domain::wayback::{Decision, Line, PickReason, QuietPick, WayBack, preview};
use roost_store::tables::loop_account;
use roost_store::tables::loop_incidents::{self, Holding, LoopIncident, RampRow};
use roost_store::tables::loop_plan::{self, PlannedRow};
use roost_store::{Result, Tx};

/// The way back of one account.
#[derive(Debug, Clone)]
pub(crate) struct AccountWay {
    /// Whose.
    pub(crate) account: Account,
    /// Its ramp, as if the quiet post went out now.
    pub(crate) ramp: Ramp,
    /// Every held delivery, with its old and its new time.
    pub(crate) lines: Vec<Line>,
}

impl AccountWay {
    /// The quiet post, if this account sends it.
    pub(crate) fn quiet(&self) -> Option<DeliveryId> {
        self.lines.iter().find(|line| line.decision == Decision::Quiet).map(|line| line.id)
    }
}

/// What the owner says about the way back; nothing of it must be said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wishes {
    /// The quiet post; without a word the earliest held one that makes sense.
    pub first: Option<DeliveryId>,
    /// The ramp's stages; without a word the product's own.
    pub stages: Option<Stages>,
}

impl From<Option<DeliveryId>> for Wishes {
    fn from(first: Option<DeliveryId>) -> Self {
        Self { first, stages: None }
    }
}

/// Lays out the way back of every account that an incident holds.
pub(crate) fn plan(
    tx: &Tx<'_>,
    incident: &LoopIncident,
    Wishes { first, stages }: Wishes,
    moment: Moment,
) -> Result<Vec<AccountWay>> {
    let mut ways = Vec::new();
    let mut quiet_is_picked = false;
    for account in accounts(tx, incident)? {
        let held = loop_plan::held_by(tx, account.id, incident.id)?;
        let mine = first.filter(|id| held.iter().any(|row| row.waiting.delivery == *id));
        let pick = match (mine, first) {
            (Some(id), _) => QuietPick::Chosen(id),
            (None, Some(_)) => QuietPick::Without,
            (None, None) if quiet_is_picked => QuietPick::Without,
            (None, None) => QuietPick::Earliest,
        };
        let ramp = ramp_for(tx, &account, incident, stages, moment)?;
        let way = account_way(tx, account, ramp, &held, pick, moment)?;
        quiet_is_picked |= way.quiet().is_some();
        ways.push(way);
    }
    Ok(ways)
}

fn accounts(tx: &Tx<'_>, incident: &LoopIncident) -> Result<Vec<Account>> {
    let ids = match incident.holding {
        Holding::Account(id) => vec![id],
        Holding::App(app) => loop_account::accounts_of_app(tx, app)?,
        Holding::Machine => loop_account::account_ids(tx)?,
    };
    let mut accounts = Vec::new();
    for id in ids {
        accounts.extend(loop_account::loop_account(tx, id)?.map(|known| known.account));
    }
    Ok(accounts)
}

fn account_way(
    tx: &Tx<'_>,
    account: Account,
    ramp: Ramp,
    held: &[PlannedRow],
    quiet: QuietPick,
    moment: Moment,
) -> Result<AccountWay> {
    let slots = timetable::slots(tx, account.id)?;
    let published = loop_plan::out(tx, account.id, moment.now - TimeDelta::days(2))?;
    let waiting: Vec<_> = held.iter().map(|row| row.on_the_way_back(&row.text)).collect();
    let lines = preview(&WayBack {
        waiting: &waiting,
        timetable: Timetable { slots: &slots, rules: &account.rules, category: None },
        ramp: &ramp,
        published: &published,
        quiet,
        now: moment.now,
        draw: moment.dice,
    });
    Ok(AccountWay { account, ramp, lines })
}

/// The stages that the owner chose; without such, after a lock within 30 days of the last the longer,
/// lower ramp; after an `automated` warning from half, or from one stage below where an unfinished
/// ramp stood; else the unfinished ramp's stages from the first on, or the standard ones.
fn ramp_for(
    tx: &Tx<'_>,
    account: &Account,
    incident: &LoopIncident,
    stages: Option<Stages>,
    moment: Moment,
) -> Result<Ramp> {
    let zone = account.rules.zone;
    let earlier = loop_incidents::earlier_ramp(tx, account.id, incident.id)?;
    let baseline = normal::baseline(tx, account, incident, earlier.as_ref(), moment.now)?;
    // The one that this incident cut short, or that another incident's way back has begun since.
    let unfinished =
        earlier.as_ref().filter(|(_, ended)| ended.is_none_or(|ended| ended >= incident.opened_at));
    if incident.kind == RefusalKind::Automated && stages.is_none() {
        return Ok(match unfinished {
            Some((row, ended)) => {
                ramp_of(row, account).restart_after_warning(ended.unwrap_or(moment.now), moment.now)
            }
            None => Ramp::start_from_half(baseline, zone, moment.now),
        });
    }
    let ladder = match (stages, incident.relock_of, &earlier, unfinished) {
        (Some(stages), _, _, _) => Ladder::Adjusted(stages),
        (None, Some(_), Some((row, _)), _) => row.ladder.repeated(),
        (None, Some(_), None, _) => Ladder::Repeat,
        // No other incident makes a way back steeper than it was.
        (None, None, _, Some((row, _))) => row.ladder,
        (None, None, _, None) => Ladder::Standard,
    };
    Ok(Ramp::start(ladder, baseline, zone, moment.now))
}

/// Writes a way back down: new times, the ramps, the quiet post. Held deliveries stay held until it
/// is confirmed; those picked out stay held after it.
pub(crate) fn apply(
    tx: &Tx<'_>,
    incident: IncidentId,
    ways: &[AccountWay],
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    for way in ways {
        begin_ramp(tx, way.account.id, incident, &way.ramp)?;
        for line in &way.lines {
            write_line(tx, line)?;
            facts.push(Event::Moved(line.id));
        }
    }
    let quiet = ways.iter().find_map(AccountWay::quiet);
    loop_incidents::set_quiet(tx, incident, quiet)?;
    facts.push(Event::IncidentChanged(incident));
    if quiet.is_none() {
        // Nothing is held that could prove it: the next post will.
        return begin_recovery(tx, incident, "resumed", moment, facts);
    }
    let to = IncidentState::Verifying;
    loop_incidents::move_incident(tx, incident, to, ("resumed", ""), moment.now)
}

fn write_line(tx: &Tx<'_>, line: &Line) -> Result<()> {
    match (&line.decision, line.new) {
        (Decision::Move | Decision::Quiet, Some(due)) => loop_plan::plan_held(tx, line.id, due),
        (Decision::PickedOut(reason), _) => loop_plan::pick_out(tx, line.id, pick_word(reason)),
        (Decision::Keep | Decision::Quiet | Decision::Move, _) => Ok(()),
    }
}

/// The database's word for why a delivery waits for the owner.
pub(crate) fn pick_word(reason: &PickReason) -> &'static str {
    match reason {
        PickReason::Stale(_) => "stale",
        PickReason::HalfSent { .. } => "half_sent",
        PickReason::OverCap { .. } => "over_cap",
        PickReason::NoTime => "no_time",
    }
}

fn begin_ramp(tx: &Tx<'_>, account: AccountId, incident: IncidentId, ramp: &Ramp) -> Result<()> {
    loop_incidents::begin_ramp(
        tx,
        &RampRow {
            account,
            incident,
            ladder: ramp.ladder,
            baseline_milli: u32::try_from(ramp.baseline.thousandths).unwrap_or(u32::MAX),
            stage: ramp.stage as u32,
            stage_began: ramp.stage_began,
        },
    )
}

/// After an `automated` warning and a good probe Roost goes on by itself.
pub(super) fn by_itself(
    tx: &Tx<'_>,
    id: IncidentId,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let incident = loop_incidents::loop_incident(tx, id)?;
    let ways = plan(tx, &incident, Wishes::default(), moment)?;
    apply(tx, id, &ways, moment, facts)
}
