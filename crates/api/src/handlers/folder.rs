//! Commands about the folder itself and its health.

use crate::commands::Door;
use crate::error::ApiError;
use crate::render::check::check_view;
use crate::requests::Nothing;
use crate::views::{DoctorView, FolderConfirmed};

pub(crate) async fn confirm(door: &Door, _: Nothing) -> Result<FolderConfirmed, ApiError> {
    let confirmed = door.desk.folder_confirm().await?;
    let (was_waiting, unconfirmed) = (confirmed.was_waiting, confirmed.unconfirmed);
    Ok(FolderConfirmed { was_waiting, unconfirmed })
}

pub(crate) async fn doctor(door: &Door, _: Nothing) -> Result<DoctorView, ApiError> {
    let checks = door.desk.doctor_check().await?;
    Ok(DoctorView { checks: checks.iter().map(|check| check_view(&door.words(), check)).collect() })
}
