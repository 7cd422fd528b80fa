import { useBackend } from '@/host'
import { emptyWorld, type Fake, fakeHost } from '@/host/fake'
import { startLive } from '@/state/live.svelte'
import { startRouter } from '@/state/router.svelte'
import { dismiss, toasts } from '@/state/toasts.svelte'
import { cleanup, render, screen, waitFor } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import Room from './Room.svelte'
import { SUGGESTIONS, timesOf } from './suggestions'

let fake: Fake
let stops: (() => void)[] = []
const user = userEvent.setup()

beforeEach(() => {
  fake = fakeHost({ world: emptyWorld() })
  useBackend(fake)
  stops = [startRouter(), startLive()]
  render(Room)
})
afterEach(() => {
  cleanup()
  stops.forEach((stop) => stop())
  toasts.all.forEach((one) => dismiss(one.id))
})

const called = (name: string) => fake.calls.filter((one) => one.name === name).map((one) => one.request)

describe('the first run', () => {
  it('leads through three steps to a scheduled practice post', async () => {
    await user.click(screen.getByRole('button', { name: 'Add this account' }))
    await user.click(await screen.findByRole('button', { name: 'Go on' }))
    await user.click(await screen.findByRole('button', { name: 'Schedule it' }))
    await waitFor(() => expect(location.hash).toBe('#/calendar'))
    expect(fake.world.accounts.map((one) => [one.account, one.network, one.slots.length])).toEqual([['my_practice', 'practice', 12]])
    expect(fake.world.deliveries.map((one) => [one.state, one.due])).toEqual([['scheduled', '2026-11-18T12:47:00.000Z']])
    expect(fake.world.settings.first_run_done).toBe(true)
    const note = toasts.all.at(-1)
    expect(note?.text).toContain('Your first post is planned')
    note?.action?.run()
    await waitFor(() => expect(called('shell_open')).toEqual([{ url: 'http://127.0.0.1:8123/' }]))
  })

  it('can put the first post into the next free slot', async () => {
    await user.click(screen.getByRole('button', { name: 'Add this account' }))
    await user.click(await screen.findByRole('button', { name: 'Go on' }))
    await user.click(await screen.findByRole('radio', { name: /Next free slot/ }))
    await user.click(screen.getByRole('button', { name: 'Schedule it' }))
    await waitFor(() => expect(fake.world.deliveries[0]?.timing).toBe('slot'))
  })

  it('adds an account on X by PIN, opened in the browser', async () => {
    await user.click(screen.getByRole('radio', { name: /X, with my own keys/ }))
    await user.type(await screen.findByLabelText('Consumer key (API key)'), 'ck')
    await user.type(screen.getByLabelText('Consumer secret (API key secret)'), 'cs')
    await user.click(screen.getByRole('button', { name: 'Open X in the browser' }))
    await user.type(await screen.findByLabelText('PIN from X'), '1234567')
    expect(called('shell_open')).toEqual([{ url: 'https://api.x.com/oauth/authorize?oauth_token=practice' }])
    await user.click(screen.getByRole('button', { name: 'Add this account' }))
    expect(await screen.findByRole('heading', { name: /@northpress/ })).toBeTruthy()
  })

  it('adds an account on X by the four strings, and says what X refused', async () => {
    await user.click(screen.getByRole('radio', { name: /X, with my own keys/ }))
    await user.click(await screen.findByRole('radio', { name: 'Four strings from the console' }))
    await user.click(screen.getByRole('button', { name: 'Add this account' }))
    expect(await screen.findByText('All four are needed.')).toBeTruthy()
    for (const label of ['Consumer key (API key)', 'Consumer secret (API key secret)', 'Access token', 'Access token secret'])
      await user.type(screen.getByLabelText(label), 'short')
    await user.click(screen.getByRole('button', { name: 'Add this account' }))
    expect(await screen.findByText('X refused: Could not authenticate you.')).toBeTruthy()
    await user.type(screen.getByLabelText('Access token secret'), ' and then long enough')
    await user.click(screen.getByRole('button', { name: 'Add this account' }))
    expect(await screen.findByRole('heading', { name: /@northpress/ })).toBeTruthy()
  })

  it('says why a handle does not do, and keeps what was typed', async () => {
    const handle = screen.getByLabelText('Handle on the Practice network')
    await user.clear(handle)
    await user.type(handle, 'two words')
    await user.click(screen.getByRole('button', { name: 'Add this account' }))
    expect(await screen.findByText('“two words” can’t be a handle.')).toBeTruthy()
    expect((handle as HTMLInputElement).value).toBe('two words')
  })

  it('can be skipped, and is not asked again', async () => {
    await user.click(screen.getByRole('button', { name: 'Skip for now' }))
    await waitFor(() => expect(fake.world.settings.first_run_done).toBe(true))
    expect(location.hash).toBe('#/calendar')
  })
})

describe('the suggested slots', () => {
  it('never stand at the full hour, which looks like a machine', () => {
    for (const suggestion of ['calm', 'usual', 'busy'] as const)
      for (const time of timesOf(suggestion)) expect(Number(time.slice(3)) % 5, time).not.toBe(0)
    expect(SUGGESTIONS.none).toEqual([])
  })
})
