// What is on the calendar right now? The engine's answer, what is on its way over it, and what the owner
// filters, focuses and selects. Components read here and draw; changes are in moves.svelte.ts.
import type { CalendarDay, CalendarEntry, CalendarGhost, CalendarView } from '@/lib/contract'
import { addDays, minuteOf } from '@/lib/zones'
import { live } from '@/state/live.svelte'
import { go, router } from '@/state/router.svelte'
import { settings } from '@/state/settings.svelte'
import { untrack } from 'svelte'
import { Neighbours, sameAnswer } from './ahead'
import { type Axis, axisOf, type Column, columnOf, place, wallReader } from './axis'
import type { Focus, Map2D, Stop } from './keys'
import { type Block, grown, type Lanes, lanesOf } from './lanes'
import { byDay, type Cell, cellOf, filtered } from './lists'
import { comingMonth, isCut, mostPerDay } from './month'
import { ahead, laidOver, type Overlay } from './overlay'
import { addressOf, rangeOf, readScreen, type Screen, stepped, type View } from './screen'
import { kept, NOTHING, type Selection } from './selection'

/** How many minutes of the axis a card covers: two lines where there is room, else one. */
export const CARD_MINUTES = 46
const CARD_LEAST = 24
const GHOST_MINUTES = 34
/** In columns with fewer lanes a slot that something stands on is only a sliver at the edge. */
const ROOMY = 4

/** What stands in a column: a delivery or a free slot. */
export type Standing = { kind: 'entry'; key: string; entry: CalendarEntry } | { kind: 'ghost'; key: string; ghost: CalendarGhost }

/** A column of a week or a day. */
export interface Standings extends Lanes<Standing> {
  slivers: { key: string; top: number; ghost: CalendarGhost }[]
}

/** One answer, cut to the days on screen. */
export interface Picture {
  view: View
  day: string
  data: CalendarView
  days: CalendarDay[]
  columns: Column[]
  axis: Axis
}

/** Under this name the window keeps the view for its next start. */
const VIEW = 'calendar.view'
let remembered = new URLSearchParams({ view: localStorage.getItem(VIEW) ?? '' })

/** Forgets what was looked at last; for tests. */
export function forgetScreen(): void {
  localStorage.removeItem(VIEW)
  remembered = new URLSearchParams()
}

export const ghostKey = (ghost: CalendarGhost) => `ghost ${ghost.account} ${ghost.at}`
export const moreKey = (day: string, n = 0) => `more ${day} ${n}`

export class Desk {
  width = $state(window.innerWidth)
  /** Today, as the engine last said; before that this machine's word. */
  #today = $state(wallReader(settings.now.effective_zone)(Date.now()).slice(0, 10))
  overlay = $state.raw<Overlay>(new Map())
  selection = $state.raw<Selection>(NOTHING)
  focus = $state.raw<Focus | null>(null)
  /** How many lines of a month's cell have room, and how many cards stand side by side in a column. */
  lines = $state(4)
  lanes = $state(2)
  #clock = $state(0)
  #lastScreen: Screen | null = null
  #lastPicture: Picture | null = null
  #neighbours = new Neighbours()

