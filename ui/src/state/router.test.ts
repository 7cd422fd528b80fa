import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { beforeLeaving, go, href, parse, router, startRouter } from './router.svelte'

let stop: () => void
beforeEach(() => {
  stop = startRouter()
})
afterEach(() => stop())

describe('the address', () => {
  it('names a room, what is in it, and more behind a question mark', () => {
    const route = parse('#/recovery/12?step=2')
    expect([route.room, route.rest, route.query.get('step')]).toEqual(['recovery', ['12'], '2'])
  })

  it('is the calendar where it says nothing', () => {
    for (const hash of ['', '#', '#/']) expect(parse(hash).room).toBe('calendar')
  })

  it('reads odd signs as they are instead of failing', () => {
    expect(parse('#/composer/%E0%A4%A').rest).toEqual(['%E0%A4%A'])
    expect(parse('#/composer/a%2Fb').rest).toEqual(['a/b'])
  })

  it('is made with or without its signs', () => {
    expect([href('queue'), href('/queue'), href('#/queue')]).toEqual(['#/queue', '#/queue', '#/queue'])
  })
})

describe('going', () => {
  it('changes the room', () => {
    go('queue')
    expect(router.route.room).toBe('queue')
    expect(location.hash).toBe('#/queue')
  })

  it('waits for a room that must finish first, and stays if it says no', async () => {
    go('composer/new')
    let answer = false
    const done = beforeLeaving(async () => answer)
    go('queue')
    await vi.waitFor(() => expect(location.hash).toBe('#/composer/new'))
    expect(router.route.room).toBe('composer')
    answer = true
    go('queue')
    await vi.waitFor(() => expect(router.route.room).toBe('queue'))
    done()
  })

  it('follows the hash when the browser goes back', async () => {
    go('queue')
    location.hash = '#/accounts'
    await vi.waitFor(() => expect(router.route.room).toBe('accounts'))
  })
})
