//! What stands in the evidence pack of an incident? `report.md` for people, `report.json` with the same
//! for machines, and each raw answer as it came. What others wrote is cleaned of secrets once more and
//! is plain text; the owner's own notes stay as they are.

use crate::render::wall;
use crate::views::{BeforeView, EvidenceView, IncidentDetail};
use crate::words::{Blanks, Words};
use chrono_tz::Tz;
use roost_domain::Timestamp;
use roost_domain::redaction::Redactor;
use serde_json::json;
use std::fmt::Write as _;

/// The diary's line that the owner wrote.
const OWNERS_LINE: &str = "note";

/// The files of a pack, by name.
pub(crate) fn pack(
    words: &Words,
    zone: Tz,
    now: Timestamp,
    mut detail: IncidentDetail,
    before: &BeforeView,
    redactor: &Redactor,
) -> Result<Vec<(String, String)>, serde_json::Error> {
    clean(&mut detail, redactor);
    let page = Page { words, zone, text: String::new() };
    let report = page.of(now, &detail, before);
    let machine = json!({
        "roost": env!("CARGO_PKG_VERSION"),
        "made_at": now,
        "language": words.language(),
        "incident": detail,
        "before": before,
    });
    let mut files = vec![
        ("report.md".to_owned(), report),
        ("report.json".to_owned(), serde_json::to_string_pretty(&machine)?),
    ];
    files.extend(detail.evidence.iter().map(|one| (answer_name(one), raw(one))));
    Ok(files)
}

/// Takes secrets out of everything that others wrote.
fn clean(detail: &mut IncidentDetail, redactor: &Redactor) {
    let tidy = |text: &mut String| *text = redactor.clean(text);
    tidy(&mut detail.message);
    tidy(&mut detail.headline);
    detail.body.iter_mut().for_each(tidy);
    for one in &mut detail.evidence {
        tidy(&mut one.message);
        one.headers.iter_mut().for_each(tidy);
        one.body.iter_mut().for_each(tidy);
    }
    for line in detail.log.iter_mut().filter(|line| line.event != OWNERS_LINE) {
        tidy(&mut line.note);
    }
    for mail in &mut detail.mails {
        tidy(&mut mail.subject);
        tidy(&mut mail.from);
    }
}

fn answer_name(one: &EvidenceView) -> String {
    format!("answers/{}.txt", one.attempt)
}

/// An answer as it came: status, headers, body.
fn raw(one: &EvidenceView) -> String {
    let status = one.http_status.map_or_else(|| "-".to_owned(), |status| status.to_string());
    let mut text = format!("HTTP {status}\n");
    for line in &one.headers {
        let _ = writeln!(text, "{line}");
    }
    let _ = write!(text, "\n{}", one.body.as_deref().unwrap_or_default());
    text
}

/// A page of Markdown being written.
struct Page<'a> {
    words: &'a Words,
    zone: Tz,
    text: String,
}

