//! How does the owner move more than one delivery? Several to times of their own, several by the same
//! distance, one to another place in its queue: all of them, or none.

use crate::desk::Desk;
use crate::desk::changes::{account_of, cancel, check, legal_for};
use crate::desk::history::UndoCode;
use crate::desk::names::account_named;
use crate::desk::plan::{Finding, finding_for};
use crate::desk::posts::{
    DeliveryCard, Pinning, When, cards, get_line, get_seen, hold_if_held, place,
};
use crate::error::EngineError;
use roost_domain::Timestamp;
use roost_domain::delivery::{DeliveryState, Timing};
use roost_domain::ids::DeliveryId;
use roost_domain::plan::split_draw;
use roost_domain::queue::put_before;
use roost_domain::walltime::{AtError, shifted};
use roost_store::Tx;
use roost_store::tables::deliveries::{DeliveryRecord, Placed};

/// One of several moves.
#[derive(Debug, Clone)]
pub struct Step {
    /// Which delivery.
    pub id: DeliveryId,
    /// The revision that was looked at.
    pub seen: Option<i64>,
    /// Where to.
    pub when: When,
    /// Whether it goes first from now on; `None` leaves that as it is.
    pub pinning: Option<Pinning>,
}

/// Deliveries that were moved.
#[derive(Debug, Clone)]
pub struct MovedDeliveries {
    /// Each as it is now.
    pub deliveries: Vec<DeliveryCard>,
    /// What is worth knowing.
    pub findings: Vec<Finding>,
}

impl Desk {
    /// Moves several deliveries, all or none. None of their old places stands in another's way.
    pub async fn post_move_many(&self, steps: Vec<Step>) -> Result<MovedDeliveries, EngineError> {
        let now = self.now();
        let seed = (self.parts.dice)();
        let all_drafted = steps.iter().all(|step| step.when == When::Draft);
        let code = if all_drafted { UndoCode::Drafted } else { UndoCode::Moved };
        self.change_plan(code, move |tx| {
            let mut records = Vec::new();
            for step in &steps {
                let record = get_seen(tx, step.id, step.seen)?;
                let away = Placed { due: None, slot_at: None, ..record.placed() };
                tx.place_delivery(step.id, &away)?;
                records.push(record);
            }
            let mut findings = Vec::new();
            for (index, (step, record)) in steps.iter().zip(&records).enumerate() {
                let account = account_of(tx, record)?;
                let pinning = step.pinning.unwrap_or(match record.delivery.timing {
                    Timing::Pinned => Pinning::Pinned,
                    Timing::Slot | Timing::Chosen => Pinning::Loose,
                });
                let category = tx.category_of(record.delivery.post)?;
                let draw = split_draw(seed, index as u64);
                let order = (pinning, category.as_deref());
                let mut placed = place(tx, &account, &step.when, order, now, draw)?;
                placed.state = legal_for(record, placed.state)?;
                tx.place_delivery(step.id, &placed)?;
                findings.extend(finding_for(tx, &account, step.id, &placed, now)?);
            }
            let ids: Vec<DeliveryId> = steps.iter().map(|step| step.id).collect();
            moved(tx, &ids, findings)
        })
        .await
    }

    /// Takes several deliveries back, all or none.
    pub async fn post_cancel_many(
        &self,
        ids: Vec<(DeliveryId, Option<i64>)>,
    ) -> Result<MovedDeliveries, EngineError> {
        let now = self.now();
        self.change_plan(UndoCode::Cancelled, move |tx| {
            for (id, seen) in &ids {
                cancel(tx, *id, *seen, now)?;
            }
            let ids: Vec<DeliveryId> = ids.iter().map(|(id, _)| *id).collect();
            moved(tx, &ids, Vec::new())
        })
        .await
    }

