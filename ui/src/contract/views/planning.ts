// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { When } from "../requests/posts";
import type { DeliveryView, FindingView } from "../views/posts";
import type { DeliveryState, Timing, DraftKind, UndoCode } from "../words";

/** One day. */
export type CalendarDay = {
  /** Its date. */
  date: string,
  /** Its first instant. */
  begins: string,
  /** How long it is: 1440, or another number where the clocks change. */
  minutes: number,
  /** What is planned on it against what is normal, one for each account that has something on it. */
  forecasts: Array<CalendarForecast>,
  /** How many deliveries of the day are not here, as only so many were asked for. */
  left_out: number, };

/** One delivery in the calendar. */
export type CalendarEntry = {
  /** Its id. */
  id: string,
  /** Its post. */
  post: string,
  /** Where it goes. */
  account: string,
  /** Where it is on its way. */
  state: DeliveryState,
  /** When it goes out; of one that is out, when it did. */
  due: string,
  /** The same on the wall. */
  wall: string,
  /** When it was first meant to. */
  original_due: string | null,
  /** How its text begins, in one line: at most 120 characters. */
  text: string,
  /** How many segments it has. */
  segments: number,
  /** How many media. */
  media: number,
  /** How many of them have no alt text. */
  alt_missing: number,
  /** The owner's labels, in their order. */
  labels: Array<string>,
  /** `slot`, `chosen` or `pinned`. */
  timing: Timing,
  /** The incident that holds it. */
  incident: string | null,
  /** A word: why it is where it is. */
  reason: string | null,
  /** Counts its changes; commands may carry the one they saw. */
  revision: number,
  /** Whether the owner may give it another time. */
  movable: boolean, };

/** One account's day against its own last 28 days. */
export type CalendarForecast = {
  /** Which account. */
  account: string,
  /** Deliveries that went out on the day, or are planned for it. */
  planned: number,
  /** The median of its last 28 days; `null` under 7 days of history. */
  normal: number | null,
  /** Whether this is a surge: more than twice the normal, and more than one above it. */
  above: boolean, };

/** A free slot. */
export type CalendarGhost = {
  /** Whose. */
  account: string,
  /** When, without jitter. */
  at: string,
  /** The same on the wall. */
  wall: string,
  /** The category it is kept for. */
  category: string | null, };

/** What keeps an account from taking a post. */
export type CalendarLimit = {
  /** Which account. */
  account: string,
  /** Whether nothing goes out for it now. */
  held: boolean,
  /** A word: why; as in the list of accounts. */
  reason: string | null,
  /** Most original posts in a rolling 24 h; `null` for no cap. */
  cap: number | null,
  /** The days on which no further segment fits under the cap. */
  capped_days: Array<string>, };

/** What stands where in the calendar. */
export type CalendarView = {
  /** The zone of all days and walls here. */
  zone: string,
  /** The time on this folder's clock. */
  now: string,
  /** The same on the wall. */
  now_wall: string,
  /** The day that it is. */
  today: string,
  /** Grows with every change that this could show; the same number means the same answer. */
  revision: number,
  /** Every day asked for, in order. */
  days: Array<CalendarDay>,
  /**
   * Every delivery with a time on these days, by due time, then id; the first ones of each day where
   * only so many were asked for.
   */
  deliveries: Array<CalendarEntry>,
  /** Free slots to come on these days, by time. */
  ghosts: Array<CalendarGhost>,
  /** What keeps an account from taking a post at some time, one for each account. */
  limits: Array<CalendarLimit>, };

/** What waits to be planned or to be finished, the newest first. */
export type DraftView = {
  /** A delivery that is a draft, or a composition that is not a post yet. */
  kind: DraftKind,
  /** Its id. */
  id: string,
  /** Counts its changes. */
  revision: number,
  /** Where it goes. */
  accounts: Array<string>,
  /** What it says. */
  text: string,
  /** How many segments it has. */
  segments: number,
  /** How many media. */
  media: number,
  /** How many of them have no alt text. */
  alt_missing: number,
  /** The owner's labels, in their order. */
  labels: Array<string>,
  /** When it was written last. */
  saved_at: string, };

/** A change that was taken back, or made again. */
export type HistoryDone = {
  /** Which change. */
  done: UndoStep,
  /** The deliveries that it changed. */
  deliveries: Array<string>, };

/** What can be undone and redone. */
export type HistoryView = {
  /** The change that undo takes back. */
  undo: UndoStep | null,
  /** The change that redo makes again. */
  redo: UndoStep | null, };

/** A change of the plan. */
export type Moved = {
  /** Every delivery that changed, as it is now, in the order asked. */
  deliveries: Array<DeliveryView>,
  /** What is worth knowing. */
  findings: Array<FindingView>, };

/** One delivery in a queue. */
export type QueueEntry = {
  /** When it goes out, on the wall. */
  wall: string | null,
  /** Its place, from 1. */
  position: number,
  /** Why it is not out, in one sentence; `null` while its time has not come. */
  why: string | null,
  /** The owner's labels, in their order. */
  labels: Array<string>,
  /** How many segments it has. */
  segments: number,
  /** How many media. */
  media: number,
  /** Its id. */
  id: string,
  /** Its post. */
  post: string,
  /** Where it goes. */
  account: string,
  /** Where it is on its way. */
  state: DeliveryState,
  /** When it goes out. */
  due: string | null,
  /** When it was first meant to. */
  original_due: string | null,
  /** What it says. */
  text: string,
  /** Its id on the network. */
  remote_id: string | null,
  /** Where it can be looked at. */
  url: string | null,
  /** How many attempts were begun. */
  attempts: number,
  /** A word: why it is where it is. */
  reason: string | null,
  /** `slot`, `chosen` or `pinned`. */
  timing: Timing,
  /** The incident that holds it. */
  incident: string | null,
  /** When it went out. */
  published_at: string | null,
  /** Counts its changes; commands may carry the one they saw. */
  revision: number, };

/** One account's queue. */
export type QueueView = {
  /** Which account. */
  account: string,
  /** Its zone: that of the walls here. */
  zone: string,
  /** Its open deliveries in the order in which they go out; those without a time come last. */
  deliveries: Array<QueueEntry>, };

/** One change of the plan by the owner. */
export type UndoStep = {
  /** What was done. */
  code: UndoCode,
  /** To how many deliveries. */
  count: number,
  /** When. */
  at: string, };
