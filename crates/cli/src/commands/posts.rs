//! What can be done with posts and their deliveries?

use crate::args::{PostAdd, PostCommand, PostConfirm, PostEdit, PostList, PostMove, PostWords};
use crate::compose::Home;
use crate::escape::{cut, lines, one_line};
use crate::failure::Failure;
use crate::input;
use crate::output::{Output, state, style, styled, table, time, time_or_dash};
use roost_api::requests::{self as ask, DeliveryNamed, DeliverySeen, MediaPath, Pin, Seen, When};
use roost_api::views::{DeliveryDetail, DeliveryView, PostAdded};
use std::fmt::Write as _;

/// How much of a text a table shows.
const TEXT_WIDTH: usize = 56;

/// A day: how long a poll stays open where nothing is said.
const POLL_MINUTES: u32 = 1_440;

/// `roost post ...`.
pub(crate) async fn post(out: &Output, home: &Home, asked: PostCommand) -> Result<(), Failure> {
    let door = &home.door;
    let shown = match asked {
        PostCommand::Add(asked) => return add(out, home, asked).await,
        PostCommand::List(asked) => return list_all(out, home, asked).await,
        PostCommand::Show { id } => door.post_show(DeliveryNamed { id }).await?,
        PostCommand::Edit(asked) => edit(home, asked).await?,
        PostCommand::Move(asked) => relocate(home, asked).await?,
        PostCommand::Cancel { id } => door.post_cancel(DeliverySeen { id, revision: None }).await?,
        PostCommand::Retry { id } => {
            door.post_retry(ask::PostRetry { id, revision: None, at: None }).await?
        }
        PostCommand::Delete { id, yes } => {
            if !yes {
                let before = door.post_show(DeliveryNamed { id: id.clone() }).await?;
                let text = cut(&before.delivery.text, TEXT_WIDTH);
                input::confirmed(
                    out,
                    &out.say("ask_post_delete", &[("id", &id), ("text", &text)]),
                )?;
            }
            door.post_delete(DeliverySeen { id, revision: None }).await?
        }
        PostCommand::Confirm(asked) => confirm(home, asked).await?,
    };
    out.answer(&shown, |shown| detail(out, shown))?;
    Ok(())
}

async fn add(out: &Output, home: &Home, asked: PostAdd) -> Result<(), Failure> {
    let when = match (asked.when.at, asked.when.next) {
        (Some(at), _) => When::At(at),
        (None, true) => When::Next,
        (None, false) => When::Draft,
    };
    let mut segments = words(asked.words)?;
    if let Some(first) = segments.first_mut() {
        let media = asked.media.0.into_iter();
        first.media =
            media.map(|choice| MediaPath { path: choice.path, alt: choice.alt }.into()).collect();
        first.poll = asked.poll.map(|poll| ask::PollText {
            options: poll.split('|').map(|option| option.trim().to_owned()).collect(),
            minutes: asked.poll_minutes.unwrap_or(POLL_MINUTES),
        });
    }
    let pin = if asked.pin { Pin::Pinned } else { Pin::Loose };
    let request = ask::PostAdd { pin, ..ask::PostAdd::of(asked.accounts.clone(), when, segments) };
    let added = home.door.post_add(request).await?;
    out.answer(&added, |added| added_shown(out, &asked.accounts, added))?;
    Ok(())
}

fn added_shown(out: &Output, accounts: &[String], added: &PostAdded) -> String {
    let mut text = String::new();
    for ((id, due), account) in added.deliveries.iter().zip(&added.due).zip(accounts) {
        let account = one_line(account);
        let line = match due {
            Some(due) => {
                let due = time(*due);
                out.say("post_added", &[("id", id), ("account", &account), ("due", &due)])
            }
            None => out.say("post_kept", &[("id", id), ("account", &account)]),
        };
        let _ = writeln!(text, "{line}");
    }
    for finding in &added.findings {
        let _ = writeln!(text, "{} {}", styled(style::WAIT, "note:"), lines(&finding.message));
    }
    text
}

/// The segments that the owner wrote.
fn words(asked: PostWords) -> Result<Vec<ask::SegmentText>, Failure> {
    let texts = match (asked.text, asked.thread_file) {
        (Some(text), _) => vec![input::text(text)?],
        (None, Some(file)) => {
            let texts = input::segments(&input::file_text(&file)?);
            if texts.is_empty() {
                return Err(Failure::EmptyThread { what: file.display().to_string() });
            }
            texts
        }
        (None, None) => Vec::new(),
    };
    Ok(texts.into_iter().map(|text| ask::SegmentText { text, ..Default::default() }).collect())
}

