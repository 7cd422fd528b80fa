//! The kit for Roost's tests.
