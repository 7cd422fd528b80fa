import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useBackend } from '@/host'
import { emptyWorld, type Fake, fakeHost, fullWorld, type World } from '@/host/fake'
import { startLive } from '@/state/live.svelte'
import { dismiss, toasts } from '@/state/toasts.svelte'
import { accounts as en } from '@/words/en/accounts'
import Room from './Room.svelte'

let fake: Fake
let stop = () => {}

function open(account: string | null = null, query = '', world: World = fullWorld()): Fake {
  fake = fakeHost({ world })
  useBackend(fake)
  stop = startLive()
  render(Room, { rest: account === null ? [] : [account], query: new URLSearchParams(query) })
  return fake
}
const calls = (name: string) => fake.calls.filter((call) => call.name === name).map((call) => call.request)
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }))
const account = (name: string) => fake.world.accounts.find((one) => one.account === name)
const pill = (day: number, time: string) => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return document.querySelector<HTMLElement>(`[data-slot="${day}-${hour * 60 + minute}"]`)
}

beforeEach(() => toasts.all.forEach((one) => dismiss(one.id)))
afterEach(() => stop())

describe('the accounts', () => {
  it('say how each one is, in words and with what is kept', async () => {
    open()
    const card = (await screen.findByRole('heading', { name: '@newsdesk' })).closest('section') as HTMLElement
    expect(within(card).getByText('Held')).toBeTruthy()
    expect(card.textContent).toContain(en.reasons.locked)
    expect(card.textContent).toMatch(/\d+ posts are kept/)
    expect(within(card).getByRole('link', { name: en.openRecovery }).getAttribute('href')).toBe('#/recovery/12')
  })
  it('show how much of the cap is used, to readers too', async () => {
    open()
    expect((await screen.findAllByRole('meter')).length).toBeGreaterThan(2)
    expect(screen.getAllByRole('meter')[0]?.getAttribute('aria-label')).toMatch(/of 50 posts in the last 24 hours/)
  })
  it('show the ramp of one that is coming back', async () => {
    open()
    expect(await screen.findByText(/Stage 2 of 4: 2 a day/)).toBeTruthy()
  })
  it('say that one is slowed, and until when', async () => {
    const world = fullWorld()
    Object.assign(world.accounts.find((one) => one.account === 'citydesk') ?? {}, { slowed_until: '2026-11-20T12:00:00.000Z' })
    open(null, '', world)
    expect(await screen.findByText(/Slowed until Fri,? 20 Nov,? 13:00/)).toBeTruthy()
  })
  it('say what to do when there is none', async () => {
    open(null, '', emptyWorld())
    expect(await screen.findByText(en.empty.title)).toBeTruthy()
  })
  it('say that one is not here any more', async () => {
    open('nobody')
    expect(await screen.findByText(en.gone.title)).toBeTruthy()
  })
})

describe('a new account', () => {
  it('needs only a handle on the Practice network', async () => {
    open(null, '', emptyWorld())
    await userEvent.click((await screen.findAllByRole('button', { name: en.add }))[0] as HTMLElement)
    await userEvent.type(screen.getByLabelText(en.adding.handle), 'first_try{Enter}')
    await waitFor(() => expect(account('first_try')?.network).toBe('practice'))
    expect(location.hash).toBe('#/accounts/first_try')
  })
  it('is refused with cause and next step when the handle can’t be', async () => {
    open(null, 'add', emptyWorld())
    await userEvent.type(await screen.findByLabelText(en.adding.handle), 'no spaces{Enter}')
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect((screen.getByLabelText(en.adding.handle) as HTMLInputElement).value).toBe('no spaces')
  })
  it('takes four strings for X and forgets them, taken or not', async () => {
    open(null, 'add')
    await userEvent.click(await screen.findByRole('radio', { name: en.adding.x }))
    await userEvent.click(screen.getByRole('radio', { name: en.adding.byStrings }))
    for (const label of [en.adding.consumerKey, en.adding.consumerSecret, en.adding.token]) await userEvent.type(screen.getByLabelText(label), 'abcdefgh')
    await userEvent.type(screen.getByLabelText(en.adding.tokenSecret), 'short')
    const dialog = document.querySelector('dialog[open]') as HTMLElement
    await userEvent.click(within(dialog).getByRole('button', { name: en.adding.addIt }))
    expect(calls('account_add_x')).toEqual([expect.objectContaining({ app: 'desk', keys: { consumer_key: 'abcdefgh', consumer_secret: 'abcdefgh', token: 'abcdefgh', token_secret: 'short' } })])
    expect(await screen.findByRole('alert')).toBeTruthy()
    for (const label of [en.adding.consumerKey, en.adding.consumerSecret, en.adding.token, en.adding.tokenSecret]) expect((screen.getByLabelText(label) as HTMLInputElement).value).toBe('')
  })
  it('opens X’s page for a PIN in the browser, and finishes with what it shows', async () => {
    open(null, 'add')
    await userEvent.click(await screen.findByRole('radio', { name: en.adding.x }))
    await press(en.adding.begin)
    await waitFor(() => expect(calls('shell_open')).toEqual([{ url: expect.stringMatching(/^https:\/\/api\.x\.com/) }]))
    await userEvent.type(await screen.findByLabelText(en.adding.pin), '1234567{Enter}')
    await waitFor(() => expect(account('northpress')?.network).toBe('x'))
  })
})

