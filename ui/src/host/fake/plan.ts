// How does the host in memory change the plan? Moves, cancels, edits and their undo.
import type { SegmentText, SlotView, UndoCode, When } from '@/lib/contract'
import { addDays } from '@/lib/zones'
import { instantOf, wallIn } from './clock'
import { refuse } from './refuse'
import { calendarView, zoneOf } from './views'
import type { FakeDelivery, FakeSegment, World } from './world'

interface Step {
  code: UndoCode
  at: string
  before: FakeDelivery[]
  after: FakeDelivery[]
  slots?: { account: string; before: SlotView[]; after: SlotView[] }
}

export interface History { done: Step[]; undone: Step[] }

export function find(world: World, id: string, revision?: number | null): FakeDelivery {
  const one = world.deliveries.find((delivery) => delivery.id === id)
  if (!one) throw refuse('no_delivery', { id })
  if (revision !== undefined && revision !== null && revision !== one.revision) throw refuse('conflict', { id })
  return one
}

/** Replaces deliveries, counts their revision up and remembers the step. */
export function change(world: World, history: History, code: UndoCode, after: FakeDelivery[]): FakeDelivery[] {
  const before = after.flatMap((one) => world.deliveries.find((old) => old.id === one.id) ?? [])
  const written = after.map((one) => ({ ...one, revision: one.revision + 1 }))
  put(world, written)
  history.done.push({ code, at: world.now, before, after: written })
  history.undone = []
  return written
}

/** Gives an account other slots and remembers the step; the same ones are no change. */
export function changeSlots(world: World, history: History, account: string, after: SlotView[]): void {
  const mine = world.accounts.find((one) => one.account === account)
  if (!mine || JSON.stringify(mine.slots) === JSON.stringify(after)) return
  history.done.push({ code: 'slotted', at: world.now, before: [], after: [], slots: { account, before: mine.slots, after } })
  history.undone = []
  mine.slots = after
}

function put(world: World, written: FakeDelivery[]): void {
  const ids = new Set(written.map((one) => one.id))
  world.deliveries = [...world.deliveries.filter((one) => !ids.has(one.id)), ...written]
}

/** Steps back or forth; refused where something changed since. */
export function step(world: World, history: History, way: 'undo' | 'redo'): Step {
  const [from, to] = way === 'undo' ? [history.done, history.undone] : [history.undone, history.done]
  const last = from.at(-1)
  if (!last) throw refuse(way === 'undo' ? 'nothing_to_undo' : 'nothing_to_redo', {})
  const [seen, wanted] = way === 'undo' ? [last.after, last.before] : [last.before, last.after]
  const revisions = new Map<string, number>()
  for (const one of last.after) {
    const now = world.deliveries.find((delivery) => delivery.id === one.id)
    if (now) revisions.set(one.id, now.revision)
  }
  if (way === 'undo' && seen.some((one) => revisions.get(one.id) !== one.revision)) throw refuse('undo_stale', {})
  const mine = world.accounts.find((one) => one.account === last.slots?.account)
  if (last.slots && !mine) throw refuse('undo_stale_slots', { account: last.slots.account })
  if (last.slots && mine) mine.slots = way === 'undo' ? last.slots.before : last.slots.after
  from.pop()
  const gone = last.after.filter((one) => !wanted.some((other) => other.id === one.id)).map((one) => one.id)
  world.deliveries = world.deliveries.filter((one) => !gone.includes(one.id))
  const written = wanted.map((one) => ({ ...one, revision: (revisions.get(one.id) ?? one.revision) + 1 }))
  put(world, written)
  const redone = { ...last, after: way === 'undo' ? last.after : written, before: way === 'undo' ? written : last.before }
  to.push(redone)
  return redone
}

