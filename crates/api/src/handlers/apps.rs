//! Commands about developer apps.

use crate::commands::Door;
use crate::error::ApiError;
use crate::requests::{AppNamed, Nothing};
use crate::views::{AppRemoved, AppView};
use roost_engine::desk::AppCard;

pub(crate) async fn list(door: &Door, _: Nothing) -> Result<Vec<AppView>, ApiError> {
    Ok(door.desk.app_list().await?.into_iter().map(view).collect())
}

pub(crate) async fn show(door: &Door, request: AppNamed) -> Result<AppView, ApiError> {
    Ok(view(door.desk.app_show(request.app).await?))
}

pub(crate) async fn remove(door: &Door, request: AppNamed) -> Result<AppRemoved, ApiError> {
    let (id, name) = door.desk.app_remove(request.app).await?;
    Ok(AppRemoved { id: id.to_string(), name })
}

fn view(card: AppCard) -> AppView {
    AppView {
        id: card.app.id.to_string(),
        network: card.app.network.word(),
        name: card.app.name,
        api_base: card.app.api_base,
        consumer_key: card.app.consumer_key,
        state: if card.incidents.is_empty() { "active" } else { "held" },
        incidents: card.incidents.iter().map(ToString::to_string).collect(),
        accounts: card.accounts,
    }
}
