//! Is an account's normal what it posted of its own accord, before surge, hold and ramp?

use proptest::prelude::*;
use roost_domain::ramp::{Baseline, Day, Earlier, Follows, Share};
use rstest::rstest;

fn posts(per_day: u64) -> Baseline {
    Baseline::planned(per_day, 1)
}

fn steady(days: usize, posts: u32) -> Vec<u32> {
    vec![posts; days]
}

#[test]
fn the_baseline_is_the_median_before_the_surge() {
    // 40 quiet days, then five days of surge; the lock falls on the last.
    let days = [steady(40, 8), vec![17, 40, 60, 55, 30]].concat();
    assert_eq!(Baseline::before_lock(&days, posts(99)), posts(8));
}

#[test]
fn twice_the_median_is_no_surge_yet() {
    let days = [steady(40, 8), steady(14, 16), vec![3]].concat();
    // The 28 days before the lock's own: 14 of 8 and 14 of 16.
    assert_eq!(Baseline::before_lock(&days, posts(99)), posts(12));
}

#[test]
fn a_surge_longer_ago_than_two_weeks_is_the_new_normal() {
    let days = [steady(30, 2), steady(40, 10), vec![4]].concat();
    assert_eq!(Baseline::before_lock(&days, posts(99)), posts(10));
}

#[test]
fn the_day_of_the_lock_can_be_the_surge_and_is_never_part_of_the_median() {
    let days = [steady(9, 4), vec![50]].concat();
    assert_eq!(Baseline::before_lock(&days, posts(99)), posts(4));
}

#[test]
fn an_even_number_of_days_can_have_half_a_post() {
    let days = [vec![1, 2, 1, 2, 1, 2, 1, 2], vec![0]].concat();
    assert_eq!(Baseline::before_lock(&days, posts(99)).thousandths, 1500);
}

#[rstest]
#[case::none(0, 99)]
#[case::only_the_day_of_the_lock(1, 99)]
#[case::six_days(7, 99)]
#[case::seven_days(8, 5)]
fn with_under_seven_days_of_history_the_plan_stands_in(#[case] days: usize, #[case] expected: u64) {
    assert_eq!(Baseline::before_lock(&steady(days, 5), posts(99)), posts(expected));
}

fn free(days: usize, posts: u32) -> Vec<Day> {
    vec![Day::Free(posts); days]
}

fn bound(days: usize) -> Vec<Day> {
    vec![Day::Bound; days]
}

fn repeat(per_day: u64, free_days_since: usize) -> Earlier {
    Earlier { baseline: posts(per_day), free_days_since, follows: Follows::AsRepeat }
}

#[test]
fn days_that_were_held_or_on_a_ramp_are_no_history() {
    let days = [free(20, 8), bound(25), vec![Day::Free(1)]].concat();
    assert_eq!(Baseline::at_lock(&days, posts(99), None), posts(8));
}

#[test]
fn where_hardly_a_day_was_free_the_plan_stands_in() {
    let days = [free(3, 8), bound(30), free(3, 8), vec![Day::Free(1)]].concat();
    assert_eq!(Baseline::at_lock(&days, posts(5), None), posts(5));
}

#[rstest]
#[case::while_the_ramp_runs(0, 12)]
#[case::six_free_days_after_it(6, 12)]
#[case::a_week_after_it_a_lower_normal_does_not_count_for_a_repeat(7, 12)]
fn a_second_lock_keeps_the_first_ones_baseline(#[case] since: usize, #[case] expected: u64) {
    let days = [bound(30), free(since, 3), vec![Day::Free(0)]].concat();
    assert_eq!(Baseline::at_lock(&days, posts(2), Some(repeat(12, since))), posts(expected));
}

#[test]
fn a_lock_of_its_own_long_after_the_last_measures_anew() {
    let earlier = Earlier { baseline: posts(12), free_days_since: 40, follows: Follows::ByItself };
    let days = [bound(3), free(40, 5), vec![Day::Free(0)]].concat();
    assert_eq!(Baseline::at_lock(&days, posts(99), Some(earlier)), posts(5));
}

fn some_days() -> impl Strategy<Value = Vec<Day>> {
    let day = prop_oneof![(0_u32..60).prop_map(Day::Free), Just(Day::Bound)];
    prop::collection::vec(day, 0..80)
}

proptest! {
    #[test]
    fn a_repeat_never_lowers_what_a_ramps_last_day_allows(
        days in some_days(),
        planned in 0_u64..60,
        before in 0_u64..60,
        since in 0_usize..60,
    ) {
        let now = Baseline::at_lock(&days, posts(planned), Some(repeat(before, since)));
        let whole = Share(1000);
        prop_assert!(now.allowance(whole) >= posts(before).allowance(whole));
    }

    #[test]
    fn a_baseline_lies_within_what_was_posted(
        days in prop::collection::vec(0_u32..60, 8..80),
    ) {
        let baseline = Baseline::before_lock(&days, posts(1_000)).thousandths;
        let most = u64::from(*days.iter().max().unwrap()) * 1000;
        let least = u64::from(*days.iter().min().unwrap()) * 1000;
        prop_assert!(least <= baseline && baseline <= most);
    }
}
