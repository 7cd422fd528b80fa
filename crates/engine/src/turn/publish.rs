//! What becomes of a segment that was published, or was not? The attempt is closed once, the
//! delivery moves as the domain's verdict says, and a thread goes on with its next segment.

use super::Moment;
use super::errand::{Errand, Failure, Publish};
use super::look::Seen;
use crate::events::Event;
use crate::lockwatch::{self, Sign};
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::account::Account;
use roost_domain::decide::snapshot::{Wait, WaitReason};
use roost_domain::delivery::DeliveryState;
use roost_domain::ids::{AccountId, DeliveryId, IncidentId};
use roost_domain::incident::IncidentState;
use roost_domain::limits::Limits;
use roost_domain::ports::{NetworkError, Receipt, RemoteId, Reply};
use roost_domain::post::Segment;
use roost_domain::reconcile::{ReadPlan, snowflake_time};
use roost_domain::refusal::{Refusal, RefusalKind};
use roost_domain::text;
use roost_domain::verdict::{Try, Verdict, judge};
use roost_store::tables::loop_account::{self, LoopAccount};
use roost_store::tables::loop_attempts::{self, Intent, Purpose};
use roost_store::tables::loop_deliveries::{self, Progress};
use roost_store::tables::loop_incidents;
use roost_store::tables::loop_posts::{self, LoopDelivery};
use roost_store::{Result, Tx};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A warning counts with those of so many days before it.
const WARNINGS_COUNT: TimeDelta = TimeDelta::days(30);

/// The reason of a delivery whose sending ended with its process: no fault of the network's.
pub(super) const INTERRUPTED: &str = "interrupted";

/// Promises the next segment of a delivery of which so much is out; `None` when all is.
pub(super) fn begin_next(
    tx: &Tx<'_>,
    account: AccountId,
    delivery: DeliveryId,
    progress: Progress,
    now: Timestamp,
) -> Result<Option<Publish>> {
    let position = progress.segments_out;
    if position >= progress.segments {
        return Ok(None);
    }
    let Some(segment) = loop_posts::segment(tx, progress.post, position)? else { return Ok(None) };
    let reply_to = match position.checked_sub(1) {
        Some(before) => loop_posts::segment_remote_id(tx, delivery, before)?.map(RemoteId),
        None => None,
    };
    let intent = Intent {
        account,
        delivery: Some(delivery),
        position,
        purpose: Purpose::Post,
        digest: Some(digest(&segment)),
    };
    let attempt = loop_attempts::begin(tx, &intent, now)?;
    Ok(Some(Publish { attempt, delivery, position, segment, reply_to }))
}

/// A thread's next segment was promised, and nothing of it was sent: the thread goes on later.
pub(super) fn put_off(tx: &Tx<'_>, publish: &Publish, moment: Moment) -> Result<()> {
    loop_attempts::abandon(tx, publish.delivery, moment.now)?;
    let from = (publish.delivery, DeliveryState::Sending);
    let when = (moment.now, TimeDelta::zero());
    loop_deliveries::again(tx, from, when, ("stopped", ""), moment.now)
}

