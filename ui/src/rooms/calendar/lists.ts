// What stands on which day, and how much of it is shown? Filtering, days, the month's '+N more' and the
// agenda's rows.
import type { CalendarDay, CalendarEntry, CalendarGhost } from '@/lib/contract'
import { type Screen, STATES_OF } from './screen'

/** Deliveries that the filters let through; the same list where nothing is filtered. */
export function filtered(entries: readonly CalendarEntry[], screen: Pick<Screen, 'without' | 'state' | 'label'>): readonly CalendarEntry[] {
  const states = STATES_OF[screen.state]
  const without = new Set(screen.without)
  if (!states && without.size === 0 && screen.label === null) return entries
  return entries.filter(
    (entry) =>
      !without.has(entry.account) && (!states || states.has(entry.state)) && (screen.label === null || entry.labels.includes(screen.label)),
  )
}

/** Deliveries by day, in the order in which they came. */
export function byDay<T extends { wall: string }>(entries: readonly T[]): Map<string, T[]> {
  const days = new Map<string, T[]>()
  for (const entry of entries) {
    const day = entry.wall.slice(0, 10)
    const list = days.get(day)
    if (list) list.push(entry)
    else days.set(day, [entry])
  }
  return days
}

/** States in which the words can still be changed. */
const EDITABLE: ReadonlySet<CalendarEntry['state']> = new Set(['draft', 'queued', 'scheduled', 'held', 'missed', 'failed'])

export function editable(entry: CalendarEntry): boolean {
  return EDITABLE.has(entry.state)
}

export interface Cell {
  entries: CalendarEntry[]
  ghosts: CalendarGhost[]
  /** How many deliveries are not shown. */
  more: number
}

/** What fits into a month's cell of so many lines, and `left_out` more that are not here. The line of '+N more' takes one. */
export function cellOf(entries: readonly CalendarEntry[], ghosts: readonly CalendarGhost[], lines: number, left_out = 0): Cell {
  if (entries.length + left_out > lines) {
    const shown = entries.slice(0, Math.max(0, lines - 1))
    return { entries: shown, ghosts: [], more: entries.length + left_out - shown.length }
  }
  return { entries: entries.slice(), ghosts: ghosts.slice(0, Math.max(0, Math.min(2, lines - entries.length))), more: 0 }
}

export type AgendaRow =
  | { kind: 'day'; key: string; day: CalendarDay; count: number }
  | { kind: 'entry'; key: string; entry: CalendarEntry; position: number; of: number }

/** The agenda: each day with what stands on it. Days with nothing are left out, but not today. */
export function agendaOf(days: readonly CalendarDay[], entries: ReadonlyMap<string, CalendarEntry[]>, today: string): AgendaRow[] {
  return days.flatMap((day): AgendaRow[] => {
    const list = entries.get(day.date) ?? []
    if (list.length === 0 && day.date !== today) return []
    return [
      { kind: 'day', key: day.date, day, count: list.length },
      ...list.map((entry, n): AgendaRow => ({ kind: 'entry', key: entry.id, entry, position: n + 1, of: list.length })),
    ]
  })
}

/** Which rows of known heights are seen, with the heights before and after them. */
export function windowOf(heights: readonly number[], from: number, to: number): { first: number; last: number; before: number; after: number } {
  let top = 0
  let first = -1
  let last = 0
  let before = 0
  let after = 0
  for (const [n, height] of heights.entries()) {
    if (top + height > from && top < to) {
      if (first < 0) {
        first = n
        before = top
      }
      last = n + 1
    } else if (first >= 0) after += height
    top += height
  }
  return first < 0 ? { first: 0, last: 0, before: top, after: 0 } : { first, last, before, after }
}
