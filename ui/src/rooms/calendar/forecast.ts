// Does a day look busy, and what would help? The bar under a date, and the proposal to spread.
import type { CalendarDay, CalendarEntry, CalendarForecast } from '@/lib/contract'
import { addDays } from '@/lib/zones'
import { sameTime } from './axis'

export interface Bar {
  /** 0 to 1: how full; the account's own normal is a little over half. */
  share: number
  above: boolean
  /** The account that fills it most. */
  worst: CalendarForecast
}

/** A normal day fills this much of the bar, so that a surge has room. */
const NORMAL_SHARE = 0.58

/** The bar of a day: its fullest account against that account's own normal; `null` where nothing is. */
export function barOf(day: CalendarDay, without: readonly string[] = []): Bar | null {
  let best: Bar | null = null
  for (const forecast of day.forecasts) {
    if (forecast.planned === 0 || without.includes(forecast.account)) continue
    const normal = forecast.normal && forecast.normal > 0 ? forecast.normal : Math.max(forecast.planned, 4)
    const share = Math.min(1, (forecast.planned / normal) * NORMAL_SHARE)
    const better = best === null || (forecast.above && !best.above) || (forecast.above === best.above && share > best.share)
    if (better) best = { share: forecast.above ? Math.max(share, 0.85) : share, above: forecast.above, worst: forecast }
  }
  return best
}

export interface Busy {
  day: string
  forecast: CalendarForecast
  /** Names the finding, so that 'Keep' is remembered until it grows. */
  key: string
}

/** Days to come that look busy, the next one first. */
export function busyDays(days: readonly CalendarDay[], today: string, without: readonly string[]): Busy[] {
  return days
    .filter((day) => day.date >= today)
    .flatMap((day) =>
      day.forecasts
        .filter((forecast) => forecast.above && !without.includes(forecast.account))
        .map((forecast) => ({ day: day.date, forecast, key: `${day.date} ${forecast.account} ${forecast.planned}` })),
    )
}

export interface Step {
  entry: CalendarEntry
  wall: string
}

/** Over how many days a busy one is spread. */
export const SPREAD_DAYS = 3

/**
 * Who moves so that the day and the ones after it carry about the same. Pinned ones and those that
 * can't move stay; each keeps its time of day; what moves is taken from all over the day.
 */
export function spread(entries: readonly CalendarEntry[], day: string, account: string): Step[] {
  const days = Array.from({ length: SPREAD_DAYS }, (_, n) => addDays(day, n))
  const counts = entries.filter((entry) => entry.account === account && entry.state !== 'failed')
  const loads = days.map((date) => counts.filter((entry) => entry.wall.startsWith(date)).length)
  const total = loads.reduce((sum, load) => sum + load, 0)
  const target = Math.ceil(total / SPREAD_DAYS)
  const loose = counts.filter((entry) => entry.wall.startsWith(day) && entry.movable && entry.timing !== 'pinned')
  // Every second one first, so that those that stay keep their distance.
  const order = [...loose.filter((_, n) => n % 2 === 1), ...loose.filter((_, n) => n % 2 === 0)]
  const steps: Step[] = []
  for (const entry of order) {
    if ((loads[0] ?? 0) <= target) break
    const to = (loads[1] ?? 0) <= (loads[2] ?? 0) ? 1 : 2
    if ((loads[to] ?? 0) >= target) break
    steps.push({ entry, wall: sameTime(entry.wall, to) })
    loads[0] = (loads[0] ?? 0) - 1
    loads[to] = (loads[to] ?? 0) + 1
  }
  return steps.sort((a, b) => a.entry.wall.localeCompare(b.entry.wall))
}
