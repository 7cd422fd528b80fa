//! How does an account come back after an incident? The owner says that it is unlocked, looks at the
//! way back, and takes it: new times are written down, and the loop sends the quiet post first.

use crate::desk::Desk;
use crate::desk::incidents::get_incident;
use crate::desk::names::Names;
use crate::error::EngineError;
use crate::lockwatch::resume::{self, AccountWay, Wishes, pick_word};
use crate::lockwatch::{self, Unlocked};
use crate::turn::Moment;
use chrono::NaiveDate;
use roost_domain::Timestamp;
use roost_domain::account::Account;
use roost_domain::ids::IncidentId;
use roost_domain::incident::IncidentState;
use roost_domain::plan::split_draw;
use roost_domain::ramp::Ramp;
use roost_domain::refusal::RefusalKind;
use roost_domain::walltime::day_of;
use roost_domain::wayback::{Decision, Line};
use roost_store::Tx;
use roost_store::tables::incidents::IncidentRecord;
use roost_store::tables::loop_incidents;

/// What the owner's 'I have unlocked it' found out.
#[derive(Debug, Clone)]
pub struct ProbeFound {
    /// Which incident.
    pub incident: IncidentId,
    /// What it is, by what is known now.
    pub kind: RefusalKind,
    /// What the one read said.
    pub found: Unlocked,
    /// How far the way out is now.
    pub state: IncidentState,
}

/// The way back of everything that an incident holds.
#[derive(Debug, Clone)]
pub struct WayBackPlan {
    /// Which incident.
    pub incident: IncidentId,
    /// One ramp for each account.
    pub ramps: Vec<RampPlan>,
    /// Each held delivery, by old time.
    pub lines: Vec<WayBackLine>,
}

/// The ramp of one account, as if the quiet post went out now.
#[derive(Debug, Clone)]
pub struct RampPlan {
    /// What the account is called.
    pub account: String,
    /// Posts a day before the incident.
    pub baseline: f64,
    /// `standard` or `repeat`: what it is, or was adjusted from.
    pub shape: &'static str,
    /// The stages, in percent of the baseline.
    pub shares: Vec<f64>,
    /// How many days each stage lasts.
    pub stage_days: u8,
    /// Each day to come, and the posts allowed on it.
    pub curve: Vec<(NaiveDate, u32)>,
}

/// One held delivery on the way back.
#[derive(Debug, Clone)]
pub struct WayBackLine {
    /// What the account is called.
    pub account: String,
    /// Its old and new time.
    pub line: Line,
    /// Why it is picked out, as a word.
    pub picked_out: Option<&'static str>,
    /// What it says.
    pub text: String,
}

impl Desk {
    /// The owner says that it is unlocked: one read asks the network.
    pub async fn incident_unlocked(&self, id: IncidentId) -> Result<ProbeFound, EngineError> {
        self.read(move |tx| holding(tx, id)).await?;
        let clock = self.parts.clock.as_ref();
        let dice = (self.parts.dice)();
        let found = lockwatch::unlocked(&self.access, clock, dice, id).await?;
        let record = self.read(move |tx| get_incident(tx, id)).await?;
        Ok(ProbeFound { incident: id, kind: record.kind, found, state: record.state })
    }

    /// The way back, without taking it.
    pub async fn incident_resume_preview(
        &self,
        id: IncidentId,
        wishes: impl Into<Wishes>,
    ) -> Result<WayBackPlan, EngineError> {
        let (moment, wishes) = (self.moment_for(id), wishes.into());
        self.read(move |tx| {
            holding(tx, id)?;
            let ways = ways(tx, id, wishes, moment)?;
            shown(tx, id, &ways, moment.now)
        })
        .await
    }

    /// Takes the way back. The quiet post goes out first; the rest is let go once it is confirmed.
    pub async fn incident_resume_apply(
        &self,
        id: IncidentId,
        wishes: impl Into<Wishes>,
    ) -> Result<WayBackPlan, EngineError> {
        let (moment, wishes) = (self.moment_for(id), wishes.into());
        self.write(move |tx| {
            let record = holding(tx, id)?;
            if record.state != IncidentState::Verifying {
                return Err(EngineError::IncidentIs { id, found: record.state });
            }
            let ways = ways(tx, id, wishes, moment)?;
            // Nobody listens to events here; a running loop hears of the commit itself.
            resume::apply(tx, id, &ways, moment, &mut Vec::new())?;
            shown(tx, id, &ways, moment.now)
        })
        .await
    }

    /// Drawn from the incident's own number, so that the plan taken is the plan that was shown.
    fn moment_for(&self, id: IncidentId) -> Moment {
        let clock = &self.parts.clock;
        let dice = split_draw(id.0.unsigned_abs(), 0);
        Moment { now: clock.now(), factor: clock.factor(), dice }
    }
}

/// An incident that still holds.
fn holding(tx: &Tx<'_>, id: IncidentId) -> Result<IncidentRecord, EngineError> {
    let record = get_incident(tx, id)?;
    if record.state.holds() {
        Ok(record)
    } else {
        Err(EngineError::IncidentIs { id, found: record.state })
    }
}

fn ways(
    tx: &Tx<'_>,
    id: IncidentId,
    wishes: Wishes,
    moment: Moment,
) -> Result<Vec<AccountWay>, EngineError> {
    let incident = loop_incidents::loop_incident(tx, id)?;
    let ways = resume::plan(tx, &incident, wishes, moment)?;
    match wishes.first {
        Some(delivery) if ways.iter().all(|way| way.quiet() != Some(delivery)) => {
            Err(EngineError::NotHeldBy { delivery, incident: id })
        }
        Some(_) | None => Ok(ways),
    }
}

fn shown(
    tx: &Tx<'_>,
    incident: IncidentId,
    ways: &[AccountWay],
    now: Timestamp,
) -> Result<WayBackPlan, EngineError> {
    let names = Names::read(tx)?;
    let mut plan = WayBackPlan { incident, ramps: Vec::new(), lines: Vec::new() };
    for way in ways {
        let account = names.of_account(&way.account);
        let today = day_of(way.account.rules.zone, now);
        let days = (way.ramp.ends_at() - now).num_days().unsigned_abs() + 2;
        let curve = way.ramp.curve(today, days);
        plan.ramps.push(RampPlan {
            account: account.clone(),
            baseline: way.ramp.baseline.per_day(),
            shape: way.ramp.ladder.word(),
            shares: way.ramp.ladder.percents(),
            stage_days: way.ramp.ladder.stage_days(),
            curve: curve.iter().filter_map(|day| Some((day.day, day.allowance?))).collect(),
        });
        for line in &way.lines {
            let text = tx.find_delivery_line(line.id)?.map(|known| known.text);
            let picked_out = match &line.decision {
                Decision::PickedOut(reason) => Some(pick_word(reason)),
                Decision::Quiet | Decision::Keep | Decision::Move => None,
            };
            plan.lines.push(WayBackLine {
                account: account.clone(),
                line: line.clone(),
                picked_out,
                text: text.unwrap_or_default(),
            });
        }
    }
    plan.lines.sort_by_key(|one| (one.line.old.is_none(), one.line.old, one.line.id));
    Ok(plan)
}

/// An account's running ramp, and the incident that it leads out of.
pub(crate) fn ramp_of_account(
    tx: &Tx<'_>,
    account: &Account,
) -> Result<Option<(IncidentId, Ramp)>, EngineError> {
    let Some(row) = loop_incidents::running_ramp(tx, account.id)? else { return Ok(None) };
    let ramp = lockwatch::ramp_of(&row, account);
    Ok(Some((row.incident, ramp)))
}
