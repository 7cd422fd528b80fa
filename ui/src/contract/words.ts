// Made from the Rust types; don't edit. `./dev fix` makes it anew.

export const ERROR_CODES = [
  "unknown_command",
  "bad_request",
  "internal",
  "no_account",
  "two_accounts",
  "no_app",
  "two_apps",
  "no_delivery",
  "no_incident",
  "no_sign_in",
  "bad_id",
  "bad_state",
  "account_exists",
  "same_user",
  "other_user",
  "app_key_differs",
  "app_base_differs",
  "app_keys_missing",
  "app_in_use",
  "bad_handle",
  "bad_zone",
  "bad_base",
  "lapsed_folder",
  "no_network",
  "no_keys",
  "account_held",
  "refused",
  "not_sent",
  "no_answer",
  "simulator_unreachable",
  "no_simulator",
  "time_unreadable",
  "time_past",
  "time_in_gap",
  "duration_unreadable",
  "duration_too_long",
  "slot_unreadable",
  "slot_day",
  "slot_time",
  "bad_cap",
  "bad_catch_up",
  "bad_late_limit",
  "no_account_named",
  "no_segment",
  "empty_segment",
  "too_long",
  "bad_character",
  "media_unreadable",
  "media_kind",
  "media_too_large",
  "media_mix",
  "alt_too_long",
  "poll_options",
  "poll_option",
  "poll_minutes",
  "poll_and_media",
  "reply_settings",
  "conflict",
  "illegal_move",
  "not_editable",
  "not_a_draft",
  "said_there",
  "half_sent",
  "remote_id_needed",
  "bad_remote_id",
  "not_deletable",
  "not_retryable",
  "incident_is",
  "not_held_by",
  "bad_screen",
  "bad_step",
  "bad_letter",
  "no_ticket",
  "no_place",
  "no_look",
  "report_exists",
  "report_unwritable",
  "not_slowable",
  "account_still_there",
  "nothing_to_undo",
  "nothing_to_redo",
  "undo_stale",
  "undo_stale_slots",
  "no_time",
  "not_in_queue",
  "no_composition",
  "bad_date",
  "bad_days",
  "no_folder",
  "mail_not_set_up",
  "bad_mail_host",
  "bad_mail_port",
  "bad_mail_user",
  "bad_mail_provider",
  "mail_failed",
  "vault_is_there",
  "bad_vault_place",
  "vault_unreachable",
  "vault_locked",
  "vault_wrong_passphrase",
  "vault_no_passphrase",
  "vault_file",
  "not_erased",
  "not_moved",
  "store_busy",
  "store_full",
  "store_read_only",
  "store_broken",
  "store_disk",
  "store_newer",
  "store_in_use",
  "store_file",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export type NetworkName = "x" | "practice";

export const DELIVERY_STATES = [
  "draft",
  "queued",
  "scheduled",
  "sending",
  "unconfirmed",
  "published",
  "failed",
  "held",
  "missed",
  "cancelled",
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export type Timing = "slot" | "chosen" | "pinned";

export type FindingRule = "too_near" | "above_cap" | "above_ramp";

export type ReplySettings = "everyone" | "following" | "mentioned_users" | "subscribers" | "verified";

export type AccountState = "active" | "paused" | "held" | "recovering" | "disconnected";

export type AppState = "active" | "held";

export type CatchUp = "spread" | "today" | "ask";

export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

export type RampShape = "standard" | "repeat" | "half";

export type IncidentState = "open" | "waiting" | "verifying" | "recovering" | "closed";

export type IncidentScope = "account" | "app" | "machine";

export type RefusalKind = "locked" | "suspended" | "automated" | "credentials" | "write_blocked" | "app_suspended" | "setup" | "money" | "allowance" | "rate_limit" | "duplicate" | "content" | "media" | "reply_gate" | "target_gone" | "over_capacity" | "server_error" | "clock" | "retired" | "doubtful" | "none";

export type StepAction = "none" | "letter" | "ticket" | "countdown" | "renew" | "unlocked" | "resume" | "lint";

export type StepState = "todo" | "done" | "skipped";

export type ReminderAbout = "ticket" | "countdown";

export type MailVerdict = "proven" | "not_proven" | "failed";

export type MailWatchState = "off" | "resting" | "idle" | "polling" | "retrying" | "stopped";

export type MailTrouble = "wrong_password" | "no_password" | "no_password_login" | "bad_certificate" | "unreachable" | "silent" | "dropped" | "too_much" | "garbled" | "busy" | "refused" | "vault_closed";

export type Feature = "posts_a_day" | "gap_median" | "gap_spread" | "gap_variation" | "on_the_hour" | "minute_spread" | "links" | "linked" | "top_host" | "hashtags" | "hashtag_repeats" | "mentions" | "similarity" | "near_copies" | "exact_copies" | "cross_copies";

export type FeatureUnit = "a_day" | "minutes" | "number" | "percent" | "a_post";

export type Direction = "higher" | "lower" | "same" | "unknown";

export type ProbeOutcome = "usable" | "still_locked" | "unclear";

export type Decision = "quiet" | "kept" | "moved" | "picked_out";

export type Verdict = "good" | "bad" | "skipped";

export type DraftKind = "delivery" | "composition";

export type MediaKind = "image" | "gif" | "video";

export type BackupKind = "owner" | "daily" | "before";

export type UndoCode = "moved" | "shifted" | "cancelled" | "drafted" | "added" | "edited" | "reordered" | "retried" | "slotted";

export type Theme = "system" | "light" | "dark";

export type Contrast = "system" | "more";

export type LanguageChoice = "system" | "en" | "de";

export type WeekStart = "monday" | "sunday";
