//! Commands about incidents and the way back.

use crate::commands::Door;
use crate::error::{ApiError, ErrorCode};
use crate::handlers::id_of;
use crate::render::incident::{incident_detail, incident_view};
use crate::render::way_back::{Taken, resume_view, unlocked_view};
use crate::requests as ask;
use crate::views::{IncidentDetail, IncidentView, ResumeView, UnlockedView};
use roost_domain::ramp::Stages;
use roost_engine::lockwatch::Wishes;

pub(crate) async fn list(door: &Door, _: ask::Nothing) -> Result<Vec<IncidentView>, ApiError> {
    Ok(door.desk.incident_list().await?.into_iter().map(incident_view).collect())
}

pub(crate) async fn show(
    door: &Door,
    request: ask::IncidentNamed,
) -> Result<IncidentDetail, ApiError> {
    let details = door.desk.incident_show(id_of(&request.id)?).await?;
    Ok(incident_detail(&door.words(), details))
}

pub(crate) async fn note(
    door: &Door,
    request: ask::IncidentNote,
) -> Result<IncidentDetail, ApiError> {
    let details = door.desk.incident_note(id_of(&request.id)?, request.text).await?;
    Ok(incident_detail(&door.words(), details))
}

pub(crate) async fn unlocked(
    door: &Door,
    request: ask::IncidentNamed,
) -> Result<UnlockedView, ApiError> {
    let found = door.desk.incident_unlocked(id_of(&request.id)?).await?;
    Ok(unlocked_view(&door.words(), &found))
}

pub(crate) async fn resume_preview(
    door: &Door,
    request: ask::IncidentResume,
) -> Result<ResumeView, ApiError> {
    let (id, wishes) = (id_of(&request.id)?, wishes(&request)?);
    Ok(resume_view(door.desk.incident_resume_preview(id, wishes).await?, Taken::NotYet))
}

pub(crate) async fn resume_apply(
    door: &Door,
    request: ask::IncidentResume,
) -> Result<ResumeView, ApiError> {
    let (id, wishes) = (id_of(&request.id)?, wishes(&request)?);
    Ok(resume_view(door.desk.incident_resume_apply(id, wishes).await?, Taken::Yes))
}

fn wishes(request: &ask::IncidentResume) -> Result<Wishes, ApiError> {
    let bad = |name: &str, reason: String| {
        ApiError::new(ErrorCode::BadRequest, &[("name", name.to_owned()), ("reason", reason)])
    };
    let stages = match (&request.shares, request.days_per_stage) {
        (Some(shares), days) => {
            Some(Stages::chosen(shares, days).map_err(|error| bad("shares", error.to_string()))?)
        }
        (None, Some(_)) => {
            return Err(bad("days_per_stage", "it goes with shares only".to_owned()));
        }
        (None, None) => None,
    };
    Ok(Wishes { first: request.first.as_deref().map(id_of).transpose()?, stages })
}
