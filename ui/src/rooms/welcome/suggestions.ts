// Which weekly slots does the first run suggest? Odd minutes on purpose: posts always at :00 look like a
// machine, and the linter says so.

export type Suggestion = 'calm' | 'usual' | 'busy' | 'none'

export const SUGGESTIONS: Record<Suggestion, string[]> = {
  calm: ['mon,tue,wed,thu,fri 09:12'],
  usual: ['mon,tue,wed,thu,fri 09:12', 'mon,tue,wed,thu,fri 16:37', 'sat,sun 11:24'],
  busy: ['mon,tue,wed,thu,fri,sat,sun 08:46', 'mon,tue,wed,thu,fri,sat,sun 12:53', 'mon,tue,wed,thu,fri,sat,sun 18:19'],
  none: [],
}

/** The times of a suggestion, each once, for a line under its name. */
export function timesOf(suggestion: Suggestion): string[] {
  return [...new Set(SUGGESTIONS[suggestion].map((spec) => spec.split(' ')[1] ?? ''))]
}
