// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { LetterLanguage } from "../requests/letters";

/** Writes the evidence pack of an incident. */
export type IncidentReport = {
  /** The incident. */
  id: string,
  /** Where to: a file that does not exist yet, or a folder. Else `reports/` in the data folder. */
  path?: string | null,
  /** In which language; the door's own where nothing is said. */
  language?: LetterLanguage | null, };

/** Slows accounts while another one is locked. */
export type IncidentSlow = {
  /** The incident of the locked account. */
  id: string,
  /**
   * All accounts that shall be slowed for it. Those that are slowed and not named are slowed no
   * longer: an empty list ends it for all.
   */
  accounts: Array<string>, };
