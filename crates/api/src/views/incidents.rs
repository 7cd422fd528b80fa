//! What is answered about incidents, probes and the way back.

use crate::views::{
    CascadeView, CountdownView, CountsView, DeliveryView, EvidenceView, MailView, ReminderView,
    ScreenView, StepView, TicketView,
};
use roost_domain::Timestamp;
use serde::Serialize;
use ts_rs::TS;

/// One incident in the list.
#[derive(Debug, Clone, Serialize, TS)]
pub struct IncidentView {
    /// Its id.
    pub id: String,
    /// Its kind.
    #[ts(type = "RefusalKind")]
    pub kind: &'static str,
    /// `account`, `app` or `machine`.
    #[ts(type = "IncidentScope")]
    pub scope: &'static str,
    /// The account it holds.
    pub account: Option<String>,
    /// The app it holds, or whose account it holds.
    pub app: Option<String>,
    /// How far the way out is.
    #[ts(type = "IncidentState")]
    pub state: &'static str,
    /// When the first sign came.
    pub opened_at: Timestamp,
    /// When it was over.
    pub closed_at: Option<Timestamp>,
    /// How many deliveries it holds.
    pub held: u64,
    /// The status of the first sign.
    pub http_status: Option<u16>,
    /// The codes of the first sign.
    pub codes: Vec<u32>,
    /// The one before it within 30 days.
    pub relock_of: Option<String>,
}

/// One incident with everything.
#[derive(Debug, Clone, Serialize, TS)]
pub struct IncidentDetail {
    /// What the list says.
    #[serde(flatten)]
    pub incident: IncidentView,
    /// What happened, with evidence, in one line.
    pub headline: String,
    /// What to do next, in one sentence.
    pub next_step: String,
    /// What the owner sees on the network's page, once chosen.
    pub screen: Option<String>,
    /// What may be seen there; the last is always `unsure`. Empty where the kind has no screens.
    pub screens: Vec<ScreenView>,
    /// The steps in order; those that this Roost no longer has come last.
    pub checklist: Vec<StepView>,
    /// `YYYY-MM-DD`: of when the checklist is.
    pub checklist_dated: String,
    /// Where its facts come from.
    pub checklist_source: String,
    /// The refusals that belong to it, newest last, at most 50.
    pub evidence: Vec<EvidenceView>,
    /// How many older ones were left off.
    pub evidence_left_off: u64,
    /// Why this is the app's matter, and not one account's; or why the keys of one are refused, where that
    /// came after a lock.
    pub reasoning: Option<String>,
    /// Other open incidents of the same kind on the same app, opened within 24 hours.
    pub siblings: Vec<String>,
    /// The countdown that the owner entered.
    pub countdown: Option<CountdownView>,
    /// Whether Roost looks once a day.
    pub look_daily: bool,
    /// Forms and mails that the owner sent.
    pub tickets: Vec<TicketView>,
    /// When the owner is reminded of what.
    pub reminders: Vec<ReminderView>,
    /// What became of what it held.
    pub counts: CountsView,
    /// The offer to slow accounts that are alike.
    pub cascade: Option<CascadeView>,
    /// Mails that came since it began.
    pub mails: Vec<MailView>,
    /// The network's own words.
    pub message: String,
    /// The raw answer, without secrets.
    pub body: Option<String>,
    /// When Roost may look by itself.
    pub probe_at: Option<Timestamp>,
    /// The quiet post, once picked.
    pub quiet: Option<String>,
    /// What happened since.
    pub log: Vec<LogView>,
    /// The deliveries that it holds, by due time.
    pub deliveries: Vec<DeliveryView>,
}

/// One line of an incident's diary.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LogView {
    /// When.
    pub at: Timestamp,
    /// A word.
    pub event: String,
    /// More, as plain text.
    pub note: String,
}

/// What the probe said.
#[derive(Debug, Clone, Serialize, TS)]
pub struct UnlockedView {
    /// Which incident.
    pub id: String,
    /// `usable`, `still_locked` or `unclear`.
    #[ts(type = "ProbeOutcome")]
    pub outcome: &'static str,
    /// The incident's state now.
    #[ts(type = "IncidentState")]
    pub state: &'static str,
    /// In words, with the next step.
    pub sentence: String,
}

/// The way back.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ResumeView {
    /// Which incident.
    pub incident: String,
    /// Whether the plan was taken.
    pub applied: bool,
    /// The one quiet post that goes first; `null` when nothing is held.
    pub first: Option<String>,
    /// Posts a day before the incident.
    pub baseline: f64,
    /// `standard`, `repeat` or `half`.
    #[ts(type = "RampShape")]
    pub shape: &'static str,
    /// The allowance of each day to come.
    pub curve: Vec<CurveDay>,
    /// One ramp for each account that the incident holds; the three fields above are the first's.
    pub ramps: Vec<RampPlanView>,
    /// Each held delivery, in order.
    pub deliveries: Vec<ResumeLine>,
}

/// The ramp of one account, as if the quiet post went out now.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RampPlanView {
    /// Which account.
    pub account: String,
    /// Posts a day before the incident.
    pub baseline: f64,
    /// `standard` or `repeat`.
    #[ts(type = "RampShape")]
    pub shape: &'static str,
    /// Its stages, in percent of the baseline.
    pub shares: Vec<f64>,
    /// How many days each stage lasts.
    pub days_per_stage: u8,
    /// The allowance of each day to come.
    pub curve: Vec<CurveDay>,
}

/// One day of the curve.
#[derive(Debug, Clone, Serialize, TS)]
pub struct CurveDay {
    /// `YYYY-MM-DD` in the account's zone.
    pub date: String,
    /// Posts allowed.
    pub allowance: u32,
}

/// One held delivery on the way back.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ResumeLine {
    /// Its id.
    pub id: String,
    /// Where it goes.
    pub account: String,
    /// When it was meant to go out.
    pub old: Option<Timestamp>,
    /// When it will; `null` for one that is picked out.
    pub new: Option<Timestamp>,
    /// `quiet`, `kept`, `moved` or `picked_out`.
    #[ts(type = "Decision")]
    pub decision: &'static str,
    /// Why it is picked out: `stale` or `half_sent`.
    pub reason: Option<&'static str>,
    /// What it says.
    pub text: String,
}
