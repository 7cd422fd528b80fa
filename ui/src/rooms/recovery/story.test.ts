import { describe, expect, it } from 'vitest'
import type { IncidentView, ResumeLine } from '@/lib/contract'
import { callsSince, chapterOf, diary, endedAt, lastRefusal, lines, parted, waitsForOwner } from './story'

const log = (...events: string[]) => events.map((event, n) => ({ at: `2026-11-18T12:0${n}:00Z`, event, note: '' }))
const at = (state: 'open' | 'waiting' | 'verifying' | 'recovering' | 'closed', change: { quiet?: string; probe_at?: string } = {}) =>
  ({ state, quiet: change.quiet ?? null, probe_at: change.probe_at ?? null })

describe('an incident', () => {
  it('counts no call while nobody looked', () => {
    expect(callsSince(log('opened', 'note', 'unlocked'))).toBe(0)
  })
  it('counts one call for each answer, and one for the quiet post', () => {
    expect(callsSince(log('opened', 'unlocked', 'still_held', 'unlocked', 'usable', 'resumed', 'quiet_post'))).toBe(3)
  })
  it('is at the steps while it is open, and at Roost’s own look where that has a time', () => {
    expect(chapterOf(at('open'))).toBe('steps')
    expect(chapterOf(at('waiting', { probe_at: '2026-11-18T18:00:00Z' }))).toBe('by_itself')
  })
  it('is at the way back once it is usable, then at the quiet post, then at the ramp', () => {
    expect(chapterOf(at('verifying'))).toBe('way_back')
    expect(chapterOf(at('verifying', { quiet: '7' }))).toBe('quiet')
    expect(chapterOf(at('recovering'))).toBe('ramp')
    expect(chapterOf(at('closed'))).toBe('closed')
  })
  it('ended when the quiet post was out, not when the slow weeks were over', () => {
    const lines = log('opened', 'usable', 'resumed', 'quiet_post', 'step_back')
    expect(endedAt({ state: 'recovering', closed_at: null, log: lines })).toBe(lines[3]?.at)
    expect(endedAt({ state: 'closed', closed_at: '2026-11-20T00:00:00Z', log: log('opened') })).toBe('2026-11-20T00:00:00Z')
    expect(endedAt({ state: 'verifying', closed_at: null, log: lines })).toBeNull()
  })
  it('waits for its owner only at the steps and at the way back', () => {
    expect([at('open'), at('verifying'), at('verifying', { quiet: '7' }), at('recovering')].map(waitsForOwner)).toEqual([true, true, false, false])
  })
  it('tells the last refusal until something went well', () => {
    expect(lastRefusal(log('opened', 'unlocked', 'still_held', 'note'))?.event).toBe('still_held')
    expect(lastRefusal(log('opened', 'still_held', 'unlocked', 'usable'))).toBeNull()
    expect(lastRefusal(log('opened'))).toBeNull()
  })
  it('has a diary, newest first, that does not name a look and its answer apart', () => {
    expect(diary(log('opened', 'unlocked', 'still_held', 'note')).map((line) => line.event)).toEqual(['note', 'still_held', 'opened'])
    expect(diary(log('opened', 'unlocked')).map((line) => line.event)).toEqual(['unlocked', 'opened'])
  })
})

describe('a list of incidents', () => {
  it('has the open ones first, those that recover after those that hold', () => {
    const one = (id: string, state: IncidentView['state'], day: string) => ({ id, state, opened_at: `2026-11-${day}T00:00:00Z` }) as IncidentView
    const { open, closed } = parted([one('1', 'closed', '01'), one('2', 'recovering', '17'), one('3', 'open', '10'), one('4', 'open', '12')])
    expect(open.map((each) => each.id)).toEqual(['4', '3', '2'])
    expect(closed.map((each) => each.id)).toEqual(['1'])
  })
})

describe('a way back', () => {
  it('parts the quiet post, those with a new time, and those to decide', () => {
    const line = (id: string, decision: ResumeLine['decision']) => ({ id, decision }) as ResumeLine
    const all = lines({ deliveries: [line('1', 'quiet'), line('2', 'moved'), line('3', 'picked_out'), line('4', 'kept')] })
    expect(all.quiet?.id).toBe('1')
    expect(all.timed.map((each) => each.id)).toEqual(['2', '4'])
    expect(all.picked.map((each) => each.id)).toEqual(['3'])
  })
})
