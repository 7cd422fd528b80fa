//! How does a post look before it is one? As the engine will see it: counted as X counts, with what X
//! refuses for certain, what it costs, how much of the cap is used and where the next slot is.
//! Nothing is changed by looking, and nothing is refused: an account that is gone is left out.

use crate::desk::Desk;
use crate::desk::account_rules::slots_of;
use crate::desk::costs::{Cost, Priced, Prices};
use crate::desk::drafts::{self, Draft, DraftSegment};
use crate::desk::names::{Names, account_named};
use crate::desk::plan::{FindingRule, too_near};
use crate::desk::posts::{When, taken_times, time_of};
use crate::error::{DraftError, EngineError};
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::account::Account;
use roost_domain::delivery::DeliveryState;
use roost_domain::ids::DeliveryId;
use roost_domain::plan::{CAP_WINDOW, Timetable, next_free};
use roost_domain::text::{Count, Limits, count};
use roost_store::Tx;

/// A post as the engine sees it.
#[derive(Debug)]
pub struct CheckedPost {
    /// Each segment, in order.
    pub segments: Vec<CheckedSegment>,
    /// Each account, in the order asked.
    pub accounts: Vec<CheckedAccount>,
}

/// One segment.
#[derive(Debug)]
pub struct CheckedSegment {
    /// Counted as X counts.
    pub count: Count,
    /// What X refuses for certain.
    pub problems: Vec<DraftError>,
}

/// One account.
#[derive(Debug)]
pub struct CheckedAccount {
    /// What it is called.
    pub account: String,
    /// Its zone.
    pub zone: chrono_tz::Tz,
    /// What the post costs there.
    pub cost: Cost,
    /// Segments that went out in the 24 h before the time looked at.
    pub cap_used: u32,
    /// Its cap.
    pub cap: Option<u32>,
    /// Segments planned in the 24 h up to that time.
    pub cap_planned: u32,
    /// The next free slot, without jitter.
    pub next_slot: Option<Timestamp>,
    /// What is worth knowing.
    pub findings: Vec<FindingRule>,
}

impl Desk {
    /// Looks at a post that is being written. `editing` is the delivery that it already is.
    pub async fn post_check(
        &self,
        accounts: Vec<String>,
        draft: Draft,
        when: Option<When>,
        editing: Option<DeliveryId>,
    ) -> Result<CheckedPost, EngineError> {
        let now = self.now();
        let mut segments = Vec::new();
        for (index, segment) in draft.segments.iter().enumerate() {
            segments.push(CheckedSegment {
                count: count(&segment.text, Limits::STANDARD),
                problems: drafts::problems(segment, index + 1),
            });
        }
        let look = Look { draft, when, editing, now };
        let accounts = self
            .read(move |tx| {
                let names = Names::read(tx)?;
                let mut checked = Vec::new();
                for name in &accounts {
                    if let Ok(account) = account_named(tx, name) {
                        checked.push(look.account(tx, &account, names.of_account(&account))?);
                    }
                }
                Ok(checked)
            })
            .await?;
        Ok(CheckedPost { segments, accounts })
    }
}

struct Look {
    draft: Draft,
    when: Option<When>,
    editing: Option<DeliveryId>,
    now: Timestamp,
}

impl Look {
    fn account(
        &self,
        tx: &Tx<'_>,
        account: &Account,
        name: String,
    ) -> Result<CheckedAccount, EngineError> {
        let now = self.now;
        let taken = taken_times(tx, account.id, self.editing, now)?;
        let slots = slots_of(tx, account.id)?;
        let timetable = Timetable { slots: &slots, rules: &account.rules, category: None };
        let next_slot = next_free(&timetable, &taken, now, 0).map(|one| one.occurrence.at);
        // A time that can't be taken is the picker's to remark on; here it is as if none was said.
        let chosen = match &self.when {
            Some(when) => time_of(when, account, now).unwrap_or_default(),
            None => None,
        };
        let at = chosen.or(next_slot).unwrap_or(now);
        let from = at - CAP_WINDOW;
        let cap_used = tx.segments_out_since(account.id, from)?;
        let cap_planned = self.planned(tx, account, from, at)?;
        let mut findings = Vec::new();
        if let Some(due) = chosen {
            let rule = too_near(account, DeliveryId(0), due, &taken, now).map(|one| one.rule);
            findings.extend(rule);
        }
        let own = self.draft.segments.len() as u32;
        if let Some(cap) = account.rules.cap
            && cap_used + cap_planned + own > cap
        {
            findings.push(FindingRule::AboveCap { cap });
        }
        let priced: Vec<Priced<'_>> = self.draft.segments.iter().map(priced).collect();
        Ok(CheckedAccount {
            account: name,
            zone: account.rules.zone,
            cost: Prices::known().of(account.network, &priced),
            cap_used,
            cap: account.rules.cap,
            cap_planned,
            next_slot,
            findings,
        })
    }

    /// Segments of the account that are planned in a span of time, its end included.
    fn planned(
        &self,
        tx: &Tx<'_>,
        account: &Account,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<u32, EngineError> {
        let end = to + TimeDelta::milliseconds(1);
        let rows = tx.calendar_places(from.max(self.now - CAP_WINDOW), end)?;
        let counts = |state| {
            matches!(state, DeliveryState::Queued | DeliveryState::Scheduled | DeliveryState::Held)
        };
        Ok(rows
            .iter()
            .filter(|row| row.account == account.id && Some(row.id) != self.editing)
            .filter(|row| counts(row.state))
            .map(|row| row.segments)
            .sum())
    }
}

fn priced(segment: &DraftSegment) -> Priced<'_> {
    let alts = segment.media.iter().filter(|media| !media.alt.trim().is_empty()).count();
    Priced { text: &segment.text, alts }
}
