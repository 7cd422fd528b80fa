//! Do the figures say what they are called? Tables of small histories, and laws over any history.

use super::likeness::{ALIKE, NEAR, alike, kinship};
use super::*;
use chrono::{DateTime, TimeDelta};
use chrono_tz::UTC;
use proptest::prelude::*;
use rstest::rstest;
use std::fmt::Write as _;

/// A Sunday, 00:00 UTC.
fn start() -> Timestamp {
    DateTime::from_timestamp(1_800_144_000, 0).unwrap()
}

fn post(account: i64, minutes: i64, text: &str) -> Posted {
    Posted::read(AccountId(account), start() + TimeDelta::minutes(minutes), text.to_owned())
}

fn habits(posts: &[Posted], days: f64) -> Habits {
    let posts: Vec<&Posted> = posts.iter().collect();
    let alike = posts.first().and_then(|first| alike(&posts).get(&first.account).copied());
    Habits::of(&posts, days, UTC, alike)
}

/// So many posts, each so long after the one before, all of different words.
fn every(minutes: i64, count: i64) -> Vec<Posted> {
    (0..count).map(|n| post(1, n * minutes, &different(n))).collect()
}

/// Texts that have next to nothing in common.
fn different(n: i64) -> String {
    let seed = n.unsigned_abs().wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (0..6_u32).fold(String::new(), |mut text, place| {
        let _ = write!(text, "{:06x} ", seed.rotate_left(place * 11) & 0xff_ffff);
        text
    })
}

fn figure(posts: &[Posted], feature: Feature) -> f64 {
    habits(posts, 14.0).get(feature).unwrap()
}

#[track_caller]
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
}

#[test]
fn a_clock_has_one_gap_no_variation_and_one_minute() {
    let clock = every(60, 20);
    near(figure(&clock, Feature::GapMedian), 60.0);
    near(figure(&clock, Feature::GapSpread), 0.0);
    near(figure(&clock, Feature::GapVariation), 0.0);
    near(figure(&clock, Feature::OnTheHour), 100.0);
    near(figure(&clock, Feature::MinuteSpread), 0.0);
}

#[test]
fn a_clock_that_sleeps_at_night_is_still_a_clock() {
    let hours = |day: i64| (8..20).map(move |hour| (day * 24 + hour) * 60);
    let posts: Vec<Posted> =
        (0..5).flat_map(hours).map(|minute| post(1, minute, &different(minute))).collect();
    near(figure(&posts, Feature::GapVariation), 0.0);
}

#[test]
fn minutes_used_evenly_have_all_the_spread_there_is() {
    let posts = every(61, 60);
    near(figure(&posts, Feature::MinuteSpread), 100.0);
    near(figure(&posts, Feature::OnTheHour), 100.0 / 60.0);
}

#[test]
fn the_minute_is_that_of_the_zone() {
    let posts = every(60, 12);
    let posts: Vec<&Posted> = posts.iter().collect();
    // Nepal is 5:45 ahead of UTC.
    let habits = Habits::of(&posts, 14.0, chrono_tz::Asia::Kathmandu, None);
    near(habits.get(Feature::OnTheHour).unwrap(), 0.0);
}

#[test]
fn links_hashtags_and_mentions_are_counted_by_post() {
    let texts = [
        "a https://one.example.com/1 #nba",
        "b https://www.one.example.com/2 #nba",
        "c one.example.com #NBA @ann",
        "d https://two.example.com #mlb",
        "e https://two.example.com/x and https://two.example.com/y #mlb @ann @bob",
        "f",
    ];
    let posts: Vec<Posted> = texts.iter().zip(0..).map(|(text, n)| post(1, n * 30, text)).collect();
    near(figure(&posts, Feature::Links), 1.0);
    near(figure(&posts, Feature::Linked), 100.0 * 5.0 / 6.0);
    near(figure(&posts, Feature::TopHost), 50.0);
    near(figure(&posts, Feature::Hashtags), 5.0 / 6.0);
    near(figure(&posts, Feature::HashtagRepeats), 60.0);
    near(figure(&posts, Feature::Mentions), 0.5);
}

#[rstest]
#[case::the_same("Storm closes the harbour tonight", true, true)]
#[case::other_case_and_blanks("storm closes  the HARBOUR tonight", true, true)]
#[case::one_word_more("Storm closes the harbour tonight again", false, true)]
#[case::another_link("Storm closes the harbour tonight https://b.example.com/2", false, true)]
#[case::another_story("Council votes on the school budget", false, false)]
fn a_copy_is_known_by_its_words(#[case] text: &str, #[case] exact: bool, #[case] copy: bool) {
    let (first, second) = (post(1, 0, "Storm closes the harbour tonight"), post(1, 60, text));
    let found = alike(&[&first, &second])[&AccountId(1)];
    assert_eq!((found.exact == 1, found.near == 1), (exact, copy), "{found:?}");
}

#[test]
fn headlines_of_one_topic_are_no_copies() {
    let texts = [
        "NBA: Lakers beat the Suns 112-104 in Phoenix",
        "NBA: Celtics lose their third game in a row",
        "NBA: Curry is out for two weeks with a sprained ankle",
        "NBA: the trade deadline is moved to February",
    ];
    let posts: Vec<Posted> = texts.iter().zip(0..).map(|(text, n)| post(1, n * 30, text)).collect();
    let posts: Vec<&Posted> = posts.iter().collect();
    let found = alike(&posts)[&AccountId(1)];
    assert_eq!(found.near, 0);
    assert!(found.likeness / 4.0 < NEAR / 2.0, "{found:?}");
}

