//! How is foreign text shown without letting it drive the terminal? Post texts, handles and raw
//! answers come from elsewhere: control characters are written as escapes, so that none of them can
//! move the cursor, change colours, or turn the reading direction of what stands around it.

/// Text on one line: line breaks become a visible mark.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, char| {
        match char {
            '\n' => shown.push('⏎'),
            '\t' => shown.push(' '),
            char => push(&mut shown, char),
        }
        shown
    })
}

/// Text over several lines: line breaks stay.
pub(crate) fn lines(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, char| {
        match char {
            '\n' | '\t' => shown.push(char),
            char => push(&mut shown, char),
        }
        shown
    })
}

/// One line of at most `width` characters, with a mark where it was cut.
pub(crate) fn cut(text: &str, width: usize) -> String {
    let line = one_line(text);
    if line.chars().count() <= width {
        return line;
    }
    let mut kept: String = line.chars().take(width.saturating_sub(1)).collect();
    kept.push('…');
    kept
}

fn push(shown: &mut String, char: char) {
    if char.is_control() || turns_direction(char) {
        shown.extend(char.escape_unicode());
    } else {
        shown.push(char);
    }
}

/// The embedding, override and isolate controls of Unicode's bidirectional algorithm (UAX #9),
/// which could make a line read as another; the plain marks for right-to-left scripts stay.
fn turns_direction(char: char) -> bool {
    matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_written_out() {
        assert_eq!(one_line("a\u{1b}[31mb\u{7}\rc"), "a\\u{1b}[31mb\\u{7}\\u{d}c");
        assert_eq!(one_line("\u{9b}0m"), "\\u{9b}0m");
        assert_eq!(one_line("safe\u{202e}gpj.exe"), "safe\\u{202e}gpj.exe");
    }

    #[test]
    fn words_of_every_script_stay_as_they_are() {
        assert_eq!(one_line("Grüße, 世界 👩‍🚀 שלום"), "Grüße, 世界 👩‍🚀 שלום");
    }

    #[test]
    fn line_breaks_are_marked_or_kept() {
        assert_eq!(one_line("a\nb"), "a⏎b");
        assert_eq!(lines("a\nb\u{1b}"), "a\nb\\u{1b}");
    }

    #[test]
    fn a_long_line_is_cut_with_a_mark() {
        assert_eq!(cut("abcdef", 4), "abc…");
        assert_eq!(cut("abcd", 4), "abcd");
    }
}
