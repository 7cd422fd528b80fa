//! What holds for every way back, whatever was held: nothing lost, order kept, no day above its
//! allowance, no two posts nearer than the gap, the cap kept?

use crate::{slots, utc};
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use roost_domain::Timestamp;
use roost_domain::account::Rules;
use roost_domain::delivery::Timing;
use roost_domain::ids::DeliveryId;
use roost_domain::plan::Timetable;
use roost_domain::ramp::{Baseline, Ladder, Ramp};
use roost_domain::slots::Slot;
use roost_domain::walltime::day_of;
use roost_domain::wayback::{
    Begun, Decision, Endurance, Line, QuietPick, Waiting, WayBack, preview,
};
use std::collections::BTreeMap;

/// Four days before Berlin puts its clocks forward.
fn now() -> Timestamp {
    utc("2026-03-25T13:20:00Z")
}

#[derive(Debug, Clone)]
struct Case {
    waiting: Vec<Waiting<'static>>,
    slots: Vec<Slot>,
    rules: Rules,
    ramp: Ramp,
    draw: u64,
}

impl Case {
    fn lines(&self) -> Vec<Line> {
        preview(&WayBack {
            waiting: &self.waiting,
            timetable: Timetable { slots: &self.slots, rules: &self.rules, category: None },
            ramp: &self.ramp,
            published: &[],
            quiet: QuietPick::Earliest,
            now: now(),
            draw: self.draw,
        })
    }

    fn delivery(&self, id: DeliveryId) -> &Waiting<'static> {
        self.waiting.iter().find(|one| one.id == id).unwrap()
    }
}

fn waiting_ones() -> impl Strategy<Value = Vec<Waiting<'static>>> {
    let texts = prop::sample::select(vec!["Plain", "Plain", "Plain", "Today!", "On 26.3. at 8"]);
    let timings = prop::sample::select(vec![Timing::Slot, Timing::Chosen, Timing::Pinned]);
    let one = (prop::option::weighted(0.95, -8_000_i64..12_000), timings, texts, 1_u32..6, 0_u8..8);
    prop::collection::vec(one, 0..60).prop_map(|all| {
        let made =
            all.into_iter().zip(1..).map(|((minutes, timing, text, segments, kind), id)| Waiting {
                id: DeliveryId(id),
                due: minutes.map(|minutes| now() + TimeDelta::minutes(minutes)),
                timing: if minutes.is_none() { Timing::Slot } else { timing },
                text,
                segments,
                begun: match kind {
                    0 => Begun::HalfSent { since: now() - TimeDelta::hours(30) },
                    _ => Begun::NotYet,
                },
                endurance: if kind == 1 { Endurance::Evergreen } else { Endurance::Timely },
            });
        made.collect()
    })
}

fn cases() -> impl Strategy<Value = Case> {
    let specs: Vec<&'static [&'static str]> = vec![
        &[],
        &["daily 02:30"],
        &["mon-fri 09:00,12:00,12:05,23:59"],
        &["daily 08:00,10:00,12:00,14:00,16:00,18:00"],
    ];
    let rules = (0_i64..60, 0_i64..30, prop::option::of(4_u32..40));
    (waiting_ones(), prop::sample::select(specs), rules, 0_u64..40, any::<bool>(), any::<u64>())
        .prop_map(|(waiting, specs, (gap, jitter, cap), per_day, repeat, draw)| {
            let rules = Rules {
                gap: TimeDelta::minutes(gap),
                jitter: TimeDelta::minutes(jitter),
                cap,
                zone: chrono_tz::Europe::Berlin,
                ..Rules::default()
            };
            let ladder = if repeat { Ladder::Repeat } else { Ladder::Standard };
            let ramp = Ramp::start(ladder, Baseline::planned(per_day, 1), rules.zone, now());
            Case { waiting, slots: slots(specs), rules, ramp, draw }
        })
}

