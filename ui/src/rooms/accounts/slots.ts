// How is a week of slots changed? A slot is a day and a minute; no two stand at the same one.
import type { SlotView } from '@/lib/contract'

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type SlotDay = (typeof DAYS)[number]

export interface Slot { day: number; minute: number; category: string | null }

const LAST = 24 * 60 - 1

export function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** Minutes since midnight of `9:05` or `09:05`; `null` for anything else. */
export function minuteOfTime(text: string): number | null {
  const hit = /^(\d{1,2})[:.](\d{2})$/.exec(text.trim())
  if (!hit) return null
  const [hour, minute] = [Number(hit[1]), Number(hit[2])]
  return hour < 24 && minute < 60 ? hour * 60 + minute : null
}

export function fromViews(views: readonly SlotView[]): Slot[] {
  return sorted(views.flatMap((view) => {
    const day = DAYS.indexOf(view.day as SlotDay)
    const minute = minuteOfTime(view.time)
    return day < 0 || minute === null ? [] : [{ day, minute, category: view.category }]
  }))
}

/** As `account_slots` takes them: slots of one time and category in one text, `mon,wed 09:05 #tips`. */
export function toSpecs(slots: readonly Slot[]): string[] {
  const groups = new Map<string, Slot[]>()
  for (const slot of sorted(slots)) {
    const key = `${timeOf(slot.minute)}${slot.category ? ` #${slot.category}` : ''}`
    groups.set(key, [...(groups.get(key) ?? []), slot])
  }
  return [...groups].map(([key, group]) => `${group.map((slot) => DAYS[slot.day]).join(',')} ${key}`)
}

function sorted(slots: readonly Slot[]): Slot[] {
  return [...slots].sort((a, b) => a.day - b.day || a.minute - b.minute)
}

export function sameTime(a: Slot, b: Slot): boolean {
  return a.day === b.day && a.minute === b.minute
}

/** With this slot; `null` where one stands there already. */
export function added(slots: readonly Slot[], slot: Slot): Slot[] | null {
  return slots.some((other) => sameTime(other, slot)) ? null : sorted([...slots, slot])
}

export function removed(slots: readonly Slot[], slot: Slot): Slot[] {
  return slots.filter((other) => !sameTime(other, slot))
}

/** With this slot in place of that one; `null` where another stands there already. */
export function moved(slots: readonly Slot[], slot: Slot, to: Slot): Slot[] | null {
  return added(removed(slots, slot), to)
}

/** So many days and minutes away, kept inside the week's and the day's ends. */
export function shifted(slot: Slot, days: number, minutes: number): Slot {
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value))
  return { ...slot, day: clamp(slot.day + days, 6), minute: clamp(slot.minute + minutes, LAST) }
}

/** The slot that a point of the grid means: days side by side, minutes downwards, to five minutes. */
export function pointed(x: number, y: number, width: number, height: number, from: number, to: number): { day: number; minute: number } {
  const day = Math.max(0, Math.min(6, Math.floor((x / width) * 7)))
  const minute = from + Math.round(((y / height) * (to - from)) / 5) * 5
  return { day, minute: Math.max(from, Math.min(Math.min(to, LAST), minute)) }
}

export interface Wish { perDay: number; from: number; to: number; days: readonly number[]; category: string | null }

/** Minutes that many schedulers use, and which make an account look like a machine. */
function isRound(minute: number): boolean {
  return minute % 5 === 0
}

/** A number from 0 to 1 that shows no pattern from one day to the next, and is the same each time. */
function draw(...seeds: number[]): number {
  let mixed = 0x9e3779b9
  for (const seed of seeds) {
    mixed = Math.imul(mixed ^ (seed + 1), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    mixed ^= mixed >>> 16
  }
  return (mixed >>> 0) / 2 ** 32
}

/**
 * Spreads so many slots a day over the waking hours: one in each equal part, at another minute each
 * day, never at a round one. The same wish gives the same slots.
 */
export function suggested({ perDay, from, to, days, category }: Wish): Slot[] {
  const count = Math.max(0, Math.min(24, Math.floor(perDay)))
  const span = to - from
  if (count === 0 || span < count * 5) return []
  const part = span / count
  const slots: Slot[] = []
  for (const day of days) {
    for (let n = 0; n < count; n += 1) {
      // Somewhere in the middle half of its part: two of them keep half a part between each other.
      let minute = Math.floor(from + part * n + part / 4 + (part / 2) * draw(day, n, count))
      while (isRound(minute) || slots.some((other) => other.day === day && other.minute === minute)) minute += 1
      slots.push({ day, minute: Math.min(LAST, minute), category })
    }
  }
  return sorted(slots)
}
