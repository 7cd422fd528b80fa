// How is a row dragged? By pointer: it lifts after a few pixels, a line shows the gap, the list scrolls
// at its edges, Escape puts it back.
import type { QueueEntry } from '@/lib/contract'
import { rowAt, type Row } from './rows'
import { scrollerOf } from './viewport.svelte'

interface Ground {
  rows: () => readonly Row[]
  offsets: () => readonly number[]
  list: () => HTMLElement | null
  start: (entry: QueueEntry) => void
  /** `gap` counts the account's own rows before the drop. */
  drop: (entry: QueueEntry, gap: number) => void
}

const THRESHOLD = 4
const EDGE = 48

/** The gap nearest to a point among an account's rows: how many of them lie before it, and where it is. */
export function gapNear(rows: readonly Row[], offsets: readonly number[], account: string, y: number): { gap: number; at: number } | null {
  const mine = rows.flatMap((row, n) => (row.kind === 'entry' && row.entry.account === account ? [n] : []))
  const [first, last] = [mine[0], mine.at(-1)]
  if (first === undefined || last === undefined) return null
  const at = Math.max(first, Math.min(last, rowAt(offsets, Math.max(0, y))))
  const middle = ((offsets[at] ?? 0) + (offsets[at + 1] ?? 0)) / 2
  const edge = y > middle ? at + 1 : at
  return { gap: mine.filter((n) => n < edge).length, at: offsets[edge] ?? 0 }
}

export class Drag {
  on = $state(false)
  id = $state<string | null>(null)
  /** How far it is from its place. */
  by = $state(0)
  gapAt = $state<number | null>(null)
  private entry: QueueEntry | null = null
  private gap: number | null = null
  private from = { x: 0, y: 0, inList: 0 }
  private pointer = { x: 0, y: 0 }
  private swallowing = false
  private frame = 0

  constructor(private readonly ground: Ground) {}

  press(event: PointerEvent, entry: QueueEntry): void {
    const at = event.target as HTMLElement
    if (event.button !== 0 || !event.isPrimary || at.closest('.menu')) return
    // A finger scrolls the list unless it is on the grip.
    if (event.pointerType !== 'mouse' && !at.closest('.grip')) return
    const list = this.ground.list()
    if (!list) return
    this.entry = entry
    this.from = { x: event.clientX, y: event.clientY, inList: event.clientY - list.getBoundingClientRect().top }
    window.addEventListener('pointermove', this.move)
    window.addEventListener('pointerup', this.up)
    window.addEventListener('pointercancel', this.stop)
    window.addEventListener('keydown', this.key, true)
  }

  /** The click that a drop makes is not a click. */
  swallow(event: MouseEvent): void {
    if (!this.swallowing) return
    event.preventDefault()
    event.stopPropagation()
    this.swallowing = false
  }

  private readonly move = (event: PointerEvent): void => {
    const { entry } = this
    if (!entry) return
    this.pointer = { x: event.clientX, y: event.clientY }
    if (!this.on) {
      if (Math.hypot(event.clientX - this.from.x, event.clientY - this.from.y) < THRESHOLD) return
      this.on = true
      this.id = entry.id
      this.ground.start(entry)
      document.getSelection()?.removeAllRanges()
      this.frame = requestAnimationFrame(this.scroll)
    }
    event.preventDefault()
    this.follow()
  }

  private follow(): void {
    const list = this.ground.list()
    if (!list || !this.entry) return
    const y = this.pointer.y - list.getBoundingClientRect().top
    this.by = y - this.from.inList
    const near = gapNear(this.ground.rows(), this.ground.offsets(), this.entry.account, y)
    this.gap = near?.gap ?? null
    this.gapAt = near?.at ?? null
  }

  private readonly scroll = (): void => {
    const list = this.ground.list()
    if (!this.on || !list) return
    const scroller = scrollerOf(list)
    const box = scroller.getBoundingClientRect()
    const [above, below] = [box.top + EDGE - this.pointer.y, this.pointer.y - (box.bottom - EDGE)]
    if (above > 0) scroller.scrollTop -= Math.min(24, above / 2)
    else if (below > 0) scroller.scrollTop += Math.min(24, below / 2)
    if (above > 0 || below > 0) this.follow()
    this.frame = requestAnimationFrame(this.scroll)
  }

  private readonly up = (): void => {
    const { on, entry, gap } = this
    this.stop()
    if (!on || !entry) return
    this.swallowing = true
    setTimeout(() => (this.swallowing = false), 0)
    if (gap !== null) this.ground.drop(entry, gap)
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.on) return
    event.preventDefault()
    event.stopPropagation()
    this.stop()
  }

  private readonly stop = (): void => {
    cancelAnimationFrame(this.frame)
    window.removeEventListener('pointermove', this.move)
    window.removeEventListener('pointerup', this.up)
    window.removeEventListener('pointercancel', this.stop)
    window.removeEventListener('keydown', this.key, true)
    this.on = false
    this.id = null
    this.by = 0
    this.gapAt = null
    this.entry = null
    this.gap = null
  }
}
