//! How is the owner led out? The checklist's steps in their words, with what the owner said of each,
//! and letters to X filled with what is known. Which steps there are is the domain's.
//!
//! Deliberately absent: the network. A letter is drafted, never sent.

mod letter;
mod mailto;
mod plain;
mod steps;
mod texts;

#[cfg(test)]
mod letter_tests;
#[cfg(test)]
mod steps_tests;
#[cfg(test)]
mod texts_tests;

pub(crate) use letter::{Draft, Known, Refused, Wanted, draft};
pub(crate) use steps::{Asked, Whom, checklist};
pub(crate) use texts::{GuideTexts, LetterTexts};
