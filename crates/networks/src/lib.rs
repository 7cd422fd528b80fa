//! Roost's `networks` room.
