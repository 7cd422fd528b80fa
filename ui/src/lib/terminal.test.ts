import { describe, expect, it } from 'vitest'
import { withoutCommands } from './terminal'

describe('a sentence of the engine', () => {
  it('stays as it is when it names no command', () => {
    expect(withoutCommands('X asked to wait until 14:05.')).toBe('X asked to wait until 14:05.')
  })
  it('loses the part that belongs to the terminal', () => {
    expect(withoutCommands('It was too late to send without asking. Send it with `roost post retry 7`, or cancel it.')).toBe(
      'It was too late to send without asking.',
    )
  })
  it('keeps what comes after that part', () => {
    expect(withoutCommands('Then say `roost incident unlocked 12`. Roost asks X once.')).toBe('Roost asks X once.')
  })
  it('is empty when it was nothing but a command', () => {
    expect(withoutCommands('Then say `roost incident unlocked 12`.')).toBe('')
  })
  it('does not break at a point inside a command', () => {
    expect(withoutCommands('Paused. Run `roost. --x` now. Go.')).toBe('Paused. Go.')
  })
})
