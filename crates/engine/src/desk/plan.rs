//! What goes out when, and what is worth knowing about it? The coming days with their deliveries, and
//! findings: times nearer than the gap, days above the cap or the ramp.

use crate::desk::Desk;
use crate::desk::posts::{DeliveryCard, cards, taken_times};
use crate::error::EngineError;
use chrono::{Days, NaiveDate, TimeDelta};
use roost_domain::Timestamp;
use roost_domain::account::Account;
use roost_domain::delivery::{DeliveryState, Timing};
use roost_domain::ids::{AccountId, DeliveryId};
use roost_domain::plan::nearest_free_time;
use roost_domain::walltime::{day_end, day_of};
use roost_store::Tx;
use roost_store::tables::deliveries::{DeliveryLine, Placed};
use std::collections::{BTreeMap, HashMap};

/// One thing worth knowing about a planned delivery.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is about.
    pub rule: FindingRule,
    /// Which delivery.
    pub delivery: DeliveryId,
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq)]
pub enum FindingRule {
    /// The chosen time is nearer to another than the account's gap.
    TooNear {
        /// The chosen time.
        due: Timestamp,
        /// The nearest time that is free.
        free: Timestamp,
        /// The account's gap.
        gap: TimeDelta,
        /// The account's zone.
        zone: chrono_tz::Tz,
    },
    /// More segments in 24 h than the account's cap.
    AboveCap {
        /// The cap.
        cap: u32,
    },
    /// More posts on a day than the ramp allows.
    AboveRamp {
        /// The allowance of that day.
        allowance: u32,
    },
}

/// One day of the plan.
#[derive(Debug, Clone)]
pub struct PlannedDay {
    /// The day, in each account's own zone.
    pub day: NaiveDate,
    /// What goes out, in order.
    pub deliveries: Vec<DeliveryCard>,
    /// What is worth knowing.
    pub findings: Vec<Finding>,
}

/// No plan is shown further ahead.
const MOST_DAYS: u32 = 366;

impl Desk {
    /// The coming days that have deliveries; a delivery is on its day in its account's zone.
    pub async fn plan_show(&self, days: u32) -> Result<Vec<PlannedDay>, EngineError> {
        let now = self.now();
        let days = days.clamp(1, MOST_DAYS);
        let machine_zone = self.parts.zone;
        self.read(move |tx| {
            let accounts: HashMap<AccountId, Account> =
                tx.all_accounts()?.into_iter().map(|account| (account.id, account)).collect();
            let last_day = |zone| {
                let today = day_of(zone, now);
                today.checked_add_days(Days::new(u64::from(days) - 1)).unwrap_or(today)
            };
            // Zones differ by up to 26 hours; what is beyond an account's own last day is cut below.
            let until = day_end(machine_zone, last_day(machine_zone)) + TimeDelta::hours(27);
            let lines = tx.list_planned(until)?;
            let mut plan: BTreeMap<NaiveDate, Vec<DeliveryLine>> = BTreeMap::new();
            for line in lines {
                let Some(account) = accounts.get(&line.record.delivery.account) else { continue };
                let Some(due) = line.record.delivery.due else { continue };
                let day = day_of(account.rules.zone, due.max(now));
                if day <= last_day(account.rules.zone) {
                    plan.entry(day).or_default().push(line);
                }
            }
            let mut shown = Vec::new();
            for (day, lines) in plan {
                let mut findings = near_findings(&lines, &accounts);
                findings.extend(ramp_findings(tx, &lines, &accounts, day)?);
                shown.push(PlannedDay { day, deliveries: cards(tx, lines)?, findings });
            }
            Ok(shown)
        })
        .await
    }
}

/// What is worth knowing about a delivery that is being added: the nearest free time, where a
/// chosen one stands nearer to another than the gap.
pub(crate) fn finding_for(
    tx: &Tx<'_>,
    account: &Account,
    id: DeliveryId,
    placed: &Placed,
    now: Timestamp,
) -> Result<Option<Finding>, EngineError> {
    let is_chosen = match placed.timing {
        Timing::Chosen | Timing::Pinned => true,
        Timing::Slot => false,
    };
    let Some(due) = placed.due.filter(|_| is_chosen && placed.state != DeliveryState::Draft) else {
        return Ok(None);
    };
    let taken = taken_times(tx, account.id, Some(id), now)?;
    Ok(too_near(account, id, due, &taken, now))
}

/// The nearest free time, where a chosen one is nearer to another than the gap.
pub(crate) fn too_near(
    account: &Account,
    delivery: DeliveryId,
    due: Timestamp,
    taken: &[Timestamp],
    earliest: Timestamp,
) -> Option<Finding> {
    let gap = account.rules.gap;
    let free = nearest_free_time(due, gap, taken, earliest);
    let zone = account.rules.zone;
    (free != due)
        .then_some(Finding { rule: FindingRule::TooNear { due, free, gap, zone }, delivery })
}

/// Chosen times of one day that stand nearer to the one before than the gap.
fn near_findings(lines: &[DeliveryLine], accounts: &HashMap<AccountId, Account>) -> Vec<Finding> {
    let mut last: HashMap<AccountId, Timestamp> = HashMap::new();
    let mut findings = Vec::new();
    for line in lines {
        let delivery = &line.record.delivery;
        let (Some(due), Some(account)) = (delivery.due, accounts.get(&delivery.account)) else {
            continue;
        };
        if let Some(before) = last.insert(account.id, due)
            && delivery.timing != Timing::Slot
        {
            findings.extend(too_near(account, delivery.id, due, &[before], before));
        }
    }
    findings
}

/// Deliveries of one day above the cap or the ramp. The cap's rolling day is looked at as this day
/// alone: the loop keeps it exactly, the plan only warns.
fn ramp_findings(
    tx: &Tx<'_>,
    lines: &[DeliveryLine],
    accounts: &HashMap<AccountId, Account>,
    day: NaiveDate,
) -> Result<Vec<Finding>, EngineError> {
    let mut findings = Vec::new();
    let mut counts: HashMap<AccountId, (u32, u32)> = HashMap::new();
    let mut allowances: HashMap<AccountId, Option<u32>> = HashMap::new();
    for line in lines {
        let delivery = line.record.delivery.id;
        let Some(account) = accounts.get(&line.record.delivery.account) else { continue };
        let segments = tx.get_post(line.record.delivery.post)?.segments.len() as u32;
        let (posts, all_segments) = counts.entry(account.id).or_default();
        *posts += 1;
        *all_segments += segments.saturating_sub(line.record.delivery.segments_out);
        if let Some(cap) = account.rules.cap
            && *all_segments > cap
        {
            findings.push(Finding { rule: FindingRule::AboveCap { cap }, delivery });
        }
        let allowance = match allowances.get(&account.id) {
            Some(known) => *known,
            None => crate::desk::way_back::ramp_of_account(tx, account)?
                .and_then(|(_, ramp)| ramp.allowance(day)),
        };
        allowances.insert(account.id, allowance);
        if let Some(allowance) = allowance
            && *posts > allowance
        {
            findings.push(Finding { rule: FindingRule::AboveRamp { allowance }, delivery });
        }
    }
    Ok(findings)
}
