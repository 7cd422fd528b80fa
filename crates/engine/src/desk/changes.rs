//! How does the owner change what is planned? Editing, moving, cancelling, sending after all. Each
//! may carry the revision that was looked at; a delivery that changed meanwhile is a conflict.

use crate::desk::Desk;
use crate::desk::compositions::tidy_labels;
use crate::desk::drafts::{self, Draft};
use crate::desk::history::UndoCode;
use crate::desk::names::account_named;
use crate::desk::posts::{
    DeliveryDetails, Pinning, When, delivery_details, get_seen, hold_if_held, place,
    with_media_rows,
};
use crate::error::EngineError;
use roost_domain::Timestamp;
use roost_domain::account::Account;
use roost_domain::delivery::{DeliveryState, IllegalMove, Timing};
use roost_domain::ids::{DeliveryId, PostId};
use roost_domain::post::Segment;
use roost_domain::walltime::parse_at;
use roost_store::Tx;
use roost_store::tables::deliveries::{DeliveryRecord, Placed};

impl Desk {
    /// Changes a post's words, and its labels where they are said. Every delivery of it that has not
    /// begun says the new ones; one that is out, or may be, keeps the old.
    pub async fn post_edit(
        &self,
        id: DeliveryId,
        seen: Option<i64>,
        draft: Draft,
        extras: EditExtras,
    ) -> Result<DeliveryDetails, EngineError> {
        let kept_media = self
            .read(move |tx| {
                let record = get_seen(tx, id, seen)?;
                may_edit(&record)?;
                Ok(tx.get_post(record.delivery.post)?.segments)
            })
            .await?;
        match extras.media {
            EditMedia::KeepUnsaid => check_edit(&draft, &kept_media)?,
            EditMedia::AsSaid => drafts::check(&draft)?,
        }
        let segments = self.segments_of(draft).await?;
        let now = self.now();
        self.change_plan(UndoCode::Edited, move |tx| {
            let record = get_seen(tx, id, seen)?;
            may_edit(&record)?;
            let old = tx.get_post(record.delivery.post)?;
            let mut segments = with_media_rows(tx, segments, now)?;
            for (segment, before) in segments.iter_mut().zip(&old.segments) {
                let has_none = segment.media.is_empty() && segment.poll.is_none();
                if has_none && extras.media == EditMedia::KeepUnsaid {
                    segment.media.clone_from(&before.media);
                }
            }
            let post = rewrite(tx, old.id, &segments, now)?;
            if let Some(labels) = &extras.labels {
                tx.set_labels(post, &tidy_labels(labels))?;
            }
            if let Some(composition) = extras.composition {
                tx.discard_composition(composition)?;
            }
            delivery_details(tx, id)
        })
        .await
    }

    /// Moves a delivery to another time, the next free slot, or back to the drafts; a draft, those
    /// of removed accounts too, also to another account.
    pub async fn post_move(
        &self,
        id: DeliveryId,
        seen: Option<i64>,
        account: Option<String>,
        when: When,
        pinning: Pinning,
    ) -> Result<DeliveryDetails, EngineError> {
        let now = self.now();
        let draw = (self.parts.dice)();
        let code = if when == When::Draft { UndoCode::Drafted } else { UndoCode::Moved };
        self.change_plan(code, move |tx| {
            let record = get_seen(tx, id, seen)?;
            let account = match &account {
                Some(name) => reassign(tx, &record, name)?,
                None => account_of(tx, &record)?,
            };
            let mut placed = place_anew(tx, &record, &account, &when, pinning, now, draw)?;
            placed.state = legal_for(&record, placed.state)?;
            tx.place_delivery(id, &placed)?;
            delivery_details(tx, id)
        })
        .await
    }

    /// Takes a delivery back.
    pub async fn post_cancel(
        &self,
        id: DeliveryId,
        seen: Option<i64>,
    ) -> Result<DeliveryDetails, EngineError> {
        let now = self.now();
        self.change_plan(UndoCode::Cancelled, move |tx| {
            cancel(tx, id, seen, now)?;
            delivery_details(tx, id)
        })
        .await
    }

