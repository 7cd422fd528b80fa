// Does the calendar do what the owner does to it? The whole room over the host in memory, by dispatched
// pointer events and keys.
import { useBackend } from '@/host'
import { emptyWorld, type Fake, fakeHost, fullWorld, type World } from '@/host/fake'
import { go } from '@/state/router.svelte'
import { startLive } from '@/state/live.svelte'
import { announcer } from '@/state/announcer.svelte'
import { toasts } from '@/state/toasts.svelte'
import { cleanup, render, waitFor } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { forgetScreen } from './desk.svelte'
import Room from './Room.svelte'

let fake: Fake
let stop = () => {}
const user = userEvent.setup()

async function open(address: string, world: World = fullWorld()) {
  fake = fakeHost({ world })
  useBackend(fake)
  stop = startLive()
  forgetScreen()
  go(`calendar?${address}`, 'replace')
  const page = render(Room, { rest: [], query: new URLSearchParams(address) })
  await waitFor(() => expect(page.container.querySelector('[data-day]')).not.toBeNull())
  return page.container
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', class { observe() {} disconnect() {} unobserve() {} })
})
afterEach(() => {
  cleanup()
  stop()
})

const id = (text: string) => fake.world.deliveries.find((one) => one.segments[0]?.text.startsWith(text))?.id ?? ''
const card = (root: Element, text: string) => root.querySelector<HTMLElement>(`[data-key="${id(text)}"]`)!
const day = (root: Element, date: string) => root.querySelector<HTMLElement>(`[data-drop][data-day="${date}"]`)!
const dueOf = (text: string) => fake.world.deliveries.find((one) => one.segments[0]?.text.startsWith(text))
const asked = (name: string) => fake.calls.filter((call) => call.name === name)

function pointer(target: Element, type: string, x: number, y: number) {
  target.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, clientX: x, clientY: y, button: 0, buttons: type === 'pointerup' ? 0 : 1, pointerType: 'mouse' }))
}

/** The test page has no layout: what is under the pointer is what the event is sent to. */
async function drag(from: Element, to: Element, y = 10) {
  const under = vi.spyOn(document, 'elementFromPoint').mockReturnValue(to)
  pointer(from, 'pointerdown', 0, 0)
  pointer(to, 'pointermove', 20, y)
  await new Promise((done) => requestAnimationFrame(done))
  pointer(to, 'pointerup', 20, y)
  under.mockRestore()
}

