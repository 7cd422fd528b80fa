import { useBackend } from '@/host'
import { type Fake, fakeHost } from '@/host/fake'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { act, ask, undo } from './act'
import { announcer } from './announcer.svelte'
import { dismiss, holdToasts, releaseToasts, toast, toasts } from './toasts.svelte'

let fake: Fake
beforeEach(() => {
  fake = fakeHost()
  useBackend(fake)
})
afterEach(() => toasts.all.forEach((one) => dismiss(one.id)))

const scheduled = () => fake.world.deliveries.find((one) => one.account === 'citydesk' && one.state === 'scheduled')!

describe('a change of plan', () => {
  it('says what was done, aloud too, and offers to undo it', async () => {
    const one = scheduled()
    const due = one.due
    await act('post_move', { id: one.id, revision: one.revision, when: { at: '2026-11-25T09:00:00Z' } }, { done: 'Moved', undo: true })
    const note = toasts.all.at(-1)
    expect([note?.text, note?.action?.label, announcer.said.text]).toEqual(['Moved', 'Undo', 'Moved'])
    note?.action?.run()
    await vi.waitFor(() => expect(toasts.all.at(-1)?.text).toContain('Undone: move of 1 post'))
    expect(fake.world.deliveries.find((other) => other.id === one.id)?.due).toBe(due)
  })

  it('can be done again after it was undone', async () => {
    const one = scheduled()
    await act('post_cancel', { id: one.id })
    await undo()
    toasts.all.at(-1)?.action?.run()
    await vi.waitFor(() => expect(fake.world.deliveries.find((other) => other.id === one.id)?.state).toBe('cancelled'))
  })

  it('tells a refusal with its cause and the next step, and keeps the details', async () => {
    const outcome = await act('post_move', { id: scheduled().id, when: { at: '2026-11-01T09:00:00Z' } })
    expect(outcome.ok).toBe(false)
    const note = toasts.all.at(-1)
    expect(note?.tone).toBe('problem')
    expect(note?.text).toMatch(/has passed.*Choose a later time/)
    expect(note?.error?.code).toBe('time_past')
  })

  it('is refused where it was changed elsewhere, instead of the last one winning', async () => {
    const one = scheduled()
    const outcome = await ask('post_cancel', { id: one.id, revision: one.revision - 1 })
    expect(outcome.ok ? null : outcome.error.code).toBe('conflict')
  })

  it('tells that there is nothing to undo', async () => {
    await undo()
    expect(toasts.all.at(-1)?.text).toContain('nothing to undo')
  })
})

describe('notes', () => {
  it('go by themselves, except problems and while they are looked at', () => {
    vi.useFakeTimers()
    toast('Saved')
    toast('Broken', { tone: 'problem' })
    holdToasts()
    vi.advanceTimersByTime(60_000)
    expect(toasts.all.map((one) => one.text)).toEqual(['Saved', 'Broken'])
    releaseToasts()
    vi.advanceTimersByTime(60_000)
    expect(toasts.all.map((one) => one.text)).toEqual(['Broken'])
    vi.useRealTimers()
  })

  it('say the same words once, and are three at most', () => {
    for (const text of ['a', 'b', 'b', 'c', 'd']) toast(text)
    expect(toasts.all.map((one) => one.text)).toEqual(['b', 'c', 'd'])
  })
})
