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

/** One day of a drill, for its account. */
export type DrillDay = {
  /** `YYYY-MM-DD` in the account's zone. */
  date: string,
  /** Posts that the ramp allowed; `null` where no ramp ran. */
  allowance: number | null,
  /** Posts that went out. */
  published: number, };

/** What can be played. */
export type DrillKind = "locked" | "suspended" | "automated";

/** A drill as it stands. */
export type DrillState = {
  /** What is played. */
  kind: PlayKind,
  /** What stands on X's page, where the kind has a choice. */
  screen: PlayScreen | null,
  /** The account that it happens to; for an app the first of its accounts. */
  account: string,
  /** The incident, once it is there; after a second lock the newer one. */
  incident: string | null,
  /** The drill's own time. */
  now: string,
  /** How many of its seconds pass in one. */
  factor: number,
  /** What the owner would do on X's page, which `shell_drill_release` does for them. */
  deed: PlayDeed,
  /** Whether that was done, or can be done now. */
  deed_state: PlayDeedState,
  /** Whether the lock can come once more, which `shell_drill_again` lets it. */
  again: PlayAgain,
  /** Posts that were planned. */
  planned: number,
  /** Posts that an incident has kept, at the most at one time. */
  kept: number,
  /** Posts that the network has. */
  published: number,
  /** Posts that wait in the queue. */
  waiting: number,
  /** Posts that are neither out nor waiting, or that Roost believes to be out and are not. */
  lost: number,
  /** Posts that the network has twice. */
  twice: number,
  /** Requests while held, by the simulator's log, without the looks that the incident's log names. */
  requests_while_held: number,
  /** Days on which more went out than was allowed. */
  days_above: number,
  /** Each day from the first post to today. */
  days: Array<DrillDay>, };

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
export type Place = "data_folder" | "logs" | "reports";

/** Whether the lock can come once more. */
export type PlayAgain = "closed" | "open" | "set";

/** What the owner does on X's page, and what a drill does for them. */
export type PlayDeed = "unlock_account" | "unblock_app" | "top_up" | "fix_setting" | "renew_tokens" | "set_clock" | "update" | "wait";

/** Whether the deed on X's page was done. */
export type PlayDeedState = "not_yet" | "open" | "done";

/** The kinds of incident that can be played: all that hold. */
export type PlayKind = "locked" | "suspended" | "automated" | "credentials" | "write_blocked" | "app_suspended" | "setup" | "money" | "doubtful" | "clock" | "retired";

/** What the owner sees on X's page, where the way out depends on it. */
export type PlayScreen = "challenge" | "phone" | "email_code" | "change_password" | "limited" | "named_post";

/** Where the Practice network can be looked at. */
export type PracticePage = {
  /** Its address; `null` while no loop hosts it. */
  url: string | null, };

/** A drill to open in a window of its own. */
export type ShellDrillBegin = {
  /** What is played. */
  kind: PlayKind,
  /** What the owner will see on X's page; only some kinds have a choice. */
  screen?: PlayScreen, };

/** How fast a drill goes. */
export type ShellDrillPace = {
  /** How many of its seconds pass in one: 1 (as time passes) to 483,840 (a week in 1¼ seconds). */
  factor: number, };

/** A link to open. */
export type ShellOpen = {
  /** The link, https or mailto. */
  url: string, };

/** The passphrase of the vault file, as the owner typed it. */
export type ShellPassphrase = {
  /** It. */
  passphrase: string, };

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
  /** The page says that it has its first picture, and is seen from now on. */
  shell_show_page: { request: Nothing; view: Done };
  /** The page says that it has painted and listens. */
  shell_ready: { request: Nothing; view: Done };
  /** Gives the passphrase that `passphrase-asked` asked for; one that does not open the vault file is refused, and can be typed again. */
  shell_passphrase_give: { request: ShellPassphrase; view: Done };
  /** Leaves the vault shut; nobody is asked again until the owner wants something of it. */
  shell_passphrase_decline: { request: Nothing; view: Done };
  /** Opens the vault, asking for its passphrase where it needs one. */
  shell_vault_open: { request: Nothing; view: Done };
  /** Says where the Practice network's timeline can be looked at. */
  practice_page: { request: Nothing; view: PracticePage };
  /** Lets the Practice network lock an account when it posts next. */
  drill_begin: { request: DrillBegin; view: Done };
  /** Does on the Practice network what the owner would do on X's own page. */
  drill_unlock: { request: DrillUnlock; view: Done };
  /** Opens a drill in a window of its own, on a folder of its own. */
  shell_drill_begin: { request: ShellDrillBegin; view: Done };
  /** Says how the drill stands that this window plays; `null` in the ordinary window. */
  shell_drill_state: { request: Nothing; view: DrillState | null };
  /** Lets the drill's time pass faster or slower. */
  shell_drill_pace: { request: ShellDrillPace; view: DrillState };
  /** Does in the drill what the owner would do on X's own page. */
  shell_drill_release: { request: Nothing; view: DrillState };
  /** Lets the drill's account be locked once more, on the way back from the first lock. */
  shell_drill_again: { request: Nothing; view: DrillState };
}

export const SHELL_COMMANDS = [
  "shell_open",
  "shell_pick_media",
  "shell_autostart_show",
  "shell_autostart_set",
  "shell_reveal",
  "shell_quit",
  "shell_about",
  "shell_show_page",
  "shell_ready",
  "shell_passphrase_give",
  "shell_passphrase_decline",
  "shell_vault_open",
  "practice_page",
  "drill_begin",
  "drill_unlock",
  "shell_drill_begin",
  "shell_drill_state",
  "shell_drill_pace",
  "shell_drill_release",
  "shell_drill_again",
] as const satisfies readonly (keyof ShellCommands)[];
