// What does the owner look at: which view, which day, which filters? It stands in the address, so that
// back, reload and a link lead to the same picture.
import type { DeliveryState } from '@/lib/contract'
import { addDays, monthOf, weekBegin } from '@/lib/zones'

export const VIEWS = ['month', 'week', 'day', 'agenda'] as const
export type View = (typeof VIEWS)[number]
export type WeekStart = 'monday' | 'sunday'

/** The states that the filter offers, as the owner thinks of them. */
export const STATE_FILTERS = ['all', 'planned', 'held', 'published', 'asking', 'failed'] as const
export type StateFilter = (typeof STATE_FILTERS)[number]

export interface Screen {
  view: View
  /** The day in focus; `null` is today. */
  day: string | null
  /** Accounts that are hidden. */
  without: string[]
  state: StateFilter
  /** Only deliveries with this label; `null` is any. */
  label: string | null
}

/** How many days the agenda shows. */
export const AGENDA_DAYS = 14

/** Below this a grid has no room for words, and the agenda is shown unless a view was chosen. */
export const NARROW = 560

const DAY = /^\d{4}-\d\d-\d\d$/

function one<T extends string>(all: readonly T[], word: string | null): T | null {
  return all.find((each) => each === word) ?? null
}

/** Reads the address; what it does not say, or says wrongly, is the default. */
export function readScreen(query: URLSearchParams, width: number): Screen {
  const day = query.get('day')
  return {
    view: one(VIEWS, query.get('view')) ?? (width < NARROW ? 'agenda' : 'week'),
    day: day !== null && DAY.test(day) && !Number.isNaN(Date.parse(day)) ? day : null,
    without: (query.get('without') ?? '').split(',').filter(Boolean),
    state: one(STATE_FILTERS, query.get('state')) ?? 'all',
    label: query.get('label') || null,
  }
}

/** The address of a screen, as `go` takes it. */
export function addressOf(screen: Screen): string {
  const query = new URLSearchParams({ view: screen.view })
  if (screen.day) query.set('day', screen.day)
  if (screen.without.length > 0) query.set('without', screen.without.join(','))
  if (screen.state !== 'all') query.set('state', screen.state)
  if (screen.label) query.set('label', screen.label)
  return `calendar?${query.toString()}`
}

/** Which states a filter lets through. */
export const STATES_OF: Record<StateFilter, ReadonlySet<DeliveryState> | null> = {
  all: null,
  planned: new Set(['queued', 'scheduled', 'sending']),
  held: new Set(['held']),
  published: new Set(['published']),
  asking: new Set(['unconfirmed', 'missed']),
  failed: new Set(['failed']),
}

export interface Range {
  from: string
  /** The day after the last. */
  to: string
}

/** The days of a view. A month is whole weeks. */
export function rangeOf(view: View, day: string, start: WeekStart): Range {
  switch (view) {
    case 'day':
      return { from: day, to: addDays(day, 1) }
    case 'week': {
      const from = weekBegin(day, start)
      return { from, to: addDays(from, 7) }
    }
    case 'month': {
      const month = monthOf(day)
      const from = weekBegin(month.from, start)
      return { from, to: addDays(weekBegin(addDays(month.to, -1), start), 7) }
    }
    case 'agenda':
      return { from: day, to: addDays(day, AGENDA_DAYS) }
  }
}

/** The day in focus after one step forth (1) or back (-1). */
export function stepped(view: View, day: string, way: 1 | -1): string {
  switch (view) {
    case 'day':
      return addDays(day, way)
    case 'week':
      return addDays(day, 7 * way)
    case 'agenda':
      return addDays(day, AGENDA_DAYS * way)
    case 'month': {
      const month = monthOf(day)
      const other = monthOf(way === 1 ? month.to : addDays(month.from, -1))
      const last = addDays(other.to, -1)
      const same = `${other.from.slice(0, 8)}${day.slice(8)}`
      return same > last ? last : same
    }
  }
}

/** The ISO week number of a day. */
export function weekNumber(day: string): number {
  const thursday = addDays(weekBegin(day, 'monday'), 3)
  const first = `${thursday.slice(0, 4)}-01-01`
  return Math.floor((Date.parse(thursday) - Date.parse(first)) / (7 * 86_400_000)) + 1
}
