// Until when does a pause last? As the engine takes it: an instant, or a wall time of the account.
import { addDays } from '@/lib/zones'

export type PauseChoice = 'open' | 'hours' | 'tomorrow' | 'week' | 'at'

const HOUR = 3_600_000

export function pauseUntil(choice: PauseChoice, { now, today, at }: { now: string; today: string | null; at: string }): string | null {
  const later = (ms: number) => new Date(Date.parse(now) + ms).toISOString()
  switch (choice) {
    case 'open': return null
    case 'hours': return later(3 * HOUR)
    case 'week': return later(7 * 24 * HOUR)
    case 'tomorrow': return `${addDays(today ?? now.slice(0, 10), 1)} 08:00`
    case 'at': return at ? at.slice(0, 16).replace('T', ' ') : null
  }
}
