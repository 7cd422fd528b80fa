// Does this window play a drill, and how does it stand? Asked once; where it does, once a second.
import { host } from '@/host'
import type { DrillState } from '@/contract/shell'

const EVERY = 1_000

let now = $state.raw<DrillState | null>(null)

export const drill = {
  /** `null` in the ordinary window. */
  get now(): DrillState | null {
    return now
  },
}

/** After a change of pace or a deed: what came back is newer than what was asked. */
export function drillStands(state: DrillState): void {
  now = state
}

/** Asks, and goes on asking in a window that plays one; main.ts calls it once. */
export function startDrill(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  async function look(): Promise<void> {
    const view = await host.call('shell_drill_state', {}).catch(() => now)
    if (stopped) return
    now = view
    if (view) timer = setTimeout(() => void look(), EVERY)
  }
  void look()
  return () => {
    stopped = true
    clearTimeout(timer)
    now = null
  }
}
