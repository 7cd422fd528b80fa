//! What goes wrong in a simulated week, and when does it end? Faults of the network by the
//! simulator's own names, and of the machine: crashes, sleep, a clock set wrong, a bad disk, no line.

use super::driver::Driver;
use chrono::TimeDelta;
use serde_json::{Value, json};

/// One stroke of bad luck.
pub(super) fn strike(driver: &mut Driver) {
    driver.house.ledger.count(|counts| counts.troubles += 1);
    if driver.dice.permille(420) {
        machine(driver);
    } else {
        network(driver);
    }
}

fn machine(driver: &mut Driver) {
    let (dice, house) = (&driver.dice, &mut driver.house);
    let now = house.clock.true_now();
    match dice.below(10) {
        0..=2 => {
            let ends = dice.below(8);
            house.ledger.note(&format!("trouble: the process dies at the end {ends} of a request"));
            house.fate.dies_on_line_in(ends);
        }
        3..=4 => {
            let points = dice.below(120);
            house.ledger.note(&format!("trouble: the process dies {points} awaits from now"));
            house.fate.dies_in(points);
        }
        5 => {
            let span = TimeDelta::minutes(dice.between(2, 40 * 60));
            house.ledger.note(&format!("trouble: the machine sleeps for {span}"));
            house.clock.advance(span);
        }
        6 if driver.right_at.is_none() => {
            let span = TimeDelta::minutes(dice.between(11, 30 * 60));
            house.ledger.note(&format!("trouble: the wall clock jumps by {span}"));
            house.clock.jump(span);
            if house.runs() {
                house.laws.clock_is_wrong(true);
            }
            driver.right_at = Some(now + TimeDelta::minutes(dice.between(1, 400)));
        }
        7 => {
            house.ledger.note("trouble: no line");
            house.fate.offline(now + TimeDelta::minutes(dice.between(1, 14 * 60)));
        }
        _ => {
            let permille = dice.between(50, 700).unsigned_abs();
            house.ledger.note(&format!("trouble: the disk fails {permille} in a thousand times"));
            house.fate.bad_disk(now + TimeDelta::minutes(dice.between(1, 180)), permille);
        }
    }
}

fn network(driver: &mut Driver) {
    let (dice, house) = (&driver.dice, &driver.house);
    let Some(actor) = dice.pick(&house.cast) else { return };
    let publish = "POST /2/tweets";
    let times = dice.between(1, 3);
    let mut rule = match dice.below(24) {
        0..=2 => json!({ "on": publish, "do": "reset_before", "times": times }),
        3..=6 => json!({ "on": publish, "do": "accept_then_drop", "times": times }),
        7..=8 => json!({ "on": publish, "do": "accept_then_500", "times": times }),
        9 => json!({ "on": publish, "do": "over_capacity", "times": times }),
        10 => json!({ "do": "over_capacity", "times": times + 3 }),
        11 => json!({ "on": publish, "do": "rate_limit", "times": 1 }),
        12 => json!({ "on": publish, "do": "allowance", "times": 1,
                      "wait_s": dice.between(600, 80_000) }),
        13 => json!({ "on": publish, "do": "allowance", "times": 1 }),
        14 => json!({ "on": publish, "do": "automated", "times": 1 }),
        15..=17 => json!({ "on": publish, "do": "lock", "times": 1, "after": dice.below(3) }),
        18 => json!({ "on": publish, "do": "lock", "reads": "open", "times": 1 }),
        19 => json!({ "on": publish, "do": "write_block", "times": 1 }),
        20 => json!({ "on": publish, "do": "revoke_token", "times": 1 }),
        21 => json!({ "on": "GET /2/users/:id/tweets", "do": "timeline_lag", "times": 20,
                      "ms": dice.between(1_000, 20_000) }),
        22 => json!({ "on": publish, "do": "delay", "times": times,
                      "ms": dice.between(100, 12_000) }),
        _ => json!({ "on": publish, "do": "delay_before", "times": times,
                     "ms": dice.between(100, 8_000) }),
    };
    rule["account"] = Value::String(actor.handle.clone());
    house.ledger.note(&format!("trouble: {rule}"));
    if let Err(error) = house.simulator.lock().add_faults(&rule) {
        house.ledger.broke("the play itself goes on", &error.to_string());
    }
}

/// No more trouble: faults are cleared, accounts and apps let go, the machine is well.
pub(super) fn relent(driver: &mut Driver) {
    let house = &driver.house;
    house.fate.relent();
    let mut simulator = house.simulator.lock();
    simulator.clear_faults();
    // A second send must still show.
    drop(simulator.add_faults(&json!({ "do": "accept_duplicates" })));
    for actor in &house.cast {
        simulator.unlock(&actor.handle);
        simulator.unblock(&actor.consumer_key);
    }
    driver.right_at = driver.right_at.map(|_| house.clock.true_now());
}
