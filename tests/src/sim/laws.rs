//! What must hold at each request of the loop? Silence while held, the promise on disk, order, gap,
//! cap and ramp, nothing while paused or while the clock is doubted, and nothing published twice.
//!
//! Ground truth is the simulator's; the database is asked only for what was planned.

use super::cast::{Actor, publishes, text_of, token, user_of};
use super::fate::Fate;
use super::ledger::Ledger;
use crate::clock::ManualClock;
use crate::in_process::Shared;
use chrono::{NaiveDate, TimeDelta};
use roost_domain::Timestamp;
use roost_domain::account::Rules;
use roost_domain::decide::snapshot::{Gates, Hold};
use roost_domain::delivery::{Delivery, DeliveryState, Timing};
use roost_domain::ids::{AccountId, IncidentId};
use roost_domain::incident::IncidentState;
use roost_domain::ports::Clock;
use roost_domain::ramp::{Baseline, Ramp};
use roost_domain::refusal::RefusalKind;
use roost_domain::walltime::day_of;
use roost_networks::http::{Request, Response};
use roost_store::tables::incidents::{IncidentRecord, IncidentScope};
use roost_store::tables::loop_account;
use roost_store::tables::loop_incidents::{self, RampRow};
use roost_store::{Store, Tx};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The network may have taken a request so much earlier or later than the loop knows.
const TRAVEL: TimeDelta = TimeDelta::seconds(60);

/// The loop and the clock's jump may meet in the same moment: what was promised before goes out.
const JUST_NOW: TimeDelta = TimeDelta::seconds(30);

/// Holds each request against the laws.
pub(super) struct Laws {
    store: Store,
    simulator: Shared,
    clock: ManualClock,
    ledger: Arc<Ledger>,
    fate: Fate,
    watch: Mutex<Watch>,
}

#[derive(Default)]
struct Watch {
    cast: Vec<Actor>,
    /// What each account published, by handle, in order.
    truth: BTreeMap<String, Vec<Out>>,
    known: usize,
    /// Refusals that the loop has heard, by user, until the owner says that all is well.
    told: HashMap<String, Told>,
    /// Users for whom the owner has just said so; the network has yet to answer.
    asking: HashSet<String>,
    /// The ramp that the owner was shown last, and for which incident.
    promises: HashMap<String, (IncidentId, BTreeMap<NaiveDate, u32>)>,
    jumped_at: Option<Timestamp>,
    paused_at: Option<Timestamp>,
}

/// A post that is out.
#[derive(Debug, Clone)]
pub(super) struct Out {
    pub(super) at: Timestamp,
    pub(super) text: String,
    pub(super) id: String,
    pub(super) post: u64,
    pub(super) segment: u32,
}

#[derive(Debug, Clone, Copy)]
struct Told {
    at: Timestamp,
    kind: RefusalKind,
}

/// What the database says of an account at a request.
struct View {
    rules: Rules,
    gates: Gates,
    holds: Vec<Hold>,
    incidents: Vec<IncidentRecord>,
    planned: Vec<Delivery>,
    sending: Option<(Delivery, u32)>,
}

impl Laws {
    pub(super) fn new(
        store: Store,
        simulator: Shared,
        clock: ManualClock,
        ledger: Arc<Ledger>,
        fate: Fate,
    ) -> Arc<Self> {
        Arc::new(Self { store, simulator, clock, ledger, fate, watch: Mutex::default() })
    }

    /// Who plays.
    pub(super) fn meet(&self, cast: &[Actor]) {
        self.watch().cast = cast.to_vec();
    }

    /// The owner said that an incident on this account is over.
    pub(super) fn owner_spoke(&self, user: &str) {
        let mut watch = self.watch();
        watch.told.remove(user);
        watch.asking.insert(user.to_owned());
    }

    /// The network answered the owner's question well. A look of Roost's own that was on its way at
    /// the same moment may have met the lock just before it was lifted: the later answer counts.
    pub(super) fn owner_hears(&self, user: &str) {
        let mut watch = self.watch();
        if watch.asking.contains(user) {
            watch.told.remove(user);
        }
    }

    /// The owner's question is over.
    pub(super) fn owner_is_done(&self, user: &str) {
        self.watch().asking.remove(user);
    }

    /// The owner was shown a ramp.
    pub(super) fn promised(&self, handle: &str, incident: IncidentId, curve: &[(NaiveDate, u32)]) {
        let shown = (incident, curve.iter().copied().collect());
        self.watch().promises.insert(handle.to_owned(), shown);
    }

