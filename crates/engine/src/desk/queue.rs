//! What goes out next, account by account, and why is it not out yet? Everything that has not ended,
//! in the order in which it goes out.

use crate::desk::Desk;
use crate::desk::names::{Names, account_named};
use crate::desk::posts::{DeliveryCard, cards};
use crate::desk::why::{WhyNot, WhyReason, reason_of};
use crate::error::EngineError;
use crate::turn::Moment;
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::account::Account;
use roost_domain::delivery::DeliveryState;
use roost_domain::ids::IncidentId;
use roost_store::Tx;
use roost_store::tables::calendar::Parts;
use roost_store::tables::deliveries::DeliveryRecord;
use std::collections::HashMap;

/// What failed is shown so long: it can be sent after all.
const FAILED_SHOWN: TimeDelta = TimeDelta::days(7);

/// One account's queue.
#[derive(Debug, Clone)]
pub struct AccountQueue {
    /// The account.
    pub account: Account,
    /// What it is called.
    pub name: String,
    /// Its deliveries, in order.
    pub deliveries: Vec<QueuedDelivery>,
}

/// One delivery in a queue.
#[derive(Debug, Clone)]
pub struct QueuedDelivery {
    /// The delivery.
    pub card: DeliveryCard,
    /// What its post is made of.
    pub parts: Parts,
    /// Why it is not out; `None` while its time has not come.
    pub why: Option<WhyNot>,
}

impl Desk {
    /// The queues of all accounts, or of one: what has not ended, and what failed in the last week.
    /// Those without a time come last.
    pub async fn queue_show(
        &self,
        account: Option<String>,
    ) -> Result<Vec<AccountQueue>, EngineError> {
        let clock = &self.parts.clock;
        let moment = Moment { now: clock.now(), factor: clock.factor(), dice: 0 };
        let is_running = (self.parts.is_running)();
        // Looking lets a ramp end whose last day is over, as the loop's own look does.
        self.write(move |tx| {
            let accounts = match account {
                Some(name) => vec![account_named(tx, &name)?],
                None => tx.all_accounts()?,
            };
            let names = Names::read(tx)?;
            accounts
                .into_iter()
                .map(|account| {
                    let name = names.of_account(&account);
                    let asker =
                        Asker { name: name.clone(), account: account.clone(), moment, is_running };
                    Ok(AccountQueue { deliveries: asker.queue(tx)?, account, name })
                })
                .collect()
        })
        .await
    }
}

/// Asks for one account's queue.
struct Asker {
    account: Account,
    name: String,
    moment: Moment,
    is_running: bool,
}

impl Asker {
    fn queue(&self, tx: &Tx<'_>) -> Result<Vec<QueuedDelivery>, EngineError> {
        let lines = tx.queue_lines(self.account.id, self.moment.now - FAILED_SHOWN)?;
        let (lines, parts): (Vec<_>, Vec<_>) = lines.into_iter().unzip();
        // A held account holds hundreds: one answer serves all that it holds alike.
        let mut held: HashMap<IncidentId, WhyReason> = HashMap::new();
        let mut queue = Vec::new();
        for (card, parts) in cards(tx, lines)?.into_iter().zip(parts) {
            let record = &card.line.record;
            let why = if asks_why(record, self.moment.now) {
                let shared = record.delivery.incident.filter(|_| {
                    record.delivery.state == DeliveryState::Held && record.reason.is_none()
                });
                let reason = match shared.and_then(|id| held.get(&id).cloned()) {
                    Some(known) => known,
                    None => reason_of(tx, &self.account, record, self.moment, self.is_running)?,
                };
                if let Some(id) = shared {
                    held.insert(id, reason.clone());
                }
                Some(WhyNot {
                    delivery: record.delivery.id,
                    account: self.name.clone(),
                    zone: self.account.rules.zone,
                    state: record.delivery.state,
                    reason,
                })
            } else {
                None
            };
            queue.push(QueuedDelivery { card, parts, why });
        }
        Ok(queue)
    }
}

/// Whether it needs an answer: all but those whose time has not come.
fn asks_why(record: &DeliveryRecord, now: Timestamp) -> bool {
    match record.delivery.state {
        DeliveryState::Queued | DeliveryState::Scheduled => {
            record.delivery.due.is_none_or(|due| due <= now)
        }
        DeliveryState::Draft
        | DeliveryState::Sending
        | DeliveryState::Unconfirmed
        | DeliveryState::Published
        | DeliveryState::Failed
        | DeliveryState::Held
        | DeliveryState::Missed
        | DeliveryState::Cancelled => true,
    }
}
