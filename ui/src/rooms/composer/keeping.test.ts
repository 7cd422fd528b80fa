import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, test } from 'vitest'
import { go, router } from '@/state/router.svelte'
import Room from './Room.svelte'
import { asked, composerTests, desk, field, kept, mark, note, opened, undo } from './testing'

composerTests()

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
    undo(/Discarded/)
    await waitFor(() => expect(kept()).toEqual([['Never mind']]))
  })
})
