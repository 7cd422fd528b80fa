//! Is the house still tidy? What no compiler asks: directions between rooms, lengths of files,
//! stubs left behind, foreign paths, names of tests, tours and links of the docs.
//!
//! Each rule is a pure function from text to a list of faults. One test lets it look at the tree,
//! and one shows that it sees a planted fault. The tree is what git tracks or would track, so that a
//! new file is looked at before its first commit.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a tree that can't be read is a failed test, wherever the reading is written"
)]

mod directions;
mod docs;
mod leftovers;
mod lengths;
mod names;
mod tree;

/// Fails with every fault on a line of its own.
#[track_caller]
fn assert_tidy(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
