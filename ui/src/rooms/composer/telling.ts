// What is said when it is done, and on which day can it be seen?
import { fmt } from '@/words'
import type { Finished } from './finish'
import { wallOf } from './when'
import { words } from './words'

export function told(result: Exclude<Finished, { is: 'refused' }>, zone: string, held: string[]): { text: string; day: string | null } {
  const w = words().done
  if (result.is === 'kept') return { text: w.draft, day: null }
  if (result.is === 'edited') {
    const { due } = result.delivery
    return { text: w.saved, day: due === null ? null : wallOf(due, zone).slice(0, 10) }
  }
  const { added, writing } = result
  if (writing.choice.kind === 'draft') return { text: w.draft, day: null }
  const due = added.due.filter((one) => one !== null).sort()
  const first = due[0]
  if (first === undefined) return { text: w.queued, day: null }
  const wall = wallOf(first, zone)
  const text = added.deliveries.length > 1 ? `${w.several(added.deliveries.length)} ${w.scheduled(fmt().dateTime(wall))}` : w.scheduled(fmt().dateTime(wall))
  return { text: held.length > 0 ? `${text} ${w.held(fmt().list(held.map((one) => `@${one}`)))}` : text, day: wall.slice(0, 10) }
}
