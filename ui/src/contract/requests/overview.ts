// Made from the Rust types; don't edit. `./dev fix` makes it anew.

/** Names an incident. */
export type IncidentNamed = {
  /** Its id. */
  id: string, };

/** Writes into an incident's diary. */
export type IncidentNote = {
  /** Its id. */
  id: string,
  /** What to write. */
  text: string, };

/** Plans the way back, or takes the plan. */
export type IncidentResume = {
  /** Its id. */
  id: string,
  /** The quiet post; the earliest held one where nothing is said. */
  first?: string | null,
  /** The ramp's stages in percent of the posts before, the last 100; else the product's own. */
  shares?: Array<number> | null,
  /** How many days each of these stages lasts, 1 to 28; 7 where nothing is said. */
  days_per_stage?: number | null, };

/** How far the plan looks. */
export type PlanDays = {
  /** Days from today on, at most 366. */
  days: number, };

/** Moves the secrets to another place. */
export type VaultMove = {
  /** `keyring` or `file`. */
  to: string, };
