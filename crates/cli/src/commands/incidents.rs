//! How does the owner walk out of an incident from the terminal? See what happened, say that it is
//! unlocked, look at the way back, take it.

use super::{before, casefile, letters, mail, posts};
use crate::args::{IncidentCommand, IncidentResume};
use crate::compose::Home;
use crate::escape::{cut, lines, one_line};
use crate::failure::Failure;
use crate::input;
use crate::output::{Output, state, style, styled, table, time, time_or_dash};
use roost_api::requests::{self as ask, IncidentNamed, Nothing};
use roost_api::views::{CurveDay, IncidentDetail, IncidentView, ResumeView};
use std::fmt::Write as _;

/// `roost incident ...`.
pub(crate) async fn incident(
    out: &Output,
    home: &Home,
    asked: IncidentCommand,
) -> Result<(), Failure> {
    match asked {
        IncidentCommand::List => {
            let incidents = home.door.incident_list(Nothing {}).await?;
            out.answer(&incidents, |incidents| {
                if incidents.is_empty() { out.say("no_incidents", &[]) } else { list(incidents) }
            })?;
        }
        IncidentCommand::Show { id } => {
            let shown = home.door.incident_show(IncidentNamed { id }).await?;
            out.answer(&shown, |shown| detail(out, shown))?;
        }
        IncidentCommand::Note { id, text } => {
            let text = input::text(text)?;
            let shown = home.door.incident_note(ask::IncidentNote { id, text }).await?;
            out.answer(&shown, |_| out.say("noted", &[]))?;
        }
        IncidentCommand::See(asked) => casefile::see(out, home, asked).await?,
        IncidentCommand::Step(asked) => casefile::step(out, home, asked).await?,
        IncidentCommand::Countdown(asked) => casefile::countdown(out, home, asked).await?,
        IncidentCommand::Look(asked) => casefile::look(out, home, asked).await?,
        IncidentCommand::Ticket(asked) => casefile::ticket(out, home, asked).await?,
        IncidentCommand::Letter(asked) => letters::letter(out, home, asked).await?,
        IncidentCommand::Before(asked) => before::before(out, home, asked).await?,
        IncidentCommand::Report(asked) => before::report(out, home, asked).await?,
        IncidentCommand::Slow(asked) => before::slow(out, home, asked).await?,
        IncidentCommand::Close { id } => {
            let shown = home.door.incident_close(IncidentNamed { id }).await?;
            out.answer(&shown, |_| out.say("incident_closed", &[]))?;
        }
        IncidentCommand::Unlocked { id } => unlocked(out, home, id).await?,
        IncidentCommand::Resume(asked) => resume(out, home, asked).await?,
    }
    Ok(())
}

async fn unlocked(out: &Output, home: &Home, id: String) -> Result<(), Failure> {
    let answer = home.door.incident_unlocked(IncidentNamed { id }).await?;
    if answer.outcome != "usable" {
        return Err(Failure::StillLocked { outcome: answer.outcome, sentence: answer.sentence });
    }
    out.answer(&answer, |answer| lines(&answer.sentence))?;
    Ok(())
}

async fn resume(out: &Output, home: &Home, asked: IncidentResume) -> Result<(), Failure> {
    let request = ask::IncidentResume {
        id: asked.id,
        first: asked.first,
        shares: asked.shares,
        days_per_stage: asked.days_per_stage,
    };
    if asked.yes {
        let taken = home.door.incident_resume_apply(request).await?;
        out.answer(&taken, |taken| format!("{}\n{}", plan(out, taken), out.say("resumed", &[])))?;
        return Ok(());
    }
    let preview = home.door.incident_resume_preview(request.clone()).await?;
    out.answer(&preview, |preview| plan(out, preview))?;
    input::confirmed(out, &out.say("ask_resume", &[]))?;
    let taken = home.door.incident_resume_apply(request).await?;
    out.answer(&taken, |_| out.say("resumed", &[]))?;
    Ok(())
}

/// Incidents as a table.
pub(super) fn list(incidents: &[IncidentView]) -> String {
    let rows: Vec<Vec<String>> = incidents
        .iter()
        .map(|incident| {
            let whom = incident.account.as_ref().or(incident.app.as_ref());
            vec![
                incident.id.clone(),
                incident.kind.to_owned(),
                whom.map_or_else(|| "-".to_owned(), |whom| one_line(whom)),
                state(incident.state),
                time(incident.opened_at),
                incident.held.to_string(),
            ]
        })
        .collect();
    table(&["id", "kind", "whom", "state", "since", "held"], &rows)
}

