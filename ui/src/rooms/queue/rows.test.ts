import { describe, expect, it } from 'vitest'
import type { QueueEntry } from '@/lib/contract'
import { offsetsOf, rowAt, rowsOf, visible } from './rows'

const entry = (id: string, wall: string | null, why: string | null = null) =>
  ({ id, account: 'a', state: 'scheduled', due: '2026-11-18T10:00:00Z', reason: null, wall, why }) as unknown as QueueEntry
const HEIGHTS = { account: 40, day: 30, plain: 50, why: 80, empty: 60 }

describe('the rows of the queue', () => {
  it('part the days, and put those without a time last under their own head', () => {
    const rows = rowsOf([{ account: 'a', zone: 'UTC', deliveries: [entry('1', '2026-11-18T10:00'), entry('2', '2026-11-18T11:00'), entry('3', null)] }])
    expect(rows.map((row) => row.kind)).toEqual(['day', 'entry', 'entry', 'day', 'entry'])
    expect(rows.at(-2)).toMatchObject({ day: null })
  })
  it('name the account only where there are several', () => {
    const two = rowsOf(['a', 'b'].map((account) => ({ account, zone: 'UTC', deliveries: [] })))
    expect(two.map((row) => row.kind)).toEqual(['account', 'empty', 'account', 'empty'])
  })
  it('have keys that are there once, though a day comes twice', () => {
    const rows = rowsOf([{ account: 'a', zone: 'UTC', deliveries: [entry('1', '2026-11-18T10:00'), entry('2', null), entry('3', '2026-11-18T11:00')] }])
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
  })
  it('are taller where a sentence says why', () => {
    const rows = rowsOf([{ account: 'a', zone: 'UTC', deliveries: [entry('1', '2026-11-18T10:00', 'held'), entry('2', '2026-11-18T11:00')] }])
    expect(offsetsOf(rows, HEIGHTS)).toEqual([0, 30, 110, 160])
  })
  it('are found by a point, the last one for all beyond it', () => {
    expect([0, 29, 30, 109, 110, 999].map((y) => rowAt([0, 30, 110, 160], y))).toEqual([0, 0, 1, 1, 2, 2])
  })
  it('are drawn only where the window is', () => {
    const offsets = Array.from({ length: 5001 }, (_, n) => n * 50)
    expect(visible(offsets, 100_000, 100_600, 4)).toEqual({ from: 1996, to: 2017 })
    expect(visible([0], 0, 600)).toEqual({ from: 0, to: 0 })
  })
})
