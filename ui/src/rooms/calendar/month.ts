// How much of a month is asked for, and what does it look like before the engine has answered? A cell has
// room for a few lines; a month may have thousands of deliveries.
import type { CalendarView } from '@/lib/contract'
import { addDays } from '@/lib/zones'
import type { Range } from './screen'

/** Lines are asked for in steps, so that a window that grows does not ask at every pixel. */
const STEP = 12

/** So many deliveries of each day are asked for where a cell has so many lines. */
export function mostPerDay(lines: number): number {
  return Math.ceil((lines + 1) / STEP) * STEP
}

/** Whether the answer leaves deliveries out. */
export function isCut(view: CalendarView): boolean {
  return view.days.some((day) => day.left_out > 0)
}

/** A month's days with nothing on them. */
export function comingMonth(range: Range, zone: string, now: string): CalendarView {
  const days: CalendarView['days'] = []
  for (let date = range.from; date < range.to; date = addDays(date, 1)) {
    days.push({ date, begins: '', minutes: 1440, forecasts: [], left_out: 0 })
  }
  return { zone, now, now_wall: '', today: '', revision: -1, days, deliveries: [], ghosts: [], limits: [] }
}
