import { render, screen, waitFor, within } from '@testing-library/svelte'
import { userEvent } from '@testing-library/user-event'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useBackend } from '@/host'
import { emptyWorld, type Fake, fakeHost, fullWorld, quietWorld } from '@/host/fake'
import { startLive } from '@/state/live.svelte'
import { dismiss, toasts } from '@/state/toasts.svelte'
import { queue as de } from '@/words/de/queue'
import { queue as en } from '@/words/en/queue'
import { gapNear } from './drag.svelte'
import Room from './Room.svelte'
import { offsetsOf, rowsOf } from './rows'

let fake: Fake
let stop = () => {}

function open(world = fullWorld(), account?: string): void {
  fake = fakeHost({ world })
  useBackend(fake)
  stop = startLive()
  render(Room, { rest: [], query: new URLSearchParams(account ? { account } : {}) })
}

/** The texts of the line, in order. */
async function line(): Promise<string[]> {
  await waitFor(() => expect(document.querySelector('[data-row]')).not.toBeNull())
  return [...document.querySelectorAll('[data-row]')].map((row) => row.getAttribute('data-row') ?? '')
}
const asked = (id: string) => document.querySelector<HTMLElement>(`[data-ask="${id}"]`)
const calls = (name: string) => fake.calls.filter((call) => call.name === name).map((call) => call.request)
const idOf = (state: string) => fake.world.deliveries.find((one) => one.state === state)?.id ?? ''

beforeEach(() => toasts.all.forEach((one) => dismiss(one.id)))
afterEach(() => stop())

describe('the queue', () => {
  it('puts what waits for the owner before everything else', async () => {
    open()
    await waitFor(() => expect(asked(idOf('unconfirmed'))).not.toBeNull())
    const states = [...document.querySelectorAll('[data-ask] .mark')].map((mark) => mark.className)
    expect(states.map((one) => /unconfirmed|missed|failed/.exec(one)?.[0])).toEqual(['unconfirmed', 'missed', 'failed'])
  })
  it('asks whether a lost one is there, and notes the answer', async () => {
    open()
    await waitFor(() => expect(asked(idOf('unconfirmed'))).not.toBeNull())
    const id = idOf('unconfirmed')
    await userEvent.click(within(asked(id) as HTMLElement).getByRole('button', { name: en.notThere }))
    expect(calls('post_confirm')).toEqual([expect.objectContaining({ id, seen: 'not_there' })])
    await waitFor(() => expect(asked(id)).toBeNull())
  })
  it('asks for the number of the segment when a thread goes on after it', async () => {
    open()
    await waitFor(() => expect(asked(idOf('unconfirmed'))).not.toBeNull())
    const row = asked(idOf('unconfirmed')) as HTMLElement
    fake.breakWith('post_confirm', 'remote_id_needed')
    await userEvent.click(within(row).getByRole('button', { name: en.there }))
    await userEvent.type(await within(row).findByLabelText(en.remoteId), 'https://x.com/a/status/42')
    fake.breakWith('post_confirm', null)
    await userEvent.click(within(row).getByRole('button', { name: en.confirmThere }))
    expect(calls('post_confirm').at(-1)).toMatchObject({ seen: { there: { remote_id: 'https://x.com/a/status/42' } } })
  })
  it('sends a missed one now, and offers to take that back', async () => {
    open()
    await waitFor(() => expect(asked(idOf('missed'))).not.toBeNull())
    const id = idOf('missed')
    await userEvent.click(within(asked(id) as HTMLElement).getByRole('button', { name: en.sendNow }))
    await waitFor(() => expect(toasts.all.at(-1)?.text).toBe(en.done.sent))
    expect(toasts.all.at(-1)?.action?.label).toBe('Undo')
    toasts.all.at(-1)?.action?.run()
    await waitFor(() => expect(fake.world.deliveries.find((one) => one.id === id)?.state).toBe('missed'))
  })
  it('says what to change about a refused one, with X’s own words as text', async () => {
    open()
    await waitFor(() => expect(asked(idOf('failed'))?.textContent).toContain(en.change.media))
    await waitFor(() => expect(asked(idOf('failed'))?.textContent).toContain('Your media IDs are invalid.'))
    expect(within(asked(idOf('failed')) as HTMLElement).getByRole('link', { name: en.edit }).getAttribute('href')).toContain('composer/')
  })
  it('moves a row by Alt and the arrows, says its new place, and trades only the times', async () => {
    open(fullWorld(), 'sportsbot')
    const before = await line()
    const times = () => fake.world.deliveries.filter((one) => before.includes(one.id)).map((one) => one.due).sort()
    const old = times()
    const first = document.querySelector<HTMLElement>(`[data-row="${before[0]}"]`)
    first?.focus()
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
    await waitFor(async () => expect((await line()).slice(0, 2)).toEqual([before[1], before[0]]))
    expect(toasts.all.at(-1)?.text).toMatch(/^Now at place 2 of \d+/)
    expect(times()).toEqual(old)
  })
  it('shows all accounts again when the one asked for is gone', async () => {
    open(fullWorld(), 'nobody')
    await waitFor(() => expect(screen.getByRole('heading', { name: /newsdesk/ })).toBeTruthy())
  })
  it('says what to do when nothing is queued, and when there is no account', async () => {
    open(quietWorld())
    expect(await screen.findByText(en.empty.title)).toBeTruthy()
    stop()
    document.body.replaceChildren()
    open(emptyWorld())
    expect(await screen.findByText(en.noAccounts.title)).toBeTruthy()
  })
  it('says what is wrong when it cannot be read', async () => {
    fake = fakeHost({ world: fullWorld(), broken: { queue_show: 'store_busy' } })
    useBackend(fake)
    stop = startLive()
    render(Room, { rest: [], query: new URLSearchParams() })
    expect(await screen.findByRole('alert')).toBeTruthy()
  })
  it('draws a small part of 5,000 rows', async () => {
    const world = quietWorld()
    const at = Date.parse(world.now)
    const pattern = fullWorld().deliveries.find((one) => one.state === 'scheduled') as (typeof world.deliveries)[number]
    world.deliveries = Array.from({ length: 5000 }, (_, n) => ({
      ...pattern, id: String(10_000 + n), account: 'citydesk', due: new Date(at + (n + 1) * 600_000).toISOString(),
    }))
    open(world)
    expect((await line()).length).toBeLessThan(60)
  })
})

