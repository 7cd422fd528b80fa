import { describe, expect, test, vi } from 'vitest'
import type { PostCheck } from '@/lib/contract'
import { type Checked, Checker } from './checker'
import { actOf, addAsk, barOf, checkAsk, editAsk, moveAsk, segmentTexts, wordsChanged } from './sending'
import { placeAt } from './sortable'
import { choiceOf, choiceOfAddress, dateOf, elsewhere, firstTime, read, timeOf, wallOf } from './when'
import { fromComposition, isEmpty, newSegment, newWriting, same, toComposition, type Writing } from './writing'

const BERLIN = 'Europe/Berlin'
const writing = (change: Partial<Writing> = {}): Writing => ({ ...newWriting({ accounts: ['citydesk'] }), segments: [newSegment('Hello')], ...change })
const check = (change: Partial<PostCheck> = {}): PostCheck => ({ segments: [], costs: [], caps: [], next_slots: [], findings: [], total_micro_usd: null, ...change })
const at = (wall: string, zone = BERLIN) => ({ kind: 'time' as const, wall, zone })
const now = { wall: '2026-11-18T13:45', zone: BERLIN }
const problem = (code: string, over: number) => ({ weighted: 280 + over, max: 280, valid: false, over, urls: [], mentions: [], hashtags: [], cashtags: [], problems: [code] }) as never

describe('a picked time', () => {
  test('that the clocks jump over is refused with both neighbours', () => {
    expect(read('2027-03-28T02:30', BERLIN)).toEqual({ is: 'gap', before: '2027-03-28T01:59', after: '2027-03-28T03:00' })
    expect(read('2027-03-14T02:00', 'America/New_York')).toEqual({ is: 'gap', before: '2027-03-14T01:59', after: '2027-03-14T03:00' })
    expect(read('2026-10-04T02:15', 'Australia/Lord_Howe')).toEqual({ is: 'gap', before: '2026-10-04T01:59', after: '2026-10-04T02:30' })
    expect(barOf(writing({ choice: at('2027-03-28T02:30') }), { check: null, pending: 0, now })?.is).toBe('time_gap')
  })

  test('that comes twice is the first one', () => {
    expect(read('2026-10-25T02:30', BERLIN)).toEqual({ is: 'there', at: '2026-10-25T00:30:00.000Z' })
  })

  test('is shown in the account’s zone where that differs', () => {
    expect(elsewhere('2026-11-24T14:30', BERLIN, 'America/New_York')).toBe('2026-11-24T08:30')
    expect(elsewhere('2026-11-24T14:30', BERLIN, 'Europe/Paris')).toBeNull()
  })

  test('comes from the calendar as a wall or an instant', () => {
    expect(choiceOfAddress('2026-11-21T12:18', BERLIN)).toEqual(at('2026-11-21T12:18'))
    expect(choiceOfAddress('2026-11-21T11:18:00Z', BERLIN)).toEqual(at('2026-11-21T12:18'))
    expect(choiceOfAddress('2026-11-21', BERLIN)).toEqual(at('2026-11-21T09:00'))
    expect(choiceOfAddress('soon', BERLIN)).toBeNull()
  })

  test('that is past, or half typed, is in the way', () => {
    const seen = { check: null, pending: 0, now }
    expect(barOf(writing({ choice: at('2026-11-18T13:00') }), seen)).toEqual({ is: 'time_past' })
    expect(barOf(writing({ choice: at('2026-11-18T13:50') }), seen)).toBeNull()
    expect(barOf(writing({ choice: at('2026-11-18T') }), seen)).toEqual({ is: 'time_missing' })
    expect(timeOf('2026-11-18T')).toBe('')
    expect(dateOf('T10:00')).toBe('')
  })

  test('begins at a half hour a while away', () => {
    expect(firstTime('2026-11-18T13:45')).toBe('2026-11-18T14:00')
    expect(firstTime('2026-11-18T13:46')).toBe('2026-11-18T14:30')
    expect(firstTime('2026-12-31T23:50')).toBe('2027-01-01T00:30')
    expect(wallOf('2026-11-18T12:45:00Z', BERLIN)).toBe('2026-11-18T13:45')
  })
})

