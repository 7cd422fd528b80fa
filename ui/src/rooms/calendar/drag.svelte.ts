// What is being dragged, and over what? Pointer events only: the browser's own drag and drop stops the
// pointer, shows its own picture and does not reach the page in test drivers.
import { say } from '@/state/announcer.svelte'
import { fmt } from '@/words'
import { pointed } from './axis'
import type { Desk } from './desk.svelte'
import { accountsOf, type Carried, type Doubt, doubtsAt, isNothing, type Landing, landingOf, type Target } from './drop'
import type { Moves } from './moves.svelte'
import { words } from './words'

/** So far the pointer goes before a press becomes a drag, in px. */
const THRESHOLD = 4
/** A finger lifts by staying: so long, in ms, and by no more than so far, in px. Before that it scrolls. */
const LONG_PRESS = 400
const FINGER = 10
const SNAP = 5
/** So near the edge of a scroller it begins to scroll. */
const EDGE = 36

/** What the owner sees of the drag. */
export interface Hover {
  target: Target
  landing: Landing
  doubts: Doubt[]
  /** The marked place in the window. */
  mark: { left: number; top: number; width: number; height: number } | null
}

interface Press {
  carried: Carried
  pointer: number
  /** Of a finger: what lifts after a while. */
  lifts: ReturnType<typeof setTimeout> | null
  x: number
  y: number
  /** From the corner of what is dragged to the pointer. */
  grabX: number
  grabY: number
  width: number
  height: number
}

export class Drag {
  carried = $state.raw<Carried | null>(null)
  hover = $state.raw<Hover | null>(null)
  size = $state.raw({ width: 160, height: 46 })
  /** The lifted picture; it is moved by hand, so that a frame costs no rendering. */
  lifted: HTMLElement | null = null
  #press: Press | null = null
  #last: PointerEvent | null = null
  #frame = 0
  #justDropped = false

  constructor(
    readonly desk: Desk,
    readonly moves: Moves,
  ) {}

  /** Whether the click that follows belongs to a drag that has just ended. */
  get swallowsClick(): boolean {
    return this.#justDropped
  }

