//! What was seen while the drill ran? Rows tell how things stand, not how they stood: the allowance of
//! each day, how many posts were kept, and which looks had a visible time are noted as they come.

use crate::error::DrillError;
use crate::play::Kind;
use crate::stage::Stage;
use chrono::{DateTime, Utc};
use roost_api::requests::{IncidentNamed, Nothing};
use roost_api::views::IncidentView;
use roost_domain::ids::AccountId;
use roost_domain::incident::IncidentState;
use roost_domain::ramp::{Baseline, Ramp};
use roost_domain::walltime::day_of;
use roost_store::Tx;
use roost_store::tables::loop_incidents;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// Nothing may have been committed for so long, and yet a day have begun.
const TICK: Duration = Duration::from_millis(200);
/// Commits that follow each other this closely are looked at together.
const GATHER: Duration = Duration::from_millis(10);

/// What was seen so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    /// Posts that were held, at the most at one time.
    pub(crate) kept: usize,
    /// Account and day → posts that its ramp allowed.
    pub(crate) allowances: BTreeMap<(String, String), u32>,
    /// Every incident, by its number.
    pub(crate) incidents: BTreeMap<u64, IncidentView>,
    /// Looks that the owner asked for.
    owners: usize,
    /// Looks with a visible time: the incident and the time.
    visible: BTreeSet<(String, DateTime<Utc>)>,
    /// The incidents whose deed was done.
    pub(crate) released: BTreeSet<String>,
    /// How many incidents there were when the lock was set once more.
    pub(crate) again_after: Option<usize>,
}

impl Seen {
    /// How many reads were asked for while held. A doubtful refusal asks one at once: the last rung of
    /// its ladder.
    pub(crate) fn looks_asked(&self) -> usize {
        let doubtful = self.incidents.values().filter(|one| one.kind == Kind::Doubtful.word());
        self.owners + self.visible.len() + doubtful.count()
    }

    /// The newest incident.
    pub(crate) fn newest(&self) -> Option<&IncidentView> {
        self.incidents.values().next_back()
    }

    /// The newest incident that still holds.
    pub(crate) fn holding(&self) -> Option<&IncidentView> {
        self.incidents.values().rev().find(|one| holds(one))
    }

    /// Whether a ramp runs.
    pub(crate) fn is_recovering(&self) -> bool {
        self.incidents.values().any(|one| one.state == IncidentState::Recovering.word())
    }

    /// Whether Roost has looked once after a warning, was refused, and waits for its next look.
    pub(crate) fn was_refused_after_a_warning(&self) -> bool {
        let warning = self.holding().filter(|one| one.kind == Kind::Automated.word());
        warning.is_some_and(|one| {
            !self.released.contains(&one.id)
                && self.visible.iter().filter(|(id, _)| *id == one.id).count() > 1
        })
    }

    pub(crate) fn owner_looks(&mut self) {
        self.owners += 1;
    }
}

/// Whether an incident holds its deliveries.
pub(crate) fn holds(incident: &IncidentView) -> bool {
    matches!(incident.state, "open" | "waiting" | "verifying")
}

impl Stage {
    /// Notes what happens, for as long as it is polled.
    pub async fn watch(&self) {
        let mut changed = self.home().store.changed();
        loop {
            changed.mark_unchanged();
            if let Err(error) = self.look().await {
                // A folder that closes ends the watch by itself.
                self.complain(&error);
            }
            let _ = tokio::time::timeout(TICK, changed.changed()).await;
            tokio::time::sleep(GATHER).await;
        }
    }

    /// Looks once.
    pub(crate) async fn look(&self) -> Result<(), DrillError> {
        let door = &self.home().door;
        let incidents = door.incident_list(Nothing {}).await?;
        let mut visible = Vec::new();
        for incident in incidents.iter().filter(|one| holds(one)) {
            let id = incident.id.clone();
            let detail = door.incident_show(IncidentNamed { id: id.clone() }).await?;
            visible.extend(detail.probe_at.map(|at| (id, at)));
        }
        let ids = self.accounts().to_vec();
        let ramps = self.home().store.read(move |tx| ramps(tx, &ids)).await?;
        let now = self.home().clock.now();
        let is_new = {
            let mut seen = self.seen_mut();
            let kept = incidents.iter().filter(|one| holds(one)).map(|one| one.held as usize).sum();
            seen.kept = seen.kept.max(kept);
            seen.visible.extend(visible);
            for (handle, ramp) in self.cast().iter().zip(&ramps) {
                note_allowances(&mut seen.allowances, handle, ramp.as_ref(), now);
            }
            let known = seen.incidents.len();
            let numbered =
                incidents.into_iter().filter_map(|one| Some((one.id.parse().ok()?, one)));
            seen.incidents.extend(numbered);
            seen.incidents.len() > known
        };
        if is_new {
            self.incident_came().await?;
        }
        self.calm_down().await
    }
}

/// The days to come are as the ramp says now; today keeps the most that was allowed on it.
fn note_allowances(
    allowances: &mut BTreeMap<(String, String), u32>,
    handle: &str,
    ramp: Option<&Ramp>,
    now: DateTime<Utc>,
) {
    let today = now.format("%Y-%m-%d").to_string();
    allowances.retain(|(account, day), _| account != handle || *day <= today);
    let Some(ramp) = ramp else { return };
    let days = (ramp.ends_at() - now).num_days().unsigned_abs() + 2;
    for day in ramp.curve(day_of(ramp.zone, now), days) {
        let Some(allowed) = day.allowance else { continue };
        let known = allowances.entry((handle.to_owned(), day.day.to_string())).or_default();
        *known = (*known).max(allowed);
    }
}

/// The ramp of each account, where one runs.
fn ramps(tx: &Tx<'_>, accounts: &[AccountId]) -> roost_store::Result<Vec<Option<Ramp>>> {
    accounts.iter().map(|account| running_ramp(tx, *account)).collect()
}

fn running_ramp(tx: &Tx<'_>, account: AccountId) -> roost_store::Result<Option<Ramp>> {
    let Some(row) = loop_incidents::running_ramp(tx, account)? else { return Ok(None) };
    let incident = loop_incidents::loop_incident(tx, row.incident)?;
    if incident.state != IncidentState::Recovering {
        return Ok(None);
    }
    Ok(Some(Ramp {
        baseline: Baseline { thousandths: u64::from(row.baseline_milli) },
        ladder: row.ladder,
        stage: row.stage as usize,
        stage_began: row.stage_began,
        zone: chrono_tz::UTC,
    }))
}
