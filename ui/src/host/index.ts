// Who runs this page? One of two backends, chosen once by main.ts (or by a test).
import type { Backend, CommandName, HostEvents, RequestOf, Stop, ViewOf } from './types'
import type { Fact } from '@/lib/contract'

export { Refused } from './types'
export type { Backend, CommandName, HostEvents, RequestOf, Stop, ViewOf } from './types'

let backend: Backend | null = null

/** Composition: main.ts and tests choose the backend. */
export function useBackend(chosen: Backend): void {
  backend = chosen
}

function chosen(): Backend {
  if (!backend) throw new Error('no backend was chosen')
  return backend
}

export const host = {
  get kind(): Backend['kind'] {
    return chosen().kind
  },
  call<K extends CommandName>(name: K, request: RequestOf<K>): Promise<ViewOf<K>> {
    return chosen().call(name, request)
  },
  listen(hear: (fact: Fact) => void): Stop {
    return chosen().listen(hear)
  },
  on<E extends keyof HostEvents>(event: E, hear: (payload: HostEvents[E]) => void): Stop {
    return chosen().on(event, hear)
  },
  listening(): Promise<void> {
    return chosen().listening()
  },
  mediaUrl(sha256: string): string {
    return chosen().mediaUrl(sha256)
  },
}
