//! Commands about what is being written: keeping it, its media, and looking at it as the engine will.

use crate::commands::Door;
use crate::error::{ApiError, ErrorCode};
use crate::handlers::id_of;
use crate::handlers::posts::{draft, when};
use crate::render::composing::{check_view, composition_view, drafts_view, saved_view};
use crate::requests as ask;
use crate::views::{CompositionSaved, CompositionView, DraftView, MediaAdded, PostCheck};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use roost_engine::desk::MediaAdded as Kept;

pub(crate) async fn save(
    door: &Door,
    request: ask::CompositionSave,
) -> Result<CompositionSaved, ApiError> {
    let id = request.id.as_deref().map(id_of).transpose()?;
    let content = serde_json::to_string(&request.content)
        .map_err(|error| ApiError::internal("composition_save", &error))?;
    let media = request.content.segments.into_iter().flat_map(|segment| segment.media);
    let media = media.map(|media| media.sha256).collect();
    let row = door.desk.composition_save(id, request.revision, content, media).await?;
    Ok(saved_view(&row))
}

pub(crate) async fn show(
    door: &Door,
    request: ask::CompositionNamed,
) -> Result<CompositionView, ApiError> {
    composition_view(&door.desk.composition_show(id_of(&request.id)?).await?)
}

pub(crate) async fn discard(
    door: &Door,
    request: ask::CompositionNamed,
) -> Result<ask::Nothing, ApiError> {
    door.desk.composition_discard(id_of(&request.id)?).await?;
    Ok(ask::Nothing {})
}

pub(crate) async fn drafts(door: &Door, _: ask::Nothing) -> Result<Vec<DraftView>, ApiError> {
    drafts_view(door.desk.drafts_list().await?)
}

pub(crate) async fn labels(door: &Door, _: ask::Nothing) -> Result<Vec<String>, ApiError> {
    Ok(door.desk.label_list().await?)
}

pub(crate) async fn media_add(door: &Door, request: ask::MediaAdd) -> Result<MediaAdded, ApiError> {
    Ok(media_view(door.desk.media_add(request.path).await?))
}

pub(crate) async fn media_add_bytes(
    door: &Door,
    request: ask::MediaAddBytes,
) -> Result<MediaAdded, ApiError> {
    let content = STANDARD.decode(request.base64.trim()).map_err(|error| {
        let params = [("path", request.name.clone()), ("reason", error.to_string())];
        ApiError::new(ErrorCode::MediaUnreadable, &params).caused_by(&error)
    })?;
    Ok(media_view(door.desk.media_add_bytes(request.name, content).await?))
}

pub(crate) async fn check(door: &Door, request: ask::PostToCheck) -> Result<PostCheck, ApiError> {
    let editing = request.editing.as_deref().map(id_of).transpose()?;
    let (draft, when) = (draft(request.segments), request.when.map(when));
    let checked = door.desk.post_check(request.accounts, draft, when, editing).await?;
    Ok(check_view(&door.words(), checked))
}

fn media_view(kept: Kept) -> MediaAdded {
    let Kept { sha256, mime, bytes, kind, name } = kept;
    MediaAdded { sha256, mime: mime.to_owned(), bytes, kind, name }
}
