// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { Composition } from "../requests/compositions";
import type { When } from "../requests/posts";
import type { FindingView } from "../views/posts";
import type { ErrorCode, MediaKind } from "../words";

/** How much of an account's cap is used. */
export type CapView = {
  /** Which account. */
  account: string,
  /** Segments that went out in the 24 h before the time looked at. */
  used: number,
  /** The cap; `null` for none. */
  cap: number | null,
  /** Segments planned in the 24 h up to that time. */
  planned: number, };

/** A composition that was kept. */
export type CompositionSaved = {
  /** Its id. */
  id: string,
  /** Counts its changes. */
  revision: number,
  /** When it was kept. */
  saved_at: string, };

/** A composition as it was kept. */
export type CompositionView = {
  /** Its id. */
  id: string,
  /** Counts its changes. */
  revision: number,
  /** When it was kept. */
  saved_at: string,
  /** All of it. */
  content: Composition, };

/** What X would take for a post of one account. */
export type CostView = {
  /** Which account. */
  account: string,
  /** Millionths of a US dollar; `null` where nothing is taken (Practice). */
  micro_usd: number | null,
  /** Whether a link makes it dearer. */
  with_link: boolean,
  /** Of which day the prices are. */
  as_of: string,
  /** Where they were read. */
  source: string, };

/** A media file that is kept. */
export type MediaAdded = {
  /** SHA-256 of its content, in hexadecimal: its name in the media folder. */
  sha256: string,
  /** Its kind, e.g. `image/png`, told by its content. */
  mime: string,
  /** Its size. */
  bytes: number,
  /** What X takes it as. */
  kind: MediaKind,
  /** The name it came with. */
  name: string, };

/** The next free slot of an account. */
export type NextSlotView = {
  /** Which account. */
  account: string,
  /** When, without jitter. */
  at: string,
  /** The same on the wall of the account's zone. */
  wall: string, };

/** A post as the engine would see it. */
export type PostCheck = {
  /** Each segment, in order. */
  segments: Array<SegmentCheck>,
  /** What X would take for it, one for each account. */
  costs: Array<CostView>,
  /** How much of each account's cap is used. */
  caps: Array<CapView>,
  /** Where `when: "next"` would put it, one for each account that has a free slot. */
  next_slots: Array<NextSlotView>,
  /** What is worth knowing; their `delivery` is empty, for there is none yet. */
  findings: Array<FindingView>,
  /** All accounts' costs in millionths of a US dollar; `null` where no account costs anything. */
  total_micro_usd: number | null, };

/** One segment as X counts it. Places are in UTF-16 units, as a text field of the web counts them. */
export type SegmentCheck = {
  /** Weighted characters. */
  weighted: number,
  /** The most. */
  max: number,
  /** Whether X takes the text. */
  valid: boolean,
  /** How many weighted characters are too many; 0 where it fits. */
  over: number,
  /** Links. */
  urls: Array<TextRange>,
  /** Accounts named. */
  mentions: Array<TextRange>,
  /** Hashtags. */
  hashtags: Array<TextRange>,
  /** Cashtags. */
  cashtags: Array<TextRange>,
  /** What X refuses for certain: the codes that `post_add` would answer with. */
  problems: Array<ErrorCode>, };

/** A part of a text. */
export type TextRange = {
  /** Where it begins. */
  start: number,
  /** Where it ends; not part of it. */
  end: number,
  /** What stands there. */
  text: string, };
