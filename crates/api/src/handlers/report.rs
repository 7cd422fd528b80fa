//! The command that writes the evidence pack of an incident.

use crate::commands::Door;
use crate::error::ApiError;
use crate::handlers::id_of;
use crate::render::before::before_view;
use crate::render::incident::incident_detail;
use crate::render::report::pack;
use crate::requests::{self as ask, LetterLanguage};
use crate::views::ReportView;
use crate::words::Words;
use roost_domain::ids::IncidentId;
use std::path::PathBuf;

pub(crate) async fn write(
    door: &Door,
    request: ask::IncidentReport,
) -> Result<ReportView, ApiError> {
    let id: IncidentId = id_of(&request.id)?;
    let words = match request.language {
        Some(LetterLanguage::En) if door.words().language() != "en" => {
            Words::english_of_the_window()
        }
        Some(LetterLanguage::De) if door.words().language() != "de" => Words::german(),
        Some(LetterLanguage::En | LetterLanguage::De) | None => door.words(),
    };
    let details = door.desk.incident_show(id).await?;
    let zone = details.card.zone;
    let detail = incident_detail(&words, details);
    let before = before_view(&words, &door.desk.incident_before(id).await?);
    let redactor = door.desk.redactor().await?;
    let files = pack(&words, zone, door.desk.now(), detail, &before, &redactor)
        .map_err(|error| ApiError::internal("incident_report", &error))?;
    let place = request.path.map(PathBuf::from);
    let written = door.desk.pack_write(id, place.as_deref(), &files)?;
    Ok(ReportView {
        path: written.path.display().to_string(),
        bytes: written.bytes,
        sha256: written.sha256,
        files: written.files,
    })
}
