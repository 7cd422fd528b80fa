//! How does the terminal show what came before incidents, write evidence packs, and slow accounts?

use crate::args::{IncidentBefore, IncidentReport, IncidentSlow};
use crate::compose::Home;
use crate::escape::{lines, one_line};
use crate::failure::Failure;
use crate::output::{Output, style, styled, table, time_or_dash};
use roost_api::requests::{self as ask, IncidentNamed, Nothing};
use roost_api::views::{BeforeAllView, BeforeView, CascadeView, FeatureView, IncidentDetail};
use std::fmt::Write as _;
use std::path::Path;

pub(super) async fn before(
    out: &Output,
    home: &Home,
    asked: IncidentBefore,
) -> Result<(), Failure> {
    if let Some(id) = asked.id {
        let found = home.door.incident_before(IncidentNamed { id }).await?;
        out.answer(&found, one)?;
    } else {
        let found = home.door.before_all(Nothing {}).await?;
        out.answer(&found, all)?;
    }
    Ok(())
}

pub(super) async fn report(
    out: &Output,
    home: &Home,
    asked: IncidentReport,
) -> Result<(), Failure> {
    let path = asked.out.as_deref().map(absolute).transpose()?;
    let language = Some(asked.language.into());
    let request = ask::IncidentReport { id: asked.id, path, language };
    let written = home.door.incident_report(request).await?;
    out.answer(&written, |written| {
        let (bytes, files) = (written.bytes.to_string(), written.files.len().to_string());
        let params = [("path", one_line(&written.path)), ("bytes", bytes), ("files", files)];
        let params: Vec<(&str, &str)> =
            params.iter().map(|(name, value)| (*name, value.as_str())).collect();
        format!("{}\nsha256 {}", out.say("report_written", &params), written.sha256)
    })?;
    Ok(())
}

pub(super) async fn slow(out: &Output, home: &Home, asked: IncidentSlow) -> Result<(), Failure> {
    let shown = home.door.incident_show(IncidentNamed { id: asked.id.clone() }).await?;
    if asked.accounts.is_empty() && !asked.end {
        out.answer(&shown.cascade, |_| offer(out, &shown))?;
        return Ok(());
    }
    let slowed: Vec<String> = shown
        .cascade
        .iter()
        .flat_map(|cascade| &cascade.offered)
        .filter(|one| one.slowed_until.is_some())
        .map(|one| one.account.clone())
        .collect();
    // As answers call them, so that each is found, and a name that nobody has is told.
    let mut named = Vec::new();
    for account in asked.accounts {
        named.push(home.door.account_show(ask::AccountNamed { account }).await?.account.account);
    }
    let accounts = match (asked.end, named.is_empty()) {
        (true, true) => Vec::new(),
        (true, false) => slowed.into_iter().filter(|one| !named.contains(one)).collect(),
        (false, _) => {
            let others = slowed.into_iter().filter(|one| !named.contains(one));
            others.chain(named.iter().cloned()).collect()
        }
    };
    let shown = home.door.incident_slow(ask::IncidentSlow { id: asked.id, accounts }).await?;
    out.answer(&shown, |shown| offer(out, shown))?;
    Ok(())
}

/// As the program sees it, whatever folder it looks from.
fn absolute(path: &Path) -> Result<String, Failure> {
    let absolute = std::path::absolute(path)
        .map_err(|source| Failure::Unreadable { what: path.display().to_string(), source })?;
    Ok(absolute.display().to_string())
}

/// The offer to slow other accounts, and what came of it.
fn offer(out: &Output, shown: &IncidentDetail) -> String {
    let Some(cascade) = &shown.cascade else { return out.say("no_cascade", &[]) };
    let hours = cascade.until_hours.to_string();
    let said = out.say("cascade", &[("id", &shown.incident.id), ("hours", &hours)]);
    format!("{said}\n{}", offered(cascade))
}

fn offered(cascade: &CascadeView) -> String {
    let rows: Vec<Vec<String>> = cascade
        .offered
        .iter()
        .map(|one| {
            vec![
                one_line(&one.account),
                format!("{:.0} %", one.likeness * 100.0),
                time_or_dash(one.slowed_until),
                one_line(&one.why),
            ]
        })
        .collect();
    table(&["account", "alike", "slowed until", ""], &rows)
}

fn one(found: &BeforeView) -> String {
    let mut text = format!("{}\n", lines(&found.note));
    let most = found.days.iter().map(|day| day.posts).max().unwrap_or(0).max(1);
    for day in &found.days {
        let width = (day.posts as usize * 40).div_ceil(most as usize);
        let bar = styled(style::MOVE, &"█".repeat(width));
        let _ = writeln!(text, "  {}  {bar} {}", day.date, day.posts);
    }
    let rows: Vec<Vec<String>> = found.features.iter().map(row).collect();
    let _ = write!(text, "\n{}", table(&["measure", "before", "usual", "others", ""], &rows));
    text
}

fn row(one: &FeatureView) -> Vec<String> {
    let mark = match one.direction {
        "higher" => styled(style::WAIT, "higher"),
        "lower" => styled(style::WAIT, "lower"),
        "same" => styled(style::DIM, "as usual"),
        _ => String::new(),
    };
    let (before, normal, others) =
        (figure(one.before, one.unit), figure(one.normal, one.unit), figure(one.others, one.unit));
    vec![one_line(&one.label), before, normal, others, mark]
}

fn figure(figure: Option<f64>, unit: &str) -> String {
    let Some(figure) = figure else { return "-".to_owned() };
    match unit {
        "percent" => format!("{figure:.1} %"),
        "minutes" => format!("{figure:.1} min"),
        _ => format!("{figure:.2}"),
    }
}

fn all(found: &BeforeAllView) -> String {
    let mut text = String::new();
    if let Some(warning) = &found.warning {
        let _ = writeln!(text, "{}", styled(style::WAIT, &lines(warning)));
    }
    let _ = writeln!(text, "{}\n", lines(&found.statistic));
    let rows: Vec<Vec<String>> = found
        .features
        .iter()
        .map(|one| {
            let signs = one.against_normal.as_ref();
            vec![
                one_line(&one.label),
                figure(one.before, one.unit),
                figure(one.normal, one.unit),
                signs.map_or_else(|| "-".to_owned(), |it| it.cases.to_string()),
                signs.map_or_else(|| "-".to_owned(), |it| format!("{} / {}", it.higher, it.lower)),
                signs.map_or_else(|| "-".to_owned(), |it| format!("{:.4}", it.p)),
            ]
        })
        .collect();
    let head = ["measure", "before", "usual", "cases", "higher / lower", "p"];
    text.push_str(&table(&head, &rows));
    text
}