#[test]
fn a_text_of_last_month_is_no_copy_any_more() {
    let (first, second) = (post(1, 0, "Good morning"), post(1, 8 * 24 * 60, "Good morning"));
    assert_eq!(alike(&[&first, &second])[&AccountId(1)].exact, 0);
}

#[test]
fn a_copy_on_another_account_counts_for_both_and_is_none_of_their_own() {
    let (one, other) =
        (post(1, 0, "Storm closes the harbour"), post(2, 5, "Storm closes the harbour!"));
    let found = alike(&[&one, &other]);
    assert_eq!((found[&AccountId(1)].copied, found[&AccountId(2)].copied), (1, 1));
    assert_eq!((found[&AccountId(1)].near, found[&AccountId(2)].near), (0, 0));
}

#[test]
fn accounts_that_say_the_same_are_kin_and_others_are_not() {
    let sports = |account: i64| -> Vec<Posted> {
        (0..10).map(|n| post(account, n * 30 + account, &different(n))).collect()
    };
    let (one, same) = (sports(1), sports(2));
    let garden: Vec<Posted> = (100..110).map(|n| post(3, n * 30, &different(n))).collect();
    let refs = |posts: &[Posted]| -> Vec<Posted> { posts.to_vec() };
    let kin = |a: &[Posted], b: &[Posted]| {
        let (a, b) = (refs(a), refs(b));
        kinship(&a.iter().collect::<Vec<_>>(), &b.iter().collect::<Vec<_>>()).likeness()
    };
    near(kin(&one, &same), 1.0);
    assert!(kin(&one, &garden) < ALIKE);
    near(kin(&one, &[]), 0.0);
}

#[test]
fn accounts_that_link_to_the_same_site_are_kin() {
    let bot = |account: i64, from: i64| -> Vec<Posted> {
        (from..from + 10)
            .map(|n| {
                post(account, n * 30, &format!("{} https://feeds.example.com/{n}", different(n)))
            })
            .collect()
    };
    let (one, other) = (bot(1, 0), bot(2, 50));
    let kin = kinship(&one.iter().collect::<Vec<_>>(), &other.iter().collect::<Vec<_>>());
    near(kin.marks, 1.0);
    near(kin.copies, 0.0);
}

#[test]
fn too_few_posts_have_no_figures_but_their_number() {
    let found = habits(&every(60, 3), 14.0);
    let known: Vec<Feature> =
        Feature::ALL.into_iter().filter(|feature| found.get(*feature).is_some()).collect();
    assert_eq!(known, [Feature::PostsADay]);
    assert!(habits(&[], 0.0).get(Feature::PostsADay).is_none(), "no days, no posts a day");
}

#[test]
fn the_middle_of_several_accounts_is_taken_feature_by_feature() {
    let quiet = habits(&every(60, 7), 7.0);
    let busy = habits(&every(30, 70), 7.0);
    let middle = Habits::middle(&[quiet, busy]);
    near(middle.get(Feature::PostsADay).unwrap(), 5.5);
    near(middle.get(Feature::GapMedian).unwrap(), 45.0);
    // Known of one only.
    near(middle.get(Feature::MinuteSpread).unwrap(), 100.0 / 60_f64.log2());
}

fn any_posts() -> impl Strategy<Value = Vec<Posted>> {
    let one = (0..3_i64, 0..20_000_i64, "[a-z #@./:]{0,40}");
    proptest::collection::vec(one, 0..60).prop_map(|mut posts| {
        posts.sort_by_key(|(_, minutes, _)| *minutes);
        posts.iter().map(|(account, minutes, text)| post(*account, *minutes, text)).collect()
    })
}

proptest! {
    #[test]
    fn shares_lie_between_nothing_and_all(posts in any_posts()) {
        let found = habits(&posts, 14.0);
        for feature in Feature::ALL {
            let Some(figure) = found.get(feature) else { continue };
            prop_assert!(figure.is_finite() && figure >= 0.0, "{feature:?} {figure}");
            if feature.unit() == Unit::Percent {
                prop_assert!(figure <= 100.0 + 1e-9, "{feature:?} {figure}");
            }
        }
    }

    #[test]
    fn no_more_are_exact_than_near_and_no_more_than_there_are(posts in any_posts()) {
        let posts: Vec<&Posted> = posts.iter().collect();
        let found = alike(&posts);
        prop_assert_eq!(found.values().map(|one| one.posts).sum::<usize>(), posts.len());
        for one in found.values() {
            prop_assert!(one.exact <= one.near && one.near <= one.posts);
            prop_assert!(one.copied <= one.posts && one.likeness <= one.posts as f64 + 1e-9);
        }
    }

    #[test]
    fn what_goes_out_twice_is_found(mut posts in any_posts(), text in "[a-z]{5,30}") {
        posts.retain(|one| one.text != text);
        posts.push(post(1, 30_000, &text));
        posts.push(post(1, 30_060, &text));
        let posts: Vec<&Posted> = posts.iter().collect();
        prop_assert!(alike(&posts)[&AccountId(1)].exact >= 1);
    }

    #[test]
    fn kinship_does_not_depend_on_who_is_asked_first(posts in any_posts()) {
        let of = |account: i64| -> Vec<&Posted> {
            posts.iter().filter(|post| post.account == AccountId(account)).collect()
        };
        let (one, other) = (of(1), of(2));
        prop_assert!((kinship(&one, &other).likeness() - kinship(&other, &one).likeness()).abs() < 1e-9);
        prop_assert!((0.0..=1.0).contains(&kinship(&one, &other).likeness()));
    }
}
