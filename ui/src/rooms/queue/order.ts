// Where may a delivery go in its account's line? The due times stay; who has which changes.
import type { QueueEntry } from '@/lib/contract'

/** Whether the owner may give it another place: it waits, and it has a time to trade. */
export function canReorder(one: Pick<QueueEntry, 'state' | 'due'>): boolean {
  return one.due !== null && (one.state === 'scheduled' || one.state === 'queued' || one.state === 'held')
}

type Line = readonly Pick<QueueEntry, 'id' | 'state' | 'due'>[]

/** One wish, as `queue_reorder` takes it: `before` is the delivery that comes after from now on. */
export interface Wish { id: string; before: string | null; place: number }

/**
 * The wish to stand at another place, counted from 0 among those that can be reordered. `null` where
 * nothing would change or the delivery can't move.
 */
export function placeAt(line: Line, id: string, place: number): Wish | null {
  const movable = line.filter(canReorder)
  const from = movable.findIndex((one) => one.id === id)
  if (from < 0) return null
  const to = Math.max(0, Math.min(movable.length - 1, place))
  if (to === from) return null
  const rest = movable.filter((one) => one.id !== id)
  return { id, before: rest[to]?.id ?? null, place: to }
}

/** One place earlier or later; `null` at the ends. */
export function step(line: Line, id: string, by: -1 | 1): Wish | null {
  const from = line.filter(canReorder).findIndex((one) => one.id === id)
  const to = from + by
  return from < 0 || to < 0 ? null : placeAt(line, id, to)
}

/**
 * The wish of a drop in the gap before the row `gap` of the whole line (its length: after the last).
 * Rows that can't be reordered are passed over.
 */
export function dropAt(line: Line, id: string, gap: number): Wish | null {
  const before = line.slice(0, Math.max(0, gap)).filter((one) => canReorder(one) && one.id !== id).length
  return placeAt(line, id, before)
}