    /// The wall clock was set wrong while the loop ran, or is right again.
    pub(super) fn clock_is_wrong(&self, is_wrong: bool) {
        let now = self.clock.true_now();
        self.watch().jumped_at = is_wrong.then_some(now);
    }

    /// The process died. What jumped in its last moments nobody has seen: uptimes of two processes
    /// can't be compared, so the next one takes the clock as it finds it.
    pub(super) fn process_died(&self) {
        let now = self.clock.true_now();
        let mut watch = self.watch();
        watch.jumped_at = watch.jumped_at.filter(|at| *at + JUST_NOW < now);
    }

    /// The owner paused all, or resumed.
    pub(super) fn paused_all(&self, is_paused: bool) {
        let now = self.clock.true_now();
        self.watch().paused_at = is_paused.then_some(now);
    }

    /// What an account published so far.
    pub(super) fn outs(&self, handle: &str) -> Vec<Out> {
        self.look();
        self.watch().truth.get(handle).cloned().unwrap_or_default()
    }

    /// Looks what was published since the last look; nothing may be there twice.
    pub(super) fn look(&self) {
        let known = self.watch().known;
        let new = self.simulator.lock().accepted_posts_from(known);
        let mut twice = None;
        {
            let mut watch = self.watch();
            watch.known += new.len();
            for post in new {
                self.ledger.count(|counts| counts.published += 1);
                let Some((number, segment)) = token(&post.text) else { continue };
                let outs = watch.truth.entry(post.handle.clone()).or_default();
                if outs.iter().any(|out| (out.post, out.segment) == (number, segment)) {
                    twice = Some(format!("@{}: {}", post.handle, post.text));
                }
                let Out { at, text, id, .. } =
                    Out { at: post.created_at, text: post.text, id: post.id, post: 0, segment: 0 };
                outs.push(Out { at, text, id, post: number, segment });
            }
        }
        if let Some(twice) = twice {
            self.ledger.broke("nothing is published twice", &twice);
        }
    }

    /// The loop is about to send a request.
    pub(super) fn asks(&self, request: &Request) {
        self.look();
        let user = user_of(request).to_owned();
        let actor = self.watch().cast.iter().find(|actor| actor.user_id == user).cloned();
        let Some(actor) = actor else { return };
        let id = actor.id;
        let view = match self.store.read_blocking(move |tx| View::read(tx, id)) {
            Ok(view) => view,
            Err(error) => return self.ledger.broke("the database can be read", &error.to_string()),
        };
        let what = Asked { request, actor: &actor, view: &view };
        self.silence(&what);
        self.told_silence(&what);
        if publishes(request) {
            self.publishing(&what);
        }
    }

    /// The loop hears an answer.
    pub(super) fn hears(&self, user: &str, answer: &Response) {
        let body = String::from_utf8_lossy(&answer.body);
        let code = |code: u32| body.contains(&format!("\"code\":{code}"));
        let kind = match answer.status {
            403 if code(326) => RefusalKind::Locked,
            403 if code(226) => RefusalKind::Automated,
            403 if code(261) => RefusalKind::WriteBlocked,
            _ => return,
        };
        let at = self.clock.true_now();
        self.watch().told.insert(user.to_owned(), Told { at, kind });
    }

    /// By the database: a held account is silent, but for its probes and its quiet post.
    fn silence(&self, what: &Asked<'_>) {
        let Asked { request, actor, view } = what;
        let now = self.clock.now();
        let old = |hold: &&Hold| {
            let record = view.incidents.iter().find(|incident| incident.id == hold.incident);
            record.is_none_or(|incident| incident.opened_at < now)
        };
        let holds: Vec<&Hold> = view.holds.iter().filter(old).collect();
        if holds.is_empty() {
            return;
        }
        let verifying = holds.iter().all(|hold| hold.state == IncidentState::Verifying);
        let is_probe = request.url.contains("/2/users/me");
        let may_probe = holds.iter().any(|hold| {
            matches!(hold.kind, RefusalKind::Automated | RefusalKind::Money | RefusalKind::Doubtful)
        });
        let may = match (publishes(request), is_probe) {
            (true, _) => verifying && what.is_quiet(),
            // A verifying account may be asked for its Date header, too.
            (_, true) => may_probe || verifying,
            (false, false) => verifying,
        };
        if !may {
            let by = format!("@{} asks {request:?} while held by {holds:?}", actor.handle);
            self.ledger.broke("a held account is silent", &by);
        }
    }