describe('the slots', () => {
  it('are buttons in the week, and the same in a list', async () => {
    open('atelier')
    await waitFor(() => expect(pill(1, '09:20')).not.toBeNull())
    expect(pill(1, '09:20')?.getAttribute('aria-label')).toBe('Tuesday 09:20')
    expect(screen.getByRole('button', { name: en.slots.edit('Tuesday', '09:20'), hidden: true })).toBeTruthy()
  })
  it('move by Alt and the arrows, and the focus goes with them', async () => {
    open('atelier')
    await waitFor(() => expect(pill(1, '09:20')).not.toBeNull())
    pill(1, '09:20')?.focus()
    await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}')
    await waitFor(() => expect(document.activeElement).toBe(pill(2, '09:20')))
    expect(calls('account_slots').at(-1)).toEqual({ account: 'atelier', set: expect.arrayContaining(['wed 09:20']) })
    expect(toasts.all.at(-1)?.text).toBe(en.slots.moved('Wednesday', '09:20'))
  })
  it('go by Delete, and come back by undo', async () => {
    open('atelier')
    await waitFor(() => expect(pill(1, '09:20')).not.toBeNull())
    pill(1, '09:20')?.focus()
    await userEvent.keyboard('{Delete}')
    await waitFor(() => expect(pill(1, '09:20')).toBeNull())
    toasts.all.at(-1)?.action?.run()
    await waitFor(() => expect(pill(1, '09:20')).not.toBeNull())
    expect(calls('account_slots')).toHaveLength(1)
    expect(toasts.all.at(-1)?.text).toBe('Undone: change of slots.')
    toasts.all.at(-1)?.action?.run()
    await waitFor(() => expect(pill(1, '09:20')).toBeNull())
  })
  it('are added by a click on the ground', async () => {
    open('atelier')
    const grid = await screen.findByRole('group', { name: en.slots.grid })
    grid.getBoundingClientRect = () => new DOMRect(0, 0, 700, 1080)
    await fireEvent.click(grid, { clientX: 450, clientY: 542 })
    await waitFor(() => expect(pill(4, '15:00')).not.toBeNull())
  })
  it('are moved by a drag, and a click after the drop opens nothing', async () => {
    open('atelier')
    const grid = await screen.findByRole('group', { name: en.slots.grid })
    grid.getBoundingClientRect = () => new DOMRect(0, 0, 700, 1080)
    await waitFor(() => expect(pill(1, '09:20')).not.toBeNull())
    const one = pill(1, '09:20') as HTMLElement
    one.getBoundingClientRect = () => new DOMRect(100, 200, 96, 22)
    await fireEvent.pointerDown(one, { button: 0, isPrimary: true, clientX: 120, clientY: 205 })
    await fireEvent.pointerMove(grid, { clientX: 320, clientY: 305 })
    await fireEvent.pointerUp(grid, { clientX: 320, clientY: 305 })
    await waitFor(() => expect(pill(3, '11:00')).not.toBeNull())
    expect(document.querySelector('dialog[open]')).toBeNull()
  })
  it('are added by words, and refused where one stands already', async () => {
    open('atelier')
    await press(en.slots.add)
    await userEvent.selectOptions(screen.getByLabelText(en.slots.day), 'tue')
    await userEvent.type(screen.getByLabelText(en.slots.time), '9:20')
    await press(en.slots.addIt)
    expect(await screen.findByText(en.slots.taken)).toBeTruthy()
    await userEvent.clear(screen.getByLabelText(en.slots.time))
    await userEvent.type(screen.getByLabelText(en.slots.time), '21:07')
    await userEvent.type(screen.getByLabelText(en.slots.category), '#glaze')
    await press(en.slots.addIt)
    await waitFor(() => expect(pill(1, '21:07')?.getAttribute('aria-label')).toBe('Tuesday 21:07 glaze'))
  })
  it('are what they were when they could not be kept', async () => {
    open('atelier').breakWith('account_slots', 'store_full')
    await waitFor(() => expect(pill(1, '09:20')).not.toBeNull())
    pill(1, '09:20')?.focus()
    await userEvent.keyboard('{Delete}')
    await waitFor(() => expect(toasts.all.at(-1)?.tone).toBe('problem'))
    expect(pill(1, '09:20')).not.toBeNull()
  })
  it('can be suggested, off the round minutes', async () => {
    open('atelier')
    await press(en.slots.suggest)
    await press(en.slots.take)
    await waitFor(() => expect(account('atelier')?.slots.length).toBe(21))
    expect(account('atelier')?.slots.filter((slot) => Number(slot.time.slice(3)) % 5 === 0)).toEqual([])
  })
})

