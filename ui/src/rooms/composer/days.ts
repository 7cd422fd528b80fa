// Which days does a month show? Whole weeks, so that the days of the week stand under each other.
import { addDays, monthOf, weekBegin } from '@/lib/zones'

export function weeksOf(day: string, start: 'monday' | 'sunday'): string[][] {
  const { from, to } = monthOf(day)
  const weeks: string[][] = []
  for (let begin = weekBegin(from, start); begin < to; begin = addDays(begin, 7)) weeks.push(Array.from({ length: 7 }, (_, n) => addDays(begin, n)))
  return weeks
}

/** The same day of another month, or its last one. */
export function monthAway(day: string, months: number): string {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const first = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`
  const last = addDays(monthOf(first).to, -1)
  const same = first.slice(0, 8) + day.slice(8)
  return same > last ? last : same
}

/** Where a key leads from this day; `null` where it leads nowhere. */
export function dayByKey(key: string, day: string): string | null {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
  if (key in steps) return addDays(day, steps[key] ?? 0)
  if (key === 'PageUp') return monthAway(day, -1)
  return key === 'PageDown' ? monthAway(day, 1) : null
}
