import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useBackend } from '@/host'
import { type Fake, fakeHost, fullWorld } from '@/host/fake'
import { startLive } from '@/state/live.svelte'
import { go, router, startRouter } from '@/state/router.svelte'
import { loadSettings } from '@/state/settings.svelte'
import { dismiss, toasts } from '@/state/toasts.svelte'
import Room from './Room.svelte'

// A busy machine types slowly.
vi.setConfig({ testTimeout: 20_000 })
configure({ asyncUtilTimeout: 5_000 })

let desk: Fake
let stops: (() => void)[] = []

beforeEach(async () => {
  localStorage.clear()
  desk = fakeHost({ world: fullWorld() })
  useBackend(desk)
  history.replaceState(null, '', '#/composer')
  stops = [startLive(), startRouter()]
  await loadSettings()
})

afterEach(() => {
  stops.forEach((stop) => stop())
  for (const one of toasts.all) dismiss(one.id)
})

async function opened(rest: string[] = [], query = '') {
  const view = render(Room, { rest, query: new URLSearchParams(query) })
  await screen.findAllByRole('textbox', { name: /^Text of/ })
  return { ...view, user: userEvent.setup() }
}

const texts = () => screen.getAllByRole<HTMLTextAreaElement>('textbox', { name: /^Text of/ })
const field = (at = 0) => texts()[at] as HTMLTextAreaElement
const values = () => texts().map((one) => one.value)
const asked = (name: string) => desk.calls.filter((one) => one.name === name).map((one) => one.request as Record<string, never>)
const kept = () => desk.world.compositions.map((one) => one.content.segments.map((part) => part.text))
const mark = (word: RegExp | string) => screen.findByText(word)
const note = (word: RegExp) => waitFor(() => expect(toasts.all.map((one) => one.text)).toContainEqual(expect.stringMatching(word)), { timeout: 5_000 })
const picture = () => new File([new Uint8Array([1, 2, 3])], 'harbour.png', { type: 'image/png' })

async function undo(text: RegExp) {
  const found = toasts.all.find((one) => text.test(one.text))
  expect(found?.action).toBeTruthy()
  found?.action?.run()
}

