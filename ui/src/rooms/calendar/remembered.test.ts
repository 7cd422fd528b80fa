// Does the window open with the view that was looked at last? Each test starts the page anew: modules are
// loaded again, and only the browser's storage stays.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

let end = () => {}

/** Starts the page at the bare calendar. */
async function start(address = 'calendar') {
  vi.resetModules()
  const { cleanup, render, waitFor } = await import('@testing-library/svelte')
  const { useBackend } = await import('@/host')
  const { fakeHost } = await import('@/host/fake')
  const { startLive } = await import('@/state/live.svelte')
  const { go } = await import('@/state/router.svelte')
  const { default: Room } = await import('./Room.svelte')
  useBackend(fakeHost())
  const stop = startLive()
  go(address, 'replace')
  const { container } = render(Room, { rest: [], query: new URLSearchParams() })
  await waitFor(() => expect(container.querySelector('[data-day]')).not.toBeNull())
  end = () => {
    cleanup()
    stop()
    end = () => {}
  }
  const view = () => container.querySelector('.segmented label.on')?.textContent?.trim()
  return { container, view, waitFor, press: (key: string) => window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })) }
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', class { observe() {} disconnect() {} unobserve() {} })
  localStorage.clear()
})
afterEach(() => {
  end()
  localStorage.clear()
})

describe('the view', () => {
  test('that was chosen last stands there after a restart', async () => {
    const first = await start()
    expect(first.view()).toBe('Week')
    first.press('m')
    await first.waitFor(() => expect(first.view()).toBe('Month'))
    end()
    const next = await start()
    expect(next.view()).toBe('Month')
    expect(next.container.querySelector('[role=gridcell]')).not.toBeNull()
    expect(location.hash).toBe('#/calendar')
  })
  test('that the address names wins over the one that was chosen last', async () => {
    localStorage.setItem('calendar.view', 'month')
    expect((await start('calendar?view=agenda')).view()).toBe('Agenda')
  })
  test.each(['fortnight', '', 'Month', '{"view":"month"}'])('falls back to the week where the stored word is broken: %j', async (word) => {
    localStorage.setItem('calendar.view', word)
    expect((await start()).view()).toBe('Week')
  })
  test('is kept when only the day changes', async () => {
    localStorage.setItem('calendar.view', 'month')
    const page = await start()
    page.press('j')
    await page.waitFor(() => expect(location.hash).toContain('view=month'))
    expect(localStorage.getItem('calendar.view')).toBe('month')
  })
})
