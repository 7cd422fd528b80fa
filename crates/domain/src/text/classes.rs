//! Which kinds of characters do X's text rules tell apart?
//!
//! The classes are those of twitter-text v3. Letters, marks and digits follow the Unicode of the
//! compiler and of `unicode-normalization` rather than the frozen tables of 2018, so that scripts
//! encoded since make hashtags too.

use unicode_normalization::char::is_combining_mark;

/// The first of each run of ten decimal digits (general category Nd, Unicode 18.0), in order.
const DIGIT_ZEROS: [u32; 77] = [
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6,
    0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80,
    0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0,
    0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450,
    0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0, 0x11950, 0x11BF0, 0x11C50,
    0x11D50, 0x11DA0, 0x11DE0, 0x11F50, 0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1CCF0,
    0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950,
    0x1FBF0,
];

/// Characters that X refuses anywhere in a post: noncharacters and the byte order mark.
pub(super) fn is_invalid(c: char) -> bool {
    matches!(c, '\u{FFFE}' | '\u{FEFF}' | '\u{FFFF}')
}

/// Marks that set the direction of writing.
pub(super) fn is_directional(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2066}'..='\u{2069}')
}

/// White space as X sees it.
pub(super) fn is_space(c: char) -> bool {
    matches!(
        c,
        '\t'..='\r' | ' ' | '\u{85}' | '\u{A0}' | '\u{1680}' | '\u{180E}' | '\u{2000}'..='\u{200A}'
            | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}

/// Punctuation that ends names. `"` and the backtick are not in it, so a quoted name is a link.
pub(super) fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '"' | '`')
}

/// Characters of a label of a host.
pub(super) fn is_host(c: char) -> bool {
    !(is_punctuation(c) || is_space(c) || is_invalid(c) || is_directional(c))
}

/// Accented Latin letters as the rules list them.
pub(super) fn is_latin_accent(c: char) -> bool {
    matches!(
        c,
        '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}' | '\u{253}' | '\u{254}' | '\u{256}'
            | '\u{257}' | '\u{259}' | '\u{25B}' | '\u{263}' | '\u{268}' | '\u{26F}' | '\u{272}' | '\u{289}'
            | '\u{28B}' | '\u{2BB}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}'
    )
}

/// Letters and digits of a host written without a protocol: ASCII, accented Latin, hyphen.
pub(super) fn is_latin_host(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || is_latin_accent(c)
}

/// Characters inside the path of a link, parentheses apart.
pub(super) fn is_path(c: char) -> bool {
    is_path_end(c)
        || matches!(
            c,
            '!' | '*'
                | '\''
                | ';'
                | ':'
                | ','
                | '.'
                | '$'
                | '%'
                | '['
                | ']'
                | '\u{2013}'
                | '~'
                | '@'
                | '|'
                | '&'
        )
}

/// Characters with which the path of a link may end.
pub(super) fn is_path_end(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '+' | '-' | '=' | '_' | '#' | '/' | '\u{400}'..='\u{4FF}')
        || is_latin_accent(c)
}

/// Characters inside the query of a link.
pub(super) fn is_query(c: char) -> bool {
    is_query_end(c)
        || matches!(
            c,
            '!' | '?'
                | '*'
                | '\''
                | '@'
                | '('
                | ')'
                | ';'
                | ':'
                | '+'
                | '$'
                | '%'
                | '['
                | ']'
                | '.'
                | ','
                | '~'
                | '|'
        )
}

/// Characters with which the query of a link may end.
pub(super) fn is_query_end(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '&' | '=' | '#' | '/')
}

/// The sign before a hashtag, in both widths.
pub(super) fn is_hash_sign(c: char) -> bool {
    matches!(c, '#' | '＃')
}

/// The sign before a name, in both widths.
pub(super) fn is_at_sign(c: char) -> bool {
    matches!(c, '@' | '＠')
}

/// Characters of an account's name.
pub(super) fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Letters and marks, of which a hashtag needs at least one.
pub(super) fn is_hashtag_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    let is_letter = c.is_alphabetic() && !c.is_numeric() && !is_circled(c);
    is_letter || is_combining_mark(c)
}

/// Everything that may stand in a hashtag.
pub(super) fn is_hashtag(c: char) -> bool {
    is_hashtag_letter(c) || is_digit(c) || is_hashtag_special(c)
}

/// Circled and squared letters: Unicode calls them alphabetic, yet they are symbols.
fn is_circled(c: char) -> bool {
    matches!(
        c,
        '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F149}' | '\u{1F150}'..='\u{1F169}' | '\u{1F170}'..='\u{1F189}'
    )
}

fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    let code = u32::from(c);
    let n_at_or_before = DIGIT_ZEROS.partition_point(|zero| *zero <= code);
    DIGIT_ZEROS[..n_at_or_before].last().is_some_and(|zero| code - zero < 10)
}

/// Joiners, middle dots and the like that belong to words in some scripts.
fn is_hashtag_special(c: char) -> bool {
    matches!(
        c,
        '_' | '\u{200C}'
            | '\u{200D}'
            | '\u{A67E}'
            | '\u{5BE}'
            | '\u{5F3}'
            | '\u{5F4}'
            | '\u{FF5E}'
            | '\u{301C}'
            | '\u{309B}'
            | '\u{309C}'
            | '\u{30A0}'
            | '\u{30FB}'
            | '\u{3003}'
            | '\u{F0B}'
            | '\u{F0C}'
            | '\u{B7}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_marks_and_digits_make_hashtags_and_symbols_do_not() {
        for c in ['a', 'é', '字', 'ก', '\u{301}', '\u{FE0F}', '𠀡', 'ʻ'] {
            assert!(is_hashtag_letter(c), "{c:?}");
        }
        for c in ['1', '٣', '９', '🯱', '_', '・'] {
            assert!(is_hashtag(c) && !is_hashtag_letter(c), "{c:?}");
        }
        for c in ['Ⅷ', 'Ⓐ', '🅰', '½', '²', '😀', ' ', '-'] {
            assert!(!is_hashtag(c), "{c:?}");
        }
    }
}
