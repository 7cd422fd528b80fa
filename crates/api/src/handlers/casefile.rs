//! Commands about an incident's case file.

use crate::commands::Door;
use crate::error::{ApiError, ErrorCode};
use crate::handlers::{id_of, incidents};
use crate::render::incident::incident_detail;
use crate::requests as ask;
use crate::views::IncidentDetail;
use roost_domain::casefile::StepMark;
use roost_domain::ids::IncidentId;
use roost_engine::desk::{DailyLook, IncidentDetails, StepSaid, TicketEnd};

pub(crate) async fn see(door: &Door, asked: ask::IncidentSee) -> Result<IncidentDetail, ApiError> {
    let id = id_of(&asked.id)?;
    if let Some(screen) = &asked.screen {
        let shown = incidents::show(door, ask::IncidentNamed { id: asked.id }).await?;
        let known: Vec<&str> = shown.screens.iter().map(|one| one.id.as_str()).collect();
        if !known.contains(&screen.as_str()) {
            return Err(unknown(door, ErrorCode::BadScreen, screen, &known));
        }
    }
    detail(door, door.desk.incident_see(id, asked.screen).await?)
}

pub(crate) async fn step(
    door: &Door,
    asked: ask::IncidentStep,
) -> Result<IncidentDetail, ApiError> {
    let id: IncidentId = id_of(&asked.id)?;
    let shown = incidents::show(door, ask::IncidentNamed { id: asked.id }).await?;
    let known = shown.checklist.iter().find(|step| step.id == asked.step);
    let Some(known) = known else {
        let ids: Vec<&str> = shown.checklist.iter().map(|step| step.id.as_str()).collect();
        return Err(unknown(door, ErrorCode::BadStep, &asked.step, &ids));
    };
    let mark = match asked.mark {
        ask::StepMark::Todo => StepMark::Todo,
        ask::StepMark::Done => StepMark::Done,
        ask::StepMark::Skipped => StepMark::Skipped,
    };
    let title = known.title.clone();
    let said = StepSaid { step: asked.step, title, mark, note: asked.note };
    detail(door, door.desk.incident_step(id, said).await?)
}

pub(crate) async fn countdown(
    door: &Door,
    asked: ask::IncidentCountdown,
) -> Result<IncidentDetail, ApiError> {
    let id = id_of(&asked.id)?;
    detail(door, door.desk.incident_countdown(id, asked.ends_at).await?)
}

pub(crate) async fn look_daily(
    door: &Door,
    asked: ask::IncidentLookDaily,
) -> Result<IncidentDetail, ApiError> {
    let daily = if asked.on { DailyLook::On } else { DailyLook::Off };
    detail(door, door.desk.incident_look_daily(id_of(&asked.id)?, daily).await?)
}

pub(crate) async fn ticket_add(
    door: &Door,
    asked: ask::IncidentTicketAdd,
) -> Result<IncidentDetail, ApiError> {
    let (id, number) = (id_of(&asked.id)?, asked.number.unwrap_or_default());
    let added = door.desk.incident_ticket_add(id, asked.place, number, asked.sent_at).await?;
    detail(door, added)
}

pub(crate) async fn ticket_answer(
    door: &Door,
    asked: ask::IncidentTicketAnswer,
) -> Result<IncidentDetail, ApiError> {
    let (id, ticket) = (id_of(&asked.id)?, id_of(&asked.ticket)?);
    let end = if asked.closed { TicketEnd::Closed } else { TicketEnd::Open };
    detail(door, door.desk.incident_ticket_answer(id, ticket, asked.answer, end).await?)
}

pub(crate) async fn close(
    door: &Door,
    asked: ask::IncidentNamed,
) -> Result<IncidentDetail, ApiError> {
    detail(door, door.desk.incident_close(id_of(&asked.id)?).await?)
}

#[expect(clippy::unnecessary_wraps, reason = "every command ends with it")]
fn detail(door: &Door, details: IncidentDetails) -> Result<IncidentDetail, ApiError> {
    Ok(incident_detail(&door.words(), details))
}

/// What was asked for is not among the choices, which the sentence names.
fn unknown(door: &Door, code: ErrorCode, text: &str, choices: &[&str]) -> ApiError {
    let choices = if choices.is_empty() {
        door.words().file().terms.get("no_choice").cloned().unwrap_or_default()
    } else {
        choices.join(", ")
    };
    ApiError::new(code, &[("text", text.to_owned()), ("choices", choices)])
}
