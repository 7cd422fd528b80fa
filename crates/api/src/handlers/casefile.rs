//! Commands about an incident's case file.

use crate::commands::Door;
use crate::error::ApiError;
use crate::handlers::{id_of, incidents};
use crate::requests as ask;
use crate::views::IncidentDetail;

pub(crate) async fn see(door: &Door, asked: ask::IncidentSee) -> Result<IncidentDetail, ApiError> {
    incidents::show(door, ask::IncidentNamed { id: asked.id }).await
}

pub(crate) async fn step(
    door: &Door,
    asked: ask::IncidentStep,
) -> Result<IncidentDetail, ApiError> {
    incidents::show(door, ask::IncidentNamed { id: asked.id }).await
}

pub(crate) async fn countdown(
    door: &Door,
    asked: ask::IncidentCountdown,
) -> Result<IncidentDetail, ApiError> {
    incidents::show(door, ask::IncidentNamed { id: asked.id }).await
}

pub(crate) async fn look_daily(
    door: &Door,
    asked: ask::IncidentLookDaily,
) -> Result<IncidentDetail, ApiError> {
    incidents::show(door, ask::IncidentNamed { id: asked.id }).await
}

pub(crate) async fn ticket_add(
    door: &Door,
    asked: ask::IncidentTicketAdd,
) -> Result<IncidentDetail, ApiError> {
    incidents::show(door, ask::IncidentNamed { id: asked.id }).await
}

pub(crate) async fn ticket_answer(
    door: &Door,
    asked: ask::IncidentTicketAnswer,
) -> Result<IncidentDetail, ApiError> {
    let _ticket: i64 = id_of(&asked.ticket)?;
    incidents::show(door, ask::IncidentNamed { id: asked.id }).await
}

pub(crate) async fn close(
    door: &Door,
    asked: ask::IncidentNamed,
) -> Result<IncidentDetail, ApiError> {
    incidents::show(door, asked).await
}
