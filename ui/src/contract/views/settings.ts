// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { When } from "../requests/posts";
import type { BackupKind, Theme, Contrast, LanguageChoice, WeekStart } from "../words";

/** A copy of the database. */
export type BackupView = {
  /** Where it lies. */
  path: string,
  /** Its size. */
  bytes: number,
  /** When it was made. */
  at: string,
  /** By the owner's wish, the daily one, or from before a change of the schema. */
  kind: BackupKind, };

/** How the window looks and speaks. */
export type Settings = {
  /** Light or dark. */
  theme: Theme,
  /** How strong contrasts are. */
  contrast: Contrast,
  /** In which language Roost speaks. */
  language: LanguageChoice,
  /** The zone of the calendar; `null` for the machine's own. */
  zone: string | null,
  /** The zone that holds now. */
  effective_zone: string,
  /** On which day a week begins. */
  week_start: WeekStart,
  /** Whether incidents are told by the system's notifications. */
  notify_incidents: boolean,
  /** Whether missed deliveries are. */
  notify_missed: boolean,
  /** Whether the first run is over. */
  first_run_done: boolean,
  /** Every zone that can be set, by name. */
  zones: Array<string>,
  /** The folder of the database, the media and the copies; empty for a store without one. */
  data_folder: string,
  /** This Roost's version. */
  version: string, };
