//! x
pub(crate) mod simulator;
pub(crate) mod texts;
