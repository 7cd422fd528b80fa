//! What does it look like when X locks an account? `roost drill locked` plays it all: a simulator,
//! three accounts, a lock, the hold, the unlock, and the weeks of the ramp in under a minute. It is
//! the real engine over real HTTP, in a folder of its own that goes afterwards; what it counts at the
//! end comes from the simulator's ground truth.

mod ledger;
mod show;
mod stage;

use crate::args::{DrillArgs, DrillKind};
use crate::failure::Failure;
use crate::output::Output;
use ledger::Ledger;
use roost_api::requests::{IncidentNamed, IncidentResume};
use show::Show;
use stage::Stage;

/// A week in ten seconds: the four weeks of a ramp end within a minute.
const WEEK_IN_TEN_SECONDS: f64 = 60_480.0;

/// `roost drill`.
pub(crate) async fn drill(out: &Output, asked: DrillArgs) -> Result<(), Failure> {
    let factor = asked.time_lapse.unwrap_or(WEEK_IN_TEN_SECONDS);
    match asked.kind {
        DrillKind::Locked => locked(out, &asked.account, factor).await,
    }
}

async fn locked(out: &Output, handle: &str, factor: f64) -> Result<(), Failure> {
    let show = Show::new(out.clone());
    show.title(factor);
    let mut stage = Stage::set_up(out, handle).await?;
    let planned = stage.plan().await?;
    show.planned(&planned);
    stage.lock_after_third_post().await?;
    stage.begin(factor).await?;

    let incident = stage.until_locked().await?;
    show.locked(&stage.home.door.incident_show(IncidentNamed { id: incident.clone() }).await?);
    stage.until_others_are_done().await?;
    let silence = stage.requests_of_locked().await?;
    show.held(&stage.held().await?, silence.since_lock);

    let named = || IncidentNamed { id: incident.clone() };
    let too_early = stage.home.door.incident_unlocked(named()).await?;
    let asked_once = stage.requests_of_locked().await?.since_lock - silence.since_lock;
    show.still_locked(&too_early, asked_once);
    stage.unlock().await?;
    show.unlocked(&stage.home.door.incident_unlocked(named()).await?);

    let (id, first) = (incident.clone(), None);
    let way = IncidentResume { id, first, shares: None, days_per_stage: None };
    let preview = stage.home.door.incident_resume_preview(way.clone()).await?;
    show.way_back(&preview);
    let taken = stage.home.door.incident_resume_apply(way).await?;
    stage.until_quiet_post(&taken).await?;
    show.quiet_post(&stage.delivery(taken.first.as_deref()).await?);
    stage.follow_ramp(&taken, |step| show.step(step)).await?;

    let ledger = Ledger::take(&stage).await?;
    stage.strike().await?;
    show.closing(&ledger)?;
    if ledger.lost > 0 || ledger.twice > 0 {
        return Err(Failure::DrillFailed { lost: ledger.lost, twice: ledger.twice });
    }
    Ok(())
}