    /// By what the loop was told: nothing after a lock until the owner has spoken.
    fn told_silence(&self, what: &Asked<'_>) {
        let now = self.clock.true_now();
        let Some(told) = self.watch().told.get(&what.actor.user_id).copied() else { return };
        let forgot = self.fate.forgot_at().is_some_and(|at| at >= told.at);
        // What it was told got lost with the process or the disk before it was written: by the
        // database the account is free, or the quiet post is to prove that it is.
        let knows = |hold: &Hold| hold.state != IncidentState::Verifying;
        let never_knew = forgot && !what.view.holds.iter().any(knows);
        let by_itself = told.kind == RefusalKind::Automated && now - told.at >= TimeDelta::hours(6);
        if never_knew || by_itself {
            self.watch().told.remove(&what.actor.user_id);
            return;
        }
        let (handle, request) = (&what.actor.handle, what.request);
        let by = format!("@{handle} asks {request:?}, told at {} of {:?}", told.at, told.kind);
        self.ledger.broke("nothing follows a lock before the owner has spoken", &by);
    }

    fn publishing(&self, what: &Asked<'_>) {
        let Asked { request, actor, view } = what;
        let text = text_of(request).unwrap_or_default();
        let Some((sending, segments)) = &view.sending else {
            return self.ledger.broke("a promise is on disk before the first byte leaves", &text);
        };
        let Some((post, _)) = token(&text) else { return };
        let truth = self.watch().truth.get(&actor.handle).cloned().unwrap_or_default();
        let send = Send { what, text: &text, sending, segments: *segments, post, truth: &truth };
        self.stopped(&send);
        if !what.is_quiet() {
            self.order(&send);
        }
        // A loop that started on a clock set wrong has no way to know it: its days are others.
        let off = (self.clock.now() - self.clock.true_now()).abs();
        if off > TRAVEL {
            return;
        }
        if !what.is_quiet() {
            self.gap(&send);
            self.ramp(&send);
        }
        self.cap(&send);
    }

    /// Pause and a doubted clock stop what has not begun.
    fn stopped(&self, send: &Send<'_>) {
        let now = self.clock.true_now();
        let (jumped_at, paused_at) = {
            let watch = self.watch();
            (watch.jumped_at, watch.paused_at)
        };
        if jumped_at.is_some_and(|at| at + JUST_NOW < now) {
            self.ledger.broke("nothing is sent while the clock is doubted", send.text);
        }
        let paused = paused_at.is_some_and(|at| at + JUST_NOW < now);
        if send.sending.segments_out == 0 && paused && send.what.view.gates.paused_all {
            self.ledger.broke("nothing is sent while all is paused", send.text);
        }
    }

    /// Nothing that was due earlier still waits.
    fn order(&self, send: &Send<'_>) {
        if send.sending.timing == Timing::Pinned {
            return;
        }
        let place = |one: &Delivery| (one.due, one.id);
        let earlier = send
            .what
            .view
            .planned
            .iter()
            .find(|other| other.state.is_waiting() && place(other) < place(send.sending));
        if let Some(earlier) = earlier {
            let by = format!(
                "@{}: {} goes out before delivery {}",
                send.what.actor.handle, send.text, earlier.id
            );
            self.ledger.broke("an account's order is kept", &by);
        }
    }

    /// A slot's delivery keeps the gap; so does a chosen one that is late.
    fn gap(&self, send: &Send<'_>) {
        let Some(last) = send.truth.iter().rev().find(|out| out.post != send.post) else { return };
        let since = self.clock.true_now() - last.at;
        let due = send.sending.due.unwrap_or_default();
        let on_time = self.clock.now() - due <= TimeDelta::seconds(125);
        let chosen = send.sending.timing != Timing::Slot;
        let gap = send.what.view.rules.gap;
        if since + TRAVEL < gap && !(chosen && on_time) {
            let by = format!(
                "@{}: {} goes out {}s after {}, due {due} ({:?})",
                send.what.actor.handle,
                send.text,
                since.num_seconds(),
                last.text,
                send.sending.timing
            );
            self.ledger.broke("the gap is kept", &by);
        }
    }

