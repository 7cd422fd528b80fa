// Which words pass the door? Written by hand until crates/api generates this folder; the rest of the
// window takes them from lib/contract.ts only.

export type Instant = string
export type Wall = string
export type Day = string

export type DeliveryState =
  | 'draft' | 'queued' | 'scheduled' | 'sending' | 'published'
  | 'unconfirmed' | 'failed' | 'held' | 'missed' | 'cancelled'
export type AccountState = 'active' | 'paused' | 'held' | 'recovering' | 'disconnected'
export type IncidentState = 'open' | 'waiting' | 'verifying' | 'recovering' | 'closed'
export type Timing = 'slot' | 'chosen' | 'pinned'
export type NetworkName = 'x' | 'practice'
export type Pin = 'loose' | 'pinned'
export type When = { at: string } | { wall: { time: Wall; zone: string } } | 'next' | 'draft'
export type CatchUp = 'spread' | 'today' | 'ask'
export type Nothing = Record<string, never>

export const ERROR_CODES = [
  'unknown_command', 'bad_request', 'internal',
  'no_account', 'two_accounts', 'no_app', 'two_apps', 'no_delivery', 'no_incident', 'no_sign_in', 'bad_id', 'bad_state',
  'account_exists', 'same_user', 'other_user', 'app_key_differs', 'app_base_differs', 'app_keys_missing', 'app_in_use',
  'bad_handle', 'bad_zone', 'bad_base', 'lapsed_folder', 'no_network', 'no_keys', 'account_held',
  'refused', 'not_sent', 'no_answer', 'simulator_unreachable', 'no_simulator',
  'time_unreadable', 'time_past', 'time_in_gap', 'duration_unreadable', 'duration_too_long',
  'slot_unreadable', 'slot_day', 'slot_time', 'bad_cap', 'bad_catch_up', 'bad_late_limit',
  'no_account_named', 'no_segment', 'empty_segment', 'too_long', 'bad_character',
  'media_unreadable', 'media_kind', 'media_too_large', 'media_mix', 'alt_too_long',
  'poll_options', 'poll_option', 'poll_minutes', 'poll_and_media', 'reply_settings',
  'conflict', 'illegal_move', 'not_editable', 'half_sent', 'remote_id_needed', 'bad_remote_id',
  'not_deletable', 'not_retryable', 'incident_is', 'not_held_by',
  'vault_is_there', 'bad_vault_place', 'vault_unreachable', 'vault_locked', 'vault_wrong_passphrase',
  'vault_no_passphrase', 'vault_file', 'not_erased', 'not_moved',
  'store_busy', 'store_full', 'store_read_only', 'store_broken', 'store_disk', 'store_newer', 'store_in_use', 'store_file',
  'nothing_to_undo', 'nothing_to_redo', 'undo_stale', 'no_composition', 'no_media',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

export interface ApiError {
  code: ErrorCode
  params: Record<string, string>
  retry: 'no' | 'later' | 'reload'
  detail: string
  trace: string | null
}

export interface DeliveryView {
  id: string
  post: string
  account: string
  state: DeliveryState
  due: Instant | null
  original_due: Instant | null
  text: string
  remote_id: string | null
  url: string | null
  attempts: number
  reason: string | null
  timing: Timing
  incident: string | null
  published_at: Instant | null
  revision: number
}
export interface MediaView { sha256: string; mime: string; bytes: number; alt: string }
export interface PollView { options: string[]; minutes: number }
export interface SegmentView {
  text: string
  media: MediaView[]
  poll: PollView | null
  reply_settings: string
  remote_id: string | null
  url: string | null
}
export interface AttemptView {
  id: string
  purpose: string
  outcome: string
  began_at: Instant
  ended_at: Instant | null
  http_status: number | null
  kind: string | null
  codes: number[]
  message: string
  body: string | null
}
export interface DeliveryDetail extends DeliveryView {
  note: string | null
  segments: SegmentView[]
  attempt_log: AttemptView[]
  labels: string[]
  category: string | null
  wall: Wall | null
  zone: string
}
export interface FindingView { rule: string; delivery: string; message: string; free: Instant | null }
export interface PostAdded { post: string; deliveries: string[]; due: (Instant | null)[]; findings: FindingView[] }
export interface WhyView { id: string; state: DeliveryState; reason: string; sentence: string; until: Instant | null }
export interface PlanDay { date: Day; deliveries: DeliveryView[]; findings: FindingView[] }

export interface AppView {
  id: string; network: NetworkName; name: string; api_base: string | null; consumer_key: string
  state: 'active' | 'held'; incidents: string[]; accounts: string[]
}
export interface AccountView {
  id: string
  network: NetworkName
  handle: string
  account: string
  app: string
  state: AccountState
  reason: string | null
  next_due: Instant | null
  held: number
  incidents: string[]
  zone: string
  published_today: number
  cap: number | null
  cap_used: number
  paused_until: Instant | null
}
export interface SlotView { day: string; time: string; category: string | null }
export interface RampView { incident: string; shape: string; stage: number; baseline: number; allowance: number }
export interface AccountDetail extends AccountView {
  user_id: string | null
  gap: string
  jitter: string
  catch_up: CatchUp
  late_limit: string
  slots: SlotView[]
  ramp: RampView | null
}
export interface SlotsView { account: string; zone: string; slots: SlotView[]; placed: string[] }
export interface AccountAdded { id: string; handle: string; network: NetworkName; closed: string[]; released: number }
export interface AccountRemoved { id: string; drafts: number; erased: boolean }
export interface AppRemoved { id: string; name: string }
export interface SignInBegun { sign_in: string; url: string }

export interface IncidentView {
  id: string
  kind: string
  scope: 'account' | 'app' | 'machine'
  account: string | null
  app: string | null
  state: IncidentState
  opened_at: Instant
  closed_at: Instant | null
  held: number
  http_status: number | null
  codes: number[]
  relock_of: string | null
}
export interface StepView { text: string; link: string | null }
export interface LogView { at: Instant; event: string; note: string }
export interface IncidentDetail extends IncidentView {
  headline: string
  next_step: string
  checklist: StepView[]
  message: string
  body: string | null
  probe_at: Instant | null
  quiet: string | null
  log: LogView[]
  deliveries: DeliveryView[]
}
export interface UnlockedView { id: string; outcome: 'usable' | 'still_locked' | 'unclear'; state: IncidentState; sentence: string }
export interface CurveDay { date: Day; allowance: number }
export interface RampPlanView { account: string; baseline: number; shape: string; curve: CurveDay[] }
export interface ResumeLine {
  id: string; account: string; old: Instant | null; new: Instant | null
  decision: 'quiet' | 'kept' | 'moved' | 'picked_out'; reason: 'stale' | 'half_sent' | null; text: string
}
export interface ResumeView {
  incident: string; applied: boolean; first: string | null; baseline: number; shape: string
  curve: CurveDay[]; ramps: RampPlanView[]; deliveries: ResumeLine[]
}

export interface StatusView {
  running: boolean
  next: DeliveryView | null
  accounts: AccountView[]
  incidents: IncidentView[]
  published_today: number
  held: number
  unconfirmed: number
  missed: number
  paused: boolean
  confirm_since: Instant | null
  now: Instant
  now_wall: Wall
  due_within_hour: number
  unanswered: number
}
export interface VaultView { place: string | null; secrets: { what: string; name: string }[] }
export interface CheckView { check: string; about: string | null; verdict: 'good' | 'bad' | 'skipped'; message: string }

export interface CalendarForecast { account: string; planned: number; normal: number | null; above: boolean }
export interface CalendarDay { date: Day; begins: Instant; minutes: number; forecasts: CalendarForecast[] }
export interface CalendarEntry {
  id: string
  post: string
  account: string
  state: DeliveryState
  due: Instant
  wall: Wall
  original_due: Instant | null
  text: string
  segments: number
  media: number
  alt_missing: number
  labels: string[]
  timing: Timing
  incident: string | null
  reason: string | null
  revision: number
  movable: boolean
}
export interface CalendarGhost { account: string; at: Instant; wall: Wall; category: string | null }
export interface CalendarLimit { account: string; held: boolean; reason: string | null; cap: number | null; capped_days: Day[] }
export interface CalendarView {
  zone: string
  now: Instant
  now_wall: Wall
  today: Day
  revision: number
  days: CalendarDay[]
  deliveries: CalendarEntry[]
  ghosts: CalendarGhost[]
  limits: CalendarLimit[]
}

export interface Moved { deliveries: DeliveryView[]; findings: FindingView[] }
export interface Seen { id: string; revision?: number | null }
export type UndoCode = 'moved' | 'shifted' | 'cancelled' | 'drafted' | 'added' | 'edited' | 'reordered' | 'retried'
export interface UndoStep { code: UndoCode; count: number; at: Instant }
export interface HistoryView { undo: UndoStep | null; redo: UndoStep | null }
export interface HistoryDone { done: { code: UndoCode; count: number }; deliveries: string[] }

export interface QueueEntry extends DeliveryView {
  wall: Wall | null
  position: number
  why: string | null
  labels: string[]
  segments: number
  media: number
}
export interface QueueView { account: string; deliveries: QueueEntry[] }

export interface DraftView {
  kind: 'delivery' | 'composition'
  id: string
  revision: number
  accounts: string[]
  text: string
  segments: number
  media: number
  alt_missing: number
  labels: string[]
  saved_at: Instant
}
export interface CompositionMedia { sha256: string; alt: string; name: string; mime: string }
export interface CompositionSegment {
  text: string
  media: CompositionMedia[]
  poll: PollView | null
  reply_settings: string | null
}
export interface Composition {
  accounts: string[]
  segments: CompositionSegment[]
  when: When | null
  pin: boolean
  labels: string[]
  editing: string | null
}
export interface CompositionSaved { id: string; revision: number; saved_at: Instant }
export interface CompositionView extends CompositionSaved { content: Composition }
export interface MediaAdded { sha256: string; mime: string; bytes: number; kind: 'image' | 'gif' | 'video'; name: string }
export interface SegmentText {
  text: string
  media?: ({ path: string; alt?: string } | { sha256: string; alt?: string })[]
  poll?: PollView | null
  reply_settings?: string | null
}
export interface TextRange { start: number; end: number; text: string }
export interface SegmentCheck {
  weighted: number
  max: number
  valid: boolean
  over: number
  urls: TextRange[]
  mentions: TextRange[]
  hashtags: TextRange[]
  cashtags: TextRange[]
  problems: string[]
}
export interface PostCheck {
  segments: SegmentCheck[]
  costs: { account: string; micro_usd: number | null; with_link: boolean; as_of: Day; source: string }[]
  caps: { account: string; used: number; cap: number | null; planned: number }[]
  next_slots: { account: string; at: Instant; wall: Wall }[]
  findings: FindingView[]
  total_micro_usd: number | null
}

export type Theme = 'system' | 'light' | 'dark'
export type Contrast = 'system' | 'more'
export type LanguageChoice = 'system' | 'en' | 'de'
export interface Settings {
  theme: Theme
  contrast: Contrast
  language: LanguageChoice
  zone: string | null
  effective_zone: string
  week_start: 'monday' | 'sunday'
  notify_incidents: boolean
  notify_missed: boolean
  first_run_done: boolean
  zones: string[]
  data_folder: string
  version: string
}
export type SettingsChange = Partial<
  Pick<Settings, 'theme' | 'contrast' | 'language' | 'zone' | 'week_start' | 'notify_incidents' | 'notify_missed' | 'first_run_done'>
>
export interface BackupMade { path: string; bytes: number; at: Instant }
export interface BackupView extends BackupMade { kind: string }

export interface FourStrings { consumer_key: string; consumer_secret: string; token: string; token_secret: string }

export type Fact =
  | { type: 'deliveries'; ids: string[] }
  | { type: 'accounts' }
  | { type: 'incident'; id: string; opened: boolean }
  | { type: 'plan' }
  | { type: 'settings' }
  | { type: 'published'; id: string }
  | { type: 'resync' }
  | { type: 'notice'; code: string; params: Record<string, string> }

interface Is<Request, View> { request: Request; view: View }

export interface Commands {
  app_list: Is<Nothing, AppView[]>
  app_show: Is<{ app: string }, AppView>
  app_remove: Is<{ app: string }, AppRemoved>
  account_add_practice: Is<{ handle: string; simulator?: string | null; zone?: string | null }, AccountAdded>
  account_add_x: Is<{ app: string; api_base?: string | null; keys: FourStrings; zone?: string | null }, AccountAdded>
  account_sign_in_begin: Is<
    {
      purpose: { add: { app: string; api_base?: string | null; zone?: string | null } } | { renew: { account: string } }
      keys?: { consumer_key: string; consumer_secret: string } | null
    },
    SignInBegun
  >
  account_sign_in_finish: Is<{ sign_in: string; pin: string }, AccountAdded>
  account_renew: Is<{ account: string; keys: FourStrings }, AccountAdded>
  account_list: Is<Nothing, AccountView[]>
  account_show: Is<{ account: string }, AccountDetail>
  account_set: Is<
    { account: string; gap?: string; jitter?: string; cap?: string; catch_up?: string; late_limit?: string; zone?: string },
    AccountDetail
  >
  account_slots: Is<{ account: string; set?: string[] | null }, SlotsView>
  account_pause: Is<{ account: string; until?: string | null }, AccountDetail>
  account_resume: Is<{ account: string }, AccountDetail>
  account_remove: Is<{ account: string }, AccountRemoved>

  post_add: Is<
    { accounts: string[]; when: When; pin?: Pin; segments: SegmentText[]; labels?: string[]; category?: string; composition?: string },
    PostAdded
  >
  post_list: Is<{ state?: string; account?: string }, DeliveryView[]>
  post_show: Is<{ id: string }, DeliveryDetail>
  post_edit: Is<
    { id: string; revision?: number | null; segments: SegmentText[]; labels?: string[]; composition?: string },
    DeliveryDetail
  >
  post_move: Is<{ id: string; revision?: number | null; when: When; pin?: Pin }, DeliveryDetail>
  post_cancel: Is<Seen, DeliveryDetail>
  post_retry: Is<{ id: string; revision?: number | null; at?: string | null }, DeliveryDetail>
  post_delete: Is<Seen, DeliveryDetail>
  post_confirm: Is<
    { id: string; revision?: number | null; seen: { there: { remote_id?: string | null } } | 'not_there' },
    DeliveryDetail
  >
  post_why: Is<{ id: string }, WhyView>
  post_move_many: Is<{ moves: { id: string; revision?: number | null; when: When; pin?: Pin }[] }, Moved>
  post_shift: Is<{ ids: Seen[]; days: number; minutes: number }, Moved>
  post_check: Is<{ accounts: string[]; segments: SegmentText[]; when?: When; editing?: string | null }, PostCheck>

  calendar_show: Is<{ from: Day; to: Day; zone?: string; accounts?: string[] }, CalendarView>
  plan_show: Is<{ days: number }, PlanDay[]>
  status_show: Is<Nothing, StatusView>
  pause_all: Is<Nothing, { paused_at: Instant | null }>
  resume_all: Is<Nothing, { paused_at: Instant | null }>
  history_show: Is<Nothing, HistoryView>
  history_undo: Is<Nothing, HistoryDone>
  history_redo: Is<Nothing, HistoryDone>
  queue_show: Is<{ account?: string }, QueueView[]>
  queue_reorder: Is<{ account: string; id: string; revision?: number | null; before: string | null }, Moved>
  drafts_list: Is<Nothing, DraftView[]>
  composition_save: Is<{ id: string | null; revision: number | null; content: Composition }, CompositionSaved>
  composition_show: Is<{ id: string }, CompositionView>
  composition_discard: Is<{ id: string }, Nothing>
  media_add: Is<{ path: string }, MediaAdded>
  media_add_bytes: Is<{ name: string; base64: string }, MediaAdded>
  label_list: Is<Nothing, string[]>

  incident_list: Is<Nothing, IncidentView[]>
  incident_show: Is<{ id: string }, IncidentDetail>
  incident_unlocked: Is<{ id: string }, UnlockedView>
  incident_resume_preview: Is<{ id: string; first?: string | null }, ResumeView>
  incident_resume_apply: Is<{ id: string; first?: string | null }, ResumeView>
  incident_note: Is<{ id: string; text: string }, IncidentDetail>

  vault_status: Is<Nothing, VaultView>
  vault_move: Is<{ to: string }, { place: string; moved: number }>
  folder_confirm: Is<Nothing, { was_waiting: boolean; unconfirmed: number }>
  doctor_check: Is<Nothing, { checks: CheckView[] }>
  settings_show: Is<Nothing, Settings>
  settings_set: Is<SettingsChange, Settings>
  backup_now: Is<Nothing, BackupMade>
  backup_list: Is<Nothing, BackupView[]>

  shell_open: Is<{ url: string }, Nothing>
  shell_pick_media: Is<Nothing, { paths: string[] }>
  shell_autostart_show: Is<Nothing, { on: boolean }>
  shell_autostart_set: Is<{ on: boolean }, { on: boolean }>
  shell_reveal: Is<{ what: 'data_folder' | 'logs' }, Nothing>
  shell_quit: Is<Nothing, Nothing>
  shell_about: Is<Nothing, { version: string; data_folder: string }>
  shell_ready: Is<Nothing, Nothing>
  practice_page: Is<Nothing, { url: string | null }>
  drill_begin: Is<{ account: string; kind: string }, Nothing>
  drill_unlock: Is<{ account: string }, Nothing>
}
