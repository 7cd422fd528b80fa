import { screen, waitFor, within } from '@testing-library/svelte'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { fullWorld, recoveryWorld } from '@/host/fake'
import { announcer } from '@/state/announcer.svelte'
import { recovery as en } from '@/words/en/recovery'
import { eachTest, incident, lastToast, leave, open, openStep, press } from './testing'

eachTest()
const figures = () => [...document.querySelectorAll('.figures div')].map((one) => one.textContent?.replace(/\s+/g, ' ').trim())

describe('the page of a lock', () => {
  it('says in plain words what happened, what X answered to how many posts, and what is kept', async () => {
    const { fake } = open()
    expect(await screen.findByRole('heading', { name: '@newsdesk is locked since 13:00' })).toBeTruthy()
    const held = fake.world.deliveries.filter((one) => one.incident === '12' && one.state === 'held').length
    expect(screen.getByText(/X answered 403 \/ 326 to one post/).textContent).toContain(`${held} posts are kept, none is lost.`)
    expect(figures()).toEqual([`${held}posts kept`, '0lost', '0calls since'])
  })
  it('says loudly when something that was held can’t be found', async () => {
    const world = fullWorld()
    incident(world).counts.lost = 2
    open('12', world)
    expect(await screen.findByText(en.lostText)).toBeTruthy()
    expect(figures()[1]).toBe('2lost')
  })
  it('shows why it is about the app', async () => {
    open('23', recoveryWorld())
    expect(await screen.findByRole('heading', { name: en.reasoning })).toBeTruthy()
    expect(screen.getByText(/were refused alike within 4 minutes/)).toBeTruthy()
  })
  it('says that refused keys came after a lock', async () => {
    const world = fullWorld()
    Object.assign(incident(world), { kind: 'credentials', reasoning: 'This comes after lock 11.' })
    open('12', world)
    expect(await screen.findByRole('heading', { name: en.reasoningKeys })).toBeTruthy()
    expect(screen.getByText('This comes after lock 11.')).toBeTruthy()
  })
  it('names accounts that are held alike, and leads to them', async () => {
    open('12', recoveryWorld())
    const link = await screen.findByRole('link', { name: en.sibling('@nightnews') })
    expect(link.getAttribute('href')).toBe('#/recovery/21')
  })
  it('keeps the answers behind a fold, as text, the newest first', async () => {
    open('26', recoveryWorld())
    await screen.findByText(en.evidence.fold(40))
    expect(document.querySelectorAll('.evidence pre')).toHaveLength(0)
    await userEvent.click(screen.getByText(en.evidence.fold(40)))
    await waitFor(() => expect(document.querySelectorAll('.evidence li')).toHaveLength(10))
    expect(screen.getByText(en.evidence.left(3))).toBeTruthy()
    expect(document.querySelector('.evidence pre')?.textContent).toContain('<img src=x')
    await press(en.evidence.more(10))
    expect(document.querySelectorAll('.evidence li')).toHaveLength(20)
    // Whatever it says, it is text: nothing of it became an element.
    expect(document.querySelectorAll('img, script')).toHaveLength(0)
  })
  it('writes a line into the diary and shows it', async () => {
    open()
    await userEvent.type(await screen.findByLabelText(en.note), 'Wrote to X, ticket 77')
    await press(en.noteAdd)
    expect(await screen.findByText('Wrote to X, ticket 77')).toBeTruthy()
    expect((screen.getByLabelText(en.note) as HTMLTextAreaElement).value).toBe('')
  })
  it('keeps what was typed when it could not be written down', async () => {
    open().fake.breakWith('incident_note', 'store_full')
    await userEvent.type(await screen.findByLabelText(en.note), 'Ticket 77')
    await press(en.noteAdd)
    await waitFor(() => expect(lastToast()?.tone).toBe('problem'))
    expect((screen.getByLabelText(en.note) as HTMLTextAreaElement).value).toBe('Ticket 77')
  })
})

