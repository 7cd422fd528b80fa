import { render, screen, waitFor, within } from '@testing-library/svelte'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useBackend } from '@/host'
import { emptyWorld, type Fake, fakeHost, fullWorld, quietWorld, type World } from '@/host/fake'
import { startLive } from '@/state/live.svelte'
import { dismiss, toasts } from '@/state/toasts.svelte'
import { useLanguage } from '@/words'
import { recovery as de } from '@/words/de/recovery'
import { recovery as en } from '@/words/en/recovery'
import Room from './Room.svelte'

let fake: Fake
let stop = () => {}

function open(id: string | null = '12', world: World = fullWorld()): Fake {
  fake = fakeHost({ world })
  useBackend(fake)
  stop = startLive()
  render(Room, { rest: id === null ? [] : [id], query: new URLSearchParams() })
  return fake
}
const calls = (name: string) => fake.calls.filter((call) => call.name === name).map((call) => call.request)
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }))
const incident = (world: World, id = '12') => world.incidents.find((one) => one.id === id) as World['incidents'][number]

beforeEach(() => toasts.all.forEach((one) => dismiss(one.id)))
afterEach(() => {
  stop()
  localStorage.clear()
})

describe('the page of a lock', () => {
  it('says in plain words what happened, what X answered, and what is kept', async () => {
    open()
    expect(await screen.findByRole('heading', { name: '@newsdesk is locked since 13:00' })).toBeTruthy()
    expect(screen.getByText(/X answered 403, code 326/)).toBeTruthy()
    const held = fake.world.deliveries.filter((one) => one.incident === '12' && one.state === 'held').length
    const figures = [...document.querySelectorAll('.figures div')].map((one) => one.textContent?.replace(/\s+/g, ' ').trim())
    expect(figures).toEqual([`${held}posts kept`, '0lost', '0calls since'])
  })
  it('opens the first step, with what not to do in it, and goes on when it is ticked', async () => {
    open()
    const first = en.kinds.locked?.steps[0]
    expect((await screen.findByText(first?.not ?? '')).closest('li')?.getAttribute('aria-current')).toBe('step')
    await press(en.markDone)
    await waitFor(() => expect(document.querySelector('[aria-current=step]')?.textContent).toContain(en.kinds.locked?.steps[1]?.title))
    expect(document.activeElement?.textContent).toContain(en.kinds.locked?.steps[1]?.title)
  })
  it('keeps what was ticked when the page is left and entered again', async () => {
    open()
    await press(en.markDone)
    stop()
    document.body.replaceChildren()
    open()
    await waitFor(() => expect(document.querySelector('[aria-current=step]')?.textContent).toContain(en.kinds.locked?.steps[1]?.title))
  })
  it('opens X’s page outside, not in the window', async () => {
    open()
    await press('Open x.com/account/access')
    expect(calls('shell_open')).toEqual([{ url: 'https://x.com/account/access' }])
  })
  it('keeps the raw answer behind a fold, as text', async () => {
    const world = fullWorld()
    incident(world).body = '<img src=x onerror=alert(1)>'
    open('12', world)
    const raw = await screen.findByText('<img src=x onerror=alert(1)>')
    expect(raw.closest('details')?.open).toBe(false)
    expect(document.querySelector('img')).toBeNull()
  })
  it('writes a line into the diary and shows it', async () => {
    open()
    await userEvent.type(await screen.findByLabelText(en.note), 'Wrote to X, ticket 77')
    await press(en.noteAdd)
    expect(await screen.findByText('Wrote to X, ticket 77')).toBeTruthy()
    expect((screen.getByLabelText(en.note) as HTMLTextAreaElement).value).toBe('')
  })
  it('keeps what was typed when it could not be written down', async () => {
    open().breakWith('incident_note', 'store_full')
    await userEvent.type(await screen.findByLabelText(en.note), 'Ticket 77')
    await press(en.noteAdd)
    await waitFor(() => expect(toasts.all.at(-1)?.tone).toBe('problem'))
    expect((screen.getByLabelText(en.note) as HTMLTextAreaElement).value).toBe('Ticket 77')
  })
})

describe('‘I have unlocked it’', () => {
  it('asks once and goes on to the way back', async () => {
    open()
    await press('I have unlocked it')
    expect(calls('incident_unlocked')).toEqual([{ id: '12' }])
    expect(await screen.findByRole('heading', { name: '@newsdesk can be used again' })).toBeTruthy()
    expect(await screen.findByRole('button', { name: en.apply })).toBeTruthy()
  })
  it('goes back to the first step with what X said when it is still locked', async () => {
    open()
    await press(en.markDone)
    const call = fake.call.bind(fake)
    fake.call = ((name: never, request: never) => {
      if (name !== 'incident_unlocked') return call(name, request)
      incident(fake.world).log.push({ at: fake.world.now, event: 'still_held', note: 'This account is temporarily locked.' })
      fake.emit({ type: 'incident', id: '12', opened: false })
      return Promise.resolve({ id: '12', outcome: 'still_locked', state: 'open', sentence: '' })
    }) as typeof fake.call
    await press('I have unlocked it')
    expect(await screen.findByText(en.still('X'))).toBeTruthy()
    expect(screen.getByText(en.stillSaid('This account is temporarily locked.'))).toBeTruthy()
    // What X said is where the eyes and the focus are, not above the fold.
    await waitFor(() => expect(document.activeElement?.className).toContain('refusal'))
    expect(document.querySelector('[aria-current=step]')?.textContent).toContain(en.kinds.locked?.steps[0]?.title)
  })
  it('tells why it could not ask', async () => {
    open().breakWith('incident_unlocked', 'not_sent')
    await press('I have unlocked it')
    await waitFor(() => expect(toasts.all.at(-1)?.tone).toBe('problem'))
  })
})

