// Which deliveries of a queue wait for the owner, and which for their time?
import type { DeliveryState, QueueEntry, QueueView } from '@/lib/contract'

/** Words of the way back for deliveries that are picked out for a decision. */
const PICKED_OUT = new Set(['stale', 'half_sent', 'over_cap', 'no_time'])

export type Ask = 'unconfirmed' | 'missed' | 'failed' | 'picked_out'

/** What the owner is asked about a delivery; `null` where nothing is asked. */
export function asks(one: { state: DeliveryState; reason: string | null }): Ask | null {
  if (one.state === 'unconfirmed' || one.state === 'missed' || one.state === 'failed') return one.state
  return one.state === 'held' && PICKED_OUT.has(one.reason ?? '') ? 'picked_out' : null
}

const URGENT: Record<Ask, number> = { unconfirmed: 0, missed: 1, picked_out: 2, failed: 3 }

/** What waits for the owner, of all queues shown; doubts first, then by time. */
export function needsYou(queues: readonly QueueView[]): QueueEntry[] {
  const rank = (one: QueueEntry) => URGENT[asks(one) ?? 'failed']
  return queues
    .flatMap((queue) => queue.deliveries)
    .filter((one) => asks(one) !== null)
    .sort((a, b) => rank(a) - rank(b) || (a.due ?? '9').localeCompare(b.due ?? '9') || Number(a.id) - Number(b.id))
}

/** What goes out by itself, in sending order. */
export function waitsForItsTime(queue: QueueView): QueueEntry[] {
  return queue.deliveries.filter((one) => asks(one) === null)
}