async fn list_all(out: &Output, home: &Home, asked: PostList) -> Result<(), Failure> {
    let request = ask::PostList { state: asked.state, account: asked.account };
    let deliveries = home.door.post_list(request).await?;
    out.answer(&deliveries, |deliveries| {
        if deliveries.is_empty() { out.say("no_posts", &[]) } else { list(deliveries) }
    })?;
    Ok(())
}

async fn edit(home: &Home, asked: PostEdit) -> Result<DeliveryDetail, Failure> {
    let segments = words(asked.words)?;
    let request = ask::PostEdit::of(asked.id, segments);
    Ok(home.door.post_edit(request).await?)
}

async fn relocate(home: &Home, asked: PostMove) -> Result<DeliveryDetail, Failure> {
    let when = match (asked.at, asked.next) {
        (Some(at), _) => When::At(at),
        (None, true) => When::Next,
        (None, false) => When::Draft,
    };
    let pin = if asked.pin { Pin::Pinned } else { Pin::Loose };
    let (id, account) = (asked.id, asked.account);
    Ok(home.door.post_move(ask::PostMove { id, revision: None, account, when, pin }).await?)
}

async fn confirm(home: &Home, asked: PostConfirm) -> Result<DeliveryDetail, Failure> {
    let seen = match asked.there {
        Some(remote_id) => Seen::There { remote_id },
        None => Seen::NotThere,
    };
    let request = ask::PostConfirm { id: asked.id, revision: None, seen };
    Ok(home.door.post_confirm(request).await?)
}

/// Deliveries as a table.
pub(super) fn list(deliveries: &[DeliveryView]) -> String {
    let rows: Vec<Vec<String>> = deliveries
        .iter()
        .map(|delivery| {
            vec![
                delivery.id.clone(),
                time_or_dash(delivery.due),
                one_line(&delivery.account),
                state(delivery.state),
                cut(&delivery.text, TEXT_WIDTH),
            ]
        })
        .collect();
    table(&["id", "due", "account", "state", "text"], &rows)
}

fn detail(out: &Output, shown: &DeliveryDetail) -> String {
    let delivery = &shown.delivery;
    let mut text = format!(
        "{} {} {}",
        styled(style::BOLD, &format!("{} @{}", delivery.id, one_line(&delivery.account))),
        state(delivery.state),
        time_or_dash(delivery.due)
    );
    if let Some(reason) = &delivery.reason {
        let _ = write!(text, " ({})", one_line(reason));
    }
    text.push('\n');
    if delivery.original_due != delivery.due
        && let Some(original) = delivery.original_due
    {
        let _ = writeln!(text, "  {}", out.say("first_due", &[("due", &time(original))]));
    }
    for segment in &shown.segments {
        let _ = writeln!(text, "\n{}", indented(&segment.text));
        for media in &segment.media {
            let alt =
                if media.alt.is_empty() { out.say("no_alt", &[]) } else { one_line(&media.alt) };
            let _ = writeln!(text, "    [{} {} bytes] {alt}", media.mime, media.bytes);
        }
        if let Some(poll) = &segment.poll {
            let _ = writeln!(
                text,
                "    [{}] {} min",
                one_line(&poll.options.join(" | ")),
                poll.minutes
            );
        }
        if let Some(url) = &segment.url {
            let _ = writeln!(text, "    {}", styled(style::DIM, &one_line(url)));
        }
    }
    if let Some(note) = &shown.note {
        let _ = writeln!(text, "\n  {}", lines(note));
    }
    if !shown.attempt_log.is_empty() {
        text.push('\n');
        for attempt in &shown.attempt_log {
            let status =
                attempt.http_status.map_or_else(|| "-".to_owned(), |status| status.to_string());
            let _ = writeln!(
                text,
                "  {} {} {} {status} {}",
                styled(style::DIM, &time(attempt.began_at)),
                attempt.purpose,
                attempt.outcome,
                one_line(&attempt.message)
            );
        }
    }
    text
}

fn indented(text: &str) -> String {
    let rows: Vec<String> = lines(text).lines().map(|line| format!("    {line}")).collect();
    rows.join("\n")
}