describe('drag', () => {
  test('to another day of the month keeps the wall time, and can be undone', async () => {
    const root = await open('view=month')
    await drag(card(root, 'Museum Sunday'), day(root, '2026-11-20'))
    await waitFor(() => expect(dueOf('Museum Sunday')?.due).toBe('2026-11-20T09:30:00.000Z'))
    expect(asked('post_move_many')[0]?.request).toMatchObject({ moves: [{ when: { wall: { time: '2026-11-20T10:30', zone: 'Europe/Berlin' } } }] })
    const note = toasts.all.at(-1)
    expect(note?.text).toContain('Moved to')
    note?.action?.run()
    await waitFor(() => expect(dueOf('Museum Sunday')?.due).toBe('2026-11-22T09:30:00.000Z'))
  })
  test('in a week takes the time under the card, in steps of five minutes', async () => {
    const root = await open('view=week')
    await drag(card(root, 'Museum Sunday'), day(root, '2026-11-20'), 16 * 60 + 32)
    await waitFor(() => expect(dueOf('Museum Sunday')?.due).toBe('2026-11-20T15:30:00.000Z'))
  })
  test('shows at once and goes back, with the reason, when the engine refuses', async () => {
    const root = await open('view=month')
    fake.breakWith('post_move_many', 'conflict')
    fake.slow(30)
    await drag(card(root, 'Museum Sunday'), day(root, '2026-11-20'))
    await waitFor(() => expect(card(root, 'Museum Sunday').dataset.on).toBe('2026-11-20'))
    await waitFor(() => expect(card(root, 'Museum Sunday').dataset.on).toBe('2026-11-22'))
    expect(document.querySelector('[data-note=problem]')).not.toBeNull()
  })
  test('onto a time that has passed is refused with the reason, said too', async () => {
    const root = await open('view=week')
    await drag(card(root, 'Museum Sunday'), day(root, '2026-11-17'), 600)
    await waitFor(() => expect(document.querySelector('[data-note=problem]')?.textContent).toMatch(/pass/))
    expect(dueOf('Museum Sunday')?.due).toBe('2026-11-22T09:30:00.000Z')
    expect(announcer.said.text).toMatch(/stays where it was/)
  })
  test('into an hour that does not exist is refused with both neighbours, and one of them can be taken', async () => {
    const root = await open('view=week&day=2027-03-25')
    const draft = document.querySelector<HTMLElement>('[data-draft]')!
    await drag(draft, day(root, '2027-03-28'), 150)
    await waitFor(() => expect(document.querySelector('[data-note]')).not.toBeNull())
    const choices = [...document.querySelectorAll('[data-note] .choices button')]
    expect(choices.map((one) => one.textContent?.trim())).toEqual(['Use 01:59', 'Use 03:00'])
    await user.click(choices[1]!)
    await waitFor(() => expect(fake.world.deliveries.find((one) => one.id === draft.dataset.draft)?.due).toBe('2027-03-28T01:00:00.000Z'))
  })
  test('of a draft onto a day of the month takes its next free slot there', async () => {
    const root = await open('view=month')
    const draft = [...document.querySelectorAll<HTMLElement>('[data-draft]')].find((one) => one.textContent?.includes('Photo story'))!
    await drag(draft, day(root, '2026-11-20'))
    await waitFor(() => expect(fake.world.deliveries.find((one) => one.id === draft.dataset.draft)?.due).toBe('2026-11-20T08:00:00.000Z'))
  })
  test('of a post of a held account is taken, and explained', async () => {
    const root = await open('view=month')
    await drag(card(root, 'The week in five pictures'), day(root, '2026-11-22'))
    await waitFor(() => expect(document.querySelector('[data-note=held]')?.textContent).toContain('@newsdesk is locked'))
    expect(dueOf('The week in five pictures')?.due).toBe('2026-11-22T12:18:00.000Z')
  })
  test('onto the tray puts it back to the drafts', async () => {
    const root = await open('view=month')
    await drag(card(root, 'Museum Sunday'), document.querySelector('[data-drop=tray]')!)
    await waitFor(() => expect(dueOf('Museum Sunday')?.state).toBe('draft'))
  })
  test('of a published post does not begin, and says why', async () => {
    const root = await open('view=week')
    await drag(card(root, 'School holidays'), day(root, '2026-11-20'), 600)
    expect(asked('post_move_many')).toEqual([])
    await waitFor(() => expect(document.querySelector('[data-note=problem]')?.textContent).toContain('fixed'))
  })
  test('ends with Escape and changes nothing', async () => {
    const root = await open('view=month')
    pointer(card(root, 'Museum Sunday'), 'pointerdown', 0, 0)
    pointer(day(root, '2026-11-20'), 'pointermove', 20, 20)
    await waitFor(() => expect(document.querySelector('.lifted')).not.toBeNull())
    await user.keyboard('{Escape}')
    pointer(day(root, '2026-11-20'), 'pointerup', 20, 20)
    expect(document.querySelector('.lifted')).toBeNull()
    expect(asked('post_move_many')).toEqual([])
  })
})

