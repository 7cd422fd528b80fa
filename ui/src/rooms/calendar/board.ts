// What do pointer and keys do on the calendar? One set of listeners for month, week, day and agenda: what
// is pressed carries its key and its day.
import type { CalendarEntry } from '@/lib/contract'
import { say } from '@/state/announcer.svelte'
import { go } from '@/state/router.svelte'
import { shellWords } from '@/words'
import { tick } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import { clock } from './axis'
import type { Desk } from './desk.svelte'
import type { Drag } from './drag.svelte'
import { type Focus, isArrow, nudge, walk } from './keys'
import { editable } from './lists'
import type { Look } from './look.svelte'
import type { Moves } from './moves.svelte'
import { extended, NOTHING, toggled } from './selection'
import { words } from './words'

export interface Board {
  desk: Desk
  moves: Moves
  drag: Drag
  look: Look
  /** Brings something into view that is not rendered; set by the grid that is shown. */
  reveal: ((focus: Focus) => void) | null
}

interface Hit {
  element: HTMLElement
  key: string | null
  day: string
}

function hitOf(event: Event): Hit | null {
  const from = event.target instanceof Element ? event.target : null
  const element = from?.closest<HTMLElement>('[data-key], [data-day-stop]')
  if (!element) return null
  return { element, key: element.dataset.key ?? null, day: element.dataset.on ?? element.dataset.day ?? '' }
}

export function boardEvents(board: Board): Attachment<HTMLElement> {
  return (root) => {
    const hear = <E extends Event>(name: string, run: (event: E) => void) => {
      root.addEventListener(name, run as EventListener)
      return () => root.removeEventListener(name, run as EventListener)
    }
    const stops = [
      hear<PointerEvent>('pointerdown', (event) => pressed(board, event)),
      hear<MouseEvent>('click', (event) => clicked(board, event)),
      hear<MouseEvent>('dblclick', (event) => edit(board, hitOf(event)?.key ?? null)),
      hear<FocusEvent>('focusin', (event) => {
        const hit = hitOf(event)
        if (hit) board.desk.focus = { day: hit.day, key: hit.key }
      }),
      hear<KeyboardEvent>('keydown', (event) => {
        if (!event.defaultPrevented && key(board, root, event)) event.preventDefault()
      }),
      hear<KeyboardEvent>('keyup', (event) => {
        // A button would take Space as a click.
        if (event.key === ' ' && hitOf(event)) event.preventDefault()
      }),
    ]
    return () => stops.forEach((stop) => stop())
  }
}

function pressed({ desk, drag }: Board, event: PointerEvent): void {
  const hit = hitOf(event)
  const entry = hit?.key ? desk.entry(hit.key) : null
  if (!hit || !entry || event.ctrlKey || event.metaKey || event.shiftKey) return
  drag.press(event, hit.element, { kind: 'entries', entry, all: desk.carriedWith(entry) })
}

function clicked(board: Board, event: MouseEvent): void {
  const { desk, drag } = board
  if (drag.swallowsClick) return
  const open = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-open-day]') : null
  if (open) return desk.show({ view: 'day', day: open.dataset.openDay ?? null })
  const hit = hitOf(event)
  if (!hit?.key) return
  const entry = desk.entry(hit.key)
  if (entry && (event.ctrlKey || event.metaKey)) desk.selection = toggled(desk.selection, entry.id)
  else if (entry && event.shiftKey) desk.withAll(() => (desk.selection = extended(desk.selection, orderOf(desk), entry.id)))
  else enter(board, hit)
}

/** Enter or a click on something: look, write for a slot, open the day. */
function enter({ desk, look }: Board, hit: Hit): void {
  if (hit.key === null) return desk.show({ view: 'day', day: hit.day })
  if (hit.key.startsWith('ghost ')) {
    const [, account = '', at = ''] = hit.key.split(' ')
    const ghost = (desk.ghostsByDay.get(hit.day) ?? []).find((one) => one.account === account && one.at === at)
    return go(`composer/new?${new URLSearchParams({ at: ghost?.wall ?? at, account }).toString()}`)
  }
  if (hit.key.startsWith('more ')) return desk.show({ view: desk.screen.view === 'day' ? 'agenda' : 'day', day: hit.day })
  const entry = desk.entry(hit.key)
  if (entry) look.open(entry, hit.element)
}

export function edit({ desk, look }: Pick<Board, 'desk' | 'look'>, id: string | null): void {
  const entry = id ? desk.entry(id) : null
  if (!entry || !editable(entry)) return
  look.close()
  go(`composer/delivery/${entry.id}`)
}

function orderOf(desk: Desk): string[] {
  return desk.entries.map((entry) => entry.id)
}

