import { describe, expect, it } from 'vitest'
import { canReorder, dropAt, placeAt, step } from './order'

const one = (id: string, state: 'scheduled' | 'sending' | 'queued' | 'held' = 'scheduled', due: string | null = '2026-11-18T10:00:00Z') => ({ id, state, due })
const line = [one('s', 'sending'), one('a'), one('b'), one('c', 'held'), one('n', 'queued', null)]

describe('the order of a queue', () => {
  it('can be changed for what waits and has a time', () => {
    expect(line.filter(canReorder).map((each) => each.id)).toEqual(['a', 'b', 'c'])
  })
  it('moves a delivery one place later: the one after the next follows it', () => {
    expect(step(line, 'a', 1)).toEqual({ id: 'a', before: 'c', place: 1 })
  })
  it('moves a delivery to the end: none follows it', () => {
    expect(step(line, 'b', 1)).toEqual({ id: 'b', before: null, place: 2 })
  })
  it('moves a delivery one place earlier', () => {
    expect(step(line, 'c', -1)).toEqual({ id: 'c', before: 'b', place: 1 })
  })
  it('does nothing at the ends', () => {
    expect(step(line, 'a', -1)).toBeNull()
    expect(step(line, 'c', 1)).toBeNull()
  })
  it('does nothing for what is being sent or has no time', () => {
    expect(step(line, 's', 1)).toBeNull()
    expect(placeAt(line, 'n', 0)).toBeNull()
  })
  it('takes a drop in its own gap for no change', () => {
    expect(dropAt(line, 'a', 1)).toBeNull()
    expect(dropAt(line, 'a', 2)).toBeNull()
  })
  it('takes a drop before a row and after the last one', () => {
    expect(dropAt(line, 'a', 3)).toEqual({ id: 'a', before: 'c', place: 1 })
    expect(dropAt(line, 'a', 5)).toEqual({ id: 'a', before: null, place: 2 })
    expect(dropAt(line, 'c', 0)).toEqual({ id: 'c', before: 'a', place: 0 })
  })
})
