//! What holds for every text, however odd?

use proptest::prelude::*;
use roost_domain::text::{self, Limits, Span};
use unicode_normalization::UnicodeNormalization;

/// Texts of pieces that the rules care about, with any character between them.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "http://",
        "HTTPS://",
        "example",
        ".",
        "com",
        ".co.jp",
        "みんな",
        "рф",
        "xn--p1ai",
        "t.co/",
        "https://t.co/ab",
        "-",
        "_",
        "/",
        "?",
        "=",
        "&",
        "(",
        ")",
        "#",
        "＃",
        "@",
        "＠",
        "$",
        "RT",
        "rt:",
        "/list",
        " ",
        "\n",
        "é",
        "e\u{301}",
        "日本",
        "。",
        "😀",
        "👩\u{200D}🚀",
        "\u{200D}",
        "\u{FE0F}",
        "\u{20E3}",
        "🏽",
        "🇩",
        "1",
        "\u{202A}",
        "\u{FEFF}",
        "TEST",
        "BRK.B",
        "für@user",
        "🏴\u{E0067}",
    ]);
    let part =
        prop_oneof![4 => pieces.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

fn all_spans(text: &str) -> Vec<Span> {
    let count = text::count(text, Limits::STANDARD);
    let mut spans = [count.urls, count.mentions, count.hashtags, count.cashtags].concat();
    spans.sort_by_key(|span| span.start);
    spans
}

/// The part of `text` between two places in UTF-16 units, or none where they cut a character.
fn cut(text: &str, span: &Span) -> Option<String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(units.get(span.start..span.end)?).ok()
}

proptest! {
    #[test]
    fn every_span_lies_on_characters_and_says_what_stands_there(text in texts()) {
        for span in all_spans(&text) {
            prop_assert_eq!(cut(&text, &span), Some(span.text));
        }
        for span in [text::links(&text), text::mentions(&text), text::lists(&text)].concat() {
            prop_assert_eq!(cut(&text, &span), Some(span.text));
        }
    }

    #[test]
    fn spans_of_one_count_are_in_order_and_apart(text in texts()) {
        for pair in all_spans(&text).windows(2) {
            prop_assert!(pair[0].end <= pair[1].start, "{:?}", pair);
        }
    }

    #[test]
    fn any_text_is_counted_within_bounds(text in any::<String>()) {
        let normal: String = text.nfc().collect();
        let n_links = text::links(&normal).len() as u32;
        let weight = text::weighted_len(&text);
        prop_assert!(weight <= 2 * normal.chars().count() as u32 + 23 * n_links);
        prop_assert_eq!(weight == 0, text.is_empty());
        prop_assert_eq!(weight, text::count(&text, Limits::STANDARD).weighted);
    }

    #[test]
    fn a_text_weighs_the_same_however_its_accents_are_typed(text in texts()) {
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(text::weighted_len(&composed), text::weighted_len(&decomposed));
    }

    #[test]
    fn two_texts_with_a_blank_between_weigh_their_sum_and_one(before in texts(), after in texts()) {
        // A letter first: other characters may belong to a host or stand before it.
        let after = format!("a{after}");
        let joined = format!("{before} {after}");
        let sum = text::weighted_len(&before) + 1 + text::weighted_len(&after);
        prop_assert_eq!(text::weighted_len(&joined), sum);
    }

    #[test]
    fn a_text_is_valid_when_it_fits_and_has_no_refused_character(text in texts(), max in 0_u32..60) {
        let count = text::count(&text, Limits { max });
        let refused = text.contains(['\u{FFFE}', '\u{FEFF}', '\u{FFFF}']);
        prop_assert_eq!(count.valid, !refused && count.weighted > 0 && count.weighted <= max);
    }

    #[test]
    fn what_x_escapes_comes_back_as_it_was(text in texts()) {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        prop_assert_eq!(text::unescape_html(&escaped), text);
    }

    #[test]
    fn a_text_without_links_has_single_blanks_inside_only(text in texts()) {
        let plain = text::without_links(&text);
        prop_assert!(!plain.contains("  ") && !plain.starts_with(' ') && !plain.ends_with(' '));
        prop_assert_eq!(text::without_links(&format!("{text}\n \n")), plain);
    }
}
