import { render, screen, waitFor } from '@testing-library/svelte'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useBackend } from '@/host'
import { type Fake, fakeHost } from '@/host/fake'
import { startLive } from '@/state/live.svelte'
import { dismiss, toasts } from '@/state/toasts.svelte'
import { settings } from '@/words/en/settings'
import Mail from './Mail.svelte'
import { problemsOf, requestOf } from './mailbox'

const words = settings.mail
let fake: Fake
let stop = () => {}
const calls = (name: string) => fake.calls.filter((call) => call.name === name).map((call) => call.request)
const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }))

beforeEach(() => {
  fake = fakeHost()
  useBackend(fake)
  stop = startLive()
  render(Mail)
})
afterEach(() => {
  stop()
  toasts.all.forEach((one) => dismiss(one.id))
})

async function fill(password: string): Promise<void> {
  await press(words.setUp)
  await userEvent.type(screen.getByLabelText(words.host), 'imap.example.org')
  await userEvent.type(screen.getByLabelText(words.user), 'lena')
  if (password) await userEvent.type(screen.getByLabelText(words.password), password)
  await press(words.save)
}

describe('the mail watch', () => {
  it('is off until it is set up, and asks the mailbox nothing before', async () => {
    expect(await screen.findByText(words.states.off)).toBeTruthy()
    expect(calls('mail_set').length + calls('mail_check').length).toBe(0)
  })
  it('is switched on with server, user and password, which is wiped at once', async () => {
    await fill('app-password')
    expect(calls('mail_set')).toEqual([{ host: 'imap.example.org', port: 993, user: 'lena', authserv_id: '', password: 'app-password' }])
    expect(await screen.findByText(words.states.idle)).toBeTruthy()
    expect(screen.getByText(words.unknown)).toBeTruthy()
    expect(document.body.innerHTML).not.toContain('app-password')
  })
  it('says what is missing, and asks nothing', async () => {
    await fill('')
    expect(await screen.findByText(words.bad.password)).toBeTruthy()
    expect(calls('mail_set')).toEqual([])
  })
  it('says that the password was refused, without trying again by itself', async () => {
    await fill('wrong')
    expect(await screen.findByText(words.states.stopped)).toBeTruthy()
    expect(screen.getByText(/The provider refused name or password/)).toBeTruthy()
    expect(calls('mail_set')).toHaveLength(1)
    expect(toasts.all).toEqual([])
  })
  it('keeps what was typed, but the password, when it could not be saved', async () => {
    fake.breakWith('mail_set', 'vault_locked')
    await fill('app-password')
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect((screen.getByLabelText(words.host) as HTMLInputElement).value).toBe('imap.example.org')
    expect((screen.getByLabelText(words.password) as HTMLInputElement).value).toBe('')
  })
  it('looks when it is asked to, is switched off, and is forgotten', async () => {
    await fill('app-password')
    await press(words.check)
    await waitFor(() => expect(toasts.all.at(-1)?.text).toBe(words.checked(1)))
    await press(words.off)
    expect(await screen.findByText(words.states.off)).toBeTruthy()
    await press(words.forget)
    await waitFor(() => expect(screen.queryByText(/imap.example.org/)).toBeNull())
    expect(calls('mail_off')).toEqual([{ forget: false }, { forget: true }])
  })
})

describe('what was typed about a mailbox', () => {
  const typed = { host: 'imap.example.org', port: '', user: 'lena', password: '', provider: '' }
  it('needs no password while server and user stay', () => {
    expect(problemsOf(typed, { host: 'imap.example.org', user: 'lena' })).toEqual({})
    expect(problemsOf(typed, { host: 'imap.example.org', user: 'other' })).toEqual({ password: true })
    expect(requestOf(typed)).toEqual({ host: 'imap.example.org', port: 993, user: 'lena', authserv_id: '' })
  })
  it('is refused where it can be no server and no port', () => {
    expect(problemsOf({ ...typed, host: 'https://imap', port: '70000', user: ' ' }, { host: null, user: null })).toEqual({ host: true, port: true, user: true, password: true })
  })
})
