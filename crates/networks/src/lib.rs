//! Roost speaks to networks here.
//!
//! [`x::XNetwork`] is the domain's `Network` port for X, and for Practice at another base URL. It
//! signs, asks once, and turns every answer into a value or a classified refusal; [`http`] is the
//! seam to the wire, with reqwest behind it. What X's answers mean is data: `data/x-refusals.toml`.
//!
//! Deliberately absent: retries, queues, a database, anything that decides when to post. No call is
//! repeated here, no redirect followed; what is uncertain is said to be uncertain.

pub mod error;
pub mod http;
pub mod x;

pub use error::AdapterError;
