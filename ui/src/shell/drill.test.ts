import { render, screen, waitFor } from '@testing-library/svelte'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import App from '../App.svelte'
import { useBackend } from '@/host'
import { drillState, type Fake, fakeHost, fullWorld } from '@/host/fake'
import { startDrill } from '@/state/drill.svelte'
import { startLive } from '@/state/live.svelte'
import { drill as words } from '@/words/en/drill'

let fake: Fake
let stops: (() => void)[] = []
const calls = (name: string) => fake.calls.filter((call) => call.name === name).map((call) => call.request)

function open(change: Parameters<typeof drillState>[0] | null): void {
  const world = fullWorld()
  world.drill = change === null ? null : drillState(change)
  fake = fakeHost({ world })
  useBackend(fake)
  stops = [startLive(), startDrill()]
  render(App)
}
afterEach(() => stops.forEach((stop) => stop()))

describe('a window that plays a drill', () => {
  it('says so, with the drill’s time, and lets it pass faster', async () => {
    open({})
    expect(await screen.findByRole('region', { name: words.banner })).toBeTruthy()
    await userEvent.selectOptions(screen.getByLabelText(words.pace), '3600')
    expect(calls('shell_drill_pace')).toEqual([{ factor: 3600 }])
  })
  it('does on X what the owner would do there, once it can be done', async () => {
    open({})
    await userEvent.click(await screen.findByRole('button', { name: words.deeds.unlock_account }))
    expect(calls('shell_drill_release')).toHaveLength(1)
    await waitFor(() => expect((screen.getByRole('button', { name: words.deeds.unlock_account }) as HTMLButtonElement).disabled).toBe(true))
    expect(screen.getAllByText(words.deedDone).length).toBeGreaterThan(0)
  })
  it('has nothing to do on X before the refusal came', async () => {
    open({ deed_state: 'not_yet', incident: null })
    expect(((await screen.findByRole('button', { name: words.deeds.unlock_account })) as HTMLButtonElement).disabled).toBe(true)
    expect(screen.getByText(words.deedNotYet)).toBeTruthy()
  })
  it('lets the lock come again while the way back runs, and only then', async () => {
    open({ deed_state: 'done', again: 'open' })
    expect(await screen.findByText(words.againText)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: words.again }))
    expect(calls('shell_drill_again')).toHaveLength(1)
    await waitFor(() => expect((screen.getByRole('button', { name: words.again }) as HTMLButtonElement).disabled).toBe(true))
    expect(screen.getAllByText(words.againSet).length).toBeGreaterThan(0)
  })
  it('offers no second lock while the first one holds', async () => {
    open({ again: 'closed' })
    await screen.findByRole('region', { name: words.banner })
    expect(screen.queryByRole('button', { name: words.again })).toBeNull()
  })
  it('shows each day beside what was allowed, and says where it was more', async () => {
    open({ days: [{ date: '2026-11-18', published: 2, allowance: 1 }, { date: '2026-11-17', published: 4, allowance: null }], days_above: 1 })
    const row = (await screen.findByRole('rowheader', { name: /18 Nov/ })).closest('tr') as HTMLElement
    expect(row.textContent?.replace(/\s+/g, ' ')).toContain(`2 ${words.above}`)
    expect(screen.getByRole('rowheader', { name: /17 Nov/ }).closest('tr')?.textContent).toContain(words.noRamp)
  })
})

describe('the ordinary window', () => {
  it('says nothing of drills, and asks once', async () => {
    open(null)
    await waitFor(() => expect(calls('shell_drill_state')).toHaveLength(1))
    expect(screen.queryByText(words.banner, { exact: false })).toBeNull()
  })
})
