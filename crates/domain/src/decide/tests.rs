//! Tables for [`super::decide`]: each promise of the posting loop as a sentence.

use super::snapshot::{Allowance, Doubt, Gates, Hold, KeyHistory, Wait, WaitReason};
use super::*;
use crate::account::{Account, NetworkKind, Pause, Rules};
use crate::ids::{AccountId, AppId};
use crate::refusal::RefusalKind;
use chrono::TimeZone;
use rstest::rstest;

fn at(minutes: i64) -> Timestamp {
    chrono::Utc.timestamp_opt(1_800_000_000 + minutes * 60, 0).unwrap()
}

fn waiting(id: i64, due: i64) -> Waiting {
    Waiting {
        delivery: DeliveryId(id),
        due: at(due),
        timing: Timing::Slot,
        not_before: None,
        excused: TimeDelta::zero(),
        segments_left: 1,
    }
}

fn snapshot(waiting: Vec<Waiting>) -> Snapshot {
    Snapshot {
        account: Account {
            id: AccountId(1),
            network: NetworkKind::X,
            app: AppId(1),
            user_id: Some("7".to_owned()),
            handle: "news".to_owned(),
            rules: Rules::default(),
            pause: None,
        },
        gates: Gates::default(),
        holds: vec![],
        disconnected: false,
        wait: None,
        keys: KeyHistory { signed_ok_at: Some(at(-60)), checked_at: None },
        last_out_at: None,
        out_24h: vec![],
        allowance: None,
        slowed: None,
        left_sending: None,
        doubt: None,
        waiting,
        quiet: None,
        grace: TimeDelta::zero(),
    }
}

fn hold(state: IncidentState) -> Hold {
    Hold { incident: IncidentId(9), kind: RefusalKind::Locked, state, probe_at: None }
}

fn rests(step: Step) -> bool {
    matches!(step, Step::Rest { .. })
}

#[test]
fn a_due_delivery_is_sent() {
    assert_eq!(decide(&snapshot(vec![waiting(1, 0)]), at(0)), Step::Send(DeliveryId(1)));
}

#[test]
fn a_delivery_found_sending_is_doubted_before_anything_else() {
    let mut left = snapshot(vec![waiting(1, 0)]);
    left.left_sending = Some(DeliveryId(5));
    left.gates.paused_all = true;
    left.holds = vec![hold(IncidentState::Open)];
    assert_eq!(decide(&left, at(0)), Step::Doubt(DeliveryId(5)));
}

#[test]
fn a_held_account_sends_nothing_and_asks_nothing() {
    let mut held = snapshot(vec![]);
    held.holds = vec![hold(IncidentState::Open)];
    held.doubt = Some(Doubt { delivery: DeliveryId(3), read_at: at(-5) });
    held.keys = KeyHistory::default();
    assert!(rests(decide(&held, at(0))));
    held.waiting = vec![waiting(1, -3)];
    assert_eq!(decide(&held, at(0)), Step::HoldWaiting(IncidentId(9)));
}

#[test]
fn the_quiet_post_goes_only_when_every_hold_is_verifying() {
    let mut held = snapshot(vec![]);
    held.quiet = Some(waiting(4, -100));
    held.holds = vec![hold(IncidentState::Verifying)];
    assert_eq!(decide(&held, at(0)), Step::Send(DeliveryId(4)));
    held.holds.push(hold(IncidentState::Waiting));
    assert!(rests(decide(&held, at(0))));
}

#[test]
fn the_quiet_post_waits_for_room_under_the_cap() {
    let mut full = snapshot(vec![]);
    full.quiet = Some(waiting(4, -100));
    full.holds = vec![hold(IncidentState::Verifying)];
    full.account.rules.cap = Some(2);
    full.out_24h = vec![at(-60), at(-30)];
    let until = at(-60) + TimeDelta::hours(24);
    let why = Why::Cap { until: Some(until) };
    assert_eq!(decide(&full, at(0)), Step::Rest { until: Some(until), why });
    assert_eq!(decide(&full, until), Step::Send(DeliveryId(4)));
}

#[test]
fn after_the_probe_a_post_in_doubt_is_looked_for_before_the_quiet_one() {
    let mut held = snapshot(vec![]);
    held.quiet = Some(waiting(4, -100));
    held.doubt = Some(Doubt { delivery: DeliveryId(3), read_at: at(-5) });
    held.holds = vec![hold(IncidentState::Verifying)];
    assert_eq!(decide(&held, at(0)), Step::Read(DeliveryId(3)));
}

