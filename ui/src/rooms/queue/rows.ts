// Which rows of a long list are on screen? Rows of known heights, so that 5,000 of them scroll as 20 do.
import type { QueueEntry, QueueView } from '@/lib/contract'
import { waitsForItsTime } from './sections'

export type Row =
  | { kind: 'account'; key: string; account: string; count: number }
  | { kind: 'day'; key: string; day: string | null }
  | { kind: 'empty'; key: string; account: string }
  | { kind: 'entry'; key: string; entry: QueueEntry; place: number; of: number }

/** All rows of the queues, one under the other; account heads only where there are several. */
export function rowsOf(queues: readonly QueueView[]): Row[] {
  const rows: Row[] = []
  for (const queue of queues) {
    const line = waitsForItsTime(queue)
    if (queues.length > 1) rows.push({ kind: 'account', key: `@${queue.account}`, account: queue.account, count: line.length })
    if (line.length === 0) rows.push({ kind: 'empty', key: `none ${queue.account}`, account: queue.account })
    let day: string | null | undefined
    line.forEach((entry, n) => {
      const mine = entry.wall?.slice(0, 10) ?? null
      if (mine !== day) {
        day = mine
        rows.push({ kind: 'day', key: `${queue.account} ${mine} ${n}`, day: mine })
      }
      rows.push({ kind: 'entry', key: entry.id, entry, place: n + 1, of: line.length })
    })
  }
  return rows
}

export interface Heights { account: number; day: number; plain: number; why: number; empty: number }

export function heightOf(row: Row, heights: Heights): number {
  if (row.kind === 'entry') return row.entry.why ? heights.why : heights.plain
  return heights[row.kind]
}

/** Where each row begins; one more at the end: the height of all. */
export function offsetsOf(rows: readonly Row[], heights: Heights): number[] {
  const offsets = [0]
  for (const row of rows) offsets.push((offsets.at(-1) ?? 0) + heightOf(row, heights))
  return offsets
}

/** The row that a point lies in. */
export function rowAt(offsets: readonly number[], y: number): number {
  let low = 0
  let high = Math.max(0, offsets.length - 2)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((offsets[middle] ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return low
}

/** The rows to draw: those between the edges and some more. `to` is not part of it. */
export function visible(offsets: readonly number[], top: number, bottom: number, more = 6): { from: number; to: number } {
  const count = offsets.length - 1
  if (count <= 0) return { from: 0, to: 0 }
  return { from: Math.max(0, rowAt(offsets, top) - more), to: Math.min(count, rowAt(offsets, bottom) + 1 + more) }
}
