// What is told in passing? Short notes at the edge: what was done, with its undo, or what went wrong.
import type { ApiError } from '@/lib/contract'
import { say } from './announcer.svelte'

export interface Toast {
  id: number
  tone: 'plain' | 'problem'
  text: string
  /** For problems: what 'copy details' copies. */
  error: ApiError | null
  action: ToastAction | null
  /** A second, lesser one, before the first. */
  also: ToastAction | null
}

export interface ToastAction { label: string; run: () => void }

/** How long a note without a problem stays; one with an action stays longer. */
const STAYS = 6_000
const STAYS_WITH_ACTION = 10_000

let all = $state.raw<Toast[]>([])
let next = 1
const timers = new Map<number, ReturnType<typeof setTimeout>>()

export const toasts = {
  get all(): Toast[] {
    return all
  },
}

export function toast(text: string, options: Partial<Omit<Toast, 'id' | 'text'>> = {}): number {
  const made: Toast = { id: next++, tone: 'plain', error: null, action: null, also: null, text, ...options }
  // The same words are not said twice one under the other; three notes are enough.
  const kept = all.filter((other) => other.text !== text).slice(-2)
  for (const gone of all) if (!kept.includes(gone)) stopTimer(gone.id)
  all = [...kept, made]
  say(text)
  if (made.tone === 'plain') startTimer(made)
  return made.id
}

export function dismiss(id: number): void {
  stopTimer(id)
  all = all.filter((other) => other.id !== id)
}

/** While the pointer or the focus is on the notes, none of them goes. */
export function holdToasts(): void {
  for (const one of all) stopTimer(one.id)
}

export function releaseToasts(): void {
  for (const one of all) if (one.tone === 'plain') startTimer(one)
}

function startTimer(one: Toast): void {
  stopTimer(one.id)
  timers.set(one.id, setTimeout(() => dismiss(one.id), one.action ? STAYS_WITH_ACTION : STAYS))
}

function stopTimer(id: number): void {
  const timer = timers.get(id)
  if (timer) clearTimeout(timer)
  timers.delete(id)
}
