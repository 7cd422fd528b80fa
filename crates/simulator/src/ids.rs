//! Where ids and secrets come from: the time passed in, a counter and a seed; never the machine.
//!
//! Ids are snowflakes as X makes them: milliseconds since 2010-11-04T01:42:54.657Z, shifted left by
//! 22 bits. Clients derive a post's time from its id, so the epoch must be X's.

use chrono::{DateTime, Utc};

/// Milliseconds of the Unix epoch at which X's snowflakes begin.
pub const SNOWFLAKE_EPOCH_MS: i64 = 1_288_834_974_657;

const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Gives ids that only rise, and secrets that a seed determines.
///
/// Posts have a sequence of their own: accounts made before a clock was set back must not hold the
/// ids of later posts above the time they were posted at.
#[derive(Clone, Debug)]
pub(crate) struct Ids {
    seed: u64,
    last: u64,
    last_post: u64,
}

impl Ids {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, last: 0, last_post: 0 }
    }

    /// The next id for an account, a medium or a sign-in.
    pub(crate) fn next(&mut self, now: DateTime<Utc>) -> u64 {
        self.last = snowflake(now).max(self.last + 1);
        self.last
    }

    /// The next id for a post. It carries `now`, unless an earlier post is later than that.
    pub(crate) fn next_post(&mut self, now: DateTime<Utc>) -> u64 {
        self.last_post = snowflake(now).max(self.last_post + 1);
        self.last_post
    }

    /// Takes note of an id from an earlier run, so that later ones are above it.
    pub(crate) fn seen(&mut self, id: u64) {
        self.last = self.last.max(id);
    }

    /// The same for a post's id.
    pub(crate) fn seen_post(&mut self, id: u64) {
        self.last_post = self.last_post.max(id);
    }

    /// `length` letters and digits that the seed, `id` and `purpose` determine.
    pub(crate) fn secret(&self, id: u64, purpose: &str, length: usize) -> String {
        let salted = purpose.bytes().fold(self.seed, |sum, byte| mix(sum ^ u64::from(byte)));
        letters(mix(salted ^ id), length)
    }

    /// Seven digits, as X's PINs have them.
    pub(crate) fn pin(&self, id: u64) -> String {
        format!("{:07}", mix(mix(self.seed ^ 0x0050_494e) ^ id) % 10_000_000)
    }
}

fn snowflake(now: DateTime<Utc>) -> u64 {
    let since = now.timestamp_millis().saturating_sub(SNOWFLAKE_EPOCH_MS).max(0);
    (since as u64) << 22
}

/// `length` letters and digits that `start` determines; also what follows `t.co/`.
pub(crate) fn letters(start: u64, length: usize) -> String {
    let mut state = start;
    let next = |_| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        char::from(ALPHABET[(mix(state) % 62) as usize])
    };
    (0..length).map(next).collect()
}

/// The finaliser of splitmix64: spreads every bit of its input over the whole output.
fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