describe('keys', () => {
  test('Tab leads to one thing, arrows walk on from it', async () => {
    const root = await open('view=week')
    const stops = [...root.querySelectorAll('.board [tabindex="0"]')].filter((one) => one.matches('[data-key], [data-day-stop]'))
    expect(stops).toHaveLength(1)
    const first = card(root, 'Line-ups')
    first.focus()
    await user.keyboard('{ArrowRight}')
    await waitFor(() => expect((document.activeElement as HTMLElement).dataset.on).toBe('2026-11-21'))
  })
  test('Alt and arrows move by a day or a quarter of an hour, say so, and keep the focus', async () => {
    const root = await open('view=week')
    card(root, 'Museum Sunday').focus()
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}')
    await waitFor(() => expect(dueOf('Museum Sunday')?.due).toBe('2026-11-21T09:30:00.000Z'))
    await waitFor(() => expect((document.activeElement as HTMLElement).dataset.key).toBe(id('Museum Sunday')))
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}')
    await waitFor(() => expect(dueOf('Museum Sunday')?.due).toBe('2026-11-21T09:45:00.000Z'))
    await waitFor(() => expect(announcer.said.text).toContain('Moved to'))
  })
  test('moves in quick succession arrive in order, each with the revision of the last', async () => {
    const root = await open('view=week')
    fake.slow(10)
    card(root, 'Museum Sunday').focus()
    await user.keyboard('{Alt>}{ArrowDown}{ArrowDown}{ArrowDown}{/Alt}')
    await waitFor(() => expect(dueOf('Museum Sunday')?.due).toBe('2026-11-22T10:15:00.000Z'))
    expect(document.querySelector('[data-note]')).toBeNull()
  })
  test('Space selects, Shift extends, and the bar shifts them all', async () => {
    const root = await open('view=week')
    card(root, 'Derby: live').focus()
    await user.keyboard(' ')
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}')
    await waitFor(() => expect(root.querySelector('form.bar strong')?.textContent).toBe('2 selected'))
    await user.click([...root.querySelectorAll('form.bar button')].find((one) => one.textContent?.includes('Shift by +1 day'))!)
    await waitFor(() => expect(asked('post_shift')[0]?.request).toMatchObject({ days: 1, minutes: 0 }))
    await waitFor(() => expect(dueOf('Derby: live')?.due).toBe('2026-11-22T09:06:00.000Z'))
  })
  test('Delete cancels, and the note brings it back', async () => {
    const root = await open('view=week')
    card(root, 'Museum Sunday').focus()
    await user.keyboard('{Delete}')
    await waitFor(() => expect(dueOf('Museum Sunday')?.state).toBe('cancelled'))
    toasts.all.at(-1)?.action?.run()
    await waitFor(() => expect(dueOf('Museum Sunday')?.state).toBe('scheduled'))
  })
  test('several are cancelled by one change, and one note brings them all back', async () => {
    const root = await open('view=week')
    card(root, 'Derby: live').focus()
    await user.keyboard(' ')
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}')
    await waitFor(() => expect(root.querySelector('form.bar strong')?.textContent).toBe('2 selected'))
    await user.keyboard('{Delete}')
    await waitFor(() => expect(dueOf('Derby: live')?.state).toBe('cancelled'))
    const [change] = asked('post_cancel_many')
    expect(change?.request).toMatchObject({ ids: [{}, {}] })
    toasts.all.at(-1)?.action?.run()
    await waitFor(() => expect(dueOf('Derby: live')?.state).toBe('scheduled'))
    expect(asked('history_undo')).toHaveLength(1)
  })
  test('Enter looks closely, Escape leads back', async () => {
    const root = await open('view=week')
    card(root, 'Court ruling').focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(document.querySelector('[role=dialog]')?.textContent).toContain('is held since'))
    expect(document.querySelector<HTMLAnchorElement>('[role=dialog] a.incident')?.getAttribute('href')).toBe('#/recovery/12')
    await user.keyboard('{Escape}')
    expect(document.querySelector('[role=dialog]')).toBeNull()
    expect((document.activeElement as HTMLElement).dataset.key).toBe(id('Court ruling'))
  })
  test('N writes a post at the time in focus; M, W, D and A change the view', async () => {
    const root = await open('view=week')
    card(root, 'Museum Sunday').focus()
    await user.keyboard('m')
    await waitFor(() => expect(root.querySelector('[role=grid] [role=gridcell]')).not.toBeNull())
    expect(location.hash).toContain('view=month')
    card(root, 'Museum Sunday').focus()
    await user.keyboard('n')
    expect(location.hash).toContain('composer/new?at=2026-11-22T10')
  })
})

describe('what stands there', () => {
  test('held ones keep their place and lead to the incident; the labels, states and accounts filter', async () => {
    const root = await open('view=week')
    expect(card(root, 'Court ruling').classList.contains('held')).toBe(true)
    await user.click([...root.querySelectorAll('.filters button')].find((one) => one.textContent?.includes('@newsdesk'))!)
    await waitFor(() => expect(card(root, 'Court ruling')).toBeNull())
    expect(location.hash).toContain('without=newsdesk')
  })
  test('a day of 25 hours has its hour twice', async () => {
    const root = await open('view=week&day=2026-10-25')
    const hours = [...root.querySelectorAll('.hours span')].map((one) => one.textContent?.trim())
    expect(hours.filter((one) => one?.startsWith('02:00'))).toEqual(['02:00', '02:00again'])
    expect(root.querySelectorAll('.column .blank')).toHaveLength(6)
  })
  test('a crowded cell says how many more there are, and opens the day', async () => {
    const root = await open('view=month')
    const more = day(root, '2026-11-21').querySelector<HTMLElement>('.more')!
    expect(more.textContent).toBe('+6 more')
    await user.click(more)
    await waitFor(() => expect(location.hash).toContain('view=day&day=2026-11-21'))
  })
  test('a busy day offers to spread, shows what would move, and moves it in one step', async () => {
    await open('view=week')
    const busy = [...document.querySelectorAll<HTMLElement>('section.busy')].find((one) => one.textContent?.includes('Saturday'))!
    await user.click([...busy.querySelectorAll('button')][0]!)
    await waitFor(() => expect(busy.querySelectorAll('li').length).toBeGreaterThan(3))
    await user.click([...busy.querySelectorAll('button')][0]!)
    await waitFor(() => expect(asked('post_move_many')).toHaveLength(1))
    expect((asked('post_move_many')[0]?.request as { moves: unknown[] }).moves.length).toBeGreaterThan(3)
  })
  test('the agenda says the same as the grid', async () => {
    const root = await open('view=week')
    const inGrid = [...root.querySelectorAll<HTMLElement>('button.entry')].map((one) => one.getAttribute('aria-label')).sort()
    cleanup()
    stop()
    const list = await open('view=agenda&day=2026-11-16')
    const inList = [...list.querySelectorAll<HTMLElement>('button.entry')].filter((one) => (one.dataset.on ?? '') < '2026-11-23').map((one) => one.getAttribute('aria-label')).sort()
    expect(inList).toEqual(inGrid)
  })
  test('without an account it says what to do', async () => {
    fake = fakeHost({ world: emptyWorld() })
    useBackend(fake)
    stop = startLive()
    go('calendar', 'replace')
    const page = render(Room, { rest: [], query: new URLSearchParams() })
    await waitFor(() => expect(page.container.textContent).toContain('No account yet'))
  })
  test('when the engine does not answer, the error stands there with a way to ask again', async () => {
    fake = fakeHost({ broken: { calendar_show: 'store_busy' } })
    useBackend(fake)
    stop = startLive()
    go('calendar?view=week', 'replace')
    const page = render(Room, { rest: [], query: new URLSearchParams() })
    await waitFor(() => expect(page.container.querySelector('[role=alert]')).not.toBeNull())
    fake.breakWith('calendar_show', null)
    await user.click([...page.container.querySelectorAll('[role=alert] button')][0]!)
    await waitFor(() => expect(page.container.querySelector('[data-day]')).not.toBeNull())
  })
})

