// What is a poll that X takes? 2 to 4 options of 1 to 25 characters, open 5 minutes to 7 days (X OpenAPI
// 2.167).
import type { PollView } from '@/lib/contract'

export const MOST_OPTIONS = 4
export const LEAST_OPTIONS = 2
export const MOST_LETTERS = 25
export const LEAST_MINUTES = 5
export const MOST_MINUTES = 7 * 24 * 60

export function newPoll(): PollView {
  return { options: ['', ''], minutes: 24 * 60 }
}

export function letters(option: string): number {
  return [...option.trim()].length
}

export type PollProblem = { is: 'empty'; option: number } | { is: 'long'; option: number; over: number } | { is: 'same'; option: number } | { is: 'minutes' }

export function pollProblems(poll: PollView): PollProblem[] {
  const problems = poll.options.flatMap((option, at): PollProblem[] => {
    const over = letters(option) - MOST_LETTERS
    if (over > 0) return [{ is: 'long', option: at, over }]
    if (letters(option) === 0) return [{ is: 'empty', option: at }]
    return poll.options.findIndex((other) => other.trim() === option.trim()) < at ? [{ is: 'same', option: at }] : []
  })
  return poll.minutes < LEAST_MINUTES || poll.minutes > MOST_MINUTES ? [...problems, { is: 'minutes' }] : problems
}

export interface Duration { days: number; hours: number; minutes: number }

export function durationOf(minutes: number): Duration {
  return { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60), minutes: minutes % 60 }
}

/** The nearest duration that X takes. */
export function minutesOf({ days, hours, minutes }: Duration): number {
  const whole = (n: number) => (Number.isFinite(n) ? Math.max(0, Math.floor(n)) : 0)
  return Math.min(MOST_MINUTES, Math.max(LEAST_MINUTES, whole(days) * 1440 + whole(hours) * 60 + whole(minutes)))
}
