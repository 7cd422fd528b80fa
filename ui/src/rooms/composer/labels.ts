// How do the main button and what stands in its way sound, in the language of the window?
import { fmt } from '@/words'
import type { Act, Bar } from './sending'
import { words } from './words'

export function actLabel(act: Act): string {
  const w = words().act
  const when = (wall: string) => (wall.length >= 16 ? fmt().dateTime(wall) : '…')
  switch (act.is) {
    case 'schedule':
      return w.schedule(when(act.wall))
    case 'slot':
      return act.more > 0 ? w.slots(when(act.wall)) : w.slot(when(act.wall))
    case 'next':
      return w.next
    case 'queue':
      return w.queue
    case 'draft':
      return w.draft
    case 'save':
      return w.save
    case 'save_at':
      return w.save_at(when(act.wall))
    case 'save_next':
      return act.wall === null ? w.save_queue : w.save_next(when(act.wall))
    case 'save_draft':
      return w.save_draft
  }
}

export function barLabel(bar: Bar, segments: number): string {
  const w = words()
  if (bar.is === 'poll') return w.bar.segment(bar.number, segments, w.bar.poll)
  if (bar.is !== 'segment') return w.bar[bar.is]
  const known = bar.code === 'too_long' ? w.problem.too_long(bar.over) : (w.problem as Record<string, unknown>)[bar.code]
  return w.bar.segment(bar.number, segments, typeof known === 'string' ? known : w.problem.other)
}
