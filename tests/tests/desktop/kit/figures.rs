//! What did a drill count, and is it what its way back promised? Its days beside their allowance, said to
//! whoever runs `./dev drills`, and held against the ledger that the window shows.

use super::browser::Browser;
use super::until;
use serde_json::{Value, json};

/// What the days of a drill's first account show at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ramp {
    /// Posting went on as planned.
    None,
    /// Four weeks at a quarter, a half, three quarters and all of six posts a day.
    FourWeeks,
    /// Three weeks, beginning with a half.
    FromHalf,
    /// The first week of one, and after it one that begins with an eighth.
    Twice,
}

/// The window's ledger has the same days as what it was made of.
pub(super) async fn ledger_shows(page: &Browser, state: &Value) {
    let script = "const bar = document.querySelector('section.drill details');
        bar.open = true;
        return [...bar.querySelectorAll('tbody tr')].reverse().map((row) =>
          [...row.querySelectorAll('td')].map((cell) => cell.innerText.trim()));";
    let cell = |number: &Value| number.as_u64().map(|n| n.to_string());
    let wanted = state["days"].as_array().unwrap().iter().map(|day| {
        let allowed = cell(&day["allowance"]).unwrap_or_else(|| "no ramp".to_owned());
        json!([cell(&day["published"]).unwrap(), allowed])
    });
    let wanted: Vec<Value> = wanted.collect();
    until("the ledger in the window", async || {
        let rows = page.run(script, &[]).await;
        // A day may have begun meanwhile.
        let rows = rows.as_array()?.get(..wanted.len())?.to_vec();
        (rows == wanted).then_some(())
    })
    .await;
}

/// The allowances of the days on which a ramp ran.
fn allowances(state: &Value) -> Vec<u64> {
    let days = state["days"].as_array().unwrap();
    days.iter().filter_map(|day| day["allowance"].as_u64()).collect()
}

/// Whether the days had the allowances that the ramp promised. The day of the quiet post and the day on
/// which the last stage runs out are days of the ramp.
pub(super) fn is_as_drawn(state: &Value, ramp: Ramp) {
    let days = allowances(state);
    let mut steps = days.clone();
    steps.dedup();
    match ramp {
        Ramp::None => assert!(days.is_empty(), "{state}"),
        Ramp::FourWeeks => {
            assert_eq!(steps, [2, 3, 5, 6], "{state}");
            assert!((28..=30).contains(&days.len()), "{state}");
        }
        Ramp::FromHalf => {
            assert_eq!(steps, [3, 5, 6], "{state}");
            assert!((21..=23).contains(&days.len()), "{state}");
        }
        Ramp::Twice => {
            let again = days.iter().position(|allowance| *allowance == 1).unwrap();
            let (first, second) = days.split_at(again);
            assert_eq!(first[0], 2, "{state}");
            let lowest = second.iter().filter(|allowance| **allowance == 1).count();
            assert!((7..=8).contains(&lowest), "{state}");
            assert!(second.len() > 30, "{state}");
        }
    }
}

/// What the drill counted, for whoever runs `./dev drills`: each day's posts beside its allowance.
#[expect(clippy::print_stdout, reason = "the figures of a drill are its result")]
pub(super) fn tell(state: &Value) {
    let each = state["days"].as_array().unwrap().iter().map(|day| {
        let allowed = day["allowance"].as_u64().map_or("-".to_owned(), |most| most.to_string());
        format!("{}/{allowed}", day["published"])
    });
    let each = each.collect::<Vec<_>>().join(" ");
    let kind = state["kind"].as_str().unwrap();
    let screen = state["screen"].as_str().map_or(String::new(), |screen| format!(" ({screen})"));
    println!(
        "drill {kind}{screen}: kept {}, published {} of {}, lost {}, twice {}, requests while held {}, \
         days above the allowance {}; published/allowed {each}",
        state["kept"],
        state["published"],
        state["planned"],
        state["lost"],
        state["twice"],
        state["requests_while_held"],
        state["days_above"],
    );
}
