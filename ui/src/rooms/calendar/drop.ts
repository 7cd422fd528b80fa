// What does it mean to drop this here? From what is carried and what is under it to the time asked for,
// and what speaks against it. The engine has the last word; this only tells sooner.
import type { CalendarEntry, CalendarGhost, CalendarLimit, CalendarView, DraftView, When } from '@/lib/contract'
import { minuteOf, msWall, wallMs } from '@/lib/zones'
import type { Pointed } from './axis'

export type Carried =
  | { kind: 'entries'; entry: CalendarEntry; all: CalendarEntry[] }
  | { kind: 'draft'; draft: DraftView }

export type Target =
  | { kind: 'day'; day: string }
  | { kind: 'time'; day: string; time: Pointed }
  | { kind: 'tray' }

/** The time that a drop asks for; the wall is what the owner is shown. */
export type Landing = { kind: 'time'; when: When; wall: string } | { kind: 'tray' }

export interface Plan {
  zone: string
  now_wall: string
  ghosts: readonly CalendarGhost[]
}

/** Where a draft goes that is dropped on a day without a time. */
const DRAFT_TIME = '09:00'
/** On today, a draft whose time has gone by stands so far ahead. */
const SOON = 15

/** What a drop asks for. */
export function landingOf(carried: Carried, target: Target, plan: Plan): Landing {
  if (target.kind === 'tray') return { kind: 'tray' }
  if (target.kind === 'time') {
    const { wall, at } = target.time
    return { kind: 'time', wall, when: at ? { at } : atWall(wall, plan.zone) }
  }
  if (carried.kind === 'entries') {
    const wall = `${target.day}${carried.entry.wall.slice(10)}`
    return { kind: 'time', wall, when: atWall(wall, plan.zone) }
  }
  const slot = freeSlot(carried.draft.accounts, target.day, plan)
  if (slot) return { kind: 'time', wall: slot.wall, when: { at: slot.at } }
  const wall = `${target.day}T${DRAFT_TIME}`
  const later = plan.now_wall.startsWith(target.day) && wall <= plan.now_wall ? soon(plan.now_wall) : wall
  return { kind: 'time', wall: later, when: atWall(later, plan.zone) }
}

export function atWall(time: string, zone: string): When {
  return { wall: { time, zone } }
}

function freeSlot(accounts: readonly string[], day: string, plan: Plan): CalendarGhost | null {
  return plan.ghosts.find((ghost) => ghost.wall.startsWith(day) && accounts.includes(ghost.account) && ghost.wall > plan.now_wall) ?? null
}

function soon(now: string): string {
  return msWall(Math.ceil((wallMs(now) + SOON * 60_000) / 300_000) * 300_000)
}

export interface Delta {
  days: number
  minutes: number
}

/** The way from one wall to another: whole days, and minutes of the clock. */
export function deltaOf(from: string, to: string): Delta {
  return {
    days: Math.round((wallMs(to.slice(0, 10)) - wallMs(from.slice(0, 10))) / 86_400_000),
    minutes: minuteOf(to) - minuteOf(from),
  }
}

export type Doubt =
  | { kind: 'past' }
  | { kind: 'held'; account: string; reason: string | null }
  | { kind: 'capped'; account: string; cap: number }

/** What speaks against a time; the worst first. */
export function doubtsAt(wall: string, accounts: readonly string[], view: Pick<CalendarView, 'now_wall' | 'limits'>): Doubt[] {
  if (wall <= view.now_wall) return [{ kind: 'past' }]
  const day = wall.slice(0, 10)
  const mine = (limit: CalendarLimit) => accounts.includes(limit.account)
  return view.limits.filter(mine).flatMap((limit): Doubt[] => {
    const capped = limit.cap !== null && limit.capped_days.includes(day)
    return [
      ...(limit.held ? [{ kind: 'held' as const, account: limit.account, reason: limit.reason }] : []),
      ...(capped ? [{ kind: 'capped' as const, account: limit.account, cap: limit.cap ?? 0 }] : []),
    ]
  })
}

/** Whether a drop leaves everything where it is. */
export function isNothing(carried: Carried, landing: Landing): boolean {
  return carried.kind === 'entries' && landing.kind === 'time' && landing.wall === carried.entry.wall
}

export function accountsOf(carried: Carried): string[] {
  return carried.kind === 'draft' ? carried.draft.accounts : [...new Set(carried.all.map((entry) => entry.account))]
}
