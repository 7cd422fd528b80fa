//! What did a change of the plan change? While a journal is open in a transaction, the functions that
//! change deliveries and posts by the owner's word leave there what was before; when it is closed,
//! what is after is read and both are kept, so that the change can be undone. No command has to
//! think of it.

use crate::tables::columns::reply_word;
use crate::tables::columns::{find_instant, get_state, get_timing, millis, timing_word, unknown};
use crate::tables::deliveries::Placed;
use crate::tables::slots::SlotRow;
use crate::{StoreError, Tx};
use chrono::DateTime;
use roost_domain::Timestamp;
use roost_domain::ids::{AccountId, DeliveryId, IncidentId, MediaId, PostId};
use roost_domain::post::{Media, Segment};
use rusqlite::OptionalExtension;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What was before, by row; `None` for a row that the change made.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    deliveries: BTreeMap<DeliveryId, Option<Value>>,
    posts: BTreeMap<PostId, Option<Value>>,
    slots: BTreeMap<AccountId, Value>,
}

/// One row as a change found it, and as it left it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) kind: &'static str,
    pub(crate) row: i64,
    pub(crate) before: Option<String>,
    pub(crate) after: String,
    pub(crate) revision: i64,
}

/// A delivery as a change found it, or left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryThen {
    /// What it said.
    pub post: PostId,
    /// Where it goes; `None` in a change that was kept before deliveries could change their account.
    pub account: Option<AccountId>,
    /// Where it stood.
    pub placed: Placed,
    /// The network's own words.
    pub note: Option<String>,
}

/// A post as a change found it, or left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostThen {
    /// Its segments. Media are known by their rows and alt texts alone.
    pub segments: Vec<Segment>,
    /// Its labels.
    pub labels: Vec<String>,
    /// Its category.
    pub category: Option<String>,
}

impl Tx<'_> {
    /// Begins to write down what the owner's changes find.
    pub fn open_journal(&self) {
        self.journal.replace(Some(Journal::default()));
    }

    /// Every row that was changed since the journal was opened.
    pub(crate) fn close_journal(&self) -> Result<Vec<Entry>, StoreError> {
        let Some(journal) = self.journal.take() else { return Ok(Vec::new()) };
        let mut entries = Vec::new();
        for (id, before) in journal.deliveries {
            let Some((after, revision)) = self.delivery_now(id)? else { continue };
            // One whose post alone changed is kept too: its revision moved.
            entries.push(entry("delivery", id.0, before, &after, revision));
        }
        for (id, before) in journal.posts {
            // A post that was made is reached by its deliveries alone: they are what is undone.
            let (Some(before), Some((after, revision))) = (before, self.post_now(id)?) else {
                continue;
            };
            if before != after {
                entries.push(entry("post", id.0, Some(before), &after, revision));
            }
        }
        for (id, before) in journal.slots {
            let after = slots_json(&self.all_slots(id)?);
            if before != after {
                // They have no revision: undo looks at the slots themselves.
                entries.push(entry("slots", id.0, Some(before), &after, 0));
            }
        }
        Ok(entries)
    }

    /// To be called before an account's slots are changed.
    pub(crate) fn journal_slots(&self, id: AccountId) -> Result<(), StoreError> {
        let is_new = |journal: &Journal| !journal.slots.contains_key(&id);
        if self.journal.borrow().as_ref().is_some_and(is_new) {
            let before = slots_json(&self.all_slots(id)?);
            if let Some(journal) = self.journal.borrow_mut().as_mut() {
                journal.slots.insert(id, before);
            }
        }
        Ok(())
    }

    /// To be called before a delivery is changed.
    pub(crate) fn journal_delivery(&self, id: DeliveryId) -> Result<(), StoreError> {
        let is_new = |journal: &Journal| !journal.deliveries.contains_key(&id);
        if self.journal.borrow().as_ref().is_some_and(is_new) {
            let before = self.delivery_now(id)?.map(|(value, _)| value);
            if let Some(journal) = self.journal.borrow_mut().as_mut() {
                journal.deliveries.insert(id, before);
            }
        }
        Ok(())
    }

    /// To be called after a delivery was made.
    pub(crate) fn journal_new_delivery(&self, id: DeliveryId) {
        if let Some(journal) = self.journal.borrow_mut().as_mut() {
            journal.deliveries.insert(id, None);
        }
    }

    /// To be called before a post is changed.
    pub(crate) fn journal_post(&self, id: PostId) -> Result<(), StoreError> {
        let is_new = |journal: &Journal| !journal.posts.contains_key(&id);
        if self.journal.borrow().as_ref().is_some_and(is_new) {
            let before = self.post_now(id)?.map(|(value, _)| value);
            if let Some(journal) = self.journal.borrow_mut().as_mut() {
                journal.posts.insert(id, before);
            }
        }
        Ok(())
    }

    /// To be called after a post was made.
    pub(crate) fn journal_new_post(&self, id: PostId) {
        if let Some(journal) = self.journal.borrow_mut().as_mut() {
            journal.posts.insert(id, None);
        }
    }

    fn delivery_now(&self, id: DeliveryId) -> Result<Option<(Value, i64)>, StoreError> {
        let row = self
            .db()
            .prepare_cached(
                "SELECT post_id, account_id, state, timing, due, original_due, slot_at, incident_id, held_at,
                    reason, reason_note, ended_at, revision
                 FROM deliveries WHERE id = ?1",
            )?
            .query_row([id.0], |row| {
                let then = DeliveryThen {
                    post: PostId(row.get("post_id")?),
                    account: Some(AccountId(row.get("account_id")?)),
                    placed: Placed {
                        state: get_state(row, "state")?,
                        timing: get_timing(row, "timing")?,
                        due: find_instant(row, "due")?,
                        original_due: find_instant(row, "original_due")?,
                        slot_at: find_instant(row, "slot_at")?,
                        incident: row.get::<_, Option<i64>>("incident_id")?.map(IncidentId),
                        held_at: find_instant(row, "held_at")?,
                        reason: row.get("reason")?,
                        ended_at: find_instant(row, "ended_at")?,
                    },
                    note: row.get("reason_note")?,
                };
                Ok((delivery_json(&then), row.get("revision")?))
            })
            .optional()?;
        Ok(row)
    }

    fn post_now(&self, id: PostId) -> Result<Option<(Value, i64)>, StoreError> {
        let Some(post) = self.find_post(id)? else { return Ok(None) };
        let then = PostThen {
            labels: self.labels_of(id)?,
            category: self.category_of(id)?,
            segments: post.segments,
        };
        Ok(Some((post_json(&then), post.revision)))
    }
}

