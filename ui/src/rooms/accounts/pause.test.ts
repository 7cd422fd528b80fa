import { expect, it } from 'vitest'
import { pauseUntil } from './pause'

const ask = { now: '2026-11-18T12:45:00.000Z', today: '2026-11-18', at: '2026-12-01T09:30' }

it('ends a pause by an instant after some hours or days', () => {
  expect(pauseUntil('hours', ask)).toBe('2026-11-18T15:45:00.000Z')
  expect(pauseUntil('week', ask)).toBe('2026-11-25T12:45:00.000Z')
})
it('ends a pause by the wall of the account where a time of day is meant', () => {
  expect(pauseUntil('tomorrow', ask)).toBe('2026-11-19 08:00')
  expect(pauseUntil('at', ask)).toBe('2026-12-01 09:30')
})
it('ends it never by itself where nothing is said', () => {
  expect(pauseUntil('open', ask)).toBeNull()
})
