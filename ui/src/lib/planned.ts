// Which commands has the window agreed upon that are not generated yet? Each goes from here by itself
// once the engine or the shell has it: the generated one wins.
import type {
  BackupView, CalendarShow, CalendarView, CompositionNamed, CompositionSave, CompositionSaved, CompositionView, DraftView, HistoryDone,
  HistoryView, MediaAdd, MediaAddBytes, MediaAdded, Moved, Nothing, PostCheck, PostMoveMany, PostShift, PostToCheck, QueueReorder, QueueShow,
  QueueView, Settings, SettingsSet,
} from '@/contract'

interface Is<Request, View> {
  request: Request
  view: View
}

export interface Planned {
  post_move_many: Is<PostMoveMany, Moved>
  post_shift: Is<PostShift, Moved>
  post_check: Is<PostToCheck, PostCheck>
  calendar_show: Is<CalendarShow, CalendarView>
  history_show: Is<Nothing, HistoryView>
  history_undo: Is<Nothing, HistoryDone>
  history_redo: Is<Nothing, HistoryDone>
  queue_show: Is<QueueShow, QueueView[]>
  queue_reorder: Is<QueueReorder, Moved>
  drafts_list: Is<Nothing, DraftView[]>
  composition_save: Is<CompositionSave, CompositionSaved>
  composition_show: Is<CompositionNamed, CompositionView>
  composition_discard: Is<CompositionNamed, Nothing>
  media_add: Is<MediaAdd, MediaAdded>
  media_add_bytes: Is<MediaAddBytes, MediaAdded>
  label_list: Is<Nothing, string[]>
  settings_show: Is<Nothing, Settings>
  settings_set: Is<SettingsSet, Settings>
  backup_now: Is<Nothing, { path: string; bytes: number; at: string }>
  backup_list: Is<Nothing, BackupView[]>

  shell_open: Is<{ url: string }, Nothing>
  shell_pick_media: Is<Nothing, { paths: string[] }>
  shell_autostart_show: Is<Nothing, { on: boolean }>
  shell_autostart_set: Is<{ on: boolean }, { on: boolean }>
  shell_reveal: Is<{ what: 'data_folder' | 'logs' }, Nothing>
  shell_quit: Is<{ due_seen?: number | null }, Nothing>
  shell_about: Is<Nothing, { version: string; data_folder: string }>
  shell_ready: Is<Nothing, Nothing>
  practice_page: Is<Nothing, { url: string | null }>
  drill_begin: Is<{ account: string; kind: string }, Nothing>
  drill_unlock: Is<{ account: string }, Nothing>
}

/** Errors that come with those commands. */
export const PLANNED_CODES = ['nothing_to_undo', 'nothing_to_redo', 'undo_stale', 'no_composition', 'no_media'] as const
