// What does a drop ask for, and what speaks against it?
import type { CalendarEntry, DraftView } from '@/lib/contract'
import { describe, expect, test } from 'vitest'
import { type Carried, deltaOf, doubtsAt, isNothing, landingOf } from './drop'

const plan = {
  zone: 'Europe/Berlin', now_wall: '2026-11-18T13:45',
  ghosts: [
    { account: 'city', at: '2026-11-20T10:30:00.000Z', wall: '2026-11-20T11:30', category: null },
    { account: 'news', at: '2026-11-20T08:00:00.000Z', wall: '2026-11-20T09:00', category: null },
  ],
}
const one = { id: '1', wall: '2026-11-21T12:18', account: 'sport' } as CalendarEntry
const entries: Carried = { kind: 'entries', entry: one, all: [one] }
const draft: Carried = { kind: 'draft', draft: { kind: 'delivery', id: '9', accounts: ['city'] } as DraftView }

describe('a drop', () => {
  test('on a day keeps the wall time', () => {
    expect(landingOf(entries, { kind: 'day', day: '2026-11-24' }, plan)).toEqual({ kind: 'time', wall: '2026-11-24T12:18', when: { wall: { time: '2026-11-24T12:18', zone: 'Europe/Berlin' } } })
  })
  test('of a draft on a day takes the account’s next free slot there', () => {
    expect(landingOf(draft, { kind: 'day', day: '2026-11-20' }, plan)).toEqual({ kind: 'time', wall: '2026-11-20T11:30', when: { at: '2026-11-20T10:30:00.000Z' } })
  })
  test('of a draft on a day without a slot is at nine, and on today soon where nine has passed', () => {
    expect(landingOf(draft, { kind: 'day', day: '2026-11-23' }, plan)).toMatchObject({ wall: '2026-11-23T09:00' })
    expect(landingOf(draft, { kind: 'day', day: '2026-11-18' }, plan)).toMatchObject({ wall: '2026-11-18T14:00' })
  })
  test('in a column takes the time pointed at; the second of two equal hours by its instant', () => {
    const at = '2026-10-25T01:30:00.000Z'
    expect(landingOf(draft, { kind: 'time', day: '2026-10-25', time: { wall: '2026-10-25T02:30', at } }, plan)).toMatchObject({ when: { at } })
  })
  test('where it was is nothing', () => {
    expect(isNothing(entries, landingOf(entries, { kind: 'day', day: '2026-11-21' }, plan))).toBe(true)
  })
  test('of several is a shift of whole days and minutes', () => {
    expect(deltaOf('2026-11-21T12:18', '2026-11-19T13:00')).toEqual({ days: -2, minutes: 42 })
  })
})

describe('against it speaks', () => {
  const view = {
    now_wall: plan.now_wall,
    limits: [
      { account: 'news', held: true, reason: 'locked', cap: 50, capped_days: [] },
      { account: 'sport', held: false, reason: null, cap: 9, capped_days: ['2026-11-21'] },
    ],
  }
  test('a time that has passed, before all else', () => {
    expect(doubtsAt('2026-11-18T13:45', ['news'], view)).toEqual([{ kind: 'past' }])
  })
  test('a held account and a full day', () => {
    expect(doubtsAt('2026-11-21T12:00', ['news', 'sport'], view).map((doubt) => doubt.kind)).toEqual(['held', 'capped'])
    expect(doubtsAt('2026-11-22T12:00', ['sport'], view)).toEqual([])
  })
})