fn detail(out: &Output, shown: &IncidentDetail) -> String {
    let mut text = format!("{}\n", styled(style::BOLD, &one_line(&shown.headline)));
    let _ = writeln!(text, "{}\n", lines(&shown.next_step));
    if let Some(reasoning) = &shown.reasoning {
        let _ = writeln!(text, "{}\n", lines(reasoning));
    }
    if !shown.siblings.is_empty() {
        let others = shown.siblings.join(", ");
        let _ = writeln!(text, "{}\n", out.say("incident_siblings", &[("ids", &others)]));
    }
    text.push_str(&casefile::checklist(out, shown));
    if matches!(shown.incident.state, "open" | "waiting") {
        let _ = write!(text, "\n{}", casefile::looks(out, shown));
    }
    if !shown.message.is_empty() {
        let said = out.say("network_said", &[("message", &one_line(&shown.message))]);
        let _ = writeln!(text, "\n{said}");
    }
    if let Some(body) = &shown.body {
        let _ = writeln!(text, "{}", styled(style::DIM, &lines(body)));
    }
    if !shown.log.is_empty() {
        text.push('\n');
        for line in &shown.log {
            let at = styled(style::DIM, &time(line.at));
            let _ = writeln!(text, "  {at} {} {}", line.event, one_line(&line.note));
        }
    }
    if !shown.tickets.is_empty() {
        let _ = write!(text, "\n{}", casefile::tickets(out, shown));
    }
    if !shown.mails.is_empty() {
        let _ = write!(text, "\n{}", mail::mails(out, &shown.mails));
    }
    if shown.evidence.len() > 1 {
        let _ = write!(text, "\n{}", casefile::evidence(out, shown));
    }
    let _ = writeln!(text, "\n{}", counts(out, shown));
    if !shown.deliveries.is_empty() {
        let _ = write!(text, "\n{}", posts::list(&shown.deliveries));
    }
    text
}

fn counts(out: &Output, shown: &IncidentDetail) -> String {
    let counts = &shown.counts;
    let (kept, published) = (counts.kept.to_string(), counts.published_since.to_string());
    let (lost, waiting) = (counts.lost.to_string(), counts.waiting_decision.to_string());
    let params =
        [("kept", &*kept), ("published", &*published), ("lost", &*lost), ("waiting", &*waiting)];
    out.say("incident_counts", &params)
}

/// The way back: the quiet post, old time and new time of each delivery, and the curve.
fn plan(out: &Output, plan: &ResumeView) -> String {
    let rows: Vec<Vec<String>> = plan
        .deliveries
        .iter()
        .map(|line| {
            let mark = match line.decision {
                "quiet" => styled(style::MOVE, "first"),
                "picked_out" => styled(style::WAIT, line.reason.unwrap_or("picked out")),
                "moved" => "moved".to_owned(),
                other => other.to_owned(),
            };
            vec![
                line.id.clone(),
                time_or_dash(line.old),
                time_or_dash(line.new),
                mark,
                cut(&line.text, 48),
            ]
        })
        .collect();
    let mut text = table(&["id", "was due", "goes out", "", "text"], &rows);
    let picked = plan.deliveries.iter().filter(|line| line.decision == "picked_out").count();
    if picked > 0 {
        let _ = writeln!(text, "\n{}", out.say("picked_out", &[("count", &picked.to_string())]));
    }
    let baseline = format!("{:.1}", plan.baseline);
    let _ = writeln!(text, "\n{}", out.say("ramp_from", &[("baseline", &baseline)]));
    if let Some(ramp) = plan.ramps.first() {
        let _ = writeln!(text, "  {}", stages(out, &ramp.shares, ramp.days_per_stage));
    }
    text.push_str(&curve(&plan.curve));
    text
}

/// A ramp's stages: `25, 50, 75, 100 %, 7 d each`.
pub(super) fn stages(out: &Output, shares: &[f64], days: u8) -> String {
    let shares: Vec<String> = shares.iter().map(ToString::to_string).collect();
    out.say("ramp_stages", &[("shares", &shares.join(", ")), ("days", &days.to_string())])
}

/// The allowance of each stage as bars, equal days joined.
pub(crate) fn curve(days: &[CurveDay]) -> String {
    let mut text = String::new();
    let highest = days.iter().map(|day| day.allowance).max().unwrap_or(1).max(1);
    let mut rest = days;
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|day| day.allowance == first.allowance).count();
        let last = &rest[same - 1];
        let width = (first.allowance as usize * 40).div_ceil(highest as usize);
        let bar = styled(style::MOVE, &"█".repeat(width.max(1)));
        let _ = writeln!(text, "  {} to {}  {bar} {}", first.date, last.date, first.allowance);
        rest = &rest[same..];
    }
    text
}
