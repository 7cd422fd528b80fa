//! How does the owner keep an incident's case file from the terminal? What they see, steps, countdown,
//! daily look, tickets; and how is the file shown?

use crate::args::{
    Daily, IncidentCountdown, IncidentLook, IncidentSee, IncidentStep, TicketCommand,
};
use crate::compose::Home;
use crate::escape::{cut, lines, one_line};
use crate::failure::Failure;
use crate::input;
use crate::output::{Output, style, styled, table, time, time_or_dash};
use roost_api::requests::{self as ask, IncidentNamed};
use roost_api::views::{EvidenceView, IncidentDetail, ScreenView, StepView};
use std::fmt::Write as _;

pub(super) async fn see(out: &Output, home: &Home, asked: IncidentSee) -> Result<(), Failure> {
    let IncidentSee { id, screen, clear } = asked;
    if screen.is_none() && !clear {
        let shown = home.door.incident_show(IncidentNamed { id }).await?;
        out.answer(&shown.screens, |screens| screens_of(out, screens))?;
        return Ok(());
    }
    let shown = home.door.incident_see(ask::IncidentSee { id, screen }).await?;
    out.answer(&shown, |shown| checklist(out, shown))?;
    Ok(())
}

pub(super) async fn step(out: &Output, home: &Home, asked: IncidentStep) -> Result<(), Failure> {
    let mark = match (asked.skip, asked.todo) {
        (true, _) => ask::StepMark::Skipped,
        (false, true) => ask::StepMark::Todo,
        (false, false) => ask::StepMark::Done,
    };
    let note = asked.note.map(input::text).transpose()?;
    let request = ask::IncidentStep { id: asked.id, step: asked.step, mark, note };
    let shown = home.door.incident_step(request).await?;
    out.answer(&shown, |shown| checklist(out, shown))?;
    Ok(())
}

pub(super) async fn countdown(
    out: &Output,
    home: &Home,
    asked: IncidentCountdown,
) -> Result<(), Failure> {
    let from_now = asked.length.map(|length| (home.clock.now() + length.0).to_rfc3339());
    let request = ask::IncidentCountdown { id: asked.id, ends_at: asked.at.or(from_now) };
    let shown = home.door.incident_countdown(request).await?;
    out.answer(&shown, |shown| looks(out, shown))?;
    Ok(())
}

pub(super) async fn look(out: &Output, home: &Home, asked: IncidentLook) -> Result<(), Failure> {
    let request = ask::IncidentLookDaily { id: asked.id, on: asked.daily == Daily::On };
    let shown = home.door.incident_look_daily(request).await?;
    out.answer(&shown, |shown| looks(out, shown))?;
    Ok(())
}

pub(super) async fn ticket(out: &Output, home: &Home, asked: TicketCommand) -> Result<(), Failure> {
    let shown = match asked {
        TicketCommand::Add { id, place, number, sent } => {
            let request = ask::IncidentTicketAdd { id, place, number, sent_at: sent };
            home.door.incident_ticket_add(request).await?
        }
        TicketCommand::Answer { id, ticket, text, closed } => {
            let answer = input::text(text)?;
            let request = ask::IncidentTicketAnswer { id, ticket, answer, closed };
            home.door.incident_ticket_answer(request).await?
        }
    };
    out.answer(&shown, |shown| tickets(out, shown))?;
    Ok(())
}

fn screens_of(out: &Output, screens: &[ScreenView]) -> String {
    if screens.is_empty() {
        return out.say("no_screens", &[]);
    }
    let rows: Vec<Vec<String>> = screens
        .iter()
        .map(|one| vec![one.id.clone(), one_line(&one.label), one_line(&one.hint)])
        .collect();
    table(&["screen", "what you see", ""], &rows)
}

/// The steps with their marks, in order.
pub(super) fn checklist(out: &Output, shown: &IncidentDetail) -> String {
    let mut text = String::new();
    for step in &shown.checklist {
        one_step(out, &mut text, step);
    }
    text
}

