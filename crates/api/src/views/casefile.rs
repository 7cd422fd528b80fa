//! What is answered about an incident's case file: its checklist with what was done, the refusals that
//! belong to it, countdown, tickets, reminders and counts.

use roost_domain::Timestamp;
use serde::Serialize;
use ts_rs::TS;

/// A screen that the owner may see on the network's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ScreenView {
    /// Its id, as `incident_see` takes it.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// How to know it.
    pub hint: String,
}

/// One step of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StepView {
    /// Its id, as `incident_step` takes it.
    pub id: String,
    /// What it is, in a few words.
    pub title: String,
    /// What to do.
    pub text: String,
    /// Why.
    pub why: String,
    /// What not to do.
    pub avoid: Option<String>,
    /// Where; https only.
    pub link: Option<String>,
    /// What the link is called.
    pub link_label: Option<String>,
    /// Which tool is offered beside it.
    #[ts(type = "StepAction")]
    pub action: &'static str,
    /// What the owner said about it.
    #[ts(type = "StepState")]
    pub state: &'static str,
    /// When the owner said so.
    pub at: Option<Timestamp>,
    /// What the owner wrote beside it.
    pub note: String,
    /// The letter to draft here.
    pub letter: Option<String>,
    /// What it rests on, each with its date, in words; `null` for a step that is gone.
    pub source: Option<String>,
    /// The first of these that is a page of X; https only.
    pub source_link: Option<String>,
    /// Whether it was ticked before, and this Roost's checklist no longer has it.
    pub gone: bool,
}

/// One refusal that belongs to an incident, as it is stored: without secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EvidenceView {
    /// The attempt's id.
    pub attempt: String,
    /// When it began.
    pub at: Timestamp,
    /// For whom.
    pub account: String,
    /// `post`, `reconcile`, `probe`, `key_check`, `diagnose`, `clock` or `delete`.
    pub purpose: String,
    /// The delivery that was sent.
    pub delivery: Option<String>,
    /// What became of it: `refused`, or `lost` and `not_sent` where no answer came.
    pub outcome: String,
    /// The answer's status.
    pub http_status: Option<u16>,
    /// The network's codes.
    pub codes: Vec<u32>,
    /// What it was taken for.
    #[ts(type = "RefusalKind | null")]
    pub kind: Option<&'static str>,
    /// By which rule.
    pub rule: Option<String>,
    /// The network's own words.
    pub message: String,
    /// `name: value` lines.
    pub headers: Vec<String>,
    /// The raw answer.
    pub body: Option<String>,
}

/// A countdown that the owner saw on the network's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CountdownView {
    /// When it ends; Roost looks then, once.
    pub ends_at: Timestamp,
    /// When the owner entered it.
    pub entered_at: Timestamp,
}

/// A form or mail that the owner sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TicketView {
    /// Its id.
    pub id: String,
    /// Where it was sent.
    pub place: String,
    /// The number that came back; empty where none did.
    pub number: String,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// What was answered; empty while nothing was.
    pub answer: String,
    /// When that was written down.
    pub answered_at: Option<Timestamp>,
    /// When nothing more was waited for.
    pub closed_at: Option<Timestamp>,
}

/// A reminder to look after something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReminderView {
    /// Its id.
    pub id: String,
    /// When the owner is reminded.
    pub due: Timestamp,
    /// Of what.
    #[ts(type = "ReminderAbout")]
    pub about: &'static str,
    /// Of which ticket.
    pub ticket: Option<String>,
    /// When the owner was.
    pub told_at: Option<Timestamp>,
}

/// What became of the deliveries that an incident ever held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CountsView {
    /// Kept by it now.
    pub kept: u64,
    /// Out since it opened.
    pub published_since: u64,
    /// Held once, and no longer there at all. Expected to be 0.
    pub lost: u64,
    /// Waiting for a word of the owner.
    pub waiting_decision: u64,
}

/// The offer to slow accounts whose posts are like those of the locked one.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CascadeView {
    /// For how many hours they would be slowed.
    pub until_hours: u32,
    /// The accounts offered, the most alike first.
    pub offered: Vec<CascadeAccount>,
}

/// One account of the offer.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CascadeAccount {
    /// Which.
    pub account: String,
    /// How alike its posts are, from 0 to 1.
    pub likeness: f64,
    /// In what.
    pub why: String,
    /// Until when it is slowed, if it is.
    pub slowed_until: Option<Timestamp>,
}

/// A mail that came after the incident began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MailView {
    /// Its id.
    pub id: String,
    /// Who it says it is from; plain text.
    pub from: String,
    /// Its subject; plain text.
    pub subject: String,
    /// When it came.
    pub at: Timestamp,
    /// Whether the mailbox's own provider proved the sender.
    #[ts(type = "MailVerdict")]
    pub verdict: &'static str,
    /// Why that is the verdict.
    pub why: String,
}
