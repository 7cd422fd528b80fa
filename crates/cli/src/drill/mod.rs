//! What does it look like when X stops an account? `roost drill KIND` plays it all: the fault, the
//! hold, the checklist, the unlock, and the weeks of the ramp within a minute. It is the real engine
//! over real HTTP, in a folder of its own that goes afterwards; what it counts at the end comes from
//! the simulator's ground truth.

mod show;

pub(crate) use show::counts;

use crate::args::DrillArgs;
use crate::compose;
use crate::failure::Failure;
use crate::output::Output;
use roost_drill::walk::{Script, Times, walk};
use roost_drill::{DrillError, Kind, Ledger, Play, Stage};
use roost_engine::Until;
use roost_store::Role;
use show::Show;
use std::sync::Arc;
use tokio::task::JoinSet;

/// A week in ten seconds: the four weeks of a ramp end within a minute.
const WEEK_IN_TEN_SECONDS: f64 = 60_480.0;
/// A drill with a second lock is twice as long, and goes twice as fast.
const WEEK_IN_FIVE_SECONDS: f64 = 120_960.0;

/// `roost drill`.
pub(crate) async fn drill(out: &Output, asked: DrillArgs) -> Result<(), Failure> {
    let play = Play::of(asked.kind.0, asked.screen.map(|screen| screen.0))
        .map_err(|error| Failure::NoSuchDrill { reason: error.to_string() })?;
    if asked.again && play.kind() != Kind::Locked {
        return Err(Failure::NoSuchDrill { reason: out.say("drill_again_locked", &[]) });
    }
    let (times, usual) = if asked.again {
        (Times::Twice, WEEK_IN_FIVE_SECONDS)
    } else {
        (Times::Once, WEEK_IN_TEN_SECONDS)
    };
    let script = Script { factor: asked.time_lapse.unwrap_or(usual), times };
    let show = Show::new(out.clone());
    show.title(play, script.factor);
    let ledger = perform(out, play, &asked.account, script, &show).await?;
    show.closing(&ledger)?;
    if ledger.is_well() { Ok(()) } else { Err(Failure::DrillFailed(Box::new(ledger))) }
}

/// Sets the stage, runs the loop and the watch beside the owner's walk, and takes all away.
async fn perform(
    out: &Output,
    play: Play,
    handle: &str,
    script: Script,
    show: &Show,
) -> Result<Ledger, Failure> {
    // Gone last: the engine writes into it.
    let folder = tempfile::Builder::new().prefix("roost-drill-").tempdir()?;
    let timekeeping = Stage::timekeeping();
    let home = Arc::new(compose::open_as(out, folder.path(), Role::Owner, &timekeeping).await?);
    let stage = Arc::new(Stage::set(Arc::clone(&home), play, handle).await?);
    let engine = home.engine();
    let stop = engine.stop().clone();
    let (mut running, mut aside) = (JoinSet::new(), JoinSet::new());
    running.spawn(async move { engine.run(Until::Stopped).await });
    let watching = Arc::clone(&stage);
    aside.spawn(async move { watching.watch().await });
    let ledger = walk(&stage, script, &|scene| show.scene(scene)).await;
    stop.stop();
    while let Some(Ok(ended)) = running.join_next().await {
        ended.map_err(DrillError::from)?;
    }
    aside.shutdown().await;
    home.simulators.stop_hosting().await;
    Ok(ledger?)
}