fn one_step(out: &Output, text: &mut String, step: &StepView) {
    let (mark, colour) = match step.state {
        "done" => ("x", style::GOOD),
        "skipped" => ("-", style::DIM),
        _ => (" ", style::BOLD),
    };
    let title = if step.title.is_empty() { &step.text } else { &step.title };
    let id = styled(style::DIM, &one_line(&step.id));
    let _ = writeln!(text, "  [{mark}] {}  {id}", styled(colour, &one_line(title)));
    if step.state == "todo" {
        if !step.title.is_empty() {
            let _ = writeln!(text, "      {}", lines(&step.text));
        }
        for more in [Some(&step.why), step.avoid.as_ref()].into_iter().flatten() {
            if !more.is_empty() {
                let _ = writeln!(text, "      {}", styled(style::DIM, &lines(more)));
            }
        }
        if let Some(link) = &step.link {
            let _ = writeln!(text, "      {}", styled(style::MOVE, &one_line(link)));
        }
        if let Some(source) = &step.source {
            let _ = writeln!(text, "      {}", styled(style::DIM, &rests_on(out, step, source)));
        }
    } else {
        let at = time_or_dash(step.at);
        let _ = writeln!(text, "      {}", styled(style::DIM, &at));
    }
    if !step.note.is_empty() {
        let _ = writeln!(text, "      {}", lines(&step.note));
    }
}

/// What a step rests on, with the page where that can be read.
fn rests_on(out: &Output, step: &StepView, source: &str) -> String {
    let said = out.say("step_source", &[("source", &one_line(source))]);
    match &step.source_link {
        Some(link) => format!("{said} {}", one_line(link)),
        None => said,
    }
}

/// When Roost looks, and why.
pub(super) fn looks(out: &Output, shown: &IncidentDetail) -> String {
    let mut text = String::new();
    if let Some(countdown) = &shown.countdown {
        let ends = time(countdown.ends_at);
        let _ = writeln!(text, "{}", out.say("countdown_ends", &[("at", &ends)]));
    }
    if shown.look_daily {
        let _ = writeln!(text, "{}", out.say("looks_daily", &[]));
    }
    let next = match shown.probe_at {
        Some(at) => out.say("looks_at", &[("at", &time(at))]),
        None => out.say("looks_never", &[("id", &shown.incident.id)]),
    };
    let _ = writeln!(text, "{next}");
    text
}

/// The tickets with their answers and reminders.
pub(super) fn tickets(out: &Output, shown: &IncidentDetail) -> String {
    let rows: Vec<Vec<String>> = shown
        .tickets
        .iter()
        .map(|ticket| {
            let mine = |one: &&roost_api::views::ReminderView| {
                one.ticket.as_ref() == Some(&ticket.id) && one.told_at.is_none()
            };
            let next = shown.reminders.iter().find(mine).map(|one| one.due);
            let state = if ticket.closed_at.is_some() { "closed" } else { "open" };
            vec![
                ticket.id.clone(),
                cut(&ticket.place, 40),
                one_line(&ticket.number),
                time(ticket.sent_at),
                state.to_owned(),
                time_or_dash(next),
                cut(&ticket.answer, 48),
            ]
        })
        .collect();
    if rows.is_empty() {
        return out.say("no_tickets", &[]);
    }
    table(&["ticket", "sent to", "number", "sent", "", "reminder", "answer"], &rows)
}

/// The refusals that belong to it, one line each.
pub(super) fn evidence(out: &Output, shown: &IncidentDetail) -> String {
    let rows: Vec<Vec<String>> = shown.evidence.iter().map(evidence_row).collect();
    let mut text = table(&["at", "whom", "asked", "answer", "said"], &rows);
    if shown.evidence_left_off > 0 {
        let count = shown.evidence_left_off.to_string();
        let _ = write!(text, "\n{}", out.say("evidence_left_off", &[("count", &count)]));
    }
    text
}

fn evidence_row(one: &EvidenceView) -> Vec<String> {
    let codes: Vec<String> = one.codes.iter().map(ToString::to_string).collect();
    let answer = match (one.http_status, codes.is_empty()) {
        (Some(status), true) => status.to_string(),
        (Some(status), false) => format!("{status} / {}", codes.join(", ")),
        (None, _) => one.outcome.clone(),
    };
    let asked = match &one.delivery {
        Some(delivery) => format!("{} {delivery}", one.purpose),
        None => one.purpose.clone(),
    };
    let account = format!("@{}", one_line(&one.account));
    vec![time(one.at), account, asked, answer, cut(&one.message, 60)]
}
