//! What falls by chance in a seeded run? Numbers of [`Dice`], the same for the same seed on every
//! machine (`SplitMix64`, Steele, Lea and Flood 2014).

use std::sync::{Arc, Mutex, PoisonError};

/// A number that looks drawn, made from another.
pub fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// Numbers from a seed. Clones draw from the same row.
#[derive(Clone)]
pub struct Dice {
    state: Arc<Mutex<u64>>,
}

impl Dice {
    /// The row of a seed.
    pub fn new(seed: u64) -> Self {
        Self { state: Arc::new(Mutex::new(seed)) }
    }

    /// A row of its own for one purpose, so that draws for another don't shift it.
    #[must_use]
    pub fn fork(&self, purpose: u64) -> Self {
        let state = *self.state.lock().unwrap_or_else(PoisonError::into_inner);
        Self::new(mixed(state ^ mixed(purpose.wrapping_add(1))))
    }

    /// The next number.
    pub fn next(&self) -> u64 {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        *state = state.wrapping_add(1);
        mixed(*state)
    }

    /// A number below `end`; 0 for an end of 0.
    pub fn below(&self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// A number from `first` to `last`.
    pub fn between(&self, first: i64, last: i64) -> i64 {
        first + self.below((last - first + 1).max(1).unsigned_abs()) as i64
    }

    /// True so many times in a thousand.
    pub fn permille(&self, times: u64) -> bool {
        self.below(1000) < times
    }

    /// One of them.
    pub fn pick<T: Clone>(&self, of: &[T]) -> Option<T> {
        of.get(self.below(of.len() as u64) as usize).cloned()
    }
}
