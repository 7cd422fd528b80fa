//! By which rules and in which slots does an account post? Changing them; what waits for a slot
//! gets one as soon as there is one.

use crate::desk::Desk;
use crate::desk::accounts::{AccountDetails, details};
use crate::desk::history::UndoCode;
use crate::desk::names::{Names, account_named, zone_of};
use crate::desk::posts::{hold_if_held, into_next_slot};
use crate::error::EngineError;
use chrono::{NaiveTime, Timelike, Weekday};
use roost_domain::account::{Account, CatchUp, Rules};
use roost_domain::ids::{AccountId, DeliveryId};
use roost_domain::plan::split_draw;
use roost_domain::slots::{Slot, parse_slots};
use roost_domain::walltime::parse_duration;
use roost_store::Tx;
use roost_store::tables::slots::SlotRow;

/// Changes of an account's rules as the owner typed them; what is not said stays.
#[derive(Debug, Clone, Default)]
pub struct RuleChanges {
    /// Least time between two posts.
    pub gap: Option<String>,
    /// At most so much is added to a slot's time.
    pub jitter: Option<String>,
    /// Most original posts in a rolling 24 h.
    pub cap: Option<CapChange>,
    /// What becomes of late posts.
    pub catch_up: Option<String>,
    /// Older than this a post is missed.
    pub late_limit: Option<String>,
    /// IANA zone.
    pub zone: Option<String>,
}

/// A change of the cap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CapChange {
    /// No cap of its own.
    None,
    /// This many.
    Most(String),
}

/// An account's slots, and what they took up.
#[derive(Debug, Clone)]
pub struct SlotsNow {
    /// What the account is called.
    pub account: String,
    /// Its zone.
    pub zone: chrono_tz::Tz,
    /// The slots in the week's order.
    pub slots: Vec<Slot>,
    /// Deliveries that waited for a slot and have one now.
    pub placed: Vec<DeliveryId>,
}

/// X's own ceiling of posts a day (X help, 'About X limits').
const MOST_CAP: u32 = 2_400;

impl Desk {
    /// Changes an account's rules.
    pub async fn account_set(
        &self,
        name: String,
        changes: RuleChanges,
    ) -> Result<AccountDetails, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            let account = account_named(tx, &name)?;
            let rules = changed(account.rules, &changes)?;
            tx.set_account_rules(account.id, &rules)?;
            details(tx, &account_named(tx, &name)?, now)
        })
        .await
    }

    /// Shows an account's slots, or replaces them: `Some` of an empty list clears them. That is a
    /// change of the plan. (Rules are not: they say how deliveries go out, and move none.)
    pub async fn account_slots(
        &self,
        name: String,
        set: Option<Vec<String>>,
    ) -> Result<SlotsNow, EngineError> {
        let Some(specs) = set else {
            return self
                .read(move |tx| slots_now(tx, &account_named(tx, &name)?, Vec::new()))
                .await;
        };
        let now = self.now();
        let seed = (self.parts.dice)();
        self.change_plan(UndoCode::Slotted, move |tx| {
            let account = account_named(tx, &name)?;
            tx.replace_slots(account.id, &rows_of(&specs)?)?;
            let mut placed = Vec::new();
            for (index, record) in tx.slotless_deliveries(account.id)?.into_iter().enumerate() {
                let id = record.delivery.id;
                let mut place = record.placed();
                let draw = split_draw(seed, index as u64);
                let category = tx.category_of(record.delivery.post)?;
                let itself = (Some(id), category.as_deref());
                into_next_slot(tx, &account, &mut place, itself, now, draw)?;
                if place.due.is_some() {
                    place.original_due = place.due;
                    hold_if_held(tx, &account, &mut place, now)?;
                    tx.place_delivery(id, &place)?;
                    placed.push(id);
                }
            }
            slots_now(tx, &account, placed)
        })
        .await
    }
}

fn slots_now(
    tx: &Tx<'_>,
    account: &Account,
    placed: Vec<DeliveryId>,
) -> Result<SlotsNow, EngineError> {
    let slots = slots_of(tx, account.id)?;
    let called = Names::read(tx)?.of_account(account);
    Ok(SlotsNow { account: called, zone: account.rules.zone, slots, placed })
}

fn changed(mut rules: Rules, changes: &RuleChanges) -> Result<Rules, EngineError> {
    if let Some(text) = &changes.gap {
        rules.gap = parse_duration(text)?;
    }
    if let Some(text) = &changes.jitter {
        rules.jitter = parse_duration(text)?;
    }
    match &changes.cap {
        Some(CapChange::None) => rules.cap = None,
        Some(CapChange::Most(text)) => {
            let most = text.trim().parse().ok().filter(|most| (1..=MOST_CAP).contains(most));
            let bad = || EngineError::BadRule { rule: "cap", value: text.clone() };
            rules.cap = Some(most.ok_or_else(bad)?);
        }
        None => {}
    }
    if let Some(word) = &changes.catch_up {
        rules.catch_up = [CatchUp::Spread, CatchUp::Today, CatchUp::Ask]
            .into_iter()
            .find(|policy| policy.word() == word)
            .ok_or_else(|| EngineError::BadRule { rule: "catch_up", value: word.clone() })?;
    }
    if let Some(text) = &changes.late_limit {
        let limit = parse_duration(text)?;
        if limit.is_zero() {
            return Err(EngineError::BadRule { rule: "late_limit", value: text.clone() });
        }
        rules.late_limit = limit;
    }
    if let Some(text) = &changes.zone {
        rules.zone = zone_of(text)?;
    }
    Ok(rules)
}

/// The rows of slot texts, each weekly time once.
fn rows_of(specs: &[String]) -> Result<Vec<SlotRow>, EngineError> {
    let mut rows: Vec<SlotRow> = Vec::new();
    for spec in specs {
        for slot in parse_slots(spec)? {
            let row = SlotRow {
                weekday: slot.weekday.num_days_from_monday() as u8,
                minute: (slot.time.hour() * 60 + slot.time.minute()) as u16,
                category: slot.category,
            };
            let is_new =
                |known: &SlotRow| (known.weekday, known.minute) != (row.weekday, row.minute);
            if rows.iter().all(is_new) {
                rows.push(row);
            }
        }
    }
    Ok(rows)
}

/// An account's slots in the week's order.
pub(crate) fn slots_of(tx: &Tx<'_>, account: AccountId) -> Result<Vec<Slot>, EngineError> {
    Ok(tx.all_slots(account)?.into_iter().filter_map(slot_of).collect())
}

/// The slot of a row; the table's checks leave no row without one.
fn slot_of(row: SlotRow) -> Option<Slot> {
    let weekday = Weekday::try_from(row.weekday).ok()?;
    let minute = u32::from(row.minute);
    let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)?;
    Some(Slot { weekday, time, category: row.category })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekly_time_named_twice_is_one_slot() {
        let rows = rows_of(&["mon,wed 09:00".to_owned(), "mon 09:00".to_owned()]).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(slot_of(rows[1].clone()).unwrap().weekday.num_days_from_monday(), 2);
    }

    #[test]
    fn a_cap_is_a_number_within_the_network_s_own_ceiling() {
        let cap = |text: &str| RuleChanges {
            cap: Some(CapChange::Most(text.to_owned())),
            ..RuleChanges::default()
        };
        assert_eq!(changed(Rules::default(), &cap("50")).unwrap().cap, Some(50));
        for bad in ["0", "2401", "many", "-1"] {
            assert!(changed(Rules::default(), &cap(bad)).is_err(), "{bad}");
        }
    }
}
