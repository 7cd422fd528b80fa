// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { Nothing } from "./requests";
import type { AccountAddPractice, AccountAddX, AccountNamed, AccountPause, AccountRenew, AccountSet, AccountSlots, AppNamed, SignInBegin, SignInFinish } from "./requests/accounts";
import type { IncidentReport, IncidentSlow } from "./requests/before";
import type { IncidentCountdown, IncidentLookDaily, IncidentSee, IncidentStep, IncidentTicketAdd, IncidentTicketAnswer } from "./requests/casefile";
import type { CompositionNamed, CompositionSave, MediaAdd, MediaAddBytes, PostToCheck } from "./requests/compositions";
import type { IncidentLetter } from "./requests/letters";
import type { MailOff, MailSet } from "./requests/mail";
import type { IncidentNamed, IncidentNote, IncidentResume, PlanDays, VaultMove } from "./requests/overview";
import type { CalendarShow, PostCancelMany, PostMoveMany, PostShift, QueueReorder, QueueShow } from "./requests/planning";
import type { DeliveryNamed, DeliverySeen, PostAdd, PostConfirm, PostEdit, PostList, PostMove, PostRetry } from "./requests/posts";
import type { SettingsSet } from "./requests/settings";
import type { AccountAdded, AccountDetail, AccountRemoved, AccountView, AppRemoved, AppView, SignInBegun, SlotsView } from "./views/accounts";
import type { BeforeAllView, BeforeView, ReportView } from "./views/before";
import type { CompositionSaved, CompositionView, MediaAdded, PostCheck } from "./views/composing";
import type { IncidentDetail, IncidentView, ResumeView, UnlockedView } from "./views/incidents";
import type { LetterView } from "./views/letters";
import type { MailCheckedView, MailWatchView } from "./views/mail";
import type { DoctorView, FolderConfirmed, PausedView, StatusView, VaultMoved, VaultView } from "./views/overview";
import type { CalendarView, DraftView, HistoryDone, HistoryView, Moved, QueueView } from "./views/planning";
import type { DeliveryDetail, DeliveryView, PlanDay, PostAdded, WhyView } from "./views/posts";
import type { BackupView, Settings } from "./views/settings";

