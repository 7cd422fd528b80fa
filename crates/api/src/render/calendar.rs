//! The calendar as a view.

use crate::render::delivery::timing_word;
use crate::views::{
    CalendarDay, CalendarEntry, CalendarForecast, CalendarGhost, CalendarLimit, CalendarView,
};
use chrono::NaiveDateTime;
use roost_domain::forecast::is_surge;
use roost_domain::walltime::{day_of, format_wall};
use roost_engine::desk::{Calendar, CalendarDelivery, Forecast};

/// So much of a text is shown.
const SHOWN: usize = 120;

pub(crate) fn calendar_view(calendar: Calendar) -> CalendarView {
    let Calendar { zone, now, revision, days, deliveries, ghosts, limits } = calendar;
    let day = |day: roost_engine::desk::CalendarDay| CalendarDay {
        date: day.date.to_string(),
        begins: day.begins,
        minutes: day.length.num_minutes(),
        forecasts: day.forecasts.into_iter().map(forecast_view).collect(),
        left_out: day.left_out,
    };
    let ghost = |ghost: roost_engine::desk::Ghost| CalendarGhost {
        wall: format_wall(zone, ghost.at),
        account: ghost.account,
        at: ghost.at,
        category: ghost.category,
    };
    let limit = |limit: roost_engine::desk::Limit| CalendarLimit {
        account: limit.account,
        held: limit.held,
        reason: limit.reason.map(str::to_owned),
        cap: limit.cap,
        capped_days: limit.capped_days.iter().map(ToString::to_string).collect(),
    };
    CalendarView {
        zone: zone.name().to_owned(),
        now,
        now_wall: format_wall(zone, now),
        today: day_of(zone, now).to_string(),
        revision,
        days: days.into_iter().map(day).collect(),
        deliveries: deliveries.into_iter().map(entry).collect(),
        ghosts: ghosts.into_iter().map(ghost).collect(),
        limits: limits.into_iter().map(limit).collect(),
    }
}

fn forecast_view(forecast: Forecast) -> CalendarForecast {
    let Forecast { account, planned, normal } = forecast;
    CalendarForecast { above: is_surge(planned, normal), account, planned, normal }
}

fn entry(delivery: CalendarDelivery) -> CalendarEntry {
    let CalendarDelivery { row, account, wall, movable } = delivery;
    CalendarEntry {
        id: row.id.to_string(),
        post: row.post.to_string(),
        account,
        state: row.state.word(),
        due: row.due,
        wall: wall_text(wall),
        original_due: row.original_due,
        text: in_one_line(&row.opening),
        segments: row.parts.segments,
        media: row.parts.media,
        alt_missing: row.parts.alt_missing,
        labels: row.parts.labels,
        timing: timing_word(row.timing),
        incident: row.incident.map(|id| id.to_string()),
        reason: row.reason,
        revision: row.revision,
        movable,
    }
}

fn wall_text(wall: NaiveDateTime) -> String {
    wall.format("%Y-%m-%dT%H:%M").to_string()
}

/// How a text begins, its blanks and line ends as single spaces.
fn in_one_line(text: &str) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        for letter in word.chars() {
            if length == SHOWN {
                return line;
            }
            line.push(letter);
            length += 1;
        }
        if length >= SHOWN {
            break;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_shown_in_one_line_of_at_most_120_characters() {
        assert_eq!(in_one_line(" two\n\n lines\t"), "two lines");
        assert_eq!(in_one_line(&"ü".repeat(500)).chars().count(), SHOWN);
        assert_eq!(in_one_line(&"a ".repeat(300)).chars().count(), SHOWN);
    }
}