describe('what stands in the way', () => {
  const seen = { check: null, pending: 0, now }
  test('is an empty post, a file on its way, or no account', () => {
    expect(barOf(writing({ segments: [newSegment('  ')] }), seen)).toEqual({ is: 'empty' })
    expect(barOf(writing(), { ...seen, pending: 1 })).toEqual({ is: 'pending_media' })
    expect(barOf(writing({ accounts: [] }), seen)).toEqual({ is: 'no_account' })
    expect(barOf(writing({ accounts: [], choice: { kind: 'draft' } }), seen)).toBeNull()
  })

  test('names the segment that is too long', () => {
    const [one, two] = [newSegment('short'), newSegment('long')]
    const checked = check({ segments: [{ ...(problem('too_long', 0) as object), problems: [] } as never, problem('too_long', 12)] })
    expect(barOf(writing({ segments: [one, two] }), { ...seen, check: checked })).toEqual({ is: 'segment', key: two.key, number: 2, code: 'too_long', over: 12 })
  })

  test('is an empty segment in the middle, never the empty field at the end', () => {
    const [one, blank, two] = [newSegment('one'), newSegment(''), newSegment('two')]
    expect(barOf(writing({ segments: [one, blank, two] }), seen)).toMatchObject({ is: 'segment', number: 2, code: 'empty_segment' })
    expect(barOf(writing({ segments: [one, two, blank] }), seen)).toBeNull()
    expect(segmentTexts(writing({ segments: [one, two, blank] }))).toHaveLength(2)
  })

  test('is a poll that X would refuse', () => {
    const one = { ...newSegment('Which?'), poll: { options: ['a', ''], minutes: 60 } }
    expect(barOf(writing({ segments: [one] }), seen)).toEqual({ is: 'poll', key: one.key, number: 1 })
  })
})

describe('what is sent', () => {
  test('carries the composition, so that both change in one transaction', () => {
    expect(addAsk(writing({ pin: true, choice: at('2026-11-24T14:30'), labels: ['court'] }), 'c3')).toEqual({
      accounts: ['citydesk'], when: { wall: { time: '2026-11-24T14:30', zone: BERLIN } }, pin: 'pinned',
      segments: [{ text: 'Hello', media: [] }], labels: ['court'], composition: 'c3',
    })
  })

  test('says all media of an edit, so that one taken off stays off', () => {
    expect(editAsk(writing({ editing: '7' }), 3, null)).toMatchObject({ id: '7', revision: 3, media: 'as_said' })
  })

  test('moves an edited delivery only when its time was changed', () => {
    const before = writing({ editing: '7', choice: at('2026-11-24T14:30') })
    expect(moveAsk({ ...before, segments: [newSegment('Other')] }, before, 3)).toBeNull()
    expect(moveAsk({ ...before, choice: at('2026-11-24T15:00') }, before, 3)).toMatchObject({ id: '7', revision: 3 })
    expect(wordsChanged({ ...before, choice: at('2026-11-24T15:00') }, before)).toBe(false)
    expect(wordsChanged({ ...before, labels: ['new'] }, before)).toBe(true)
  })

  test('asks about a time only where there is one to ask about', () => {
    expect(checkAsk(writing({ choice: at('2026-11-18T') })).when).toBeUndefined()
    expect(checkAsk(writing({ choice: at('2027-03-28T02:30') })).when).toBeUndefined()
    expect(checkAsk(writing()).when).toBe('next')
  })
})

