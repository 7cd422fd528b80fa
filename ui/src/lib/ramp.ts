// How does a way back rise? Stages of seven days, each with its share of what the account posted before.
import { addDays } from './zones'

/** Shares of the baseline in thousandths, one for each stage (product words, 'The way back'). */
const SHARES: Record<string, readonly number[]> = {
  standard: [250, 500, 750, 1000],
  repeat: [125, 250, 375, 500, 625, 750, 875, 1000],
  half: [250, 500, 750, 1000],
}

export interface Stage { stage: number; percent: number; allowance: number }

/** What each stage allows a day: share × baseline rounded up, at least 1. */
export function stagesOf(shape: string, baseline: number): Stage[] {
  return (SHARES[shape] ?? SHARES.standard ?? []).map((share, n) => ({
    stage: n + 1,
    percent: share / 10,
    // In whole numbers, so that a quarter of 4 is 1 and not a little more.
    allowance: Math.max(1, Math.ceil(Math.round(share * baseline * 1000) / 1_000_000)),
  }))
}

export interface Span { from: string; to: string; days: number; allowance: number }

/** Days with the same allowance that follow each other, as one line of a table. */
export function spansOf(curve: readonly { date: string; allowance: number }[]): Span[] {
  const spans: Span[] = []
  for (const day of curve) {
    const last = spans.at(-1)
    if (last && last.allowance === day.allowance && addDays(last.to, 1) === day.date) {
      last.to = day.date
      last.days += 1
    } else spans.push({ from: day.date, to: day.date, days: 1, allowance: day.allowance })
  }
  return spans
}
