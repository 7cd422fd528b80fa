// Which deliveries of a queue wait for the owner, and which for their time?
import type { DeliveryState, DeliveryView, QueueEntry, QueueView } from '@/lib/contract'

/** Words of the way back for deliveries that are picked out for a decision. */
const PICKED_OUT = new Set(['stale', 'half_sent', 'over_cap', 'no_time'])

export type Ask = 'unconfirmed' | 'missed' | 'failed' | 'picked_out'

/** What the owner is asked about a delivery; `null` where nothing is asked. */
export function asks(one: { state: DeliveryState; reason: string | null }): Ask | null {
  if (one.state === 'unconfirmed' || one.state === 'missed' || one.state === 'failed') return one.state
  return one.state === 'held' && PICKED_OUT.has(one.reason ?? '') ? 'picked_out' : null
}

/** A delivery with its wall where the engine gave one. */
export type Asked = DeliveryView & Partial<Pick<QueueEntry, 'wall' | 'why' | 'segments' | 'media' | 'labels'>>

const URGENT: Record<Ask, number> = { unconfirmed: 0, missed: 1, picked_out: 2, failed: 3 }

/** What waits for the owner, of all queues shown and the failed ones; doubts first, then by time. */
export function needsYou(queues: readonly QueueView[], failed: readonly DeliveryView[]): Asked[] {
  const seen = new Set<string>()
  const all: Asked[] = [...queues.flatMap((queue) => queue.deliveries), ...failed]
  const waiting = all.filter((one) => {
    if (asks(one) === null || seen.has(one.id)) return false
    seen.add(one.id)
    return true
  })
  const rank = (one: Asked) => URGENT[asks(one) ?? 'failed']
  return waiting.sort((a, b) => rank(a) - rank(b) || (a.due ?? '9').localeCompare(b.due ?? '9') || Number(a.id) - Number(b.id))
}

/** What goes out by itself, in sending order. */
export function waitsForItsTime(queue: QueueView): QueueEntry[] {
  return queue.deliveries.filter((one) => asks(one) === null)
}
