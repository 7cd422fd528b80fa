// How is a figure of what came before written? By its unit, in the owner's language; a dash where it is not
// known.
import type { BeforeDay, FeatureView } from '@/lib/contract'
import { fmt } from '@/words'

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

/** `4`, `95 %`, `3.5 h`: `minutes` above two hours are told in hours. */
export function figure(value: number | null, unit: string): string {
  if (value === null || !Number.isFinite(value)) return '–'
  const { number, percent, language } = fmt()
  switch (unit) {
    case 'percent': return percent(round(value, 0) / 100)
    case 'minutes': return Math.abs(value) >= 120 ? `${number(round(value / 60, 1))} ${language === 'de' ? 'Std.' : 'h'}` : `${number(round(value, 0))} min`
    default: return number(round(value, Math.abs(value) < 10 ? 1 : 0))
  }
}

/** With its sign, for a difference. */
export function difference(value: number, unit: string): string {
  return value > 0 ? `+${figure(value, unit)}` : value < 0 ? `−${figure(-value, unit)}` : figure(0, unit)
}

/** The bars of the days; those well above what was usual are loud. */
export function pointsOf(days: readonly BeforeDay[]): { label: string; value: number; loud: boolean }[] {
  return days.map((day) => ({ label: fmt().date(day.date, 'short'), value: day.posts, loud: day.usual !== null && day.posts > day.usual * 1.5 }))
}

/** Whether a figure differs from the account's own normal; where that is not known, from the others. */
export function standsOut(line: Pick<FeatureView, 'direction' | 'direction_others'>): boolean {
  const word = line.direction === 'unknown' ? line.direction_others : line.direction
  return word === 'higher' || word === 'lower'
}
