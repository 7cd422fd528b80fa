import { describe, expect, it } from 'vitest'
import type { QueueEntry } from '@/lib/contract'
import { asks, needsYou, waitsForItsTime } from './sections'

const entry = (id: string, state: QueueEntry['state'], change: Partial<QueueEntry> = {}): QueueEntry => ({
  id, post: id, account: 'a', state, due: `2026-11-18T1${id}:00:00Z`, original_due: null, text: id, remote_id: null, url: null, attempts: 0,
  reason: null, timing: 'chosen', incident: null, published_at: null, revision: 1, wall: null, position: 1, why: null, labels: [], segments: 1,
  media: 0, ...change,
})
const queue = (...deliveries: QueueEntry[]) => ({ account: 'a', zone: 'UTC', deliveries })

describe('a queue', () => {
  it('asks about lost answers, missed ones and failed ones', () => {
    expect(asks(entry('1', 'unconfirmed'))).toBe('unconfirmed')
    expect(asks(entry('1', 'missed'))).toBe('missed')
    expect(asks(entry('1', 'failed'))).toBe('failed')
    expect(asks(entry('1', 'scheduled'))).toBeNull()
  })
  it('asks about a held one only when the way back picked it out', () => {
    expect(asks(entry('1', 'held'))).toBeNull()
    expect(asks(entry('1', 'held', { reason: 'locked' }))).toBeNull()
    expect(asks(entry('1', 'held', { reason: 'stale' }))).toBe('picked_out')
  })
  it('puts doubts before late ones before refused ones, and each by its time', () => {
    const queues = [queue(entry('3', 'missed'), entry('2', 'missed'), entry('4', 'unconfirmed'), entry('5', 'scheduled'), entry('1', 'failed'))]
    expect(needsYou(queues).map((one) => one.id)).toEqual(['4', '2', '3', '1'])
  })
  it('leaves in the line only what goes out by itself', () => {
    expect(waitsForItsTime(queue(entry('1', 'held'), entry('2', 'missed'), entry('3', 'queued'))).map((one) => one.id)).toEqual(['1', '3'])
  })
})