    /// Sends a failed or missed delivery, or one that was picked out, after all: now, or at a time.
    pub async fn post_retry(
        &self,
        id: DeliveryId,
        seen: Option<i64>,
        at: Option<String>,
    ) -> Result<DeliveryDetails, EngineError> {
        let now = self.now();
        self.change_plan(UndoCode::Retried, move |tx| {
            let record = get_seen(tx, id, seen)?;
            check(&record, DeliveryState::Scheduled)?;
            check_retry(&record)?;
            let account = account_of(tx, &record)?;
            let due = match at {
                Some(text) => parse_at(&text, account.rules.zone, now)?,
                None => now,
            };
            let timing = match record.delivery.timing {
                Timing::Pinned => Timing::Pinned,
                Timing::Slot | Timing::Chosen => Timing::Chosen,
            };
            let mut placed = Placed {
                state: DeliveryState::Scheduled,
                timing,
                due: Some(due),
                original_due: record.delivery.original_due.or(Some(due)),
                slot_at: None,
                incident: None,
                held_at: None,
                reason: None,
                ended_at: None,
            };
            hold_if_held(tx, &account, &mut placed, now)?;
            tx.place_delivery(id, &placed)?;
            delivery_details(tx, id)
        })
        .await
    }
}

/// What an edit does beside the words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditExtras {
    /// What becomes of media that a segment has and the edit doesn't bring.
    pub media: EditMedia,
    /// The labels from now on; `None` leaves them.
    pub labels: Option<Vec<String>>,
    /// The composition that goes with it.
    pub composition: Option<i64>,
}

/// What becomes of media that a segment has and an edit doesn't bring.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum EditMedia {
    /// A segment that brings none keeps those it has.
    #[default]
    KeepUnsaid,
    /// A segment has those that it brings.
    AsSaid,
}

/// Lets every delivery of a post that has not begun say new words: the post that says them. Where one
/// has begun the others get a post of their own.
fn rewrite(
    tx: &Tx<'_>,
    old: PostId,
    segments: &[Segment],
    now: Timestamp,
) -> Result<PostId, EngineError> {
    let (open, begun): (Vec<_>, Vec<_>) =
        tx.deliveries_of_post(old)?.into_iter().partition(|other| may_edit(other).is_ok());
    if begun.is_empty() {
        tx.rewrite_post(old, segments)?;
        for other in open {
            tx.touch_delivery(other.delivery.id)?;
        }
        return Ok(old);
    }
    let new = tx.add_post(segments, now)?;
    tx.set_labels(new, &tx.labels_of(old)?)?;
    tx.set_category(new, tx.category_of(old)?.as_deref())?;
    for other in open {
        tx.repoint_delivery(other.delivery.id, new)?;
    }
    Ok(new)
}

/// Where a delivery comes to stand by the owner's word, seen as if it were added now. Its own old
/// place does not stand in its way.
fn place_anew(
    tx: &Tx<'_>,
    record: &DeliveryRecord,
    account: &Account,
    when: &When,
    pinning: Pinning,
    now: Timestamp,
    draw: u64,
) -> Result<Placed, EngineError> {
    let out_of_the_way = Placed { due: None, slot_at: None, ..record.placed() };
    tx.place_delivery(record.delivery.id, &out_of_the_way)?;
    let category = tx.category_of(record.delivery.post)?;
    place(tx, account, when, (pinning, category.as_deref()), now, draw)
}

/// The nearest legal state to the one wanted: a missed or failed one that gets a slot is scheduled,
/// because `queued` is only for those that never left the queue.
pub(crate) fn legal_for(
    record: &DeliveryRecord,
    wanted: DeliveryState,
) -> Result<DeliveryState, EngineError> {
    let from = record.delivery.state;
    let via = match (from, wanted) {
        // A held account: the move itself must be legal, then it is held in its new place.
        (DeliveryState::Held, DeliveryState::Held) => return Ok(DeliveryState::Held),
        (_, DeliveryState::Held) => {
            check(record, DeliveryState::Scheduled)?;
            return Ok(DeliveryState::Held);
        }
        (DeliveryState::Missed | DeliveryState::Failed, DeliveryState::Queued) => {
            DeliveryState::Scheduled
        }
        (DeliveryState::Draft, DeliveryState::Draft) => return Ok(DeliveryState::Draft),
        (_, wanted) => wanted,
    };
    check(record, via)?;
    Ok(via)
}

/// Whether the owner may make this move. What is being sent, or may be out, is never sent again by a
/// move: it is looked for first, or settled with `post confirm`.
pub(crate) fn check(record: &DeliveryRecord, to: DeliveryState) -> Result<(), EngineError> {
    let (id, from) = (record.delivery.id, record.delivery.state);
    let may_be_out = match from {
        DeliveryState::Sending | DeliveryState::Unconfirmed => true,
        DeliveryState::Draft
        | DeliveryState::Queued
        | DeliveryState::Scheduled
        | DeliveryState::Published
        | DeliveryState::Failed
        | DeliveryState::Held
        | DeliveryState::Missed
        | DeliveryState::Cancelled => false,
    };
    if may_be_out && to != DeliveryState::Cancelled {
        return Err(EngineError::IllegalMove { id, step: IllegalMove { from, to } });
    }
    from.check_move(to).map_err(|step| EngineError::IllegalMove { id, step })
}