  press(event: PointerEvent, element: HTMLElement, carried: Carried): void {
    // A second finger lifts nothing, and doesn't end what the first has lifted.
    if (event.button !== 0 || (event.pointerType === 'touch' && this.#press)) return
    if (this.#press) this.#end()
    const box = element.getBoundingClientRect()
    this.#justDropped = false
    const lifts = event.pointerType === 'touch' ? setTimeout(() => this.#liftBy(event), LONG_PRESS) : null
    this.#press = { carried, pointer: event.pointerId, lifts, x: event.clientX, y: event.clientY, grabX: event.clientX - box.left, grabY: event.clientY - box.top, width: box.width, height: box.height }
    window.addEventListener('pointermove', this.#move)
    window.addEventListener('pointerup', this.#up)
    window.addEventListener('pointercancel', this.#cancelled)
    window.addEventListener('keydown', this.#key, true)
    if (lifts === null) return
    // Listened to from the beginning: what a finger does is decided by those who listen then.
    window.addEventListener('touchmove', this.#keepTouch, { passive: false })
    window.addEventListener('contextmenu', this.#keepMenu, true)
  }

  #move = (event: PointerEvent): void => {
    const press = this.#press
    if (!press || event.pointerId !== press.pointer) return
    if (event.buttons === 0 && event.pointerType === 'mouse' && this.carried) return this.cancel()
    if (!this.carried) {
      const far = Math.hypot(event.clientX - press.x, event.clientY - press.y)
      if (far < (press.lifts === null ? THRESHOLD : FINGER)) return
      // A finger that moves before it has lifted anything scrolls.
      if (press.lifts !== null) return this.#end()
      if (!this.#lift(event, press)) return
    }
    event.preventDefault()
    this.#follow(event)
  }

  /** A finger has stayed where it was. */
  #liftBy(event: PointerEvent): void {
    const press = this.#press
    if (press && this.#lift(event, press)) this.#follow(event)
  }

  /** Whether it may be lifted. */
  #lift(event: PointerEvent, press: Press): boolean {
    if (press.carried.kind === 'entries' && !press.carried.entry.movable) {
      this.moves.fixed({ x: event.clientX, y: event.clientY })
      this.#end()
      return false
    }
    this.size = { width: Math.min(press.width || 160, 240), height: Math.min(press.height || 46, 64) }
    this.carried = press.carried
    document.documentElement.classList.add('calendar-dragging')
    return true
  }

  #follow(event: PointerEvent): void {
    this.#last = event
    this.#frame ||= requestAnimationFrame(this.#draw)
  }

  /** What is lifted goes with the finger, and the page stays. */
  #keepTouch = (event: Event): void => {
    if (this.carried) event.preventDefault()
  }

  /** A long press is no wish for a menu here. */
  #keepMenu = (event: Event): void => event.preventDefault()

  #draw = (): void => {
    this.#frame = 0
    const [event, press] = [this.#last, this.#press]
    if (!event || !press || !this.carried) return
    this.place()
    this.#look(event, press)
    if (scrollNear(event)) this.#frame ||= requestAnimationFrame(this.#draw)
  }

  /** Puts the lifted picture under the pointer. */
  place(): void {
    const [event, press] = [this.#last, this.#press]
    if (!event || !press || !this.lifted) return
    const x = event.clientX - Math.min(press.grabX, this.size.width - 8)
    const y = event.clientY - Math.min(press.grabY, this.size.height - 8)
    this.lifted.style.transform = `translate3d(${x}px, ${y}px, 0) rotate(1.5deg)`
  }

  /** Finds what is under the pointer, and says it only when it changed. */
  #look(event: PointerEvent, press: Press): void {
    const carried = this.carried
    const picture = this.desk.picture
    if (!carried || !picture) return
    const found = this.#targetAt(event, press)
    if (!found) {
      if (this.hover) this.hover = null
      return
    }
    const landing = landingOf(carried, found.target, { zone: picture.data.zone, now_wall: this.desk.now, ghosts: picture.data.ghosts })
    const before = this.hover
    if (before && sameTarget(before.target, found.target) && sameMark(before.mark, found.mark)) return
    const doubts = landing.kind === 'time' ? doubtsAt(landing.wall, accountsOf(carried), { now_wall: this.desk.now, limits: picture.data.limits }) : []
    this.hover = { target: found.target, landing, doubts, mark: found.mark }
  }

  #targetAt(event: PointerEvent, press: Press): { target: Target; mark: Hover['mark'] } | null {
    // The element under the pointer; a captured pointer (touch, some drivers) names another.
    const under = document.elementFromPoint?.(event.clientX, event.clientY) ?? (event.target instanceof Element ? event.target : null)
    const place = under?.closest<HTMLElement>('[data-drop]')
    if (!place) return null
    const box = place.getBoundingClientRect()
    const mark = { left: box.left, top: box.top, width: box.width, height: box.height }
    const day = place.dataset.day ?? ''
    switch (place.dataset.drop) {
      case 'tray':
        return press.carried.kind === 'entries' ? { target: { kind: 'tray' }, mark } : null
      case 'day':
        return { target: { kind: 'day', day }, mark }
      case 'time': {
        const picture = this.desk.picture
        const column = picture?.columns.find((one) => one.day.date === day)
        if (!picture || !column) return null
        const minute = box.height > 0 ? box.height / picture.axis.minutes : 1
        // A card is put down where its upper edge is; a draft where the pointer is.
        const y = event.clientY - box.top - (press.carried.kind === 'entries' ? press.grabY : 0)
        const time = pointed(picture.axis, column, y / minute, event.altKey ? 1 : SNAP)
        const top = Math.round(y / minute / SNAP) * SNAP
        return { target: { kind: 'time', day, time }, mark: { ...mark, top: box.top + Math.max(0, top) * minute, height: this.size.height } }
      }
      default:
        return null
    }
  }

  #up = (event: PointerEvent): void => {
    const press = this.#press
    if (press && event.pointerId !== press.pointer) return
    if (this.carried && press) {
      this.#last = event
      this.hover = null
      this.#look(event, press)
      const [carried, hover] = [this.carried, this.hover as Hover | null]
      this.#justDropped = true
      setTimeout(() => (this.#justDropped = false), 0)
      // Else the finger's click would come after that.
      if (press.lifts !== null) noClickAfter()
      this.#end()
      if (hover) this.#drop(carried, hover, { x: event.clientX, y: event.clientY })
      else say(words().dropped)
      return
    }
    this.#end()
  }

  #drop(carried: Carried, hover: Hover, at: { x: number; y: number }): void {
    if (isNothing(carried, hover.landing)) return
    if (carried.kind === 'draft') void this.moves.plan(carried.draft, hover.landing, at)
    else void this.moves.drop(carried.entry, carried.all, hover.landing, at)
  }

  #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.carried) return
    event.preventDefault()
    event.stopPropagation()
    this.cancel()
  }

  #cancelled = (event: PointerEvent): void => {
    if (event.pointerId === this.#press?.pointer) this.cancel()
  }

  cancel = (): void => {
    if (this.carried) say(words().dropped)
    this.#end()
  }

  #end(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    if (this.#press?.lifts) clearTimeout(this.#press.lifts)
    this.#press = null
    this.#last = null
    this.carried = null
    this.hover = null
    document.documentElement.classList.remove('calendar-dragging')
    window.removeEventListener('pointermove', this.#move)
    window.removeEventListener('pointerup', this.#up)
    window.removeEventListener('pointercancel', this.#cancelled)
    window.removeEventListener('keydown', this.#key, true)
    window.removeEventListener('touchmove', this.#keepTouch)
    window.removeEventListener('contextmenu', this.#keepMenu, true)
  }
}

/** The end of a touch that carried something makes no click. */
function noClickAfter(): void {
  const stop = (event: Event) => event.preventDefault()
  window.addEventListener('touchend', stop, { once: true, passive: false })
  setTimeout(() => window.removeEventListener('touchend', stop), 50)
}

function sameTarget(a: Target, b: Target): boolean {
  if (a.kind === 'time' && b.kind === 'time') return a.day === b.day && a.time.wall === b.time.wall && a.time.at === b.time.at
  if (a.kind === 'day' && b.kind === 'day') return a.day === b.day
  return a.kind === b.kind
}

function sameMark(a: Hover['mark'], b: Hover['mark']): boolean {
  return a?.left === b?.left && a?.top === b?.top
}

/** Scrolls what is under the pointer when it comes near an edge; whether it did. */
function scrollNear(event: PointerEvent): boolean {
  const under = document.elementFromPoint?.(event.clientX, event.clientY)
  const scroller = under?.closest<HTMLElement>('[data-scroller]')
  if (!scroller) return false
  const box = scroller.getBoundingClientRect()
  const head = Number(scroller.dataset.head ?? 0)
  const up = event.clientY - (box.top + head)
  const down = box.bottom - event.clientY
  const by = up < EDGE ? -Math.ceil((EDGE - up) / 4) : down < EDGE ? Math.ceil((EDGE - down) / 4) : 0
  if (by === 0) return false
  const before = scroller.scrollTop
  scroller.scrollTop += by
  return scroller.scrollTop !== before
}

/** The words that stand on the lifted one: where it would go. */
export function landingWords(hover: Hover | null): string | null {
  if (!hover) return null
  if (hover.landing.kind === 'tray') return words().toDrafts
  return hover.target.kind === 'time' ? fmt().time(hover.landing.wall) : fmt().dateTime(hover.landing.wall)
}
