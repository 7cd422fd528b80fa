//! Is the delivery in doubt there after all? Promises a read of the account's own posts and settles
//! it: found means published, absent twice means back to its place, and what can't be read is asked
//! of the owner.

use super::errand::Read;
use super::publish::{INTERRUPTED, read_plan, reason_of};
use super::{Moment, look_at};
use crate::events::Event;
use crate::lockwatch::{self, Sign};
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::account::Account;
use roost_domain::delivery::DeliveryState;
use roost_domain::ids::{AccountId, DeliveryId};
use roost_domain::ports::{Certainty, NetworkError, RemoteId, RemotePost, Reply};
use roost_domain::reconcile::{CLOCK_SLACK, Sought, find};
use roost_domain::refusal::{RefusalAction, RefusalKind};
use roost_domain::verdict::back_off;
use roost_store::tables::loop_attempts::{self, Intent, Purpose};
use roost_store::tables::loop_posts::{self, LoopDelivery};
use roost_store::tables::{loop_account, loop_deliveries};
use roost_store::{Result, Tx};
use std::collections::HashSet;

/// So many reads in a row that the network answers with an error of its own: then the owner is
/// asked. With the back-off that is about half an hour. (No connection at all is not counted: then
/// nothing else could go out either.)
const READS_BEFORE_ASKING: u32 = 6;

/// Promises a read for a delivery in doubt.
pub(super) fn begin(
    tx: &Tx<'_>,
    account: AccountId,
    delivery: DeliveryId,
    moment: Moment,
) -> Result<Read> {
    let known = loop_posts::loop_delivery(tx, delivery)?;
    let intent = Intent {
        account,
        delivery: Some(delivery),
        position: known.segments_out,
        purpose: Purpose::Reconcile,
        digest: None,
    };
    let attempt = loop_attempts::begin(tx, &intent, moment.now)?;
    let since = known.began_at.unwrap_or(moment.now) - slack(moment);
    Ok(Read { attempt, delivery, since })
}

/// How far the clocks may be apart; a moment of the machine is more on a lapsed clock.
fn slack(moment: Moment) -> TimeDelta {
    CLOCK_SLACK + super::look::grace(moment.factor)
}

/// Writes down what a read found.
pub(super) fn settle(
    tx: &Tx<'_>,
    account: AccountId,
    read: &Read,
    result: std::result::Result<Reply<Vec<RemotePost>>, NetworkError>,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    if !loop_attempts::is_open(tx, read.attempt)? {
        return Ok(());
    }
    let Some(seen) = look_at(tx, account, moment)? else { return Ok(()) };
    let account = &seen.snapshot.account;
    let known = loop_posts::loop_delivery(tx, read.delivery)?;
    match result {
        Ok(reply) => {
            loop_attempts::done(tx, read.attempt, &reply.evidence, moment.now)?;
            loop_account::keys_worked(tx, account.id, moment.now)?;
            if known.state != DeliveryState::Unconfirmed {
                return Ok(()); // the owner was faster
            }
            match find_in(tx, account, &known, &reply.value, moment)? {
                Some(post) => found(tx, account, &known, &post, moment, facts),
                None => absent_once(tx, account, &known, read, moment, facts),
            }
        }
        Err(error) => {
            loop_attempts::not_done(tx, read.attempt, &error, moment.now)?;
            lockwatch::note_keys(tx, account.id, &error, moment.now)?;
            unreadable(tx, account, &known, read, &error, moment, facts)
        }
    }
}

fn find_in(
    tx: &Tx<'_>,
    account: &Account,
    known: &LoopDelivery,
    posts: &[RemotePost],
    moment: Moment,
) -> Result<Option<RemotePost>> {
    let Some(segment) = loop_posts::segment(tx, known.post, known.segments_out)? else {
        return Ok(None);
    };
    let began = known.began_at.unwrap_or(moment.now);
    let since = began - TimeDelta::days(2);
    let claimed: HashSet<RemoteId> =
        loop_posts::known_remote_ids(tx, account.id, since)?.into_iter().map(RemoteId).collect();
    let sought = Sought {
        text: &segment.text,
        began,
        until: moment.now,
        slack: slack(moment),
        claimed: &claimed,
    };
    let id = find(&sought, posts);
    Ok(id.and_then(|id| posts.iter().find(|post| post.id == id)).cloned())
}

