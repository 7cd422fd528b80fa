import { useBackend } from '@/host'
import { emptyWorld, type Fake, fakeHost, type FakeOptions, quietWorld } from '@/host/fake'
import { startLive } from '@/state/live.svelte'
import { go, router, startRouter } from '@/state/router.svelte'
import { loadSettings } from '@/state/settings.svelte'
import { dismiss, toasts } from '@/state/toasts.svelte'
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import App from './App.svelte'
// Loaded before the tests begin, so that a busy machine does not make them wait for it.
import './rooms/welcome/Room.svelte'

let fake: Fake
let stops: (() => void)[] = []

async function open(options: FakeOptions = {}): Promise<void> {
  fake = fakeHost(options)
  useBackend(fake)
  stops = [startRouter(), startLive()]
  await loadSettings()
  go('settings', 'replace')
  render(App)
}

afterEach(() => {
  cleanup()
  stops.forEach((stop) => stop())
  toasts.all.forEach((one) => dismiss(one.id))
})

const user = userEvent.setup()

describe('the frame', () => {
  it('says in one line how things stand', async () => {
    await open()
    const line = await screen.findByRole('region', { name: 'How things stand' })
    await waitFor(() => expect(line.textContent).toContain('1 account held'))
    expect(line.textContent).toContain('Next 14:05 · @citydesk')
    expect(line.textContent).toContain('2 published today')
  })

  it('shows one banner when an account is held, whose button leads to step 1', async () => {
    await open()
    const banner = await screen.findByRole('region', { name: '@newsdesk is locked since 13:00.' })
    expect(banner.textContent).toMatch(/\d+ posts are kept in place, none is lost\./)
    await user.click(within(banner).getByRole('button', { name: 'Open step 1' }))
    await waitFor(() => expect(location.hash).toBe('#/recovery/12'))
    expect(screen.queryByRole('region', { name: /is locked since/ })).toBeNull()
  })

  it('says when a reminder has come, and leads to its incident', async () => {
    await open()
    fake.emit({ type: 'reminder_due', incident: '12', reminder: '1' })
    await waitFor(() => expect(toasts.all.at(-1)?.text).toMatch(/^You asked to be reminded/))
    toasts.all.at(-1)?.action?.run()
    expect(location.hash).toBe('#/recovery/12')
    fake.emit({ type: 'mail_found', incident: '9', mail: '4' })
    await waitFor(() => expect(toasts.all.at(-1)?.text).toMatch(/^A mail that says it is from X/))
  })

  it('has no alarm in it on an ordinary day', async () => {
    await open()
    fake.world.incidents = []
    for (const one of fake.world.accounts) Object.assign(one, { state: 'active', incidents: [] })
    fake.world.deliveries = fake.world.deliveries.filter((one) => one.state === 'scheduled')
    fake.emit({ type: 'incident', id: '12', opened: false })
    const line = await screen.findByRole('region', { name: 'How things stand' })
    await waitFor(() => expect(line.textContent).toContain('Running'))
    expect(screen.queryByRole('region', { name: /is locked since/ })).toBeNull()
    expect(screen.queryByText('1 open incident')).toBeNull()
  })

  it('says so when the engine does not answer', async () => {
    await open({ broken: { status_show: 'store_disk' } })
    expect(await screen.findByText('The engine does not answer')).toBeTruthy()
  })

  it('asks for a word before a copied folder sends anything', async () => {
    await open()
    await screen.findByText('1 account held')
    fake.breakWith('status_show', null)
    const confirmed = fake.calls.length
    const call = fake.call.bind(fake)
    fake.call = async (name, request) => {
      const view = await call(name, request)
      return name === 'status_show' ? { ...(view as object), confirm_since: fake.world.now } as typeof view : view
    }
    fake.emit({ type: 'plan' })
    await user.click(await screen.findByRole('button', { name: 'Confirm this folder' }))
    await waitFor(() => expect(fake.calls.slice(confirmed).some((one) => one.name === 'folder_confirm')).toBe(true))
  })
})

describe('keys', () => {
  it('open rooms by number and the composer by N', async () => {
    await open()
    await user.keyboard('2')
    expect(router.route.room).toBe('queue')
    await user.keyboard('n')
    expect(location.hash).toBe('#/composer/new')
  })

  it('stay letters while something is typed', async () => {
    await open()
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await screen.findByRole('combobox', { name: 'What would you like to do?' }), 'n2')
    expect(router.route.room).toBe('settings')
  })

  it('find a command in the palette and do it', async () => {
    await open()
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await screen.findByRole('combobox', { name: 'What would you like to do?' }), 'pause all')
    expect(within(screen.getByRole('listbox')).getAllByRole('option')).toHaveLength(1)
    await user.keyboard('{Enter}')
    await waitFor(() => expect(fake.world.paused_at).not.toBeNull())
    expect(await screen.findByText(/Nothing goes out until you resume/)).toBeTruthy()
  })

  it('show their own map', async () => {
    await open()
    await user.keyboard('?')
    expect(await screen.findByRole('heading', { name: 'Keyboard' })).toBeTruthy()
  })

  it('undo the last change of plan', async () => {
    await open()
    const one = fake.world.deliveries.find((other) => other.state === 'scheduled')!
    await fake.call('post_cancel', { id: one.id })
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(fake.world.deliveries.find((other) => other.id === one.id)?.state).toBe('scheduled'))
  })
})

describe('the shell', () => {
  it('can lead to a place', async () => {
    await open()
    fake.fire('navigate', { to: 'recovery/12' })
    await waitFor(() => expect(router.route.rest).toEqual(['12']))
  })

  it('asks before quitting while posts are due, and quits only on the word', async () => {
    await open()
    fake.fire('quit-asked', { due: 2 })
    expect(await screen.findByText(/2 posts are due within the hour/)).toBeTruthy()
    expect(fake.calls.some((one) => one.name === 'shell_quit')).toBe(false)
    await user.click(screen.getByRole('button', { name: 'Quit' }))
    await waitFor(() => expect(fake.calls.find((one) => one.name === 'shell_quit')?.request).toEqual({ due_seen: 2 }))
  })
})

describe('the first start', () => {
  it('begins with the welcome', async () => {
    fake = fakeHost({ world: emptyWorld() })
    useBackend(fake)
    stops = [startRouter(), startLive()]
    await loadSettings()
    render(App)
    await waitFor(() => expect(router.route.room).toBe('welcome'))
    expect(await screen.findByRole('heading', { name: 'Welcome to Roost' }, { timeout: 5000 })).toBeTruthy()
    expect(screen.queryByRole('navigation')).toBeNull()
  })

  it('opens the calendar where there is an account already, and asks no more', async () => {
    const world = quietWorld()
    world.settings.first_run_done = false
    fake = fakeHost({ world })
    useBackend(fake)
    stops = [startRouter(), startLive()]
    go('calendar', 'replace')
    await loadSettings()
    render(App)
    expect(await screen.findByRole('navigation')).toBeTruthy()
    await waitFor(() => expect(world.settings.first_run_done).toBe(true))
    expect(router.route.room).toBe('calendar')
    await waitFor(() => expect(fake.calls.some((one) => one.name === 'calendar_show')).toBe(true), { timeout: 5000 })
    expect(screen.queryByRole('heading', { name: 'Welcome to Roost' })).toBeNull()
  })

  it('says that an address leads nowhere', async () => {
    await open()
    go('nonsense')
    expect(await screen.findByText('This address leads nowhere.')).toBeTruthy()
  })
})
