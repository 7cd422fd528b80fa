// How does a checklist stand? Which of its steps is open, which are settled, where its links lead.
import type { LogView, StepView } from '@/lib/contract'

/** Where a link leads, to be read on its button; `null` if it may not be opened at all. */
export function placeOf(link: string | null): string | null {
  if (!link) return null
  try {
    const url = new URL(link)
    if (url.protocol !== 'https:' || url.username || url.password) return null
    return `${url.hostname.replace(/^www\./, '')}${url.pathname.length > 1 && url.pathname.length < 30 ? url.pathname.replace(/\/$/, '') : ''}`
  } catch {
    return null
  }
}

type Marked = Pick<StepView, 'id' | 'state' | 'at' | 'gone'>

/**
 * Whether a step is settled. What was done before the network said 'still locked' is to be looked at once
 * more; what was left out stays left out.
 */
export function settled(step: Marked, refusal: Pick<LogView, 'at'> | null): boolean {
  if (step.state === 'todo') return false
  return step.state === 'skipped' || refusal === null || step.at === null || Date.parse(step.at) >= Date.parse(refusal.at)
}

/** The steps of the checklist as it is now, and those that it no longer has. */
export function parted<Step extends Marked>(checklist: readonly Step[]): { steps: Step[]; gone: Step[] } {
  return { steps: checklist.filter((step) => !step.gone), gone: checklist.filter((step) => step.gone) }
}

/** A line of the list as it is shown: a step, or the question what the owner sees. */
export type Line<Step> = { is: 'step'; step: Step } | { is: 'screens' }

/** The question stands after the first step with a link, which leads to the page that is asked about. */
export function linesOf<Step extends Pick<StepView, 'link'>>(steps: readonly Step[], asks: boolean): Line<Step>[] {
  const all = steps.map((step): Line<Step> => ({ is: 'step', step }))
  const linked = steps.slice(0, 3).findIndex((step) => step.link !== null)
  if (asks) all.splice(Math.min(linked < 0 ? 1 : linked + 1, all.length), 0, { is: 'screens' })
  return all
}

/** Which line is open: the first that is not settled; none when all are. */
export function openLine<Step extends Marked>(lines: readonly Line<Step>[], screen: string | null, refusal: Pick<LogView, 'at'> | null): number {
  return lines.findIndex((line) => (line.is === 'screens' ? screen === null : !settled(line.step, refusal)))
}

/** Whether posting simply goes on once it is settled: nothing was wrong with how it posted. */
export function endsWithoutRamp(kind: string): boolean {
  return ['credentials', 'money', 'setup', 'clock', 'retired'].includes(kind)
}
