//! What does a text weigh, and what does an answer mean? `count` and `explain`: both are pure, need
//! no data folder and open nothing.

use crate::args::{Count, Explain};
use crate::escape::{lines, one_line};
use crate::failure::Failure;
use crate::input;
use crate::output::{Output, state, style, styled};
use roost_domain::ports::Clock;
use roost_domain::refusal::Refusal;
use roost_domain::text::{self, Limits, Span};
use roost_engine::clock::SystemClock;
use roost_networks::x::refusals;
use serde::Serialize;
use std::fmt::Write as _;

/// `roost count`.
pub(crate) fn count(out: &Output, asked: Count) -> Result<(), Failure> {
    let text = input::text(asked.text)?;
    let counted = text::count(&text, Limits::STANDARD);
    out.answer(&counted, |counted| {
        let left = i64::from(counted.max) - i64::from(counted.weighted);
        let (weighted, max) = (counted.weighted.to_string(), counted.max.to_string());
        let verdict = if counted.valid {
            out.say("count_fits", &[("left", &left.to_string())])
        } else if counted.weighted == 0 {
            out.say("count_empty", &[])
        } else if left < 0 {
            out.say("count_over", &[("over", &(-left).to_string())])
        } else {
            out.say("count_invalid", &[])
        };
        let colour = if counted.valid { style::GOOD } else { style::STOP };
        let mut shown = out.say("count_line", &[("weighted", &weighted), ("max", &max)]);
        let _ = writeln!(shown, " {}", styled(colour, &verdict));
        for (key, spans) in [
            ("links", &counted.urls),
            ("mentions", &counted.mentions),
            ("hashtags", &counted.hashtags),
            ("cashtags", &counted.cashtags),
        ] {
            list_spans(&mut shown, key, spans);
        }
        shown
    })?;
    Ok(())
}

fn list_spans(shown: &mut String, name: &str, spans: &[Span]) {
    for span in spans {
        let place = styled(style::DIM, &format!("{}..{}", span.start, span.end));
        let _ = writeln!(shown, "  {name:<9} {} {place}", one_line(&span.text));
    }
}

/// The classifier's answer, as scripts read it.
#[derive(Serialize)]
struct Explanation {
    scope: &'static str,
    kind: &'static str,
    action: &'static str,
    rule: String,
    sentence: String,
}

/// `roost explain`.
pub(crate) fn explain(out: &Output, asked: &Explain) -> Result<(), Failure> {
    let headers = match &asked.headers {
        Some(path) => header_lines(&String::from_utf8_lossy(&input::bytes(path)?)),
        None => Vec::new(),
    };
    let body = input::bytes(&asked.body)?;
    let refusal = refusals::explain(asked.status, &headers, &body, SystemClock.now())
        .map_err(|error| Failure::Broken { what: error.to_string() })?;
    let sentence = roost_api::Words::english().refusal(refusal.kind);
    let explanation = explanation(&refusal, sentence);
    out.answer(&explanation, |explanation| {
        let mut shown = lines(&explanation.sentence);
        let _ = write!(
            shown,
            "\n\n  kind    {}\n  scope   {}\n  action  {}\n  rule    {}\n",
            state(explanation.kind),
            explanation.scope,
            explanation.action,
            explanation.rule
        );
        shown
    })?;
    Ok(())
}

fn explanation(refusal: &Refusal, sentence: String) -> Explanation {
    Explanation {
        scope: refusal.scope.word(),
        kind: refusal.kind.word(),
        action: refusal.action.word(),
        rule: refusal.rule.clone(),
        sentence,
    }
}

/// `Name: value` lines, names in lower case. A saved status line and blank lines are passed over.
fn header_lines(text: &str) -> Vec<(String, String)> {
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .filter(|(name, _)| !name.is_empty() && !name.contains(' '))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_whatever_stands_around_them() {
        let read =
            header_lines("HTTP/2 403\r\nX-Rate-Limit-Reset: 1790000000\r\n\r\ndate:  a: b \n");
        assert_eq!(
            read,
            [
                ("x-rate-limit-reset".to_owned(), "1790000000".to_owned()),
                ("date".to_owned(), "a: b".to_owned()),
            ]
        );
        assert!(header_lines("").is_empty());
    }
}
