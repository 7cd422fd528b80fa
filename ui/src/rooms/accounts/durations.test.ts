import { describe, expect, it } from 'vitest'
import { parseDuration, sameDuration, writeDuration } from './durations'

describe('a length of time', () => {
  it('is a number and a unit', () => {
    expect(parseDuration('15m')).toEqual({ count: 15, unit: 'm' })
    expect(parseDuration('1h 30m')).toBeNull()
    expect(parseDuration('-5m')).toBeNull()
  })
  it('is written as the engine reads it', () => {
    expect(writeDuration('010', 'm')).toBe('10m')
    expect(writeDuration(0, 's')).toBe('0s')
    expect(writeDuration('1.5', 'h')).toBeNull()
    expect(writeDuration('', 'h')).toBeNull()
  })
  it('is the same in another unit', () => {
    expect(sameDuration('24h', '1d')).toBe(true)
    expect(sameDuration('10m', '10s')).toBe(false)
    expect(sameDuration('soon', 'soon')).toBe(false)
  })
})