describe('a crowded month', () => {
  /** Thirty more on the day of the museum. */
  function crowded(): World {
    const world = fullWorld()
    const one = world.deliveries.find((other) => other.segments[0]?.text.startsWith('Museum Sunday'))!
    const more = Array.from({ length: 30 }, (_, n) => ({ ...one, id: `crowd${n}`, due: `2026-11-22T18:${String(n).padStart(2, '0')}:00.000Z` }))
    return { ...world, deliveries: [...world.deliveries, ...more] }
  }
  const most = () => asked('calendar_show').map((call) => (call.request as { most_per_day?: number }).most_per_day)

  test('asks for what has room, and counts the others all the same', async () => {
    const root = await open('view=month', crowded())
    const there = crowded().deliveries.filter((one) => one.due?.startsWith('2026-11-22')).length
    const more = await waitFor(() => {
      const found = root.querySelector<HTMLElement>('[data-key^="more 2026-11-22"]')
      expect(found).not.toBeNull()
      return found!
    })
    expect(most()[0]).toBe(12)
    const shown = root.querySelectorAll('[data-drop=day][data-day="2026-11-22"] [data-on="2026-11-22"]:not(.more)').length
    expect(Number(/\d+/.exec(more.textContent)?.[0]) + shown).toBe(there)
  })
  test('chosen as a whole, takes those that are not shown too', async () => {
    const root = await open('view=month', crowded())
    await waitFor(() => expect(card(root, 'Museum Sunday')).not.toBeNull())
    card(root, 'Museum Sunday').focus()
    await user.keyboard('{Control>}a{/Control}')
    await waitFor(() => expect(announcer.said.text).toContain('selected'))
    expect(most().at(-1)).toBeUndefined()
    expect(Number(/\d+/.exec(announcer.said.text)?.[0])).toBeGreaterThan(30)
  })

  test('that is turned to an empty one leaves nothing of its lines to be seen or reached, and they come back', async () => {
    const root = await open('view=month', crowded())
    const seen = () => [...root.querySelectorAll<HTMLElement>('.entry:not([hidden])')].map((one) => one.dataset.key)
    await waitFor(() => expect(seen().length).toBeGreaterThan(20))
    const before = seen()
    for (let n = 0; n < 3; n += 1) await user.keyboard('j')
    await waitFor(() => expect(seen()).toEqual([]))
    expect(root.querySelectorAll('[role=gridcell] [data-key]:not(.ghost), [role=gridcell] .entry[tabindex="0"]').length).toBe(0)
    for (let n = 0; n < 3; n += 1) await user.keyboard('k')
    await waitFor(() => expect(seen()).toEqual(before))
  })
  test('has as many lines as there was room for the last time, before it is laid out', async () => {
    localStorage.setItem('calendar.beside', String(window.innerHeight - 600))
    const root = await open('view=month', crowded())
    localStorage.removeItem('calendar.beside')
    // Two: one delivery, and how many more there are. Unmeasured there would be four.
    await waitFor(() => expect(day(root, '2026-11-22').querySelectorAll('.entry, .more').length).toBe(2))
  })
})
