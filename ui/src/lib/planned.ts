// Which commands does the shell answer? Agreed upon by hand until src-tauri writes them into the contract:
// then its types take the place of this file.
import type { Nothing } from '@/contract'

interface Is<Request, View> {
  request: Request
  view: View
}

export interface Planned {
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