describe('a dragged row', () => {
  const entry = (id: string, account: string) => ({ id, account, state: 'scheduled', due: '2026-11-18T10:00:00Z', reason: null, wall: '2026-11-18T11:00', why: null })
  const queues = [
    { account: 'a', zone: 'UTC', deliveries: [entry('1', 'a'), entry('2', 'a')] },
    { account: 'b', zone: 'UTC', deliveries: [entry('3', 'b'), entry('4', 'b')] },
  ] as never
  const rows = rowsOf(queues)
  const offsets = offsetsOf(rows, { account: 40, day: 20, plain: 50, why: 80, empty: 40 })

  it('finds the gap nearest to the pointer', () => {
    expect(gapNear(rows, offsets, 'a', 65)).toEqual({ gap: 0, at: 60 })
    expect(gapNear(rows, offsets, 'a', 100)).toEqual({ gap: 1, at: 110 })
  })
  it('stays within its own account', () => {
    expect(gapNear(rows, offsets, 'a', 9999)?.gap).toBe(2)
    expect(gapNear(rows, offsets, 'b', 0)?.gap).toBe(0)
    expect(gapNear(rows, offsets, 'nobody', 0)).toBeNull()
  })
})

describe('the words of the queue', () => {
  const toml = readFileSync(path.resolve(import.meta.dirname, '../../../../crates/api/words/en.toml'), 'utf8')
  const section = /\n\[why\]\n([\s\S]*?)\n\[/.exec(toml)?.[1] ?? ''
  const reasons = [...section.matchAll(/^(\w+) =/gm)].map((hit) => hit[1] ?? '')

  it('know every reason of the engine why a delivery is not out', () => {
    expect(reasons.length).toBeGreaterThan(20)
    const missing = reasons.filter((word) => !['published', 'draft', 'cancelled', 'failed'].includes(word) && !(word in en.why))
    expect(missing).toEqual([])
  })
  it('are as many in German', () => {
    expect(Object.keys(de.why).sort()).toEqual(Object.keys(en.why).sort())
    expect(Object.keys(de.change).sort()).toEqual(Object.keys(en.change).sort())
  })
})
