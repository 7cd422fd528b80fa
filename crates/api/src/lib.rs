//! Roost's one door.
//!
//! Whatever a window, a terminal or a test may ask goes through [`Door`]: typed, as
//! `door.post_add(request)`, or by name with JSON, as `door.call("post_add", json)`. The list of
//! commands is in [`commands`], once; requests and views are the wire's own types; errors are codes
//! with parameters; the words for people lie in `words/en.toml`.
//!
//! Deliberately absent: decisions (they are in the domain), work (that is the engine's desk), SQL,
//! HTTP, terminals and windows.

pub mod commands;
pub mod contract;
pub mod error;
pub mod facts;
mod from_engine;
mod guide;
mod handlers;
mod render;
pub mod requests;
pub mod views;
pub mod words;

pub use commands::{COMMANDS, Door};
pub use error::{ApiError, ErrorCode, Retry};
pub use facts::{Fact, FactStream};
pub use words::Words;
