//! Commands about what came before incidents and about slowing other accounts.

use crate::commands::Door;
use crate::error::ApiError;
use crate::handlers::id_of;
use crate::render::before::{before_all_view, before_view};
use crate::render::incident::incident_detail;
use crate::requests as ask;
use crate::views::{BeforeAllView, BeforeView, IncidentDetail};

pub(crate) async fn one(door: &Door, request: ask::IncidentNamed) -> Result<BeforeView, ApiError> {
    let found = door.desk.incident_before(id_of(&request.id)?).await?;
    Ok(before_view(&door.words(), &found))
}

pub(crate) async fn all(door: &Door, _: ask::Nothing) -> Result<BeforeAllView, ApiError> {
    let found = door.desk.before_all().await?;
    Ok(before_all_view(&door.words(), &found))
}

pub(crate) async fn slow(
    door: &Door,
    request: ask::IncidentSlow,
) -> Result<IncidentDetail, ApiError> {
    let details = door.desk.incident_slow(id_of(&request.id)?, request.accounts).await?;
    Ok(incident_detail(&door.words(), details))
}
