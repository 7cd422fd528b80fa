// How is the host in memory quick enough to measure the window and not itself? It keeps its last answers
// to calendar_show until something in the world changes.
import type { CalendarShow, CalendarView } from '@/lib/contract'
import { calendarView } from './views'
import type { World } from './world'

/** So many answers are kept. */
const KEPT = 6
const answers = new WeakMap<World, Map<string, CalendarView>>()
const revisions = new WeakMap<World, { version: string; count: number }>()

/** Changes whenever a delivery or an account does. */
function version(world: World): string {
  const revisions = world.deliveries.reduce((sum, one) => sum + one.revision, 0)
  const accounts = world.accounts.map((one) => `${one.state} ${one.cap} ${one.zone} ${one.slots.length}`).join()
  return `${world.now} ${world.settings.effective_zone} ${world.deliveries.length} ${revisions} ${accounts}`
}

export function calendarAnswer(world: World, ask: CalendarShow): CalendarView {
  const kept = answers.get(world) ?? new Map<string, CalendarView>()
  answers.set(world, kept)
  const mine = version(world)
  const last = revisions.get(world)
  const revision = last?.version === mine ? last : { version: mine, count: (last?.count ?? 0) + 1 }
  revisions.set(world, revision)
  const key = `${JSON.stringify(ask)} ${mine}`
  const view = kept.get(key) ?? { ...calendarView(world, ask), revision: revision.count }
  kept.delete(key)
  kept.set(key, view)
  for (const old of kept.keys()) if (kept.size > KEPT) kept.delete(old)
  return view
}
