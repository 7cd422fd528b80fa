// Made from the Rust types; don't edit. `./dev fix` makes it anew.

/** Something happened. */
export type Fact = { "type": "deliveries",
  /** Which, each once. */
  ids: Array<string>, } | { "type": "accounts" } | { "type": "incident",
  /** Which. */
  id: string,
  /** Whether it was opened just now. */
  opened: boolean, } | { "type": "reminder_due",
  /** Of which incident. */
  incident: string,
  /** Which. */
  reminder: string, } | { "type": "mail_found",
  /** For which incident. */
  incident: string,
  /** Which. */
  mail: string, } | { "type": "plan" } | { "type": "settings" } | { "type": "published",
  /** Which. */
  id: string, } | { "type": "resync" } | { "type": "notice",
  /** What it is. */
  code: string,
  /** What its sentence needs. */
  params: { [key in string]: string }, };
