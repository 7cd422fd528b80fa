//! Does the allowance climb, end and step back as the product says, to the post?

use crate::{day, utc};
use chrono::{Days, TimeDelta};
use proptest::prelude::*;
use roost_domain::Timestamp;
use roost_domain::ramp::{BadStages, Baseline, Ladder, Ramp, Share, Stages};
use rstest::rstest;

fn posts(per_day: u64) -> Baseline {
    Baseline::planned(per_day, 1)
}

/// Monday at 15:00 in Berlin.
fn quiet() -> Timestamp {
    utc("2026-11-23T14:00:00Z")
}

fn ramp(ladder: Ladder, per_day: u64) -> Ramp {
    Ramp::start(ladder, posts(per_day), chrono_tz::Europe::Berlin, quiet())
}

fn stage(n: i32) -> TimeDelta {
    TimeDelta::days(7) * n
}

#[rstest]
#[case::a_quarter_of_four_is_one(4000, 250, 1)]
#[case::rounded_up(5000, 250, 2)]
#[case::an_eighth_of_eight(8000, 125, 1)]
#[case::an_eighth_of_nine(9000, 125, 2)]
#[case::seven_eighths_of_forty(40_000, 875, 35)]
#[case::a_half_of_a_median_with_half(2500, 500, 2)]
#[case::all_of_it(37_000, 1000, 37)]
#[case::at_least_one(0, 250, 1)]
#[case::one_a_week(142, 1000, 1)]
fn an_allowance_is_share_times_baseline_rounded_up(
    #[case] thousandths: u64,
    #[case] share: u16,
    #[case] expected: u32,
) {
    assert_eq!(Baseline { thousandths }.allowance(Share(share)), expected);
}

#[test]
fn two_thirds_of_a_plan_stay_exact() {
    // 8 posts over 3 days at 75 % are 2 a day, not a little more.
    assert_eq!(Baseline::planned(8, 3).allowance(Share(750)), 2);
}

#[test]
fn the_standard_ramp_takes_four_weeks() {
    let ramp = ramp(Ladder::Standard, 20);
    let shares: Vec<_> =
        (0..5).map(|n| ramp.share_at(quiet() + stage(n)).map(|share| share.0)).collect();
    assert_eq!(shares, [Some(250), Some(500), Some(750), Some(1000), None]);
    let moment = TimeDelta::milliseconds(1);
    assert_eq!(ramp.share_at(quiet() + stage(1) - moment), Some(Share(250)));
    assert_eq!(ramp.ends_at(), quiet() + stage(4));
    assert_eq!(ramp.share_at(quiet() + stage(4) - moment), Some(Share(1000)));
}

#[test]
fn after_a_repeat_it_takes_eight_weeks_of_smaller_steps() {
    let ramp = ramp(Ladder::Repeat, 20);
    let shares: Vec<_> =
        (0..9).map(|n| ramp.share_at(quiet() + stage(n)).map_or(0, |share| share.0)).collect();
    assert_eq!(shares, [125, 250, 375, 500, 625, 750, 875, 1000, 0]);
}

#[test]
fn the_curve_raises_whole_days_and_never_ahead_of_the_stage() {
    let curve = ramp(Ladder::Standard, 20).curve(day("2026-11-23"), 31);
    let allowances: Vec<_> = curve.iter().map(|one| one.allowance.unwrap_or(0)).collect();
    // The stage changes on Mondays at 15:00, so Tuesday is the first day of the next.
    let expected: Vec<u32> = [(5, 8), (10, 7), (15, 7), (20, 7), (0, 2)]
        .iter()
        .flat_map(|&(posts, days)| vec![posts; days])
        .collect();
    assert_eq!(allowances, expected);
    assert_eq!(curve[0].day, day("2026-11-23"));
}