/// SHA-256 of text and media, so that a row tells what was asked without repeating it.
fn digest(segment: &Segment) -> String {
    let mut hash = Sha256::new();
    hash.update(segment.text.as_bytes());
    for media in &segment.media {
        hash.update([0]);
        hash.update(media.sha256.as_bytes());
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A delivery stands as sending and nobody sends it: the process that did has ended, or the word of
/// a commit was lost.
pub(super) fn leave_in_doubt(
    tx: &Tx<'_>,
    seen: &Seen,
    delivery: DeliveryId,
    moment: Moment,
) -> Result<()> {
    let known = loop_posts::loop_delivery(tx, delivery)?;
    loop_attempts::abandon(tx, delivery, moment.now)?;
    let began = known.began_at.unwrap_or(moment.now);
    let read_at = read_plan(&seen.snapshot.account, began, moment).first();
    let from = (delivery, DeliveryState::Sending);
    loop_deliveries::doubt(tx, from, Some(read_at), (INTERRUPTED, ""), moment.now)?;
    loop_account::may_have_gone_out(tx, seen.snapshot.account.id, began)
}

/// When the account's own posts are read for an attempt.
pub(super) fn read_plan(account: &Account, began: Timestamp, moment: Moment) -> ReadPlan {
    ReadPlan::new(began, account.network.settle(), moment.factor)
}

/// Writes down what came of publishing. Gives the thread's next segment, if the thread goes on.
pub(super) fn settle(
    tx: &Tx<'_>,
    account: AccountId,
    publish: &Publish,
    result: std::result::Result<Reply<Receipt>, Failure>,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<Option<Errand>> {
    if !loop_attempts::is_open(tx, publish.attempt)? {
        return Ok(None);
    }
    let Some(known) = loop_account::loop_account(tx, account)? else { return Ok(None) };
    match result {
        Ok(reply) => published(tx, &known.account, publish, &reply, moment, facts),
        Err(failure) => {
            refused(tx, &known, publish, &failure.into_error(), moment, facts)?;
            Ok(None)
        }
    }
}

fn published(
    tx: &Tx<'_>,
    account: &Account,
    publish: &Publish,
    reply: &Reply<Receipt>,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<Option<Errand>> {
    let (delivery, now) = (publish.delivery, moment.now);
    loop_attempts::done(tx, publish.attempt, &reply.evidence, now)?;
    let progress = loop_deliveries::progress_of(tx, delivery)?;
    let place = (delivery, account.id, publish.position);
    let receipt = (reply.value.id.0.as_str(), reply.value.url.as_str());
    // The clock may have jumped while the answer was on its way; the id says when it really went out,
    // and cap and ramp count by that.
    let out_at = snowflake_time(&reply.value.id).map_or(now, |made| made.min(now));
    let is_last = publish.position + 1 >= progress.segments;
    if is_last {
        loop_deliveries::last_segment_out(tx, place, receipt, out_at)?;
    } else {
        loop_deliveries::segment_out(tx, place, receipt, out_at)?;
    }
    loop_account::went_out(tx, account.id, now)?;
    obey_limits(tx, account, &reply.limits, moment, facts)?;
    if let Some(warning) = &reply.warning {
        let sign = Sign { refusal: warning, evidence: &reply.evidence, attempt: publish.attempt };
        lockwatch::meet(tx, account, &sign, None, moment, facts)?;
    }
    if is_last {
        facts.push(Event::Published(delivery));
        lockwatch::quiet_post_is_out(tx, delivery, moment, facts)?;
        return Ok(None);
    }
    if let Some(incident) = closed_meanwhile(tx, account)? {
        let from = (delivery, DeliveryState::Sending);
        loop_deliveries::held(tx, from, incident, now)?;
        return Ok(None);
    }
    let progress = Progress { segments_out: publish.position + 1, ..progress };
    Ok(begin_next(tx, account.id, delivery, progress, now)?.map(Errand::Publish))
}

/// Whether the account's door closed while the segment was on its way: by a lock sign that came with
/// it, or by an incident of the app that another account met. Then the thread's rest is held with
/// everything else. (While an incident is verifying, what goes out is its quiet post.)
fn closed_meanwhile(tx: &Tx<'_>, account: &Account) -> Result<Option<IncidentId>> {
    let holds = loop_account::holds(tx, account.id, account.app)?;
    let closed = holds.iter().find(|hold| hold.state != IncidentState::Verifying);
    Ok(closed.map(|hold| hold.incident))
}

/// A success may say that it was the last for a while.
fn obey_limits(
    tx: &Tx<'_>,
    account: &Account,
    limits: &Limits,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let Some(until) = limits.wait_until().filter(|until| *until > moment.now) else {
        return Ok(());
    };
    let reason = if limits.day_is_spent() { WaitReason::Allowance } else { WaitReason::RateLimit };
    loop_account::set_wait(tx, account.id, Wait { until, reason })?;
    if limits.day_is_spent() {
        lockwatch::step_back(tx, account, "day_spent", moment, facts)?;
    }
    Ok(())
}

fn refused(
    tx: &Tx<'_>,
    account: &LoopAccount,
    publish: &Publish,
    error: &NetworkError,
    moment: Moment,
    facts: &mut Vec<Event>,
) -> Result<()> {
    let LoopAccount { account, waits, .. } = account;
    let now = moment.now;
    loop_attempts::not_done(tx, publish.attempt, error, now)?;
    let known = loop_posts::loop_delivery(tx, publish.delivery)?;
    let tried = tried(tx, (account, *waits), publish, &known, moment)?;
    let verdict = judge(error, &tried);
    let from = (publish.delivery, DeliveryState::Sending);
    let (reason, note) = reason_of(error);
    lockwatch::note_keys(tx, account.id, error, now)?;
    match verdict {
        Verdict::Doubt { read_at } => {
            loop_deliveries::doubt(tx, from, Some(read_at), (reason, &note), now)?;
            loop_account::may_have_gone_out(tx, account.id, tried.began)?;
            facts.push(Event::Unconfirmed(publish.delivery));
        }
        Verdict::Again { not_before, wait, upload_again } => {
            if upload_again {
                loop_posts::upload_again(tx, publish.delivery)?;
            }
            let asked = wait.is_some_and(|wait| wait.reason != WaitReason::Network);
            let excused = if asked { not_before - now } else { TimeDelta::zero() };
            loop_deliveries::again(tx, from, (not_before, excused), (reason, &note), now)?;
            if let Some(wait) = wait {
                loop_account::set_wait(tx, account.id, wait)?;
            }
            if wait.is_some_and(|wait| wait.reason == WaitReason::Allowance) {
                lockwatch::step_back(tx, account, "allowance", moment, facts)?;
            }
            facts.push(Event::Retrying(publish.delivery));
        }
        Verdict::Fail { kind } => {
            loop_deliveries::failed(tx, from, (kind.word(), &note), now)?;
            lockwatch::quiet_post_failed(tx, publish.delivery, moment)?;
            facts.push(Event::Failed(publish.delivery));
        }
        Verdict::Hold { probe_at, .. } => {
            if let NetworkError::Refused { refusal, evidence, .. } = error {
                let sign = Sign { refusal, evidence, attempt: publish.attempt };
                let incident = lockwatch::meet(tx, account, &sign, probe_at, moment, facts)?;
                loop_deliveries::held(tx, from, incident, now)?;
            }
        }
    }
    Ok(())
}

fn tried(
    tx: &Tx<'_>,
    (account, waits): (&Account, u32),
    publish: &Publish,
    known: &LoopDelivery,
    moment: Moment,
) -> Result<Try> {
    let began = loop_attempts::began_at(tx, publish.attempt)?;
    let since = moment.now - WARNINGS_COUNT;
    let kind = RefusalKind::Automated;
    let day = moment.now - TimeDelta::hours(24);
    Ok(Try {
        network: account.network,
        began,
        now: moment.now,
        settle: read_plan(account, began, moment).settle,
        troubles: known.troubles,
        waits,
        warnings: loop_incidents::count_since(tx, account.id, kind, since)?,
        uploaded_again: known.uploads_again > 0,
        beyond_limits: beyond_limits(&publish.segment),
        oldest_out: loop_deliveries::out_since(tx, account.id, day)?.first().copied(),
        dice: moment.dice,
    })
}

/// The first rung of the diagnose ladder: a post that our own checks find too long or too full is
/// at fault itself (X answers it with the same words as a limited account).
fn beyond_limits(segment: &Segment) -> bool {
    let count = text::count(&segment.text, text::Limits::default());
    !count.valid && !segment.text.is_empty() || segment.media.len() > 4
}

/// The reason's word and the network's own words.
pub(super) fn reason_of(error: &NetworkError) -> (&'static str, String) {
    match error {
        NetworkError::Refused { refusal: Refusal { kind, message, .. }, .. } => {
            (kind.word(), message.clone())
        }
        NetworkError::NotSent { reason } => ("not_sent", reason.clone()),
        NetworkError::Lost { reason } => ("server_error", reason.clone()),
        NetworkError::Media { reason, .. } => ("media", reason.clone()),
    }
}
