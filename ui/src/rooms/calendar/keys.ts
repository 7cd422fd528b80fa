// Where do the arrow keys lead? Columns of a week are walked by time, cells of a month by weeks.
import { addDays } from '@/lib/zones'

/** One thing that takes the focus: a delivery, a free slot or '+N more'. */
export interface Stop {
  key: string
  /** Minutes of the day, to find the nearest in the next column. */
  at: number
}

/** The focus: a thing on a day, or (`null`) the day itself. */
export interface Focus {
  day: string
  key: string | null
}

export type Shape = 'columns' | 'cells' | 'list'

export interface Map2D {
  shape: Shape
  /** Days in order with what stands on them. */
  days: readonly { date: string; stops: readonly Stop[] }[]
}

export const ARROWS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'] as const
export type Arrow = (typeof ARROWS)[number]

export function isArrow(key: string): key is Arrow {
  return (ARROWS as readonly string[]).includes(key)
}

/** The focus after a key. A day outside the map means: turn the page. */
export function walk(map: Map2D, focus: Focus, key: Arrow): Focus {
  const stops = stopsOf(map, focus.day)
  const here = stops.findIndex((stop) => stop.key === focus.key)
  switch (key) {
    case 'Home':
      return { day: focus.day, key: stops[0]?.key ?? null }
    case 'End':
      return { day: focus.day, key: stops.at(-1)?.key ?? null }
    case 'ArrowLeft':
      return beside(map, focus, -1)
    case 'ArrowRight':
      return beside(map, focus, 1)
    case 'ArrowDown': {
      const next = stops[here + 1]
      if (next) return { day: focus.day, key: next.key }
      return past(map, focus, 1)
    }
    case 'ArrowUp': {
      if (here > 0) return { day: focus.day, key: stops[here - 1]?.key ?? null }
      return past(map, focus, -1)
    }
  }
}

function stopsOf(map: Map2D, day: string): readonly Stop[] {
  return map.days.find((one) => one.date === day)?.stops ?? []
}

/** Above the first or below the last thing of a day. */
function past(map: Map2D, focus: Focus, way: 1 | -1): Focus {
  switch (map.shape) {
    case 'columns':
      return focus
    case 'cells': {
      const day = addDays(focus.day, 7 * way)
      return { day, key: edge(stopsOf(map, day), way) }
    }
    case 'list': {
      const at = map.days.findIndex((one) => one.date === focus.day)
      const full = way === 1 ? map.days.slice(at + 1).find((one) => one.stops.length > 0) : map.days.slice(0, Math.max(0, at)).findLast((one) => one.stops.length > 0)
      return full ? { day: full.date, key: edge(full.stops, way) } : focus
    }
  }
}

function edge(stops: readonly Stop[], way: 1 | -1): string | null {
  return (way === 1 ? stops[0] : stops.at(-1))?.key ?? null
}

/** The nearest in time on the day beside. */
function beside(map: Map2D, focus: Focus, way: 1 | -1): Focus {
  if (map.shape === 'list') return past(map, focus, way)
  const day = addDays(focus.day, way)
  const mine = stopsOf(map, focus.day)
  const at = mine.findIndex((stop) => stop.key === focus.key)
  const stops = stopsOf(map, day)
  if (stops.length === 0) return { day, key: null }
  if (map.shape === 'cells' || at < 0) return { day, key: stops[Math.min(Math.max(at, 0), stops.length - 1)]?.key ?? null }
  const time = mine[at]?.at ?? 0
  const nearest = stops.reduce((best, stop) => (Math.abs(stop.at - time) < Math.abs(best.at - time) ? stop : best))
  return { day, key: nearest.key }
}

/** How far Alt and an arrow move what is in focus. */
export function nudge(shape: Shape, key: string, shift: boolean): { days: number; minutes: number } | null {
  const week = shape === 'cells' && !shift
  switch (key) {
    case 'ArrowLeft':
      return { days: -1, minutes: 0 }
    case 'ArrowRight':
      return { days: 1, minutes: 0 }
    case 'ArrowUp':
      return week ? { days: -7, minutes: 0 } : { days: 0, minutes: -15 }
    case 'ArrowDown':
      return week ? { days: 7, minutes: 0 } : { days: 0, minutes: 15 }
    default:
      return null
  }
}