#[test]
fn a_day_is_the_accounts_own() {
    let ramp = Ramp { zone: chrono_tz::Pacific::Auckland, ..ramp(Ladder::Standard, 20) };
    // 2026-12-01T11:30Z is the 2nd in Auckland, which began after the second stage.
    assert_eq!(ramp.allowance_at(utc("2026-11-30T10:30:00Z")), Some(5));
    assert_eq!(ramp.allowance_at(utc("2026-12-01T11:30:00Z")), Some(10));
}

#[test]
fn a_step_back_lowers_today_and_begins_the_stage_anew() {
    let ramp = ramp(Ladder::Standard, 20);
    let now = quiet() + stage(2) + TimeDelta::days(3);
    let back = ramp.step_back(now);
    assert_eq!(back.share_at(now), Some(Share(500)));
    assert_eq!(back.allowance_at(now), Some(10));
    assert_eq!(back.share_at(now + stage(1)), Some(Share(750)));
    assert_eq!(back.ends_at(), now + stage(3));
}

#[test]
fn a_step_back_from_the_first_stage_begins_it_anew() {
    let now = quiet() + TimeDelta::days(6);
    let back = ramp(Ladder::Standard, 20).step_back(now);
    assert_eq!(back.share_at(now + TimeDelta::days(6)), Some(Share(250)));
}

#[test]
fn a_warning_in_the_last_week_still_steps_back() {
    let now = quiet() + stage(4) - TimeDelta::hours(1);
    assert_eq!(ramp(Ladder::Standard, 20).step_back(now).share_at(now), Some(Share(750)));
}

#[test]
fn after_an_automated_warning_it_begins_at_half() {
    let ramp = Ramp::start_from_half(posts(20), chrono_tz::UTC, quiet());
    assert_eq!(ramp.share_at(quiet()), Some(Share(500)));
    assert_eq!(ramp.ends_at(), quiet() + stage(3));
}

#[rstest]
#[case::first_stage(Ladder::Standard, 0, 250)]
#[case::second_stage(Ladder::Standard, 1, 250)]
#[case::third_stage(Ladder::Standard, 2, 500)]
#[case::last_stage(Ladder::Standard, 3, 500)]
#[case::repeat_low(Ladder::Repeat, 2, 250)]
#[case::repeat_at_half(Ladder::Repeat, 3, 375)]
#[case::repeat_high(Ladder::Repeat, 6, 500)]
fn a_warning_during_a_ramp_restarts_at_half_or_one_stage_below(
    #[case] ladder: Ladder,
    #[case] stages: i32,
    #[case] share: u16,
) {
    // The wait of three days is not to count as climbing.
    let warned = quiet() + stage(stages) + TimeDelta::days(6);
    let now = warned + TimeDelta::days(3);
    let ramp = ramp(ladder, 20).restart_after_warning(warned, now);
    assert_eq!(ramp.share_at(now), Some(Share(share)));
    assert_eq!(ramp.stage_began, now);
}

fn chosen(percents: &[f64], days: u32) -> Ladder {
    Ladder::Adjusted(Stages::chosen(percents, Some(days)).unwrap())
}

#[test]
fn stages_that_the_owner_chose_are_climbed_at_their_own_pace() {
    let ramp = ramp(chosen(&[10.0, 25.0, 50.0, 100.0], 3), 20);
    let at = |days: i64| ramp.share_at(quiet() + TimeDelta::days(days)).map(|share| share.0);
    assert_eq!(
        [at(0), at(3), at(6), at(9), at(12)],
        [Some(100), Some(250), Some(500), Some(1000), None]
    );
    let back = ramp.step_back(quiet() + TimeDelta::days(7));
    assert_eq!(back.share_at(quiet() + TimeDelta::days(7)), Some(Share(250)));
    assert_eq!(back.ends_at(), quiet() + TimeDelta::days(7 + 9));
}

