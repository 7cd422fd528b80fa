//! How long is a text by X's count, and how does X show it? Counting and link finding are those of
//! the third-party crate twitter-text with X's rules of version 3, so that Roost's own counter is
//! checked by another hand.

use twitter_text::extractor::{Extract as _, Extractor, ValidatingExtractor};
use twitter_text_config::config_v3;

use crate::ids::letters;

/// The longest text of an account without Premium, in X's weighted units (config v3).
pub(crate) const LONGEST_TEXT: i32 = 280;

/// A text as X counts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wording {
    /// Units; a link counts 23, an emoji 2.
    pub(crate) weighted: i32,
    /// It holds characters that X does not take (U+FFFE, U+FEFF, U+FFFF).
    pub(crate) has_invalid_characters: bool,
    pub(crate) cashtags: usize,
    /// The text in NFC and trimmed, which is what X keeps.
    normalized: String,
    /// Start and end of each link in `normalized`, in UTF-16 units.
    links: Vec<(usize, usize)>,
}

/// A text as X gives it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// HTML-escaped, links shortened, the media's own link at its end.
    pub(crate) text: String,
    pub(crate) links: Vec<ShownLink>,
    /// The link of the post's media.
    pub(crate) media_link: Option<ShownLink>,
}

/// A t.co link in a shown text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShownLink {
    /// Code points of the shown text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) url: String,
    /// What was written, with a scheme; empty for the media's link.
    pub(crate) expanded: String,
}

impl Wording {
    pub(crate) fn of(text: &str) -> Self {
        let mut extractor = ValidatingExtractor::new(config_v3());
        let normalized = extractor.prep_input(text.trim());
        let found = extractor.extract_urls_with_indices(&normalized);
        let mut weighted = found.parse_results.weighted_length;
        for link in found.entities.iter().filter(|link| !has_scheme(link.value)) {
            // twitter-text 0.3 finds links without a scheme, but counts them by their characters;
            // on X they count like every link.
            let by_characters = twitter_text::parse(link.value, config_v3(), false).weighted_length;
            weighted += config_v3().transformed_url_length - by_characters;
        }
        // X cuts blanks off the ends of what it keeps; they count all the same.
        let cut_off = text.trim_end().len() - text.trim().len();
        let blanks = format!("{}{}", &text[..cut_off], &text[text.trim_end().len()..]);
        weighted += twitter_text::parse(&blanks, config_v3(), false).weighted_length;
        let links = found.entities.iter().map(|link| (link.start as usize, link.end as usize));
        let links = links.collect();
        let cashtags = if normalized.contains('$') {
            Extractor::new().extract_cashtags(&normalized).len()
        } else {
            0
        };
        let has_invalid_characters = normalized.contains(['\u{fffe}', '\u{feff}', '\u{ffff}']);
        Self { weighted, has_invalid_characters, cashtags, normalized, links }
    }

    /// The text as X gives it back for the post with this id.
    pub(crate) fn shown(&self, post: u64, has_media: bool) -> Shown {
        let mut shown = Shown { text: String::new(), links: Vec::new(), media_link: None };
        let mut written = 0;
        let (mut rest, mut offset) = (self.normalized.as_str(), 0);
        for (number, (start, end)) in self.links.iter().enumerate() {
            let (before, from_link) = rest.split_at(utf16_to_byte(rest, start - offset));
            let (link, after) = from_link.split_at(utf16_to_byte(from_link, end - start));
            written += push_escaped(&mut shown.text, before);
            let url = short_link(post, number as u64);
            let length = url.chars().count();
            shown.text.push_str(&url);
            let (start, end) = (written, written + length);
            shown.links.push(ShownLink { start, end, url, expanded: with_scheme(link) });
            written += length;
            (rest, offset) = (after, self.links[number].1);
        }
        written += push_escaped(&mut shown.text, rest);
        if has_media {
            if !shown.text.is_empty() {
                shown.text.push(' ');
                written += 1;
            }
            let url = short_link(post, u64::MAX);
            shown.text.push_str(&url);
            let (start, end) = (written, written + url.chars().count());
            shown.media_link = Some(ShownLink { start, end, url, expanded: String::new() });
        }
        shown
    }
}

/// The byte at which so many UTF-16 units of `text` have passed.
fn utf16_to_byte(text: &str, units: usize) -> usize {
    let mut passed = 0;
    for (byte, character) in text.char_indices() {
        if passed >= units {
            return byte;
        }
        passed += character.len_utf16();
    }
    text.len()
}

/// Appends `text` as X escapes it, and gives the code points written.
fn push_escaped(into: &mut String, text: &str) -> usize {
    let mut written = 0;
    for character in text.chars() {
        let before = into.len();
        match character {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            other => into.push(other),
        }
        let is_escaped = matches!(character, '&' | '<' | '>');
        written += if is_escaped { into.len() - before } else { 1 };
    }
    written
}

/// A t.co link is 23 characters long, as X counts every link.
fn short_link(post: u64, number: u64) -> String {
    format!("https://t.co/{}", letters(post.wrapping_mul(31).wrapping_add(number), 10))
}

fn has_scheme(link: &str) -> bool {
    let starts_with = |scheme: &str| {
        link.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    starts_with("http://") || starts_with("https://")
}

fn with_scheme(link: &str) -> String {
    if has_scheme(link) { link.to_owned() } else { format!("http://{link}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_counts_twenty_three_whatever_its_length() {
        let long = format!("see https://example.com/{}", "a".repeat(300));
        assert_eq!(Wording::of(&long).weighted, 4 + 23);
        assert_eq!(Wording::of("see example.com").weighted, 4 + 23);
    }

    #[test]
    fn blanks_at_the_ends_count_but_are_not_shown() {
        let wording = Wording::of(" a\u{3000}");
        assert_eq!(wording.weighted, 4);
        assert_eq!(wording.shown(1, false).text, "a");
    }

    #[test]
    fn the_example_of_x_counts_sixteen() {
        assert_eq!(Wording::of("Hello, world! 👋").weighted, 16);
        assert_eq!(Wording::of("👨‍👩‍👧‍👦").weighted, 2);
        assert_eq!(Wording::of("日本語").weighted, 6);
    }

    #[test]
    fn links_are_shortened_at_their_place_behind_wide_characters() {
        let wording = Wording::of("👋 & https://example.com/a?b=1&c=2 <end> x.com");
        let shown = wording.shown(7, false);
        assert_eq!(shown.links.len(), 2);
        assert_eq!(shown.links[0].expanded, "https://example.com/a?b=1&c=2");
        assert_eq!(shown.links[1].expanded, "http://x.com");
        let cut = |link: &ShownLink| -> String {
            shown.text.chars().skip(link.start).take(link.end - link.start).collect()
        };
        assert_eq!(cut(&shown.links[0]), shown.links[0].url);
        assert_eq!(cut(&shown.links[1]), shown.links[1].url);
        assert!(shown.text.starts_with("👋 &amp; https://t.co/"));
        assert!(shown.text.contains("&lt;end&gt;"));
        assert_eq!(shown.links[0].url.len(), 23);
    }

    #[test]
    fn a_character_that_x_refuses_is_noticed() {
        assert!(Wording::of("a\u{FFFE}b").has_invalid_characters);
        assert!(!Wording::of("ab").has_invalid_characters);
    }
}
