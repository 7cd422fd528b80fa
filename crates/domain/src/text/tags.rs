//! Where does a text name accounts, hashtags and cashtags?
//!
//! The rules are those of twitter-text v3. Each finder reads the text alone; which of several
//! overlapping finds stands is decided in `mod.rs`.

use std::ops::Range;

use super::classes;

/// Longest name that the rules read (twitter-text v3); X gives out names of up to 15.
const MAX_NAME: usize = 20;
/// Letters, digits, `_` and `-` after the first letter of a list's name.
const MAX_LIST_TAIL: usize = 24;

/// An account named in a text, with the list of that account where one follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Handle {
    /// Bytes from the sign to the end of the name, or of the list.
    pub(super) span: Range<usize>,
    pub(super) is_list: bool,
}

/// Accounts and lists named in `text`, in order.
pub(super) fn handles(text: &str) -> Vec<Handle> {
    let mut found = Vec::new();
    let mut used = 0;
    for (at, sign) in text.char_indices().filter(|(_, c)| classes::is_at_sign(*c)) {
        let name_start = at + sign.len_utf8();
        let name_end = name_start + name_len(&text[name_start..]);
        if name_end == name_start || at < used || !may_precede_handle(text, used, at) {
            continue;
        }
        let list = list_len(&text[name_end..]);
        used = name_end + list;
        if !spoils_handle(&text[used..]) {
            found.push(Handle { span: at..used, is_list: list > 0 });
        }
    }
    found
}

/// The account that `text` answers: the name at its very start, white space apart, without sign.
pub(super) fn reply(text: &str) -> Option<&str> {
    let trimmed = text.trim_start_matches(classes::is_space);
    let after_sign = trimmed.strip_prefix(classes::is_at_sign)?;
    let (name, rest) = after_sign.split_at(name_len(after_sign));
    (!name.is_empty() && !spoils_handle(rest)).then_some(name)
}

/// Hashtags of `text` as byte ranges with their sign, in order.
pub(super) fn hashtags(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut used = 0;
    for (at, sign) in text.char_indices().filter(|(_, c)| classes::is_hash_sign(*c)) {
        let start = at + sign.len_utf8();
        if at < used || !may_precede_hashtag(&text[used..at], at) {
            continue;
        }
        let rest = &text[start..];
        let len = rest.find(|c| !classes::is_hashtag(c)).unwrap_or(rest.len());
        let is_keycap = rest.starts_with(['\u{FE0F}', '\u{20E3}']);
        if is_keycap || !rest[..len].contains(classes::is_hashtag_letter) {
            continue;
        }
        used = start + len;
        let after = &text[used..];
        if !after.starts_with(classes::is_hash_sign) && !after.starts_with("://") {
            found.push(at..used);
        }
    }
    found
}

/// Cashtags of `text` as byte ranges with their sign, in order.
pub(super) fn cashtags(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut used = 0;
    for (at, _) in text.match_indices('$') {
        let is_apart = at == 0 || text[used..at].ends_with(classes::is_space);
        let len = if is_apart { symbol_len(&text[at + 1..]) } else { None };
        if let Some(len) = len {
            used = at + 1 + len;
            found.push(at..used);
        }
    }
    found
}

fn name_len(text: &str) -> usize {
    text.chars().take(MAX_NAME).take_while(|c| classes::is_name(*c)).count()
}

fn list_len(text: &str) -> usize {
    let Some(list) = text.strip_prefix('/') else { return 0 };
    if !list.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return 0;
    }
    let is_tail = |c: &char| classes::is_name(*c) || *c == '-';
    2 + list.chars().skip(1).take(MAX_LIST_TAIL).take_while(is_tail).count()
}

/// Whether what stands between `used` and the sign at `at` lets a name begin there: the start of
/// the text, a character that is no part of a word, or `RT` with or without a colon.
fn may_precede_handle(text: &str, used: usize, at: usize) -> bool {
    let before = &text[used..at];
    let Some(last) = before.chars().next_back() else { return at == 0 };
    let joins = classes::is_name(last) || classes::is_at_sign(last) || "!#$%&*".contains(last);
    !joins || follows_retweet(before, used)
}

fn follows_retweet(before: &str, used: usize) -> bool {
    let is_retweet = |tail: &str| tail.eq_ignore_ascii_case("rt");
    let Some((head, tail)) = before.len().checked_sub(2).and_then(|at| before.split_at_checked(at))
    else {
        return false;
    };
    let joins = |c: char| classes::is_name(c) || matches!(c, '+' | '~' | '.' | '-');
    is_retweet(tail) && head.chars().next_back().map_or(used == 0, |c| !joins(c))
}

fn spoils_handle(after: &str) -> bool {
    after.starts_with(classes::is_at_sign)
        || after.starts_with(classes::is_latin_accent)
        || after.starts_with("://")
}

fn may_precede_hashtag(before: &str, at: usize) -> bool {
    match before.chars().next_back() {
        None => at == 0,
        Some('\u{FE0E}' | '\u{FE0F}') => true,
        Some(c) => !(classes::is_hashtag(c) || c == '&'),
    }
}

/// Bytes of the symbol at the start of `text`: one to six letters, then perhaps one of `.` and `_`
/// and one or two letters, then the end, white space or punctuation.
fn symbol_len(text: &str) -> Option<usize> {
    let letters = |text: &str| text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let ends = |at: usize| {
        let next = text[at..].chars().next();
        next.is_none_or(|c| c.is_whitespace() || c == '\u{FEFF}' || classes::is_punctuation(c))
    };
    let stem = letters(text);
    if !(1..=6).contains(&stem) {
        return None;
    }
    let suffix = if text[stem..].starts_with(['.', '_']) { letters(&text[stem + 1..]) } else { 0 };
    let whole = stem + 1 + suffix;
    if (1..=2).contains(&suffix) && ends(whole) {
        return Some(whole);
    }
    ends(stem).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        handles(text).into_iter().map(|handle| &text[handle.span]).collect()
    }

    #[test]
    fn a_retweet_may_touch_the_name_and_other_words_may_not() {
        assert_eq!(names("RT@one rt:@two"), ["@one", "@two"]);
        assert!(names("ART@one me@two @one@two").is_empty());
    }

    #[test]
    fn a_list_belongs_to_its_account() {
        let found = handles("see @team/members-1 and @team/1");
        assert_eq!(found.iter().map(|handle| handle.is_list).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn a_symbol_stands_apart_and_is_short() {
        let text = "$X $BRK.B $TEST.abc $toolong1 $1 a$B $ABCDEFG ($C)";
        let found: Vec<_> = cashtags(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["$X", "$BRK.B", "$TEST"]);
    }
}
