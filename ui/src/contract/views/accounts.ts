// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { When } from "../requests/posts";
import type { NetworkName, AccountState, AppState, CatchUp, Weekday, RampShape } from "../words";

/** An account that was added or renewed. */
export type AccountAdded = {
  /** Its id. */
  id: string,
  /** Its handle. */
  handle: string,
  /** `x` or `practice`. */
  network: NetworkName,
  /** Incidents that the new tokens closed. */
  closed: Array<string>,
  /** How many held deliveries go on because of it. */
  released: number, };

/** One account with its rules. */
export type AccountDetail = {
  /** Its lasting id on the network; `null` until a Practice account met its simulator. */
  user_id: string | null,
  /** Least time between two posts, e.g. `10m`. */
  gap: string,
  /** At most so much is added to a slot's time. */
  jitter: string,
  /** `spread`, `today` or `ask`. */
  catch_up: CatchUp,
  /** Older than this a post is missed. */
  late_limit: string,
  /** Weekly slots, in the week's order. */
  slots: Array<SlotView>,
  /** Its running ramp. */
  ramp: RampView | null,
  /** What a slow-down does to it, in one sentence. */
  slowed: string | null,
  /** Its id. */
  id: string,
  /** `x` or `practice`. */
  network: NetworkName,
  /** Its handle. */
  handle: string,
  /** How other answers and commands call it. */
  account: string,
  /** The name of its app. */
  app: string,
  /** `active`, `paused`, `held`, `recovering` or `disconnected`. */
  state: AccountState,
  /** Why it is in that state; `null` when active. */
  reason: string | null,
  /** When its next delivery is due. */
  next_due: string | null,
  /** How many deliveries are held. */
  held: number,
  /** The open incidents that hold it, or that it recovers from. */
  incidents: Array<string>,
  /** IANA zone. */
  zone: string,
  /** Deliveries published today, its own day. */
  published_today: number,
  /** Most original posts in a rolling 24 h; `null` for no cap. */
  cap: number | null,
  /** Segments that went out in the last 24 h: what counts against the cap. */
  cap_used: number,
  /** When a pause ends by itself. */
  paused_until: string | null,
  /** When a slow-down ends by itself, that the owner chose because another account was locked. */
  slowed_until: string | null, };

/** An account that was removed. */
export type AccountRemoved = {
  /** Its id. */
  id: string,
  /** How many waiting deliveries became drafts. */
  drafts: number,
  /** Whether its secrets are gone, as read back. */
  erased: boolean, };

/** One account in the list. */
export type AccountView = {
  /** Its id. */
  id: string,
  /** `x` or `practice`. */
  network: NetworkName,
  /** Its handle. */
  handle: string,
  /** How other answers and commands call it. */
  account: string,
  /** The name of its app. */
  app: string,
  /** `active`, `paused`, `held`, `recovering` or `disconnected`. */
  state: AccountState,
  /** Why it is in that state; `null` when active. */
  reason: string | null,
  /** When its next delivery is due. */
  next_due: string | null,
  /** How many deliveries are held. */
  held: number,
  /** The open incidents that hold it, or that it recovers from. */
  incidents: Array<string>,
  /** IANA zone. */
  zone: string,
  /** Deliveries published today, its own day. */
  published_today: number,
  /** Most original posts in a rolling 24 h; `null` for no cap. */
  cap: number | null,
  /** Segments that went out in the last 24 h: what counts against the cap. */
  cap_used: number,
  /** When a pause ends by itself. */
  paused_until: string | null,
  /** When a slow-down ends by itself, that the owner chose because another account was locked. */
  slowed_until: string | null, };

/** An app that was removed. */
export type AppRemoved = {
  /** Its id. */
  id: string,
  /** Its name. */
  name: string, };

/** A developer app. */
export type AppView = {
  /** Its id. */
  id: string,
  /** `x` or `practice`. */
  network: NetworkName,
  /** The owner's name for it. */
  name: string,
  /** Where its API is; `null` for Practice hosted by the running loop. */
  api_base: string | null,
  /** Its public key. */
  consumer_key: string,
  /** `active` or `held`. */
  state: AppState,
  /** The open incidents that hold it. */
  incidents: Array<string>,
  /** The accounts on it. */
  accounts: Array<string>, };

/** A ramp that runs. */
export type RampView = {
  /** The incident it leads out of. */
  incident: string,
  /** `standard`, `repeat` or `half`. */
  shape: RampShape,
  /** Its stages, in percent of the baseline. */
  shares: Array<number>,
  /** How many days each stage lasts. */
  days_per_stage: number,
  /** Which stage, from 1. */
  stage: number,
  /** Posts a day before the incident. */
  baseline: number,
  /** Posts allowed today. */
  allowance: number, };

/** A sign-in that has begun. */
export type SignInBegun = {
  /** Names it to `account_sign_in_finish`; ends with the process. */
  sign_in: string,
  /** The page to open in the owner's own browser. */
  url: string, };

/** One weekly slot. */
export type SlotView = {
  /** `mon` to `sun`. */
  day: Weekday,
  /** `HH:MM` on the account's wall. */
  time: string,
  /** The category it is kept for. */
  category: string | null, };

/** An account's slots after the command. */
export type SlotsView = {
  /** Which account. */
  account: string,
  /** IANA zone. */
  zone: string,
  /** Weekly slots, in the week's order. */
  slots: Array<SlotView>,
  /** Deliveries that waited for a slot and have one now. */
  placed: Array<string>, };
