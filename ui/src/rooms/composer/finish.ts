// What happens when the main button is pressed: the words go to the engine together with their draft, or
// everything stays as it was typed.
import type { ApiError, DeliveryDetail, PostAdded } from '@/lib/contract'
import { ask } from '@/state/act'
import { addAsk, editAsk, moveAsk, wordsChanged } from './sending'
import type { Session } from './session.svelte'
import { fromDelivery, toComposition, type Writing } from './writing'

export type Finished =
  | { is: 'added'; added: PostAdded; writing: Writing }
  | { is: 'edited'; delivery: DeliveryDetail; steps: number }
  /** Only kept: a draft without an account is a composition and no delivery. */
  | { is: 'kept' }
  | { is: 'refused' }

/** How long a save that doesn't come back may hold up the adding. */
const PATIENCE = 3_000

export async function finish(session: Session, zone: string): Promise<Finished> {
  session.busy = true
  session.failed = null
  try {
    // The draft's id must be known before the post takes it along.
    await Promise.race([session.autosave.flush(), new Promise((done) => setTimeout(done, PATIENCE))])
    if (session.before && session.delivery) return await edit(session, session.before, zone)
    const { writing } = session
    if (writing.choice.kind === 'draft' && writing.accounts.length === 0) {
      if (session.autosave.pending && session.saved.is === 'failing') return refuse(session, session.saved.error, 'add')
      return { is: 'kept' }
    }
    let outcome = await ask('post_add', addAsk(writing, session.autosave.id))
    // Its draft was thrown away elsewhere; the words are all here.
    if (!outcome.ok && outcome.error.code === 'no_composition') outcome = await ask('post_add', addAsk(writing, null))
    if (!outcome.ok) return refuse(session, outcome.error, 'add')
    session.end()
    return { is: 'added', added: outcome.view, writing }
  } finally {
    session.busy = false
  }
}

async function edit(session: Session, before: Writing, zone: string): Promise<Finished> {
  const { writing } = session
  let delivery = session.delivery!
  let steps = 0
  const unfinished = session.autosave.id
  if (wordsChanged(writing, before) || unfinished) {
    let outcome = await ask('post_edit', editAsk(writing, delivery.revision, unfinished))
    if (!outcome.ok && outcome.error.code === 'no_composition') outcome = await ask('post_edit', editAsk(writing, delivery.revision, null))
    if (!outcome.ok) return refuse(session, outcome.error, 'edit')
    steps += 1
    delivery = outcome.view
    // The draft went with the words. Should the time be refused, only the time is still to be said.
    const asked = writing.choice
    session.autosave.released()
    session.delivery = delivery
    session.before = { ...fromDelivery(delivery, zone), choice: before.choice, pin: before.pin }
    session.writing = { ...session.writing, choice: asked }
  }
  const move = moveAsk(writing, before, delivery.revision)
  if (move) {
    const outcome = await ask('post_move', move)
    if (!outcome.ok) return refuse(session, outcome.error, steps > 0 ? 'half' : 'edit')
    steps += 1
    delivery = outcome.view
  }
  session.end()
  return { is: 'edited', delivery, steps }
}

function refuse(session: Session, error: ApiError, how: 'add' | 'edit' | 'half'): Finished {
  session.failed = { error, how }
  return { is: 'refused' }
}

/**
 * Takes an added post back and makes its words a draft again; gives the draft's id. Where other changes
 * of plan came after it, its deliveries are cancelled one by one instead.
 */
export async function takeBack(added: PostAdded, writing: Writing): Promise<{ ok: true; id: string } | { ok: false; error: ApiError }> {
  const kept = await ask('composition_save', { id: null, revision: null, content: toComposition(writing) })
  if (!kept.ok) return kept
  const history = await ask('history_show', {})
  const undone = history.ok && history.view.undo?.code === 'added' ? await ask('history_undo', {}) : null
  const mine = undone?.ok && added.deliveries.every((id) => undone.view.deliveries.includes(id))
  if (undone?.ok && !mine) await ask('history_redo', {})
  if (mine) return { ok: true, id: kept.view.id }
  for (const id of added.deliveries) {
    const gone = await ask('post_cancel', { id })
    if (gone.ok) continue
    await ask('composition_discard', { id: kept.view.id })
    return gone
  }
  return { ok: true, id: kept.view.id }
}
