// Which rooms are there, and in what order do they stand in the rail? A room is a folder with a
// Room.svelte; each is its own chunk, loaded when it is first entered. The calendar is part of the start.
import type { IconName } from '@/parts'
import Calendar from '@/rooms/calendar/Room.svelte'
import type { Component } from 'svelte'

/** What a room gets: the words of the address after its name, and the query. */
export interface RoomProps {
  rest: string[]
  query: URLSearchParams
}

export type RoomName = 'calendar' | 'composer' | 'queue' | 'accounts' | 'recovery' | 'settings' | 'welcome'

const files = import.meta.glob<{ default: Component<RoomProps> }>(['../rooms/*/Room.svelte', '!../rooms/calendar/Room.svelte'])

/** The rail, in order; the number keys follow it. Settings stand at the foot. */
export const RAIL: readonly { room: RoomName; icon: IconName; key: string; foot?: true }[] = [
  { room: 'calendar', icon: 'calendar', key: '1' },
  { room: 'queue', icon: 'list', key: '2' },
  { room: 'accounts', icon: 'users', key: '3' },
  { room: 'recovery', icon: 'shield-check', key: '4' },
  { room: 'settings', icon: 'settings', key: '5', foot: true },
]

const KNOWN: readonly string[] = ['calendar', 'composer', 'queue', 'accounts', 'recovery', 'settings', 'welcome'] satisfies RoomName[]

export function isRoom(name: string): name is RoomName {
  return KNOWN.includes(name)
}

/** A room that is here from the start. */
export function roomOfStart(name: string): Component<RoomProps> | null {
  return name === 'calendar' ? Calendar : null
}

/** The loader of a room; `null` where it is not built yet. */
export function loader(name: RoomName): (() => Promise<Component<RoomProps>>) | null {
  const here = roomOfStart(name)
  if (here) return () => Promise.resolve(here)
  const file = files[`../rooms/${name}/Room.svelte`]
  return file ? async () => (await file()).default : null
}
