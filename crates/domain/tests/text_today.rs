//! Does Roost count what the public cases of 2021 are silent about: newer emoji and top-level
//! domains, long posts, overlaps, the shape of its JSON?

use roost_domain::text::{self, Limits};
use rstest::rstest;
use serde_json::json;

#[rstest]
#[case::bitten_hearts_13_1("❤\u{FE0F}\u{200D}🔥", 2)]
#[case::handshake_of_two_tones_14("🫱🏻\u{200D}🫲🏿", 2)]
#[case::family_15_1("🧑\u{200D}🧑\u{200D}🧒", 2)]
#[case::phoenix_15_1("🐦\u{200D}🔥", 2)]
#[case::running_to_the_right_15_1("🏃🏽\u{200D}♀\u{FE0F}\u{200D}➡\u{FE0F}", 2)]
#[case::flag_of_sark_16("🇨🇶", 2)]
#[case::tired_face_16("\u{1FAE9}", 2)]
#[case::ballet_dancer_17("🧑🏾\u{200D}🩰", 2)]
#[case::distorted_face_17("\u{1FAEA}", 2)]
#[case::dancers_of_two_tones_17("👨🏿\u{200D}🐰\u{200D}👨🏻", 2)]
#[case::leftwards_thumb_18("\u{1FAF9}🏿", 2)]
#[case::flag_of_england("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", 2)]
#[case::keycap("1\u{FE0F}\u{20E3}", 2)]
#[case::keycap_without_variation("#\u{20E3}", 2)]
#[case::star_with_a_needless_variation("⭐\u{FE0F}", 2)]
#[case::text_and_emoji("a👍🏽b", 4)]
fn a_known_emoji_sequence_weighs_two(#[case] text: &str, #[case] weight: u32) {
    assert_eq!(text::weighted_len(text), weight);
}

#[rstest]
#[case::joined_by_nobody_yet("😀\u{200D}😀", 5)]
#[case::known_then_joined_to_more("🧑\u{200D}🧑\u{200D}🧒\u{200D}🦖", 5)]
#[case::no_such_flag("🇽🇽", 4)]
#[case::half_a_flag("🇩", 2)]
#[case::tone_after_a_toneless_emoji("🚀🏽", 4)]
#[case::digit_with_variation_only("1\u{FE0F}", 3)]
#[case::emoji_asked_for_as_text("☺\u{FE0E}", 4)]
#[case::sign_of_text("©", 1)]
#[case::sign_as_emoji("©\u{FE0F}", 2)]
fn an_unknown_sequence_weighs_as_much_as_its_parts(#[case] text: &str, #[case] weight: u32) {
    assert_eq!(text::weighted_len(text), weight);
}

#[rstest]
#[case("example.hotel")]
#[case("example.merck")]
#[case("example.web")]
#[case("example.music/a")]
#[case("example.kids")]
#[case("example.COM")]
#[case("xn--e1afmkfd.xn--p1ai")]
#[case("https://דוגמה.ישראל")]
#[case("https://ПРИМЕР.РФ/путь")]
#[case("https://example.アマゾン")]
fn a_name_under_a_top_level_domain_of_today_weighs_23(#[case] text: &str) {
    let count = text::count(text, Limits::STANDARD);
    assert_eq!((count.weighted, count.urls.len()), (23, 1), "{count:?}");
    assert_eq!(count.urls[0].text, text);
}

#[rstest]
#[case("example.nonesuch", 16)]
#[case("main.rst", 8)]
#[case("3.14", 4)]
#[case("e.g.that", 8)]
fn a_name_under_no_top_level_domain_weighs_its_characters(#[case] text: &str, #[case] weight: u32) {
    assert_eq!(text::weighted_len(text), weight);
    assert!(text::links(text).is_empty());
}

#[test]
fn a_long_post_fits_premium_and_no_other_account() {
    let text = "a".repeat(281);
    assert!(!text::count(&text, Limits::STANDARD).valid);
    assert!(text::count(&text, Limits::PREMIUM).valid);
    assert!(text::count(&"字".repeat(12_500), Limits::PREMIUM).valid);
    assert!(!text::count(&"字".repeat(12_501), Limits::PREMIUM).valid);
    assert_eq!(text::count("a", Limits::default()).max, 280);
}

#[rstest]
#[case('\u{FFFE}')]
#[case('\u{FEFF}')]
#[case('\u{FFFF}')]
fn one_refused_character_makes_a_text_invalid(#[case] refused: char) {
    let count = text::count(&format!("fine{refused}"), Limits::STANDARD);
    assert_eq!((count.valid, count.weighted), (false, 6));
}

#[test]
fn a_name_or_tag_inside_a_link_is_part_of_the_link() {
    let count = text::count("https://example.com/@user/#tag @other/list @third", Limits::STANDARD);
    assert_eq!(count.urls.len(), 1);
    assert_eq!(count.mentions.iter().map(|span| &*span.text).collect::<Vec<_>>(), ["@third"]);
    assert!(count.hashtags.is_empty());
}

#[test]
fn weight_is_of_the_normalised_text_and_places_are_of_the_text_as_typed() {
    let count = text::count("e\u{301}e\u{301} 😀 #tag", Limits::STANDARD);
    assert_eq!(count.weighted, 2 + 1 + 2 + 1 + 4);
    assert_eq!((count.hashtags[0].start, count.hashtags[0].end), (8, 12));
}

#[test]
fn the_json_has_the_fields_that_scripts_rely_on() {
    let count = text::count("Hi @a #b $C example.com", Limits::STANDARD);
    let expected = json!({
        "weighted": 35, "max": 280, "valid": true,
        "urls": [{ "start": 12, "end": 23, "text": "example.com" }],
        "mentions": [{ "start": 3, "end": 5, "text": "@a" }],
        "hashtags": [{ "start": 6, "end": 8, "text": "#b" }],
        "cashtags": [{ "start": 9, "end": 11, "text": "$C" }],
    });
    assert_eq!(serde_json::to_value(&count).unwrap(), expected);
}
