// How does the calendar look while the engine has not answered yet? Moves show at once, over the last
// answer; they go when an answer has caught up with them, or at once when the engine refuses.
import type { CalendarEntry } from '@/lib/contract'

export interface Pending {
  /** The wall it moves to; `null` takes it off the calendar. */
  wall: string | null
  due: string
  /** The revision that the engine answered with; `null` while it has not. */
  revision: number | null
}

export type Overlay = ReadonlyMap<string, Pending>

/** The entries with what is on its way. */
export function laidOver(entries: readonly CalendarEntry[], overlay: Overlay): readonly CalendarEntry[] {
  if (overlay.size === 0) return entries
  const moved = entries.flatMap((entry): CalendarEntry[] => {
    const pending = overlay.get(entry.id)
    if (!pending) return [entry]
    return pending.wall === null ? [] : [{ ...entry, wall: pending.wall, due: pending.due, revision: pending.revision ?? entry.revision }]
  })
  return moved.sort((a, b) => a.due.localeCompare(b.due) || a.wall.localeCompare(b.wall))
}

/** What is still ahead of this answer. */
export function ahead(entries: readonly CalendarEntry[], overlay: Overlay): Overlay {
  if (overlay.size === 0) return overlay
  const revisions = new Map(entries.map((entry) => [entry.id, entry.revision]))
  const left = new Map<string, Pending>()
  for (const [id, pending] of overlay) {
    const seen = revisions.get(id)
    const caughtUp = pending.revision !== null && (seen === undefined || seen >= pending.revision)
    if (!caughtUp) left.set(id, pending)
  }
  return left.size === overlay.size ? overlay : left
}