describe('the rules', () => {
  it('are saved only where they changed', async () => {
    open('citydesk')
    const gap = await screen.findByLabelText(en.rules.gap)
    expect((screen.getByRole('button', { name: en.rules.save }) as HTMLButtonElement).disabled).toBe(true)
    await userEvent.clear(gap)
    await userEvent.type(gap, '25')
    await press(en.rules.save)
    expect(calls('account_set')).toEqual([{ account: 'citydesk', gap: '25m' }])
  })
  it('refuse a cap that X would not take', async () => {
    open('citydesk')
    const cap = await screen.findByLabelText(en.rules.cap)
    await userEvent.clear(cap)
    await userEvent.type(cap, '5000')
    expect(screen.getByText(en.rules.badCap)).toBeTruthy()
    expect((screen.getByRole('button', { name: en.rules.save }) as HTMLButtonElement).disabled).toBe(true)
  })
  it('say what each does and what is usual', async () => {
    open('citydesk')
    const gap = await screen.findByLabelText(en.rules.gap)
    expect(document.getElementById(gap.getAttribute('aria-describedby') ?? '')?.textContent).toContain('Usual: 10 minutes.')
  })
})

describe('one account', () => {
  it('is paused until a time and goes on again', async () => {
    open('citydesk')
    await press(en.pause)
    await userEvent.selectOptions(screen.getByLabelText(en.pauseFor), 'tomorrow')
    await userEvent.click(within(document.querySelector('dialog[open]') as HTMLElement).getByRole('button', { name: en.pause }))
    await waitFor(() => expect(calls('account_pause')).toEqual([{ account: 'citydesk', until: '2026-11-19 08:00' }]))
    await press(en.resume)
    await waitFor(() => expect(account('citydesk')?.state).toBe('active'))
  })
  it('is removed only after its handle was typed, and says what becomes of its posts', async () => {
    open('citydesk')
    await press(en.remove.action)
    const dialog = document.querySelector('dialog[open]') as HTMLElement
    const button = within(dialog).getByRole('button', { name: en.remove.action }) as HTMLButtonElement
    await waitFor(() => expect(dialog.textContent).toMatch(/\d+ waiting posts become drafts/))
    expect(button.disabled).toBe(true)
    await userEvent.type(within(dialog).getByLabelText(en.remove.confirm('@citydesk')), '@CityDesk')
    await userEvent.click(button)
    await waitFor(() => expect(account('citydesk')).toBeUndefined())
    expect(location.hash).toBe('#/accounts')
  })
  it('starts and ends a drill only on the Practice network', async () => {
    open('atelier', 'drill')
    await userEvent.selectOptions(await screen.findByLabelText(en.practice.kind), 'suspended')
    await press(en.practice.begin)
    expect(calls('drill_begin')).toEqual([{ account: 'atelier', kind: 'suspended' }])
    await press(en.practice.end)
    expect(calls('drill_unlock')).toEqual([{ account: 'atelier' }])
  })
  it('has no drill on X', async () => {
    open('citydesk')
    await screen.findByLabelText(en.rules.gap)
    expect(screen.queryByText(en.practice.drillTitle)).toBeNull()
  })
  it('gets new keys where an incident leads', async () => {
    open('newsdesk', 'renew')
    expect(await screen.findByText(en.adding.renewText)).toBeTruthy()
    await press(en.adding.begin)
    await waitFor(() => expect(calls('account_sign_in_begin')).toEqual([{ purpose: { renew: { account: 'newsdesk' } }, keys: null }]))
  })
})
