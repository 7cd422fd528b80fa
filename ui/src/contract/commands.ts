// Made from the Rust types; don't edit. `./dev fix` makes it anew.
import type { Nothing } from "./requests";
import type { AccountAddPractice, AccountAddX, AccountNamed, AccountPause, AccountRenew, AccountSet, AccountSlots, AppNamed, SignInBegin, SignInFinish } from "./requests/accounts";
import type { IncidentNamed, IncidentNote, IncidentResume, PlanDays, VaultMove } from "./requests/overview";
import type { DeliveryNamed, DeliverySeen, PostAdd, PostConfirm, PostEdit, PostList, PostMove, PostRetry } from "./requests/posts";
import type { AccountAdded, AccountDetail, AccountRemoved, AccountView, AppRemoved, AppView, SignInBegun, SlotsView } from "./views/accounts";
import type { IncidentDetail, IncidentView, ResumeView, UnlockedView } from "./views/incidents";
import type { DoctorView, FolderConfirmed, PausedView, StatusView, VaultMoved, VaultView } from "./views/overview";
import type { DeliveryDetail, DeliveryView, PlanDay, PostAdded, WhyView } from "./views/posts";

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
  "vault_status",
  "vault_move",
  "folder_confirm",
  "doctor_check",
] as const satisfies readonly (keyof Commands)[];
