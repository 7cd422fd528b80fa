// When does a countdown end? From a length ('12 hours') an instant; from a day and a time a wall in the
// account's zone, which the engine makes an instant of.
import type { AccountView, IncidentDetail } from '@/lib/contract'
import { typedDate, typedTime } from '@/lib/typed'

/** No countdown of the network is longer than this, in hours. */
const MOST = 60 * 24

export interface Entry { way: 'length' | 'date'; days: string; hours: string; date: string; time: string }

const whole = (text: string) => (text.trim() === '' ? 0 : /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN)

/** What `incident_countdown` is given: an instant, or `YYYY-MM-DD HH:MM`; `null` for what makes no sense. */
export function endsAt(entry: Entry, now: string): string | null {
  if (entry.way === 'date') return wallOf(entry.date, entry.time, now)
  const hours = whole(entry.days) * 24 + whole(entry.hours)
  if (!(hours > 0 && hours <= MOST)) return null
  return new Date(Date.parse(now) + hours * 3_600_000).toISOString()
}

/** `YYYY-MM-DD HH:MM`, from fields of the platform or from what was typed where it has none. */
export function wallOf(date: string, time: string, now: string): string | null {
  const [day, clock] = [typedDate(date, now.slice(0, 10)), typedTime(time)]
  return day && clock ? `${day} ${clock}` : null
}

/** What is left, in the two largest units; `null` once it is over. Never negative. */
export function leftOf(ends: string, now: string): { days: number; hours: number; minutes: number } | null {
  const minutes = Math.ceil((Date.parse(ends) - Date.parse(now)) / 60_000)
  if (!(minutes > 0)) return null
  return { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60), minutes: minutes % 60 }
}

/** The zone in which the owner reads the network's page: the account's; for an app its first account's. */
export function zoneFor(one: Pick<IncidentDetail, 'account' | 'app'>, accounts: readonly AccountView[]): string {
  const mine = accounts.find((account) => account.account === one.account) ?? accounts.find((account) => account.app === one.app)
  return mine?.zone ?? 'UTC'
}
