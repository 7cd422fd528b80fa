//! What does a decision cost beside its reads and its commit? One account's next step, and counting
//! a text as X does.

use chrono::{TimeDelta, TimeZone, Utc};
use divan::{Bencher, black_box};
use roost_domain::Timestamp;
use roost_domain::account::{Account, NetworkKind, Rules};
use roost_domain::decide::decide;
use roost_domain::decide::snapshot::{Gates, KeyHistory, Snapshot, Waiting};
use roost_domain::delivery::Timing;
use roost_domain::ids::{AccountId, AppId, DeliveryId};
use roost_domain::text::{Limits, count};

fn main() {
    divan::main();
}

fn noon() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 12, 1, 12, 0, 0).single().unwrap_or_default()
}

/// An account whose first of so many pinned deliveries is due, with a cap that has room.
fn snapshot(waiting: i64) -> Snapshot {
    let delivery = |n: i64| Waiting {
        delivery: DeliveryId(n),
        due: noon() + TimeDelta::minutes(10 * n),
        timing: Timing::Pinned,
        not_before: None,
        excused: TimeDelta::zero(),
        segments_left: 1,
    };
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
        keys: KeyHistory { signed_ok_at: Some(noon() - TimeDelta::hours(1)), checked_at: None },
        last_out_at: Some(noon() - TimeDelta::hours(1)),
        out_24h: (1..20).rev().map(|n| noon() - TimeDelta::hours(n)).collect(),
        allowance: None,
        slowed: None,
        left_sending: None,
        doubt: None,
        waiting: (0..waiting).map(delivery).collect(),
        quiet: None,
        grace: TimeDelta::zero(),
    }
}

#[divan::bench(args = [1, 30])]
fn decide_a_step(bencher: Bencher<'_, '_>, waiting: i64) {
    let seen = snapshot(waiting);
    bencher.bench(|| decide(black_box(&seen), noon()));
}

const PLAIN: &str = "The market hall is open again from eight to six, with new stalls.";
const RICH: &str = "Offen! 🎉👩‍👩‍👧 siehe https://example.org/halle?x=1 und @halle #markt $ABC: \
                    東京と大阪の市場も、bücher.example steht daneben.";

#[divan::bench(args = ["plain", "rich", "long"])]
fn count_a_text(bencher: Bencher<'_, '_>, kind: &str) {
    let text = match kind {
        "plain" => PLAIN.to_owned(),
        "rich" => RICH.to_owned(),
        _ => RICH.repeat(200),
    };
    bencher.bench(|| count(black_box(&text), Limits::default()));
}
