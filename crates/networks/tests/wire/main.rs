//! What happens on a bad wire? A plain TCP server that misbehaves exactly as told, and the real client.

mod certainty;
mod limits;
mod server;
mod tls;