describe('the main button', () => {
  const slots = [
    { account: 'citydesk', at: '2026-11-24T13:30:00Z', wall: '2026-11-24T14:30' },
    { account: 'sportsbot', at: '2026-11-24T10:00:00Z', wall: '2026-11-24T11:00' },
  ]
  test('says when the post goes out', () => {
    expect(actOf(writing(), null, check({ next_slots: slots }))).toEqual({ is: 'slot', wall: '2026-11-24T14:30', more: 0 })
    expect(actOf(writing({ accounts: ['citydesk', 'sportsbot'] }), null, check({ next_slots: slots }))).toEqual({ is: 'slot', wall: '2026-11-24T11:00', more: 1 })
    expect(actOf(writing(), null, check())).toEqual({ is: 'queue' })
    expect(actOf(writing({ choice: at('2026-11-24T14:30') }), null, null)).toEqual({ is: 'schedule', wall: '2026-11-24T14:30' })
    expect(actOf(writing({ choice: { kind: 'draft' } }), null, null)).toEqual({ is: 'draft' })
  })

  test('of an edit says whether the time changes too', () => {
    const before = writing({ editing: '7', choice: at('2026-11-24T14:30') })
    expect(actOf(before, before, null)).toEqual({ is: 'save' })
    expect(actOf({ ...before, choice: at('2026-11-25T09:00') }, before, null)).toEqual({ is: 'save_at', wall: '2026-11-25T09:00' })
    expect(actOf({ ...before, choice: { kind: 'draft' } }, before, null)).toEqual({ is: 'save_draft' })
  })
})

describe('a composition', () => {
  test('comes back as it was kept', () => {
    const one = writing({ labels: ['a'], choice: at('2026-11-24T14:30'), segments: [{ ...newSegment('Which?'), poll: { options: ['a', ''], minutes: 60 } }, newSegment('')] })
    const back = fromComposition(toComposition(one), BERLIN)
    expect(same(one, back)).toBe(true)
    expect(isEmpty(newWriting())).toBe(true)
    expect(isEmpty(back)).toBe(false)
  })

  test('with an instant is shown on the desk’s wall', () => {
    expect(choiceOf({ at: '2026-11-18T12:45:00Z' }, BERLIN)).toEqual(at('2026-11-18T13:45'))
  })
})

describe('the counters', () => {
  test('never show an older answer over a newer one', async () => {
    vi.useFakeTimers()
    const waiting: ((view: PostCheck) => void)[] = []
    const shown: Checked<string>[] = []
    const checker = new Checker<string>({
      check: () => new Promise((done) => waiting.push((view) => done({ ok: true, view }))),
      show: (checked) => void shown.push(checked),
      failed: () => undefined,
    })
    checker.change('a')
    checker.change('ab')
    await vi.advanceTimersByTimeAsync(60)
    checker.change('abc')
    await vi.advanceTimersByTimeAsync(60)
    expect(waiting).toHaveLength(2)
    waiting[1]?.(check())
    waiting[0]?.(check())
    await vi.advanceTimersByTimeAsync(0)
    expect(shown.map((one) => one.ask)).toEqual(['abc'])
    vi.useRealTimers()
  })
})

describe('a dragged thing', () => {
  const rows = [0, 1, 2].map((n) => ({ left: 0, top: n * 100, width: 300, height: 100 }))
  test('finds its place among rows', () => {
    expect(placeAt(rows, 0, 150, 130, 'y')).toBe(0)
    expect(placeAt(rows, 0, 150, 160, 'y')).toBe(1)
    expect(placeAt(rows, 0, 150, 900, 'y')).toBe(2)
    expect(placeAt(rows, 2, 150, -20, 'y')).toBe(0)
  })

  test('finds its place in a grid', () => {
    const grid = [0, 1, 2, 3].map((n) => ({ left: (n % 2) * 100, top: Math.floor(n / 2) * 100, width: 100, height: 100 }))
    expect(placeAt(grid, 0, 190, 50, 'grid')).toBe(1)
    expect(placeAt(grid, 0, 190, 150, 'grid')).toBe(3)
    expect(placeAt(grid, 3, 10, 50, 'grid')).toBe(0)
  })
})
