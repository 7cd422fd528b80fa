// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { When } from "../requests/posts";
import type { DeliveryState, Timing, FindingRule, ReplySettings } from "../words";

/** One attempt. */
export type AttemptView = {
  /** Its id. */
  id: string,
  /** `post`, `reconcile`, `probe`, `key_check`, `diagnose`, `clock` or `delete`. */
  purpose: string,
  /** `open`, `done`, `refused`, `lost`, `not_sent` or `abandoned`. */
  outcome: string,
  /** When it began. */
  began_at: string,
  /** When the answer was in. */
  ended_at: string | null,
  /** HTTP status. */
  http_status: number | null,
  /** The kind of refusal. */
  kind: string | null,
  /** Legacy codes. */
  codes: Array<number>,
  /** The network's own words. */
  message: string,
  /** The raw answer, without secrets. */
  body: string | null, };

/** One delivery with everything. */
export type DeliveryDetail = {
  /** The network's own words, plain text. */
  note: string | null,
  /** Segments in order. */
  segments: Array<SegmentView>,
  /** Attempts in order. */
  attempt_log: Array<AttemptView>,
  /** The owner's labels, in their order. */
  labels: Array<string>,
  /** The post's category. */
  category: string | null,
  /** When it goes out on the wall of its account's zone, `YYYY-MM-DDTHH:MM`. */
  wall: string | null,
  /** Its account's IANA zone. */
  zone: string,
  /** The other deliveries of its post whose words an edit changes too. */
  siblings: Array<SiblingView>,
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

/** One delivery in the list. */
export type DeliveryView = {
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

/** One thing worth knowing about a planned time. */
export type FindingView = {
  /** `too_near`, `above_cap` or `above_ramp`. */
  rule: FindingRule,
  /** Which delivery. */
  delivery: string,
  /** In words. */
  message: string,
  /** A better time, where there is one. */
  free: string | null, };

/** One file. */
export type MediaView = {
  /** SHA-256 of the bytes. */
  sha256: string,
  /** MIME type, found from the bytes. */
  mime: string,
  /** Length in bytes. */
  bytes: number,
  /** Alt text. */
  alt: string, };

/** One day of the plan. */
export type PlanDay = {
  /** The day in the account's zone, `YYYY-MM-DD`. */
  date: string,
  /** What goes out, in order. */
  deliveries: Array<DeliveryView>,
  /** What is worth knowing. */
  findings: Array<FindingView>, };

/** A poll. */
export type PollView = {
  /** The options. */
  options: Array<string>,
  /** How long it stays open. */
  minutes: number, };

/** A post that was added. */
export type PostAdded = {
  /** Its id. */
  post: string,
  /** One for each account, in the order asked. */
  deliveries: Array<string>,
  /** When each goes out, in the same order; `null` for a draft and where no slot is free. */
  due: Array<string | null>,
  /** What is worth knowing: the nearest free time where a chosen one stands too near another. */
  findings: Array<FindingView>, };

/** One segment. */
export type SegmentView = {
  /** The text. */
  text: string,
  /** Media in order. */
  media: Array<MediaView>,
  /** A poll. */
  poll: PollView | null,
  /** Who may reply. */
  reply_settings: ReplySettings,
  /** Its id on the network, once it is out. */
  remote_id: string | null,
  /** Where it can be looked at. */
  url: string | null, };

/** Another delivery of the same post. */
export type SiblingView = {
  /** Its id. */
  id: string,
  /** Where it goes. */
  account: string, };

/** Why a delivery is not out. */
export type WhyView = {
  /** Which delivery. */
  id: string,
  /** Where it is on its way. */
  state: DeliveryState,
  /** A word. */
  reason: string,
  /** One sentence. */
  sentence: string,
  /** When it goes out, as far as is known. */
  until: string | null, };
