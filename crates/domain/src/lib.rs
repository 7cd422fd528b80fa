//! Roost decides here.
pub mod text;
