// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { When } from "../requests/posts";
import type { RefusalKind, StepAction, StepState, ReminderAbout, MailVerdict } from "../words";

/** One account of the offer. */
export type CascadeAccount = {
  /** Which. */
  account: string,
  /** How alike its posts are, from 0 to 1. */
  likeness: number,
  /** In what. */
  why: string,
  /** Until when it is slowed, if it is. */
  slowed_until: string | null, };

/** The offer to slow accounts whose posts are like those of the locked one. */
export type CascadeView = {
  /** For how many hours they would be slowed. */
  until_hours: number,
  /** The accounts offered, the most alike first. */
  offered: Array<CascadeAccount>, };

/** A countdown that the owner saw on the network's page. */
export type CountdownView = {
  /** When it ends; Roost looks then, once. */
  ends_at: string,
  /** When the owner entered it. */
  entered_at: string, };

/** What became of the deliveries that an incident ever held. */
export type CountsView = {
  /** Kept by it now. */
  kept: number,
  /** Out since it opened. */
  published_since: number,
  /** Held once, and no longer there at all. Expected to be 0. */
  lost: number,
  /** Waiting for a word of the owner. */
  waiting_decision: number, };

/** One refusal that belongs to an incident, as it is stored: without secrets. */
export type EvidenceView = {
  /** The attempt's id. */
  attempt: string,
  /** When it began. */
  at: string,
  /** For whom. */
  account: string,
  /** `post`, `reconcile`, `probe`, `key_check`, `diagnose`, `clock` or `delete`. */
  purpose: string,
  /** The delivery that was sent. */
  delivery: string | null,
  /** What became of it: `refused`, or `lost` and `not_sent` where no answer came. */
  outcome: string,
  /** The answer's status. */
  http_status: number | null,
  /** The network's codes. */
  codes: Array<number>,
  /** What it was taken for. */
  kind: RefusalKind | null,
  /** By which rule. */
  rule: string | null,
  /** The network's own words. */
  message: string,
  /** `name: value` lines. */
  headers: Array<string>,
  /** The raw answer. */
  body: string | null, };

/** A mail that came after the incident began. */
export type MailView = {
  /** Its id. */
  id: string,
  /** Who it says it is from; plain text. */
  from: string,
  /** Its subject; plain text. */
  subject: string,
  /** When it came. */
  at: string,
  /** Whether the mailbox's own provider proved the sender. */
  verdict: MailVerdict,
  /** Why that is the verdict. */
  why: string, };

/** A reminder to look after something. */
export type ReminderView = {
  /** Its id. */
  id: string,
  /** When the owner is reminded. */
  due: string,
  /** Of what. */
  about: ReminderAbout,
  /** Of which ticket. */
  ticket: string | null,
  /** When the owner was. */
  told_at: string | null, };

/** A screen that the owner may see on the network's page. */
export type ScreenView = {
  /** Its id, as `incident_see` takes it. */
  id: string,
  /** What it is called. */
  label: string,
  /** How to know it. */
  hint: string, };

/** One step of a checklist. */
export type StepView = {
  /** Its id, as `incident_step` takes it. */
  id: string,
  /** What it is, in a few words. */
  title: string,
  /** What to do. */
  text: string,
  /** Why. */
  why: string,
  /** What not to do. */
  avoid: string | null,
  /** Where; https only. */
  link: string | null,
  /** What the link is called. */
  link_label: string | null,
  /** Which tool is offered beside it. */
  action: StepAction,
  /** What the owner said about it. */
  state: StepState,
  /** When the owner said so. */
  at: string | null,
  /** What the owner wrote beside it. */
  note: string,
  /** The letter to draft here. */
  letter: string | null,
  /** What it rests on, each with its date, in words; `null` for a step that is gone. */
  source: string | null,
  /** The first of these that is a page of X; https only. */
  source_link: string | null,
  /** Whether it was ticked before, and this Roost's checklist no longer has it. */
  gone: boolean, };

/** A form or mail that the owner sent. */
export type TicketView = {
  /** Its id. */
  id: string,
  /** Where it was sent. */
  place: string,
  /** The number that came back; empty where none did. */
  number: string,
  /** When it was sent. */
  sent_at: string,
  /** What was answered; empty while nothing was. */
  answer: string,
  /** When that was written down. */
  answered_at: string | null,
  /** When nothing more was waited for. */
  closed_at: string | null, };