#[test]
fn a_probe_is_made_when_its_time_has_come_and_not_before() {
    let mut held = snapshot(vec![]);
    held.holds = vec![Hold { probe_at: Some(at(10)), ..hold(IncidentState::Waiting) }];
    let Step::Rest { until, .. } = decide(&held, at(9)) else { panic!("too early") };
    assert_eq!(until, Some(at(10)));
    assert_eq!(decide(&held, at(10)), Step::Probe(IncidentId(9)));
}

#[test]
fn later_deliveries_wait_while_roost_reconciles() {
    let mut doubt = snapshot(vec![waiting(1, 0)]);
    doubt.doubt = Some(Doubt { delivery: DeliveryId(3), read_at: at(1) });
    assert!(rests(decide(&doubt, at(0))));
    assert_eq!(decide(&doubt, at(1)), Step::Read(DeliveryId(3)));
}

#[rstest]
#[case(Gates { paused_all: true, ..Gates::default() }, Why::PausedAll)]
#[case(Gates { unconfirmed_folder: true, ..Gates::default() }, Why::UnconfirmedFolder)]
#[case(Gates { clock_doubt: true, ..Gates::default() }, Why::ClockDoubt)]
fn a_closed_gate_stops_everything_and_says_why(#[case] gates: Gates, #[case] why: Why) {
    let mut gated = snapshot(vec![waiting(1, 0)]);
    gated.gates = gates;
    assert_eq!(decide(&gated, at(0)), Step::Rest { until: None, why });
}

#[test]
fn a_pause_with_an_end_wakes_the_account_by_itself() {
    let mut paused = snapshot(vec![waiting(1, 0)]);
    paused.account.pause = Some(Pause { until: Some(at(30)) });
    let Step::Rest { until, .. } = decide(&paused, at(0)) else { panic!("it is paused") };
    assert_eq!(until, Some(at(30)));
    assert!(!matches!(decide(&paused, at(30)), Step::Rest { why: Why::Paused { .. }, .. }));
}

#[test]
fn ten_minutes_late_simply_goes_out_and_more_asks_the_catch_up_policy() {
    let late = snapshot(vec![waiting(1, 0)]);
    assert_eq!(decide(&late, at(10)), Step::Send(DeliveryId(1)));
    assert_eq!(decide(&late, at(11)), Step::CatchUp);
}

#[test]
fn held_time_does_not_count_as_late() {
    let mut late = snapshot(vec![waiting(1, 0)]);
    late.waiting[0].excused = TimeDelta::hours(5);
    assert_eq!(decide(&late, at(300)), Step::Send(DeliveryId(1)));
}

#[test]
fn a_slots_delivery_waits_for_the_gap_and_a_chosen_time_does_not() {
    let mut soon = snapshot(vec![waiting(1, 0)]);
    soon.last_out_at = Some(at(-4));
    let Step::Rest { until, why } = decide(&soon, at(0)) else { panic!("the gap holds") };
    assert_eq!((until, why), (Some(at(6)), Why::Gap { until: at(6) }));
    soon.waiting[0].timing = Timing::Chosen;
    assert_eq!(decide(&soon, at(0)), Step::Send(DeliveryId(1)));
    assert!(rests(decide(&soon, at(3))), "three minutes late, it goes at the gap");
}

#[test]
fn the_cap_holds_for_chosen_times_too() {
    let mut capped = snapshot(vec![Waiting { timing: Timing::Chosen, ..waiting(1, 0) }]);
    capped.account.rules.cap = Some(2);
    capped.out_24h = vec![at(-1000), at(-10)];
    let opens = at(-1000 + 24 * 60);
    assert_eq!(decide(&capped, at(0)), Step::Postpone(DeliveryId(1), opens));
    capped.waiting[0].not_before = Some(opens);
    let why = Why::Cap { until: Some(opens) };
    assert_eq!(decide(&capped, at(0)), Step::Rest { until: Some(opens), why });
}

