//! Text as X counts it.
