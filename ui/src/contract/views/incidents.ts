// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { When } from "../requests/posts";
import type { CascadeView, CountdownView, CountsView, EvidenceView, MailView, ReminderView, ScreenView, StepView, TicketView } from "../views/casefile";
import type { DeliveryView } from "../views/posts";
import type { RampShape, IncidentState, IncidentScope, RefusalKind, ProbeOutcome, Decision } from "../words";

/** One day of the curve. */
export type CurveDay = {
  /** `YYYY-MM-DD` in the account's zone. */
  date: string,
  /** Posts allowed. */
  allowance: number, };

/** One incident with everything. */
export type IncidentDetail = {
  /** What happened, with evidence, in one line. */
  headline: string,
  /** What to do next, in one sentence. */
  next_step: string,
  /** What the owner sees on the network's page, once chosen. */
  screen: string | null,
  /** What may be seen there; the last is always `unsure`. Empty where the kind has no screens. */
  screens: Array<ScreenView>,
  /** The steps in order; those that this Roost no longer has come last. */
  checklist: Array<StepView>,
  /** `YYYY-MM-DD`: of when the checklist is. */
  checklist_dated: string,
  /** Where its facts come from. */
  checklist_source: string,
  /** The refusals that belong to it, newest last, at most 50. */
  evidence: Array<EvidenceView>,
  /** How many older ones were left off. */
  evidence_left_off: number,
  /**
   * Why this is the app's matter, and not one account's; or why the keys of one are refused, where that
   * came after a lock.
   */
  reasoning: string | null,
  /** Other open incidents of the same kind on the same app, opened within 24 hours. */
  siblings: Array<string>,
  /** The countdown that the owner entered. */
  countdown: CountdownView | null,
  /** Whether Roost looks once a day. */
  look_daily: boolean,
  /** Forms and mails that the owner sent. */
  tickets: Array<TicketView>,
  /** When the owner is reminded of what. */
  reminders: Array<ReminderView>,
  /** What became of what it held. */
  counts: CountsView,
  /** The offer to slow accounts that are alike. */
  cascade: CascadeView | null,
  /** Mails that came since it began. */
  mails: Array<MailView>,
  /** The network's own words. */
  message: string,
  /** The raw answer, without secrets. */
  body: string | null,
  /** When Roost may look by itself. */
  probe_at: string | null,
  /** The quiet post, once picked. */
  quiet: string | null,
  /** What happened since. */
  log: Array<LogView>,
  /** The deliveries that it holds, by due time. */
  deliveries: Array<DeliveryView>,
  /** Its id. */
  id: string,
  /** Its kind. */
  kind: RefusalKind,
  /** `account`, `app` or `machine`. */
  scope: IncidentScope,
  /** The account it holds. */
  account: string | null,
  /** The app it holds, or whose account it holds. */
  app: string | null,
  /** How far the way out is. */
  state: IncidentState,
  /** When the first sign came. */
  opened_at: string,
  /** When it was over. */
  closed_at: string | null,
  /** How many deliveries it holds. */
  held: number,
  /** The status of the first sign. */
  http_status: number | null,
  /** The codes of the first sign. */
  codes: Array<number>,
  /** The one before it within 30 days. */
  relock_of: string | null, };

/** One incident in the list. */
export type IncidentView = {
  /** Its id. */
  id: string,
  /** Its kind. */
  kind: RefusalKind,
  /** `account`, `app` or `machine`. */
  scope: IncidentScope,
  /** The account it holds. */
  account: string | null,
  /** The app it holds, or whose account it holds. */
  app: string | null,
  /** How far the way out is. */
  state: IncidentState,
  /** When the first sign came. */
  opened_at: string,
  /** When it was over. */
  closed_at: string | null,
  /** How many deliveries it holds. */
  held: number,
  /** The status of the first sign. */
  http_status: number | null,
  /** The codes of the first sign. */
  codes: Array<number>,
  /** The one before it within 30 days. */
  relock_of: string | null, };

/** One line of an incident's diary. */
export type LogView = {
  /** When. */
  at: string,
  /** A word. */
  event: string,
  /** More, as plain text. */
  note: string, };

/** The ramp of one account, as if the quiet post went out now. */
export type RampPlanView = {
  /** Which account. */
  account: string,
  /** Posts a day before the incident. */
  baseline: number,
  /** `standard` or `repeat`. */
  shape: RampShape,
  /** Its stages, in percent of the baseline. */
  shares: Array<number>,
  /** How many days each stage lasts. */
  days_per_stage: number,
  /** The allowance of each day to come. */
  curve: Array<CurveDay>, };

/** One held delivery on the way back. */
export type ResumeLine = {
  /** Its id. */
  id: string,
  /** Where it goes. */
  account: string,
  /** When it was meant to go out. */
  old: string | null,
  /** When it will; `null` for one that is picked out. */
  new: string | null,
  /** `quiet`, `kept`, `moved` or `picked_out`. */
  decision: Decision,
  /** Why it is picked out: `stale` or `half_sent`. */
  reason: string | null,
  /** What it says. */
  text: string, };

/** The way back. */
export type ResumeView = {
  /** Which incident. */
  incident: string,
  /** Whether the plan was taken. */
  applied: boolean,
  /** The one quiet post that goes first; `null` when nothing is held. */
  first: string | null,
  /** Posts a day before the incident. */
  baseline: number,
  /** `standard`, `repeat` or `half`. */
  shape: RampShape,
  /** The allowance of each day to come. */
  curve: Array<CurveDay>,
  /** One ramp for each account that the incident holds; the three fields above are the first's. */
  ramps: Array<RampPlanView>,
  /** Each held delivery, in order. */
  deliveries: Array<ResumeLine>, };

/** What the probe said. */
export type UnlockedView = {
  /** Which incident. */
  id: string,
  /** `usable`, `still_locked` or `unclear`. */
  outcome: ProbeOutcome,
  /** The incident's state now. */
  state: IncidentState,
  /** In words, with the next step. */
  sentence: string, };