/// It is out: the segment is confirmed, and a thread goes on after it.
fn found(
    tx: &Tx<'_>,
    account: &Account,
    known: &LoopDelivery,
    post: &RemotePost,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let at = post.created_at.min(moment.now);
    let place = (known.id, account.id, known.segments_out);
    loop_deliveries::segment_out(tx, place, (&post.id.0, &post.url), at)?;
    loop_account::went_out(tx, account.id, at)?;
    excuse(tx, account, known, moment)?;
    if known.segments_out + 1 >= known.segments {
        loop_deliveries::published(tx, known.id, DeliveryState::Unconfirmed, at)?;
        facts.push(Event::Published(known.id));
        return lockwatch::quiet_post_is_out(tx, known.id, moment, facts);
    }
    put_back(tx, known, moment.now, moment, facts)
}

/// Time spent reconciling does not count as late for what waited behind it.
fn excuse(tx: &Tx<'_>, account: &Account, known: &LoopDelivery, moment: Moment) -> Result<()> {
    let since = known.began_at.unwrap_or(moment.now);
    loop_deliveries::excuse_waiting(tx, account.id, since, moment.now)
}

fn put_back(
    tx: &Tx<'_>,
    known: &LoopDelivery,
    not_before: Timestamp,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let from = (known.id, DeliveryState::Unconfirmed);
    let when = (not_before, TimeDelta::zero());
    loop_deliveries::again(tx, from, when, ("reconciled", ""), moment.now)?;
    facts.push(Event::Retrying(known.id));
    Ok(())
}

/// Absent means: two reads found nothing, the first of them not before the settling time was over.
fn absent_once(
    tx: &Tx<'_>,
    account: &Account,
    known: &LoopDelivery,
    read: &Read,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let began = known.began_at.unwrap_or(moment.now);
    let plan = read_plan(account, began, moment);
    let read_began = loop_attempts::began_at(tx, read.attempt)?;
    let duplicate = known.reason.as_deref() == Some(RefusalKind::Duplicate.word());
    let counts = read_began >= plan.first();
    let reads = known.reads + u32::from(counts);
    if reads >= 2 {
        excuse(tx, account, known, moment)?;
        loop_account::did_not_go_out(tx, account.id, known.id)?;
        if duplicate {
            let from = (known.id, DeliveryState::Unconfirmed);
            let why = (RefusalKind::Duplicate.word(), "");
            loop_deliveries::failed(tx, from, why, moment.now)?;
            lockwatch::quiet_post_failed(tx, known.id, moment)?;
            facts.push(Event::Failed(known.id));
            return Ok(());
        }
        // After a crash the network is not the one to be spared: it goes out as soon as it may.
        let interrupted = known.reason.as_deref() == Some(INTERRUPTED);
        let rest = back_off(known.troubles, moment.dice);
        let rest = if interrupted { TimeDelta::zero() } else { rest };
        return put_back(tx, known, moment.now + rest, moment, facts);
    }
    let next = if counts { read_began + plan.settle } else { plan.first() };
    loop_deliveries::read_again(tx, known.id, (reads, known.troubles), Some(next.max(moment.now)))
}

fn unreadable(
    tx: &Tx<'_>,
    account: &Account,
    known: &LoopDelivery,
    read: &Read,
    error: &NetworkError,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let later = moment.now + back_off(known.troubles, moment.dice);
    let again =
        |troubles, at| loop_deliveries::read_again(tx, known.id, (known.reads, troubles), at);
    let NetworkError::Refused { refusal, evidence, limits } = error else {
        // Without a connection nothing else could go out either, so it is tried for ever; answers
        // that never come whole (more posts than are read) are the owner's to look at.
        let lost = matches!(error, NetworkError::Lost { .. });
        let asks = lost && known.troubles + 1 >= READS_BEFORE_ASKING;
        return again(known.troubles + 1, (!asks).then_some(later));
    };
    match refusal.action {
        RefusalAction::HoldAccount | RefusalAction::HoldApp | RefusalAction::HoldAll => {
            let sign = Sign { refusal, evidence, attempt: read.attempt };
            lockwatch::meet(tx, account, &sign, None, moment, facts)?;
            // The doubt stays; it is looked into once the probe says usable.
            again(known.troubles, Some(later))
        }
        RefusalAction::Wait => {
            let until = refusal.until.or(limits.wait_until()).unwrap_or(later);
            again(known.troubles, Some(until.max(later)))
        }
        _ if error.certainty() == Certainty::Unknown
            && known.troubles + 1 < READS_BEFORE_ASKING =>
        {
            again(known.troubles + 1, Some(later))
        }
        RefusalAction::Retry
        | RefusalAction::Reconcile
        | RefusalAction::FailPost
        | RefusalAction::Diagnose
        | RefusalAction::None => {
            tracing::info!(delivery = %known.id, reason = reason_of(error).0, "asks the owner");
            facts.push(Event::Unconfirmed(known.id));
            again(known.troubles + 1, None)
        }
    }
}
