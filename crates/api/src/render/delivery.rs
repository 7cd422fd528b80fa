//! Deliveries as views.

use crate::views::{
    AttemptView, DeliveryDetail, DeliveryView, MediaView, PollView, SegmentView, SiblingView,
};
use roost_domain::delivery::Timing;
use roost_domain::post::{ReplySettings, Segment};
use roost_domain::walltime::format_wall;
use roost_engine::desk::records::{AttemptRecord, SegmentOut};
use roost_engine::desk::{DeliveryCard, DeliveryDetails};

pub(crate) fn delivery_view(card: DeliveryCard) -> DeliveryView {
    let record = card.line.record;
    let delivery = record.delivery;
    DeliveryView {
        id: delivery.id.to_string(),
        post: delivery.post.to_string(),
        account: card.account,
        state: delivery.state.word(),
        due: delivery.due,
        original_due: delivery.original_due,
        text: card.line.text,
        remote_id: record.remote_id,
        url: record.url,
        attempts: delivery.attempts,
        reason: record.reason,
        timing: timing_word(delivery.timing),
        incident: delivery.incident.map(|id| id.to_string()),
        published_at: record.published_at,
        revision: delivery.revision,
    }
}

pub(crate) fn timing_word(timing: Timing) -> &'static str {
    match timing {
        Timing::Slot => "slot",
        Timing::Chosen => "chosen",
        Timing::Pinned => "pinned",
    }
}

pub(crate) fn delivery_detail(details: DeliveryDetails) -> DeliveryDetail {
    let out = details.out;
    let segment = |(position, segment): (usize, Segment)| {
        let found = out.iter().find(|known| known.position as usize == position);
        segment_view(segment, found)
    };
    DeliveryDetail {
        note: details.card.line.record.reason_note.clone(),
        segments: details.post.segments.into_iter().enumerate().map(segment).collect(),
        attempt_log: details.attempts.into_iter().map(attempt_view).collect(),
        labels: details.labels,
        category: details.category,
        wall: details.card.line.record.delivery.due.map(|due| format_wall(details.zone, due)),
        zone: details.zone.name().to_owned(),
        siblings: details.siblings.into_iter().map(sibling_view).collect(),
        delivery: delivery_view(details.card),
    }
}

fn sibling_view(card: DeliveryCard) -> SiblingView {
    SiblingView { id: card.line.record.delivery.id.to_string(), account: card.account }
}

/// The words of who may reply.
pub(crate) const REPLY_WORDS: [&str; 5] =
    ["everyone", "following", "mentioned_users", "subscribers", "verified"];

fn segment_view(segment: Segment, out: Option<&SegmentOut>) -> SegmentView {
    SegmentView {
        text: segment.text,
        media: segment
            .media
            .into_iter()
            .map(|media| MediaView {
                sha256: media.sha256,
                mime: media.mime,
                bytes: media.bytes,
                alt: media.alt,
            })
            .collect(),
        poll: segment.poll.map(|poll| PollView { options: poll.options, minutes: poll.minutes }),
        reply_settings: match segment.reply_settings {
            ReplySettings::Everyone => "everyone",
            ReplySettings::Following => "following",
            ReplySettings::MentionedUsers => "mentioned_users",
            ReplySettings::Subscribers => "subscribers",
            ReplySettings::Verified => "verified",
        },
        remote_id: out.map(|out| out.remote_id.clone()).filter(|id| !id.is_empty()),
        url: out.map(|out| out.url.clone()).filter(|url| !url.is_empty()),
    }
}

fn attempt_view(attempt: AttemptRecord) -> AttemptView {
    AttemptView {
        id: attempt.id.to_string(),
        purpose: attempt.purpose,
        outcome: attempt.outcome,
        began_at: attempt.began_at,
        ended_at: attempt.ended_at,
        http_status: attempt.http_status,
        kind: attempt.kind,
        codes: attempt.codes,
        message: attempt.message,
        body: attempt.body,
    }
}