export interface Commands {
  /** Lists the developer apps. */
  app_list: { request: Nothing; view: Array<AppView> };
  /** Shows one app. */
  app_show: { request: AppNamed; view: AppView };
  /** Removes an app that no account uses, with its secret. */
  app_remove: { request: AppNamed; view: AppRemoved };
  /** Adds an account on the Practice network; works without its simulator running. */
  account_add_practice: { request: AccountAddPractice; view: AccountAdded };
  /** Adds an account on X by the four strings; asks the network who it is. */
  account_add_x: { request: AccountAddX; view: AccountAdded };
  /** Begins a sign-in by PIN, for a new account or for new tokens. */
  account_sign_in_begin: { request: SignInBegin; view: SignInBegun };
  /** Finishes a sign-in by PIN. */
  account_sign_in_finish: { request: SignInFinish; view: AccountAdded };
  /** Gives an account new tokens; those of another user are refused. */
  account_renew: { request: AccountRenew; view: AccountAdded };
  /** Lists the accounts. */
  account_list: { request: Nothing; view: Array<AccountView> };
  /** Shows one account with its rules, slots and ramp. */
  account_show: { request: AccountNamed; view: AccountDetail };
  /** Changes an account's rules. */
  account_set: { request: AccountSet; view: AccountDetail };
  /** Shows or replaces an account's weekly slots. */
  account_slots: { request: AccountSlots; view: SlotsView };
  /** Pauses an account. */
  account_pause: { request: AccountPause; view: AccountDetail };
  /** Ends an account's pause. */
  account_resume: { request: AccountNamed; view: AccountDetail };
  /** Removes an account: its waiting deliveries become drafts, its secrets are erased. */
  account_remove: { request: AccountNamed; view: AccountRemoved };
  /** Adds a post: one delivery for each account named. */
  post_add: { request: PostAdd; view: PostAdded };
  /** Lists deliveries by due time. */
  post_list: { request: PostList; view: Array<DeliveryView> };
  /** Shows one delivery with its segments and attempts. */
  post_show: { request: DeliveryNamed; view: DeliveryDetail };
  /** Changes a post's words. */
  post_edit: { request: PostEdit; view: DeliveryDetail };
  /** Moves a delivery to another time, the next slot, or back to the drafts. */
  post_move: { request: PostMove; view: DeliveryDetail };
  /** Takes a delivery back. */
  post_cancel: { request: DeliverySeen; view: DeliveryDetail };
  /** Sends a failed or missed delivery after all. */
  post_retry: { request: PostRetry; view: DeliveryDetail };
  /** Deletes a published delivery on the network. */
  post_delete: { request: DeliverySeen; view: DeliveryDetail };
  /** Settles an unconfirmed delivery by what the owner saw. */
  post_confirm: { request: PostConfirm; view: DeliveryDetail };
  /** Says why a delivery is not out. */
  post_why: { request: DeliveryNamed; view: WhyView };
  /** Moves several deliveries: all of them, or none. */
  post_move_many: { request: PostMoveMany; view: Moved };
  /** Takes several deliveries back: all of them, or none. */
  post_cancel_many: { request: PostCancelMany; view: Moved };
  /** Shifts deliveries by days and minutes: all of them, or none. */
  post_shift: { request: PostShift; view: Moved };
  /** Looks at a post that is being written as the engine will; changes nothing. */
  post_check: { request: PostToCheck; view: PostCheck };
  /** Shows what stands where in the calendar. */
  calendar_show: { request: CalendarShow; view: CalendarView };
  /** Shows each account's queue, in the order in which it goes out. */
  queue_show: { request: QueueShow; view: Array<QueueView> };
  /** Gives a delivery another place in its account's queue; the due times stay as a set. */
  queue_reorder: { request: QueueReorder; view: Moved };
  /** Shows which change of the plan can be undone, and which made again. */
  history_show: { request: Nothing; view: HistoryView };
  /** Takes the last change of the plan back. */
  history_undo: { request: Nothing; view: HistoryDone };
  /** Makes the change again that was undone last. */
  history_redo: { request: Nothing; view: HistoryDone };
  /** Lists what waits to be planned or to be finished, the newest first. */
  drafts_list: { request: Nothing; view: Array<DraftView> };
  /** Keeps what is being written. */
  composition_save: { request: CompositionSave; view: CompositionSaved };
  /** Shows what was being written. */
  composition_show: { request: CompositionNamed; view: CompositionView };
  /** Lets go of what was being written. */
  composition_discard: { request: CompositionNamed; view: Nothing };
  /** Checks and keeps a media file. */
  media_add: { request: MediaAdd; view: MediaAdded };
  /** Checks and keeps media that came without a file, as from the clipboard. */
  media_add_bytes: { request: MediaAddBytes; view: MediaAdded };
  /** Lists every label in use, by name. */
  label_list: { request: Nothing; view: Array<string> };
  /** Shows how the window looks and speaks. */
  settings_show: { request: Nothing; view: Settings };
  /** Changes settings. */
  settings_set: { request: SettingsSet; view: Settings };
  /** Makes a copy of the database. */
  backup_now: { request: Nothing; view: BackupView };
  /** Lists the copies of the database, the newest first. */
  backup_list: { request: Nothing; view: Array<BackupView> };
  /** Shows what goes out when. */
  plan_show: { request: PlanDays; view: Array<PlanDay> };
  /** Shows how everything stands. */
  status_show: { request: Nothing; view: StatusView };
  /** Pauses all accounts. */
  pause_all: { request: Nothing; view: PausedView };
  /** Ends the pause of all accounts. */
  resume_all: { request: Nothing; view: PausedView };
  /** Lists incidents, newest first. */
  incident_list: { request: Nothing; view: Array<IncidentView> };
  /** Shows one incident with its checklist and diary. */
  incident_show: { request: IncidentNamed; view: IncidentDetail };
  /** The owner says that it is unlocked: one read asks the network. */
  incident_unlocked: { request: IncidentNamed; view: UnlockedView };
  /** Shows the way back without taking it. */
  incident_resume_preview: { request: IncidentResume; view: ResumeView };
  /** Takes the way back: the quiet post goes out first, the rest once it is confirmed. */
  incident_resume_apply: { request: IncidentResume; view: ResumeView };
  /** Writes into an incident's diary. */
  incident_note: { request: IncidentNote; view: IncidentDetail };
  /** Says which screen the owner sees on the network's page. */
  incident_see: { request: IncidentSee; view: IncidentDetail };
  /** Marks a step of the checklist. */
  incident_step: { request: IncidentStep; view: IncidentDetail };
  /** Enters the countdown that the network's page shows; Roost looks once when it is over. */
  incident_countdown: { request: IncidentCountdown; view: IncidentDetail };
  /** Switches 'look once a day' on or off. */
  incident_look_daily: { request: IncidentLookDaily; view: IncidentDetail };
  /** Writes a form or mail down that was sent; reminders follow after 3 and 7 days. */
  incident_ticket_add: { request: IncidentTicketAdd; view: IncidentDetail };
  /** Writes down what was answered to a ticket. */
  incident_ticket_answer: { request: IncidentTicketAnswer; view: IncidentDetail };
  /** Drafts a letter to the network with what is known of an incident; sends nothing. */
  incident_letter: { request: IncidentLetter; view: LetterView };
  /** Closes an incident whose account was removed. */
  incident_close: { request: IncidentNamed; view: IncidentDetail };
  /** Puts the 14 days before an incident beside the account's normal and beside other accounts. */
  incident_before: { request: IncidentNamed; view: BeforeView };
  /** Which features differ most before all locks, suspensions, warnings and blocks. */
  before_all: { request: Nothing; view: BeforeAllView };
  /** Writes the evidence pack: one zip without secrets, ready for a support form. */
  incident_report: { request: IncidentReport; view: ReportView };
  /** Slows accounts with similar posts for 48 hours; an empty list ends it. */
  incident_slow: { request: IncidentSlow; view: IncidentDetail };
  /** Shows how the mail watch stands. */
  mail_show: { request: Nothing; view: MailWatchView };
  /** Sets the mail watch up and switches it on; the password goes to the vault. */
  mail_set: { request: MailSet; view: MailWatchView };
  /** Looks into the mailbox once, now. */
  mail_check: { request: Nothing; view: MailCheckedView };
  /** Switches the mail watch off, and forgets the mailbox where that is asked for. */
  mail_off: { request: MailOff; view: MailWatchView };
  /** Says where the secrets lie. */
  vault_status: { request: Nothing; view: VaultView };
  /** Moves the secrets to another place. */
  vault_move: { request: VaultMove; view: VaultMoved };
  /** Confirms a folder that was copied or restored, so that it may send again. */
  folder_confirm: { request: Nothing; view: FolderConfirmed };
  /** Checks keys, clock, store and vault. */
  doctor_check: { request: Nothing; view: DoctorView };
}