#[rstest]
#[case::none(&[], 7, BadStages::Count { found: 0 })]
#[case::zero(&[0.0, 100.0], 7, BadStages::Share)]
#[case::more_than_all(&[50.0, 101.0], 7, BadStages::Share)]
#[case::no_number(&[f64::NAN, 100.0], 7, BadStages::Share)]
#[case::falling(&[50.0, 25.0, 100.0], 7, BadStages::Falls)]
#[case::never_whole(&[25.0, 50.0], 7, BadStages::NotWhole)]
#[case::no_days(&[100.0], 0, BadStages::Days { found: 0 })]
#[case::a_stage_of_months(&[100.0], 90, BadStages::Days { found: 90 })]
fn stages_that_make_no_ramp_are_refused(
    #[case] percents: &[f64],
    #[case] days: u32,
    #[case] expected: BadStages,
) {
    assert_eq!(Stages::chosen(percents, Some(days)), Err(expected));
}

#[test]
fn a_repeat_of_the_standard_stages_is_the_products_own() {
    let own: Vec<_> = chosen(&[25.0, 50.0, 75.0, 100.0], 7).repeated().shares().to_vec();
    assert_eq!(own, Ladder::Repeat.shares());
    assert_eq!(Ladder::Standard.repeated(), Ladder::Repeat);
    let twice = chosen(&[10.0, 100.0], 5).repeated();
    assert_eq!(twice.repeated(), twice, "a third lock climbs as the second");
}

#[test]
fn after_a_warning_stages_that_begin_above_half_give_way_to_half() {
    let now = quiet() + TimeDelta::days(2);
    let ramp = ramp(chosen(&[80.0, 100.0], 7), 20).restart_after_warning(now, now);
    assert_eq!(ramp.share_at(now), Some(Share(500)));
}

proptest! {
    #[test]
    fn no_day_of_the_curve_allows_more_than_any_moment_of_it(
        per_day in 0_u64..200,
        hours in 0_i64..24,
        repeat: bool,
    ) {
        let ladder = if repeat { Ladder::Repeat } else { Ladder::Standard };
        let quiet = quiet() + TimeDelta::hours(hours);
        let ramp = Ramp::start(ladder, posts(per_day), chrono_tz::Europe::Berlin, quiet);
        for n in 0..70 {
            let date = day("2026-11-23") + Days::new(n);
            let Some(allowance) = ramp.allowance(date) else { continue };
            prop_assert!(allowance >= 1);
            for hour in 0..24 {
                let at = roost_domain::walltime::day_start(ramp.zone, date)
                    + TimeDelta::hours(hour);
                if let Some(share) = ramp.share_at(at) {
                    prop_assert!(allowance <= ramp.baseline.allowance(share));
                }
            }
        }
    }

    #[test]
    fn a_repeat_is_longer_and_nowhere_higher_than_what_was_chosen_and_than_the_products_own(
        mut percents in prop::collection::vec(1_u32..=100, 0..11),
        days in 1_u32..=28,
        step in 0_i32..400,
    ) {
        percents.sort_unstable();
        percents.push(100);
        let percents: Vec<f64> = percents.into_iter().map(f64::from).collect();
        let first = ramp(chosen(&percents, days), 20);
        let again = ramp(first.ladder.repeated(), 20);
        let own = ramp(Ladder::Repeat, 20);
        prop_assert!(again.ends_at() > first.ends_at() && again.ends_at() >= own.ends_at());
        let at = quiet() + TimeDelta::days(1) * step;
        if let Some(share) = again.share_at(at) {
            for other in [first, own] {
                prop_assert!(other.share_at(at).is_none_or(|most| share <= most), "{again:?}");
            }
        }
    }

    #[test]
    fn what_the_database_keeps_of_chosen_stages_gives_them_back(
        mut percents in prop::collection::vec(1_u32..=100, 0..11),
        days in 1_u32..=28,
    ) {
        percents.sort_unstable();
        percents.push(100);
        let percents: Vec<f64> = percents.into_iter().map(f64::from).collect();
        for ladder in [chosen(&percents, days), chosen(&percents, days).repeated()] {
            let kept = ladder.adjusted().unwrap();
            let back = Stages::from_shares(kept.shares(), u32::from(kept.days())).unwrap();
            prop_assert_eq!(Ladder::from_word(ladder.word(), Some(back)), Some(ladder));
        }
    }
}
