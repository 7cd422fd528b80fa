// What does every test of this room begin with? A host in memory with a world, and the room on an incident.
import { render, screen } from '@testing-library/svelte'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach } from 'vitest'
import { useBackend } from '@/host'
import { type Fake, fakeHost, fullWorld, type World } from '@/host/fake'
import { startLive } from '@/state/live.svelte'
import { dismiss, toasts } from '@/state/toasts.svelte'
import Room from './Room.svelte'

let stop = () => {}

export interface Opened { fake: Fake; calls: (name: string) => unknown[] }

export function open(id: string | null = '12', world: World = fullWorld(), ...rest: string[]): Opened {
  const fake = fakeHost({ world })
  useBackend(fake)
  stop = startLive()
  render(Room, { rest: id === null ? [] : [id, ...rest], query: new URLSearchParams() })
  return { fake, calls: (name) => fake.calls.filter((call) => call.name === name).map((call) => call.request) }
}

/** Leaves the room, to enter it again. */
export function leave(): void {
  stop()
  document.body.replaceChildren()
}

export const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }))
export const incident = (world: World, id = '12') => world.incidents.find((one) => one.id === id) as World['incidents'][number]
export const openStep = () => document.querySelector('[aria-current=step]')
export const lastToast = () => toasts.all.at(-1)

/** Call once in each file. */
export function eachTest(): void {
  beforeEach(() => toasts.all.forEach((one) => dismiss(one.id)))
  afterEach(() => stop())
}
