//! How is a change of the plan taken back? Each one is kept with what it found and left, in its own
//! transaction; undo puts back what was there, as long as nothing else has touched it. What was sent
//! meanwhile is never undone: sending, too, is a change.

use crate::desk::Desk;
use crate::desk::posts::{get_line, hold_if_held};
use crate::error::EngineError;
use roost_domain::Timestamp;
use roost_domain::delivery::DeliveryState;
use roost_domain::ids::DeliveryId;
use roost_domain::walltime::AtError;
use roost_store::tables::deliveries::{DeliveryRecord, Placed};
use roost_store::tables::history::{ChangeRow, DeliveryChange, Standing};
use roost_store::{DeliveryThen, StoreError, Tx};

/// What the owner did to the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UndoCode {
    /// Gave another time.
    Moved,
    /// Gave several other times, by the same distance.
    Shifted,
    /// Took back.
    Cancelled,
    /// Put back to the drafts.
    Drafted,
    /// Added.
    Added,
    /// Changed the words.
    Edited,
    /// Gave another place in the queue.
    Reordered,
    /// Sends after all.
    Retried,
    /// Gave an account other slots, and with them times to what waited for one.
    Slotted,
}

impl UndoCode {
    /// Every one.
    pub const ALL: [Self; 9] = [
        Self::Moved,
        Self::Shifted,
        Self::Cancelled,
        Self::Drafted,
        Self::Added,
        Self::Edited,
        Self::Reordered,
        Self::Retried,
        Self::Slotted,
    ];

    /// The word, as in JSON and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Shifted => "shifted",
            Self::Cancelled => "cancelled",
            Self::Drafted => "drafted",
            Self::Added => "added",
            Self::Edited => "edited",
            Self::Reordered => "reordered",
            Self::Retried => "retried",
            Self::Slotted => "slotted",
        }
    }
}

/// One change that can be undone or made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UndoStep {
    /// What was done.
    pub code: UndoCode,
    /// To how many deliveries.
    pub count: u32,
    /// When.
    pub at: Timestamp,
}

/// What can be undone and made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct History {
    /// The change that undo takes back.
    pub undo: Option<UndoStep>,
    /// The change that redo makes again.
    pub redo: Option<UndoStep>,
}

/// A change that was taken back, or made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// Which.
    pub step: UndoStep,
    /// The deliveries that it changed.
    pub deliveries: Vec<DeliveryId>,
}

/// Which way a change is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Again,
}

impl Desk {
    /// What can be undone and made again.
    pub async fn history_show(&self) -> Result<History, EngineError> {
        self.read(|tx| {
            let undo = tx.change_to_undo()?.as_ref().map(step).transpose()?;
            let redo = tx.change_to_redo()?.as_ref().map(step).transpose()?;
            Ok(History { undo, redo })
        })
        .await
    }

    /// Takes the last change back.
    pub async fn history_undo(&self) -> Result<Turned, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            let change = tx.change_to_undo()?.ok_or(EngineError::NothingToUndo)?;
            turn(tx, &change, Way::Back, now)
        })
        .await
    }

    /// Makes the change again that was taken back last.
    pub async fn history_redo(&self) -> Result<Turned, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            let change = tx.change_to_redo()?.ok_or(EngineError::NothingToRedo)?;
            turn(tx, &change, Way::Again, now)
        })
        .await
    }

    /// Writes a change of the plan, so that it can be undone: what it finds and leaves is kept in
    /// the same transaction.
    pub(crate) async fn change_plan<T, F>(&self, code: UndoCode, work: F) -> Result<T, EngineError>
    where
        F: FnOnce(&Tx<'_>) -> Result<T, EngineError> + Send + 'static,
        T: Send + 'static,
    {
        let now = self.now();
        self.write(move |tx| {
            tx.open_journal();
            let value = work(tx)?;
            tx.keep_change(code.word(), now)?;
            Ok(value)
        })
        .await
    }
}

fn step(change: &ChangeRow) -> Result<UndoStep, EngineError> {
    let code = UndoCode::ALL.into_iter().find(|code| code.word() == change.code);
    // The table's check leaves no other word.
    let missing = || StoreError::NotFound { what: "change", id: change.code.clone() };
    Ok(UndoStep { code: code.ok_or_else(missing)?, count: change.count, at: change.at })
}

