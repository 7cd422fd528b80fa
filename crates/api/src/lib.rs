//! Roost's `api` room.
