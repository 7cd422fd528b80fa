//! Where secrets lie.
