//! How long is the emoji sequence that begins here?
//!
//! The set of sequences that Unicode recommends decides, not a grammar: X counts a sequence as one
//! emoji only when its own table knows it, and adds up the parts otherwise. A grammar would count
//! any run of joined emoji as one and so promise room that X does not give. A sequence newer than
//! the table counts as its parts (each emoji 2, each joiner 1), which errs towards too long.

use std::{collections::HashSet, sync::LazyLock};

const TABLE: &str = include_str!("emoji_sequences.txt");
const JOINER: char = '\u{200D}';
const KEYCAP: char = '\u{20E3}';
const VARIATION: char = '\u{FE0F}';

/// Length in code points of the longest row of the table.
const LONGEST: usize = 10;

static SEQUENCES: LazyLock<HashSet<Box<str>>> = LazyLock::new(|| {
    rows(TABLE)
        .map(|row| {
            row.split(' ')
                .filter_map(|hex| char::from_u32(u32::from_str_radix(hex, 16).ok()?))
                .collect()
        })
        .collect()
});

/// The bytes of the emoji sequence of two or more code points at the start of `text`, or none. A
/// single emoji is none: its weight follows from the ranges.
pub(super) fn sequence_len(text: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    let (_, first) = chars.next()?;
    let (_, second) = chars.next()?;
    if !may_continue(first, second) {
        return None;
    }
    let mut ends = [0; LONGEST];
    let mut n_ends = 0;
    let mut previous = first;
    for (at, char) in text.char_indices().skip(1) {
        if n_ends == LONGEST - 1 || !(may_continue(previous, char) || previous == JOINER) {
            break;
        }
        ends[n_ends] = at + char.len_utf8();
        n_ends += 1;
        previous = char;
    }
    let longest_first = ends[..n_ends].iter().rev();
    longest_first.copied().find(|&end| SEQUENCES.contains(&text[..end]))
}

/// Whether `next` can be a further code point of a sequence after `previous`.
fn may_continue(previous: char, next: char) -> bool {
    match next {
        JOINER | KEYCAP | VARIATION | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}' => true,
        '\u{1F1E6}'..='\u{1F1FF}' => matches!(previous, '\u{1F1E6}'..='\u{1F1FF}'),
        _ => false,
    }
}

/// The rows of a data file: its lines without comments and blank ones.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_one_whole_sequence() {
        for sequence in SEQUENCES.iter() {
            assert_eq!(sequence_len(sequence), Some(sequence.len()), "{sequence:?}");
        }
    }

    #[test]
    fn the_table_has_as_many_rows_as_its_header_says_and_none_longer_than_the_scan() {
        assert!(TABLE.contains(&format!("# rows: {}\n", SEQUENCES.len())));
        assert_eq!(SEQUENCES.iter().map(|s| s.chars().count()).max(), Some(LONGEST));
    }

    #[test]
    fn a_lone_emoji_is_no_sequence() {
        assert_eq!(sequence_len("😀"), None);
        assert_eq!(sequence_len("😀😀"), None);
        assert_eq!(sequence_len("😀\u{200D}😀"), None);
    }
}
