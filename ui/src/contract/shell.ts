// Made from the Rust types; don't edit. `./dev fix` makes it anew.

/** Which Roost this is. */
export type About = {
  /** Its version. */
  version: string,
  /** Where it keeps everything. */
  data_folder: string,
  /** Whether the loop runs in this app. */
  part: LoopPart, };

/** Whether Roost starts at login. */
export type Autostart = {
  /** It does. */
  on: boolean, };

/** It was done. */
export type Done = Record<symbol, never>;

/** A drill to begin. */
export type DrillBegin = {
  /** A Practice account: its handle, or `practice:h`. */
  account: string,
  /** What happens to it. */
  kind: DrillKind, };

/** What can be played. */
export type DrillKind = "locked" | "suspended" | "automated";

/** A drill to end. */
export type DrillUnlock = {
  /** A Practice account: its handle, or `practice:h`. */
  account: string, };

/** Who runs the loop. */
export type LoopPart = "owner" | "guest";

/** Nothing is asked. */
export type Nothing = Record<symbol, never>;

/** What was picked. */
export type PickedMedia = {
  /** Whole paths; empty when the owner thought better of it. */
  paths: Array<string>, };

/** A folder of Roost's. */
export type Place = "data_folder" | "logs";

/** Where the Practice network can be looked at. */
export type PracticePage = {
  /** Its address; `null` while no loop hosts it. */
  url: string | null, };

/** A link to open. */
export type ShellOpen = {
  /** The link, https or mailto. */
  url: string, };

/** The owner wants to quit. */
export type ShellQuit = {
  /** How many posts the owner knows to be due within the hour: what `quit-asked` said. */
  due_seen?: number, };

/** A folder to show. */
export type ShellReveal = {
  /** Which. */
  what: Place, };

export interface ShellCommands {
  /** Opens a link in the owner's own browser or mail program: https, mailto, and the pages of the Practice network that runs here. */
  shell_open: { request: ShellOpen; view: Done };
  /** Asks for pictures or a video with the system's dialog. */
  shell_pick_media: { request: Nothing; view: PickedMedia };
  /** Says whether Roost starts at login. */
  shell_autostart_show: { request: Nothing; view: Autostart };
  /** Lets Roost start at login, or not. */
  shell_autostart_set: { request: Autostart; view: Autostart };
  /** Shows a folder in the system's file manager. */
  shell_reveal: { request: ShellReveal; view: Done };
  /** Ends Roost. With posts due within the hour that the owner was not told of, it asks first. */
  shell_quit: { request: ShellQuit; view: Done };
  /** Says which Roost this is. */
  shell_about: { request: Nothing; view: About };
  /** The page says that it has painted and listens. */
  shell_ready: { request: Nothing; view: Done };
  /** Says where the Practice network's timeline can be looked at. */
  practice_page: { request: Nothing; view: PracticePage };
  /** Lets the Practice network lock an account when it posts next. */
  drill_begin: { request: DrillBegin; view: Done };
  /** Does on the Practice network what the owner would do on X's own page. */
  drill_unlock: { request: DrillUnlock; view: Done };
}

export const SHELL_COMMANDS = [
  "shell_open",
  "shell_pick_media",
  "shell_autostart_show",
  "shell_autostart_set",
  "shell_reveal",
  "shell_quit",
  "shell_about",
  "shell_ready",
  "practice_page",
  "drill_begin",
  "drill_unlock",
] as const satisfies readonly (keyof ShellCommands)[];