export const COMMANDS = [
  "app_list",
  "app_show",
  "app_remove",
  "account_add_practice",
  "account_add_x",
  "account_sign_in_begin",
  "account_sign_in_finish",
  "account_renew",
  "account_list",
  "account_show",
  "account_set",
  "account_slots",
  "account_pause",
  "account_resume",
  "account_remove",
  "post_add",
  "post_list",
  "post_show",
  "post_edit",
  "post_move",
  "post_cancel",
  "post_retry",
  "post_delete",
  "post_confirm",
  "post_why",
  "post_move_many",
  "post_cancel_many",
  "post_shift",
  "post_check",
  "calendar_show",
  "queue_show",
  "queue_reorder",
  "history_show",
  "history_undo",
  "history_redo",
  "drafts_list",
  "composition_save",
  "composition_show",
  "composition_discard",
  "media_add",
  "media_add_bytes",
  "label_list",
  "settings_show",
  "settings_set",
  "backup_now",
  "backup_list",
  "plan_show",
  "status_show",
  "pause_all",
  "resume_all",
  "incident_list",
  "incident_show",
  "incident_unlocked",
  "incident_resume_preview",
  "incident_resume_apply",
  "incident_note",
  "incident_see",
  "incident_step",
  "incident_countdown",
  "incident_look_daily",
  "incident_ticket_add",
  "incident_ticket_answer",
  "incident_letter",
  "incident_close",
  "incident_before",
  "before_all",
  "incident_report",
  "incident_slow",
  "mail_show",
  "mail_set",
  "mail_check",
  "mail_off",
  "vault_status",
  "vault_move",
  "folder_confirm",
  "doctor_check",
] as const satisfies readonly (keyof Commands)[];
