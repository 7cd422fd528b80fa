//! How does an answer reach the owner? As JSON for scripts, or as plain lines and tables with
//! colours where standard output is a terminal and `NO_COLOR` is not set.

use crate::words::Words;
use anstyle::{AnsiColor, Style};
use chrono::Local;
use roost_domain::Timestamp;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// For whom the answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// A person at a terminal.
    Plain,
    /// A script.
    Json,
}

/// The way out.
#[derive(Clone)]
pub(crate) struct Output {
    /// For whom.
    pub(crate) format: Format,
    /// The words of the terminal.
    pub(crate) words: Words,
}

impl Output {
    /// Writes a value as one line of JSON, or as what `plain` makes of it.
    pub(crate) fn answer<T: Serialize>(
        &self,
        value: &T,
        plain: impl FnOnce(&T) -> String,
    ) -> io::Result<()> {
        match self.format {
            Format::Json => self.json(value),
            Format::Plain => self.text(&plain(value)),
        }
    }

    /// Writes a value as one line of JSON.
    #[expect(clippy::unused_self, reason = "all output goes through here")]
    pub(crate) fn json(&self, value: &impl Serialize) -> io::Result<()> {
        let line = serde_json::to_string(value)?;
        let mut out = io::stdout().lock();
        writeln!(out, "{line}")?;
        out.flush()
    }

    /// Writes lines that may carry styles.
    #[expect(clippy::unused_self, reason = "all output goes through here")]
    pub(crate) fn text(&self, text: &str) -> io::Result<()> {
        let mut out = anstream::stdout().lock();
        writeln!(out, "{}", text.trim_end_matches('\n'))?;
        out.flush()
    }

    /// A line of the message file.
    pub(crate) fn say(&self, key: &str, params: &[(&str, &str)]) -> String {
        self.words.line(key, params)
    }

    /// A remark for the person only, on standard error, so that it never mixes with an answer.
    pub(crate) fn remark(&self, text: &str) {
        if self.format == Format::Plain {
            // A closed standard error leaves nobody to tell.
            let _ = writeln!(anstream::stderr(), "{text}");
        }
    }
}

/// Styles, by meaning.
pub(crate) mod style {
    use super::{AnsiColor, Style};

    /// What matters most.
    pub(crate) const BOLD: Style = Style::new().bold();
    /// What matters least.
    pub(crate) const DIM: Style = Style::new().dimmed();
    /// Done.
    pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
    /// Waits for the owner or will go on by itself.
    pub(crate) const WAIT: Style = AnsiColor::Yellow.on_default();
    /// Stopped.
    pub(crate) const STOP: Style = AnsiColor::Red.on_default().bold();
    /// On its way.
    pub(crate) const MOVE: Style = AnsiColor::Cyan.on_default();
}

/// Text in a style.
pub(crate) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// A state's word in the colour of its meaning.
pub(crate) fn state(word: &str) -> String {
    let style = match word {
        "published" | "active" | "closed" | "good" => style::GOOD,
        "held" | "failed" | "open" | "disconnected" | "bad" => style::STOP,
        "missed" | "unconfirmed" | "paused" | "waiting" | "verifying" => style::WAIT,
        "sending" | "recovering" => style::MOVE,
        _ => Style::new(),
    };
    styled(style, word)
}

/// An instant on this machine's wall, to the minute.
pub(crate) fn time(at: Timestamp) -> String {
    at.with_timezone(&Local).format("%Y-%m-%d %H:%M").to_string()
}

/// An instant that may be missing.
pub(crate) fn time_or_dash(at: Option<Timestamp>) -> String {
    at.map_or_else(|| "-".to_owned(), time)
}

/// Rows in columns as wide as their widest cell; the last column is as long as it likes. Cells may
/// carry styles.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = head.iter().map(|cell| cell.chars().count()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(shown_width(cell));
        }
    }
    let mut text = String::new();
    let head: Vec<String> = head.iter().map(|cell| styled(style::DIM, cell)).collect();
    for row in std::iter::once(&head).chain(rows) {
        let last = row.len().saturating_sub(1);
        for (place, (cell, width)) in row.iter().zip(&widths).enumerate() {
            text.push_str(cell);
            if place < last {
                let pad = width.saturating_sub(shown_width(cell)) + 2;
                let _ = write!(text, "{:pad$}", "");
            }
        }
        text.push('\n');
    }
    text
}

/// How many characters of a cell are seen.
fn shown_width(cell: &str) -> usize {
    anstream::adapter::strip_str(cell).to_string().chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_whatever_their_styles() {
        let rows = vec![
            vec!["1".to_owned(), state("held"), "one".to_owned()],
            vec!["22".to_owned(), state("scheduled"), "two".to_owned()],
        ];
        let shown =
            anstream::adapter::strip_str(&table(&["id", "state", "text"], &rows)).to_string();
        assert_eq!(shown, "id  state      text\n1   held       one\n22  scheduled  two\n");
    }
}
