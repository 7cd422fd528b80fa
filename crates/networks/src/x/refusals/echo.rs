//! Which part of an answer is only an echo of what was sent? Parameter values, quoted and bracketed
//! values and the post's own text say nothing about the account.

use serde_json::Value;

/// Echoes shorter than this are kept: cutting "a" out of a sentence would hide X's words.
const SHORTEST_ECHO: usize = 4;

/// A text of X without the values it repeats: `parameters`, `[…]`, `` `…` ``, `"…"` and what was sent.
pub(super) fn without_echo(text: &str, parameters: Option<&Value>, sent: &str) -> String {
    let mut own = without_sent(text, sent);
    if let Some(parameters) = parameters {
        for value in strings(parameters) {
            if value.chars().count() >= SHORTEST_ECHO {
                own = own.replace(value, " ");
            }
        }
    }
    for (open, close) in [('[', ']'), ('`', '`'), ('"', '"'), ('“', '”')] {
        own = without_pairs(&own, open, close);
    }
    own
}

/// A text without the text that was sent, in whatever case or escape it comes back.
pub(super) fn without_sent(text: &str, sent: &str) -> String {
    let sent = sent.trim();
    if sent.chars().count() < SHORTEST_ECHO {
        return text.to_owned();
    }
    let html = sent.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let json = serde_json::to_string(sent).unwrap_or_default();
    let json = json.trim_matches('"').to_owned();
    let mut own = text.to_owned();
    for form in [sent.to_owned(), html, json] {
        own = own.replace(&form, " ").replace(&form.to_lowercase(), " ");
    }
    own
}

/// HTML as one reads it: tags and comments gone, blanks joined.
pub(super) fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        plain.push_str(&rest[..start]);
        let end = rest[start..].find('>').map_or(start + 1, |length| start + length + 1);
        plain.push(' ');
        rest = &rest[end..];
    }
    plain.push_str(rest);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Codes in JSON that broke off: each number after `"code":`.
pub(super) fn loose_codes(text: &str) -> Vec<u32> {
    text.match_indices("\"code\"")
        .filter_map(|(at, found)| {
            let rest = text[at + found.len()..].trim_start().strip_prefix(':')?;
            let rest = rest.trim_start().trim_start_matches('"');
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            // A number at the very end may have lost its last digits.
            (digits.len() < rest.len()).then(|| digits.parse().ok())?
        })
        .collect()
}

fn without_pairs(text: &str, open: char, close: char) -> String {
    let mut own = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once(open) {
        let Some((_, after)) = inside.split_once(close) else { break };
        own.push_str(before);
        own.push(' ');
        rest = after;
    }
    own.push_str(rest);
    own
}

fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::Object(object) => object.values().flat_map(strings).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}