    /// Shifts deliveries, all or none. Days keep the wall time in each account's zone; a wall time
    /// that summer time leaves out moves forward. Minutes are counted on top.
    pub async fn post_shift(
        &self,
        ids: Vec<(DeliveryId, Option<i64>)>,
        days: i32,
        minutes: i32,
    ) -> Result<MovedDeliveries, EngineError> {
        let now = self.now();
        self.change_plan(UndoCode::Shifted, move |tx| {
            let mut findings = Vec::new();
            let mut shifted_to = Vec::new();
            for (id, seen) in &ids {
                let record = get_seen(tx, *id, *seen)?;
                let account = account_of(tx, &record)?;
                let due = record.delivery.due.ok_or(EngineError::NoTime { id: *id })?;
                let at = shifted(account.rules.zone, due, days, minutes);
                if at < now {
                    let zone = account.rules.zone;
                    return Err(AtError::Past { at, zone, ago: now - at }.into());
                }
                let mut placed = chosen(&record, at);
                hold_if_held(tx, &account, &mut placed, now)?;
                placed.state = legal_for(&record, placed.state)?;
                tx.place_delivery(*id, &placed)?;
                shifted_to.push((account, *id, placed));
            }
            // Only now does none of the old places stand in another's way.
            for (account, id, placed) in &shifted_to {
                findings.extend(finding_for(tx, account, *id, placed, now)?);
            }
            let ids: Vec<DeliveryId> = ids.iter().map(|(id, _)| *id).collect();
            moved(tx, &ids, findings)
        })
        .await
    }

    /// Gives a delivery another place in its account's queue: before another one, or last. The due
    /// times stay as a set; pinned deliveries keep theirs.
    pub async fn queue_reorder(
        &self,
        account: String,
        id: DeliveryId,
        seen: Option<i64>,
        before: Option<DeliveryId>,
    ) -> Result<MovedDeliveries, EngineError> {
        self.change_plan(UndoCode::Reordered, move |tx| {
            let account = account_named(tx, &account)?;
            get_seen(tx, id, seen)?;
            let queue: Vec<DeliveryRecord> = tx
                .planned_deliveries(account.id)?
                .into_iter()
                .filter(|record| check(record, DeliveryState::Scheduled).is_ok())
                .collect();
            let order: Vec<DeliveryId> = queue.iter().map(|record| record.delivery.id).collect();
            let not_there = |id| EngineError::NotInQueue { id, account: account.handle.clone() };
            let order = put_before(&order, id, before)
                .ok_or_else(|| not_there(before.filter(|_| order.contains(&id)).unwrap_or(id)))?;
            let changed = change_order(tx, &queue, &order, id)?;
            moved(tx, &changed, Vec::new())
        })
        .await
    }
}

/// Gives the deliveries of a queue its times anew, in another order: those that changed.
fn change_order(
    tx: &Tx<'_>,
    queue: &[DeliveryRecord],
    order: &[DeliveryId],
    dragged: DeliveryId,
) -> Result<Vec<DeliveryId>, EngineError> {
    let stays = |record: &&DeliveryRecord| {
        record.delivery.timing != Timing::Pinned || record.delivery.id == dragged
    };
    let times: Vec<&DeliveryRecord> = queue.iter().filter(stays).collect();
    let takers = order.iter().filter_map(|id| times.iter().find(|one| one.delivery.id == *id));
    let mut changed = Vec::new();
    for (taker, time) in takers.zip(&times) {
        if taker.delivery.due == time.delivery.due {
            continue;
        }
        let timing = match (taker.delivery.timing, time.delivery.timing) {
            (Timing::Pinned, _) => Timing::Pinned,
            (_, Timing::Slot) => Timing::Slot,
            (_, Timing::Chosen | Timing::Pinned) => Timing::Chosen,
        };
        let (due, slot_at) = (time.delivery.due, time.slot_at);
        let placed = Placed { due, original_due: due, slot_at, timing, ..taker.placed() };
        tx.place_delivery(taker.delivery.id, &placed)?;
        changed.push(taker.delivery.id);
    }
    Ok(changed)
}

/// At a time that the owner chose.
fn chosen(record: &DeliveryRecord, at: Timestamp) -> Placed {
    Placed {
        state: DeliveryState::Scheduled,
        timing: match record.delivery.timing {
            Timing::Pinned => Timing::Pinned,
            Timing::Slot | Timing::Chosen => Timing::Chosen,
        },
        due: Some(at),
        original_due: Some(at),
        slot_at: None,
        incident: None,
        held_at: None,
        reason: None,
        ended_at: None,
    }
}

fn moved(
    tx: &Tx<'_>,
    ids: &[DeliveryId],
    findings: Vec<Finding>,
) -> Result<MovedDeliveries, EngineError> {
    let lines = ids.iter().map(|id| get_line(tx, *id)).collect::<Result<_, _>>()?;
    Ok(MovedDeliveries { deliveries: cards(tx, lines)?, findings })
}
