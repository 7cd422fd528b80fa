// Which steps does a checklist show? The engine's, in its order, in the window's words where it has them;
// what is ticked is kept on this machine until the engine keeps it.
import type { StepView } from '@/lib/contract'
import { withoutCommands } from '@/lib/terminal'

export interface Step { title: string; text: string; not: string | null; link: string | null }

interface Words { title: string; text: string; not?: string }

/** The engine's steps in words; its own sentences, without commands, where the numbers don't match. */
export function stepsOf(checklist: readonly StepView[], words: readonly Words[] | undefined): Step[] {
  if (words && words.length === checklist.length) {
    return checklist.map((step, n) => {
      const { title = '', text = '', not = null } = words[n] ?? {}
      return { title, text, not: not ?? null, link: step.link }
    })
  }
  return checklist.flatMap((step) => {
    const sentences = withoutCommands(step.text)
    if (!sentences && !step.link) return []
    const [title = '', ...rest] = sentences.split(/(?<=[.:])\s+/)
    return [{ title: title.replace(/[.:]$/, ''), text: rest.join(' '), not: null, link: step.link }]
  })
}

/** Where a link leads, to be read on its button; `null` if it may not be opened at all. */
export function placeOf(link: string | null): string | null {
  if (!link) return null
  try {
    const url = new URL(link)
    return url.protocol === 'https:' ? `${url.hostname.replace(/^www\./, '')}${url.pathname.length > 1 && url.pathname.length < 30 ? url.pathname.replace(/\/$/, '') : ''}` : null
  } catch {
    return null
  }
}

/** The step that is open: the first that is not ticked; the last one is never ticked, it is the question. */
export function current(done: readonly number[], count: number): number {
  for (let n = 0; n < count - 1; n += 1) if (!done.includes(n)) return n
  return Math.max(0, count - 1)
}

/** What ends the steps: a question to the network, new keys, or only waiting. */
export function endOf(kind: string): 'ask' | 'renew' | 'wait' {
  return kind === 'credentials' ? 'renew' : kind === 'automated' ? 'wait' : 'ask'
}

/** Whether posting simply goes on once it is settled: nothing was wrong with how it posted. */
export function endsWithoutRamp(kind: string): boolean {
  return ['credentials', 'money', 'setup', 'clock', 'retired'].includes(kind)
}

const key = (id: string) => `roost.steps.${id}`

export function readTicks(id: string): number[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key(id)) ?? '[]')
    return Array.isArray(read) ? read.filter((one): one is number => Number.isInteger(one) && one >= 0) : []
  } catch {
    return []
  }
}

export function keepTicks(id: string, done: readonly number[]): void {
  try {
    if (done.length === 0) localStorage.removeItem(key(id))
    else localStorage.setItem(key(id), JSON.stringify(done))
  } catch {
    // A full or forbidden storage only means that the ticks are gone with the window.
  }
}
