// What is the window when no engine runs? This host in memory answers every command: for vitest, the
// gallery, pictures and `npm run dev`. It can be slow, and refuse on demand.
import type { ErrorCode, Fact } from '@/lib/contract'
import type { Backend, CommandName, HostEvents, RequestOf, ViewOf } from '../types'
import { commands } from './commands'
import type { History } from './plan'
import { refuse } from './refuse'
import { fullWorld, type World } from './world'

export { recoveryWorld } from './recovery'
export { drillState } from './casework'
export { crowdedWorld, emptyWorld, fullWorld, quietWorld, type World } from './world'

export interface FakeOptions {
  world?: World
  /** Milliseconds before each answer. */
  delay?: number
  /** Commands that refuse, with their code; `*` for all. */
  broken?: Partial<Record<CommandName | '*', ErrorCode>>
}

export interface Fake extends Backend {
  readonly world: World
  /** Every call so far, in order. */
  readonly calls: { name: CommandName; request: unknown }[]
  emit(fact: Fact): void
  fire<E extends keyof HostEvents>(event: E, payload: HostEvents[E]): void
  /** From now on this command refuses; `null` lets it work again. */
  breakWith(name: CommandName | '*', code: ErrorCode | null): void
  slow(milliseconds: number): void
}

export type Body<K extends CommandName> = (ask: RequestOf<K>, desk: FakeDesk) => ViewOf<K>
export type Bodies = { [K in CommandName]: Body<K> }

/** What a command body works on. */
export interface FakeDesk {
  world: World
  history: History
  emit(fact: Fact): void
}

/** A picture for every stored file: a drawn landscape whose colours come from the hash. */
function picture(sha256: string): string {
  const hue = [...sha256.slice(0, 8)].reduce((sum, sign) => sum + sign.charCodeAt(0) * 7, 0) % 360
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="320" height="200" fill="hsl(${hue} 35% 78%)"/><circle cx="240" cy="60" r="26" fill="hsl(${hue} 60% 92%)"/><path d="M0 150 90 80l70 60 60-40 100 80v20H0z" fill="hsl(${hue} 30% 45%)"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

export function fakeHost(options: FakeOptions = {}): Fake {
  const world = options.world ?? fullWorld()
  const broken: Partial<Record<CommandName | '*', ErrorCode>> = { ...options.broken }
  const ears = new Set<(fact: Fact) => void>()
  const hearers = new Map<keyof HostEvents, Set<(payload: never) => void>>()
  const calls: Fake['calls'] = []
  let delay = options.delay ?? 0

  const emit = (fact: Fact) => ears.forEach((hear) => hear(structuredClone(fact)))
  const desk: FakeDesk = { world, history: { done: [], undone: [] }, emit }

  return {
    kind: 'fake',
    world,
    calls,
    emit,
    async call(name, request) {
      calls.push({ name, request })
      if (delay > 0) await new Promise((done) => setTimeout(done, delay))
      const code = broken[name] ?? (name.startsWith('shell_') ? undefined : broken['*'])
      if (code) throw refuse(code, { reason: 'asked to', id: '0', name })
      // What passes the door is data: a request or view is never shared.
      const view = (commands[name] as Body<typeof name>)(structuredClone(request), desk)
      return structuredClone(view)
    },
    listen(hear) {
      ears.add(hear)
      return () => ears.delete(hear)
    },
    on(event, hear) {
      const set = hearers.get(event) ?? new Set()
      hearers.set(event, set)
      set.add(hear as (payload: never) => void)
      return () => set.delete(hear as (payload: never) => void)
    },
    fire(event, payload) {
      hearers.get(event)?.forEach((hear) => hear(payload as never))
    },
    breakWith(name, failure) {
      if (failure) broken[name] = failure
      else delete broken[name]
    },
    slow: (milliseconds) => {
      delay = milliseconds
    },
    listening: () => Promise.resolve(),
    mediaUrl: picture,
  }
}
