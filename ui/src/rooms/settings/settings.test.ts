import { useBackend } from '@/host'
import { type Fake, fakeHost } from '@/host/fake'
import { startLive } from '@/state/live.svelte'
import { dismiss, toasts } from '@/state/toasts.svelte'
import { cleanup, render, screen, waitFor } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fmt } from '@/words'
import Room from './Room.svelte'

let fake: Fake
let stop: () => void
const user = userEvent.setup()

beforeEach(async () => {
  fake = fakeHost()
  useBackend(fake)
  stop = startLive()
})
afterEach(() => {
  cleanup()
  stop()
  toasts.all.forEach((one) => dismiss(one.id))
})

describe('settings', () => {
  it('change theme and language at once', async () => {
    render(Room)
    await user.click(await screen.findByRole('radio', { name: 'Dark' }))
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'))
    await user.click(screen.getByRole('radio', { name: 'Deutsch' }))
    expect(await screen.findByRole('heading', { name: 'Einstellungen' })).toBeTruthy()
    expect([fake.world.settings.theme, fake.world.settings.language]).toEqual(['dark', 'de'])
  })

  it('change the zone in which the window shows time', async () => {
    render(Room)
    await user.selectOptions(await screen.findByLabelText('Time zone of the window'), 'America/New_York')
    await waitFor(() => expect(fmt().instant('2026-11-18T12:45:00Z', 'time')).toBe('07:45'))
  })

  it('start Roost at login', async () => {
    render(Room)
    const start = await screen.findByRole('switch', { name: 'Start at login' })
    await waitFor(() => expect((start as HTMLButtonElement).disabled).toBe(false))
    await user.click(start)
    await waitFor(() => expect(fake.world.autostart).toBe(true))
  })

  it('make a backup and list it', async () => {
    render(Room)
    await user.click(await screen.findByRole('button', { name: 'Back up now' }))
    expect(await screen.findByText('by you')).toBeTruthy()
    expect(toasts.all.at(-1)?.text).toContain('Backup made (1.8 MB)')
  })

  it('say what is wrong when the engine can’t answer, and come back', async () => {
    fake.breakWith('settings_show', 'store_busy')
    render(Room)
    expect(await screen.findByText('Another Roost is writing to the data folder.')).toBeTruthy()
    fake.breakWith('settings_show', null)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('/srv/lena/.local/share/roost')).toBeTruthy()
  })
})
