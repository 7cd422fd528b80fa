import { describe, expect, it } from 'vitest'
import { spansOf, stagesOf } from './ramp'

describe('the way back', () => {
  it('rises by quarters of what was posted before', () => {
    expect(stagesOf('standard', 4).map((one) => one.allowance)).toEqual([1, 2, 3, 4])
  })
  it('rounds up and allows at least one a day', () => {
    expect(stagesOf('standard', 5).map((one) => one.allowance)).toEqual([2, 3, 4, 5])
    expect(stagesOf('standard', 0.4).map((one) => one.allowance)).toEqual([1, 1, 1, 1])
  })
  it('is longer and lower after a repeat', () => {
    expect(stagesOf('repeat', 8).map((one) => one.allowance)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })
  it('takes a shape that it does not know for the standard one', () => {
    expect(stagesOf('later', 4)).toEqual(stagesOf('standard', 4))
  })
  it('puts days of one allowance into one line', () => {
    const curve = ['2026-11-18', '2026-11-19', '2026-11-20'].map((date, n) => ({ date, allowance: n < 2 ? 1 : 2 }))
    expect(spansOf(curve)).toEqual([
      { from: '2026-11-18', to: '2026-11-19', days: 2, allowance: 1 },
      { from: '2026-11-20', to: '2026-11-20', days: 1, allowance: 2 },
    ])
    expect(spansOf([])).toEqual([])
  })
  it('does not bridge a gap between days', () => {
    expect(spansOf([{ date: '2026-11-18', allowance: 1 }, { date: '2026-11-20', allowance: 1 }])).toHaveLength(2)
  })
})