/** Whether the key was taken. */
function key(board: Board, root: HTMLElement, event: KeyboardEvent): boolean {
  const { desk, moves } = board
  const hit = hitOf(event)
  if (!hit) return false
  const entry = hit.key ? desk.entry(hit.key) : null
  if (event.altKey) {
    const by = nudge(desk.map.shape, event.key, event.shiftKey)
    if (!by) return false
    if (entry) void nudged(board, root, entry, by.days, by.minutes)
    return true
  }
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== 'a') return false
    desk.withAll(() => {
      desk.selection = { ids: new Set(orderOf(desk)), anchor: desk.selection.anchor }
      say(words().selectedCount(desk.selection.ids.size))
    })
    return true
  }
  if (isArrow(event.key)) {
    let next = walk(desk.map, { day: hit.day, key: hit.key }, event.key)
    // Extending passes over free slots.
    while (event.shiftKey && next.key?.startsWith('ghost ')) {
      const on = walk(desk.map, next, event.key)
      if (on.key === next.key) break
      next = on
    }
    if (event.shiftKey && entry) extendTo(desk, entry, next.key)
    void focusOn(board, root, next)
    return true
  }
  switch (event.key) {
    case 'Enter':
      enter(board, hit)
      return true
    case ' ':
      if (entry) select(desk, entry)
      return true
    case 'Escape':
      if (desk.selection.ids.size === 0) return false
      desk.selection = NOTHING
      say(words().selectedCount(0))
      return true
    case 'Delete':
    case 'Backspace':
      if (entry?.movable) void moves.cancel(desk.carriedWith(entry))
      return entry !== null
    case 'e':
      edit(board, hit.key)
      return entry !== null
    case 'n': {
      const at = entry?.wall ?? fresh(desk, hit)
      go(`composer/new?${new URLSearchParams({ at, ...(entry ? { account: entry.account } : {}) }).toString()}`)
      return true
    }
    case 'PageDown':
    case 'PageUp':
      desk.step(event.key === 'PageDown' ? 1 : -1)
      return true
    default:
      return false
  }
}

/** The time of a new post on a day without one in focus: that of the stop, else nine, else soon. */
function fresh(desk: Desk, hit: Hit): string {
  const stop = desk.map.days.find((day) => day.date === hit.day)?.stops.find((one) => one.key === hit.key)
  const at = stop && stop.at < 1440 ? clock(stop.at) : '09:00'
  const wall = `${hit.day}T${at}`
  const hour = `${String(Math.min(23, Number(desk.now.slice(11, 13)) + 1)).padStart(2, '0')}:00`
  return wall <= desk.now && hit.day === desk.today ? `${hit.day}T${hour}` : wall
}

function select(desk: Desk, entry: CalendarEntry): void {
  desk.selection = toggled(desk.selection, entry.id)
  say(words().selectedCount(desk.selection.ids.size))
}

function extendTo(desk: Desk, from: CalendarEntry, to: string | null): void {
  if (!to || !desk.entry(to)) return
  desk.withAll(() => {
    desk.selection = extended(desk.selection, orderOf(desk), to, desk.selection.anchor ?? from.id)
    say(words().selectedCount(desk.selection.ids.size))
  })
}

/** Moves by keyboard; the focus goes with it, over the edge of the page too. */
async function nudged(board: Board, root: HTMLElement, entry: CalendarEntry, days: number, minutes: number): Promise<void> {
  const { moves } = board
  if (!entry.movable) return moves.fixed({ key: entry.id })
  const done = moves.nudge(entry, days, minutes)
  await follow(board, root, entry.id)
  await done
  await follow(board, root, entry.id)
}

async function follow(board: Board, root: HTMLElement, id: string): Promise<void> {
  const { desk } = board
  const moved = desk.entry(id)
  if (!moved) return
  const day = moved.wall.slice(0, 10)
  if (!desk.picture?.days.some((one) => one.date === day)) desk.show({ day })
  else await focusOn(board, root, { day, key: id })
}

/** Puts the focus there, bringing it into view or turning the page first. */
export async function focusOn(board: Board, root: HTMLElement, focus: Focus): Promise<void> {
  const { desk } = board
  const here = desk.map.days.some((day) => day.date === focus.day)
  desk.focus = focus
  if (!here) {
    desk.show({ day: focus.day })
    say(shellWords().loading)
    return
  }
  await tick()
  if (!find(root, focus)) {
    board.reveal?.(focus)
    await tick()
  }
  find(root, focus)?.focus()
}

export function find(root: HTMLElement, focus: Focus): HTMLElement | null {
  const day = `[data-day="${focus.day}"][data-day-stop]`
  if (focus.key === null) return root.querySelector<HTMLElement>(day)
  return root.querySelector<HTMLElement>(`[data-key="${CSS.escape(focus.key)}"]`) ?? null
}
