//! Does the drill end well, and count what it says it counts?

use crate::kit::Place;

#[test]
fn the_drill_ends_with_nothing_lost_and_nothing_twice() {
    let place = Place::new();
    let ledger = place.json(&["drill", "locked", "--account", "daily", "--time-lapse", "120960"]);
    assert_eq!((&ledger["lost"], &ledger["twice"]), (&0.into(), &0.into()), "{ledger}");
    assert_eq!(ledger["published"], ledger["planned"]);
    assert!(ledger["kept"].as_u64().unwrap() > 50, "{ledger}");
    assert!(!place.data().exists(), "a drill never touches the owner's folder");
}
