//! How do things stand? Status, plan, why, and the pause of everything.

use super::{accounts, incidents};
use crate::compose::Home;
use crate::escape::{cut, lines, one_line};
use crate::failure::Failure;
use crate::output::{Output, style, styled, time};
use roost_api::requests::{DeliveryNamed, Nothing, PlanDays};
use roost_api::views::{PlanDay, StatusView};
use std::fmt::Write as _;

/// `roost status`.
pub(crate) async fn status(out: &Output, home: &Home) -> Result<(), Failure> {
    let status = home.door.status_show(Nothing {}).await?;
    out.answer(&status, |status| shown(out, status))?;
    Ok(())
}

/// `roost why`.
pub(crate) async fn why(out: &Output, home: &Home, id: String) -> Result<(), Failure> {
    let why = home.door.post_why(DeliveryNamed { id }).await?;
    out.answer(&why, |why| lines(&why.sentence))?;
    Ok(())
}

/// `roost plan`.
pub(crate) async fn plan(out: &Output, home: &Home, days: u32) -> Result<(), Failure> {
    let days = home.door.plan_show(PlanDays { days }).await?;
    out.answer(&days, |days| planned(out, days))?;
    Ok(())
}

/// `roost pause`.
pub(crate) async fn pause(out: &Output, home: &Home) -> Result<(), Failure> {
    let paused = home.door.pause_all(Nothing {}).await?;
    out.answer(&paused, |_| out.say("all_paused", &[]))?;
    Ok(())
}

/// `roost resume`.
pub(crate) async fn resume(out: &Output, home: &Home) -> Result<(), Failure> {
    let paused = home.door.resume_all(Nothing {}).await?;
    out.answer(&paused, |_| out.say("all_resumed", &[]))?;
    Ok(())
}

/// `roost confirm-folder`.
pub(crate) async fn confirm_folder(out: &Output, home: &Home) -> Result<(), Failure> {
    let confirmed = home.door.folder_confirm(Nothing {}).await?;
    out.answer(&confirmed, |confirmed| {
        if !confirmed.was_waiting {
            return out.say("nothing_to_confirm", &[]);
        }
        out.say("folder_confirmed", &[("unconfirmed", &confirmed.unconfirmed.to_string())])
    })?;
    Ok(())
}

fn shown(out: &Output, status: &StatusView) -> String {
    let mut text = String::new();
    if let Some(since) = status.confirm_since {
        let warning = out.say("confirm_wanted", &[("since", &time(since))]);
        let _ = writeln!(text, "{}\n", styled(style::STOP, &warning));
    }
    let loop_line = match (status.paused, status.running) {
        (true, _) => styled(style::WAIT, &out.say("is_paused", &[])),
        (false, true) => styled(style::GOOD, &out.say("is_running", &[])),
        (false, false) => styled(style::WAIT, &out.say("is_not_running", &[])),
    };
    let _ = writeln!(text, "{loop_line}");
    match &status.next {
        Some(next) => {
            let (due, account) =
                (next.due.map_or_else(|| "-".to_owned(), time), one_line(&next.account));
            let params =
                [("due", due.as_str()), ("account", &account), ("text", &cut(&next.text, 48))];
            let _ = writeln!(text, "{}", out.say("next_post", &params));
        }
        None => {
            let _ = writeln!(text, "{}", out.say("nothing_next", &[]));
        }
    }
    let counts = [
        ("published", status.published_today.to_string()),
        ("held", status.held.to_string()),
        ("unconfirmed", status.unconfirmed.to_string()),
        ("missed", status.missed.to_string()),
    ];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, n)| (*name, n.as_str())).collect();
    let _ = writeln!(text, "{}\n", out.say("counts", &counts));
    text.push_str(&accounts::list(out, &status.accounts));
    if !status.incidents.is_empty() {
        let _ = write!(text, "\n{}", incidents::list(&status.incidents));
    }
    text
}

fn planned(out: &Output, days: &[PlanDay]) -> String {
    let mut text = String::new();
    for day in days.iter().filter(|day| !day.deliveries.is_empty()) {
        let _ = writeln!(text, "{}", styled(style::BOLD, &day.date));
        for delivery in &day.deliveries {
            let due = delivery.due.map_or_else(|| "-".to_owned(), time);
            let account = one_line(&delivery.account);
            // It keeps its place in the calendar, but nobody should wait for it.
            let mark = match delivery.state {
                "held" => styled(style::STOP, " (held)"),
                _ => String::new(),
            };
            let _ = writeln!(text, "  {due}  @{account}  {}{mark}", cut(&delivery.text, 48));
        }
        for finding in &day.findings {
            let _ =
                writeln!(text, "  {} {}", styled(style::WAIT, "note:"), lines(&finding.message));
        }
    }
    if text.is_empty() { out.say("nothing_planned", &[]) } else { text }
}
