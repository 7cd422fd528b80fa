// How does the owner want the window: theme, contrast, language, zone, first day of the week?
import { host } from '@/host'
import type { Settings, SettingsSet } from '@/lib/contract'
import { useLanguage, type Language } from '@/words'

const BEFORE: Settings = {
  theme: 'system', contrast: 'system', language: 'system', zone: null, effective_zone: 'UTC', week_start: 'monday', notify_incidents: true,
  notify_missed: true, first_run_done: true, zones: [], data_folder: '', version: '',
}

let now = $state.raw<Settings>(BEFORE)
let loaded = $state(false)

export const settings = {
  get now(): Settings {
    return now
  },
  /** Whether the engine has answered yet. */
  get loaded(): boolean {
    return loaded
  },
}

export function languageOf(choice: Settings['language'], system: readonly string[]): Language {
  if (choice !== 'system') return choice
  return system.some((tag) => tag.toLowerCase().startsWith('de')) && !(system[0] ?? '').toLowerCase().startsWith('en') ? 'de' : 'en'
}

/** Under this name the window keeps the settings for its next start, which stands before they have come. */
const KEPT = 'settings'

/** What is on the page, as text. */
let shown = ''

/** Puts the settings onto the page, and keeps them; the same ones again change nothing. */
function apply(view: Settings): void {
  const text = JSON.stringify(view)
  if (text === shown) return
  shown = text
  show(view)
  try {
    localStorage.setItem(KEPT, text)
  } catch {
    // Full, of drafts perhaps: the next start waits for the engine's word, and nothing else is lost.
    localStorage.removeItem(KEPT)
  }
}

function show(view: Settings): void {
  now = view
  const root = document.documentElement
  root.dataset.theme = view.theme
  root.dataset.contrast = view.contrast
  const language = languageOf(view.language, navigator.languages)
  root.lang = language
  useLanguage(language, view.effective_zone)
}

/** Whether the page can begin with these: what is kept may be of another version, or broken. */
function isUsable(kept: unknown): kept is Settings {
  if (typeof kept !== 'object' || kept === null) return false
  const { language, effective_zone, zones, first_run_done } = kept as Settings
  try {
    new Intl.DateTimeFormat('en', { timeZone: effective_zone })
  } catch {
    return false
  }
  return ['system', 'en', 'de'].includes(language) && Array.isArray(zones) && first_run_done === true
}

/**
 * Puts the settings of the last time onto the page, until the engine has answered. Says whether there were
 * any that the page can begin with.
 */
export function rememberSettings(): boolean {
  try {
    const text = localStorage.getItem(KEPT) ?? 'null'
    const kept: unknown = JSON.parse(text)
    if (!isUsable(kept)) return false
    shown = text
    show({ ...BEFORE, ...kept })
    return true
  } catch {
    return false
  }
}

export async function loadSettings(): Promise<void> {
  apply(await host.call('settings_show', {}))
  loaded = true
}

/** Changes settings; what is on screen follows at once. */
export async function changeSettings(change: SettingsSet): Promise<void> {
  apply(await host.call('settings_set', change))
}

/** Follows changes made elsewhere; main.ts calls it once. */
export function startSettings(): () => void {
  return host.listen((fact) => {
    if (fact.type === 'settings' || fact.type === 'resync') void loadSettings().catch(() => undefined)
  })
}
