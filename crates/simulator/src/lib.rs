//! Roost's `simulator` room.