    /// No more than the cap within any 24 hours, what the owner has yet to settle aside.
    fn cap(&self, send: &Send<'_>) {
        let Some(cap) = send.what.view.rules.cap else { return };
        let since = self.clock.true_now() - TimeDelta::hours(24) + TRAVEL;
        let out = send.truth.iter().filter(|out| out.at > since).count() as u32;
        let left = send.segments.saturating_sub(send.sending.segments_out);
        if out + left > cap + send.what.view.unsettled() {
            let by = format!(
                "@{}: {} and {out} within a day, cap {cap}",
                send.what.actor.handle, send.text
            );
            self.ledger.broke("the cap is kept", &by);
        }
    }

    /// No more than the day's share on the way back, as the owner was shown. After a warning Roost
    /// begins a ramp by itself, which nobody is shown: then the row's own shares hold.
    fn ramp(&self, send: &Send<'_>) {
        let zone = send.what.view.rules.zone;
        let today = day_of(zone, self.clock.true_now());
        let handle = &send.what.actor.handle;
        let id = send.what.actor.id;
        let row = self.store.read_blocking(move |tx| loop_incidents::running_ramp(tx, id));
        let shown = self.watch().promises.get(handle).cloned();
        let allowed = match (&row, shown) {
            (Ok(Some(row)), shown) if shown.as_ref().is_none_or(|(by, _)| *by != row.incident) => {
                ramp_of(row, zone).allowance(today)
            }
            (_, shown) => shown.and_then(|(_, curve)| curve.get(&today).copied()),
        };
        let Some(allowed) = allowed else { return };
        let has_begun = send.truth.iter().any(|out| out.post == send.post);
        let out = send.truth.iter().filter(|out| out.segment == 0 && day_of(zone, out.at) == today);
        let out = out.count() as u32;
        if !has_begun && out + 1 > allowed + send.what.view.unsettled() {
            let by = format!(
                "@{handle}: {} after {out} that day in {zone}, allowed {allowed}, ramp {row:?}",
                send.text
            );
            self.ledger.broke("the ramp is kept", &by);
        }
    }

    fn watch(&self) -> MutexGuard<'_, Watch> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request with what the database says of its account.
struct Asked<'a> {
    request: &'a Request,
    actor: &'a Actor,
    view: &'a View,
}

impl Asked<'_> {
    /// Whether the delivery being sent is the quiet post of a verifying incident.
    fn is_quiet(&self) -> bool {
        let sending = self.view.sending.as_ref().map(|(delivery, _)| delivery.id);
        self.view.incidents.iter().any(|incident| {
            incident.state == IncidentState::Verifying
                && incident.quiet.is_some()
                && incident.quiet == sending
        })
    }
}

/// A segment on its way out.
struct Send<'a> {
    what: &'a Asked<'a>,
    text: &'a str,
    sending: &'a Delivery,
    segments: u32,
    post: u64,
    truth: &'a [Out],
}

impl View {
    fn read(tx: &Tx<'_>, account: AccountId) -> roost_store::Result<Self> {
        let known = loop_account::loop_account(tx, account)?;
        let row = known.map(|known| known.account);
        let app = row.as_ref().map(|row| row.app);
        let planned: Vec<Delivery> =
            tx.planned_deliveries(account)?.into_iter().map(|record| record.delivery).collect();
        let sending = planned.iter().find(|one| one.state == DeliveryState::Sending).cloned();
        let sending = match sending {
            Some(one) => {
                let segments = tx.get_post(one.post)?.segments.len() as u32;
                Some((one, segments))
            }
            None => None,
        };
        let ours = |incident: &IncidentRecord| match incident.scope {
            IncidentScope::Account(id) => id == account,
            IncidentScope::App(id) => Some(id) == app,
            IncidentScope::Machine => true,
        };
        Ok(Self {
            gates: loop_account::gates(tx)?,
            holds: match app {
                Some(app) => loop_account::holds(tx, account, app)?,
                None => Vec::new(),
            },
            incidents: tx.open_incidents()?.into_iter().filter(ours).collect(),
            rules: row.map(|row| row.rules).unwrap_or_default(),
            planned,
            sending,
        })
    }

    /// Deliveries that may be out, although Roost does not count them: they wait for a look or for
    /// the owner.
    fn unsettled(&self) -> u32 {
        let unsettled = |one: &&Delivery| one.state == DeliveryState::Unconfirmed;
        self.planned.iter().filter(unsettled).count() as u32
    }
}

fn ramp_of(row: &RampRow, zone: chrono_tz::Tz) -> Ramp {
    Ramp {
        baseline: Baseline { thousandths: u64::from(row.baseline_milli) },
        ladder: row.ladder,
        stage: row.stage as usize,
        stage_began: row.stage_began,
        zone,
    }
}
