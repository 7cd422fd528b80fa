// How high does a time stand in the grid of a week or a day? One axis serves all columns. A day of 23 h
// leaves its skipped hour blank; where a day has 25 h, the hour that comes twice has two rows, and the
// other days leave the second one blank.
import type { CalendarDay } from '@/lib/contract'
import { addDays, minuteOf, msWall, wallMs } from '@/lib/zones'

const DAY_MINUTES = 1440

/** Where a day's clocks change: after so many minutes of the day the wall jumps by so many. */
export interface Jump {
  after: number
  /** Forward is positive: 60 in spring, -60 in autumn. */
  by: number
}

/** Reads an instant on a zone's wall; by the platform's Intl in the window. */
export type ReadWall = (instant: number) => string

export interface Column {
  day: CalendarDay
  begins: number
  jump: Jump | null
}

export interface Axis {
  /** How many minutes high the axis is. */
  minutes: number
  /** The rows that come twice in one column: from this minute of the axis on, so many. */
  twice: { from: number; length: number } | null
  rows: Row[]
}

/** One line of the axis with its label. */
export interface Row {
  at: number
  /** `HH:MM`. */
  time: string
  /** The second of two hours of the same name. */
  again: boolean
}

const readers = new Map<string, ReadWall>()

/** The wall reader of a zone. A zone that the platform doesn't know is read as UTC. */
export function wallReader(zone: string): ReadWall {
  const made = readers.get(zone) ?? newReader(zone)
  readers.set(zone, made)
  return made
}

function newReader(zone: string): ReadWall {
  const options: Intl.DateTimeFormatOptions = {
    hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  }
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-CA', { ...options, timeZone: zone })
  } catch {
    format = new Intl.DateTimeFormat('en-CA', { ...options, timeZone: 'UTC' })
  }
  return (instant) => {
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]))
    return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`
  }
}

/** Finds the change of a day by asking the wall every quarter of an hour. */
export function columnOf(day: CalendarDay, read: ReadWall): Column {
  const begins = Date.parse(day.begins)
  const by = DAY_MINUTES - day.minutes
  if (by === 0) return { day, begins, jump: null }
  for (let after = 0; after <= day.minutes; after += 15) {
    const wall = read(begins + after * 60_000)
    if (wallMs(wall) - wallMs(day.date) !== after * 60_000) return { day, begins, jump: { after, by } }
  }
  return { day, begins, jump: { after: 120, by } }
}

/** The axis that carries all these days. */
export function axisOf(columns: readonly Column[]): Axis {
  const long = columns.find((column) => column.jump !== null && column.jump.by < 0)?.jump
  const twice = long ? { from: long.after, length: -long.by } : null
  const minutes = DAY_MINUTES + (twice?.length ?? 0)
  const rows: Row[] = []
  for (let at = 0; at < minutes; at += 60) {
    const wall = twice && at >= twice.from ? at - twice.length : at
    rows.push({ at, time: clock(wall), again: twice !== null && at >= twice.from && at < twice.from + twice.length })
  }
  return { minutes, twice, rows }
}

/** `HH:MM` of a minute of the day. */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** Wall minutes of a day that changes nothing, on the axis. */
function ordinary(axis: Axis, wall: number): number {
  return axis.twice && wall >= axis.twice.from ? wall + axis.twice.length : wall
}

/** How far down the axis something stands. `due` is an instant, `wall` the same on the wall. */
export function place(axis: Axis, column: Column, due: string, wall: string): number {
  if (column.jump && column.jump.by < 0) return Math.max(0, Math.floor((Date.parse(due) - column.begins) / 60_000))
  return ordinary(axis, minuteOf(wall))
}

/** Stretches of a column that no clock of that day shows. */
export function blanks(axis: Axis, column: Column): { from: number; length: number }[] {
  const none: { from: number; length: number }[] = []
  const jump = column.jump
  if (axis.twice && !(jump && jump.by < 0)) none.push(axis.twice)
  if (jump && jump.by > 0) none.push({ from: ordinary(axis, jump.after), length: jump.by })
  return none
}

/** A time that was pointed at: a wall, and an instant where the wall alone would be taken for another. */
export interface Pointed {
  wall: string
  /** Set in the second of two equal hours. */
  at: string | null
}

/** The time at a minute of the axis, in steps of `snap` minutes. */
export function pointed(axis: Axis, column: Column, minute: number, snap: number): Pointed {
  const most = axis.minutes - snap
  const snapped = Math.min(Math.max(0, Math.round(minute / snap) * snap), most)
  const { jump, day, begins } = column
  if (jump && jump.by < 0) {
    const wall = snapped >= jump.after ? snapped + jump.by : snapped
    const second = snapped >= jump.after && snapped < jump.after - jump.by
    return { wall: onWall(day.date, wall), at: second ? new Date(begins + snapped * 60_000).toISOString() : null }
  }
  const twice = axis.twice
  const wall = twice && snapped >= twice.from ? Math.max(twice.from, snapped - twice.length) : snapped
  return { wall: onWall(day.date, Math.min(wall, DAY_MINUTES - 1)), at: null }
}

/** A wall time so many minutes after a day's midnight. */
export function onWall(day: string, minute: number): string {
  return msWall(wallMs(day) + minute * 60_000)
}

/** The wall time on another day, so many days away, at the same time. */
export function sameTime(wall: string, days: number): string {
  return `${addDays(wall.slice(0, 10), days)}${wall.slice(10)}`
}
