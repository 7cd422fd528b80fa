// How does the window reach the engine? By the shell's one command and its one event channel. The
// only file that knows Tauri.
import { convertFileSrc, invoke } from '@tauri-apps/api/core'
import { listen as hear } from '@tauri-apps/api/event'
import type { ApiError, Fact } from '@/lib/contract'
import { type Backend, type HostEvents, Refused, type Stop } from './types'

function refusal(cause: unknown, command: string): Refused {
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return new Refused(cause as ApiError)
  const reason = String(cause)
  return new Refused({ code: 'internal', params: { reason }, retry: 'no', detail: reason, trace: command })
}

/** Subscriptions on their way to the shell. */
const coming = new Set<Promise<void>>()

/** Subscribes at once, and can be stopped before the subscription has come about. */
function on<T>(event: string, then: (payload: T) => void): Stop {
  let stopped = false
  let stop: Stop = () => {}
  const come = hear<T>(event, (message) => then(message.payload)).then((unlisten) => {
    stop = unlisten
    if (stopped) unlisten()
  })
  coming.add(come)
  void come.finally(() => coming.delete(come))
  return () => {
    stopped = true
    stop()
  }
}

export function tauriHost(): Backend {
  return {
    kind: 'shell',
    async call(name, request) {
      try {
        return await invoke('call', { name, request })
      } catch (cause) {
        throw refusal(cause, name)
      }
    },
    listen: (then) => on<Fact>('fact', then),
    on: (event, then) => on<HostEvents[typeof event]>(event, then),
    listening: async () => {
      await Promise.all(coming)
    },
    mediaUrl: (sha256) => convertFileSrc(sha256, 'roost-media'),
  }
}

/** Whether the page runs inside the shell. */
export function inShell(): boolean {
  return '__TAURI_INTERNALS__' in window
}
