//! What may the page ask of a drill? How it stands, another pace, the deed on X's page, a second lock;
//! and, from the ordinary window, to open one.

use super::types::{Done, DrillDay, DrillState, Nothing, ShellDrillBegin, ShellDrillPace};
use super::{bad_request, broken};
use crate::drills::{FASTEST, Opened, UNTIL_THE_FAULT};
use crate::shell::{Opening, of_drill};
use roost_api::ApiError;
use roost_drill::{Again, Play, Stage};
use std::sync::Arc;
use tauri::{AppHandle, Manager};

/// Opens a drill in a window of its own.
pub(super) async fn begin(app: &AppHandle, asked: ShellDrillBegin) -> Result<Done, ApiError> {
    let refused = |reason: String| bad_request("shell_drill_begin", reason);
    let opening = app.state::<Opening>();
    if opening.drill().is_some() {
        return Err(refused("a drill plays here already".to_owned()));
    }
    let play = Play::of(asked.kind, asked.screen).map_err(|error| refused(error.to_string()))?;
    app.state::<Opened>().open(opening.folder(), play).map_err(|error| broken(&error))?;
    Ok(Done {})
}

/// How the drill stands.
pub(super) async fn state(app: &AppHandle, _: Nothing) -> Result<Option<DrillState>, ApiError> {
    match app.state::<Opening>().shell().await?.stage() {
        Some(stage) => Ok(Some(shown(stage).await?)),
        None => Ok(None),
    }
}

/// Lets time pass at another pace.
pub(super) async fn pace(app: &AppHandle, asked: ShellDrillPace) -> Result<DrillState, ApiError> {
    let stage = played(app, "shell_drill_pace").await?;
    if !(1.0..=FASTEST).contains(&asked.factor) {
        let reason = format!("the factor is from 1 to {FASTEST}");
        return Err(bad_request("shell_drill_pace", reason));
    }
    stage.pace(asked.factor).await.map_err(of_drill)?;
    shown(&stage).await
}

/// Does what the owner would do on X's page.
pub(super) async fn release(app: &AppHandle, _: Nothing) -> Result<DrillState, ApiError> {
    let stage = played(app, "shell_drill_release").await?;
    stage.release().await.map_err(of_drill)?;
    shown(&stage).await
}

/// Lets the account be locked once more, and time pass so that this is soon.
pub(super) async fn again(app: &AppHandle, _: Nothing) -> Result<DrillState, ApiError> {
    let stage = played(app, "shell_drill_again").await?;
    if stage.again() != Again::Open {
        let reason = "only a lock comes twice, on the way back from the first one".to_owned();
        return Err(bad_request("shell_drill_again", reason));
    }
    stage.lock_again().await.map_err(of_drill)?;
    stage.pace(UNTIL_THE_FAULT).await.map_err(of_drill)?;
    shown(&stage).await
}

/// The drill of this window; the ordinary one plays none.
async fn played(app: &AppHandle, command: &'static str) -> Result<Arc<Stage>, ApiError> {
    let shell = app.state::<Opening>().shell().await?;
    let stage = shell.stage().cloned();
    stage.ok_or_else(|| bad_request(command, "this window plays no drill".to_owned()))
}

async fn shown(stage: &Stage) -> Result<DrillState, ApiError> {
    let ledger = stage.ledger().await.map_err(of_drill)?;
    let (deed, deed_state) = stage.deed();
    let day = |day: roost_drill::Day| DrillDay {
        date: day.date,
        allowance: day.allowance,
        published: day.published,
    };
    Ok(DrillState {
        kind: ledger.kind,
        screen: ledger.screen,
        account: stage.handle().to_owned(),
        incident: stage.incident(),
        now: stage.home().clock.now(),
        factor: stage.factor(),
        deed,
        deed_state,
        again: stage.again(),
        planned: ledger.planned,
        kept: ledger.kept,
        published: ledger.published,
        waiting: ledger.waiting,
        lost: ledger.lost,
        twice: ledger.twice,
        requests_while_held: ledger.requests_while_held,
        days_above: ledger.days_above,
        days: ledger.days.into_iter().map(day).collect(),
    })
}
