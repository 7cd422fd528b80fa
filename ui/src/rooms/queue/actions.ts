// What can the owner do with a delivery of the queue? One function for each; each says what was done,
// and offers to take it back.
import type { DeliveryView } from '@/lib/contract'
import { act } from '@/state/act'
import { queueWords } from './words'

type Seen = Pick<DeliveryView, 'id' | 'revision'>
const seen = ({ id, revision }: Seen) => ({ id, revision })

export const actions = {
  sendNow: (one: Seen) => act('post_retry', seen(one), { done: queueWords().done.sent, undo: true }),
  nextSlot: (one: Seen) =>
    act('post_move', { ...seen(one), when: 'next' }, { done: (view) => (view.due ? queueWords().done.slot : queueWords().done.queued), undo: true }),
  toDrafts: (one: Seen) => act('post_move', { ...seen(one), when: 'draft' }, { done: queueWords().done.drafted, undo: true }),
  cancel: (one: Seen) => act('post_cancel', seen(one), { done: queueWords().done.cancelled, undo: true }),
  isNotThere: (one: Seen) => act('post_confirm', { ...seen(one), seen: 'not_there' }, { done: queueWords().done.notThere }),
}