describe('the way back', () => {
  it('shows old and new times, what is to decide, and takes the plan with the quiet post that was chosen', async () => {
    open()
    await press('I have unlocked it')
    const table = await screen.findByRole('table', { name: en.timesTitle })
    expect(within(table).getAllByRole('row').length).toBeGreaterThan(2)
    expect(screen.getByRole('heading', { name: new RegExp(en.decideTitle) })).toBeTruthy()
    await press(en.quietPick)
    const choices = document.querySelectorAll<HTMLElement>('.choices button')
    await userEvent.click(choices[1] as HTMLElement)
    await waitFor(() => expect(calls('incident_resume_preview').at(-1)).toHaveProperty('first'))
    await press(en.apply)
    const chosen = (calls('incident_resume_preview').at(-1) as { first: string }).first
    expect(calls('incident_resume_apply')).toEqual([{ id: '12', first: chosen }])
    expect(await screen.findByRole('heading', { name: '@newsdesk is coming back' })).toBeTruthy()
  })
  it('says that the quiet post is on its way once the plan is taken', async () => {
    const world = fullWorld()
    const quiet = world.deliveries.find((one) => one.incident === '12')?.id ?? ''
    Object.assign(incident(world), { state: 'verifying', quiet })
    open('12', world)
    expect(await screen.findByRole('heading', { name: en.quietGoing })).toBeTruthy()
    expect(screen.queryByRole('button', { name: en.apply })).toBeNull()
  })
  it('shows the stage and what is allowed today while it recovers', async () => {
    open('9')
    expect(await screen.findByText('2 of 4')).toBeTruthy()
    expect(screen.getByText(en.figures.allowed)).toBeTruthy()
  })
})

describe('an incident that is no lock', () => {
  const KINDS = Object.keys(en.kinds)
  for (const kind of KINDS) {
    it(`says in its own words what ${kind} means`, async () => {
      const world = fullWorld()
      const app = ['write_blocked', 'app_suspended', 'setup', 'money', 'retired'].includes(kind)
      const scope = kind === 'clock' ? 'machine' : app ? 'app' : 'account'
      Object.assign(incident(world), { kind, scope, account: scope === 'account' ? 'newsdesk' : null, checklist: en.kinds[kind]?.steps.map((step) => ({ text: step.title, link: null })) })
      open('12', world)
      const words = en.kinds[kind]
      expect(await screen.findByText(words?.means({ account: '', app: '', network: 'X', since: '' }) ?? '')).toBeTruthy()
      expect(screen.getByRole('heading', { level: 2, name: words?.headline({ account: scope === 'account' ? 'newsdesk' : '', app: 'desk', network: 'X', since: '13:00' }) })).toBeTruthy()
      const last = document.querySelector('ol li:last-child')
      if (kind === 'credentials') expect(within(last as HTMLElement).getByRole('button', { name: en.renew })).toBeTruthy()
      else if (kind === 'automated') expect(within(last as HTMLElement).queryByRole('button', { name: words?.done })).toBeNull()
      else expect(within(last as HTMLElement).getByRole('button', { name: words?.done })).toBeTruthy()
    })
  }
  it('says what the engine says when its kind has no words here', async () => {
    const world = fullWorld()
    Object.assign(incident(world), { kind: 'from_the_future', headline: 'Something new holds @newsdesk. See `roost incident show 12`.' })
    open('12', world)
    expect(await screen.findByRole('heading', { name: 'Something new holds @newsdesk.' })).toBeTruthy()
  })
  it('says when Roost looks by itself', async () => {
    const world = fullWorld()
    Object.assign(incident(world), { kind: 'automated', probe_at: '2026-11-18T17:00:00.000Z' })
    open('12', world)
    expect(await screen.findByText(en.probeAt('18:00'))).toBeTruthy()
  })
})

describe('the room', () => {
  it('shows the one that holds at once', async () => {
    open(null)
    expect(await screen.findByRole('heading', { name: '@newsdesk is locked since 13:00' })).toBeTruthy()
  })
  it('lists all of them, open and closed', async () => {
    const world = fullWorld()
    Object.assign(incident(world, '9'), { state: 'closed', closed_at: '2026-11-17T10:00:00.000Z' })
    open('all', world)
    expect(await screen.findByRole('heading', { name: en.open })).toBeTruthy()
    expect(screen.getByRole('heading', { name: en.closed })).toBeTruthy()
  })
  it('says that nothing is held, and offers to practise', async () => {
    open(null, quietWorld())
    expect(await screen.findByText(en.empty.title)).toBeTruthy()
    expect(screen.getByRole('link', { name: en.practise })).toBeTruthy()
  })
  it('says that nothing is held when there is no account', async () => {
    open(null, emptyWorld())
    expect(await screen.findByText(en.empty.title)).toBeTruthy()
  })
  it('says that an incident is not there', async () => {
    open('999')
    expect(await screen.findByRole('alert')).toBeTruthy()
  })
  it('speaks German', async () => {
    useLanguage('de')
    open()
    expect(await screen.findByRole('heading', { name: '@newsdesk ist seit 13:00 gesperrt' })).toBeTruthy()
    expect(screen.getByRole('button', { name: de.kinds.locked?.done })).toBeTruthy()
  })
  it('lets a Practice lock be opened on the Practice network', async () => {
    const world = fullWorld()
    Object.assign(incident(world), { account: 'atelier', app: 'practice' })
    open('12', world)
    await press(en.unlockOnPractice)
    expect(calls('drill_unlock')).toEqual([{ account: 'atelier' }])
  })
})
