// When shall it go out? The owner's choice, as the fields show it and as the door takes it. Intl tells
// which wall times a zone skips, only to say so early: the engine decides.
import type { When } from '@/lib/contract'

export type Choice =
  | { kind: 'next' }
  /** `YYYY-MM-DDTHH:MM` as typed, parts of it perhaps still missing. */
  | { kind: 'time'; wall: string; zone: string }
  | { kind: 'draft' }

export function whenOf(choice: Choice): When {
  if (choice.kind === 'time') return { wall: { time: choice.wall, zone: choice.zone } }
  return choice.kind
}

/** A kept or planned time, in the desk's zone. */
export function choiceOf(when: When | null, zone: string): Choice {
  if (when === null || when === 'next') return { kind: 'next' }
  if (when === 'draft') return { kind: 'draft' }
  if ('wall' in when) return { kind: 'time', wall: when.wall.time, zone: when.wall.zone }
  return { kind: 'time', wall: wallOf(when.at, zone), zone }
}

/** What an address may ask for: a wall time of the desk, or an instant. */
export function choiceOfAddress(at: string | null, zone: string): Choice | null {
  if (at === null) return null
  if (/^\d{4}-\d\d-\d\d$/.test(at)) return { kind: 'time', wall: `${at}T09:00`, zone }
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(at)) return { kind: 'time', wall: at, zone }
  return Number.isNaN(Date.parse(at)) ? null : { kind: 'time', wall: wallOf(at, zone), zone }
}

export const dateOf = (wall: string): string => wall.split('T')[0] ?? ''
export const timeOf = (wall: string): string => wall.split('T')[1] ?? ''
export const wallFrom = (date: string, time: string): string => `${date}T${time}`

export function isWhole(wall: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall)
}

const formats = new Map<string, Intl.DateTimeFormat>()
function format(zone: string): Intl.DateTimeFormat {
  let made = formats.get(zone)
  if (!made) {
    made = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
    })
    formats.set(zone, made)
  }
  return made
}

/** An instant on a zone's wall. */
export function wallOf(instant: string | number, zone: string): string {
  const part = Object.fromEntries(format(zone).formatToParts(new Date(instant)).map((one) => [one.type, one.value]))
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`
}

export type Reading =
  | { is: 'there'; at: string }
  /** The clocks jump over it; the last and the first wall time beside the jump. */
  | { is: 'gap'; before: string; after: string }

/** Which instant a wall time is: the first of two where the clocks go back. */
export function read(wall: string, zone: string): Reading | null {
  if (!isWhole(wall)) return null
  const utc = Date.parse(`${wall}:00Z`)
  if (Number.isNaN(utc)) return null
  const offsets = [utc - 86_400_000, utc + 86_400_000].map((ms) => Date.parse(`${wallOf(ms, zone)}:00Z`) - Math.floor(ms / 60_000) * 60_000)
  const found = offsets.map((offset) => utc - offset).filter((ms) => wallOf(ms, zone) === wall)
  if (found.length > 0) return { is: 'there', at: new Date(Math.min(...found)).toISOString() }
  // Read with the later offset it lies before the jump, with the earlier one behind it.
  let [low, high] = [utc - Math.max(...offsets), utc - Math.min(...offsets)]
  while (high - low > 60_000) {
    const middle = low + Math.floor((high - low) / 120_000) * 60_000
    if (wallOf(middle, zone) < wall) low = middle
    else high = middle
  }
  return { is: 'gap', before: wallOf(low, zone), after: wallOf(high, zone) }
}

/** The same moment on another zone's wall; `null` where that would say nothing new. */
export function elsewhere(wall: string, zone: string, other: string): string | null {
  const reading = read(wall, zone)
  if (reading?.is !== 'there') return null
  const there = wallOf(reading.at, other)
  return there === wall ? null : there
}

/** What to begin with when the owner picks a time: the next whole half hour that is a while away. */
export function firstTime(nowWall: string): string {
  const ms = Date.parse(`${nowWall.slice(0, 16)}:00Z`) + 15 * 60_000
  return new Date(Math.ceil(ms / 1_800_000) * 1_800_000).toISOString().slice(0, 16)
}
