// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { Nothing } from "../requests";
import type { PollText, SegmentText, When } from "../requests/posts";

/**
 * What is being written, as it stands in the composer. It need not be a valid post, and is kept as it
 * came.
 */
export type Composition = {
  /** The accounts picked. */
  accounts: Array<string>,
  /** The segments, in order. */
  segments: Array<CompositionSegment>,
  /** When it shall go out; `null` while nothing is picked. */
  when: When | null,
  /** Whether it shall go first. */
  pin: boolean,
  /** The owner's labels. */
  labels: Array<string>,
  /** The delivery that is being edited; `null` for a new post. */
  editing: string | null, };

/** A file of a composition. */
export type CompositionMedia = {
  /** SHA-256 of its content, in hexadecimal. */
  sha256: string,
  /** What it shows, for people who can't see it. */
  alt: string,
  /** The name it came with. */
  name: string,
  /** Its kind, e.g. `image/png`. */
  mime: string, };

/** Names a composition. */
export type CompositionNamed = {
  /** Its id. */
  id: string, };

/** Keeps what is being written. */
export type CompositionSave = {
  /** Which; `None` for a new one. */
  id?: string | null,
  /** The revision that this continues; `None` takes whatever is there. */
  revision?: number | null,
  /** All of it. */
  content: Composition, };

/** One segment of a composition. */
export type CompositionSegment = {
  /** The text. */
  text: string,
  /** Media in order, kept by `media_add` already. */
  media: Array<CompositionMedia>,
  /** A poll. */
  poll: PollText | null,
  /** Who may reply; `null` for everyone. */
  reply_settings: string | null, };

/** Keeps a copy of a media file. */
export type MediaAdd = {
  /** Where it lies. */
  path: string, };

/** Keeps a media file that came without a place, as from the clipboard. */
export type MediaAddBytes = {
  /** What to call it. */
  name: string,
  /** Its content in base64 (RFC 4648, section 4). */
  base64: string, };

/** What is looked at as the engine will. Nothing is changed by it, and nothing in it is refused. */
export type PostToCheck = {
  /** The accounts picked. */
  accounts: Array<string>,
  /** The segments as they stand. */
  segments: Array<SegmentText>,
  /** When it shall go out, if that is picked. */
  when?: When | null,
  /** The delivery that is being edited: its own old place doesn't stand in its way. */
  editing?: string | null, };
