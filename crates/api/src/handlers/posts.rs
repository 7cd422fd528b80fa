//! Commands about posts and their deliveries.

use crate::commands::Door;
use crate::error::{ApiError, ErrorCode};
use crate::handlers::id_of;
use crate::render::delivery::{delivery_detail, delivery_view};
use crate::render::finding::finding_view;
use crate::render::why::why_view;
use crate::requests as ask;
use crate::views::{DeliveryDetail, DeliveryView, PostAdded, WhyView};
use roost_domain::delivery::DeliveryState;
use roost_domain::post::Poll;
use roost_engine::desk::{
    AddExtras, Draft, DraftMedia, DraftSegment, EditExtras, EditMedia, MediaSource, Pinning, Seen,
    When,
};

pub(crate) async fn add(door: &Door, request: ask::PostAdd) -> Result<PostAdded, ApiError> {
    let draft = draft(request.segments);
    let (when, pinning) = (when(request.when), pinning(request.pin));
    let extras = AddExtras {
        labels: request.labels,
        category: request.category.filter(|category| !category.trim().is_empty()),
        composition: request.composition.as_deref().map(id_of).transpose()?,
    };
    let added = door.desk.post_add_with(request.accounts, when, pinning, draft, extras).await?;
    Ok(PostAdded {
        post: added.post.to_string(),
        deliveries: added.deliveries.iter().map(|(id, _)| id.to_string()).collect(),
        due: added.deliveries.iter().map(|(_, due)| *due).collect(),
        findings: added.findings.iter().map(|one| finding_view(&door.words(), one)).collect(),
    })
}

pub(crate) async fn list(
    door: &Door,
    request: ask::PostList,
) -> Result<Vec<DeliveryView>, ApiError> {
    let state = match request.state {
        Some(word) => Some(
            DeliveryState::from_word(&word)
                .ok_or_else(|| ApiError::new(ErrorCode::BadState, &[("text", word.clone())]))?,
        ),
        None => None,
    };
    let cards = door.desk.post_list(state, request.account).await?;
    Ok(cards.into_iter().map(delivery_view).collect())
}

pub(crate) async fn show(
    door: &Door,
    request: ask::DeliveryNamed,
) -> Result<DeliveryDetail, ApiError> {
    Ok(delivery_detail(door.desk.post_show(id_of(&request.id)?).await?))
}

pub(crate) async fn edit(door: &Door, request: ask::PostEdit) -> Result<DeliveryDetail, ApiError> {
    let id = id_of(&request.id)?;
    let draft = draft(request.segments);
    let extras = EditExtras {
        media: match request.media {
            ask::EditMedia::KeepUnsaid => EditMedia::KeepUnsaid,
            ask::EditMedia::AsSaid => EditMedia::AsSaid,
        },
        labels: request.labels,
        composition: request.composition.as_deref().map(id_of).transpose()?,
    };
    Ok(delivery_detail(door.desk.post_edit(id, request.revision, draft, extras).await?))
}

pub(crate) async fn reschedule(
    door: &Door,
    request: ask::PostMove,
) -> Result<DeliveryDetail, ApiError> {
    let id = id_of(&request.id)?;
    let (when, pinning) = (when(request.when), pinning(request.pin));
    let moved = door.desk.post_move(id, request.revision, request.account, when, pinning).await?;
    Ok(delivery_detail(moved))
}

pub(crate) async fn cancel(
    door: &Door,
    request: ask::DeliverySeen,
) -> Result<DeliveryDetail, ApiError> {
    let id = id_of(&request.id)?;
    Ok(delivery_detail(door.desk.post_cancel(id, request.revision).await?))
}

pub(crate) async fn retry(
    door: &Door,
    request: ask::PostRetry,
) -> Result<DeliveryDetail, ApiError> {
    let id = id_of(&request.id)?;
    Ok(delivery_detail(door.desk.post_retry(id, request.revision, request.at).await?))
}

pub(crate) async fn delete(
    door: &Door,
    request: ask::DeliverySeen,
) -> Result<DeliveryDetail, ApiError> {
    let id = id_of(&request.id)?;
    Ok(delivery_detail(door.desk.post_delete(id, request.revision).await?))
}

pub(crate) async fn confirm(
    door: &Door,
    request: ask::PostConfirm,
) -> Result<DeliveryDetail, ApiError> {
    let id = id_of(&request.id)?;
    let seen = match request.seen {
        ask::Seen::There { remote_id } => Seen::There(remote_id),
        ask::Seen::NotThere => Seen::NotThere,
    };
    Ok(delivery_detail(door.desk.post_confirm(id, request.revision, seen).await?))
}

pub(crate) async fn why(door: &Door, request: ask::DeliveryNamed) -> Result<WhyView, ApiError> {
    let answer = door.desk.post_why(id_of(&request.id)?).await?;
    Ok(why_view(&door.words(), &answer))
}

pub(crate) fn draft(segments: Vec<ask::SegmentText>) -> Draft {
    let segment = |segment: ask::SegmentText| DraftSegment {
        text: segment.text,
        media: segment
            .media
            .into_iter()
            .map(|media| match media {
                ask::MediaText::Path(media) => {
                    DraftMedia { source: MediaSource::Path(media.path), alt: media.alt }
                }
                ask::MediaText::Kept(media) => {
                    DraftMedia { source: MediaSource::Kept(media.sha256), alt: media.alt }
                }
            })
            .collect(),
        poll: segment.poll.map(|poll| Poll { options: poll.options, minutes: poll.minutes }),
        reply_settings: segment.reply_settings,
    };
    Draft { segments: segments.into_iter().map(segment).collect() }
}

pub(crate) fn when(when: ask::When) -> When {
    match when {
        ask::When::At(text) => When::At(text),
        ask::When::Wall { time, zone } => When::Wall { time, zone },
        ask::When::Next => When::Next,
        ask::When::Draft => When::Draft,
    }
}

pub(crate) fn pinning(pin: ask::Pin) -> Pinning {
    match pin {
        ask::Pin::Loose => Pinning::Loose,
        ask::Pin::Pinned => Pinning::Pinned,
    }
}
