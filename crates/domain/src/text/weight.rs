//! How much does a text weigh?
//!
//! The numbers are those of twitter-text's `config/v3.json`, in whole characters: its scale of 100
//! divides every weight evenly.

use std::{borrow::Cow, ops::Range};

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{classes, emoji};

/// What each link weighs, however long it is (`transformedURLLength`).
const LINK: u32 = 23;
/// What an emoji sequence weighs, and every character outside the light ranges (`defaultWeight`).
const DEFAULT: u32 = 2;
/// What a character of the light ranges weighs.
const LIGHT: u32 = 1;

/// The text in NFC, which X counts instead of the text as typed.
pub(super) fn normalised(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

/// The weight of `text`, which is in NFC and has its links at `links`, in order.
pub(super) fn weigh(text: &str, links: &[Range<usize>]) -> u32 {
    let mut weight = 0;
    let mut at = 0;
    for link in links {
        weight += weigh_plain(&text[at..link.start]) + LINK;
        at = link.end;
    }
    weight + weigh_plain(&text[at..])
}

/// Whether `text` has a character that X refuses.
pub(super) fn has_invalid(text: &str) -> bool {
    !text.is_ascii() && text.contains(classes::is_invalid)
}

fn weigh_plain(text: &str) -> u32 {
    let mut weight = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let next_is_ascii = rest.as_bytes().get(c.len_utf8()).is_none_or(u8::is_ascii);
        let sequence = if next_is_ascii { None } else { emoji::sequence_len(rest) };
        weight += if sequence.is_some() { DEFAULT } else { weigh_char(c) };
        rest = &rest[sequence.unwrap_or(c.len_utf8())..];
    }
    weight
}

fn weigh_char(c: char) -> u32 {
    match u32::from(c) {
        0..=4351 | 8192..=8205 | 8208..=8223 | 8242..=8247 => LIGHT,
        _ => DEFAULT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges_of_the_light_ranges_are_where_the_rules_put_them() {
        let light = [0, 4351, 8192, 8205, 8208, 8223, 8242, 8247];
        let heavy = [4352, 8191, 8206, 8207, 8224, 8241, 8248, 0x0010_FFFF];
        assert!(light.iter().all(|code| weigh_char(char::from_u32(*code).unwrap()) == LIGHT));
        assert!(heavy.iter().all(|code| weigh_char(char::from_u32(*code).unwrap()) == DEFAULT));
    }
}