describe('what is typed', () => {
  test('is saved by itself, and says so', async () => {
    const { user } = await opened()
    await user.type(field(), 'Bridge closed')
    await mark(/^Saved/)
    expect(kept()).toEqual([['Bridge closed']])
    expect(router.route.rest).toEqual(['composition', desk.world.compositions[0]?.id])
  })

  test('survives a door that refuses, and is taken once it opens', async () => {
    const { user } = await opened()
    desk.breakWith('composition_save', 'store_busy')
    await user.type(field(), 'Bridge closed')
    expect(await mark(/^Not saved/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Copy text' })).toBeTruthy()
    desk.breakWith('composition_save', null)
    await user.click(screen.getByRole('button', { name: 'Try now' }))
    await mark(/^Saved/)
    expect(kept()).toEqual([['Bridge closed']])
  })

  test('comes back at the next start when the door never answered', async () => {
    desk.breakWith('composition_save', 'store_busy')
    const { user, unmount } = await opened()
    await user.type(field(), 'Not lost')
    await mark(/^Not saved/)
    unmount()
    await waitFor(() => expect(asked('composition_save').length).toBeGreaterThan(1))
    // Another page of the same window: nothing of the old one is left but the storage.
    const stored = localStorage.getItem(localStorage.key(0) ?? '')
    const name = (localStorage.key(0) ?? '').replace(/\S+$/, 'an-earlier-start')
    localStorage.clear()
    localStorage.setItem(name, stored ?? '')
    desk.breakWith('composition_save', null)
    render(Room, { rest: [], query: new URLSearchParams() })
    await screen.findByDisplayValue('Not lost')
    expect(kept()).toContainEqual(['Not lost'])
    expect(localStorage.getItem(name)).toBeNull()
    // The closed composer never stopped trying either.
    await waitFor(() => expect(kept()).toEqual([['Not lost'], ['Not lost']]), { timeout: 9_000 })
  })

  test('is kept when the room closes in the middle of a save', async () => {
    const { user, unmount } = await opened()
    desk.slow(80)
    await user.type(field(), 'First')
    await waitFor(() => expect(asked('composition_save')).toHaveLength(1))
    await user.type(field(), ' and second')
    unmount()
    await waitFor(() => expect(kept()).toEqual([['First and second']]))
  })

  test('is kept on the way to another room, which is then shown', async () => {
    const { user } = await opened()
    await user.type(field(), 'Quick')
    go('queue')
    await waitFor(() => expect(router.route.room).toBe('queue'))
    expect(kept()).toEqual([['Quick']])
    expect(location.hash).toBe('#/queue')
  })

  test('in two windows is kept twice', async () => {
    const { user } = await opened()
    await user.type(field(), 'Mine')
    await mark(/^Saved/)
    const theirs = desk.world.compositions[0]
    if (theirs) desk.world.compositions = [{ ...theirs, revision: 9, content: { ...theirs.content, segments: [{ text: 'Theirs', media: [], poll: null, reply_settings: null }] } }]
    await user.type(field(), ' too')
    await note(/Both are kept/)
    expect(kept()).toEqual([['Theirs'], ['Mine too']])
  })

  test('is not saved while a sign is being put together', async () => {
    await opened()
    await fireEvent.compositionStart(field())
    await fireEvent.input(field(), { target: { value: 'に' } })
    await new Promise((done) => setTimeout(done, 500))
    expect(asked('composition_save')).toHaveLength(0)
    await fireEvent.compositionEnd(field())
    await mark(/^Saved/)
    expect(kept()).toEqual([['に']])
  })

  test('and was then emptied leaves no draft', async () => {
    const { user, unmount } = await opened()
    await user.type(field(), 'Hm')
    await mark(/^Saved/)
    await user.clear(field())
    unmount()
    await waitFor(() => expect(kept()).toEqual([]))
  })

  test('is thrown away only by the owner, and comes back', async () => {
    const { user } = await opened()
    await user.type(field(), 'Never mind')
    await mark(/^Saved/)
    await user.click(screen.getByRole('button', { name: 'Discard' }))
    await waitFor(() => expect(kept()).toEqual([]))
    await undo(/Discarded/)
    await waitFor(() => expect(kept()).toEqual([['Never mind']]))
  })
})

describe('a thread', () => {
  test('is split by Ctrl+Enter on an empty line and reordered by the keyboard', async () => {
    const { user } = await opened()
    await user.type(field(), 'One{Enter}')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(values()).toEqual(['One', ''])
    await user.type(field(1), 'Two')
    screen.getByRole('button', { name: /^Part 2 of 2/ }).focus()
    await user.keyboard('{ArrowUp}')
    expect(values()).toEqual(['Two', 'One'])
    expect(asked('post_add')).toHaveLength(0)
  })

  test('loses a part and gets it back', async () => {
    const { user } = await opened()
    await user.type(field(), 'One')
    await user.click(screen.getByRole('button', { name: 'Add to thread' }))
    await user.type(field(1), 'Two')
    await user.clear(field(1))
    await user.keyboard('{Backspace}')
    expect(values()).toEqual(['One'])
  })
})

describe('media', () => {
  test('come from the clipboard and are kept by the engine first', async () => {
    await opened()
    await fireEvent.paste(field(), { clipboardData: { files: [picture()], getData: () => '' } })
    expect(await screen.findByRole('button', { name: 'Alt text of harbour.png' })).toBeTruthy()
    expect(asked('media_add_bytes')).toEqual([{ name: 'harbour.png', base64: 'AQID' }])
    expect(screen.getByText(/without alt text/)).toBeTruthy()
  })

  test('are dropped onto the part that is in hand', async () => {
    const { user } = await opened()
    await user.click(field())
    desk.fire('files-dropped', { paths: ['/home/lena/a.jpg', '/home/lena/b.jpg'], x: -1, y: -1 })
    await waitFor(() => expect(screen.getAllByRole('button', { name: /^Alt text of/ })).toHaveLength(2))
  })

  test('of a kind that X refuses say why, and the text stays', async () => {
    const { user } = await opened()
    await user.type(field(), 'Look')
    desk.fire('files-dropped', { paths: ['/home/lena/notes.txt'], x: -1, y: -1 })
    expect(await screen.findByText(/^notes.txt: /)).toBeTruthy()
    expect(values()).toEqual(['Look'])
  })

  test('and a poll exclude each other, and the composer says why', async () => {
    const { user } = await opened()
    await user.click(screen.getByRole('button', { name: 'Add poll' }))
    await user.click(screen.getByRole('button', { name: /Remove the poll first/ }))
    expect(asked('shell_pick_media')).toHaveLength(0)
    expect(await screen.findByText(/Remove the poll first/)).toBeTruthy()
  })

  test('get an alt text that goes with them', async () => {
    const { user } = await opened([], 'account=citydesk')
    await user.type(field(), 'Look')
    await fireEvent.paste(field(), { clipboardData: { files: [picture()], getData: () => '' } })
    await user.click(await screen.findByRole('button', { name: 'Alt text of harbour.png' }))
    await fireEvent.input(screen.getByLabelText('What does it show?'), { target: { value: 'The harbour at dusk' } })
    await user.click(screen.getByRole('button', { name: 'Done' }))
    await user.click(screen.getByRole('button', { name: /^Add to next slot, / }))
    await waitFor(() => expect(asked('post_add')[0]).toMatchObject({ segments: [{ text: 'Look', media: [{ alt: 'The harbour at dusk' }] }] }))
  })
})

describe('a post that is too long', () => {
  test('is marked, said, and not sent', async () => {
    const { user } = await opened([], 'account=citydesk')
    await fireEvent.input(field(), { target: { value: 'x'.repeat(285) } })
    expect((await screen.findAllByText(/5 characters too many/)).length).toBeGreaterThan(0)
    expect(document.querySelector('mark')?.textContent).toBe('xxxxx')
    field().focus()
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(asked('post_add')).toHaveLength(0)
    expect(field().getAttribute('aria-invalid')).toBe('true')
  })
})

describe('the main button', () => {
  test('adds the post with its draft in one call, and undo makes it a draft again', async () => {
    const { user } = await opened([], 'account=citydesk')
    await user.type(field(), 'Bridge closed')
    await screen.findByRole('button', { name: /^Add to next slot, / })
    await user.keyboard('{Control>}{Enter}{/Control}')
    await note(/^Scheduled for/)
    const [add] = asked('post_add')
    expect(add).toMatchObject({ accounts: ['citydesk'], when: 'next', segments: [{ text: 'Bridge closed' }] })
    expect(add?.composition).toBeTruthy()
    expect(kept()).toEqual([])
    await undo(/^Scheduled for/)
    await note(/Taken back/)
    expect(kept()).toEqual([['Bridge closed']])
    expect(desk.world.deliveries.filter((one) => one.segments[0]?.text === 'Bridge closed' && one.state !== 'cancelled')).toEqual([])
  })

  test('schedules for the time that the calendar asked for', async () => {
    const { user } = await opened([], 'at=2026-11-21T12:18&account=sportsbot')
    await user.type(field(), 'Half-time')
    await user.click(await screen.findByRole('button', { name: 'Schedule for Sat 21 Nov, 12:18' }))
    await waitFor(() => expect(asked('post_add')[0]).toMatchObject({ when: { wall: { time: '2026-11-21T12:18', zone: 'Europe/Berlin' } } }))
  })

  test('leaves everything as typed when the engine refuses', async () => {
    const { user } = await opened([], 'account=citydesk')
    await user.type(field(), 'Bridge closed')
    desk.breakWith('post_add', 'store_full')
    await user.click(await screen.findByRole('button', { name: /^Add to next slot, / }))
    expect(await screen.findByText(/Everything stays as you typed it/)).toBeTruthy()
    expect(values()).toEqual(['Bridge closed'])
    expect(kept()).toEqual([['Bridge closed']])
  })

  test('sends nothing without an account, and says so', async () => {
    const { user } = await opened()
    await user.type(field(), 'For whom?')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByText('Pick an account first.')).toBeTruthy()
    expect(asked('post_add')).toHaveLength(0)
  })

  test('refuses a time that the clocks jump over, with both neighbours to click', async () => {
    const { user } = await opened([], 'at=2027-03-28T02:30&account=citydesk')
    await user.type(field(), 'Night')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(asked('post_add')).toHaveLength(0)
    await user.click(screen.getByRole('button', { name: 'Sun 28 Mar, 03:00' }))
    expect(await screen.findByRole('button', { name: 'Schedule for Sun 28 Mar, 03:00' })).toBeTruthy()
  })
})

describe('a held delivery', () => {
  const held = () => desk.world.deliveries.find((one) => one.state === 'held' && one.segments.length === 1)

  test('is edited and stays held at its time', async () => {
    const before = held()
    const { user } = await opened(['delivery', before?.id ?? ''])
    expect(screen.getByText(/This post is held/)).toBeTruthy()
    await user.type(field(), ' More.')
    await mark(/^Saved/)
    await user.click(screen.getByRole('button', { name: 'Save changes' }))
    await note(/Changes are saved/)
    const after = desk.world.deliveries.find((one) => one.id === before?.id)
    expect(after).toMatchObject({ state: 'held', due: before?.due })
    expect(after?.segments[0]?.text).toBe(`${before?.segments[0]?.text} More.`)
    expect(kept()).toEqual([])
    expect(asked('post_move')).toHaveLength(0)
  })

  test('keeps unfinished changes in a draft of its own', async () => {
    const id = held()?.id ?? ''
    const { user, unmount } = await opened(['delivery', id])
    await user.type(field(), ' Unfinished')
    await mark(/^Saved/)
    unmount()
    await opened(['delivery', id])
    expect(values()[0]).toMatch(/ Unfinished$/)
    expect(desk.world.compositions).toHaveLength(1)
  })

  test('that went out meanwhile is not opened for editing', async () => {
    const out = desk.world.deliveries.find((one) => one.state === 'published')
    render(Room, { rest: ['delivery', out?.id ?? ''], query: new URLSearchParams() })
    expect(await screen.findByText(/can’t be edited any more/)).toBeTruthy()
  })
})

describe('accounts', () => {
  test('that are held say what becomes of the post', async () => {
    const { user } = await opened()
    await user.click(within(screen.getByRole('group', { name: 'Accounts' })).getByRole('button', { name: /@newsdesk/ }))
    expect(await screen.findByText(/@newsdesk is held. The post is kept/)).toBeTruthy()
  })
})
