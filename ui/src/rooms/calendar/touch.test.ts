// Does a finger move posts as a mouse does, and still scroll? The whole room over the host in memory.
import { useBackend } from '@/host'
import { type Fake, fakeHost } from '@/host/fake'
import { startLive } from '@/state/live.svelte'
import { go } from '@/state/router.svelte'
import { cleanup, render, waitFor } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { forgetScreen } from './desk.svelte'
import Room from './Room.svelte'

let fake: Fake
let stop = () => {}
let root: Element

beforeEach(async () => {
  vi.stubGlobal('ResizeObserver', class { observe() {} disconnect() {} unobserve() {} })
  fake = fakeHost()
  useBackend(fake)
  stop = startLive()
  forgetScreen()
  go('calendar?view=month', 'replace')
  root = render(Room, { rest: [], query: new URLSearchParams('view=month') }).container
  await waitFor(() => expect(root.querySelector('[data-day]')).not.toBeNull())
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  cleanup()
  stop()
})

const post = () => fake.world.deliveries.find((one) => one.segments[0]?.text.startsWith('Museum Sunday'))!
const card = () => root.querySelector<HTMLElement>(`[data-key="${post().id}"]`)!
const day = (date: string) => root.querySelector<HTMLElement>(`[data-drop][data-day="${date}"]`)!
const lifted = () => document.querySelector('.lifted')
const moves = () => fake.calls.filter((call) => call.name === 'post_move_many')

function finger(target: Element, type: string, x: number, y: number, pointerId = 1) {
  target.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, clientX: x, clientY: y, button: 0, buttons: type === 'pointerup' ? 0 : 1, pointerType: 'touch', pointerId }))
}
function onWindow(type: string): boolean {
  const event = new Event(type, { bubbles: true, cancelable: true })
  window.dispatchEvent(event)
  return event.defaultPrevented
}
async function pass(milliseconds: number) {
  vi.advanceTimersByTime(milliseconds)
  await tick()
}
async function drop(on: Element) {
  const under = vi.spyOn(document, 'elementFromPoint').mockReturnValue(on)
  finger(card(), 'pointermove', 60, 80)
  finger(card(), 'pointerup', 60, 80)
  under.mockRestore()
  vi.useRealTimers()
  await new Promise((done) => setTimeout(done, 0))
}

describe('a finger', () => {
  test('that stays lifts a post, which then goes with it to another day', async () => {
    finger(card(), 'pointerdown', 10, 10)
    await pass(399)
    expect(lifted()).toBeNull()
    await pass(1)
    expect(lifted()?.textContent).toContain('Museum Sunday')
    await drop(day('2026-11-20'))
    await waitFor(() => expect(post().due).toBe('2026-11-20T09:30:00.000Z'))
    expect(lifted()).toBeNull()
  })
  test('may tremble while it stays', async () => {
    finger(card(), 'pointerdown', 10, 10)
    finger(card(), 'pointermove', 14, 17)
    await pass(400)
    expect(lifted()).not.toBeNull()
  })
  test('that goes on at once scrolls: nothing is lifted, then or later', async () => {
    finger(card(), 'pointerdown', 10, 10)
    expect(onWindow('touchmove')).toBe(false)
    finger(card(), 'pointermove', 10, 30)
    await pass(1_000)
    expect(lifted()).toBeNull()
    await drop(day('2026-11-20'))
    expect(moves()).toEqual([])
  })
  test('that only taps lifts nothing afterwards', async () => {
    finger(card(), 'pointerdown', 10, 10)
    finger(card(), 'pointerup', 10, 10)
    await pass(1_000)
    expect(lifted()).toBeNull()
  })
  test('that holds something neither scrolls the page nor opens a menu, and does again afterwards', async () => {
    finger(card(), 'pointerdown', 10, 10)
    await pass(400)
    expect([onWindow('touchmove'), onWindow('contextmenu')]).toEqual([true, true])
    finger(card(), 'pointercancel', 10, 10)
    expect([onWindow('touchmove'), onWindow('contextmenu')]).toEqual([false, false])
  })
  test('that the system takes away leaves everything as it was', async () => {
    finger(card(), 'pointerdown', 10, 10)
    await pass(400)
    finger(card(), 'pointercancel', 10, 10)
    await tick()
    expect(lifted()).toBeNull()
    await drop(day('2026-11-20'))
    expect(moves()).toEqual([])
  })
  test('beside the first neither lifts anything nor lets it fall', async () => {
    finger(card(), 'pointerdown', 10, 10)
    await pass(400)
    finger(day('2026-11-22'), 'pointerdown', 200, 10, 2)
    finger(day('2026-11-22'), 'pointerup', 200, 10, 2)
    await tick()
    expect(lifted()).not.toBeNull()
    await drop(day('2026-11-20'))
    await waitFor(() => expect(post().due).toBe('2026-11-20T09:30:00.000Z'))
  })
  test('on a published post is told why nothing is lifted', async () => {
    const out = root.querySelector<HTMLElement>('button.entry.published')!
    finger(out, 'pointerdown', 10, 10)
    await pass(400)
    vi.useRealTimers()
    expect(lifted()).toBeNull()
    await waitFor(() => expect(document.querySelector('[data-note=problem]')?.textContent).toContain('fixed'))
  })
})