impl Page<'_> {
    fn of(mut self, now: Timestamp, detail: &IncidentDetail, before: &BeforeView) -> String {
        self.head(now, detail);
        self.counts(detail);
        self.steps(detail);
        self.tickets(detail);
        self.timeline(detail);
        self.attempts(detail);
        self.before(before);
        self.text
    }

    fn say(&self, key: &str, blanks: &[(&'static str, String)]) -> String {
        Words::fill(&self.words.file().report, key, &blanks.iter().cloned().collect::<Blanks>())
    }

    fn heading(&mut self, key: &str) {
        let heading = self.say(key, &[]);
        let _ = writeln!(self.text, "\n## {heading}\n");
    }

    fn line(&mut self, key: &str, value: &str) {
        let name = self.say(key, &[]);
        let _ = writeln!(self.text, "- {name}: {value}");
    }

    fn none(&mut self) {
        let none = self.say("none", &[]);
        let _ = writeln!(self.text, "{none}");
    }

    fn wall(&self, at: Timestamp) -> String {
        wall(at, self.zone)
    }

    fn head(&mut self, now: Timestamp, detail: &IncidentDetail) {
        let incident = &detail.incident;
        let account = incident.account.as_ref().map(|account| format!("@{account}"));
        let whom = account.or_else(|| incident.app.clone()).unwrap_or_default();
        let title = self.say("title", &[("id", incident.id.clone()), ("whom", plain(&whom))]);
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let made = self.say("made", &[("version", version), ("at", self.wall(now))]);
        let _ = writeln!(self.text, "# {title}\n\n{made}");
        self.heading("said");
        let _ = writeln!(self.text, "{}\n", plain(&detail.headline));
        self.line("kind", incident.kind);
        self.line("state", incident.state);
        let since = self.wall(incident.opened_at);
        self.line("since", &since);
        if let Some(closed) = incident.closed_at {
            let closed = self.wall(closed);
            self.line("closed", &closed);
        }
        let codes: Vec<String> = incident.codes.iter().map(ToString::to_string).collect();
        if let Some(status) = incident.http_status {
            let codes =
                if codes.is_empty() { String::new() } else { format!(" / {}", codes.join(", ")) };
            self.line("answer", &format!("HTTP {status}{codes}"));
        }
        if !detail.message.is_empty() {
            self.line("message", &plain(&detail.message));
        }
        if let Some(before) = &incident.relock_of {
            self.line("predecessor", before);
        }
        if let Some(why) = &detail.reasoning {
            let _ = writeln!(self.text, "\n{}", plain(why));
        }
    }

    fn counts(&mut self, detail: &IncidentDetail) {
        self.heading("counts");
        let counts = &detail.counts;
        self.line("kept", &counts.kept.to_string());
        self.line("published", &counts.published_since.to_string());
        self.line("waiting", &counts.waiting_decision.to_string());
        self.line("lost", &counts.lost.to_string());
    }

    fn steps(&mut self, detail: &IncidentDetail) {
        self.heading("steps");
        let taken: Vec<_> = detail.checklist.iter().filter(|step| step.state != "todo").collect();
        if taken.is_empty() {
            self.none();
        }
        for step in taken {
            let at = step.at.map(|at| self.wall(at)).unwrap_or_default();
            let title = if step.title.is_empty() { &step.text } else { &step.title };
            let _ = writeln!(self.text, "- {at} {} ({})", plain(title), step.state);
            if !step.note.is_empty() {
                let _ = writeln!(self.text, "  {}", plain(&step.note));
            }
        }
    }

    fn tickets(&mut self, detail: &IncidentDetail) {
        self.heading("tickets");
        if detail.tickets.is_empty() {
            self.none();
        }
        for ticket in &detail.tickets {
            let number = if ticket.number.is_empty() { "-" } else { &ticket.number };
            let blanks = [
                ("place", plain(&ticket.place)),
                ("number", plain(number)),
                ("sent", self.wall(ticket.sent_at)),
            ];
            let mut said = self.say("ticket", &blanks);
            if let Some(at) = ticket.answered_at {
                let blanks = [("at", self.wall(at)), ("answer", plain(&ticket.answer))];
                said = format!("{said}; {}", self.say("ticket_answer", &blanks));
            }
            let _ = writeln!(self.text, "- {said}");
        }
    }

    fn timeline(&mut self, detail: &IncidentDetail) {
        self.heading("timeline");
        for line in &detail.log {
            let at = self.wall(line.at);
            let said = format!("- {at} {} {}", plain(&line.event), plain(&line.note));
            let _ = writeln!(self.text, "{}", said.trim_end());
        }
    }

    fn attempts(&mut self, detail: &IncidentDetail) {
        self.heading("attempts");
        if detail.evidence.is_empty() {
            self.none();
        }
        if detail.evidence_left_off > 0 {
            let count = detail.evidence_left_off.to_string();
            let said = self.say("attempts_left_off", &[("count", count)]);
            let _ = writeln!(self.text, "{said}\n");
        }
        for one in &detail.evidence {
            let blanks = [
                ("id", one.attempt.clone()),
                ("purpose", plain(&one.purpose)),
                ("account", plain(&one.account)),
                ("at", self.wall(one.at)),
            ];
            let title = self.say("attempt", &blanks);
            let _ = writeln!(self.text, "### {title}\n");
            let status =
                one.http_status.map_or_else(|| "-".to_owned(), |status| status.to_string());
            let codes: Vec<String> = one.codes.iter().map(ToString::to_string).collect();
            let _ =
                writeln!(self.text, "HTTP {status} {} {}\n", codes.join(", "), plain(&one.message));
            let answer = raw(one);
            let fence = fence(&answer);
            let _ = writeln!(self.text, "{fence}text\n{}\n{fence}\n", visible(&answer));
            let said = self.say("raw", &[("file", answer_name(one))]);
            let _ = writeln!(self.text, "{said}\n");
        }
    }

    fn before(&mut self, before: &BeforeView) {
        self.heading("before");
        let _ = writeln!(self.text, "{}\n", plain(&before.note));
        if before.features.is_empty() {
            return;
        }
        let names =
            ["measure", "in_before", "in_normal", "in_others"].map(|key| self.say(key, &[]));
        let _ = writeln!(self.text, "| {} |\n| --- | ---: | ---: | ---: |", names.join(" | "));
        let figure =
            |figure: Option<f64>| figure.map_or_else(|| "-".to_owned(), |it| it.to_string());
        for one in &before.features {
            let [a, b, c] = [one.before, one.normal, one.others].map(figure);
            let _ = writeln!(self.text, "| {} | {a} | {b} | {c} |", plain(&one.label));
        }
        let names = ["day", "posts", "usual"].map(|key| self.say(key, &[]));
        let _ = writeln!(self.text, "\n| {} |\n| --- | ---: | ---: |", names.join(" | "));
        for day in &before.days {
            let _ = writeln!(self.text, "| {} | {} | {} |", day.date, day.posts, figure(day.usual));
        }
    }
}

/// Foreign text in a line of Markdown: on one line, without a mark that Markdown or HTML would read.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '\n' => plain.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' => {
                plain.push('\\');
                plain.push(c);
            }
            c => plain.push(c),
        }
    }
    plain.trim().to_owned()
}

/// Without control characters, line ends apart.
fn visible(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// A fence that nothing in the text closes.
fn fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_is_plain_in_markdown() {
        assert_eq!(
            plain("a <b>*c*</b>\n[d](e) | f\u{1b}[0m"),
            "a \\<b\\>\\*c\\*\\</b\\> \\[d\\](e) \\| f\\[0m"
        );
    }

    #[test]
    fn nothing_in_an_answer_closes_its_fence() {
        assert_eq!(fence("no ticks"), "```");
        assert_eq!(fence("a ```` b"), "`````");
    }
}