describe('the checklist', () => {
  it('opens the first step, with what not to do, and goes on to the question when it is done', async () => {
    const { fake, calls } = open()
    await waitFor(() => expect(openStep()?.textContent).toContain('Don’t post by hand'))
    await press(/^Done, next step/)
    expect(calls('incident_step')).toEqual([{ id: '12', step: 'open_access', mark: 'done' }])
    await waitFor(() => expect(openStep()?.textContent).toContain(en.screens.title))
    await waitFor(() => expect(document.activeElement?.textContent).toContain(en.screens.title))
    expect(incident(fake.world).checklist[0]?.state).toBe('done')
    expect(screen.getByText('done 13:45')).toBeTruthy()
  })
  it('has the focus on the step that comes next, however long the answer takes', async () => {
    const { fake } = open()
    await waitFor(() => expect(openStep()?.textContent).toContain('Don’t post by hand'))
    fake.slow(120)
    await press(/^Done, next step/)
    await waitFor(() => expect(openStep()?.textContent).toContain(en.screens.title))
    await waitFor(() => expect(openStep()?.contains(document.activeElement)).toBe(true))
    await waitFor(() => expect(announcer.said.text).toContain(en.screens.title))
    // Back again: the step that was opened anew has it.
    await press(/Open again/)
    await waitFor(() => expect(openStep()?.textContent).toContain('Don’t post by hand'))
    await waitFor(() => expect(openStep()?.contains(document.activeElement)).toBe(true))
  })
  it('is on record: what was marked is there when the page is entered again', async () => {
    const { fake } = open()
    await press(/^Done, next step/)
    await waitFor(() => expect(openStep()?.textContent).toContain(en.screens.title))
    leave()
    open('12', fake.world)
    expect(await screen.findByText('done 13:45')).toBeTruthy()
    expect(localStorage.length).toBe(0)
  })
  it('chooses its steps by what the owner sees, and says how many follow', async () => {
    const { calls } = open()
    const group = await screen.findByRole('group', { name: en.screens.title })
    expect(within(group).getAllByRole('radio').at(-1)?.getAttribute('value')).toBe('unsure')
    expect(screen.queryByText('Enter the countdown')).toBeNull()
    await userEvent.click(within(group).getByRole('radio', { name: 'Features limited, with a countdown' }))
    expect(await screen.findByText('Enter the countdown')).toBeTruthy()
    expect(calls('incident_see')).toEqual([{ id: '12', screen: 'limited' }])
    expect(announcer.said.text).toMatch(/countdown. \d+ steps follow from it/)
    // The diary says it by its name, not by its id.
    expect(await screen.findByText(en.events.seen?.('Features limited, with a countdown') ?? '')).toBeTruthy()
  })
  it('leaves a step out, takes that back, and keeps a note beside it', async () => {
    const { calls, fake } = open()
    await press(/^Skip ?: Open/)
    expect(await screen.findByText('skipped 13:45')).toBeTruthy()
    await press(/^Open again ?: Open/)
    await waitFor(() => expect(screen.queryByText('skipped 13:45')).toBeNull())
    await press(/^Write a note/)
    await userEvent.type(await screen.findByLabelText(/^Note on/), 'It showed nothing.')
    await press(en.noteKeep)
    expect(await screen.findByText('It showed nothing.')).toBeTruthy()
    expect(calls('incident_step').at(-1)).toEqual({ id: '12', step: 'open_access', mark: 'todo', note: 'It showed nothing.' })
    expect(incident(fake.world).checklist[0]?.note).toBe('It showed nothing.')
  })
  it('tells why a mark could not be kept, and leaves the step open', async () => {
    open().fake.breakWith('incident_step', 'store_full')
    await press(/^Done, next step/)
    await waitFor(() => expect(lastToast()?.tone).toBe('problem'))
    expect(openStep()?.textContent).toContain('Open x.com/account/access')
  })
  it('opens a step whose turn it is not, by its title', async () => {
    open()
    const title = await screen.findByRole('button', { name: /Check that the app is still connected$/ })
    expect(title.getAttribute('aria-expanded')).toBe('false')
    await userEvent.click(title)
    expect(await screen.findByRole('button', { name: 'Look at the connected apps' })).toBeTruthy()
  })
  it('shows last, with their time, the steps that the list no longer has', async () => {
    const world = fullWorld()
    const [first] = incident(world).checklist
    if (first) incident(world).checklist.push({ ...first, id: 'old', title: 'A step of last year', state: 'done', at: '2026-11-18T11:00:00Z', gone: true })
    open('12', world)
    expect(await screen.findByText(`${en.gone} (1)`)).toBeTruthy()
    expect(screen.getByText(/A step of last year/).closest('details')).toBeTruthy()
  })
  it('opens X’s page outside, not in the window', async () => {
    const { calls } = open()
    await press('Open x.com/account/access')
    expect(calls('shell_open')).toEqual([{ url: 'https://x.com/account/access' }])
  })
  it('says what the open step rests on, and where that can be read', async () => {
    const { calls } = open()
    expect(await screen.findByText(`${en.source}: X’s help page on locked and limited accounts (2024)`)).toBeTruthy()
    await press(en.readSource('help.x.com'))
    expect(calls('shell_open')).toEqual([{ url: 'https://help.x.com/en/managing-your-account/locked-and-limited-accounts' }])
  })
  it('names a source without a link where it is no plain https page', async () => {
    const world = fullWorld()
    const [first] = incident(world).checklist
    if (first) first.source_link = 'http://help.x.com/'
    incident(world).checklist = incident(world).checklist.map((step) => ({ ...step, id: `${step.id}_` }))
    open('12', world)
    expect(await screen.findByText(/^Source: X’s help page/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Read it on/ })).toBeNull()
  })
  it('opens no link that is not plain https', async () => {
    const world = fullWorld()
    const [first] = incident(world).checklist
    if (first) first.link = 'javascript:alert(1)'
    incident(world).checklist = incident(world).checklist.map((step) => ({ ...step, id: `${step.id}_` }))
    open('12', world)
    expect(await screen.findByText(en.notOpened)).toBeTruthy()
  })
})

