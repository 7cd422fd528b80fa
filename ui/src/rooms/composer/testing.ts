// What do the composer's tests stand on? The room itself on the host in memory, and short ways to look at both.
import { configure, render, screen, waitFor } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { useBackend } from '@/host'
import { type Fake, fakeHost, fullWorld } from '@/host/fake'
import { startLive } from '@/state/live.svelte'
import { startRouter } from '@/state/router.svelte'
import { loadSettings } from '@/state/settings.svelte'
import { dismiss, toasts } from '@/state/toasts.svelte'
import Room from './Room.svelte'

export let desk: Fake
let stops: (() => void)[] = []

/** Every test begins with an empty storage, the full world and the composer's address. */
export function composerTests(): void {
  // A busy machine types slowly.
  vi.setConfig({ testTimeout: 20_000 })
  configure({ asyncUtilTimeout: 5_000 })
  beforeEach(async () => {
    localStorage.clear()
    desk = fakeHost({ world: fullWorld() })
    useBackend(desk)
    history.replaceState(null, '', '#/composer')
    stops = [startLive(), startRouter()]
    await loadSettings()
  })
  afterEach(() => {
    stops.forEach((stop) => stop())
    for (const one of toasts.all) dismiss(one.id)
  })
}

export async function opened(rest: string[] = [], query = '') {
  const view = render(Room, { rest, query: new URLSearchParams(query) })
  await screen.findAllByRole('textbox', { name: /^Text of/ })
  return { ...view, user: userEvent.setup() }
}

const texts = () => screen.getAllByRole<HTMLTextAreaElement>('textbox', { name: /^Text of/ })
export const field = (at = 0) => texts()[at] as HTMLTextAreaElement
export const values = () => texts().map((one) => one.value)
export const asked = (name: string) => desk.calls.filter((one) => one.name === name).map((one) => one.request as Record<string, never>)
/** The texts of every composition that the engine keeps. */
export const kept = () => desk.world.compositions.map((one) => one.content.segments.map((part) => part.text))
export const mark = (word: RegExp | string) => screen.findByText(word)
export const note = (word: RegExp) => waitFor(() => expect(toasts.all.map((one) => one.text)).toContainEqual(expect.stringMatching(word)))
export const picture = () => new File([new Uint8Array([1, 2, 3])], 'harbour.png', { type: 'image/png' })

/** Presses the note's own button. */
export function undo(text: RegExp): void {
  const found = toasts.all.find((one) => text.test(one.text))
  expect(found?.action).toBeTruthy()
  found?.action?.run()
}
