//! Roost's `store` room.
