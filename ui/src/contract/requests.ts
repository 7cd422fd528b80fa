// Made from the Rust types; don't edit. `./dev fix` makes it anew.

/** A request, or an answer, without anything in it. */
export type Nothing = Record<symbol, never>;
