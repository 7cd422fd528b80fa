//! Is a text that no longer makes sense found, and one that does left alone?

use crate::day;
use roost_domain::stale::{Stale, find_stale};
use rstest::rstest;

// Meant for Monday 2026-03-02, to go out on Friday the 6th.
fn found(text: &str) -> Option<Stale> {
    find_stale(text, day("2026-03-02"), day("2026-03-06"))
}

#[rstest]
#[case("Join us today at five", "today")]
#[case("TONIGHT: live music!", "TONIGHT")]
#[case("We open tomorrow.", "tomorrow")]
#[case("Today's menu", "Today")]
#[case("Today’s menu", "Today")]
#[case("Heute Abend, 20 Uhr", "Heute")]
#[case("Morgen geht es los", "Morgen")]
#[case("Bis (morgen)!", "morgen")]
#[case("Übermorgen: Konzert", "Übermorgen")]
#[case("#today only", "today")]
fn a_word_for_a_day_makes_no_sense_on_another(#[case] text: &str, #[case] word: &str) {
    assert_eq!(found(text), Some(Stale::RelativeDay { word: word.to_owned() }));
}

#[rstest]
#[case::iso("Doors open 2026-03-04.", "2026-03-04")]
#[case::iso_with_time("From 2026-03-04T18:00 on", "2026-03-04")]
#[case::german("Am 4.3. um 18 Uhr", "2026-03-04")]
#[case::german_zeros("Am 04.03. um 18 Uhr", "2026-03-04")]
#[case::german_year("(04.03.2026)", "2026-03-04")]
#[case::german_short_year("bis 4.3.26!", "2026-03-04")]
#[case::month_first("See you March 4", "2026-03-04")]
#[case::month_first_ordinal("See you March 4th, 18:00", "2026-03-04")]
#[case::month_first_year("March 4, 2026: we meet", "2026-03-04")]
#[case::day_first("4 March is the day", "2026-03-04")]
#[case::day_first_of("the 3rd of March", "2026-03-03")]
#[case::short("Mar 5", "2026-03-05")]
#[case::german_month("Am 5. März", "2026-03-05")]
#[case::range_by_its_end("March 1-5", "2026-03-05")]
#[case::the_day_it_was_meant_for("2 March, 18:00", "2026-03-02")]
fn a_date_that_passes_meanwhile_is_found(#[case] text: &str, #[case] date: &str) {
    assert_eq!(found(text), Some(Stale::PassedDate { date: day(date) }));
}

#[rstest]
#[case::nothing("A plain text with 3 numbers, 4.5 of them and 1.2.")]
#[case::still_to_come("On March 6 we meet")]
#[case::further_off("2026-12-24, 24.12., December 24")]
#[case::passed_before_it_was_due("Since 1 March 1920, since 2026-02-27, since 27.2.")]
#[case::good_morning("Guten Morgen! Am Morgen ist es kühl.")]
#[case::mention("Thanks @today and @heute")]
#[case::link("https://example.com/2026-03-04/today")]
#[case::part_of_a_word("todayish heutzutage")]
#[case::no_such_day("30.2. and February 30")]
#[case::month_alone("You may march on")]
fn what_makes_sense_as_well_is_left_alone(#[case] text: &str) {
    // 1.2. is 1 February and had passed; 4.5 is a number.
    assert_eq!(found(text), None);
}

#[test]
fn on_its_own_day_every_text_makes_sense() {
    let meant = day("2026-03-02");
    assert_eq!(find_stale("Today, 2026-03-02", meant, meant), None);
}

#[test]
fn a_date_without_a_year_is_the_nearest_one() {
    let (meant, new) = (day("2026-12-30"), day("2027-01-05"));
    let expected = Some(Stale::PassedDate { date: day("2027-01-02") });
    assert_eq!(find_stale("From January 2 on", meant, new), expected);
    assert_eq!(find_stale("Since December 2", meant, new), None);
}