/** The instant of a `When` for an account; `null` for a draft. */
export function resolve(world: World, account: string, when: When, taken: string[] = []): string | null {
  if (when === 'draft') return null
  if (when === 'next') {
    const today = wallIn(world.now, zoneOf(world, account)).slice(0, 10)
    const free = calendarView(world, { from: today, to: addDays(today, 28), accounts: [account] }).ghosts
      .map((ghost) => ghost.at).filter((at) => !taken.includes(at)).sort()
    return free[0] ?? null
  }
  const at = 'at' in when ? absolute(world, account, when.at) : fromWall(when.wall.time, when.wall.zone)
  if (at <= world.now) throw refuse('time_past', { at: wallIn(at, zoneOf(world, account)).replace('T', ' '), ago: '1h' })
  return at
}

function absolute(world: World, account: string, text: string): string {
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(text)) return fromWall(text.replace(' ', 'T'), zoneOf(world, account))
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw refuse('time_unreadable', { text })
  return new Date(ms).toISOString()
}

function fromWall(wall: string, zone: string): string {
  const at = instantOf(wall, zone)
  if (at) return at
  const day = wall.slice(0, 10)
  throw refuse('time_in_gap', { wall: wall.replace('T', ' '), zone, before: `${day} 01:59`, after: `${day} 03:00` })
}

export function moved(world: World, one: FakeDelivery, when: When, pin?: string | null): FakeDelivery {
  if (['published', 'sending', 'cancelled'].includes(one.state)) throw refuse('illegal_move', { id: one.id, from: one.state, to: 'scheduled' })
  const due = resolve(world, one.account, when)
  const held = world.accounts.find((account) => account.account === one.account)?.state === 'held'
  const state = when === 'draft' ? 'draft' : held ? 'held' : due === null ? 'queued' : 'scheduled'
  return {
    ...one, due, state, timing: when === 'next' ? 'slot' : pin === 'pinned' ? 'pinned' : 'chosen',
    incident: state === 'held' ? (one.incident ?? '12') : null, reason: state === 'held' ? 'locked' : null,
  }
}

export function shifted(world: World, one: FakeDelivery, days: number, minutes: number): FakeDelivery {
  if (!one.due) throw refuse('illegal_move', { id: one.id, from: one.state, to: 'scheduled' })
  const zone = zoneOf(world, one.account)
  const wall = wallIn(one.due, zone)
  const at = Date.parse(fromWall(`${addDays(wall.slice(0, 10), days)}${wall.slice(10)}`, zone)) + minutes * 60_000
  return moved(world, one, { at: new Date(at).toISOString() })
}

/** Keeps the set of due times and changes who has which. */
export function reordered(world: World, account: string, id: string, before: string | null): FakeDelivery[] {
  const line = world.deliveries.filter((one) => one.account === account && one.due && ['queued', 'scheduled', 'held'].includes(one.state))
    .sort((a, b) => (a.due ?? '').localeCompare(b.due ?? ''))
  const times = line.map((one) => one.due)
  const mine = line.find((one) => one.id === id)
  if (!mine) throw refuse('no_delivery', { id })
  const rest = line.filter((one) => one.id !== id)
  const at = before === null ? rest.length : rest.findIndex((one) => one.id === before)
  rest.splice(at < 0 ? rest.length : at, 0, mine)
  return rest.map((one, n) => ({ ...one, due: times[n] ?? null })).filter((one, n) => one.due !== world.deliveries.find((old) => old.id === rest[n]?.id)?.due)
}

export function segments(texts: SegmentText[], old: FakeSegment[] = []): FakeSegment[] {
  if (texts.length === 0) throw refuse('no_segment', {})
  return texts.map((part, n) => {
    if (!part.text.trim() && !part.media?.length) throw refuse('empty_segment', { segment: String(n + 1) })
    const media = part.media?.map((file) => {
      const sha256 = 'sha256' in file ? file.sha256 : 'f'.repeat(64)
      return { sha256, alt: file.alt ?? '', name: 'picture.jpg', mime: 'image/jpeg', bytes: 120_000 }
    })
    return { text: part.text, media: media?.length ? media : (old[n]?.media ?? []), poll: part.poll ?? null, reply_settings: part.reply_settings ?? null }
  })
}
