//! Why has this not gone out? Every delivery that is not out has an answer: its own state gives it,
//! or the one reason why its account rests, as the loop itself would decide it now.

use crate::desk::Desk;
use crate::desk::cascade::slowed;
use crate::desk::names::Names;
use crate::desk::posts::get_line;
use crate::error::EngineError;
use crate::turn::{Moment, look_at};
use roost_domain::Timestamp;
use roost_domain::account::Account;
use roost_domain::decide::why::Why;
use roost_domain::decide::{Step, decide};
use roost_domain::delivery::DeliveryState;
use roost_domain::ids::DeliveryId;
use roost_store::Tx;
use roost_store::tables::deliveries::DeliveryRecord;
use roost_store::tables::meta;

/// Why a delivery is not out.
#[derive(Debug, Clone)]
pub struct WhyNot {
    /// Which.
    pub delivery: DeliveryId,
    /// What its account is called.
    pub account: String,
    /// Its account's zone, for telling times.
    pub zone: chrono_tz::Tz,
    /// Where it is on its way.
    pub state: DeliveryState,
    /// The reason.
    pub reason: WhyReason,
}

/// The one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyReason {
    /// It is out.
    Published,
    /// It is a draft.
    Draft,
    /// It was cancelled.
    Cancelled,
    /// It is being sent.
    Sending,
    /// It failed: the kind of refusal as its word, and the network's own words.
    Failed {
        /// The kind.
        kind: String,
        /// The words.
        note: String,
    },
    /// It was too old to send without asking.
    Missed,
    /// No slot is free for it.
    NoSlot,
    /// It was picked out on the way back: `stale`, `half_sent`, `over_cap` or `no_time`.
    PickedOut(String),
    /// Its answer was lost; Roost looks.
    Reading,
    /// Its answer was lost and Roost can't tell.
    AsksOwner,
    /// The folder was copied, so it may be out.
    CopiedFolder,
    /// Its time has come and no loop runs.
    NotRunning,
    /// Its time has come; it is next.
    AboutTo,
    /// An earlier delivery of the account goes first.
    Behind(DeliveryId),
    /// Its account is slowed, so it goes out later than it was meant to.
    Slowed {
        /// When it goes out.
        due: Timestamp,
        /// When the slow-down ends.
        ends: Timestamp,
        /// Posts a day until then.
        a_day: u32,
        /// The incident on the other account.
        incident: roost_domain::ids::IncidentId,
    },
    /// It follows the quiet post.
    QuietFirst(roost_domain::ids::IncidentId),
    /// Its account rests.
    Rests(Why),
}

impl Desk {
    /// Why a delivery is not out.
    pub async fn post_why(&self, id: DeliveryId) -> Result<WhyNot, EngineError> {
        let clock = &self.parts.clock;
        let dice = 0;
        let moment = Moment { now: clock.now(), factor: clock.factor(), dice };
        let is_running = (self.parts.is_running)();
        // Looking lets a ramp end whose last day is over, as the loop's own look does.
        self.write(move |tx| {
            let line = get_line(tx, id)?;
            let account_id = line.record.delivery.account;
            let missing = || EngineError::NoAccount { name: account_id.to_string() };
            let account = tx.find_account(account_id)?.ok_or_else(missing)?;
            let reason = reason_of(tx, &account, &line.record, moment, is_running)?;
            Ok(WhyNot {
                delivery: id,
                account: Names::read(tx)?.of_account(&account),
                zone: account.rules.zone,
                state: line.record.delivery.state,
                reason,
            })
        })
        .await
    }
}

/// The reason of one delivery.
pub(crate) fn reason_of(
    tx: &Tx<'_>,
    account: &Account,
    record: &DeliveryRecord,
    moment: Moment,
    is_running: bool,
) -> Result<WhyReason, EngineError> {
    let word = record.reason.clone();
    Ok(match record.delivery.state {
        DeliveryState::Published => WhyReason::Published,
        DeliveryState::Draft => WhyReason::Draft,
        DeliveryState::Cancelled => WhyReason::Cancelled,
        // Cut off in the middle, by a crash or a power cut: the next run looks whether it is out.
        DeliveryState::Sending if !is_running => WhyReason::NotRunning,
        DeliveryState::Sending => WhyReason::Sending,
        DeliveryState::Failed => WhyReason::Failed {
            kind: word.unwrap_or_default(),
            note: record.reason_note.clone().unwrap_or_default(),
        },
        DeliveryState::Missed => WhyReason::Missed,
        DeliveryState::Unconfirmed => match (word.as_deref(), record.read_at) {
            (Some("copied_folder"), _) => WhyReason::CopiedFolder,
            (_, Some(_)) => WhyReason::Reading,
            (_, None) => WhyReason::AsksOwner,
        },
        DeliveryState::Held => held(tx, account, record, moment, is_running)?,
        DeliveryState::Queued | DeliveryState::Scheduled => match record.delivery.due {
            None => WhyReason::NoSlot,
            Some(due) => waiting(tx, account, record, due, moment, is_running)?,
        },
    })
}

