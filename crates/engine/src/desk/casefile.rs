//! What does the owner write into an incident's case file? What they see, which steps they did, the
//! countdown, 'look once a day', tickets. Nothing here touches the network: a look is only set, and
//! shown, and made by the loop at its time.

use crate::desk::Desk;
use crate::desk::incidents::{IncidentDetails, get_incident, incident_card, incident_details};
use crate::error::EngineError;
use crate::lockwatch::looks;
use roost_domain::Timestamp;
use roost_domain::casefile::{StepMark, is_looked_at, ticket_reminders};
use roost_domain::ids::{IncidentId, TicketId};
use roost_domain::incident::IncidentState;
use roost_domain::walltime::{AtError, parse_at};
use roost_store::Tx;
use roost_store::tables::casefile::StepRow;
use roost_store::tables::incidents::{IncidentRecord, IncidentScope};
use roost_store::tables::loop_incidents;

/// What the owner says of a step.
#[derive(Debug, Clone)]
pub struct StepSaid {
    /// The step's id. That the checklist has it is checked at the door, where checklists lie.
    pub step: String,
    /// What it is called.
    pub title: String,
    /// The mark.
    pub mark: StepMark,
    /// What to write beside it; what stands there stays where nothing is said.
    pub note: Option<String>,
}

/// 'Look once a day'.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DailyLook {
    /// Roost looks once a day.
    On,
    /// It does not.
    Off,
}

/// How a ticket stands after an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketEnd {
    /// More is waited for.
    Open,
    /// Nothing more is waited for.
    Closed,
}

impl Desk {
    /// The owner says what they see on the network's page, or takes it back.
    pub async fn incident_see(
        &self,
        id: IncidentId,
        screen: Option<String>,
    ) -> Result<IncidentDetails, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            not_closed(tx, id)?;
            tx.set_screen(id, screen.as_deref())?;
            tx.note_incident(id, "seen", screen.as_deref().unwrap_or_default(), now)?;
            incident_details(tx, id, now)
        })
        .await
    }

    /// The owner marks a step.
    pub async fn incident_step(
        &self,
        id: IncidentId,
        said: StepSaid,
    ) -> Result<IncidentDetails, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            not_closed(tx, id)?;
            let before = tx.step_marks(id)?.into_iter().find(|row| row.step == said.step);
            let note = said.note.or(before.map(|row| row.note)).unwrap_or_default();
            let event = match said.mark {
                StepMark::Todo => "step_todo",
                StepMark::Done => "step_done",
                StepMark::Skipped => "step_skipped",
            };
            let line = if note.is_empty() {
                said.title.clone()
            } else {
                format!("{}: {note}", said.title)
            };
            let row =
                StepRow { step: said.step, title: said.title, mark: said.mark, note, at: now };
            tx.mark_step(id, &row)?;
            tx.note_incident(id, event, &line, now)?;
            tx.touch_incident(id)?;
            incident_details(tx, id, now)
        })
        .await
    }

    /// The owner enters the countdown that the network's page shows, or takes it back. When it is over
    /// Roost looks once, and reminds them.
    pub async fn incident_countdown(
        &self,
        id: IncidentId,
        ends_at: Option<String>,
    ) -> Result<IncidentDetails, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            let record = held_and_looked_at(tx, id)?;
            let zone = incident_card(tx, record.clone())?.zone;
            let ends_at = ends_at.map(|text| parse_at(&text, zone, now)).transpose()?;
            if let Some(at) = ends_at.filter(|at| *at <= now) {
                return Err(AtError::Past { at, zone, ago: now - at }.into());
            }
            tx.set_countdown(id, ends_at, now)?;
            tx.drop_reminders(id, None)?;
            if let Some(at) = ends_at {
                tx.add_reminder(id, None, at)?;
                tx.note_incident(id, "countdown", &at.to_rfc3339(), now)?;
            } else {
                tx.note_incident(id, "countdown_cleared", "", now)?;
            }
            settle(tx, &record, now)?;
            incident_details(tx, id, now)
        })
        .await
    }

    /// Switches 'look once a day' on or off for this incident.
    pub async fn incident_look_daily(
        &self,
        id: IncidentId,
        daily: DailyLook,
    ) -> Result<IncidentDetails, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            let record = held_and_looked_at(tx, id)?;
            let (on, event) = match daily {
                DailyLook::On => (true, "look_daily_on"),
                DailyLook::Off => (false, "look_daily_off"),
            };
            if tx.case_row(id)?.look_daily != on {
                tx.set_look_daily(id, on)?;
                tx.note_incident(id, event, "", now)?;
                settle(tx, &record, now)?;
            }
            incident_details(tx, id, now)
        })
        .await
    }

    /// The owner sent a form or a mail: it is waited for, and they are reminded of it.
    pub async fn incident_ticket_add(
        &self,
        id: IncidentId,
        place: String,
        number: String,
        sent_at: Option<String>,
    ) -> Result<IncidentDetails, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            let record = not_closed(tx, id)?;
            let (place, number) = (place.trim(), number.trim());
            if place.is_empty() {
                return Err(EngineError::NoPlace);
            }
            let zone = incident_card(tx, record.clone())?.zone;
            let sent = sent_at.map(|text| parse_at(&text, zone, Timestamp::MIN_UTC)).transpose()?;
            // What is written down now was not sent later.
            let sent = sent.map_or(now, |sent| sent.min(now));
            let ticket = tx.add_ticket(id, (place, number), sent)?;
            for due in ticket_reminders(sent, now) {
                tx.add_reminder(id, Some(ticket), due)?;
            }
            tx.note_incident(id, "ticket", format!("{place} {number}").trim(), now)?;
            settle(tx, &record, now)?;
            incident_details(tx, id, now)
        })
        .await
    }

    /// Writes down what was answered to a ticket. A closed one is not reminded of any more.
    pub async fn incident_ticket_answer(
        &self,
        id: IncidentId,
        ticket: TicketId,
        answer: String,
        end: TicketEnd,
    ) -> Result<IncidentDetails, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            let record = get_incident(tx, id)?;
            let known = tx
                .find_ticket(id, ticket)?
                .ok_or(EngineError::NoTicket { id: ticket, incident: id })?;
            let answer = answer.trim();
            let answered = if answer == known.answer {
                known.answered_at
            } else {
                Some(now).filter(|_| !answer.is_empty())
            };
            let closed_at = match end {
                TicketEnd::Closed => Some(known.closed_at.unwrap_or(now)),
                TicketEnd::Open => None,
            };
            tx.answer_ticket(ticket, (answer, answered), closed_at)?;
            tx.drop_reminders(id, Some(ticket))?;
            if end == TicketEnd::Open {
                for due in ticket_reminders(known.sent_at, now) {
                    tx.add_reminder(id, Some(ticket), due)?;
                }
            }
            let event = match end {
                TicketEnd::Open => "ticket_answer",
                TicketEnd::Closed => "ticket_closed",
            };
            tx.note_incident(id, event, format!("{}: {answer}", known.place).trim(), now)?;
            settle(tx, &record, now)?;
            incident_details(tx, id, now)
        })
        .await
    }

    /// Closes an incident that holds nobody any more: its account, or all of its app's, was removed.
    pub async fn incident_close(&self, id: IncidentId) -> Result<IncidentDetails, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            let record = not_closed(tx, id)?;
            if !tx.holds_nobody(id)? {
                return Err(EngineError::AccountStillThere { id, account: somebody(tx, &record)? });
            }
            for account in loop_incidents::ramps_of(tx, id)? {
                loop_incidents::end_ramp(tx, account, now)?;
            }
            let word = ("closed_by_owner", "");
            loop_incidents::move_incident(tx, id, IncidentState::Closed, word, now)?;
            loop_incidents::set_probe_at(tx, id, None)?;
            incident_details(tx, id, now)
        })
        .await
    }
}