describe('‘I have unlocked it’', () => {
  const look = async () => userEvent.click(await screen.findByRole('button', { name: /Say that it is unlocked$/ }))
  it('asks once and goes on to the way back', async () => {
    const { calls } = open()
    await look()
    await press('I have unlocked it')
    expect(calls('incident_unlocked')).toEqual([{ id: '12' }])
    expect(await screen.findByRole('heading', { name: '@newsdesk can be used again' })).toBeTruthy()
    expect(await screen.findByRole('button', { name: en.apply })).toBeTruthy()
    // The button that was pressed is gone; the focus is where the news is.
    await waitFor(() => expect(document.activeElement?.id).toBe('what-happened'))
  })
  it('goes back to what was done before, with what X said, when it is still locked', async () => {
    const { fake } = open()
    await press(/^Done, next step/)
    await waitFor(() => expect(openStep()?.textContent).toContain(en.screens.title))
    const call = fake.call.bind(fake)
    fake.call = ((name: never, request: never) => {
      if (name !== 'incident_unlocked') return call(name, request)
      incident(fake.world).log.push({ at: new Date(Date.parse(fake.world.now) + 60_000).toISOString(), event: 'still_held', note: 'This account is temporarily locked.' })
      fake.emit({ type: 'incident', id: '12', opened: false })
      return Promise.resolve({ id: '12', outcome: 'still_locked', state: 'open', sentence: '' })
    }) as typeof fake.call
    await look()
    await press('I have unlocked it')
    expect(await screen.findByText(en.still('X'))).toBeTruthy()
    expect(screen.getByText(en.stillSaid('This account is temporarily locked.'))).toBeTruthy()
    // What X said is where the eyes and the focus are, and it is read out.
    await waitFor(() => expect(document.activeElement?.className).toContain('refusal'))
    expect(announcer.said.text).toContain(en.still('X'))
    expect(openStep()?.textContent).toContain('Open x.com/account/access')
  })
  it('tells why it could not ask', async () => {
    open().fake.breakWith('incident_unlocked', 'not_sent')
    await look()
    await press('I have unlocked it')
    await waitFor(() => expect(lastToast()?.tone).toBe('problem'))
  })
  it('is there though a list has no step for it', async () => {
    const world = fullWorld()
    incident(world).checklist = []
    open('12', world)
    expect(await screen.findByRole('button', { name: 'I have unlocked it' })).toBeTruthy()
  })
})