fn turn(tx: &Tx<'_>, change: &ChangeRow, way: Way, now: Timestamp) -> Result<Turned, EngineError> {
    let deliveries = tx.deliveries_of_change(change.id)?;
    let stale = |id| EngineError::UndoStale { id };
    for one in &deliveries {
        if get_line(tx, one.id)?.record.delivery.revision != one.revision {
            return Err(stale(one.id));
        }
    }
    turn_slots(tx, change, way)?;
    let first = deliveries.first().map_or(DeliveryId(0), |one| one.id);
    for post in tx.posts_of_change(change.id)? {
        let then = match way {
            Way::Back => &post.before,
            Way::Again => &post.after,
        };
        if tx.post_revision(post.id)? != Some(post.revision) || !tx.media_are_kept(then)? {
            return Err(stale(first));
        }
        tx.restore_post(post.id, then)?;
    }
    for one in &deliveries {
        let record = get_line(tx, one.id)?.record;
        let then = standing_again(tx, &record, target(one, &record, way, now), now)?;
        tx.restore_delivery(one.id, &then)?;
    }
    tx.mark_change(
        change.id,
        match way {
            Way::Back => Standing::Undone,
            Way::Again => Standing::Done,
        },
    )?;
    let ids = deliveries.iter().map(|one| one.id).collect();
    Ok(Turned { step: step(change)?, deliveries: ids })
}

fn turn_slots(tx: &Tx<'_>, change: &ChangeRow, way: Way) -> Result<(), EngineError> {
    for slots in tx.slots_of_change(change.id)? {
        let (left, then) = match way {
            Way::Back => (&slots.after, &slots.before),
            Way::Again => (&slots.before, &slots.after),
        };
        if tx.account_is_removed(slots.account)? || tx.all_slots(slots.account)? != *left {
            let account = tx.find_account(slots.account)?.map(|account| account.handle);
            return Err(EngineError::UndoStaleSlots { account: account.unwrap_or_default() });
        }
        tx.replace_slots(slots.account, then)?;
    }
    Ok(())
}

/// Where a delivery goes. One that the change made is taken back, and so can come again.
fn target(one: &DeliveryChange, record: &DeliveryRecord, way: Way, now: Timestamp) -> DeliveryThen {
    match (way, &one.before) {
        (Way::Again, _) => one.after.clone(),
        (Way::Back, Some(before)) => before.clone(),
        (Way::Back, None) => {
            let placed = Placed {
                state: DeliveryState::Cancelled,
                incident: None,
                held_at: None,
                reason: None,
                ended_at: Some(now),
                ..record.placed()
            };
            DeliveryThen { post: record.delivery.post, account: None, placed, note: None }
        }
    }
}

/// As it was, seen with what holds its account now. A time that has passed is refused: it would go
/// out at once.
fn standing_again(
    tx: &Tx<'_>,
    record: &DeliveryRecord,
    mut then: DeliveryThen,
    now: Timestamp,
) -> Result<DeliveryThen, EngineError> {
    let id = record.delivery.id;
    let stale = || EngineError::UndoStale { id };
    let goes_to = then.account.unwrap_or(record.delivery.account);
    let account = tx.find_account(goes_to)?.ok_or_else(stale)?;
    // A draft of an account that was removed lies there as any other.
    if tx.account_is_removed(account.id)? && then.placed.state != DeliveryState::Draft {
        return Err(stale());
    }
    let placed = &mut then.placed;
    match placed.state {
        DeliveryState::Draft
        | DeliveryState::Missed
        | DeliveryState::Failed
        | DeliveryState::Cancelled => return Ok(then),
        // Picked out on the way back: it waits for a decision whatever holds the account.
        DeliveryState::Held if placed.reason.is_some() => return Ok(then),
        DeliveryState::Queued | DeliveryState::Scheduled => {}
        DeliveryState::Held => {
            placed.state = match placed.due {
                Some(_) => DeliveryState::Scheduled,
                None => DeliveryState::Queued,
            };
            placed.incident = None;
            placed.held_at = None;
        }
        // The desk puts nothing there.
        DeliveryState::Sending | DeliveryState::Unconfirmed | DeliveryState::Published => {
            return Err(stale());
        }
    }
    hold_if_held(tx, &account, placed, now)?;
    match placed.due {
        Some(at) if at < now && placed.state != DeliveryState::Held => {
            let zone = account.rules.zone;
            Err(AtError::Past { at, zone, ago: now - at }.into())
        }
        Some(_) | None => Ok(then),
    }
}
