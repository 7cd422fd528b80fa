//! How does a command become an answer? Each parses its request once, asks the desk, and renders what
//! it says. Nothing is decided here.

pub(crate) mod accounts;
pub(crate) mod apps;
pub(crate) mod before;
pub(crate) mod calendar;
pub(crate) mod casefile;
pub(crate) mod composing;
pub(crate) mod folder;
pub(crate) mod incidents;
pub(crate) mod letters;
pub(crate) mod mail;
pub(crate) mod plan;
pub(crate) mod posts;
pub(crate) mod report;
pub(crate) mod settings;
pub(crate) mod status;
pub(crate) mod vault;

use crate::error::{ApiError, ErrorCode};
use std::str::FromStr;

/// Reads an id.
fn id_of<T: FromStr>(text: &str) -> Result<T, ApiError> {
    text.trim().parse().map_err(|_| ApiError::new(ErrorCode::BadId, &[("text", text.to_owned())]))
}
