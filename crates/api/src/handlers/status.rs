//! Commands about everything at once.

use crate::commands::Door;
use crate::error::ApiError;
use crate::render::account::account_view;
use crate::render::delivery::delivery_view;
use crate::render::incident::incident_view;
use crate::requests::Nothing;
use crate::views::{PausedView, StatusView};
use roost_domain::walltime::format_wall;

pub(crate) async fn show(door: &Door, _: Nothing) -> Result<StatusView, ApiError> {
    let status = door.desk.status_show().await?;
    Ok(StatusView {
        running: status.is_running,
        next: status.next.map(delivery_view),
        accounts: status.accounts.into_iter().map(account_view).collect(),
        incidents: status.incidents.into_iter().map(incident_view).collect(),
        published_today: status.published_today,
        held: status.held,
        unconfirmed: status.unconfirmed,
        missed: status.missed,
        paused: status.paused_at.is_some(),
        confirm_since: status.confirm_since,
        now: status.now,
        now_wall: format_wall(status.zone, status.now),
        due_within_hour: status.due_within_hour,
        unanswered: status.unanswered,
    })
}

pub(crate) async fn pause(door: &Door, _: Nothing) -> Result<PausedView, ApiError> {
    Ok(PausedView { paused_at: door.desk.pause_all().await? })
}

pub(crate) async fn resume(door: &Door, _: Nothing) -> Result<PausedView, ApiError> {
    Ok(PausedView { paused_at: door.desk.resume_all().await? })
}
