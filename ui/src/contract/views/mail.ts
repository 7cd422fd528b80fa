// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { When } from "../requests/posts";
import type { MailWatchState, MailTrouble } from "../words";

/** What a look into the mailbox found. */
export type MailCheckedView = {
  /** How the watch stands now. */
  watch: MailWatchView,
  /** For how many incidents mails were looked for; where nothing is held, there is nothing to find. */
  incidents: number,
  /** How many mails were found that were not known. */
  new: number, };

/** How the mail watch stands. */
export type MailWatchView = {
  /** Whether the owner switched it on. */
  on: boolean,
  /** The IMAP server; `null` where none was ever set. */
  host: string | null,
  /** Its port. */
  port: number | null,
  /** The owner's name there. */
  user: string | null,
  /**
   * Under which name the provider writes its results; `null` while it is not known, and then nothing
   * is proven.
   */
  authserv_id: string | null,
  /** Whether that name was learned from the mails, not set. */
  authserv_learned: boolean,
  /** What the watch does. */
  state: MailWatchState,
  /** What is wrong. */
  trouble: MailTrouble | null,
  /** Both in words, with what to do. */
  sentence: string,
  /** Since when the state is so. */
  since: string | null,
  /** When it tries again by itself. */
  retry_at: string | null,
  /** The last look that went well. */
  looked_at: string | null, };
