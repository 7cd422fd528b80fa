import { useBackend } from '@/host'
import { type Fake, fakeHost } from '@/host/fake'
import { flushSync } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answered, type Live, live, resync, startLive } from './live.svelte'
import type { CalendarView, StatusView } from '@/lib/contract'

let fake: Fake
let stop: () => void

beforeEach(() => {
  fake = fakeHost()
  useBackend(fake)
  stop = startLive()
})
afterEach(() => stop())

/** Looks at a view as a component would. */
function look<View>(make: () => Live<View>): { view: Live<View>; leave: () => void } {
  let view!: Live<View>
  const leave = $effect.root(() => {
    view = make()
  })
  flushSync()
  return { view, leave }
}

const status = () => look<StatusView>(() => live('status_show', () => ({})))
const asked = (name: string) => fake.calls.filter((call) => call.name === name).length

describe('live', () => {
  it('says when all that was asked has an answer, or an error', async () => {
    const answers: (() => void)[] = []
    const real = fake.call.bind(fake)
    vi.spyOn(fake, 'call').mockImplementation(async (name, request) => {
      await new Promise<void>((answer) => answers.push(answer))
      if (name === 'status_show') throw new Error('no answer')
      return real(name, request)
    })
    const [one, other] = [status(), look(() => live('settings_show', () => ({})))]
    let over = false
    const all = answered().then(() => (over = true))
    answers[0]?.()
    await vi.waitFor(() => expect(one.view.error).not.toBeNull())
    expect(over).toBe(false)
    answers[1]?.()
    await all
    expect(other.view.data).not.toBeNull()
    one.leave()
    other.leave()
  })

  it('asks once however many look', async () => {
    const first = status()
    const second = status()
    await vi.waitFor(() => expect(second.view.data?.held).toBeGreaterThan(0))
    expect(first.view.data).toBe(second.view.data)
    first.leave()
    second.leave()
  })

  it('asks again when a fact touches the answer, and not for others', async () => {
    const { view, leave } = status()
    await vi.waitFor(() => expect(view.data).not.toBeNull())
    const before = asked('status_show')
    fake.emit({ type: 'settings' })
    fake.emit({ type: 'deliveries', ids: ['1'] })
    fake.emit({ type: 'plan' })
    await vi.waitFor(() => expect(asked('status_show')).toBe(before + 1))
    leave()
  })

  it('asks nothing for a view that nobody looks at any more', async () => {
    const { view, leave } = status()
    await vi.waitFor(() => expect(view.data).not.toBeNull())
    leave()
    const before = asked('status_show')
    const other = look(() => live('settings_show', () => ({})))
    resync()
    await vi.waitFor(() => expect(asked('settings_show')).toBeGreaterThan(1))
    expect(asked('status_show')).toBe(before)
    other.leave()
  })

  it('keeps the last answer on screen while the next question is on its way', async () => {
    let from = $state('2026-11-16')
    const { view, leave } = look<CalendarView>(() => live('calendar_show', () => ({ from, to: '2026-11-23' })))
    expect(view.waiting).toBe(true)
    await vi.waitFor(() => expect(view.data?.days.length).toBe(7))
    fake.slow(20)
    from = '2026-11-20'
    flushSync()
    expect(view.data?.days.length).toBe(7)
    expect(view.waiting).toBe(false)
    await vi.waitFor(() => expect(view.data?.days.length).toBe(3))
    leave()
  })

  it('gives the error of the door, and goes on after a reload', async () => {
    fake.breakWith('status_show', 'store_busy')
    const { view, leave } = status()
    await vi.waitFor(() => expect(view.error?.code).toBe('store_busy'))
    fake.breakWith('status_show', null)
    view.reload()
    await vi.waitFor(() => expect(view.data).not.toBeNull())
    expect(view.error).toBeNull()
    leave()
  })

  it('asks how things stand every minute, because a day ends without a fact', async () => {
    vi.useFakeTimers()
    stop()
    stop = startLive()
    const { leave } = status()
    await vi.advanceTimersByTimeAsync(10)
    const before = asked('status_show')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked('status_show')).toBe(before + 1)
    leave()
    vi.useRealTimers()
  })

  it('asks anew when the window is shown again', async () => {
    const { view, leave } = status()
    await vi.waitFor(() => expect(view.data).not.toBeNull())
    const before = asked('status_show')
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.waitFor(() => expect(asked('status_show')).toBe(before + 1))
    leave()
  })

  it('asks anew when facts come while an answer is on its way', async () => {
    fake.slow(15)
    const { view, leave } = status()
    fake.emit({ type: 'plan' })
    await vi.waitFor(() => expect(asked('status_show')).toBe(2))
    await vi.waitFor(() => expect(view.data).not.toBeNull())
    leave()
  })
})