#[test]
fn a_thread_longer_than_the_cap_waits_for_the_owner() {
    let mut capped = snapshot(vec![Waiting { segments_left: 3, ..waiting(1, 0) }]);
    capped.account.rules.cap = Some(2);
    let why = Why::Cap { until: None };
    assert_eq!(decide(&capped, at(0)), Step::Rest { until: None, why });
}

#[test]
fn a_pinned_delivery_takes_the_last_of_todays_allowance() {
    let pinned = Waiting { timing: Timing::Pinned, ..waiting(2, 60) };
    let mut ramp = snapshot(vec![waiting(1, 0), pinned]);
    ramp.allowance = Some(Allowance { left_today: 1, day_ends: at(600) });
    assert_eq!(decide(&ramp, at(0)), Step::Replan);
    ramp.waiting[1].due = at(0);
    assert_eq!(decide(&ramp, at(0)), Step::Send(DeliveryId(2)));
    ramp.allowance = Some(Allowance { left_today: 2, day_ends: at(600) });
    assert_eq!(decide(&ramp, at(0)), Step::Send(DeliveryId(1)));
}

#[test]
fn a_network_wait_stops_the_account_until_its_end() {
    let mut limited = snapshot(vec![waiting(1, 0)]);
    limited.wait = Some(Wait { until: at(5), reason: WaitReason::RateLimit });
    let Step::Rest { until, .. } = decide(&limited, at(0)) else { panic!("it waits") };
    assert_eq!(until, Some(at(5)));
    assert_eq!(decide(&limited, at(5)), Step::Send(DeliveryId(1)));
}

#[test]
fn a_retried_delivery_holds_back_the_later_ones() {
    let retried = Waiting { not_before: Some(at(5)), ..waiting(1, 0) };
    let both = snapshot(vec![retried, waiting(2, 1)]);
    assert!(rests(decide(&both, at(2))));
    assert_eq!(decide(&both, at(5)), Step::Send(DeliveryId(1)));
}

#[test]
fn keys_are_checked_an_hour_ahead_and_at_most_once_a_day() {
    let mut unknown = snapshot(vec![waiting(1, 90)]);
    unknown.keys = KeyHistory::default();
    let Step::Rest { until, .. } = decide(&unknown, at(0)) else { panic!("too early") };
    assert_eq!(until, Some(at(30)));
    assert_eq!(decide(&unknown, at(30)), Step::KeyCheck);
    unknown.keys.checked_at = Some(at(30));
    assert!(rests(decide(&unknown, at(31))));
    unknown.keys = KeyHistory { signed_ok_at: Some(at(-20 * 60)), checked_at: None };
    assert!(rests(decide(&unknown, at(31))));
}

fn slowed(began: i64) -> crate::slowdown::Slowdown {
    let normal = crate::ramp::Baseline { thousandths: 8_000 };
    crate::slowdown::Slowdown::start(IncidentId(9), normal, at(began))
}

#[rstest]
#[case::within_the_own_gap(9, false, Step::Rest { until: Some(at(10)), why: Why::Gap { until: at(10) } })]
#[case::within_the_double_gap(11, true, Step::Replan)]
#[case::within_the_double_gap_of_no_slow_down(11, false, Step::Send(DeliveryId(1)))]
#[case::after_the_double_gap(20, true, Step::Send(DeliveryId(1)))]
fn a_slowed_account_has_twice_the_gap(
    #[case] now: i64,
    #[case] is_slowed: bool,
    #[case] expected: Step,
) {
    let mut soon = snapshot(vec![waiting(1, now - 1)]);
    soon.last_out_at = Some(at(0));
    soon.slowed = is_slowed.then(|| slowed(-60));
    assert_eq!(decide(&soon, at(now)), expected);
}

#[test]
fn a_slow_down_that_is_over_slows_nothing() {
    let mut over = snapshot(vec![waiting(1, 10)]);
    over.last_out_at = Some(at(0));
    over.slowed = Some(slowed(-48 * 60));
    assert_eq!(decide(&over, at(11)), Step::Send(DeliveryId(1)));
}

#[test]
fn a_slowed_account_that_had_its_share_of_the_day_moves_the_rest() {
    let mut full = snapshot(vec![waiting(1, 0)]);
    full.slowed = Some(slowed(-60));
    full.allowance = Some(Allowance { left_today: 0, day_ends: at(600) });
    assert_eq!(decide(&full, at(0)), Step::Replan);
}