/// What has not been tried is not tried again: by a wrong id a draft would go out at once.
fn check_retry(record: &DeliveryRecord) -> Result<(), EngineError> {
    let (id, state) = (record.delivery.id, record.delivery.state);
    match state {
        DeliveryState::Draft | DeliveryState::Queued | DeliveryState::Scheduled => {
            Err(EngineError::NotRetryable { id, state })
        }
        DeliveryState::Sending
        | DeliveryState::Unconfirmed
        | DeliveryState::Published
        | DeliveryState::Failed
        | DeliveryState::Held
        | DeliveryState::Missed
        | DeliveryState::Cancelled => Ok(()),
    }
}

/// Takes one delivery back.
pub(crate) fn cancel(
    tx: &Tx<'_>,
    id: DeliveryId,
    seen: Option<i64>,
    now: Timestamp,
) -> Result<(), EngineError> {
    let record = get_seen(tx, id, seen)?;
    check(&record, DeliveryState::Cancelled)?;
    let placed = Placed {
        state: DeliveryState::Cancelled,
        held_at: None,
        reason: None,
        ended_at: Some(now),
        ..record.placed()
    };
    Ok(tx.place_delivery(id, &placed)?)
}

/// Lets a draft go to another account. What is planned or was tried has a history with its own, and
/// an account says the same post once.
fn reassign(tx: &Tx<'_>, record: &DeliveryRecord, name: &str) -> Result<Account, EngineError> {
    let account = account_named(tx, name)?;
    let (id, state) = (record.delivery.id, record.delivery.state);
    if account.id == record.delivery.account {
        return Ok(account);
    }
    if state != DeliveryState::Draft {
        return Err(EngineError::NotADraft { id, state });
    }
    let others = tx.deliveries_of_post(record.delivery.post)?;
    let says_it = |other: &&DeliveryRecord| {
        other.delivery.account == account.id && other.delivery.state != DeliveryState::Cancelled
    };
    if let Some(other) = others.iter().find(says_it) {
        return Err(EngineError::SaidThere { id: other.delivery.id, handle: account.handle });
    }
    tx.reassign_delivery(id, account.id)?;
    Ok(account)
}

/// The account of a delivery; one that was removed takes nothing.
pub(crate) fn account_of(tx: &Tx<'_>, record: &DeliveryRecord) -> Result<Account, EngineError> {
    let id = record.delivery.account;
    let missing = || EngineError::NoAccount { name: id.to_string() };
    let account = tx.find_account(id)?.ok_or_else(missing)?;
    if tx.account_is_removed(id)? {
        return Err(EngineError::NoAccount { name: account.handle });
    }
    // By its name once more, so that the answer is the same as for any other command.
    account_named(tx, &format!("{}:{}", account.network.word(), account.handle))
}

/// Words change only while nothing of them is out, or may be.
pub(crate) fn may_edit(record: &DeliveryRecord) -> Result<(), EngineError> {
    let id = record.delivery.id;
    match record.delivery.state {
        DeliveryState::Draft
        | DeliveryState::Queued
        | DeliveryState::Scheduled
        | DeliveryState::Held
        | DeliveryState::Missed
        | DeliveryState::Failed => {
            if record.delivery.segments_out == 0 {
                Ok(())
            } else {
                Err(EngineError::HalfSent { id })
            }
        }
        state @ (DeliveryState::Sending
        | DeliveryState::Unconfirmed
        | DeliveryState::Published
        | DeliveryState::Cancelled) => Err(EngineError::NotEditable { id, state }),
    }
}

/// A segment that brings no media keeps those it has, so its text may be empty.
fn check_edit(draft: &Draft, before: &[Segment]) -> Result<(), EngineError> {
    if draft.segments.len() > before.len() {
        return Ok(drafts::check(draft)?);
    }
    for (index, (segment, before)) in draft.segments.iter().zip(before).enumerate() {
        let has_media = !segment.media.is_empty() || !before.media.is_empty();
        drafts::check_text(&segment.text, has_media, index + 1)?;
    }
    let rest = Draft {
        segments: draft
            .segments
            .iter()
            .cloned()
            .map(|mut segment| {
                if segment.text.trim().is_empty() {
                    // Found good above; what is left to look at is media, polls and alt texts.
                    "-".clone_into(&mut segment.text);
                }
                segment
            })
            .collect(),
    };
    Ok(drafts::check(&rest)?)
}
