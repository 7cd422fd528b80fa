//! How shall the loop run, and until when?

use super::Span;
use chrono::{DateTime, Utc};
use clap::Args;

/// `roost run`.
#[derive(Debug, Args)]
#[command(
    after_help = "Prints one line for each thing that happens; with --json one JSON object a \
line. Ctrl-C or SIGTERM lets a running send finish, then ends.

Examples:
  roost run
  roost run --until-idle --within 10m           send what is due in the next ten minutes, then end
  roost run --on-incident 'mail -s Roost me@example.org'
  roost run --time-lapse 3600 --start 2026-12-01T08:00:00Z    an hour a second, Practice only"
)]
pub(crate) struct RunArgs {
    /// End when nothing is in flight or to be retried, and nothing is due within --within
    #[arg(long)]
    pub(crate) until_idle: bool,

    /// How far ahead --until-idle looks, on the run's own clock [default: 1s]
    #[arg(long, value_name = "D", requires = "until_idle")]
    pub(crate) within: Option<Span>,

    /// End after this time on the run's own clock
    #[arg(long = "for", value_name = "D")]
    pub(crate) length: Option<Span>,

    /// How many seconds pass in one (Practice accounts only)
    #[arg(long, value_name = "FACTOR", value_parser = factor)]
    pub(crate) time_lapse: Option<f64>,

    /// When the lapsed clock starts, in RFC 3339 [default: where the folder's clock stands]
    #[arg(long, value_name = "T", requires = "time_lapse", value_parser = instant)]
    pub(crate) start: Option<DateTime<Utc>>,

    /// A command that gets each incident as JSON on its standard input
    #[arg(long, value_name = "CMD")]
    pub(crate) on_incident: Option<String>,
}

/// A time-lapse factor: from real pace up to a month in half a second.
pub(super) fn factor(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(factor) if (1.0..=5_000_000.0).contains(&factor) => Ok(factor),
        Ok(_) | Err(_) => {
            Err(format!("'{text}' is not a factor: write a number from 1 to 5000000"))
        }
    }
}

/// An instant in RFC 3339.
fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text).map(|time| time.to_utc()).map_err(|_| {
        format!("'{text}' is not a time in RFC 3339: write it like 2026-12-01T08:00:00Z")
    })
}
