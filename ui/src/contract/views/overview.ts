// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { AccountView } from "../views/accounts";
import type { IncidentView } from "../views/incidents";
import type { DeliveryView } from "../views/posts";
import type { Verdict } from "../words";

/** One check. */
export type CheckView = {
  /** `store`, `clock`, `keys`, `vault`, ... */
  check: string,
  /** What was looked at: an account, a network; `null` for the machine. */
  about: string | null,
  /** `good`, `bad` or `skipped`. */
  verdict: Verdict,
  /** In words. */
  message: string, };

/** What the doctor found. */
export type DoctorView = {
  /** Every check, in order. */
  checks: Array<CheckView>, };

/** A folder that the owner confirmed. */
export type FolderConfirmed = {
  /** Whether there was something to confirm. */
  was_waiting: boolean,
  /** Deliveries that may be out and wait for a word from the owner. */
  unconfirmed: number, };

/** All accounts paused, or not. */
export type PausedView = {
  /** Since when, if they are. */
  paused_at: string | null, };

/** How everything stands. */
export type StatusView = {
  /** Whether a loop runs on this folder. */
  running: boolean,
  /** The next delivery. */
  next: DeliveryView | null,
  /** Every account. */
  accounts: Array<AccountView>,
  /** Every incident that is not closed. */
  incidents: Array<IncidentView>,
  /** Deliveries published today, each account's own day. */
  published_today: number,
  /** Deliveries held. */
  held: number,
  /** Deliveries whose answer was lost. */
  unconfirmed: number,
  /** Deliveries that were too old to send without asking. */
  missed: number,
  /** Whether all accounts are paused. */
  paused: boolean,
  /** Since when nothing is sent until the owner confirms this folder. */
  confirm_since: string | null,
  /** The time on this folder's clock. */
  now: string,
  /** The same on the wall of the settings' zone, `YYYY-MM-DDTHH:MM`. */
  now_wall: string,
  /** Deliveries that go out by themselves within the hour, if nothing holds them. */
  due_within_hour: number,
  /**
   * Deliveries that wait for a word from the owner: missed ones, and unconfirmed ones that Roost
   * can't settle.
   */
  unanswered: number, };

/** One secret that should be there. */
export type VaultEntryView = {
  /** `app` or `account`. */
  what: string,
  /** Its name. */
  name: string, };

/** A vault that moved. */
export type VaultMoved = {
  /** `keyring` or `file`. */
  place: string,
  /** How many secrets moved. */
  moved: number, };

/** Where the secrets lie. */
export type VaultView = {
  /** `keyring` or `file`; `null` until the first secret. */
  place: string | null,
  /** Which secrets should lie there. */
  secrets: Array<VaultEntryView>, };
