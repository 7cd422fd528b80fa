//! An upload under way: segments come in any order and become one file at the end.

use std::collections::BTreeMap;

use super::MediumKind;

/// A chunked upload between `initialize` and `finalize`.
#[derive(Debug)]
pub(crate) struct Upload {
    pub(crate) owner: u64,
    pub(crate) kind: MediumKind,
    total_bytes: u64,
    segments: BTreeMap<u64, Vec<u8>>,
}

/// Why the segments are no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Incomplete {
    /// A segment between the first and the last never came.
    Gap,
    /// Together they are not as long as was announced.
    Length,
}

impl Upload {
    pub(crate) fn new(owner: u64, kind: MediumKind, total_bytes: u64) -> Self {
        Self { owner, kind, total_bytes, segments: BTreeMap::new() }
    }

    /// Takes a segment; one that comes again replaces the first. False: that is more than was
    /// announced.
    pub(crate) fn append(&mut self, index: u64, bytes: Vec<u8>) -> bool {
        let of_others = self.segments.iter().filter(|(known, _)| **known != index);
        let sum: usize = of_others.map(|(_, segment)| segment.len()).sum();
        if (sum + bytes.len()) as u64 > self.total_bytes {
            return false;
        }
        self.segments.insert(index, bytes);
        true
    }

    /// The whole file.
    pub(crate) fn whole(&self) -> Result<Vec<u8>, Incomplete> {
        let has_gap = self.segments.keys().zip(0..).any(|(index, expected)| *index != expected);
        if has_gap {
            return Err(Incomplete::Gap);
        }
        let bytes: Vec<u8> = self.segments.values().flatten().copied().collect();
        if bytes.len() as u64 != self.total_bytes || bytes.is_empty() {
            return Err(Incomplete::Length);
        }
        Ok(bytes)
    }
}