fn placed(lines: &[Line]) -> Vec<(DeliveryId, Timestamp)> {
    lines.iter().filter_map(|line| Some((line.id, line.new?))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn each_delivery_is_there_once_and_goes_or_waits_for_a_reason(case in cases()) {
        let lines = case.lines();
        let mut ids: Vec<_> = lines.iter().map(|line| line.id).collect();
        ids.sort_unstable();
        let mut all: Vec<_> = case.waiting.iter().map(|one| one.id).collect();
        all.sort_unstable();
        prop_assert_eq!(ids, all);
        for line in &lines {
            let is_picked_out = matches!(line.decision, Decision::PickedOut(_));
            prop_assert_eq!(line.new.is_none(), is_picked_out);
            if line.decision == Decision::Keep {
                prop_assert!(line.new == line.old && line.old > Some(now()));
            }
            let is_plain = case.delivery(line.id).text == "Plain"
                && case.delivery(line.id).begun == Begun::NotYet
                && case.rules.cap.is_none_or(|cap| case.delivery(line.id).segments <= cap);
            prop_assert!(!(is_plain && is_picked_out), "{line:?}");
        }
        let quiet = lines.iter().filter(|line| line.decision == Decision::Quiet).count();
        let going = lines.iter().any(|line| line.new.is_some());
        prop_assert_eq!(quiet, usize::from(going));
    }

    #[test]
    fn nothing_goes_before_the_quiet_post_and_no_day_above_its_allowance(case in cases()) {
        let lines = case.lines();
        let mut posts: BTreeMap<NaiveDate, u32> = BTreeMap::new();
        for (_, new) in placed(&lines) {
            prop_assert!(new >= now());
            *posts.entry(day_of(case.rules.zone, new)).or_default() += 1;
        }
        for (day, posts) in posts {
            if let Some(allowance) = case.ramp.allowance(day) {
                prop_assert!(posts <= allowance, "{posts} on {day}, allowed {allowance}");
            }
        }
    }

    #[test]
    fn what_moved_keeps_the_gap_to_everything(case in cases()) {
        let lines = case.lines();
        let all = placed(&lines);
        for line in lines.iter().filter(|line| line.decision == Decision::Move) {
            let new = line.new.unwrap();
            for (id, other) in &all {
                let clear = *id == line.id || (new - *other).abs() >= case.rules.gap;
                prop_assert!(clear, "{} at {new} is too near {id} at {other}", line.id);
            }
        }
    }

    #[test]
    fn the_cap_is_kept_in_every_window(case in cases()) {
        let Some(cap) = case.rules.cap else { return Ok(()) };
        let all = placed(&case.lines());
        for (_, end) in &all {
            let within = |at: Timestamp| at <= *end && at > *end - TimeDelta::hours(24);
            let segments: u32 = all
                .iter()
                .filter(|(_, at)| within(*at))
                .map(|(id, _)| case.delivery(*id).segments)
                .sum();
            prop_assert!(segments <= cap, "{segments} up to {end}");
        }
    }

    #[test]
    fn order_is_kept(case in cases()) {
        let turn = |line: &Line| {
            let one = case.delivery(line.id);
            (one.timing == Timing::Pinned, one.endurance == Endurance::Evergreen)
        };
        let lines: Vec<Line> = case
            .lines()
            .into_iter()
            .filter(|line| line.new.is_some() && line.decision != Decision::Quiet)
            // With slots a chosen time that is kept does not wait behind them.
            .filter(|line| {
                case.slots.is_empty()
                    || line.decision == Decision::Move
                    || case.delivery(line.id).timing == Timing::Slot
            })
            .collect();
        for pinned in [true, false] {
            for evergreen in [true, false] {
                let queue: Vec<&Line> = lines
                    .iter()
                    .filter(|line| {
                        let (is_pinned, is_evergreen) = turn(line);
                        is_pinned == pinned && (pinned || is_evergreen == evergreen)
                    })
                    .collect();
                for pair in queue.windows(2) {
                    prop_assert!(pair[0].new <= pair[1].new, "{pair:?}");
                    let order = |line: &Line| (line.old.is_none(), line.old, line.id);
                    prop_assert!(order(pair[0]) < order(pair[1]));
                }
            }
        }
    }
}
