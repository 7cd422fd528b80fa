//! Can the simulation fail, and does a seed play again exactly? Planted bugs must turn it red within
//! a few seeds; without one a few seeds are green; and two plays of a seed are the same history.

#![expect(clippy::unwrap_used, reason = "without a runtime there is no test")]

use roost_tests::sim::{Broken, Bug, Counts, Plan, play};

/// So many seeds are enough to find each planted bug.
const ENOUGH: u64 = 25;

fn first_broken(bug: Option<Bug>, days: u32, seeds: u64) -> Option<(u64, Broken)> {
    (0..seeds).find_map(|seed| {
        let outcome = play(Plan { seed, days, bug }).unwrap();
        outcome.broken.map(|broken| (seed, broken))
    })
}

#[test]
fn a_few_seeds_without_a_bug_break_no_law() {
    assert_eq!(first_broken(None, 10, 5), None);
}

#[test]
fn the_summary_counts_what_befell_the_accounts() {
    let mut total = Counts::default();
    for seed in 0..5 {
        total.add(play(Plan { seed, days: 10, bug: None }).unwrap().counts);
    }
    assert!(total.incidents > 0, "{total}");
    assert!(total.published > 0 && total.deliveries > 0 && total.troubles > 0, "{total}");
}

#[test]
fn a_seed_plays_again_exactly() {
    let plan = Plan { seed: 3, days: 10, bug: None };
    let (first, second) = (play(plan).unwrap(), play(plan).unwrap());
    assert_eq!(first.fingerprint, second.fingerprint);
    assert_eq!(first.last, second.last);
    let other = play(Plan { seed: 4, ..plan }).unwrap();
    assert_ne!(first.fingerprint, other.fingerprint);
}

#[test]
fn sending_again_after_a_lost_answer_is_found() {
    let (_, broken) = first_broken(Some(Bug::ResendsAfterLostAnswer), 10, ENOUGH).unwrap();
    assert_eq!(broken.law, "nothing is published twice");
}

#[test]
fn a_promise_that_a_crash_forgets_is_found() {
    let (_, broken) = first_broken(Some(Bug::ForgetsIntent), 10, ENOUGH).unwrap();
    assert_eq!(broken.law, "nothing is published twice");
}

#[test]
fn a_release_in_a_burst_is_found() {
    let (_, broken) = first_broken(Some(Bug::ReleasesInBurst), 10, ENOUGH).unwrap();
    assert_eq!(broken.law, "the ramp is kept");
}