  readonly screen = $derived.by((): Screen => {
    const route = router.route
    if (route.room !== 'calendar' && this.#lastScreen) return this.#lastScreen
    const query = route.room === 'calendar' && route.query.size > 0 ? route.query : remembered
    this.#lastScreen = readScreen(query, this.width)
    return this.#lastScreen
  })
  readonly day = $derived(this.screen.day ?? this.#today)
  readonly range = $derived(rangeOf(this.screen.view, this.day, settings.now.week_start))
  readonly #plain = $derived(this.screen.without.length === 0 && this.screen.state === 'all' && this.screen.label === null)
  /** What waits until every delivery of the days is here. */
  #once = $state.raw<(() => void) | null>(null)
  /** So many of each day are enough; `null` where they are filtered or chosen from, which takes all. */
  readonly #most = $derived(this.screen.view === 'month' && this.#plain && this.selection.ids.size === 0 && this.#once === null ? mostPerDay(this.lines) : null)

  readonly calendar = live('calendar_show', () => ({ from: this.range.from, to: this.range.to, ...(this.#most === null ? {} : { most_per_day: this.#most }) }))
  readonly accounts = live('account_list', () => ({}))
  readonly drafts = live('drafts_list', () => ({}))
  readonly labels = live('label_list', () => ({}))

  /** The newest answer that covers what is asked for; until one is there, the picture before. */
  readonly picture = $derived.by((): Picture | null => {
    const { from, to } = this.range
    const answer = this.calendar.data
    const enough = (view: CalendarView) => this.#most !== null || !isCut(view)
    const covers = answer !== null && enough(answer) && answer.days[0] !== undefined && answer.days[0].date <= from && addDays(answer.days.at(-1)?.date ?? '', 1) >= to
    const beside = this.#neighbours.get(this.range)
    const data = covers ? answer : beside && enough(beside) ? beside : answer
    if (!data) return this.#lastPicture ?? this.#coming
    const before = this.#lastPicture
    const same = before !== null && before.view === this.screen.view && before.day === this.day && before.days[0]?.date === from
    if (same && sameAnswer(before.data, data)) return before
    const first = data.days.findIndex((day) => day.date === from)
    const last = data.days.findIndex((day) => addDays(day.date, 1) === to)
    if (first < 0 || last < 0) return this.#lastPicture
    // What is on its way is more than this.
    if (!enough(data) && before !== null) return before
    const days = data.days.slice(first, last + 1)
    const read = wallReader(data.zone)
    const columns = days.map((day) => columnOf(day, read))
    this.#lastPicture = { view: this.screen.view, day: this.day, data, days, columns, axis: axisOf(columns) }
    return this.#lastPicture
  })
  /** A month stands before the engine has answered, and is filled then. */
  readonly #coming = $derived.by((): Picture | null => {
    if (this.screen.view !== 'month') return null
    const data = comingMonth(this.range, settings.now.effective_zone, new Date().toISOString())
    return { view: 'month', day: this.day, data, days: data.days, columns: [], axis: axisOf([]) }
  })
  /** Whether there is nothing of the engine's to be seen yet. */
  readonly waiting = $derived(this.picture === null || this.picture === this.#coming)
  readonly #all = $derived(laidOver(this.picture?.data.deliveries ?? [], this.overlay))
  readonly entries = $derived(filtered(this.#all, this.screen))
  readonly byDay = $derived(byDay(this.entries))
  readonly ghostsByDay = $derived.by(() => {
    const free = this.screen.state === 'all' && this.screen.label === null ? (this.picture?.data.ghosts ?? []).filter((ghost) => ghost.wall > this.now && !this.screen.without.includes(ghost.account)) : []
    return byDay(free.sort((a, b) => a.at.localeCompare(b.at)))
  })

  /** How each account is drawn: its place in the list, and whether it is on its way back. */
  readonly faces = $derived(new Map((this.accounts.data ?? []).map((one, index) => [one.account, { index, recovering: one.state === 'recovering' }])))

  /** The wall of this moment. */
  readonly now = $derived.by(() => {
    const data = this.picture?.data
    if (!data) return ''
    void this.#clock
    const passed = Math.max(0, performance.now() - this.#answeredAt(data))
    return wallReader(data.zone)(Date.parse(data.now) + passed)
  })
  readonly today = $derived(this.now.slice(0, 10))
  #answers = new WeakMap<CalendarView, number>()
  #answeredAt(data: CalendarView): number {
    const at = this.#answers.get(data) ?? performance.now()
    this.#answers.set(data, at)
    return at
  }

  /** A month's cells. */
  readonly cells = $derived.by(() => {
    const cells = new Map<string, Cell>()
    if (this.picture?.view !== 'month') return cells
    for (const { date, left_out } of this.picture.days) {
      const entries = this.byDay.get(date) ?? []
      cells.set(date, cellOf(entries, this.ghostsByDay.get(date) ?? [], this.lines, this.#plain ? left_out : 0))
    }
    return cells
  })

  /** The columns of a week or a day. */
  readonly laid = $derived.by(() => {
    const laid = new Map<string, Standings>()
    const picture = this.picture
    if (!picture || (picture.view !== 'week' && picture.view !== 'day')) return laid
    for (const column of picture.columns) {
      const date = column.day.date
      const blocks: Block<Standing>[] = (this.byDay.get(date) ?? []).map((entry) => ({
        top: place(picture.axis, column, entry.due, entry.wall), height: CARD_LEAST, item: { kind: 'entry', key: entry.id, entry },
      }))
      const tops = blocks.map((block) => block.top)
      const slivers: Standings['slivers'] = []
      for (const ghost of this.ghostsByDay.get(date) ?? []) {
        const top = place(picture.axis, column, ghost.at, ghost.wall)
        const key = ghostKey(ghost)
        const free = this.lanes >= ROOMY || tops.every((other) => Math.abs(other - top) >= CARD_LEAST)
        if (free) blocks.push({ top, height: CARD_LEAST, item: { kind: 'ghost', key, ghost } })
        else slivers.push({ key, top, ghost })
        tops.push(top)
      }
      const lanes = lanesOf(blocks.sort((a, b) => a.top - b.top), this.lanes)
      const full = (item: Standing) => (item.kind === 'entry' ? CARD_MINUTES : GHOST_MINUTES)
      laid.set(date, { laid: grown(lanes.laid, full), rests: lanes.rests, slivers })
    }
    return laid
  })

  /** What the arrow keys walk over. */
  readonly map = $derived.by((): Map2D => {
    const picture = this.picture
    if (!picture) return { shape: 'list', days: [] }
    const entryStop = (entry: CalendarEntry): Stop => ({ key: entry.id, at: minuteOf(entry.wall) })
    switch (picture.view) {
      case 'month':
        return {
          shape: 'cells',
          days: picture.days.map(({ date }) => {
            const cell = this.cells.get(date)
            const ghosts = (cell?.ghosts ?? []).map((ghost): Stop => ({ key: ghostKey(ghost), at: minuteOf(ghost.wall) }))
            return { date, stops: [...(cell?.entries ?? []).map(entryStop), ...ghosts, ...(cell?.more ? [{ key: moreKey(date), at: 1440 }] : [])] }
          }),
        }
      case 'week':
      case 'day':
        return {
          shape: 'columns',
          days: picture.days.map(({ date }) => {
            const lanes = this.laid.get(date)
            const stops = [
              ...(lanes?.laid ?? []).map((one): Stop => ({ key: one.item.key, at: one.top })),
              ...(lanes?.slivers ?? []).map((sliver): Stop => ({ key: sliver.key, at: sliver.top })),
              ...(lanes?.rests ?? []).map((rest, n): Stop => ({ key: moreKey(date, n), at: rest.top })),
            ]
            return { date, stops: stops.sort((a, b) => a.at - b.at) }
          }),
        }
      case 'agenda':
        return { shape: 'list', days: picture.days.map(({ date }) => ({ date, stops: (this.byDay.get(date) ?? []).map(entryStop) })) }
    }
  })

  /** The one thing that Tab leads to. */
  readonly roving = $derived.by((): Focus => {
    const { days, shape } = this.map
    const focus = this.focus
    const there = focus && days.find((day) => day.date === focus.day)
    if (focus && there && (focus.key === null || there.stops.some((stop) => stop.key === focus.key))) return focus
    if (there && focus && shape !== 'list') return { day: focus.day, key: null }
    const today = days.find((day) => day.date === this.today && (shape !== 'list' || day.stops.length > 0)) ?? days.find((day) => day.stops.length > 0) ?? days[0]
    return { day: today?.date ?? '', key: (today?.stops.find((stop) => stop.at >= minuteOf(this.now || '0000-00-00T00:00')) ?? today?.stops[0])?.key ?? null }
  })

  constructor() {
    // The engine's word on today wins over this machine's.
    $effect.pre(() => {
      const data = this.calendar.data
      if (!data) return
      untrack(() => {
        if (data.today !== this.#today) this.#today = data.today
        const left = ahead(data.deliveries, this.overlay)
        if (left !== this.overlay) this.overlay = left
        if (this.#once && !isCut(data)) {
          const then = this.#once
          this.#once = null
          then()
        }
        if (this.selection.ids.size > 0) this.selection = kept(this.selection, new Set(data.deliveries.map((entry) => entry.id)))
      })
    })
    // In a month an answer is large: those beside it are asked for ahead.
    $effect(() => {
      const data = this.calendar.data
      const { view } = this.screen
      if (!data || view !== 'month' || data.days[0]?.date !== this.range.from) return
      const start = settings.now.week_start
      this.#neighbours.around(data, this.range, [stepped(view, this.day, 1), stepped(view, this.day, -1)].map((day) => rangeOf(view, day, start)), this.#most)
    })
    $effect(() => () => this.#neighbours.stop())
    $effect(() => {
      const timer = setInterval(() => (this.#clock += 1), 20_000)
      const resized = () => (this.width = window.innerWidth)
      window.addEventListener('resize', resized)
      return () => {
        clearInterval(timer)
        window.removeEventListener('resize', resized)
      }
    })
  }

  /** Shows something else; the address follows. */
  show(change: Partial<Screen>): void {
    const address = addressOf({ ...this.screen, ...change })
    remembered = new URLSearchParams(address.split('?')[1])
    if (change.view) localStorage.setItem(VIEW, change.view)
    go(address, change.view || change.day !== undefined ? 'push' : 'replace')
  }

  step(way: 1 | -1): void {
    this.show({ day: stepped(this.screen.view, this.day, way) })
  }

  /** Does something as soon as every delivery of the days is here: choosing many takes them all. */
  withAll(then: () => void): void {
    if (this.picture && isCut(this.picture.data)) this.#once = then
    else then()
  }

  entry(id: string): CalendarEntry | null {
    return this.#all.find((one) => one.id === id) ?? null
  }

  /** Those selected, in order; with the one given if it is among them, else only that one. */
  carriedWith(entry: CalendarEntry): CalendarEntry[] {
    if (!this.selection.ids.has(entry.id)) return [entry]
    return this.#all.filter((one) => this.selection.ids.has(one.id) && one.movable)
  }

  accountIndex(account: string): number {
    return this.faces.get(account)?.index ?? 0
  }
}
