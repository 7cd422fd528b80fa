//! Is the window's contract in `ui/src/contract` the one of these types? `ROOST_BLESS=1` (which
//! `./dev fix` sets) writes it anew; else a page that differs fails.

use roost_api::contract;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/contract")
}

#[test]
fn the_pages_of_the_window_are_made_of_these_types() {
    let pages = contract::door().pages();
    if std::env::var_os("ROOST_BLESS").is_some() {
        contract::write_pages(&folder(), &pages).unwrap();
    }
    let stale = contract::stale_pages(&folder(), &pages);
    assert!(stale.is_empty(), "stale: {stale:?}; `./dev fix` makes them anew");
}
