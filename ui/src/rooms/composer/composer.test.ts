import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, test } from 'vitest'
import Room from './Room.svelte'
import { asked, composerTests, desk, field, kept, mark, note, opened, picture, undo, values } from './testing'

composerTests()

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
    desk.fire('files-dropped', { paths: ['/srv/lena/a.jpg', '/srv/lena/b.jpg'], x: -1, y: -1 })
    await waitFor(() => expect(screen.getAllByRole('button', { name: /^Alt text of/ })).toHaveLength(2))
  })

  test('of a kind that X refuses say why, and the text stays', async () => {
    const { user } = await opened()
    await user.type(field(), 'Look')
    desk.fire('files-dropped', { paths: ['/srv/lena/notes.txt'], x: -1, y: -1 })
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
    undo(/^Scheduled for/)
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
