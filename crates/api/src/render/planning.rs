//! Queues and changes of the plan as views.

use crate::render::delivery::delivery_view;
use crate::render::finding::finding_view;
use crate::render::why::why_view;
use crate::views::{HistoryDone, Moved, QueueEntry, QueueView, UndoStep};
use crate::words::Words;
use roost_domain::walltime::format_wall;
use roost_engine::desk::{AccountQueue, MovedDeliveries, QueuedDelivery, Turned};

pub(crate) fn queue_view(words: &Words, queue: AccountQueue) -> QueueView {
    let zone = queue.account.rules.zone;
    let line = |(index, one): (usize, QueuedDelivery)| {
        let delivery = delivery_view(one.card);
        QueueEntry {
            wall: delivery.due.map(|due| format_wall(zone, due)),
            position: index as u32 + 1,
            why: one.why.map(|why| why_view(words, &why).sentence),
            labels: one.parts.labels,
            segments: one.parts.segments,
            media: one.parts.media,
            delivery,
        }
    };
    QueueView {
        account: queue.name,
        zone: zone.name().to_owned(),
        deliveries: queue.deliveries.into_iter().enumerate().map(line).collect(),
    }
}

pub(crate) fn moved_view(words: &Words, moved: MovedDeliveries) -> Moved {
    Moved {
        findings: moved.findings.iter().map(|one| finding_view(words, one)).collect(),
        deliveries: moved.deliveries.into_iter().map(delivery_view).collect(),
    }
}

pub(crate) fn undo_step(step: roost_engine::desk::UndoStep) -> UndoStep {
    UndoStep { code: step.code.word(), count: step.count, at: step.at }
}

pub(crate) fn turned_view(turned: &Turned) -> HistoryDone {
    HistoryDone {
        done: undo_step(turned.step),
        deliveries: turned.deliveries.iter().map(ToString::to_string).collect(),
    }
}
