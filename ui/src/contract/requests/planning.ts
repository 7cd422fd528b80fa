// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { DeliverySeen, Pin, When } from "../requests/posts";

/** Which days the calendar shows. */
export type CalendarShow = {
  /** The first day, `YYYY-MM-DD`. */
  from: string,
  /** The day after the last one; at most 400 days after the first. */
  to: string,
  /** The zone whose days are meant; that of the settings where nothing is said. */
  zone?: string | null,
  /** Only these accounts; all where nothing is said. */
  accounts?: Array<string> | null,
  /**
   * Give only the first so many deliveries of each day; `left_out` of the day counts the others. All
   * where nothing is said.
   */
  most_per_day?: number | null, };

/** One of several moves. */
export type DeliveryMove = {
  /** Which delivery. */
  id: string,
  /** The revision that was looked at; `None` takes whatever is there. */
  revision?: number | null,
  /** Where to. */
  when: When,
  /** Whether it goes first from now on; `None` leaves that as it is. */
  pin?: Pin | null, };

/** Takes several deliveries back: all of them, or none. */
export type PostCancelMany = {
  /** Each once. */
  ids: Array<DeliverySeen>, };

/** Moves several deliveries: all of them, or none. */
export type PostMoveMany = {
  /** Each once. */
  moves: Array<DeliveryMove>, };

/** Shifts deliveries by days and minutes: all of them, or none. */
export type PostShift = {
  /** Each once; all have a time. */
  ids: Array<DeliverySeen>,
  /** Whole days, which keep the wall time in each account's zone; may be negative. */
  days: number,
  /** Minutes on top; may be negative. */
  minutes: number, };

/**
 * Gives a delivery another place in its account's queue. The due times stay as a set; who has which
 * changes.
 */
export type QueueReorder = {
  /** Whose queue. */
  account: string,
  /** Which delivery. */
  id: string,
  /** The revision that was looked at; `None` takes whatever is there. */
  revision?: number | null,
  /** The delivery that comes after it from now on; `None` puts it last. */
  before?: string | null, };

/** Whose queue is shown. */
export type QueueShow = {
  /** Only that of this account; all where nothing is said. */
  account?: string | null, };
