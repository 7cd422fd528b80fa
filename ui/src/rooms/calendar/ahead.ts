// What does the page beside this one look like? Asked for while nothing else happens, and shown at once when
// it is turned to; the engine's own answer follows and replaces it where it differs.
import type { CalendarView } from '@/lib/contract'
import { ask } from '@/state/act'
import type { Range } from './screen'

/** So long after a page stands its neighbours are asked for. */
const PAUSE = 150

const keyOf = (range: Range) => `${range.from} ${range.to}`

/** Whether two answers show the same; the clock alone makes no difference. */
export function sameAnswer(a: CalendarView, b: CalendarView): boolean {
  return a.revision === b.revision && a.zone === b.zone && a.today === b.today && a.days.length === b.days.length && a.deliveries.length === b.deliveries.length && a.days[0]?.date === b.days[0]?.date
}

export class Neighbours {
  #views = new Map<string, CalendarView>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #turn = 0

  get(range: Range): CalendarView | null {
    return this.#views.get(keyOf(range)) ?? null
  }

  /** Keeps this page and asks for those beside it, so many deliveries of each day; all others are dropped. */
  around(view: CalendarView, range: Range, beside: Range[], most: number | null): void {
    const turn = ++this.#turn
    clearTimeout(this.#timer)
    const keep = new Set([range, ...beside].map(keyOf))
    for (const key of this.#views.keys()) if (!keep.has(key)) this.#views.delete(key)
    this.#views.set(keyOf(range), view)
    this.#timer = setTimeout(() => void this.#fetch(beside, turn, view.revision, most), PAUSE)
  }

  async #fetch(beside: Range[], turn: number, revision: number, most: number | null): Promise<void> {
    for (const range of beside) {
      if (turn !== this.#turn) return
      if (this.get(range)?.revision === revision) continue
      const asked = await ask('calendar_show', { from: range.from, to: range.to, ...(most === null ? {} : { most_per_day: most }) })
      if (asked.ok && turn === this.#turn) this.#views.set(keyOf(range), asked.view)
    }
  }

  stop(): void {
    this.#turn += 1
    clearTimeout(this.#timer)
    this.#views.clear()
  }
}