fn entry(
    kind: &'static str,
    row: i64,
    before: Option<Value>,
    after: &Value,
    revision: i64,
) -> Entry {
    let before = before.map(|value| value.to_string());
    Entry { kind, row, before, after: after.to_string(), revision }
}

fn delivery_json(then: &DeliveryThen) -> Value {
    let placed = &then.placed;
    json!({
        "post": then.post.0, "account": then.account.map(|id| id.0), "state": placed.state.word(), "timing": timing_word(placed.timing),
        "due": millis(placed.due), "original_due": millis(placed.original_due),
        "slot_at": millis(placed.slot_at), "incident": placed.incident.map(|id| id.0),
        "held_at": millis(placed.held_at), "reason": placed.reason, "note": then.note,
        "ended_at": millis(placed.ended_at),
    })
}

fn post_json(then: &PostThen) -> Value {
    let segment = |segment: &Segment| {
        let media = |media: &Media| json!({ "id": media.id.0, "alt": media.alt });
        json!({
            "text": segment.text, "reply_settings": reply_word(segment.reply_settings),
            "poll": segment.poll, "media": segment.media.iter().map(media).collect::<Vec<_>>(),
        })
    };
    json!({
        "segments": then.segments.iter().map(segment).collect::<Vec<_>>(),
        "labels": then.labels, "category": then.category,
    })
}

fn slots_json(slots: &[SlotRow]) -> Value {
    let slot = |slot: &SlotRow| json!([slot.weekday, slot.minute, slot.category]);
    Value::Array(slots.iter().map(slot).collect())
}

/// Reads back what a change wrote down of an account's slots.
pub(crate) fn slots_then(json: &str) -> Result<Vec<SlotRow>, StoreError> {
    let slots: Vec<(u8, u16, Option<String>)> =
        serde_json::from_str(json).map_err(|_| unknown("slots of a change", json))?;
    let slot = |(weekday, minute, category)| SlotRow { weekday, minute, category };
    Ok(slots.into_iter().map(slot).collect())
}

/// Reads back what a change wrote down of a delivery.
pub(crate) fn delivery_then(json: &str) -> Result<DeliveryThen, StoreError> {
    read_delivery(json).ok_or_else(|| unknown("a delivery of a change", json).into())
}

/// Reads back what a change wrote down of a post.
pub(crate) fn post_then(json: &str) -> Result<PostThen, StoreError> {
    read_post(json).ok_or_else(|| unknown("a post of a change", json).into())
}

fn read_delivery(json: &str) -> Option<DeliveryThen> {
    use roost_domain::delivery::{DeliveryState, Timing};
    let value: Value = serde_json::from_str(json).ok()?;
    let at = |key: &str| -> Option<Timestamp> {
        value[key].as_i64().and_then(DateTime::from_timestamp_millis)
    };
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    let timing = value["timing"].as_str()?;
    Some(DeliveryThen {
        post: PostId(value["post"].as_i64()?),
        account: value["account"].as_i64().map(AccountId),
        placed: Placed {
            state: DeliveryState::from_word(value["state"].as_str()?)?,
            timing: [Timing::Slot, Timing::Chosen, Timing::Pinned]
                .into_iter()
                .find(|one| timing_word(*one) == timing)?,
            due: at("due"),
            original_due: at("original_due"),
            slot_at: at("slot_at"),
            incident: value["incident"].as_i64().map(IncidentId),
            held_at: at("held_at"),
            reason: text("reason"),
            ended_at: at("ended_at"),
        },
        note: text("note"),
    })
}

fn read_post(json: &str) -> Option<PostThen> {
    let value: Value = serde_json::from_str(json).ok()?;
    let texts = |value: &Value| -> Option<Vec<String>> {
        value.as_array()?.iter().map(|one| one.as_str().map(str::to_owned)).collect()
    };
    let segments = value["segments"].as_array()?.iter().map(read_segment).collect::<Option<_>>()?;
    let category = value["category"].as_str().map(str::to_owned);
    Some(PostThen { segments, labels: texts(&value["labels"])?, category })
}

fn read_segment(value: &Value) -> Option<Segment> {
    let media = |one: &Value| {
        Some(Media {
            id: MediaId(one["id"].as_i64()?),
            sha256: String::new(),
            mime: String::new(),
            bytes: 0,
            alt: one["alt"].as_str()?.to_owned(),
        })
    };
    Some(Segment {
        text: value["text"].as_str()?.to_owned(),
        media: value["media"].as_array()?.iter().map(media).collect::<Option<_>>()?,
        poll: serde_json::from_value(value["poll"].clone()).ok()?,
        reply_settings: serde_json::from_value(value["reply_settings"].clone()).ok()?,
    })
}
