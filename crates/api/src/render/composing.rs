//! Compositions, drafts and posts that are looked at while they are written, as views.

use crate::error::ApiError;
use crate::render::finding::rule_view;
use crate::requests::Composition;
use crate::views::{
    CapView, CompositionSaved, CompositionView, CostView, DraftView, NextSlotView, PostCheck,
    SegmentCheck, TextRange,
};
use crate::words::Words;
use roost_domain::post::SEGMENT_SEPARATOR;
use roost_domain::text::Span;
use roost_domain::walltime::format_wall;
use roost_engine::desk::records::CompositionRow;
use roost_engine::desk::{CheckedPost, CheckedSegment, DraftDelivery, Drafts, Prices};
use roost_engine::error::EngineError;

pub(crate) fn saved_view(row: &CompositionRow) -> CompositionSaved {
    let (id, revision) = (row.id.to_string(), row.revision);
    CompositionSaved { id, revision, saved_at: row.saved_at }
}

pub(crate) fn composition_view(row: &CompositionRow) -> Result<CompositionView, ApiError> {
    let (id, revision, saved_at) = (row.id.to_string(), row.revision, row.saved_at);
    Ok(CompositionView { id, revision, saved_at, content: content_of(row)? })
}

fn content_of(row: &CompositionRow) -> Result<Composition, ApiError> {
    serde_json::from_str(&row.content)
        .map_err(|error| ApiError::internal("composition_show", &error))
}

/// Both kinds of drafts, the newest first.
pub(crate) fn drafts_view(drafts: Drafts) -> Result<Vec<DraftView>, ApiError> {
    let mut views: Vec<DraftView> = drafts.deliveries.into_iter().map(draft_view).collect();
    for row in &drafts.compositions {
        views.push(unfinished_view(row, content_of(row)?));
    }
    views.sort_by_key(|view| std::cmp::Reverse(view.saved_at));
    Ok(views)
}

fn draft_view(draft: DraftDelivery) -> DraftView {
    let delivery = &draft.card.line.record.delivery;
    DraftView {
        kind: "delivery",
        id: delivery.id.to_string(),
        revision: delivery.revision,
        accounts: vec![draft.card.account],
        segments: draft.parts.segments,
        media: draft.parts.media,
        alt_missing: draft.parts.alt_missing,
        labels: draft.parts.labels,
        saved_at: draft.written_at,
        text: draft.card.line.text,
    }
}

fn unfinished_view(row: &CompositionRow, content: Composition) -> DraftView {
    let media = || content.segments.iter().flat_map(|segment| &segment.media);
    let texts: Vec<&str> = content.segments.iter().map(|segment| segment.text.as_str()).collect();
    DraftView {
        kind: "composition",
        id: row.id.to_string(),
        revision: row.revision,
        segments: content.segments.len() as u32,
        media: media().count() as u32,
        alt_missing: media().filter(|media| media.alt.trim().is_empty()).count() as u32,
        text: texts.join(SEGMENT_SEPARATOR),
        accounts: content.accounts,
        labels: content.labels,
        saved_at: row.saved_at,
    }
}

pub(crate) fn check_view(words: &Words, checked: CheckedPost) -> PostCheck {
    let prices = Prices::known();
    let mut view = PostCheck {
        segments: checked.segments.into_iter().map(segment_view).collect(),
        costs: Vec::new(),
        caps: Vec::new(),
        next_slots: Vec::new(),
        findings: Vec::new(),
        total_micro_usd: None,
    };
    for one in checked.accounts {
        let account = one.account;
        if let Some(cost) = one.cost.micro_usd {
            view.total_micro_usd = Some(view.total_micro_usd.unwrap_or_default() + cost);
        }
        view.costs.push(CostView {
            account: account.clone(),
            micro_usd: one.cost.micro_usd,
            with_link: one.cost.with_link,
            as_of: prices.as_of.to_string(),
            source: prices.source.clone(),
        });
        view.caps.push(CapView {
            account: account.clone(),
            used: one.cap_used,
            cap: one.cap,
            planned: one.cap_planned,
        });
        view.findings.extend(one.findings.iter().map(|rule| rule_view(words, rule, String::new())));
        view.next_slots.extend(one.next_slot.map(|at| NextSlotView {
            wall: format_wall(one.zone, at),
            account,
            at,
        }));
    }
    view
}

fn segment_view(segment: CheckedSegment) -> SegmentCheck {
    let count = segment.count;
    let problem = |error| ApiError::from(EngineError::Draft(error)).code;
    SegmentCheck {
        weighted: count.weighted,
        max: count.max,
        valid: count.valid,
        over: count.weighted.saturating_sub(count.max),
        urls: ranges(count.urls),
        mentions: ranges(count.mentions),
        hashtags: ranges(count.hashtags),
        cashtags: ranges(count.cashtags),
        problems: segment.problems.into_iter().map(problem).collect(),
    }
}

fn ranges(spans: Vec<Span>) -> Vec<TextRange> {
    let range = |Span { start, end, text }: Span| TextRange { start, end, text };
    spans.into_iter().map(range).collect()
}
