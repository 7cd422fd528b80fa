import { afterEach, describe, expect, it, vi } from 'vitest'
import { foot } from './foot'

let resized = () => {}
vi.stubGlobal('ResizeObserver', class {
  constructor(hear: () => void) {
    resized = hear
  }
  observe() {}
  disconnect() {}
})
const room = () => document.documentElement.style.getPropertyValue('--foot')
function bar(height: number): HTMLElement {
  const element = document.createElement('footer')
  Object.defineProperty(element, 'offsetHeight', { value: height, configurable: true })
  return element
}
afterEach(() => document.documentElement.style.removeProperty('--foot'))

describe('the bar at the foot', () => {
  it('says how high it is, follows when it grows, and leaves nothing behind', () => {
    const element = bar(54)
    const stop = foot(element)
    expect(room()).toBe('54px')
    Object.defineProperty(element, 'offsetHeight', { value: 88 })
    resized()
    expect(room()).toBe('88px')
    stop?.()
    expect(room()).toBe('0px')
  })
  it('of the room before may go after that of the next has come', () => {
    const before = foot(bar(54))
    const next = foot(bar(40))
    before?.()
    expect(room()).toBe('40px')
    next?.()
  })
})
