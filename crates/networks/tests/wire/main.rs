//! What happens on a bad wire? A plain TCP server that misbehaves exactly as told, and the real client.

#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod certainty;
mod limits;
mod server;
mod tls;
