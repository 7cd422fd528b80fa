// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { SecretText } from "../requests/accounts";

/** Switches the mail watch off. */
export type MailOff = {
  /** Whether the mailbox is forgotten, and its password erased. */
  forget?: boolean | null, };

/** Sets the mail watch up and switches it on; what is not said stays. */
export type MailSet = {
  /** The IMAP server. */
  host?: string | null,
  /** Its port, with TLS from the first byte; 993 where none was ever said. */
  port?: number | null,
  /** The owner's name there. */
  user?: string | null,
  /** The password; needed where server or name change. It goes to the vault. */
  password?: SecretText | null,
  /**
   * Under which name the provider writes its results (RFC 8601), as in `mx.example.org` or
   * `*.example.org`; empty to learn it.
   */
  authserv_id?: string | null, };