/// After a change: an incident waits while something is waited for, and the next look is laid out.
fn settle(tx: &Tx<'_>, record: &IncidentRecord, now: Timestamp) -> Result<(), EngineError> {
    let to = match (record.state, looks::waits(tx, record.id)?) {
        (IncidentState::Open, true) => Some((IncidentState::Waiting, "waiting")),
        (IncidentState::Waiting, false) => Some((IncidentState::Open, "waits_no_more")),
        (_, _) => None,
    };
    if let Some((to, event)) = to {
        loop_incidents::move_incident(tx, record.id, to, (event, ""), now)?;
    }
    tx.touch_incident(record.id)?;
    Ok(looks::refresh(tx, record.id, now)?)
}

fn not_closed(tx: &Tx<'_>, id: IncidentId) -> Result<IncidentRecord, EngineError> {
    let record = get_incident(tx, id)?;
    if record.state == IncidentState::Closed {
        return Err(EngineError::IncidentIs { id, found: record.state });
    }
    Ok(record)
}

/// An incident that holds, and about which a look at a set time can tell something.
fn held_and_looked_at(tx: &Tx<'_>, id: IncidentId) -> Result<IncidentRecord, EngineError> {
    let record = get_incident(tx, id)?;
    if !record.state.holds() {
        return Err(EngineError::IncidentIs { id, found: record.state });
    }
    if !is_looked_at(record.kind) {
        return Err(EngineError::NoLook { id, kind: record.kind });
    }
    Ok(record)
}

/// What somebody is called whom an incident still holds.
fn somebody(tx: &Tx<'_>, record: &IncidentRecord) -> Result<String, EngineError> {
    let is_held = |account: &roost_domain::account::Account| match record.scope {
        IncidentScope::Account(id) => account.id == id,
        IncidentScope::App(app) => account.app == app,
        IncidentScope::Machine => true,
    };
    let found = tx.all_accounts()?.into_iter().find(is_held);
    Ok(found.map(|account| account.handle).unwrap_or_default())
}
