//! How does foreign text get into a letter? As plain, short text without anything that looks like a
//! key: X's own words and what the owner wrote may hold whatever somebody pasted.

/// What stands in place of what looks like a secret.
pub(super) const REMOVED: &str = "[…]";

/// Tokens and secrets of X are runs of 40 and more such characters; its public keys are shorter, and
/// so is every word of a language and nearly every part of a link.
const SECRET_LENGTH: usize = 32;

/// One line: at most `most` characters, blanks for breaks and control characters.
pub(super) fn line(text: &str, most: usize) -> String {
    let spaced: String = text.chars().map(|c| if is_plain(c) { c } else { ' ' }).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    cut(&without_secrets(&words.join(" ")), most)
}

/// Several lines: at most `most` characters, at most one empty line in a row.
pub(super) fn lines(text: &str, most: usize) -> String {
    let mut kept: Vec<String> = Vec::new();
    for one in text.replace("\r\n", "\n").replace('\r', "\n").lines() {
        let one = line(one, most);
        if !one.is_empty() || kept.last().is_some_and(|last| !last.is_empty()) {
            kept.push(one);
        }
    }
    cut(kept.join("\n").trim(), most)
}

/// Whether a character shows itself and nothing else: no control characters, and none of those that
/// turn the direction of what follows.
fn is_plain(c: char) -> bool {
    let turns = matches!(c,
        '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_control() && !turns && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Takes out what looks like a key, a token or a secret.
fn without_secrets(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '%' | '~') {
            run.push(c);
        } else {
            end_run(&mut clean, &mut run);
            clean.push(c);
        }
    }
    end_run(&mut clean, &mut run);
    clean
}

fn end_run(clean: &mut String, run: &mut String) {
    clean.push_str(if run.len() >= SECRET_LENGTH { REMOVED } else { run });
    run.clear();
}
