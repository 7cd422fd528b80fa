// Made from the Rust types; don't edit. `./dev fix` makes it anew.

/** Drafts a letter with what is known of an incident. */
export type IncidentLetter = {
  /** The incident. */
  id: string,
  /** One of the letters that its steps name. */
  letter: string,
  /** In which language; the door's own where nothing is said. */
  language?: LetterLanguage | null,
  /** What the owner has changed, in their words. */
  changed?: string | null,
  /** What the account or the app is for, in their words. */
  purpose?: string | null, };

/** The language of what is written for others: a letter, an evidence pack. */
export type LetterLanguage = "en" | "de";
