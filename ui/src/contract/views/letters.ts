// Made from the Rust types; don't edit. `./dev fix` makes it anew.

/** A draft. It is never sent by Roost; the owner reads it, changes it, and sends it. */
export type LetterView = {
  /** Which letter. */
  letter: string,
  /** The page on which it is sent, or that belongs to the address. */
  place: string,
  /** The mail address, where there is one. */
  to: string | null,
  /** Its subject, plain text. */
  subject: string,
  /** Its text, plain, with gaps such as `[please fill in: …]`. */
  body: string,
  /** Opens the owner's mail program with it (RFC 6068); without the text where that is too long. */
  mailto: string | null,
  /** `en` or `de`. */
  language: string,
  /** What the owner still has to fill in, in words. */
  missing: Array<string>, };