fn held(
    tx: &Tx<'_>,
    account: &Account,
    record: &DeliveryRecord,
    moment: Moment,
    is_running: bool,
) -> Result<WhyReason, EngineError> {
    if let Some(word) = &record.reason {
        return Ok(WhyReason::PickedOut(word.clone()));
    }
    let incidents = tx.incidents_on(account.id)?;
    let quiet = incidents.iter().find_map(|one| Some((one.id, one.quiet?)));
    match quiet {
        Some((incident, quiet)) if quiet != record.delivery.id => {
            return Ok(WhyReason::QuietFirst(incident));
        }
        Some(_) | None => {}
    }
    match rests(tx, account, record, moment)? {
        WhyReason::AboutTo if !is_running => Ok(WhyReason::NotRunning),
        answer => Ok(answer),
    }
}

fn waiting(
    tx: &Tx<'_>,
    account: &Account,
    record: &DeliveryRecord,
    due: Timestamp,
    moment: Moment,
    is_running: bool,
) -> Result<WhyReason, EngineError> {
    let answer = rests(tx, account, record, moment)?;
    let is_stopped = match &answer {
        WhyReason::Rests(why) => stops_everything(*why),
        _ => false,
    };
    if is_stopped {
        return Ok(answer);
    }
    if due > moment.now {
        return later(tx, account, record, due, moment);
    }
    if !is_running && meta::confirm_since_at(tx)?.is_none() {
        return Ok(WhyReason::NotRunning);
    }
    match (&answer, tx.next_waiting(account.id)?) {
        (WhyReason::AboutTo, Some((first, _))) if first != record.delivery.id => {
            Ok(WhyReason::Behind(first))
        }
        _ => Ok(answer),
    }
}

/// Its time has not come: by its plan, or because its account is slowed.
fn later(
    tx: &Tx<'_>,
    account: &Account,
    record: &DeliveryRecord,
    due: Timestamp,
    moment: Moment,
) -> Result<WhyReason, EngineError> {
    if record.reason.as_deref() == Some("slowed")
        && let Some(slowed) = slowed(tx, account.id, moment.now)?
    {
        let (ends, a_day, incident) = (slowed.until, slowed.most_a_day(), slowed.incident);
        return Ok(WhyReason::Slowed { due, ends, a_day, incident });
    }
    Ok(WhyReason::Rests(Why::NotDue { due }))
}

/// Reasons that keep a delivery back even before its time.
fn stops_everything(why: Why) -> bool {
    match why {
        Why::PausedAll
        | Why::Paused { .. }
        | Why::UnconfirmedFolder
        | Why::ClockDoubt
        | Why::Disconnected
        | Why::Held { .. }
        | Why::WaitsForResume { .. } => true,
        Why::NothingPlanned
        | Why::NotDue { .. }
        | Why::Reconciling { .. }
        | Why::NetworkWait { .. }
        | Why::Retry { .. }
        | Why::Gap { .. }
        | Why::Cap { .. }
        | Why::Ramp { .. } => false,
    }
}

/// What the loop would decide for the account now.
fn rests(
    tx: &Tx<'_>,
    account: &Account,
    record: &DeliveryRecord,
    moment: Moment,
) -> Result<WhyReason, EngineError> {
    let Some(seen) = look_at(tx, account.id, moment)? else {
        return Err(EngineError::NoAccount { name: account.handle.clone() });
    };
    Ok(match decide(&seen.snapshot, moment.now) {
        Step::Rest { why: Why::Retry { delivery, at }, .. } if delivery == record.delivery.id => {
            WhyReason::Rests(Why::NotDue { due: at })
        }
        Step::Rest { why, .. } => WhyReason::Rests(why),
        Step::Postpone(_, until) => WhyReason::Rests(Why::Cap { until: Some(until) }),
        Step::Read(delivery) | Step::Doubt(delivery) => {
            WhyReason::Rests(Why::Reconciling { delivery, read_at: moment.now })
        }
        Step::HoldWaiting(incident) | Step::Probe(incident) => {
            let kind = tx.find_incident_record(incident)?.map(|one| one.kind);
            let kind = kind.unwrap_or(roost_domain::refusal::RefusalKind::Doubtful);
            WhyReason::Rests(Why::Held { incident, kind, probe_at: None })
        }
        Step::Send(_) | Step::CatchUp | Step::Replan | Step::KeyCheck => WhyReason::AboutTo,
    })
}
