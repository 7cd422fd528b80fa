//! Roost's `engine` room.
