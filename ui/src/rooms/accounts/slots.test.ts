import { describe, expect, it } from 'vitest'
import { added, fromViews, minuteOfTime, moved, pointed, removed, shifted, suggested, toSpecs, type Slot } from './slots'

const slot = (day: number, minute: number, category: string | null = null): Slot => ({ day, minute, category })

describe('a week of slots', () => {
  it('is read from the engine in the order of the week', () => {
    const views = [{ day: 'tue', time: '09:05', category: null }, { day: 'mon', time: '18:00', category: 'news' }] as const
    expect(fromViews(views as never)).toEqual([slot(0, 1080, 'news'), slot(1, 545)])
  })
  it('is written with days of one time together, and the category behind a #', () => {
    expect(toSpecs([slot(2, 545), slot(0, 545), slot(0, 1080, 'news')])).toEqual(['mon,wed 09:05', 'mon 18:00 #news'])
    expect(toSpecs([])).toEqual([])
  })
  it('never has two slots at one time', () => {
    expect(added([slot(0, 545)], slot(0, 545, 'news'))).toBeNull()
    expect(moved([slot(0, 545), slot(1, 545)], slot(0, 545), slot(1, 545))).toBeNull()
  })
  it('moves a slot and keeps its category', () => {
    expect(moved([slot(0, 545, 'news')], slot(0, 545, 'news'), slot(3, 600, 'news'))).toEqual([slot(3, 600, 'news')])
  })
  it('takes a slot out', () => {
    expect(removed([slot(0, 545), slot(1, 545)], slot(0, 545))).toEqual([slot(1, 545)])
  })
  it('stops at the ends of the week and of the day', () => {
    expect(shifted(slot(6, 1435), 1, 15)).toEqual(slot(6, 1439))
    expect(shifted(slot(0, 5), -1, -15)).toEqual(slot(0, 0))
  })
  it('reads times as people type them', () => {
    expect([minuteOfTime('9:05'), minuteOfTime('09.05'), minuteOfTime('24:00'), minuteOfTime('nine')]).toEqual([545, 545, null, null])
  })
})

describe('a point of the grid', () => {
  it('means the day under it and the nearest five minutes', () => {
    expect(pointed(150, 305, 700, 960, 480, 1440)).toEqual({ day: 1, minute: 785 })
  })
  it('stays inside the grid', () => {
    expect(pointed(-5, -50, 700, 960, 480, 1440)).toEqual({ day: 0, minute: 480 })
    expect(pointed(9999, 9999, 700, 960, 480, 1440)).toEqual({ day: 6, minute: 1439 })
  })
})

describe('suggested slots', () => {
  const week = suggested({ perDay: 3, from: 8 * 60, to: 22 * 60, days: [0, 1, 2, 3, 4, 5, 6], category: null })
  it('are as many as wished, on the days wished', () => {
    expect(week).toHaveLength(21)
    expect(new Set(week.map((one) => one.day)).size).toBe(7)
  })
  it('lie in the waking hours and never at a round minute', () => {
    for (const one of week) {
      expect(one.minute).toBeGreaterThanOrEqual(8 * 60)
      expect(one.minute).toBeLessThan(22 * 60)
      expect(one.minute % 5).not.toBe(0)
    }
  })
  it('are not at the same minute every day', () => {
    const first = [0, 1, 2, 3, 4, 5, 6].map((day) => week.find((one) => one.day === day)?.minute)
    expect(new Set(first).size).toBeGreaterThan(4)
    // Nor so many minutes later each day, which is a clockwork too.
    const gaps = first.slice(1).map((minute, n) => (minute ?? 0) - (first[n] ?? 0))
    expect(new Set(gaps).size).toBeGreaterThan(3)
  })
  it('keep half a part of the day between each other', () => {
    for (let n = 1; n < week.length; n += 1) {
      const [before, after] = [week[n - 1], week[n]]
      if (before && after && before.day === after.day) expect(after.minute - before.minute).toBeGreaterThan(130)
    }
  })
  it('are the same for the same wish', () => {
    const wish = { perDay: 4, from: 540, to: 1200, days: [0, 4], category: 'news' }
    expect(suggested(wish)).toEqual(suggested(wish))
  })
  it('are none where the hours have no room', () => {
    expect(suggested({ perDay: 10, from: 600, to: 620, days: [0], category: null })).toEqual([])
    expect(suggested({ perDay: 0, from: 480, to: 1320, days: [0], category: null })).toEqual([])
  })
})
