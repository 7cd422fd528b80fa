// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { Theme, Contrast, LanguageChoice, WeekStart } from "../words";

/** Changes settings; what is not said stays. */
export type SettingsSet = {
  /** Light or dark. */
  theme?: Theme,
  /** How strong contrasts are. */
  contrast?: Contrast,
  /** In which language Roost speaks. */
  language?: LanguageChoice,
  /** The zone of the calendar: an IANA name, or `null` for the machine's own. */
  zone?: string | null,
  /** On which day a week begins. */
  week_start?: WeekStart,
  /** Whether incidents are told by the system's notifications. */
  notify_incidents?: boolean,
  /** Whether missed deliveries are. */
  notify_missed?: boolean,
  /** Whether the first run is over. */
  first_run_done?: boolean, };
