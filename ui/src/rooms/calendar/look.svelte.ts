// Which delivery is looked at closely, and where does the look stand?
import type { CalendarEntry } from '@/lib/contract'

export class Look {
  id = $state<string | null>(null)
  /** Where it opened from; it goes back there. */
  anchor = $state.raw<{ left: number; top: number; right: number; bottom: number } | null>(null)
  #from: HTMLElement | null = null

  open(entry: CalendarEntry, from: HTMLElement): void {
    const { left, top, right, bottom } = from.getBoundingClientRect()
    this.#from = from
    this.anchor = { left, top, right, bottom }
    this.id = entry.id
  }

  close(): void {
    if (this.id === null) return
    this.id = null
    if (this.#from?.isConnected) this.#from.focus({ preventScroll: true })
    this.#from = null
  }
}
