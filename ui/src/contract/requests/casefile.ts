// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { When } from "../requests/posts";

/** Enters the countdown that the network's page shows. */
export type IncidentCountdown = {
  /** The incident. */
  id: string,
  /** When it ends, RFC 3339 or wall time of the account; nothing takes it back. */
  ends_at?: string | null, };

/** Switches 'look once a day' on or off. */
export type IncidentLookDaily = {
  /** The incident. */
  id: string,
  /** Whether Roost looks once a day. */
  on: boolean, };

/** Says what the owner sees on the network's page. */
export type IncidentSee = {
  /** The incident. */
  id: string,
  /** One of the incident's screens; nothing takes it back. */
  screen?: string | null, };

/** Marks a step of the checklist. */
export type IncidentStep = {
  /** The incident. */
  id: string,
  /** The step. */
  step: string,
  /** What to say of it. */
  mark: StepMark,
  /** What to write beside it; what stands there stays where nothing is said. */
  note?: string | null, };

/** Writes a form or mail down that was sent. */
export type IncidentTicketAdd = {
  /** The incident. */
  id: string,
  /** Where it was sent. */
  place: string,
  /** The number that came back. */
  number?: string | null,
  /** When, RFC 3339 or wall time of the account; now where nothing is said. */
  sent_at?: string | null, };

/** Writes down what was answered to a ticket. */
export type IncidentTicketAnswer = {
  /** The incident. */
  id: string,
  /** The ticket. */
  ticket: string,
  /** What was answered. */
  answer: string,
  /** Whether nothing more is waited for. */
  closed: boolean, };

/** What the owner says of a step. */
export type StepMark = "todo" | "done" | "skipped";
