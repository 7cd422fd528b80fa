//! Commands about the calendar and the queue, and changes of more than one delivery.

use crate::commands::Door;
use crate::error::ApiError;
use crate::handlers::id_of;
use crate::handlers::posts::{pinning, when};
use crate::render::calendar::calendar_view;
use crate::render::planning::{moved_view, queue_view, turned_view, undo_step};
use crate::requests as ask;
use crate::views::{CalendarView, HistoryDone, HistoryView, Moved, QueueView};
use roost_engine::desk::{CalendarQuestion, Step};

pub(crate) async fn show(
    door: &Door,
    request: ask::CalendarShow,
) -> Result<CalendarView, ApiError> {
    let ask::CalendarShow { from, to, zone, accounts, most_per_day } = request;
    let asked = CalendarQuestion { from, to, zone, accounts, most_per_day };
    Ok(calendar_view(door.desk.calendar_show(asked).await?))
}

pub(crate) async fn queue(
    door: &Door,
    request: ask::QueueShow,
) -> Result<Vec<QueueView>, ApiError> {
    let queues = door.desk.queue_show(request.account).await?;
    let words = door.words();
    Ok(queues.into_iter().map(|queue| queue_view(&words, queue)).collect())
}

pub(crate) async fn reorder(door: &Door, request: ask::QueueReorder) -> Result<Moved, ApiError> {
    let id = id_of(&request.id)?;
    let before = request.before.as_deref().map(id_of).transpose()?;
    let moved = door.desk.queue_reorder(request.account, id, request.revision, before).await?;
    Ok(moved_view(&door.words(), moved))
}

pub(crate) async fn move_many(door: &Door, request: ask::PostMoveMany) -> Result<Moved, ApiError> {
    let mut steps = Vec::new();
    for one in request.moves {
        steps.push(Step {
            id: id_of(&one.id)?,
            seen: one.revision,
            when: when(one.when),
            pinning: one.pin.map(pinning),
        });
    }
    Ok(moved_view(&door.words(), door.desk.post_move_many(steps).await?))
}

pub(crate) async fn cancel_many(
    door: &Door,
    request: ask::PostCancelMany,
) -> Result<Moved, ApiError> {
    let seen = |one: ask::DeliverySeen| Ok((id_of(&one.id)?, one.revision));
    let ids = request.ids.into_iter().map(seen).collect::<Result<_, ApiError>>()?;
    Ok(moved_view(&door.words(), door.desk.post_cancel_many(ids).await?))
}

pub(crate) async fn shift(door: &Door, request: ask::PostShift) -> Result<Moved, ApiError> {
    let mut ids = Vec::new();
    for one in &request.ids {
        ids.push((id_of(&one.id)?, one.revision));
    }
    let moved = door.desk.post_shift(ids, request.days, request.minutes).await?;
    Ok(moved_view(&door.words(), moved))
}

pub(crate) async fn history(door: &Door, _: ask::Nothing) -> Result<HistoryView, ApiError> {
    let history = door.desk.history_show().await?;
    Ok(HistoryView { undo: history.undo.map(undo_step), redo: history.redo.map(undo_step) })
}

pub(crate) async fn undo(door: &Door, _: ask::Nothing) -> Result<HistoryDone, ApiError> {
    Ok(turned_view(&door.desk.history_undo().await?))
}

pub(crate) async fn redo(door: &Door, _: ask::Nothing) -> Result<HistoryDone, ApiError> {
    Ok(turned_view(&door.desk.history_redo().await?))
}
