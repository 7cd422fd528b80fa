//! Commands about settings and copies of the database.

use crate::commands::Door;
use crate::error::ApiError;
use crate::requests as ask;
use crate::views::{BackupView, Settings};
use roost_engine::desk::records::CopyRow;
use roost_engine::desk::{SettingChanges, Settings as Set};

pub(crate) async fn show(door: &Door, _: ask::Nothing) -> Result<Settings, ApiError> {
    Ok(view(door, door.desk.settings_show().await?))
}

pub(crate) async fn set(door: &Door, request: ask::SettingsSet) -> Result<Settings, ApiError> {
    let changes = SettingChanges {
        theme: request.theme,
        contrast: request.contrast,
        language: request.language,
        zone: request.zone,
        week_start: request.week_start,
        notify_incidents: request.notify_incidents,
        notify_missed: request.notify_missed,
        first_run_done: request.first_run_done,
    };
    let settings = door.desk.settings_set(changes).await?;
    door.speak(settings.language);
    Ok(view(door, settings))
}

pub(crate) async fn backup_now(door: &Door, _: ask::Nothing) -> Result<BackupView, ApiError> {
    Ok(backup_view(&door.desk.backup_now().await?))
}

pub(crate) async fn backup_list(door: &Door, _: ask::Nothing) -> Result<Vec<BackupView>, ApiError> {
    Ok(door.desk.backup_list().await?.iter().map(backup_view).collect())
}

fn backup_view(copy: &CopyRow) -> BackupView {
    BackupView {
        path: copy.path.display().to_string(),
        bytes: copy.bytes,
        at: copy.made_at,
        kind: copy.kind,
    }
}

fn view(door: &Door, set: Set) -> Settings {
    let zone = set.zone.unwrap_or(door.desk.machine_zone());
    Settings {
        theme: set.theme,
        contrast: set.contrast,
        language: set.language,
        zone: set.zone.map(|zone| zone.name().to_owned()),
        effective_zone: zone.name().to_owned(),
        week_start: set.week_start,
        notify_incidents: set.notify_incidents,
        notify_missed: set.notify_missed,
        first_run_done: set.first_run_done,
        zones: chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect(),
        data_folder: door
            .desk
            .data_folder()
            .map(|folder| folder.display().to_string())
            .unwrap_or_default(),
        version: env!("CARGO_PKG_VERSION"),
    }
}
