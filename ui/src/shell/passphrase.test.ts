import { useBackend } from '@/host'
import { type Fake, fakeHost } from '@/host/fake'
import { cleanup, render, screen, waitFor } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import Passphrase from './Passphrase.svelte'

const PATH = '/srv/lena/roost/vault.age'
const user = userEvent.setup()
let fake: Fake

beforeEach(() => {
  fake = fakeHost()
  useBackend(fake)
  render(Passphrase)
})
afterEach(cleanup)

const given = () => fake.calls.filter((one) => one.name === 'shell_passphrase_give').map((one) => one.request)
const field = () => screen.findByLabelText<HTMLInputElement>('Passphrase')

describe('the passphrase of the vault', () => {
  it('is handed over once, unseen, and is in no field afterwards', async () => {
    fake.fire('passphrase-asked', { path: PATH, is_new: false })
    expect((await field()).type).toBe('password')
    await user.type(await field(), 'open sesame')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(given()).toEqual([{ passphrase: 'open sesame' }]))
    await waitFor(() => expect(screen.queryByLabelText('Passphrase')).toBeNull())
  })

  it('may be wrong, which is said at the field, and can be typed again', async () => {
    fake.breakWith('shell_passphrase_give', 'vault_wrong_passphrase')
    fake.fire('passphrase-asked', { path: PATH, is_new: false })
    await user.type(await field(), 'wrong{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain('does not open the vault')
    expect((await field()).value).toBe('')
    fake.breakWith('shell_passphrase_give', null)
    await user.type(await field(), 'right{Enter}')
    await waitFor(() => expect(screen.queryByLabelText('Passphrase')).toBeNull())
  })

  it('is typed twice where there is no vault yet', async () => {
    fake.fire('passphrase-asked', { path: PATH, is_new: true })
    await user.type(await field(), 'one')
    await user.type(screen.getByLabelText('The same once more'), 'other')
    await user.click(screen.getByRole('button', { name: 'Make the vault' }))
    expect((await screen.findByRole('alert')).textContent).toContain('two different ones')
    expect(given()).toEqual([])
  })

  it('can wait: a banner says what waits with it, and asks again', async () => {
    fake.fire('passphrase-asked', { path: PATH, is_new: false })
    await field()
    await user.click(screen.getByRole('button', { name: 'Not now' }))
    const banner = await screen.findByRole('region', { name: /The vault is shut/ })
    expect(fake.calls.some((one) => one.name === 'shell_passphrase_decline')).toBe(true)
    await user.click(screen.getByRole('button', { name: 'Open the vault' }))
    expect(banner.isConnected).toBe(false)
    expect(fake.calls.some((one) => one.name === 'shell_vault_open')).toBe(true)
  })
})
