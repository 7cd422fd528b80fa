//! Does a top-level domain stand here?
//!
//! The names come from `tlds.txt`; any `xn--` label passes as well, as it does in twitter-text.

use std::{collections::HashSet, sync::LazyLock};

use super::emoji::rows;

const TABLE: &str = include_str!("tlds.txt");

/// Length in code points of the longest name outside ASCII.
const LONGEST_FOREIGN: usize = 17;

static NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| rows(TABLE).collect());

/// The bytes of the top-level domain at the start of `text`, or none. What follows it must not go
/// on like a name or an address (ASCII letters, digits, `@`, `+`, `-`); other scripts may follow
/// directly, as in `example.comの`.
pub(super) fn prefix_len(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if first.is_ascii() { ascii_len(text) } else { foreign_len(text) }
}

fn ascii_len(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let end = bytes.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(bytes.len());
    if bytes.get(end) == Some(&b'-') && text[..end].eq_ignore_ascii_case("xn") {
        return punycode_len(bytes);
    }
    let ends_here = ends_a_name(text[end..].chars().next());
    (ends_here && is_name(&text[..end])).then_some(end)
}

fn punycode_len(bytes: &[u8]) -> Option<usize> {
    let tail = bytes.get(2..)?.strip_prefix(b"--")?;
    let is_part = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
    let n_tail = tail.iter().position(|b| !is_part(b)).unwrap_or(tail.len());
    (n_tail > 0).then_some(4 + n_tail)
}

fn foreign_len(text: &str) -> Option<usize> {
    let ends: Vec<usize> = text
        .char_indices()
        .take_while(|(_, c)| !c.is_ascii())
        .take(LONGEST_FOREIGN)
        .map(|(at, c)| at + c.len_utf8())
        .collect();
    ends.into_iter()
        .rev()
        .find(|&end| ends_a_name(text[end..].chars().next()) && is_name(&text[..end]))
}

fn ends_a_name(next: Option<char>) -> bool {
    next.is_none_or(|c| !(c.is_ascii_alphanumeric() || matches!(c, '@' | '+' | '-')))
}

fn is_name(label: &str) -> bool {
    NAMES.contains(label)
        || label.chars().any(char::is_uppercase) && NAMES.contains(label.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_as_many_rows_as_its_header_says_in_lower_case() {
        let (current, retired) = TABLE.split_once("# Retired").unwrap();
        assert!(current.contains(&format!("# rows: {}\n", NAMES.len())));
        assert!(rows(retired).count() > 100);
        assert!(NAMES.iter().all(|name| *name == name.to_lowercase()));
        let foreign = NAMES.iter().filter(|name| !name.is_ascii());
        assert_eq!(foreign.map(|name| name.chars().count()).max(), Some(LONGEST_FOREIGN));
    }

    #[test]
    fn a_name_ends_where_another_script_begins_and_not_where_it_goes_on() {
        assert_eq!(prefix_len("comの"), Some(3));
        assert_eq!(prefix_len("COM/x"), Some(3));
        assert_eq!(prefix_len("comx"), None);
        assert_eq!(prefix_len("com-x"), None);
        assert_eq!(prefix_len("com_x"), Some(3));
        assert_eq!(prefix_len("みんな。"), Some(9));
        assert_eq!(prefix_len("XN--p1ai/"), Some(8));
        assert_eq!(prefix_len("xn--"), None);
    }
}
