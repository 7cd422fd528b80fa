import { screen, waitFor, within } from '@testing-library/svelte'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { emptyWorld, fullWorld, quietWorld, recoveryWorld } from '@/host/fake'
import { useLanguage } from '@/words'
import { recovery as de } from '@/words/de/recovery'
import { casefile as words } from '@/words/en/casefile'
import { drill as drillWords } from '@/words/en/drill'
import { recovery as en } from '@/words/en/recovery'
import { eachTest, incident, open, press } from './testing'

eachTest()

describe('the way back', () => {
  const toWayBack = () => open('24', recoveryWorld())
  it('shows old and new times, what is to decide, and takes the plan with the quiet post that was chosen', async () => {
    const { calls } = toWayBack()
    const table = await screen.findByRole('table', { name: en.timesTitle })
    expect(within(table).getAllByRole('row').length).toBeGreaterThan(2)
    expect(screen.getByRole('heading', { name: `${en.decideTitle} (2)` })).toBeTruthy()
    expect(screen.getAllByText(/It speaks of a day that is over/)).toHaveLength(2)
    // One that must go at its time keeps it, and says so.
    expect(screen.getByText(new RegExp(en.pinned)).closest('tr')?.textContent).toContain(en.keeps)
    await press(en.quietPick)
    const choices = document.querySelectorAll<HTMLElement>('.choices button')
    await userEvent.click(choices[1] as HTMLElement)
    await waitFor(() => expect(calls('incident_resume_preview').at(-1)).toHaveProperty('first'))
    await press(en.apply)
    const chosen = (calls('incident_resume_preview').at(-1) as { first: string }).first
    expect(calls('incident_resume_apply')).toEqual([{ id: '24', first: chosen }])
    expect(await screen.findByRole('heading', { name: '@museum is coming back' })).toBeTruthy()
  })
  it('lets the owner edit what is stale, or put it with the drafts, before anything is released', async () => {
    const { calls } = toWayBack()
    expect((await screen.findAllByRole('link', { name: /^Edit ?: See you today/ }))[0]?.getAttribute('href')).toBe('#/composer/603')
    await press(/^To the drafts ?: See you today/)
    expect(calls('post_move')).toEqual([expect.objectContaining({ id: '603', when: 'draft' })])
    expect(calls('incident_resume_apply')).toEqual([])
  })
  it('is drawn slower when the owner wants it, and taken as it was drawn', async () => {
    const { calls } = toWayBack()
    await userEvent.click(await screen.findByText(en.shape.title))
    const shares = screen.getByLabelText(en.shape.shares)
    await userEvent.clear(shares)
    await userEvent.type(shares, '50, 20, 100')
    await press(en.shape.use)
    expect(await screen.findByText(en.shape.bad)).toBeTruthy()
    await userEvent.clear(shares)
    await userEvent.type(shares, '10, 50, 100')
    await press(en.shape.use)
    await waitFor(() => expect(calls('incident_resume_preview').at(-1)).toMatchObject({ shares: [10, 50, 100], days_per_stage: 7 }))
    await press(en.apply)
    expect(calls('incident_resume_apply')).toEqual([expect.objectContaining({ shares: [10, 50, 100], days_per_stage: 7 })])
  })
  it('is shown before it begins, with old and new times', async () => {
    open()
    await press(en.showTimes)
    expect(await screen.findByRole('table', { name: en.timesTitle })).toBeTruthy()
    expect(screen.queryByRole('button', { name: en.apply })).toBeNull()
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

describe('what came before', () => {
  it('stands beside the checklist in words, with a table of the days', async () => {
    open()
    const said = await screen.findByText(/^6 a day, more than the usual 4 a day/)
    expect(said.closest('div')?.querySelector('dt')?.textContent).toBe('Posts a day')
    expect(screen.getByText(/^95 %, more than the usual 60 %/)).toBeTruthy()
    expect(screen.getByRole('link', { name: words.before.open }).getAttribute('href')).toBe('#/recovery/12/before')
  })
  it('shows each figure beside the usual one and the other accounts, and marks what stands out', async () => {
    open('12', fullWorld(), 'before')
    const row = (await screen.findByRole('rowheader', { name: 'Middle gap' })).closest('tr') as HTMLElement
    expect([...row.querySelectorAll('td')].map((cell) => cell.textContent)).toEqual(['60 min', '3.5 h', '4 h', words.before.stands])
    const same = screen.getByRole('rowheader', { name: 'Hashtags in a post' }).closest('tr') as HTMLElement
    expect(same.textContent).not.toContain(words.before.stands)
    expect(screen.getByText(words.before.others('@citydesk and @sportsbot'))).toBeTruthy()
  })
  it('is told over all incidents with the number of cases and a warning where they are few', async () => {
    open('before')
    expect(await screen.findByText(words.before.cases(3))).toBeTruthy()
    expect(screen.getByText(/Three cases prove nothing/)).toBeTruthy()
    expect(screen.getByText(/sign test/)).toBeTruthy()
    expect(screen.getByRole('rowheader', { name: 'Posts a day' }).closest('tr')?.textContent).toContain('+4')
  })
})

describe('an incident that is no lock', () => {
  const world = recoveryWorld()
  for (const kind of Object.keys(en.kinds)) {
    it(`says in its own words what ${kind} means`, async () => {
      const one = world.incidents.find((each) => each.kind === kind && each.state !== 'closed' && each.state !== 'recovering') as (typeof world.incidents)[number]
      open(one.id, structuredClone(world))
      const about = { account: one.account ?? '', app: one.app ?? '', network: 'X', since: '' }
      expect(await screen.findByText(en.kinds[kind]?.means(about) ?? '')).toBeTruthy()
      expect(screen.getByRole('heading', { name: one.probe_at && !one.look_daily && !one.countdown ? en.meanwhile : en.now })).toBeTruthy()
    })
  }
  it('says what the engine says when its kind has no words here', async () => {
    const world = fullWorld()
    Object.assign(incident(world), { kind: 'from_the_future', headline: 'Something new holds @newsdesk. See `roost incident show 12`.' })
    open('12', world)
    expect(await screen.findByRole('heading', { name: 'Something new holds @newsdesk.' })).toBeTruthy()
  })
  it('says what to do when the database holds a kind that this Roost doesn’t know', async () => {
    const world = fullWorld()
    const one = incident(world)
    one.log.push({ at: one.opened_at, event: 'not_understood', note: 'shadowed' })
    Object.assign(one, { kind: 'doubtful', next_step: 'Start the newest Roost on this folder.' })
    open('12', world)
    expect(await screen.findByText('Start the newest Roost on this folder.')).toBeTruthy()
    expect(screen.getByText(en.events.not_understood?.('shadowed') ?? '')).toBeTruthy()
  })
  it('says when Roost looks by itself', async () => {
    open('34', recoveryWorld())
    expect(await screen.findByText(en.probeAt('17:45'))).toBeTruthy()
  })
  it('of a removed account can be closed', async () => {
    const { calls } = open('25', recoveryWorld())
    expect(await screen.findByRole('heading', { level: 2, name: en.headlineRemoved('@formername') })).toBeTruthy()
    await press(en.closeIt)
    expect(calls('incident_close')).toEqual([{ id: '25' }])
    expect(await screen.findByRole('heading', { level: 2, name: en.headlineClosed('@formername') })).toBeTruthy()
  })
  it('that is over says what became of what was kept', async () => {
    open('11', recoveryWorld())
    expect(await screen.findByRole('heading', { name: en.summary })).toBeTruthy()
    expect(screen.getByText('out since')).toBeTruthy()
  })
})

describe('the room', () => {
  it('shows the one that holds at once', async () => {
    open(null)
    expect(await screen.findByRole('heading', { name: '@newsdesk is locked since 13:00' })).toBeTruthy()
  })
  it('lists all of them, open and closed, those that look alike together', async () => {
    open('all', recoveryWorld())
    expect(await screen.findByRole('heading', { name: en.open })).toBeTruthy()
    expect(screen.getByRole('heading', { name: en.closed })).toBeTruthy()
    const group = screen.getByRole('heading', { name: en.group(3, 'locked', 'desk') }).closest('li') as HTMLElement
    expect(within(group).getAllByRole('link')).toHaveLength(3)
  })
  it('says that nothing is held, and opens a drill with what was chosen', async () => {
    const { calls } = open(null, quietWorld())
    expect(await screen.findByText(en.empty.title)).toBeTruthy()
    await press(en.practise)
    await userEvent.click(screen.getByRole('radio', { name: drillWords.screens.limited.label }))
    await press(drillWords.begin)
    expect(calls('shell_drill_begin')).toEqual([{ kind: 'locked', screen: 'limited' }])
  })
  it('asks for no screen where there is none', async () => {
    const { calls } = open(null, emptyWorld())
    await press(en.practise)
    await userEvent.click(screen.getByRole('radio', { name: drillWords.kinds.money.label }))
    expect(screen.queryByRole('group', { name: drillWords.screen })).toBeNull()
    await press(drillWords.begin)
    expect(calls('shell_drill_begin')).toEqual([{ kind: 'money' }])
  })
  it('says that an incident is not there', async () => {
    open('999')
    expect(await screen.findByRole('alert')).toBeTruthy()
  })
  it('speaks German', async () => {
    useLanguage('de')
    open()
    expect(await screen.findByRole('heading', { name: '@newsdesk ist seit 13:00 gesperrt' })).toBeTruthy()
    expect(screen.getByRole('heading', { name: de.now })).toBeTruthy()
  })
  it('lets a Practice lock be opened on the Practice network, and opens nothing of X', async () => {
    const world = fullWorld()
    Object.assign(incident(world), { account: 'atelier', app: 'practice' })
    const { calls } = open('12', world)
    await press(en.unlockOnPractice)
    expect(calls('drill_unlock')).toEqual([{ account: 'atelier' }])
    expect(screen.getByText(en.wouldOpen('x.com/account/access'))).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Open x.com/ })).toBeNull()
  })
})
