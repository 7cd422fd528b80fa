// May the way back have this shape? Shares in percent that rise to 100, and the days of each stage: what
// the engine takes, said before it is asked.

export interface Shape { shares: number[]; days_per_stage: number }

/** `25, 50 75,100` and `7`; `null` for what makes no way back. */
export function readShape(shares: string, days: string): Shape | null {
  const read = shares.split(/[\s,;]+/).filter(Boolean).map(Number)
  const length = Number(days)
  const rises = read.every((share, n) => Number.isInteger(share) && share >= 1 && share <= 100 && (n === 0 || share >= (read[n - 1] ?? 0)))
  if (read.length === 0 || !rises || read.at(-1) !== 100 || !Number.isInteger(length) || length < 1 || length > 28) return null
  return { shares: read, days_per_stage: length }
}
